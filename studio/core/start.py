"""The first line that a child process reads: how it is to start, secrets among it.

It comes through standard input, so that no secret stands in a command line or environment.
"""

import re
from typing import IO, TypeVar

import msgspec

from studio.core.errors import BadInputError
from studio.core.settings import Settings

_LOOPBACK = "127.0.0.1"
_PORT = re.compile(r"[0-9]{1,5}")
_LAST_PORT = 65_535


class EngineStart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For the engine. ``authkey`` in hexadecimal."""

    link_address: str
    authkey: str
    runtime_dir: str
    data_dir: str
    settings: Settings = Settings()
    is_demo: bool = False
    has_timecode: bool = False
    is_loopback_only: bool = False


class HubStart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For the hub. ``listen`` HOST:PORT or empty: as the settings say."""

    data_dir: str
    listen: str = ""
    is_demo: bool = False
    has_timecode: bool = False
    is_loopback_only: bool = False
    keeper_pid: int = 0


StartT = TypeVar("StartT", EngineStart, HubStart)


def write_start(stream: IO[bytes], start: EngineStart | HubStart) -> None:
    """Hand a child its start line and close its input."""
    stream.write(msgspec.json.encode(start) + b"\n")
    stream.close()


def read_start(stream: IO[bytes], kind: type[StartT]) -> StartT:
    """The start line; BadInputError when it is not one. UTF-8, whatever the system's locale."""
    try:
        return msgspec.json.decode(stream.readline(), type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadInputError(f"the start line is not right: {error}", "stdin") from error


def parse_listen(text: str) -> tuple[str, int]:
    """``HOST:PORT``; BadInputError says what is wrong with it."""
    host, colon, port = text.rpartition(":")
    if not colon or not _PORT.fullmatch(port) or int(port) > _LAST_PORT:
        raise BadInputError("must be HOST:PORT, such as 127.0.0.1:8480", f"--listen {text}")
    return host.strip("[]") or _LOOPBACK, int(port)
