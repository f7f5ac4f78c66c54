import pytest

from studio.core.imports.placing import Size
from studio.core.imports.text_settings import colour_of, read_words
from studio.core.sources import TextAlign
from tests.support.other_studios import CANVAS


@pytest.mark.parametrize(
    ("value", "opacity", "colour"),
    [
        (0xFF0000FF, None, "#ff0000"),
        (0x80FF0000, None, "#0000ff80"),
        (0x00FF00, 100, "#00ff00"),
        (0x00FF00, 0, "#00ff0000"),
        (0x00FF00, 1e9, "#00ff00"),
        ("red", None, "#010203"),
        (-1, None, "#ffffff"),
    ],
)
def test_a_colour_is_read_from_its_end(value: object, opacity: float | None, colour: str) -> None:
    assert colour_of(value, 0xFF030201, opacity) == colour


def test_words_keep_their_look() -> None:
    settings = {
        "text": "Tea\nCake",
        "font": {"face": "Arial", "size": 40, "flags": 3},
        "color": 0x0000FF,
        "bk_color": 0xFF0000,
        "bk_opacity": 50,
        "outline": True,
        "outline_size": 3,
        "align": "right",
        "extents": True,
        "extents_cx": 500,
    }
    made, size, losses = read_words("text_gdiplus_v3", settings, Size(1280, 720))
    assert (made.text, made.family, made.size_px, made.is_bold) == ("Tea\nCake", "Arial", 60, True)
    assert (made.colour, made.background) == ("#ff0000", "#0000ff80")
    assert (made.outline_px, made.outline_colour) == (4, "#ffffff")
    assert (made.align, made.wrap_px) == (TextAlign.RIGHT, 750)
    assert (size.width_px, size.is_known) == (500, False)
    assert losses == ("words are not italic here",)


def test_words_of_the_other_kind() -> None:
    settings = {
        "text": "一二",
        "color1": 0xFF00FF00,
        "font": {"size": 100},
        "outline": True,
        "word_wrap": True,
        "custom_width": 300,
        "from_file": True,
        "text_file": "/tmp/now.txt",
        "drop_shadow": True,
        "log_mode": True,
    }
    made, size, losses = read_words("text_ft2_source_v2", settings, CANVAS)
    assert (made.colour, made.outline_px, made.wrap_px) == ("#00ff00", 2, 300)
    assert size.width_px == 300
    assert [words.split()[-1] for words in losses] == ["/tmp/now.txt", "here", "here"]


def test_wide_letters_take_more_room() -> None:
    _, narrow, _ = read_words("text_gdiplus", {"text": "abcd", "font": {"size": 50}}, CANVAS)
    _, wide, _ = read_words("text_gdiplus", {"text": "一二三四", "font": {"size": 50}}, CANVAS)
    assert narrow.width_px < wide.width_px == 200


def test_what_is_left_out_is_said() -> None:
    settings = {"gradient": True, "vertical": True, "chatlog": True, "read_from_file": True}
    _, _, losses = read_words("text_gdiplus", settings, CANVAS)
    assert len(losses) == 4
