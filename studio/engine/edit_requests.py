"""Requests about what the show is made of: edits, undo, scenes, films."""

from collections.abc import Callable
from typing import Any

from studio.core.edits import ChangeCanvas, ChangeSecondCanvas
from studio.core.errors import BadInputError, NotFoundError
from studio.core.messages import requests as ask
from studio.core.messages.results import Devices, Done, PictureKept, Result, Snapshot
from studio.core.paths import PICTURES_DIR
from studio.core.scene import Show
from studio.engine.engine import Engine
from studio.engine.kept_pictures import KeptPictures
from studio.engine.sources.devices import list_devices


class EditRequests:
    """One method a request. What is refused has changed nothing."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._pictures = KeptPictures(engine.folders.data / PICTURES_DIR)
        self.methods: dict[type[ask.Request], Callable[[Any], Result]] = {
            ask.GetSnapshot: self._get_snapshot,
            ask.GetDevices: self._get_devices,
            ask.ApplyEdit: self._apply_edit,
            ask.Undo: self._undo,
            ask.Redo: self._redo,
            ask.ReplaceShow: self._replace_show,
            ask.KeepPicture: self._keep_picture,
            ask.ControlMedia: self._control_media,
            ask.HoldTalk: self._hold_talk,
        }

    def _get_snapshot(self, _request: ask.GetSnapshot) -> Snapshot:
        return self._engine.snapshot()

    def _get_devices(self, request: ask.GetDevices) -> Devices:
        return list_devices(request.kind)

    def _apply_edit(self, request: ask.ApplyEdit) -> Done:
        if isinstance(request.edit, ChangeCanvas):
            self._refuse_while_encoding("ChangeCanvas")
        if isinstance(request.edit, ChangeSecondCanvas):
            self._refuse_while_second_encodes("ChangeSecondCanvas")
        return self._follow(self._engine.history.apply(request.edit, request.merge_key))

    def _undo(self, _request: ask.Undo) -> Done:
        self._refuse_other_canvas(self._engine.history.peek_undo(), "Undo")
        return self._follow(self._engine.history.undo())

    def _redo(self, _request: ask.Redo) -> Done:
        self._refuse_other_canvas(self._engine.history.peek_redo(), "Redo")
        return self._follow(self._engine.history.redo())

    def _replace_show(self, request: ask.ReplaceShow) -> Done:
        self._refuse_other_canvas(request.show, "ReplaceShow")
        history = self._engine.history
        show = history.begin(request.show) if request.is_another else history.replace(request.show)
        return self._follow(show)

    def _keep_picture(self, request: ask.KeepPicture) -> Done | PictureKept:
        path = self._pictures.take(request)
        return Done() if path is None else PictureKept(str(path))

    def _control_media(self, request: ask.ControlMedia) -> Done:
        if self._engine.history.show.source(request.source_id) is None:
            raise NotFoundError("there is no such source", request.source_id)
        self._engine.pool.control_media(request.source_id, request.is_paused, request.position_s)
        return Done()

    def _hold_talk(self, request: ask.HoldTalk) -> Done:
        if all(one.source_id != request.source_id for one in self._engine.history.show.strips):
            raise NotFoundError("there is no such strip in the mixer", request.source_id)
        self._engine.mixer.hold_talk(request.source_id, is_held=request.is_held)
        return Done()

    def _refuse_other_canvas(self, show: Show | None, where: str) -> None:
        if show is not None and show.canvas != self._engine.history.show.canvas:
            self._refuse_while_encoding(where)
        if show is not None and show.second_canvas != self._engine.history.show.second_canvas:
            self._refuse_while_second_encodes(where)

    def _follow(self, show: Show) -> Done:
        self._engine.follow_show(show)
        return Done()

    def _refuse_while_second_encodes(self, where: str) -> None:
        if self._engine.second.pipeline.is_running:
            raise BadInputError(
                "the second picture cannot change while it is watched, sent or recorded", where
            )

    def _refuse_while_encoding(self, where: str) -> None:
        if self._engine.pipeline.is_running:
            raise BadInputError("the picture's size cannot change while on air or recording", where)
