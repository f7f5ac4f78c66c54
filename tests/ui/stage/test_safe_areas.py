import pytest

from studio.core.scene import Canvas
from studio.ui import words
from studio.ui.stage.safe_areas import safe_areas, upright_part


def test_a_wide_canvas_has_action_titles_and_what_a_phone_keeps() -> None:
    action, title = safe_areas(Canvas(1920, 1080))
    assert (action.box.x, action.box.width) == pytest.approx((0.035, 0.93))
    assert (title.box.y, title.box.height) == pytest.approx((0.05, 0.9))
    phone = upright_part(Canvas(1920, 1080))
    assert phone is not None
    assert phone.box.width * 1920 == pytest.approx(1080 * 9 / 16)
    assert phone.box.x == pytest.approx((1 - phone.box.width) / 2)


def test_an_upright_canvas_shows_what_apps_cover() -> None:
    areas = safe_areas(Canvas(1080, 1920))
    assert all(area.is_covered for area in areas)
    assert upright_part(Canvas(1080, 1920)) is None
    for area in areas:
        assert area.box.x + area.box.width <= 1
        assert area.box.y + area.box.height <= 1


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_area_has_words(language: str) -> None:
    known = words.load(language)
    names = {area.name for canvas in (Canvas(), Canvas(720, 1280)) for area in safe_areas(canvas)}
    assert names | {"safe_phone"} <= set(known)
