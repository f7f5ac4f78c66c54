import pytest

from studio.core.talking import HOLD_S, SAY_AGAIN_S, Talk, is_open


@pytest.mark.parametrize(
    ("talk", "while_held", "otherwise"),
    [(Talk.OFF, True, True), (Talk.TO_TALK, True, False), (Talk.TO_MUTE, False, True)],
)
def test_a_key_opens_or_closes(talk: Talk, while_held: bool, otherwise: bool) -> None:
    assert is_open(talk, is_held=True) is while_held
    assert is_open(talk, is_held=False) is otherwise


def test_one_message_may_be_lost_without_a_gap() -> None:
    assert HOLD_S > 2 * SAY_AGAIN_S
