import sys
from dataclasses import replace

import pytest

from studio.core.errors import BadInputError, UnavailableError
from studio.core.settings import ENCODERS, PRESETS
from studio.engine.encode import candidates
from studio.engine.encode.candidates import ALL, BY_NAME, X264, Candidate
from studio.engine.encode.video_encoder import VideoEncoder
from tests.support.codec_options import codec_library
from tests.support.encoded import SETTINGS

GENERIC = {"maxrate": "2500000", "bufsize": "1500000", "b": "2500000", "g": "60"}

# Of encoders that only other systems' builds have: names and values from the documentation
# (ffmpeg-codecs, "VideoToolbox" and "MediaFoundation").
DOCUMENTED = {
    "h264_videotoolbox": {
        "profile": {"baseline", "constrained_baseline", "main", "high", "extended"},
        "realtime": {"0", "1", "true", "false"},
        "prio_speed": {"0", "1", "true", "false"},
        "allow_sw": {"0", "1", "true", "false"},
    },
    "h264_mf": {
        "rate_control": {"default", "cbr", "pc_vbr", "u_vbr", "quality", "ld_vbr", "g_vbr"},
        "scenario": {
            "default",
            "display_remoting",
            "video_conference",
            "archive",
            "live_streaming",
            "camera_record",
            "display_remoting_with_feature_map",
        },
        "hw_encoding": {"0", "1", "true", "false"},
    },
}


def refused(candidate: Candidate, options: dict[str, str]) -> dict[str, str]:
    """What the encoder's own list, or else its documentation, does not have."""
    library = codec_library()
    if library.has_encoder(candidate.name):
        return library.refused(candidate.name, options)
    known = DOCUMENTED[candidate.name]
    return {name: value for name, value in options.items() if value not in known.get(name, ())}


@pytest.mark.parametrize("candidate", ALL, ids=lambda item: item.name)
def test_every_option_is_on_the_codecs_own_list(candidate: Candidate) -> None:
    assert refused(candidate, candidate.options_for(60)) == {}


@pytest.mark.parametrize("candidate", ALL, ids=lambda item: item.name)
def test_a_wrong_name_or_value_would_be_found(candidate: Candidate) -> None:
    wrong = {"zero-latncy": "1"}
    if "profile" in dict(candidate.options) and candidate is not X264:  # a free text there
        wrong["profile"] = "basline"
    assert refused(candidate, {**candidate.options_for(60), **wrong}) == wrong


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what the Linux build has")
@pytest.mark.parametrize("name", ["h264_nvenc", "h264_qsv", "h264_amf", "h264_v4l2m2m", "libx264"])
def test_the_linux_build_is_asked_itself(name: str) -> None:
    assert codec_library().has_encoder(name)
    assert codec_library().refused(name, GENERIC) == {}


@pytest.mark.parametrize("preset", PRESETS)
def test_x264_opens_with_every_preset(preset: str) -> None:
    VideoEncoder(X264, replace(SETTINGS, preset=preset)).flush()


@pytest.mark.parametrize("name", ["tune", "profile", "preset"])
def test_x264_refuses_a_value_that_is_none(name: str) -> None:
    settings = replace(SETTINGS, preset="fasst") if name == "preset" else SETTINGS
    options = dict(X264.options) | ({} if name == "preset" else {name: "nonsense"})
    with pytest.raises(UnavailableError, match="x264: cannot be opened"):
        VideoEncoder(replace(X264, options=tuple(options.items())), settings)


def test_the_distance_of_key_frames_is_filled_in() -> None:
    assert candidates.AMF.options_for(60)["header_spacing"] == "60"
    assert all("{" not in value for item in ALL for value in item.options_for(1).values())


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin", "freebsd14", "sunos"])
def test_x264_is_last_everywhere(platform: str) -> None:
    assert candidates.for_platform(platform)[-1] is X264


def test_each_platform_has_its_own_hardware() -> None:
    names = {
        platform: {item.name for item in candidates.for_platform(platform)}
        for platform in ("linux", "win32", "darwin")
    }
    assert names["darwin"] == {"h264_videotoolbox", "libx264"}
    assert "h264_mf" in names["win32"]
    assert "h264_mf" not in names["linux"]
    assert {"h264_nvenc", "h264_qsv", "h264_amf"} <= names["linux"] & names["win32"]
    assert "h264_v4l2m2m" in names["linux"]


def test_what_works_comes_first_best_first() -> None:
    line = candidates.ordered(frozenset({"h264_qsv", "h264_nvenc"}))
    assert [item.name for item in line] == ["h264_nvenc", "h264_qsv", "libx264"]


def test_the_one_asked_for_is_tried_first_though_it_was_not_found() -> None:
    line = candidates.ordered(frozenset({"h264_nvenc"}), "h264_amf")
    assert [item.name for item in line] == ["h264_amf", "h264_nvenc", "libx264"]
    assert candidates.ordered(frozenset({"h264_nvenc"}), "libx264")[0] is X264


def test_an_unknown_encoder_is_refused_by_name() -> None:
    with pytest.raises(BadInputError, match=r"video\.encoder: there is no encoder 'h264_nvnec'"):
        candidates.ordered(frozenset(), "h264_nvnec")


def test_nothing_hardware_claims_to_be_software() -> None:
    assert [name for name, item in BY_NAME.items() if not item.is_hardware] == ["libx264"]


def test_every_encoder_of_the_settings_can_be_tried() -> None:
    assert {candidate.name for candidate in candidates.ALL} == set(ENCODERS)
