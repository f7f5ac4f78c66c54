"""Requests about what goes out: the show, recordings, viewers, and how it is encoded."""

from collections.abc import Callable
from typing import Any

import msgspec

from studio.core.errors import UnavailableError
from studio.core.messages import requests as ask
from studio.core.messages.results import Done, RecordingStarted, Result, ViewerOpened
from studio.core.settings import Settings
from studio.core.status import RecorderState
from studio.engine.engine import RECORDING_HOLDER, Engine


class AirRequests:
    """One method a request."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.methods: dict[type[ask.Request], Callable[[Any], Result]] = {
            ask.StartShow: self._start_show,
            ask.PauseShow: self._pause_show,
            ask.EndShow: self._end_show,
            ask.StartRecording: self._start_recording,
            ask.StopRecording: self._stop_recording,
            ask.SaveReplay: self._save_replay,
            ask.SetVideoBitrate: self._set_video_bitrate,
            ask.SetSettings: self._set_settings,
            ask.SetTargetSecret: self._set_target_secret,
            ask.RetryTarget: self._retry_target,
            ask.OpenViewer: self._open_viewer,
            ask.AddViewerCandidates: self._add_viewer_candidates,
            ask.CloseViewer: self._close_viewer,
            ask.ShowOverlay: self._show_overlay,
        }

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
        elif engine.settings.recording.has_second and engine.second.canvas is not None:
            engine.second_recording.begin(path)
        return RecordingStarted(path)

    def _stop_recording(self, _request: ask.StopRecording) -> Done:
        self._engine.recorder.stop()
        return Done()

    def _save_replay(self, _request: ask.SaveReplay) -> RecordingStarted:
        return RecordingStarted(self._engine.replay.save())

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

    def _set_target_secret(self, request: ask.SetTargetSecret) -> Done:
        self._engine.targets.set_secret(request.target_id, request.secret)
        return Done()

    def _retry_target(self, request: ask.RetryTarget) -> Done:
        self._engine.targets.retry(request.target_id)
        return Done()

    def _open_viewer(self, request: ask.OpenViewer) -> ViewerOpened:
        if not self._engine.on_air.has_viewers:
            raise UnavailableError("the show has not begun", "viewer")
        return self._engine.viewers.open(request.offer_sdp, request.shape)

    def _add_viewer_candidates(self, request: ask.AddViewerCandidates) -> Done:
        self._engine.viewers.add_candidates(request.viewer_id, request.sdp_fragment)
        return Done()

    def _close_viewer(self, request: ask.CloseViewer) -> Done:
        self._engine.viewers.close_viewer(request.viewer_id)
        return Done()

    def _show_overlay(self, request: ask.ShowOverlay) -> Done:
        self._engine.overlay.show(request.cards, is_at_once=request.is_at_once)
        return Done()

    def _keep(self, settings: Settings) -> Done:
        self._engine.keep_settings(settings)
        return Done()
