import pytest

from studio.core.sources import (
    AnySourceSettings,
    CameraSettings,
    CardSettings,
    ColourSettings,
    ImageSettings,
    MediaSettings,
    TextSettings,
)
from studio.web.obs_socket import kinds
from studio.web.obs_socket.codes import Code, Refusal
from studio.web.obs_socket.fields import Fields


@pytest.mark.parametrize(
    ("settings", "kind", "plain", "told"),
    [
        (TextSettings("Hi"), "text_ft2_source_v2", "text_ft2_source", {"text": "Hi"}),
        (MediaSettings("a.mp4"), "ffmpeg_source", "ffmpeg_source", {"local_file": "a.mp4"}),
        (ImageSettings("a.png"), "image_source", "image_source", {"file": "a.png"}),
        (ColourSettings("#102030"), "color_source_v3", "color_source", {"color": 0xFF302010}),
        (ColourSettings("#10203040"), "color_source_v3", "color_source", {"color": 0x40302010}),
        (CameraSettings("secret-device"), "v4l2_input", "v4l2_input", {}),
        (CardSettings("Shoe"), "hawker_card", "hawker_card", {}),
    ],
)
def test_kinds_and_settings_are_told_in_obs_s_words(
    settings: AnySourceSettings, kind: str, plain: str, told: dict[str, object]
) -> None:
    assert kinds.kind_of(settings) == kind
    assert kinds.unversioned(kind) == plain
    found = kinds.settings_of(settings)
    assert {key: found[key] for key in told} == told
    assert "secret-device" not in str(found)


def test_words_and_colours_can_be_set() -> None:
    new = kinds.changed(TextSettings("Hi", size_px=90), Fields({"text": "Ho", "font": {}}))
    assert new == TextSettings("Ho", size_px=90)
    assert kinds.changed(ColourSettings(), Fields({"color": 0xFF302010})) == ColourSettings(
        "#102030"
    )
    assert kinds.changed(ColourSettings(), Fields({"color": 0x40302010})) == ColourSettings(
        "#10203040"
    )


@pytest.mark.parametrize(
    ("settings", "wanted", "code"),
    [
        (TextSettings("Hi"), {}, Code.INVALID_FIELD),
        (TextSettings("Hi"), {"text": "x" * 5001}, Code.INVALID_FIELD),
        (ImageSettings("a.png"), {"file": "/etc/passwd"}, Code.NOT_CONFIGURABLE),
        (MediaSettings("a.mp4"), {"local_file": "/etc/passwd"}, Code.NOT_CONFIGURABLE),
        (CameraSettings(), {"device_id": "x"}, Code.NOT_CONFIGURABLE),
    ],
)
def test_files_and_devices_stay_the_owner_s_choice(
    settings: AnySourceSettings, wanted: dict[str, object], code: Code
) -> None:
    with pytest.raises(Refusal) as caught:
        kinds.changed(settings, Fields(wanted))
    assert caught.value.code is code
