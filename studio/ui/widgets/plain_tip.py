"""Words for a tip that stay words: Qt reads a tip as markup as soon as it looks like some."""

import html


def plain_tip(words: str) -> str:
    """What a tip must be given so that it shows exactly these words, whoever wrote them."""
    if "<" not in words and "&" not in words:  # nothing looks like markup without them
        return words
    return f"<qt>{html.escape(words)}</qt>".replace("\n", "<br>")
