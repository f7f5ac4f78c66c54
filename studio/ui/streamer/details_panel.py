"""The selected layer: its name, place, size, crop, turn, opacity, and what its source is set to."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from studio.core import edits as ed
from studio.core.messages.requests import ControlMedia, GetDevices
from studio.core.messages.results import Devices, Result
from studio.core.scene import Box, Crop, Fit, Layer, Source
from studio.core.sources import AnySourceSettings
from studio.ui.session import Session
from studio.ui.source_form import SourceForm
from studio.ui.source_names import WITH_DEVICE, kind_of
from studio.ui.theme import Theme
from studio.ui.widgets.media_bar import MediaBar
from studio.ui.widgets.panel import Panel, plain_label, rule
from studio.ui.words import tr


class DetailsPanel(Panel):
    """Shows one layer; every field is an edit that can be undone."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(tr("details"), theme)
        self._session = session
        self._layer: Layer | None = None
        self._source: Source | None = None
        self._is_filling = False
        self._form: SourceForm | None = None
        self._empty = plain_label(tr("select_layer"), "empty")
        self._empty.setWordWrap(True)
        self.body.addWidget(self._empty)
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
        self._fill(layer)
        if is_other or (has_moved_on and not self._form_has_focus()):
            self._ask_devices(source)

    def refresh(self) -> None:
        """The show changed."""
        self.show_layer(self._layer.id if self._layer is not None else "")

    def _make_fields(self) -> None:
        self._name = QLineEdit()
        self._name.setAccessibleName(tr("name"))
        self._name.editingFinished.connect(self._rename)
        self._column.addWidget(self._name)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        self._place = {
            name: self._percent(grid, row, column, name)
            for row, column, name in ((0, 0, "x"), (0, 2, "y"), (1, 0, "width"), (1, 2, "height"))
        }
        self._crop = {
            name: self._percent(grid, row, column, f"crop_{name}")
            for row, column, name in (
                (2, 0, "left"),
                (2, 2, "right"),
                (3, 0, "top"),
                (3, 2, "bottom"),
            )
        }
        for spin in self._place.values():
            spin.setRange(-800, 1600)
            spin.valueChanged.connect(lambda _value: self._placed())
        for spin in self._crop.values():
            spin.setRange(0, 95)
            spin.valueChanged.connect(lambda _value: self._cropped())
        self._column.addLayout(grid)
        self._rotation = self._slider(-180, 180, self._turned)
        self._opacity = self._slider(0, 100, self._faded)
        self._fit = QComboBox()
        for fit in Fit:
            self._fit.addItem(tr(f"fit_{fit.value}"), fit)
        self._fit.activated.connect(lambda _place: self._fitted())
        rows = QGridLayout()
        rows.setVerticalSpacing(6)
        for row, (name, widget) in enumerate(
            (("rotation", self._rotation), ("opacity", self._opacity), ("fit", self._fit))
        ):
            rows.addWidget(plain_label(tr(name), "quiet"), row, 0)
            rows.addWidget(widget, row, 1)
        self._column.addLayout(rows)
        fill_row = QHBoxLayout()
        full = QPushButton(tr("fill_canvas"))
        full.clicked.connect(self._fill_canvas)
        reset = QPushButton(tr("reset"))
        reset.clicked.connect(self._reset)
        fill_row.addWidget(full)
        fill_row.addWidget(reset)
        self._column.addLayout(fill_row)
        self._column.addWidget(rule())
        self._kind = plain_label("", "heading")
        self._reason = plain_label("", "alarm")
        self._reason.setWordWrap(True)
        self._reason.setProperty("tone", "warning")
        self._column.addWidget(self._kind)
        self._column.addWidget(self._reason)
        self._media = MediaBar(self.theme, self._control_media)
        self._column.addWidget(self._media)
        self._form_place = QVBoxLayout()
        self._column.addLayout(self._form_place)
        self._column.addStretch(1)

    def _percent(self, grid: QGridLayout, row: int, column: int, name: str) -> QDoubleSpinBox:
        spin = QDoubleSpinBox()
        spin.setDecimals(1)
        spin.setSuffix(" %")
        spin.setSingleStep(0.5)
        spin.setKeyboardTracking(False)
        spin.setMinimumWidth(64)
        spin.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        spin.setAccessibleName(tr(name))
        grid.addWidget(plain_label(tr(name), "quiet"), row, column)
        grid.addWidget(spin, row, column + 1)
        grid.setColumnStretch(column + 1, 1)
        return spin

    def _slider(self, low: int, high: int, act: Callable[[int], None]) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(low, high)
        slider.valueChanged.connect(act)
        return slider

    def _fill(self, layer: Layer) -> None:
        self._is_filling = True
        if not self._name.hasFocus():
            self._name.setText(layer.name)
        for name, spin in self._place.items():
            spin.setValue(getattr(layer.box, name) * 100)
        for name, spin in self._crop.items():
            spin.setValue(getattr(layer.crop, name) * 100)
        self._rotation.setValue(round(layer.rotation_deg))
        self._opacity.setValue(round(layer.opacity * 100))
        self._fit.setCurrentIndex(list(Fit).index(layer.fit))
        self._is_filling = False
        self._refresh_media()

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
        self._reason.setText(status.reason if status is not None else "")
        self._reason.setVisible(bool(status is not None and status.reason))
        self._media.setVisible(kind_of(source.settings) == "media")
        if status is not None:
            self._media.set_position(status.position_s, status.duration_s)

    def _change(self, merge: str, **fields: object) -> None:
        scene, layer = self._session.scene, self._layer
        if self._is_filling or scene is None or layer is None:
            return
        edit = ed.ChangeLayer(scene.id, layer.id, **fields)  # type: ignore[arg-type]
        self._session.edit(edit, f"{merge}-{layer.id}" if merge else "")

    def _rename(self) -> None:
        name = self._name.text().strip()[:200]
        if name and self._layer is not None and name != self._layer.name:
            self._change("", name=name)

    def _placed(self) -> None:
        values = {name: spin.value() / 100 for name, spin in self._place.items()}
        values["width"] = max(0.01, values["width"])
        values["height"] = max(0.01, values["height"])
        self._change("place", box=Box(**{name: round(value, 5) for name, value in values.items()}))

    def _cropped(self) -> None:
        values = {name: round(spin.value() / 100, 4) for name, spin in self._crop.items()}
        self._change("crop", crop=Crop(**values))

    def _turned(self, value: int) -> None:
        self._change("turn", rotation_deg=float(value))

    def _faded(self, value: int) -> None:
        self._change("fade", opacity=value / 100)

    def _fitted(self) -> None:
        self._change("", fit=self._fit.currentData())

    def _fill_canvas(self) -> None:
        self._change("", box=Box(), fit=Fit.COVER, rotation_deg=0.0)

    def _reset(self) -> None:
        self._change("", crop=Crop(), rotation_deg=0.0, opacity=1.0, fit=Fit.CONTAIN)

    def _settings_changed(self, settings: AnySourceSettings) -> None:
        if self._source is not None:
            edit = ed.ChangeSource(self._source.id, settings=settings)
            self._session.edit(edit, f"settings-{self._source.id}")

    def _control_media(self, is_paused: bool | None, position_s: float | None) -> None:
        if self._source is not None:
            self._session.ask(ControlMedia(self._source.id, is_paused, position_s))
