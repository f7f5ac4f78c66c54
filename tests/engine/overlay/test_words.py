import pytest

from studio.engine.overlay.words import clock, counted, word


def test_one_is_said_otherwise_than_many() -> None:
    assert counted("vote", "votes", 1, is_chinese=False) == "1 vote"
    assert counted("vote", "votes", 1204, is_chinese=False) == "1,204 votes"
    assert counted("vote", "votes", 0, is_chinese=True) == "共 0 票"


def test_a_blank_is_filled() -> None:
    assert word("enter", is_chinese=True, word="碗") == "发送“碗”参与"


@pytest.mark.parametrize(("left_s", "said"), [(0, "0:00"), (9, "0:09"), (75, "1:15")])
def test_time_left_reads_as_a_clock(left_s: int, said: str) -> None:
    assert clock(left_s) == said
