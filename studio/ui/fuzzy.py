"""Finding by a few letters: how well some typed words fit a text."""

import re

_STARTS = re.compile(r"(?<![^\W_])\w")
_WHOLE, _WORD_START, _INSIDE, _SCATTERED = 400, 300, 200, 100


def fit(typed: str, text: str) -> int:
    """0: it does not fit. More is better: at the beginning, at a word, inside, scattered letters.

    Every typed word has to be found; scattered letters begin at the beginning of a word.
    """
    low = text.casefold()
    scores = [_fit_of(part, low) for part in typed.casefold().split()]
    if not scores or 0 in scores:
        return 0
    return sum(scores) // len(scores)


def _fit_of(part: str, text: str) -> int:
    at = text.find(part)
    if at == 0:
        return _WHOLE
    while at > 0:
        if not text[at - 1].isalnum():
            return _WORD_START - min(at, 50)
        inside = at
        at = text.find(part, at + 1)
        if at < 0:
            return _INSIDE - min(inside, 50)
    return _scattered(part, text)


def _scattered(part: str, text: str) -> int:
    if len(part) < 2:
        return 0
    best = 0
    for start in _STARTS.finditer(text):
        place = start.start()
        if text[place] != part[0]:
            continue
        gaps = 0
        for letter in part[1:]:
            following = text.find(letter, place + 1)
            if following < 0:
                break
            gaps += following - place - 1
            place = following
        else:
            best = max(best, _SCATTERED - min(gaps, _SCATTERED - 1))
    return best
