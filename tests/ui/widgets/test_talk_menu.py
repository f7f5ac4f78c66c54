import pytest
from PySide6.QtWidgets import QMenu, QWidget

from studio.core.edits import ChangeStrip
from studio.core.scene import Strip
from studio.core.talking import Talk
from studio.ui.widgets.talk_menu import add_talk, talk_words


@pytest.mark.parametrize(("key", "asked"), [("", ["mic"]), ("F8", [])])
def test_who_has_no_key_is_asked_for_one(parent: QWidget, key: str, asked: list[str]) -> None:
    edits: list[ChangeStrip] = []
    chosen: list[str] = []
    menu = QMenu(parent)
    add_talk(menu, Strip("mic"), key, lambda edit, _merge: edits.append(edit), chosen.append)
    inner = menu.actions()[0].menu()
    assert isinstance(inner, QMenu)
    off, to_talk, _to_mute, _line, _choose = inner.actions()
    assert off.isChecked()
    to_talk.trigger()
    assert edits == [ChangeStrip("mic", talk=Talk.TO_TALK)]
    assert chosen == asked
    inner.actions()[-1].trigger()
    assert chosen[-1] == "mic"


def test_a_silent_strip_says_why() -> None:
    assert talk_words(Talk.TO_TALK, "F8") == "hold F8"
    assert talk_words(Talk.TO_TALK, "") == "no key yet"
    assert talk_words(Talk.TO_MUTE, "F8") == "muted"
