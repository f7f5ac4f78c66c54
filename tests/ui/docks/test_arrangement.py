import pytest

from studio.ui.docks.arrangement import SizeClass, size_class


@pytest.mark.parametrize(
    ("size", "wanted"),
    [
        ((1024, 700), SizeClass.SMALL),
        ((1440, 700), SizeClass.SMALL),
        ((1440, 900), SizeClass.MIDDLE),
        ((2560, 1000), SizeClass.MIDDLE),
        ((2560, 1440), SizeClass.LARGE),
    ],
)
def test_a_window_has_a_class(size: tuple[int, int], wanted: SizeClass) -> None:
    assert size_class(*size) is wanted
