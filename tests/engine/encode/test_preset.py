from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.errors import BadInputError
from studio.core.settings import PRESETS
from studio.engine.encode import preset
from studio.engine.encode.preset import Load, PresetState

INTERVAL_MS = 33.3


def after(state: PresetState, now_s: float, p90_ms: float, dropped: int = 0) -> PresetState:
    return preset.decide(state, Load(now_s, p90_ms, INTERVAL_MS, dropped))


def calm_until(state: PresetState, from_s: int, to_s: int) -> PresetState:
    for second in range(from_s, to_s):
        state = after(state, second, 2.0)
    return state


def test_the_ladder_begins_with_what_was_asked_for() -> None:
    assert preset.first_state("", 0).preset == "veryfast"
    assert preset.first_state("medium", 0).ladder == PRESETS[PRESETS.index("medium") :]
    with pytest.raises(BadInputError, match=r"video\.preset: there is no preset 'turbo'"):
        preset.first_state("turbo", 0)


def test_late_frames_step_down_one_by_one_to_the_fastest() -> None:
    state = preset.first_state("veryfast", 0)
    seen = []
    for second in range(1, 8):
        state = after(state, second, 40.0)
        seen.append(state.preset)
    assert seen[:2] == ["superfast", "ultrafast"]
    assert seen[-1] == "ultrafast"
    assert state.is_fastest


def test_a_dropped_picture_counts_as_late() -> None:
    state = preset.first_state("veryfast", 0)
    assert after(state, 2, 1.0, dropped=1).preset == "superfast"


def test_a_second_of_grace_after_a_change() -> None:
    state = preset.first_state("veryfast", 10.0)
    assert after(state, 10.5, 100.0).preset == "veryfast"


def test_it_climbs_back_after_ten_calm_seconds() -> None:
    state = after(preset.first_state("veryfast", 0), 2, 40.0)
    assert calm_until(state, 4, 13).preset == "superfast"
    assert calm_until(state, 4, 15).preset == "veryfast"
    assert calm_until(state, 4, 60).preset == "veryfast"  # never above what was asked for


def test_a_load_without_room_for_the_next_preset_keeps_it_down() -> None:
    state = after(preset.first_state("veryfast", 0), 2, 40.0)
    for second in range(4, 100):
        state = after(state, second, 15.0)
    assert state.preset == "superfast"


def test_a_climb_that_fails_makes_the_next_wait_twice_as_long() -> None:
    state = after(preset.first_state("veryfast", 0), 2, 40.0)
    state = calm_until(state, 4, 15)
    assert state.preset == "veryfast"
    state = after(state, 17, 40.0)
    assert (state.preset, state.hold_s) == ("superfast", 20.0)
    assert calm_until(state, 19, 37).preset == "superfast"
    assert calm_until(state, 19, 41).preset == "veryfast"


loads = st.tuples(st.floats(0, 200), st.integers(0, 3))


@given(st.lists(loads, max_size=120))
def test_it_never_leaves_its_ladder_nor_moves_more_than_a_step(
    measured: list[tuple[float, int]],
) -> None:
    state = preset.first_state("faster", 0)
    for second, (p90_ms, dropped) in enumerate(measured):
        then = after(state, second, p90_ms, dropped)
        assert then.preset in state.ladder
        assert abs(then.level - state.level) <= 1
        assert then.hold_s <= 160
        state = then


def test_a_state_is_not_changed_in_place() -> None:
    state = preset.first_state("", 0)
    kept = replace(state)
    after(state, 5, 50.0)
    assert state == kept
