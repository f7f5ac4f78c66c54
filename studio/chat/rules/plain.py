"""A message as it is meant: tricks of writing undone before rules look at it.

Unicode Technical Standard 39 calls such signs confusables; the table holds those that chat
abuse is written with: Cyrillic and Greek letters, small capitals, digits and signs for letters.
"""

import re
import unicodedata
from functools import lru_cache

# Zero-width, bidi and other signs that nobody sees; variation selectors and tags too.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
_MOST_MARKS = 2
_PRETENDERS = {
    "a": "аαᴀ", "b": "вбβʙ", "c": "сᴄ", "d": "ԁδđᴅ", "e": "еєεᴇ", "f": "ꜰ", "g": "ɢ",
    "h": "һнηħʜ", "i": "іιıɪ", "j": "јᴊ", "k": "кκᴋ", "l": "ӏłʟ", "m": "мμᴍ", "n": "ɴ",
    "o": "оοøᴏ", "p": "рρᴘ", "q": "ԛ", "r": "гʀ", "s": "ѕꜱ", "t": "тτᴛ", "u": "υᴜ",
    "v": "ѵνᴠ", "w": "ԝωᴡ", "x": "хχ", "y": "уγʏ", "z": "ζᴢ", "3": "з",
}  # fmt: skip
_LOOK_ALIKES = str.maketrans(
    {pretender: letter for letter, many in _PRETENDERS.items() for pretender in many}
)
_FOR_LETTERS = str.maketrans("0134578@$!|€", "oieastbasile")
_SPACED = re.compile(r"(?<![^\W_])((?:[^\W_][\s._*\-~|/\\+,'`·•]{1,3}){2,}[^\W_])(?![^\W_])")
_BETWEEN = re.compile(r"[\s._*\-~|/\\+,'`·•]+")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")


def seen(text: str) -> str:
    """What the eye sees: full-width forms made plain, unseen signs and heaps of marks gone."""
    return _without_heaps(_UNSEEN.sub("", unicodedata.normalize("NFKC", text)))


@lru_cache(maxsize=2048)
def plain(text: str) -> str:
    """Lower case, look-alikes made the letters that they pretend to be, spaced words closed."""
    lowered = "".join(
        sign
        for sign in unicodedata.normalize("NFKD", seen(text).casefold())
        if not unicodedata.combining(sign)
    )
    # Korean syllables come apart by NFKD; put together again.
    joined = unicodedata.normalize("NFC", lowered).translate(_LOOK_ALIKES)
    return _SPACED.sub(lambda match: _BETWEEN.sub("", match.group(1)), joined)


@lru_cache(maxsize=2048)
def bold(text: str) -> str:
    """`plain`, and digits and signs read as letters, stretched letters shortened: for matching."""
    return _STRETCHED.sub(r"\1", plain(text).translate(_FOR_LETTERS))


def _without_heaps(text: str) -> str:
    """At most two combining marks on one sign (Zalgo text has dozens)."""
    if not any(unicodedata.combining(sign) for sign in text):
        return text
    kept: list[str] = []
    marks = 0
    for sign in text:
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks <= _MOST_MARKS:
            kept.append(sign)
    return "".join(kept)
