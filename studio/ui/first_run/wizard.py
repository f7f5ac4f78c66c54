"""The first run, page by page; each can be skipped, and nothing is changed before the end."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from studio.core.first_show import FirstWords, first_show
from studio.core.messages.requests import ReplaceShow, SetSettings
from studio.core.scene import Canvas, Show
from studio.ui.first_run.device_page import DevicePage
from studio.ui.first_run.machine_page import MachinePage, advice_words
from studio.ui.session import Session
from studio.ui.theme import Theme
from studio.ui.widgets.panel import plain_label
from studio.ui.words import tr

_SIZE_PX = (720, 560)
_PAGES = ("welcome", "camera", "microphone", "screen", "machine", "end")


class FirstRun(QDialog):
    """``demo_show()`` gives the demo. What was chosen is kept when the last page is left."""

    def __init__(
        self, parent: QWidget, session: Session, theme: Theme, demo_show: Callable[[], Show]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("first_title"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE_PX)
        self._session = session
        self._demo_show = demo_show
        self.camera = DevicePage("camera", session, theme)
        self.microphone = DevicePage("microphone", session, theme)
        self.screen_page = DevicePage("screen", session, theme)
        self.machine = MachinePage(session)
        self.name = QLineEdit()
        self.name.setMaxLength(200)
        self.name.setPlaceholderText(tr("first_name_hint"))
        self._summary = plain_label("")
        self._heading = plain_label("", "title")
        self._step = plain_label("", "quiet")
        self.pages = QStackedWidget()
        for page in (
            self._welcome(),
            self.camera,
            self.microphone,
            self.screen_page,
            self.machine,
            self._end(),
        ):
            self.pages.addWidget(page)
        self._lay_out()
        self._show(0)

    @property
    def page(self) -> str:
        """The name of the page that is shown."""
        return _PAGES[self.pages.currentIndex()]

    def go(self, steps: int) -> None:
        """On, or back."""
        at = self.pages.currentIndex()
        self._leave(at)
        self._show(max(0, min(len(_PAGES) - 1, at + steps)))

    def start_with_camera(self) -> None:
        """The first show of one's own, with what was chosen."""
        advice = self.machine.advice
        canvas = Canvas()
        if advice is not None:
            canvas = Canvas(advice.width_px, advice.height_px, advice.rate_hz)
        name = self.name.text().strip() or tr("first_my_show")
        words = FirstWords(
            name,
            tr("first_host"),
            tr("kind_screen"),
            tr("first_pause"),
            tr("first_pause_text"),
            tr("new_product"),
            tr("kind_microphone"),
        )
        show = first_show(
            words, canvas, self.camera.device, self.microphone.device, self.screen_page.device
        )
        self._finish(show)

    def start_with_demo(self) -> None:
        """The demo show."""
        self._finish(self._demo_show())

    def keep(self) -> None:
        """Leave the show as it is."""
        self._finish(None)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing it is skipping it."""
        self._leave(self.pages.currentIndex())
        super().closeEvent(event)

    def reject(self) -> None:
        """So is Escape; it is not offered again by itself."""
        self.keep()

    def _finish(self, show: Show | None) -> None:
        self._leave(self.pages.currentIndex())
        settings = self._session.state.settings
        replace = msgspec.structs.replace
        advice = self.machine.advice
        if advice is not None and show is not None:
            video = replace(settings.video, bitrate_bps=advice.bitrate_bps)
            settings = replace(settings, video=video)
        settings = replace(settings, ui=replace(settings.ui, was_set_up=True))
        self._session.ask(SetSettings(settings))
        if show is not None:
            self._session.ask(ReplaceShow(show))
        self.accept()

    def _leave(self, at: int) -> None:
        page = self.pages.widget(at)
        if isinstance(page, DevicePage | MachinePage):
            page.leave()

    def _show(self, at: int) -> None:
        self.pages.setCurrentIndex(at)
        name = _PAGES[at]
        self._heading.setText(tr(f"first_{name}_title"))
        self._step.setText(f"{at + 1} / {len(_PAGES)}")
        self.back.setVisible(at > 0)
        is_last = at == len(_PAGES) - 1
        self.skip.setText(tr("first_leave") if is_last or at == 0 else tr("first_skip"))
        self.on.setVisible(not is_last)
        (self.own if is_last else self.on).setFocus()
        if is_last:
            self._sum_up()
        page = self.pages.currentWidget()
        if isinstance(page, DevicePage | MachinePage):
            page.enter()

    def _skip(self) -> None:
        if self.page in ("welcome", "end"):
            self.keep()
            return
        page = self.pages.currentWidget()
        if isinstance(page, DevicePage):
            page.choice.setCurrentIndex(page.choice.count() - 1)
        self.go(1)

    def _sum_up(self) -> None:
        lines = []
        for page in (self.camera, self.microphone, self.screen_page):
            name = page.device.name if page.device is not None else tr("first_none_of_it")
            lines.append(f"{tr(f'kind_{page.kind}')}: {name}")
        advice = self.machine.advice
        lines.append(advice_words(advice) if advice is not None else tr("first_not_measured"))
        self._summary.setText("\n".join(lines))

    def _welcome(self) -> QWidget:
        words = plain_label(tr("first_welcome"))
        words.setWordWrap(True)
        return _column(words)

    def _end(self) -> QWidget:
        self._summary.setWordWrap(True)
        self.own = QPushButton(tr("first_own"))
        self.own.setObjectName("primary")
        self.demo = QPushButton(tr("open_demo"))
        self.own.clicked.connect(self.start_with_camera)
        self.demo.clicked.connect(self.start_with_demo)
        row = QWidget()
        buttons = QHBoxLayout(row)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.addWidget(self.own)
        buttons.addWidget(self.demo)
        buttons.addStretch(1)
        return _column(self._summary, plain_label(tr("first_name"), "quiet"), self.name, row)

    def _lay_out(self) -> None:
        self.back = QPushButton(tr("first_back"))
        self.on = QPushButton(tr("first_on"))
        self.skip = QPushButton()
        self.on.setObjectName("primary")
        self.on.setDefault(True)
        self.back.clicked.connect(lambda: self.go(-1))
        self.on.clicked.connect(lambda: self.go(1))
        self.skip.clicked.connect(self._skip)
        above, below = QHBoxLayout(), QHBoxLayout()
        above.addWidget(self._heading, 1)
        above.addWidget(self._step)
        below.addWidget(self.skip)
        below.addStretch(1)
        below.addWidget(self.back)
        below.addWidget(self.on)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(16)
        layout.addLayout(above)
        layout.addWidget(self.pages, 1)
        layout.addLayout(below)


def _column(*widgets: QWidget) -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(12)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    return page
