from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialogButtonBox, QWidget
from pytestqt.qtbot import QtBot

from studio.core.settings import TalkKey
from studio.ui.hotkeys.base import NoHotkeys
from studio.ui.session import Session
from studio.ui.streamer.talk_dialog import TalkDialog
from studio.ui.talk_keys import TalkKeys
from tests.fakes.fake_connection import FakeStudio
from tests.support.widgets import cut_words, texts_of

_PATIENCE_MS = 30_000


def test_a_key_is_pressed_kept_and_taken_away(
    qtbot: QtBot, parent: QWidget, session: Session, studio: FakeStudio
) -> None:
    keys = TalkKeys(session, lambda _down, _up: NoHotkeys("no"), lambda _words: None)
    dialog = TalkDialog(parent, session, keys, "film", "Film")
    dialog.show()
    assert not dialog.everywhere.isEnabled()
    assert any("while the studio has the focus" in words for words in texts_of(dialog))
    assert cut_words(dialog) == []
    dialog.press.setKeySequence(QKeySequence("F8"))
    dialog.findChildren(QDialogButtonBox)[0].accepted.emit()
    wanted = (TalkKey("film", "F8"),)
    qtbot.waitUntil(lambda: studio.settings.ui.talk_keys == wanted, timeout=_PATIENCE_MS)
    qtbot.waitUntil(lambda: keys.key_of("film") == wanted[0], timeout=_PATIENCE_MS)
    again = TalkDialog(parent, session, keys, "film", "Film")
    assert again.press.keySequence() == QKeySequence("F8")
    again.press.clear()
    again.findChildren(QDialogButtonBox)[0].accepted.emit()
    qtbot.waitUntil(lambda: studio.settings.ui.talk_keys == (), timeout=_PATIENCE_MS)
    keys.close()
