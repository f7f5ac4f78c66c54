"""Requests about the stage: what is on the programme, what is prepared, and small pictures."""

from collections.abc import Callable
from typing import Any

import msgspec

from studio.core.messages import requests as ask
from studio.core.messages.events import PreviewMoved
from studio.core.messages.results import Done, PictureRings, RecordingStarted, Result
from studio.core.scene import Show
from studio.engine.engine import Engine


class StageRequests:
    """One method a request."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._stage = engine.stage
        self.methods: dict[type[ask.Request], Callable[[Any], Result]] = {
            ask.SwitchScene: self._switch_scene,
            ask.SetPreviewMode: self._set_preview_mode,
            ask.PreviewScene: self._preview_scene,
            ask.TakePreview: self._take_preview,
            ask.MoveTransition: self._move_transition,
            ask.WatchPictures: self._watch_pictures,
            ask.SizePreview: self._size_preview,
            ask.PlayReplay: self._play_replay,
            ask.ControlReplay: self._control_replay,
            ask.StopReplay: self._stop_replay,
            ask.TrySource: self._try_source,
        }

    def _switch_scene(self, request: ask.SwitchScene) -> Done:
        return self._told(self._stage.switch(request.scene_id, request.transition))

    def _set_preview_mode(self, request: ask.SetPreviewMode) -> Done:
        return self._told(self._stage.set_preview_mode(request.is_on, request.is_swapping))

    def _preview_scene(self, request: ask.PreviewScene) -> Done:
        return self._told(self._stage.preview(request.scene_id))

    def _take_preview(self, request: ask.TakePreview) -> Done:
        return self._told(self._stage.take(request.transition))

    def _move_transition(self, request: ask.MoveTransition) -> Done:
        show = self._stage.move(request.progress)
        return self._told(show) if show is not None else Done()

    def _watch_pictures(self, request: ask.WatchPictures) -> PictureRings:
        rings = self._stage.watch(request.has_preview, request.thumbnail_px)
        if not request.has_second:
            return rings
        return msgspec.structs.replace(rings, second=self._engine.second.watch())

    def _size_preview(self, request: ask.SizePreview) -> Done:
        programme = self._engine.programme
        if programme.size_preview(request.long_side_px):
            self._engine.tell(PreviewMoved(programme.preview_info))
        return Done()

    def _play_replay(self, request: ask.PlayReplay) -> RecordingStarted:
        language = self._engine.settings.ui.language
        path = self._stage.play_replay(request.seconds, request.speed, language)
        return RecordingStarted(path)

    def _control_replay(self, request: ask.ControlReplay) -> Done:
        self._stage.replay.control(request.is_paused, request.position_s, request.speed)
        return Done()

    def _stop_replay(self, _request: ask.StopReplay) -> Done:
        self._stage.replay.stop()
        return Done()

    def _try_source(self, request: ask.TrySource) -> PictureRings:
        if request.settings is None:
            self._engine.trial.end()
            return PictureRings()
        return PictureRings(self._engine.trial.begin(request.settings))

    def _told(self, show: Show) -> Done:
        self._engine.tell_show(show)
        return Done()
