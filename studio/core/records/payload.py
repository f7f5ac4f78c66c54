"""The base of every payload of the event log, and how its personal part is told apart."""

from typing import ClassVar

import msgspec


class Payload(
    msgspec.Struct, frozen=True, omit_defaults=True, rename="camel", tag_field="kind", tag=True
):
    """Base of all payloads. A reader ignores fields it does not know.

    ``version`` grows when the meaning of a field changes. ``personal`` names the fields that say
    who somebody is or what they wrote: the store keeps them sealed with that person's key, and
    they read as their defaults once the key is gone. ``is_audited``: a person decided something,
    so that it goes into the audit chain.
    """

    version: ClassVar[int] = 1
    personal: ClassVar[tuple[str, ...]] = ()
    is_audited: ClassVar[bool] = False

    def person(self, actor: str) -> str:
        """Whom the personal part is about: whose key seals it, and whose erasure takes it away."""
        return actor


class Unknown(Payload, frozen=True, tag="unknown"):
    """A payload written by a newer studio: kept, passed over."""

    stored_kind: str = ""


def kind_of(payload: Payload) -> str:
    """The name of its kind, as the log keeps it."""
    return name_of_kind(type(payload))


def name_of_kind(kind: type[Payload]) -> str:
    """The same for all of its kind."""
    tag = kind.__struct_config__.tag
    if not isinstance(tag, str):
        raise TypeError(f"{kind.__name__} has no kind")
    return tag
