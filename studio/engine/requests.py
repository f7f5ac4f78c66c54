"""What each request does to the engine; one method a request, one answer each."""

from collections.abc import Callable
from typing import Any

import msgspec

from studio.core.edits import ChangeCanvas
from studio.core.errors import BadInputError, NotFoundError, UnavailableError
from studio.core.messages import requests as ask
from studio.core.messages.results import (
    Devices,
    Done,
    RecordingStarted,
    Result,
    Snapshot,
    ViewerOpened,
)
from studio.core.scene import Show
from studio.core.settings import Settings
from studio.core.status import RecorderState
from studio.engine.engine import RECORDING_HOLDER, Engine
from studio.engine.sources.devices import list_devices


class RequestHandler:
    """Answers requests for one engine; called from the link's threads, one edit at a time."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._methods: dict[type[ask.Request], Callable[[Any], Result]] = {
            ask.GetSnapshot: self._get_snapshot,
            ask.GetDevices: self._get_devices,
            ask.ApplyEdit: self._apply_edit,
            ask.Undo: self._undo,
            ask.Redo: self._redo,
            ask.ReplaceShow: self._replace_show,
            ask.SwitchScene: self._switch_scene,
            ask.ControlMedia: self._control_media,
            ask.StartShow: self._start_show,
            ask.PauseShow: self._pause_show,
            ask.EndShow: self._end_show,
            ask.StartRecording: self._start_recording,
            ask.StopRecording: self._stop_recording,
            ask.SetVideoBitrate: self._set_video_bitrate,
            ask.SetSettings: self._set_settings,
            ask.OpenViewer: self._open_viewer,
            ask.AddViewerCandidates: self._add_viewer_candidates,
            ask.CloseViewer: self._close_viewer,
        }

    def handle(self, request: ask.Request) -> Result:
        """The answer; raises StudioError with a sentence when it cannot be done."""
        method = self._methods.get(type(request))
        if method is None:
            raise BadInputError("the engine does not answer this", type(request).__name__)
        return method(request)

    def _get_snapshot(self, _request: ask.GetSnapshot) -> Snapshot:
        return self._engine.snapshot()

    def _get_devices(self, request: ask.GetDevices) -> Devices:
        return list_devices(request.kind)

    def _apply_edit(self, request: ask.ApplyEdit) -> Done:
        if isinstance(request.edit, ChangeCanvas):
            self._refuse_while_encoding("ChangeCanvas")
        return self._follow(self._engine.history.apply(request.edit, request.merge_key))

    def _undo(self, _request: ask.Undo) -> Done:
        self._refuse_other_canvas(self._engine.history.peek_undo(), "Undo")
        return self._follow(self._engine.history.undo())

    def _redo(self, _request: ask.Redo) -> Done:
        self._refuse_other_canvas(self._engine.history.peek_redo(), "Redo")
        return self._follow(self._engine.history.redo())

    def _replace_show(self, request: ask.ReplaceShow) -> Done:
        self._refuse_other_canvas(request.show, "ReplaceShow")
        return self._follow(self._engine.history.replace(request.show))

    def _switch_scene(self, request: ask.SwitchScene) -> Done:
        engine = self._engine
        show = engine.history.switch_scene(request.scene_id)
        engine.switcher.switch(show, request.transition or show.transition)
        engine.tell_show(show)
        return Done()

    def _control_media(self, request: ask.ControlMedia) -> Done:
        if self._engine.history.show.source(request.source_id) is None:
            raise NotFoundError("there is no such source", request.source_id)
        self._engine.pool.control_media(request.source_id, request.is_paused, request.position_s)
        return Done()

    def _start_show(self, request: ask.StartShow) -> Done:
        self._engine.on_air.start(request.is_rehearsal)
        return Done()

    def _pause_show(self, request: ask.PauseShow) -> Done:
        self._engine.on_air.pause(request.is_paused)
        return Done()

    def _end_show(self, _request: ask.EndShow) -> Done:
        self._engine.on_air.end()
        return Done()

    def _start_recording(self, request: ask.StartRecording) -> RecordingStarted:
        engine = self._engine
        path = engine.recorder.start(request.path)
        try:
            engine.pipeline.hold(RECORDING_HOLDER)
        except Exception:
            engine.recorder.stop()
            raise
        # Held after the start: the recording before may only now say that it is finished.
        if engine.recorder.status().state in (RecorderState.OFF, RecorderState.FAILED):
            engine.pipeline.release(RECORDING_HOLDER)
        return RecordingStarted(path)

    def _stop_recording(self, _request: ask.StopRecording) -> Done:
        self._engine.recorder.stop()
        return Done()

    def _set_video_bitrate(self, request: ask.SetVideoBitrate) -> Done:
        engine = self._engine
        video = msgspec.structs.replace(engine.settings.video, bitrate_bps=request.bitrate_bps)
        engine.pipeline.set_bitrate(request.bitrate_bps)
        return self._keep(msgspec.structs.replace(engine.settings, video=video))

    def _set_settings(self, request: ask.SetSettings) -> Done:
        engine = self._engine
        if request.settings.video.bitrate_bps != engine.settings.video.bitrate_bps:
            engine.pipeline.set_bitrate(request.settings.video.bitrate_bps)
        return self._keep(request.settings)

    def _open_viewer(self, request: ask.OpenViewer) -> ViewerOpened:
        if not self._engine.on_air.has_viewers:
            raise UnavailableError("the show has not begun", "viewer")
        return self._engine.viewers.open(request.offer_sdp)

    def _add_viewer_candidates(self, request: ask.AddViewerCandidates) -> Done:
        self._engine.viewers.add_candidates(request.viewer_id, request.sdp_fragment)
        return Done()

    def _close_viewer(self, request: ask.CloseViewer) -> Done:
        self._engine.viewers.close_viewer(request.viewer_id)
        return Done()

    def _keep(self, settings: Settings) -> Done:
        self._engine.keep_settings(settings)
        return Done()

    def _refuse_other_canvas(self, show: Show | None, where: str) -> None:
        if show is not None and show.canvas != self._engine.history.show.canvas:
            self._refuse_while_encoding(where)

    def _follow(self, show: Show) -> Done:
        self._engine.follow_show(show)
        return Done()

    def _refuse_while_encoding(self, where: str) -> None:
        if self._engine.pipeline.is_running:
            raise BadInputError("the picture's size cannot change while on air or recording", where)
