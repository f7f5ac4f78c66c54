"""The mixer: a strip for every source that can be heard, and the master."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from studio.core.edits import ChangeStrip
from studio.core.monitoring import can_be_monitored
from studio.ui.session import Session
from studio.ui.streamer.filters_dialog import raised
from studio.ui.streamer.master_menu import MasterMenu, loudness_words, since_live_words
from studio.ui.streamer.sound_filters_dialog import SoundFiltersDialog
from studio.ui.streamer.talk_dialog import TalkDialog
from studio.ui.talk_keys import TalkKeys, key_words
from studio.ui.theme import Theme
from studio.ui.widgets.meter import LevelMeter
from studio.ui.widgets.panel import Panel, plain_label, rule, tool_button
from studio.ui.widgets.strip import StripWidget
from studio.ui.widgets.talk_menu import TalkShown
from studio.ui.words import tr

_MASTER = "master"


class SoundPanel(Panel):
    """Strips come and go with the show; meters move 20 times a second."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(tr("sound"), theme)
        self._session = session
        self._talk: TalkKeys | None = None
        self._strips: dict[str, StripWidget] = {}
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(2)
        self._empty = plain_label(tr("no_sound"), "empty")
        self._empty.setWordWrap(True)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._empty)
        column.addLayout(self._rows)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        self.body.addWidget(scroll, 1)
        self.body.addWidget(rule())
        self._add_master()
        session.show_changed.connect(self.refresh)
        session.failed.connect(self.refresh)
        session.metered.connect(self._measure)

    def _add_master(self) -> None:
        self._master = LevelMeter(self.theme)
        self._loudness = plain_label("", "figures")
        self._loudness.setToolTip(tr("loudness_tip"))
        line = QHBoxLayout()
        line.setContentsMargins(4, 4, 4, 0)
        line.addWidget(plain_label(tr("master")))
        line.addStretch(1)
        line.addWidget(self._loudness)
        self._more = tool_button("more", tr("master_more"), self.theme, self._open_master)
        line.addWidget(self._more)
        self.body.addLayout(line)
        self._since = plain_label("", "quiet")
        self._since.setContentsMargins(4, 0, 4, 2)
        self._since.hide()
        meter = QHBoxLayout()
        meter.setContentsMargins(4, 0, 4, 2)
        meter.addWidget(self._master)
        self.body.addLayout(meter)
        self.body.addWidget(self._since)

    def refresh(self) -> None:
        """Show the strips as they are."""
        show = self._session.show
        if show is None:
            return
        names = {source.id: source.name for source in show.sources}
        wanted = [strip.source_id for strip in show.strips]
        for gone in [one for one in self._strips if one not in wanted]:
            widget = self._strips.pop(gone)
            self._rows.removeWidget(widget)
            widget.deleteLater()
        for strip in show.strips:
            name = names.get(strip.source_id, strip.source_id)
            if strip.source_id not in self._strips:
                made = StripWidget(strip, name, self.theme, self._edit, self._open_filters)
                made.wanted_talk_key.connect(self._choose_talk_key)
                self._strips[strip.source_id] = made
                self._rows.addWidget(made)
            widget = self._strips[strip.source_id]
            widget.set_strip(strip, name)
            source = show.source(strip.source_id)
            widget.can_monitor = source is not None and can_be_monitored(source.settings)
        self._empty.setVisible(not show.strips)
        self._show_talk()

    def use_talk(self, talk: TalkKeys) -> None:
        """Show these keys, and choose them."""
        self._talk = talk
        talk.changed.connect(self._show_talk)
        self._session.changed.connect(self._show_talk)
        self._show_talk()

    def _show_talk(self) -> None:
        if self._talk is None:
            return
        for source_id, strip in self._strips.items():
            chosen = self._talk.key_of(source_id)
            key = key_words(chosen.key) if chosen is not None else ""
            strip.show_talk(TalkShown(key, self._talk.is_held(source_id)))

    def _choose_talk_key(self, source_id: str) -> None:
        show = self._session.show
        source = show.source(source_id) if show is not None else None
        if self._talk is not None and source is not None:
            TalkDialog(self.window(), self._session, self._talk, source_id, source.name).open()

    def _edit(self, edit: ChangeStrip, merge_key: str) -> None:
        self._session.edit(edit, merge_key)

    def _open_filters(self, source_id: str) -> None:
        window = self.window()
        if not raised(window, source_id):
            SoundFiltersDialog(window, self._session, self.theme, source_id).show()

    def _open_master(self) -> None:
        menu = MasterMenu(self, self._session)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _measure(self) -> None:
        show = self._session.show
        has_solo = show is not None and any(strip.is_solo for strip in show.strips)
        for meter in self._session.state.meters:
            if meter.source_id == _MASTER:
                self._master.set_level(meter.peak_db)
                target = self._session.state.settings.sound.target_lufs
                self._loudness.setText(
                    loudness_words(meter.integrated_lufs, meter.short_term_lufs, target)
                )
                self._loudness.setToolTip(tr("loudness_show_tip" if target < 0 else "loudness_tip"))
                self._since.setText(since_live_words(meter.integrated_lufs, target))
                self._since.setVisible(self._session.state.is_on_air)
            elif meter.source_id in self._strips:
                self._strips[meter.source_id].set_meter(meter, has_solo=has_solo)
