"""A connector joined to a platform that a test plays: what the conformance suite asks of one."""

import abc
from collections.abc import Awaitable, Callable

from studio.chat.connectors.connector import Connector
from studio.core.connectors import Capability, ConnectorStatus


class Stand(abc.ABC):
    """An async context. ``does_end``: it is over at the end of what was said, as a recording."""

    does_end = False
    does_repeat = True
    connector: Connector

    def __init__(self) -> None:
        self.told: list[ConnectorStatus] = []

    @abc.abstractmethod
    async def open(self) -> None:
        """The platform is there, and the connector is made but does not run."""

    @abc.abstractmethod
    async def close(self) -> None:
        """The platform goes."""

    @abc.abstractmethod
    async def say(self, *numbers: int) -> None:
        """Somebody writes ``said N``; the same number is the same message."""

    @abc.abstractmethod
    async def rubbish(self) -> None:
        """The platform sends what nobody can read."""

    @abc.abstractmethod
    async def cut(self) -> None:
        """The line breaks."""

    @abc.abstractmethod
    async def fail_once(self) -> None:
        """The next connection is not taken; the one after it is."""

    @abc.abstractmethod
    async def refuse(self) -> None:
        """From the next connection on the platform says no for good."""

    @property
    @abc.abstractmethod
    def open_connections(self) -> int:
        """How many connections the platform still holds."""

    @property
    @abc.abstractmethod
    def acts(self) -> list[str]:
        """Names of the acts that the platform has seen."""


def all_acts(connector: Connector) -> dict[Capability, Callable[[], Awaitable[None]]]:
    """One call for every capability but reading."""
    return {
        Capability.SEND: lambda: connector.send("hello"),
        Capability.DELETE: lambda: connector.delete("m1"),
        Capability.TIME_OUT: lambda: connector.time_out("200", 60, "calm down"),
        Capability.BAN: lambda: connector.ban("200", "spam"),
        Capability.READMIT: lambda: connector.readmit("200"),
    }
