import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.errors import BadInputError
from studio.core.imports.obs_profile import import_obs_profile
from studio.core.imports.report import ProfileVideo
from tests.support.other_studios import fixture


def _video(text: str) -> tuple[ProfileVideo, int]:
    found = import_obs_profile(text.encode(), "basic.ini")
    assert found.video is not None
    assert found.show is None
    return found.video, len(found.report)


def test_a_profile_gives_its_video_settings() -> None:
    video, note_count = _video(fixture("basic.ini").decode())
    assert video == ProfileVideo(1920, 1080, 1280, 720, 30, 3_500_000, "h264_nvenc")
    assert note_count == 1


@pytest.mark.parametrize(
    ("lines", "rate_hz", "note_count"),
    [
        ("FPSType=0\nFPSCommon=60", 60, 0),
        ("FPSCommon=24 NTSC", 24, 0),
        ("FPSType=1\nFPSInt=144", 60, 1),
        ("FPSType=2\nFPSNum=50\nFPSDen=2", 25, 0),
        ("FPSType=2\nFPSNum=50\nFPSDen=0", 0, 0),
        ("FPSType=nan\nFPSCommon=soon", 0, 0),
    ],
)
def test_the_rate_is_a_whole_number(lines: str, rate_hz: int, note_count: int) -> None:
    video, count = _video(f"[Video]\n{lines}\n")
    assert (video.rate_hz, count) == (rate_hz, note_count)


@pytest.mark.parametrize(
    ("name", "encoder", "note_count"),
    [
        ("x264", "libx264", 0),
        ("obs_qsv11_v2", "h264_qsv", 0),
        ("com.apple.videotoolbox.videoencoder.ave.avc", "h264_videotoolbox", 0),
        ("amd", "h264_amf", 0),
        ("nvenc_hevc", "", 1),
        ("magic", "", 1),
        ("", "", 0),
    ],
)
def test_an_encoder_has_our_name(name: str, encoder: str, note_count: int) -> None:
    video, count = _video(f"[SimpleOutput]\nStreamEncoder={name}\n")
    assert (video.encoder, count) == (encoder, note_count)


def test_the_advanced_mode_says_where_the_bitrate_is() -> None:
    video, count = _video("[Output]\nMode=Advanced\n[AdvOut]\nEncoder=obs_x264\n")
    assert (video.encoder, video.bitrate_bps, count) == ("libx264", 0, 1)


def test_what_makes_no_sense_is_noted() -> None:
    video, count = _video("[Video]\nBaseCX=-4\nBaseCY=1e999\n[SimpleOutput]\nVBitrate=9\n")
    assert (video.base_width_px, video.bitrate_bps, count) == (0, 100_000, 2)


@pytest.mark.parametrize("data", [b"", b"[General]\nName=x", b"\xff\xff", b"[1, 2]"])
def test_what_is_no_profile_is_one_error(data: bytes) -> None:
    with pytest.raises(BadInputError) as caught:
        import_obs_profile(data, "basic.ini")
    assert caught.value.where == "basic.ini"


_keys = st.sampled_from(["BaseCX", "FPSType", "FPSInt", "FPSNum", "FPSDen", "VBitrate", "Mode"])


@given(st.lists(st.tuples(_keys, st.text(max_size=30) | st.floats().map(str))))
def test_no_value_ends_in_an_error(pairs: list[tuple[str, str]]) -> None:
    lines = "\n".join(f"{key}={value}" for key, value in pairs)
    text = f"[Video]\n{lines}\n[SimpleOutput]\n{lines}\n"
    found = import_obs_profile(text.encode("utf-8", "replace"), "basic.ini")
    assert found.video is not None
    assert 0 <= found.video.rate_hz <= 60
