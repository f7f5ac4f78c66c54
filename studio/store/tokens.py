"""Words to search by: of Latin text its words, of Chinese, Japanese and Korean pairs of signs."""

import re
import unicodedata
from collections.abc import Callable

_MOST_TOKENS = 400
_WORD_OR_SIGN = re.compile(r"[぀-ヿ㐀-鿿豈-﫿가-힯]+|[^\W_぀-ヿ㐀-鿿豈-﫿가-힯]+")
_DENSE = re.compile(r"[぀-ヿ㐀-鿿豈-﫿가-힯]")


def tokens_of(text: str) -> list[str]:
    """In the order of the text, so that neighbours can be asked for; at most 400.

    A run of dense signs gives its single signs and its pairs, woven, so that one sign alone is
    found as well: 多少钱 gives 多 多少 少 少钱 钱.
    """
    found: list[str] = []
    for match in _WORD_OR_SIGN.finditer(unicodedata.normalize("NFKC", text).casefold()):
        run = match.group()
        if not _DENSE.match(run):
            found.append(run[:64])
            continue
        for place, sign in enumerate(run):
            found.append(sign)
            if place + 1 < len(run):
                found.append(run[place : place + 2])
        if len(found) > _MOST_TOKENS:
            break
    return found[:_MOST_TOKENS]


def blinded(text: str, blind: Callable[[str], str]) -> str:
    """What goes into the index."""
    return " ".join(blind(token) for token in tokens_of(text))


def asked(text: str) -> list[str]:
    """The tokens that a question needs: of a dense run its pairs, or its one sign."""
    wanted: list[str] = []
    for match in _WORD_OR_SIGN.finditer(unicodedata.normalize("NFKC", text).casefold()):
        run = match.group()
        if not _DENSE.match(run) or len(run) == 1:
            wanted.append(run[:64])
        else:
            wanted += [run[place : place + 2] for place in range(len(run) - 1)]
    return wanted[:_MOST_TOKENS]
