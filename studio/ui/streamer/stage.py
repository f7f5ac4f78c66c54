"""The stage: joins view, selection and show, and opens what is edited in the picture."""

from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QObject, QPointF, QRect, QTimer, Signal

from studio.core import edits as ed
from studio.core.scene import Layer, Source
from studio.core.sources import ImageSettings, MediaSettings, TextSettings
from studio.ui.edit_stream import EditStream
from studio.ui.selection import Selection
from studio.ui.session import Session
from studio.ui.source_form import ask_for_file
from studio.ui.stage.contents import Contents
from studio.ui.stage.cropping import shown_of
from studio.ui.stage.drag import Act, Pose
from studio.ui.stage.dropped import edits_of, fallen_of
from studio.ui.stage.picking import Picked
from studio.ui.stage.posing import edit_of
from studio.ui.stage.text_editor import TextEditor
from studio.ui.streamer.layer_acts import contents_of
from studio.ui.streamer.pasted_picture import PastedPicture
from studio.ui.widgets.preview import PreviewView
from studio.ui.words import tr

_CALM_MS = 400
_HD_HEIGHT_PX = 1080


class Stage(QObject):
    """``said`` with a sentence when something is refused; ``wanted_details`` for other layers.

    ``is_second``: ``view`` shows the second canvas, and what is moved there moves only there.
    """

    said = Signal(str)
    wanted_details = Signal()

    def __init__(
        self,
        session: Session,
        selection: Selection,
        view: PreviewView,
        *,
        is_second: bool = False,
    ) -> None:
        super().__init__(view)
        self._is_second = is_second
        self._session = session
        self._selection = selection
        self._view = view
        self.stream = EditStream(session)
        self.editor: TextEditor | None = None
        self._pictures = PastedPicture(session)
        self._pictures.kept.connect(self._show_kept)
        self._calm = QTimer(self, singleShot=True, interval=_CALM_MS)
        self._calm.timeout.connect(self._settle)
        self.stream.settled.connect(self._stream_settled)
        session.show_changed.connect(self.refresh)
        session.changed.connect(self.refresh)
        selection.changed.connect(self._close_editor)
        selection.changed.connect(self.refresh)
        view.picked.connect(self._pick)
        view.posed.connect(self._pose)
        view.opened.connect(self.open_layer)
        view.dropped.connect(self.drop)
        view.looked.connect(self._close_editor)

    def refresh(self) -> None:
        """The view shows what lies on the canvas."""
        if self._session.scene is not None:
            self._view.show_contents(self._contents(), self._selection.picked)
            names = [layer.name for layer in self._selection.layers()]
            self._view.setAccessibleDescription(", ".join(names))

    def toggle_safe_areas(self) -> None:
        """Draw the safe areas, or not."""
        self._view.show_safe_areas(not self._view.shows_safe_areas)

    def open_selected(self) -> None:
        """Open the selected layer, if it is one."""
        if self._selection.only:
            self.open_layer(self._selection.only)

    def open_layer(self, layer_id: str) -> None:
        """Words are edited where they stand; pictures and films offer another file."""
        show, scene = self._session.show, self._session.scene
        if show is None or scene is None:
            return
        layer = next((one for one in scene.layers if one.id == layer_id), None)
        source = show.source(layer.source_id) if layer is not None else None
        if layer is None or source is None:
            return
        if isinstance(source.settings, TextSettings):
            self._edit_words(layer, source, source.settings)
        elif isinstance(source.settings, ImageSettings | MediaSettings):
            self._offer_file(source, source.settings)
        else:
            self.wanted_details.emit()

    def drop(self, data: QMimeData, at: QPointF | None = None) -> None:
        """What fell, or was pasted, becomes layers; what cannot is refused with a sentence."""
        show, scene = self._session.show, self._session.scene
        if show is None or scene is None:
            return
        if data.hasImage() and not data.hasUrls():
            if not self._pictures.keep(data.imageData()):
                self.said.emit(tr("drop_picture_too_large"))
            return
        fallen, refused = fallen_of(data)
        place = (at.x(), at.y()) if at is not None and not self._is_second else None
        for edit in edits_of(scene, show.canvas, fallen, place):
            self._session.edit(edit)
            if isinstance(edit, ed.AddLayers):
                self._selection.expect(*(layer.id for layer in edit.layers))
        if refused:
            self.said.emit(" ".join(refused[:2]))

    def _show_kept(self, path: str, width_px: int, height_px: int) -> None:
        show, scene = self._session.show, self._session.scene
        if show is None or scene is None:
            return
        one = self._pictures.fallen(path, width_px, height_px)
        for edit in edits_of(scene, show.canvas, [one], None):
            self._session.edit(edit)
            if isinstance(edit, ed.AddLayers):
                self._selection.expect(*(layer.id for layer in edit.layers))

    def _pick(self, picked: Picked) -> None:
        self._selection.set(picked)

    def _pose(self, poses: tuple[Pose, ...], act: Act, merge_key: str) -> None:
        scene = self._session.scene
        if scene is not None and poses:
            edit = edit_of(scene.id, poses, act)
            if self._is_second:
                self.stream.send(ed.PlaceLayers(scene.id, edit.changes), merge_key)
            else:
                self.stream.send(edit, merge_key)

    def _contents(self) -> Contents:
        return contents_of(self._session, is_second=self._is_second)

    def _stream_settled(self, is_done: bool) -> None:
        if is_done:
            self._calm.start()  # the show's event may come a little later than the answer
        else:
            self._settle()

    def _settle(self) -> None:
        if not self.stream.is_busy:
            self._view.hands.settle()
            self.refresh()

    def _edit_words(self, layer: Layer, source: Source, settings: TextSettings) -> None:
        self._close_editor()
        contents = self._contents()
        viewport = self._view.viewport
        size = contents.source_px.get(source.id, (0, 0))
        shown = shown_of(contents.frame(layer), layer.crop, layer.fit, size).frame
        x, y = viewport.to_widget(shown.x, shown.y)
        wide, tall = shown.width * viewport.scale, shown.height * viewport.scale
        place = QRect(round(x - wide / 2), round(y - tall / 2), round(wide) + 12, round(tall) + 12)
        drawn = shown.width / size[0] if size[0] else 1.0
        letter_px = settings.size_px * contents.canvas.height_px / _HD_HEIGHT_PX
        editor = TextEditor(self._view, settings, place, letter_px * drawn * viewport.scale)
        editor.committed.connect(lambda words: self._take_words(source.id, words))
        editor.ended.connect(self._editor_ended)
        self.editor = editor

    def _take_words(self, source_id: str, words: str) -> None:
        show = self._session.show
        source = show.source(source_id) if show is not None else None
        if source is not None and isinstance(source.settings, TextSettings):
            self._session.edit(
                ed.ChangeSource(source_id, settings=replace(source.settings, text=words))
            )

    def _close_editor(self) -> None:
        if self.editor is not None:
            self.editor.take_over()

    def _editor_ended(self) -> None:
        self.editor = None
        self._view.setFocus()

    def _offer_file(self, source: Source, settings: ImageSettings | MediaSettings) -> None:
        kind = "image" if isinstance(settings, ImageSettings) else "media"
        dialog = ask_for_file(self._view, kind, settings.path)
        dialog.fileSelected.connect(lambda path: self._take_file(source.id, path))
        dialog.open()

    def _take_file(self, source_id: str, path: str) -> None:
        show = self._session.show
        source = show.source(source_id) if show is not None else None
        if source is not None and isinstance(source.settings, ImageSettings | MediaSettings):
            self._session.edit(
                ed.ChangeSource(source_id, settings=replace(source.settings, path=path))
            )
