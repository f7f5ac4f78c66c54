import json

import pytest

from studio.ui.icons import icon
from studio.ui.source_names import KINDS
from studio.ui.theme import ASSETS, Theme

_DRAWINGS = json.loads((ASSETS / "icons" / "icons.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", sorted(_DRAWINGS))
def test_every_drawing_leaves_ink_of_the_asked_colour(name: str, theme: Theme) -> None:
    image = icon(name, theme, "live").pixmap(40, 40).toImage()
    inked = [
        image.pixelColor(x, y)
        for y in range(image.height())
        for x in range(image.width())
        if image.pixelColor(x, y).alpha() > 250
    ]
    assert inked
    assert inked[0].red() == pytest.approx(theme.colour("live").red(), abs=3)


def test_every_kind_of_source_has_a_drawing() -> None:
    assert set(KINDS) - set(_DRAWINGS) == set()


def test_a_drawing_that_is_not_there_is_an_error(theme: Theme) -> None:
    with pytest.raises(KeyError):
        icon("unicorn", theme)
