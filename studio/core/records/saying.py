"""What a decision says, whatever its payload: the fields by which a line of the audit is read."""

import enum
from dataclasses import dataclass

from studio.core.records.chat import (
    MessageDecided,
    ViewerNoted,
    ViewerReadmitted,
    ViewerTimedOut,
)
from studio.core.records.payload import Payload, Unknown, kind_of
from studio.core.records.rules import Nuked
from studio.core.records.studio import SettingChanged
from studio.core.records.team import ActTakenBack, ClaimHandedOver, ViewerMarked

FOR_GOOD = -1


@dataclass(frozen=True, slots=True)
class Said:
    """``kind``: what was done; ``target``: to whom; ``detail``: why, or which. Empty: nothing."""

    kind: str
    target: str = ""
    message_id: str = ""
    detail: str = ""
    until_wall_ms: int = 0


def said(payload: Payload) -> Said:
    """Of any payload; of one without words here, what its fields of the usual names say."""
    of_person = _of_person(payload)
    if of_person is not None:
        return of_person
    match payload:
        case ClaimHandedOver():
            return Said("hand_over", payload.to, payload.message_id)
        case ActTakenBack():
            return Said("undo", payload.target, payload.message_id, payload.act)
        case SettingChanged():
            return Said("setting", detail=f"{payload.name}: {payload.before} → {payload.after}")
        case Nuked():
            return Said("nuke", detail=payload.phrase, until_wall_ms=payload.until_wall_ms)
        case Unknown():
            return Said(payload.stored_kind)
    until_ms = getattr(payload, "until_wall_ms", 0)
    return Said(
        kind_of(payload),
        _field(payload, "target", "device_id"),
        _field(payload, "message_id"),
        _field(payload, "reason", "name", "question", "rule", "profile"),
        until_ms if isinstance(until_ms, int) else 0,
    )


def _of_person(payload: Payload) -> Said | None:
    match payload:
        case MessageDecided():
            return Said(
                payload.decision.value, message_id=payload.message_id, detail=payload.reason
            )
        case ViewerTimedOut():
            kind = "time_out" if payload.until_wall_ms else "ban"
            until_ms = payload.until_wall_ms or FOR_GOOD
            return Said(kind, payload.target, "", payload.reason, until_ms)
        case ViewerReadmitted():
            return Said("readmit", payload.target, detail=payload.reason)
        case ViewerNoted():
            return Said("note", payload.target, detail=payload.note)
        case ViewerMarked():
            return Said("mark", payload.target, detail=payload.mark.value)
    return None


def _field(payload: Payload, *names: str) -> str:
    """The first of these fields that says something."""
    for name in names:
        value = getattr(payload, name, "")
        if isinstance(value, enum.Enum):
            value = value.value
        if isinstance(value, str) and value:
            return value
    return ""
