"""One strip of the mixer: name, level, gain, mute and solo."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QMenu,
    QSlider,
    QToolButton,
    QWidget,
    QWidgetAction,
)

from studio.core.edits import ChangeStrip
from studio.core.monitoring import Monitor
from studio.core.scene import Strip
from studio.core.status import Meter
from studio.core.talking import is_open
from studio.ui.icons import icon
from studio.ui.theme import Theme
from studio.ui.widgets.meter import LevelMeter
from studio.ui.widgets.number_box import NumberBox
from studio.ui.widgets.panel import plain_label, tool_button
from studio.ui.widgets.talk_menu import TalkShown, add_talk, talk_words
from studio.ui.words import tr

_GAIN_STEPS = 2  # half decibels


class StripWidget(QWidget):
    """``edit(edit, merge_key)`` sends a change; ``open_filters(source_id)`` shows the filters."""

    can_monitor = True
    wanted_talk_key = Signal(str)
    talk = TalkShown()

    def __init__(
        self,
        strip: Strip,
        name: str,
        theme: Theme,
        edit: Callable[[ChangeStrip, str], None],
        open_filters: Callable[[str], None],
    ) -> None:
        super().__init__()
        self._strip = strip
        self._theme = theme
        self._edit = edit
        self._open_filters = open_filters
        self._name = plain_label(name)
        self._figure = plain_label("", "figures")
        self._figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._figure.setMinimumWidth(58)
        self._meter = LevelMeter(theme)
        self._gain = QSlider(Qt.Orientation.Horizontal)
        self._gain.setRange(-60 * _GAIN_STEPS, 24 * _GAIN_STEPS)
        self._gain.setAccessibleName(tr("gain"))
        self._gain.setToolTip(tr("gain_tip"))
        self._gain.valueChanged.connect(self._gain_moved)
        self._mute = self._toggle("sound", tr("mute"), self._mute_clicked)
        self._solo = self._toggle("solo", tr("solo"), self._solo_clicked)
        more = tool_button("more", tr("delay_and_filters"), theme, self._open_more)
        self._more = more
        grid = QGridLayout(self)
        grid.setContentsMargins(4, 4, 4, 6)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(3)
        grid.addWidget(self._name, 0, 0)
        grid.addWidget(self._figure, 0, 1, 1, 4)
        grid.addWidget(self._meter, 1, 0, 1, 5)
        grid.addWidget(self._gain, 2, 0, 1, 2)
        grid.addWidget(self._mute, 2, 2)
        grid.addWidget(self._solo, 2, 3)
        grid.addWidget(more, 2, 4)
        grid.setColumnStretch(0, 1)
        self.set_strip(strip, name)

    def set_strip(self, strip: Strip, name: str) -> None:
        """The strip is now this."""
        self._strip = strip
        is_heard = strip.monitor is not Monitor.OFF
        self._name.setText(f"{name} · {tr('monitor_short')}" if is_heard else name)
        self._name.setToolTip(tr(f"monitor_{strip.monitor.value}") if is_heard else "")
        self._gain.blockSignals(True)
        if not self._gain.isSliderDown():
            self._gain.setValue(round(strip.gain_db * _GAIN_STEPS))
        self._gain.blockSignals(False)
        self._mute.setChecked(strip.is_muted)
        self._mute.setIcon(
            icon(
                "mute" if strip.is_muted else "sound",
                self._theme,
                "warn" if strip.is_muted else "text",
            )
        )
        self._solo.setChecked(strip.is_solo)
        self._solo.setIcon(icon("solo", self._theme, "accent" if strip.is_solo else "text"))
        is_filtered = any(one.is_enabled for one in strip.filters)
        self._more.setIcon(icon("more", self._theme, "accent" if is_filtered else "text"))

    def set_meter(self, meter: Meter, *, has_solo: bool) -> None:
        """The newest level."""
        is_silent = self._strip.is_muted or (has_solo and not self._strip.is_solo)
        is_silent = is_silent or not is_open(self._strip.talk, is_held=self.talk.is_held)
        self._meter.set_level(meter.peak_db, is_dimmed=is_silent)
        self._show_figure()

    def show_talk(self, talk: TalkShown) -> None:
        """Its talk key is this, and it is down or up."""
        if talk != self.talk:
            self.talk = talk
            self._show_figure()

    def _show_figure(self) -> None:
        strip = self._strip
        words = f"{strip.gain_db:+.1f} dB"
        if strip.is_muted:
            words = tr("muted")
        elif not is_open(strip.talk, is_held=self.talk.is_held):
            words = talk_words(strip.talk, self.talk.key)
        self._figure.setText(words)

    def _toggle(self, drawing: str, tip: str, act: Callable[[bool], None]) -> QToolButton:
        button = QToolButton()
        button.setCheckable(True)
        button.setIcon(icon(drawing, self._theme))
        button.setIconSize(QSize(18, 18))
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.clicked.connect(act)
        return button

    def _gain_moved(self, value: int) -> None:
        source_id = self._strip.source_id
        self._edit(ChangeStrip(source_id, gain_db=value / _GAIN_STEPS), f"gain-{source_id}")

    def _mute_clicked(self, is_on: bool) -> None:
        self._edit(ChangeStrip(self._strip.source_id, is_muted=is_on), "")

    def _solo_clicked(self, is_on: bool) -> None:
        self._edit(ChangeStrip(self._strip.source_id, is_solo=is_on), "")

    def _open_more(self) -> None:
        menu = QMenu(self)
        box = NumberBox()
        box.setRange(0, 2000)
        box.setSingleStep(10)
        box.setSuffix(" ms")
        box.setPrefix(tr("delay") + "  ")
        box.setValue(self._strip.delay_ms)
        source_id = self._strip.source_id
        box.valueChanged.connect(
            lambda value: self._edit(ChangeStrip(source_id, delay_ms=value), f"delay-{source_id}")
        )
        action = QWidgetAction(menu)
        action.setDefaultWidget(box)
        menu.addAction(action)
        menu.addSeparator()
        for monitor in Monitor if self.can_monitor else ():
            choice = menu.addAction(tr(f"monitor_{monitor.value}"))
            choice.setCheckable(True)
            choice.setChecked(monitor is self._strip.monitor)
            choice.triggered.connect(
                lambda _checked=False, to=monitor: self._edit(
                    ChangeStrip(source_id, monitor=to), ""
                )
            )
        add_talk(menu, self._strip, self.talk.key, self._edit, self.wanted_talk_key.emit)
        menu.addSeparator()
        menu.addAction(tr("filters_more")).triggered.connect(
            lambda _checked=False: self._open_filters(source_id)
        )
        menu.exec(self._more.mapToGlobal(self._more.rect().bottomLeft()))
