import threading
from collections.abc import Callable

import av
import numpy as np
import pytest

from studio.core.clock import NS_PER_S
from studio.core.errors import BadInputError
from studio.core.scene import Canvas
from studio.core.settings import Settings, VideoSettings
from studio.core.status import EncoderStatus
from studio.engine.encode.packet_reader import PacketReader
from studio.engine.media import BLOCK_SAMPLES, ComposedFrame, MediaClock, MixedBlock, PacketKind
from studio.engine.pipeline import Pipeline

_CANVAS = Canvas(320, 180, 30)
_SETTINGS = Settings(video=VideoSettings(encoder="libx264", preset="ultrafast"))
_KINDS = frozenset(PacketKind)


def _pipeline(settings: Settings = _SETTINGS) -> Pipeline:
    return Pipeline(MediaClock(), _CANVAS, settings, lambda alarm: None)


def _feed(pipeline: Pipeline, is_enough: Callable[[], bool]) -> None:
    """Submit pictures and sound, as the tick does, until ``is_enough``."""
    pace = threading.Event()
    for number in range(600):
        if is_enough():
            return
        media_ns = number * NS_PER_S // 30
        frame = av.VideoFrame(_CANVAS.width_px, _CANVAS.height_px, "yuv420p")
        for plane in frame.planes:
            plane.update(bytes([number % 200]) * plane.buffer_size)
        pipeline.submit_frame(ComposedFrame(frame, media_ns, number))
        silence = np.zeros((BLOCK_SAMPLES, 2), np.float32)
        for part in range(3):
            block_ns = (number * 3 + part) * NS_PER_S // 100
            pipeline.submit_block(MixedBlock(silence, block_ns, number * 3 + part))
        pace.wait(0.01)
    raise AssertionError("20 s of programme were not enough")


def _collect(reader: PacketReader, found: dict[PacketKind, int]) -> None:
    while (packet := reader.get_nowait()) is not None:
        found[packet.kind] = found.get(packet.kind, 0) + 1


def test_packets_of_every_kind_come_while_somebody_holds_it() -> None:
    pipeline = _pipeline()
    reader = pipeline.fanout.attach("test", _KINDS)
    pipeline.hold("show")
    pipeline.hold("recorder")
    found: dict[PacketKind, int] = {}

    def is_enough() -> bool:
        _collect(reader, found)
        return set(found) == set(_KINDS) and min(found.values()) >= 5

    try:
        _feed(pipeline, is_enough)
        assert pipeline.encoder_status().name == "x264"
        assert pipeline.encoder_status().key_frames >= 1
        pipeline.release("show")
        assert pipeline.is_running
        pipeline.release("recorder")
        assert not pipeline.is_running
    finally:
        pipeline.close()
    assert set(pipeline.fanout.tracks()) == set(_KINDS)


def test_with_nobody_holding_it_nothing_runs_and_nothing_breaks() -> None:
    pipeline = _pipeline()
    frame = av.VideoFrame(_CANVAS.width_px, _CANVAS.height_px, "yuv420p")
    pipeline.submit_frame(ComposedFrame(frame, 0, 0))
    pipeline.submit_block(MixedBlock(np.zeros((BLOCK_SAMPLES, 2), np.float32), 0, 0))
    pipeline.request_key_frame()
    pipeline.set_bitrate(1_000_000)
    pipeline.release("nobody")
    assert not pipeline.is_running
    assert pipeline.encoder_status() == EncoderStatus()
    assert pipeline.done_p99_ms == 0.0


def test_an_encoder_that_does_not_exist_holds_nothing() -> None:
    pipeline = _pipeline(Settings(video=VideoSettings(encoder="libx999")))
    with pytest.raises(BadInputError, match="libx999"):
        pipeline.hold("show")
    assert not pipeline.is_running
    pipeline.reconfigure(_CANVAS, _SETTINGS)
    pipeline.hold("recorder")
    pipeline.release("recorder")
    assert not pipeline.is_running


def test_the_canvas_stays_while_encoding() -> None:
    pipeline = _pipeline()
    pipeline.hold("show")
    try:
        with pytest.raises(ValueError, match="canvas"):
            pipeline.reconfigure(Canvas(640, 360, 30), _SETTINGS)
        pipeline.reconfigure(_CANVAS, Settings())
    finally:
        pipeline.close()
    pipeline.reconfigure(Canvas(640, 360, 30), Settings())


def test_where_only_the_programme_is_made_its_rate_follows_the_audience() -> None:
    pipeline = _pipeline()
    pipeline.hold("show")
    try:
        assert [rung.number for rung in pipeline.rungs] == [0]
        pipeline.want({0: 1_500_000})
        assert pipeline.encoder_status().target_bps == 1_500_000
        pipeline.want({0: 100_000})
        assert pipeline.encoder_status().target_bps == 750_000  # nobody pulls it to nothing
        pipeline.hold("recording")
        pipeline.want({0: 100_000})
        assert pipeline.encoder_status().target_bps == 1_500_000  # a recording is kept
        pipeline.want({0: 2_500_000})
        assert pipeline.encoder_status().target_bps == 2_500_000
    finally:
        pipeline.close()


def test_the_programme_follows_a_server_whose_line_is_narrow() -> None:
    pipeline = _pipeline()
    pipeline.hold("show")
    rooms: list[int] = [2_000_000]
    pipeline.server_rooms_bps = lambda: rooms
    try:
        pipeline.want({})
        assert 1_500_000 < pipeline.encoder_status().target_bps < 1_800_000
        rooms.clear()
        pipeline.want({})
        assert pipeline.encoder_status().target_bps == 2_500_000
        assert pipeline.ladder.statuses() == ()
    finally:
        pipeline.close()
