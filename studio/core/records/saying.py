"""What a decision says, whatever its payload: the fields by which a line of the audit is read."""

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
    """Of any payload; of one that has no words here, what fields of such names say."""
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
    return Said(
        kind_of(payload),
        _field(payload, "target"),
        _field(payload, "message_id"),
        _field(payload, "reason"),
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


def _field(payload: Payload, name: str) -> str:
    value = getattr(payload, name, "")
    return value if isinstance(value, str) else ""
