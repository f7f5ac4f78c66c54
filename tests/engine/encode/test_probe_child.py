import json
from dataclasses import replace

import pytest
from av.error import FFmpegError

from studio.core.errors import UnavailableError
from studio.engine.encode import probe_child
from studio.engine.encode.candidates import V4L2, X264
from studio.engine.encode.video_encoder import VideoEncoder
from studio.engine.media import ComposedFrame, MediaPacket


def test_x264_works(capsys: pytest.CaptureFixture[str]) -> None:
    assert probe_child.main(["libx264"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["name"] == "libx264"
    assert said["is_working"] is True


def test_a_failure_is_an_answer_with_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    assert probe_child.main([V4L2.name]) == 0
    said = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert said["is_working"] is (said["reason"] == "")


@pytest.mark.parametrize("arguments", [[], ["h264_unheard_of"], ["libx264", "libx264"]])
def test_anything_else_is_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert probe_child.main(arguments) == 2
    assert "usage" in capsys.readouterr().err


class _Deaf(VideoEncoder):
    def encode(self, composed: ComposedFrame, is_key: bool) -> list[MediaPacket]:
        return super().encode(composed, is_key=False)


class _Swallowing(VideoEncoder):
    def flush(self) -> list[MediaPacket]:
        return []

    def encode(self, composed: ComposedFrame, is_key: bool) -> list[MediaPacket]:
        made = super().encode(composed, is_key)
        return [] if composed.number == 7 else made


class _Spoiling(VideoEncoder):
    def encode(self, composed: ComposedFrame, is_key: bool) -> list[MediaPacket]:
        made = super().encode(composed, is_key)
        return [replace(one, data=one.data if is_key else one.data[:5]) for one in made]


@pytest.mark.parametrize(
    ("encoder", "reason"),
    [
        (_Deaf, r"made key frames at \(0,\), not at \(0, 5\)"),
        (_Swallowing, "gave 7 packets for 8 pictures"),
        (_Spoiling, "pictures decode|Invalid data"),
    ],
)
def test_one_that_does_not_do_what_it_must_does_not_count(
    encoder: type[VideoEncoder], reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(probe_child, "VideoEncoder", encoder)
    with pytest.raises((UnavailableError, FFmpegError), match=reason):
        probe_child.check(X264)


def test_one_that_encodes_something_else_does_not_count() -> None:
    with pytest.raises(UnavailableError, match="key frames at"):
        probe_child.check(replace(X264, name="libx265", options=()))
