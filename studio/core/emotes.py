"""The page's own emotes: short words between colons, each of which is one emoji."""

import re
from types import MappingProxyType

# In the order of the picker: feelings, hands, things of a show and a shop.
EMOTES = MappingProxyType(
    {
        "heart": "❤️",
        "smile": "😊",
        "joy": "😂",
        "love": "😍",
        "wow": "😮",
        "think": "🤔",
        "cry": "😭",
        "cool": "😎",
        "clap": "👏",
        "thumbsup": "👍",
        "ok": "👌",
        "pray": "🙏",
        "wave": "👋",
        "muscle": "💪",
        "fire": "🔥",
        "star": "⭐",
        "party": "🎉",
        "rose": "🌹",
        "gift": "🎁",
        "cart": "🛒",
        "money": "💰",
        "rocket": "🚀",
        "eyes": "👀",
        "hundred": "💯",
    }
)
_CODE = re.compile(r":([a-z]{2,12}):")


def with_emotes(text: str) -> str:
    """The text with every code of ours as its emoji; other colons stay as they are."""
    if text.count(":") < 2:
        return text
    return _CODE.sub(lambda found: EMOTES.get(found.group(1), found.group(0)), text)
