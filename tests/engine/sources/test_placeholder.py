import numpy as np

from studio.engine.sources.placeholder import draw_placeholder


def test_a_calm_panel_with_words() -> None:
    one = draw_placeholder(7, "Desk camera", "the camera was unplugged")
    other = draw_placeholder(7, "Desk camera", "no camera is connected")
    assert one.media_ns == 7
    assert one.serial != other.serial
    assert one.bgra is not None
    assert other.bgra is not None
    assert (one.width_px, one.height_px) == (640, 360)
    assert one.bgra[0, 0].tolist() == [0x26, 0x20, 0x1B, 255]
    assert not np.array_equal(one.bgra, other.bgra)
    assert one.bgra[:, :, :3].mean() < 60


def test_a_very_long_reason_stays_on_the_panel() -> None:
    panel = draw_placeholder(0, "A name " * 20, "a reason " * 60).bgra
    assert panel is not None
    assert (panel[:, :30] == panel[0, 0]).all()
    assert (panel[:, -30:] == panel[0, 0]).all()
