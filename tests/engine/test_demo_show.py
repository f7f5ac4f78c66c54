from pathlib import Path

import pytest

from studio.core.show_check import check_show
from studio.core.sources import CardSettings, ImageSettings, MediaSettings
from studio.engine.demo_show import demo_show
from studio.engine.show_file import load_show, save_show

_CANVASES = [(1280, 720), (1920, 1080), (720, 1280), (720, 720)]


@pytest.mark.parametrize(("width_px", "height_px"), _CANVASES)
def test_the_demo_is_a_show_like_any_other(width_px: int, height_px: int, tmp_path: Path) -> None:
    show = demo_show(width_px, height_px)
    assert check_show(show, "demo") == show
    assert (show.canvas.width_px, show.canvas.height_px) == (width_px, height_px)
    save_show(tmp_path / "show.json", show)
    assert load_show(tmp_path / "show.json") == show


def test_it_needs_nothing_but_its_own_files() -> None:
    for source in demo_show().sources:
        if isinstance(source.settings, MediaSettings | ImageSettings):
            assert Path(source.settings.path).is_file(), source.name
        if isinstance(source.settings, CardSettings):
            assert Path(source.settings.image_path).is_file(), source.name


@pytest.mark.parametrize(("width_px", "height_px"), _CANVASES)
def test_every_layer_lies_inside_the_picture(width_px: int, height_px: int) -> None:
    for scene in demo_show(width_px, height_px).scenes:
        for layer in scene.layers:
            assert layer.box.x >= 0
            assert layer.box.y >= 0
            assert layer.box.x + layer.box.width <= 1.0001
            assert layer.box.y + layer.box.height <= 1.0001
