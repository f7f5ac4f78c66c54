from PySide6.QtWidgets import QWidget

from studio.ui.session import Session
from studio.ui.streamer.filters_dialog import raised
from studio.ui.streamer.sound_filters_dialog import SoundFiltersDialog
from studio.ui.theme import Theme


def test_one_dialog_a_thing(parent: QWidget, session: Session, theme: Theme) -> None:
    assert not raised(parent, "film")
    dialog = SoundFiltersDialog(parent, session, theme, "film")
    dialog.show()
    assert raised(parent, "film")
    assert not raised(parent, "tone")
    dialog.hide()
    assert not raised(parent, "film")
