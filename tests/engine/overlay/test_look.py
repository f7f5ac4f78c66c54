from studio.core.overlay import CardLook, CardSize
from studio.core.scene import Canvas
from studio.core.settings import OverlaySettings
from studio.engine.overlay.look import look_of

WIDE, UPRIGHT = Canvas(1280, 720), Canvas(720, 1280)


def test_words_follow_the_shorter_side_so_both_canvases_read_alike() -> None:
    settings = OverlaySettings()
    assert look_of(WIDE, settings, "").text_px == look_of(UPRIGHT, settings, "").text_px
    assert look_of(Canvas(1920, 1080), settings, "").text_px > look_of(WIDE, settings, "").text_px
    assert look_of(UPRIGHT, settings, "").widest_px > look_of(WIDE, settings, "").widest_px


def test_a_larger_size_is_larger_and_light_is_light() -> None:
    sizes = [look_of(WIDE, OverlaySettings(size=size), "").text_px for size in CardSize]
    assert sizes == sorted(set(sizes))
    papers = {look_of(WIDE, OverlaySettings(look=look), "").colours.paper[:7] for look in CardLook}
    assert papers == {"#12161c", "#ffffff"}


def test_chinese_is_for_who_chose_it() -> None:
    assert look_of(WIDE, OverlaySettings(), "zh").is_chinese
    assert not look_of(WIDE, OverlaySettings(), "").is_chinese
