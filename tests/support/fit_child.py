"""Opens everything in both languages in the smallest window and prints what has no room.

A process of its own, because Qt reads QT_SCALE_FACTOR once.
"""

import json
import sys

from PySide6.QtCore import QDeadlineTimer, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from studio.core.settings import UiSettings
from studio.engine.demo_show import demo_show
from studio.ui import words
from studio.ui.bridge import Bridge
from studio.ui.look import Look
from studio.ui.moderator.window import ModeratorWindow
from studio.ui.session import Session
from studio.ui.streamer.window import StreamerWindow
from tests.fakes.fake_connection import FakeStudio
from tests.support.team import fill
from tests.support.tour import tour
from tests.support.widgets import cut_words

_KNOWN_MS = 5_000


def main() -> int:
    """Print, by language and command, the words that are cut."""
    application = QApplication(sys.argv[:1])
    look = Look(application, UiSettings("en", "dark"))
    studio = FakeStudio(demo_show())
    fill(studio)
    bridge = Bridge(studio.make)
    session = Session(bridge)
    found: dict[str, list[str]] = {}

    def see() -> None:
        for language in words.LANGUAGES:
            look.use(UiSettings(language, "dark"))
            _visit(language, session, look, found)
            _visit_moderator(language, session, look, found)
        application.quit()

    session.ready.connect(lambda: QTimer.singleShot(0, see))
    bridge.start()
    application.exec()
    bridge.stop()
    json.dump({name: cut for name, cut in found.items() if cut}, sys.stdout, ensure_ascii=False)
    return 0


def _visit(language: str, session: Session, look: Look, found: dict[str, list[str]]) -> None:
    window = StreamerWindow(session, look.theme, demo_show, lambda _is_ending: None)
    window.resize(1024, 700)
    window.show()
    session.show_changed.emit()
    session.changed.emit()
    for name in window.layouts.names:
        window.layouts.choose(name)
        for _ in range(5):
            QApplication.processEvents()
        found[f"{language} {name}"] = cut_words(window)
    if (window.width(), window.height()) != (1024, 700):
        found[f"{language} size"] = [f"{window.width()} × {window.height()}"]

    def note(name: str, top: QWidget) -> None:
        found[f"{language} {name}"] = cut_words(top)

    tour(window, note)
    window.leave()


def _visit_moderator(
    language: str, session: Session, look: Look, found: dict[str, list[str]]
) -> None:
    window = ModeratorWindow(session, look.theme, lambda: None)
    window.resize(1024, 700)
    window.show()
    session.changed.emit()
    deadline = QDeadlineTimer(_KNOWN_MS)
    while not window.work.person.card and not deadline.hasExpired():
        QApplication.processEvents()
        window.work.go("live", "m1")
    for name in window.layouts.names:
        window.layouts.choose(name)
        for _ in range(5):
            QApplication.processEvents()
        found[f"{language} moderator {name}"] = cut_words(window)
    if (window.width(), window.height()) != (1024, 700):
        found[f"{language} moderator size"] = [f"{window.width()} × {window.height()}"]
    tour(window, lambda name, top: found.update({f"{language} {name}": cut_words(top)}))
    window.leave()


if __name__ == "__main__":
    raise SystemExit(main())
