import json
import re

import pytest

from studio.ui.theme import ASSETS, chosen_theme, palette_of, style_sheet, themes

_SURFACES = ("ground", "panel", "raised")
_TOKEN = re.compile(r"@[a-z-]+")
_PROPERTY = re.compile(r"--([a-z-]+):\s*([^;]+);")


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_both_themes_name_the_same_colours() -> None:
    assert set(themes()["dark"].colours) == set(themes()["light"].colours)


@pytest.mark.parametrize("name", ["dark", "light"])
def test_words_can_be_read_on_every_surface(name: str) -> None:
    colours = themes()[name].colours
    low = {
        f"{text} on {surface}": round(contrast(colours[text], colours[surface]), 2)
        for text in ("text", "quiet", "accent", "live", "warn", "good")
        for surface in _SURFACES
        if contrast(colours[text], colours[surface]) < 4.5
    }
    assert low == {}
    assert contrast(colours["on-accent"], colours["accent"]) >= 4.5
    assert contrast(colours["on-live"], colours["live"]) >= 4.5


@pytest.mark.parametrize("name", ["dark", "light"])
def test_signs_stand_out_from_the_panels(name: str) -> None:
    colours = themes()[name].colours
    for sign in ("accent", "live", "warn", "good"):
        assert contrast(colours[sign], colours["panel"]) >= 3.0, sign


@pytest.mark.parametrize("name", ["dark", "light"])
def test_the_style_sheet_leaves_no_token_unresolved(name: str) -> None:
    assert _TOKEN.findall(style_sheet(themes()[name])) == []


def test_the_palette_follows_the_theme() -> None:
    light = themes()["light"]
    assert palette_of(light).window().color() == light.colour("ground")


def test_a_theme_is_chosen_by_name_or_by_the_system() -> None:
    assert chosen_theme("light") is themes()["light"]
    assert chosen_theme("") in themes().values()


def test_the_pages_have_the_same_colours() -> None:
    sheet = (ASSETS / "page" / "page.css").read_text(encoding="utf-8")
    dark, light = sheet.split("prefers-color-scheme: light", 1)
    tokens = json.loads((ASSETS / "themes" / "tokens.json").read_text(encoding="utf-8"))
    for part, name in ((dark, "dark"), (light, "light")):
        said = {key: value for key, value in _PROPERTY.findall(part) if value.startswith("#")}
        assert said
        assert said == {key: tokens[name][key] for key in said}
