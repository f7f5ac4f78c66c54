import numpy as np

from studio.core.picture_filters import ChromaKey
from studio.engine.compose.filters.chroma_key import keyed
from studio.engine.compose.filters.content import Content, content_of

GREEN, SKIN, WHITE = (0, 200, 40), (200, 150, 120), (240, 240, 240)


def _content(*columns: tuple[int, int, int]) -> Content:
    bgra = np.full((16, 16 * len(columns), 4), 255, np.uint8)
    for place, (red, green, blue) in enumerate(columns):
        bgra[:, 16 * place : 16 * place + 16, :3] = (blue, green, red)
    return content_of(bgra)


def test_the_keys_colour_goes_and_the_rest_stays() -> None:
    before = _content(GREEN, SKIN, WHITE)
    after = keyed(before, ChromaKey(colour="#00c828", similarity=0.2))
    assert after.alpha is not None
    assert after.alpha[8, [8, 24, 40]].tolist() == [0, 255, 255]
    assert after.planes.y is before.planes.y
    skin = (4, 12)
    assert after.planes.u[skin] == before.planes.u[skin]


def test_alpha_and_shine_follow_the_formula() -> None:
    """Shades from the key to grey: each is so far from it as its chroma is."""
    settings = ChromaKey(colour="#00c828", similarity=0.1, smoothness=0.2, spill=0.4)
    shades = [tuple(round(150 + (one - 150) * step / 10) for one in GREEN) for step in range(11)]
    before = _content(*[(red, green, blue) for red, green, blue in shades])
    after = keyed(before, settings)
    assert after.alpha is not None
    red, green, blue = GREEN
    luma = 0.299 * red + 0.587 * green + 0.114 * blue
    key = np.array([(blue - luma) / 1.772, (red - luma) / 1.402]) * 224 / 255
    for place, shade in enumerate(shades):
        luma = 0.299 * shade[0] + 0.587 * shade[1] + 0.114 * shade[2]
        chroma = np.array([(shade[2] - luma) / 1.772, (shade[0] - luma) / 1.402]) * 224 / 255
        beyond = np.hypot(*(chroma - key)) / 255 - settings.similarity
        alpha = 255 * np.clip(beyond / settings.smoothness, 0, 1) ** 1.5
        assert abs(float(after.alpha[8, 16 * place + 8]) - alpha) <= 6
        left = 128 + chroma * np.clip(beyond / settings.spill, 0, 1) ** 1.5
        assert abs(float(after.planes.u[4, 8 * place + 4]) - left[0]) <= 2
        assert abs(float(after.planes.v[4, 8 * place + 4]) - left[1]) <= 2


def test_what_is_transparent_already_stays_so() -> None:
    before = _content(SKIN).within(np.zeros((16, 16), np.uint8))
    after = keyed(before, ChromaKey())
    assert after.alpha is not None
    assert not after.alpha.any()
