import pytest

from studio.ui.fuzzy import fit


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("live", "Go live"),
        ("GO LI", "Go live"),
        ("cam add", "Add: Camera"),
        ("gl", "Go live"),
        ("srec", "Stop recording"),
        ("摄像", "添加：摄像头"),
    ],
)
def test_a_few_letters_fit(typed: str, text: str) -> None:
    assert fit(typed, text) > 0


@pytest.mark.parametrize(
    ("typed", "text"), [("", "Go live"), ("x", "Go live"), ("live cam", "Go live"), ("eg", "Go")]
)
def test_others_do_not(typed: str, text: str) -> None:
    assert fit(typed, text) == 0


def test_the_beginning_is_better_than_a_word_than_the_inside_than_scattered_letters() -> None:
    scores = [fit("re", text) for text in ("Record", "Go record", "Score", "Right eye")]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 4


def test_near_letters_are_better_than_far_ones() -> None:
    assert fit("gl", "Go live") > fit("gl", "Group the selected layers")
