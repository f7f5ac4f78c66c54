"""Copy, cut, paste and duplicate: layers across scenes and windows, and how they look."""

from collections.abc import Callable

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from studio.core.edits import AddLayers
from studio.ui.selection import Selection
from studio.ui.session import Session
from studio.ui.stage import clipboard
from studio.ui.stage.clipboard import LAYERS_MIME, Clip, Style, StylePart
from studio.ui.streamer.layer_acts import LayerActs, contents_of


class ClipActs:
    """``take_other(data)`` is given what is pasted and no layer: pictures, files, words."""

    def __init__(
        self,
        session: Session,
        selection: Selection,
        acts: LayerActs,
        take_other: Callable[[QMimeData], object],
    ) -> None:
        self._session = session
        self._selection = selection
        self._acts = acts
        self._take_other = take_other
        self._style: Style | None = None

    @property
    def has_style(self) -> bool:
        """Whether a style was copied."""
        return self._style is not None

    def copy(self) -> None:
        """The selected layers, for this scene or another one."""
        clip = self._clip()
        if clip is not None:
            data = QMimeData()
            data.setData(LAYERS_MIME, clipboard.encoded(clip))
            QGuiApplication.clipboard().setMimeData(data)

    def cut(self) -> None:
        """Copy, then take away."""
        self.copy()
        self._acts.remove()

    def paste(self) -> None:
        """Layers that share their sources; or what another program copied."""
        data = QGuiApplication.clipboard().mimeData()
        clip = clipboard.decoded(bytes(data.data(LAYERS_MIME).data()))
        if clip is None:
            self._take_other(data)
        else:
            self._paste(clip, is_own=False)

    def paste_own(self) -> None:
        """Layers with words and cards of their own, which change alone from then on."""
        data = QGuiApplication.clipboard().mimeData()
        clip = clipboard.decoded(bytes(data.data(LAYERS_MIME).data()))
        if clip is not None:
            self._paste(clip, is_own=True)

    def duplicate(self) -> None:
        """The selected layers once more, just above them; words and cards of their own."""
        scene, clip = self._session.scene, self._clip()
        if scene is None or clip is None:
            return
        ids = set(self._selection.layer_ids)
        highest = max(place for place, layer in enumerate(scene.layers) if layer.id in ids)
        self._paste(clip, is_own=True, index=highest + 1)

    def copy_style(self) -> None:
        """How the selected layer lies and looks."""
        layers = self._selection.layers()
        if layers:
            self._style = clipboard.style_of(layers[-1])

    def paste_style(self, part: StylePart) -> None:
        """This part of the copied style, on all that is selected and not locked."""
        if self._style is not None:
            contents = contents_of(self._session)
            free = tuple(one for one in self._selection.layers() if not contents.is_locked(one))
            self._acts.change(clipboard.styled(free, self._style, part))

    def _clip(self) -> Clip | None:
        show, scene = self._session.show, self._session.scene
        layers = self._selection.layers()
        if show is None or scene is None or not layers:
            return None
        return clipboard.clip_of(show, scene, layers)

    def _paste(self, clip: Clip, *, is_own: bool, index: int | None = None) -> None:
        show, scene = self._session.show, self._session.scene
        if show is None or scene is None:
            return
        edit = clipboard.paste_of(show, scene, clip, is_own=is_own, index=index)
        if edit is not None:
            self.add(edit)

    def add(self, edit: AddLayers) -> None:
        """Add layers and select them as soon as they are there."""
        self._session.edit(edit)
        self._selection.expect(*(layer.id for layer in edit.layers))
