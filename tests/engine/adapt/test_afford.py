from hypothesis import given
from hypothesis import strategies as st

from studio.engine.adapt.afford import Afforded, MachineLoad, decide


def _calm(state: Afforded, from_s: float, seconds: int, cores: int = 4) -> Afforded:
    for step in range(seconds):
        state = decide(state, MachineLoad(from_s + step, cores, 0.4, 0.2))
    return state


def test_a_machine_with_room_makes_all_within_seconds() -> None:
    assert _calm(Afforded(), 0.0, 10).extra_count == 3


def test_a_busy_one_makes_none() -> None:
    assert decide(Afforded(), MachineLoad(0.0, 2, 1.4, 0.3)).extra_count == 0


def test_skipped_pictures_cost_one_and_it_comes_back_after_the_load() -> None:
    high = _calm(Afforded(), 0.0, 10)
    low = decide(high, MachineLoad(60.0, 4, 0.4, 0.2, skipped=3))
    assert low.extra_count == 2
    assert _calm(low, 61.0, 4).extra_count == 2
    assert _calm(low, 61.0, 12).extra_count == 3


def test_a_step_that_failed_soon_waits_longer() -> None:
    first = _calm(Afforded(), 0.0, 1)
    failed = decide(first, MachineLoad(5.0, 4, 0.4, 0.2, skipped=1))
    second = _calm(failed, 6.0, 12)
    assert second.extra_count == 1
    again = decide(second, MachineLoad(20.0, 4, 0.4, 0.2, skipped=1))
    assert again.hold_s > failed.hold_s


@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.floats(0, 8), st.floats(0, 4)), min_size=1, max_size=80
    )
)
def test_the_count_stays_within_its_bounds(looks: list[tuple[int, float, float]]) -> None:
    state = Afforded()
    for step, (skipped, busy_cores, next_cores) in enumerate(looks):
        after = decide(state, MachineLoad(float(step), 4, busy_cores, next_cores, skipped))
        assert 0 <= after.extra_count <= 3
        assert abs(after.extra_count - state.extra_count) <= 1
        state = after
