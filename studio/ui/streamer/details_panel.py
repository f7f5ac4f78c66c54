"""The selected layer: its name, place, size, crop, turn, opacity, and what its source is set to."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QVBoxLayout, QWidget

from studio.core import edits as ed
from studio.core.guests import GuestLink
from studio.core.messages.requests import ControlMedia, GetDevices
from studio.core.messages.results import Devices, Result
from studio.core.scene import Layer, Source
from studio.core.sources import AnySourceSettings, GuestSettings
from studio.ui.sentences import said
from studio.ui.session import Session
from studio.ui.source_form import SourceForm
from studio.ui.source_names import WITH_DEVICE, kind_of
from studio.ui.streamer.layer_acts import contents_of
from studio.ui.streamer.layer_fields import LayerFields
from studio.ui.streamer.phones_dialog import PhonesDialog
from studio.ui.streamer.several_fields import SeveralFields
from studio.ui.theme import Theme
from studio.ui.widgets.media_bar import MediaBar
from studio.ui.widgets.panel import Panel, plain_label, rule
from studio.ui.words import tr


class DetailsPanel(Panel):
    """Shows one layer; every field is an edit that can be undone.

    ``is_second()``: the fields are of the second canvas.
    """

    wanted_filters = Signal()

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(tr("details"), theme)
        self.is_second: Callable[[], bool] = lambda: False
        self._session = session
        self._layer: Layer | None = None
        self._source: Source | None = None
        self._form: SourceForm | None = None
        self._empty = plain_label(tr("select_layer"), "empty")
        self._empty.setWordWrap(True)
        self.body.addWidget(self._empty)
        self._several_ids: tuple[str, ...] = ()
        self._several: SeveralFields | None = None
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(4, 0, 12, 0)
        self._column.setSpacing(8)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._inner)
        self.body.addWidget(self._scroll, 1)
        self._make_fields()
        session.show_changed.connect(self.refresh)
        session.changed.connect(self._refresh_media)
        session.failed.connect(self._go_back)
        self._scroll.hide()

    def show_layer(self, layer_id: str) -> None:
        """Show this layer; empty: none."""
        scene, show = self._session.scene, self._session.show
        layers = scene.layers if scene is not None else ()
        layer = next((one for one in layers if one.id == layer_id), None)
        source = show.source(layer.source_id) if show is not None and layer is not None else None
        is_other = source is None or self._source is None or source.id != self._source.id
        self._layer = layer
        self._empty.setVisible(layer is None)
        self._scroll.setVisible(layer is not None)
        if layer is None or source is None:
            self._source = None
            return
        has_moved_on = self._form is None or self._form.settings != source.settings
        self._source = source
        self._fields.fill(self._as_lying(layer))
        count = len(layer.filters)
        self._filters.setText(tr("filters_count", count=count) if count else tr("filters_more"))
        self._refresh_media()
        if is_other or (has_moved_on and not self._form_has_focus()):
            self._ask_devices(source)

    def show_several(self, layer_ids: tuple[str, ...]) -> None:
        """Show what these layers have in common; one or none: nothing of the kind."""
        scene = self._session.scene
        layers = scene.layers if scene is not None else ()
        chosen = [one for one in layers if one.id in layer_ids]
        self._several_ids = layer_ids if len(chosen) > 1 else ()
        if self._several is None and self._several_ids:
            self._several = SeveralFields(self._change_several)
            self.body.addWidget(self._several, 1)
        if self._several is not None:
            self._several.setVisible(bool(self._several_ids))
            self._several.fill(chosen)
        if self._several_ids:
            self._empty.hide()

    def take_focus(self) -> None:
        """The keys go to the layer's name."""
        if self._layer is not None:
            self._fields.name.setFocus()
            self._fields.name.selectAll()

    def refresh(self) -> None:
        """The show changed."""
        self.show_layer(self._layer.id if self._layer is not None else "")
        self.show_several(self._several_ids)

    def _go_back(self) -> None:
        """Something was refused: the fields show what holds."""
        self.refresh()
        source, form = self._source, self._form
        if source is not None and form is not None and form.settings != source.settings:
            self._ask_devices(source)

    def _make_fields(self) -> None:
        self._fields = LayerFields(self._change)
        self._filters = QPushButton(tr("filters_more"))
        self._filters.clicked.connect(self.wanted_filters)
        self._kind = plain_label("", "heading")
        self._reason = plain_label("", "alarm")
        self._reason.setWordWrap(True)
        self._reason.setProperty("tone", "warning")
        self._media = MediaBar(self.theme, self._control_media)
        self._code = QPushButton(tr("guest_show_code"))
        self._code.clicked.connect(self._open_phones)
        parts = (self._fields, self._filters, rule(), self._kind, self._reason, self._media)
        for widget in (*parts, self._code):
            self._column.addWidget(widget)
        self._form_place = QVBoxLayout()
        self._column.addLayout(self._form_place)
        self._column.addStretch(1)

    def _ask_devices(self, source: Source) -> None:
        kind = kind_of(source.settings)
        self._kind.setText(tr(f"kind_{kind}"))
        if kind not in WITH_DEVICE:
            self._show_form(source, Devices())
            return

        def take(result: Result) -> None:
            now = self._source
            if isinstance(result, Devices) and now is not None and now.id == source.id:
                self._show_form(now, result)

        self._session.ask(GetDevices(kind), take)

    def _show_form(self, source: Source, devices: Devices) -> None:
        if self._form is not None:
            self._form_place.removeWidget(self._form)
            self._form.deleteLater()
        self._form = SourceForm(source.settings, devices.devices, self._settings_changed)
        self._form_place.addWidget(self._form)

    def _form_has_focus(self) -> bool:
        form, focus = self._form, QApplication.focusWidget()
        return form is not None and isinstance(focus, QWidget) and form.isAncestorOf(focus)

    def _refresh_media(self) -> None:
        source = self._source
        if source is None:
            return
        status = self._session.state.source_status(source.id)
        self._reason.setText(said(status.reason) if status is not None else "")
        self._reason.setVisible(bool(status is not None and status.reason))
        self._media.setVisible(kind_of(source.settings) == "media")
        self._code.setVisible(isinstance(source.settings, GuestSettings))
        if status is not None:
            self._media.set_position(status.position_s, status.duration_s)

    def _change(self, merge: str, /, **fields: object) -> None:
        scene, layer = self._session.scene, self._layer
        if scene is None or layer is None:
            return
        merge_key = f"{merge}-{layer.id}" if merge else ""
        if self.is_second():
            change = ed.LayerChange(layer.id, **fields)  # type: ignore[arg-type]
            self._session.edit(ed.PlaceLayers(scene.id, (change,)), merge_key and f"2-{merge_key}")
        else:
            edit = ed.ChangeLayer(scene.id, layer.id, **fields)  # type: ignore[arg-type]
            self._session.edit(edit, merge_key)

    def _as_lying(self, layer: Layer) -> Layer:
        """The layer as it lies on the canvas that is worked on."""
        contents = contents_of(self._session, is_second=self.is_second())
        return contents.layer(layer.id) or layer

    def _change_several(self, changes: tuple[ed.LayerChange, ...], merge_key: str) -> None:
        scene = self._session.scene
        if scene is not None:
            kind = ed.PlaceLayers if self.is_second() else ed.ChangeLayers
            self._session.edit(kind(scene.id, changes), merge_key)

    def _open_phones(self) -> None:
        """Another code for this very source; a link that was removed is replaced by a new one."""
        source = self._source
        if source is None or not isinstance(source.settings, GuestSettings):
            return

        def made(link: GuestLink) -> None:
            edit = ed.ChangeSource(source.id, settings=GuestSettings(link.id))
            self._session.edit(edit)

        link_id = source.settings.link_id
        PhonesDialog(self.window(), self._session, self.theme, made, link_id).open()

    def _settings_changed(self, settings: AnySourceSettings) -> None:
        if self._source is not None:
            edit = ed.ChangeSource(self._source.id, settings=settings)
            self._session.edit(edit, f"settings-{self._source.id}")

    def _control_media(self, is_paused: bool | None, position_s: float | None) -> None:
        if self._source is not None:
            self._session.ask(ControlMedia(self._source.id, is_paused, position_s))
