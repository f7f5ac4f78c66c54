"""What somebody of the team did, as a sentence."""

import time

from studio.core.teamwork import Act, AuditLine, Mark
from studio.ui.words import tr

_SENTENCES = {
    "delete": "did_delete",
    "release": "did_release",
    "restore": "did_restore",
    "hold": "did_hold",
    "time_out": "did_time_out",
    "ban": "did_ban",
    "readmit": "did_readmit",
    "note": "did_note",
    "mark": "did_mark",
    "rules": "did_rules",
    "undo": "did_undo",
    "hand_over": "did_hand_over",
    "setting": "did_setting",
}
# What other parts of the studio write into the chain, by the names of the log.
_OTHERS = (
    *("nuke", "nuke_undone", "shield_raised", "shield_lowered", "rule_learned", "rule_unlearned"),
    *("message_pinned", "message_unpinned", "picture_parts_changed", "question_decided"),
    *("poll_opened", "poll_closed", "engaged_hidden", "draw_opened", "draw_struck"),
    *("draw_frozen", "draw_revealed", "draw_cancelled", "helper_invited", "invitation_ended"),
    *("device_paired", "device_renamed", "device_revoked"),
)
_SENTENCES |= {kind: f"did_{kind}" for kind in _OTHERS}
_SHORT = 60


def act_words(act: Act) -> str:
    """What one did oneself, for the line that offers to undo it."""
    target = act.target_name or tr("chat_nobody")
    what = act.words or target
    return tr(f"you_{_SENTENCES[act.kind.value]}", name=target, what=_cut(what))


def audit_words(line: AuditLine, by: str) -> str:
    """A line of the audit chain; ``by``: the name of who did it."""
    by = by[:1].upper() + by[1:] if by == tr("team_you") else by
    target = line.target_name or (tr("chat_nobody") if line.target else "")
    what = line.words or line.detail
    key = _SENTENCES.get(line.kind)
    if key is None:
        return tr("did_other", by=by, kind=line.kind.replace("_", " "), what=_cut(what))
    if line.kind == "mark" and line.detail in {mark.value for mark in Mark}:
        what = tr(f"mark_{line.detail}")
    words = tr(key, by=by, name=target, what=_cut(what), until=until_words(line.until_wall_ms))
    if line.detail and line.kind in ("time_out", "ban", "delete") and line.detail != what:
        words = f"{words} ({_cut(line.detail)})"
    return words


def until_words(until_wall_ms: int) -> str:
    """Until when somebody is silent."""
    if until_wall_ms <= 0:
        return tr("length_for_good")
    return tr("until_time", time=clock_words(until_wall_ms))


def clock_words(wall_ms: int) -> str:
    """Hour and minute; the day too, unless it is today."""
    moment = time.localtime(wall_ms / 1000)
    is_today = time.strftime("%Y%j", moment) == time.strftime("%Y%j", time.localtime())
    return time.strftime("%H:%M" if is_today else "%Y-%m-%d %H:%M", moment)


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else line[: _SHORT - 1] + "…"
