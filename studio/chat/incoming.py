"""A platform's message made fit to be kept and shown: seen signs only, one message long."""

import msgspec

from studio.core.chat import MOST_CHARACTERS, Fragment
from studio.core.chat_text import clean_text
from studio.core.connectors import MessageHeard

_MOST_ID = 200
_MOST_NAME = 60
_MOST_FRAGMENTS = 100


def fitting(heard: MessageHeard) -> MessageHeard | None:
    """The message as it can be kept and shown; None when nothing of it is to be seen."""
    fragments = _fitting(heard.fragments)
    if not fragments:
        return None
    return msgspec.structs.replace(
        heard,
        platform_id=heard.platform_id[:_MOST_ID],
        user_id=heard.user_id[:_MOST_ID],
        name=clean_text(heard.name)[:_MOST_NAME],
        fragments=fragments,
        reply_to=heard.reply_to[:_MOST_ID],
    )


def _fitting(fragments: tuple[Fragment, ...]) -> tuple[Fragment, ...]:
    found: list[Fragment] = []
    room = MOST_CHARACTERS
    for part in fragments[:_MOST_FRAGMENTS]:
        text = _kept_apart(part.text)[:room]
        if not text:
            continue
        room -= len(text)
        found.append(Fragment(text, part.kind, part.ref[:_MOST_ID]))
    is_seen = any(part.text.strip() for part in found)
    return tuple(found) if is_seen else ()


def _kept_apart(text: str) -> str:
    """Cleaned, but a space at its ends still parts it from its neighbours."""
    cleaned = clean_text(text)
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and cleaned else ""
    return f"{before}{cleaned}{after}"
