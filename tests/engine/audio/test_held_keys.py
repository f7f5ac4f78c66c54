from studio.core.clock import NS_PER_S
from studio.engine.audio.held_keys import HeldKeys


def test_a_key_is_down_until_it_is_up() -> None:
    keys = HeldKeys()
    assert not keys.is_held("mic", 0)
    keys.hold("mic", 0, is_held=True)
    assert keys.is_held("mic", NS_PER_S)
    assert not keys.is_held("film", NS_PER_S)
    keys.hold("mic", NS_PER_S, is_held=False)
    keys.hold("mic", NS_PER_S, is_held=False)
    assert not keys.is_held("mic", NS_PER_S)


def test_who_says_it_no_more_has_let_it_go() -> None:
    keys = HeldKeys()
    keys.hold("mic", 0, is_held=True)
    keys.hold("mic", NS_PER_S, is_held=True)
    assert keys.is_held("mic", 2 * NS_PER_S)
    assert not keys.is_held("mic", 3 * NS_PER_S)
