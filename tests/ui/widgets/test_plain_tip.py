"""Tips show words as they were written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import Qt, QTextDocument

from studio.ui.widgets.plain_tip import plain_tip
from tests.support.hostile import PAYLOADS


def shown(tip: str) -> QTextDocument:
    """As Qt's tip reads it."""
    document = QTextDocument()
    if Qt.mightBeRichText(tip):
        document.setHtml(tip)
    else:
        document.setPlainText(tip)
    return document


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_looks_like_markup_is_shown_as_it_was_written(payload: str) -> None:
    document = shown(plain_tip(payload))
    assert document.toPlainText().split() == payload.replace("\0", "").split()
    assert document.allFormats()[-1].isImageFormat() is False


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=60))
def test_any_words_stay(words: str) -> None:
    said = "".join(shown(plain_tip(f"<b>{words}</b>")).toPlainText().split())
    assert said == "".join(f"<b>{words}</b>".split())
