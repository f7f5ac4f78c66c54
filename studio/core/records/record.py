"""One row of the event log, and its two encodings: what everybody may read and what is sealed."""

import functools

import msgspec

from studio.core.records.chat import (
    MessageDecided,
    MessageReceived,
    ViewerNoted,
    ViewerReadmitted,
    ViewerTimedOut,
)
from studio.core.records.door import AnyAtDoor
from studio.core.records.engage import AnyEngaged
from studio.core.records.notices import NoticeReceived
from studio.core.records.payload import Payload, Unknown
from studio.core.records.pins import MessagePinned, MessageUnpinned, PicturePartsChanged
from studio.core.records.rules import (
    Nuked,
    NukeUndone,
    RuleLearned,
    RuleUnlearned,
    ShieldLowered,
    ShieldRaised,
)
from studio.core.records.studio import SettingChanged, ShowReached
from studio.core.records.team import (
    ActTakenBack,
    ClaimHandedOver,
    TeamWhispered,
    ViewerMarked,
)

AnyPayload = (
    MessageReceived
    | MessageDecided
    | NoticeReceived
    | ViewerTimedOut
    | ViewerReadmitted
    | ViewerNoted
    | MessagePinned
    | MessageUnpinned
    | PicturePartsChanged
    | ShieldRaised
    | ShieldLowered
    | Nuked
    | NukeUndone
    | RuleLearned
    | RuleUnlearned
    | SettingChanged
    | ShowReached
    | AnyEngaged
    | AnyAtDoor
    | TeamWhispered
    | ClaimHandedOver
    | ViewerMarked
    | ActTakenBack
)

_TYPES: dict[str, type[Payload]] = {
    kind.__struct_config__.tag: kind for kind in AnyPayload.__args__
}
STUDIO = ""  # the actor of what nobody did


class Record(msgspec.Struct, frozen=True):
    """Something that happened. ``id`` is 0 until the log gave it one.

    ``actor``: pseudonymous key of who did it; empty for the studio itself. ``media_ns``: the
    show's media clock then, -1 when none ran.
    """

    session_id: str
    wall_ms: int
    payload: Payload
    actor: str = STUDIO
    media_ns: int = -1
    id: int = 0


def split(payload: Payload) -> tuple[bytes, bytes]:
    """The payload as JSON without its personal fields, and those as JSON; empty if none is set."""
    fields = msgspec.to_builtins(payload)
    personal = {name: fields.pop(name) for name in _personal(type(payload)) & fields.keys()}
    return msgspec.json.encode(fields), msgspec.json.encode(personal) if personal else b""


def join(kind: str, public: bytes, personal: bytes) -> Payload:
    """The payload again; without ``personal`` its personal fields are their defaults."""
    wanted = _TYPES.get(kind)
    if wanted is None:
        return Unknown(stored_kind=kind)
    fields = msgspec.json.decode(public)
    if personal:
        fields |= msgspec.json.decode(personal)
    return msgspec.convert(fields, wanted)


def known_kinds() -> frozenset[str]:
    """Every kind that this studio writes."""
    return frozenset(_TYPES)


@functools.cache
def _personal(kind: type[Payload]) -> frozenset[str]:
    """Its personal fields by their names in JSON; asked for every record, and always the same."""
    encoded = {field.name: field.encode_name for field in msgspec.structs.fields(kind)}
    unknown = set(kind.personal) - encoded.keys()
    if unknown:
        raise ValueError(f"{kind.__name__} has no field {min(unknown)}")
    return frozenset(encoded[name] for name in kind.personal)
