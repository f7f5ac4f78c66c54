from typing import Any

import pytest

from studio.core.imports.transitions import carry_transition
from studio.core.scene import Direction, Transition, TransitionKind


@pytest.mark.parametrize(
    ("kind", "settings", "wanted", "loss"),
    [
        ("cut_transition", {}, Transition(TransitionKind.CUT, 700), ""),
        ("fade_transition", {}, Transition(TransitionKind.FADE, 700), ""),
        (
            "fade_to_color_transition",
            {"color": 0xFF2010A0, "switch_point": 30},
            Transition(TransitionKind.COLOUR, 700, colour="#a01020"),
            "at its middle",
        ),
        (
            "slide_transition",
            {"direction": "up"},
            Transition(TransitionKind.PUSH, 700, Direction.UP),
            "",
        ),
        (
            "swipe_transition",
            {"direction": "right", "swipe_in": True},
            Transition(TransitionKind.SLIDE, 700, Direction.RIGHT),
            "",
        ),
        ("swipe_transition", {}, Transition(TransitionKind.SLIDE, 700), "comes in over"),
        (
            "wipe_transition",
            {"luma_image": "linear-v.png", "luma_softness": 0.2, "luma_invert": True},
            Transition(TransitionKind.WIPE, 700, Direction.UP, softness=0.2),
            "",
        ),
        ("wipe_transition", {"luma_image": "burst.png"}, Transition(duration_ms=700), "burst.png"),
        (
            "obs_stinger_transition",
            {"path": "C:/s.webm", "transition_point": 640},
            Transition(TransitionKind.STINGER, 700, path="C:/s.webm", cut_ms=640),
            "",
        ),
        (
            "obs_stinger_transition",
            {"path": "s.mov", "tp_type": 1, "transition_point": 12, "track_matte_enabled": True},
            Transition(TransitionKind.STINGER, 700, path="s.mov"),
            "track matte",
        ),
        ("move_transition", {}, Transition(duration_ms=700), "a fade here"),
    ],
)
def test_each_kind(kind: str, settings: dict[str, Any], wanted: Transition, loss: str) -> None:
    carried = carry_transition(kind, settings, 700)
    assert carried.transition == wanted
    assert loss in carried.loss if loss else carried.loss == ""


@pytest.mark.parametrize("kind", ["wipe_transition", "obs_stinger_transition", "slide_transition"])
def test_nonsense_in_the_settings_is_no_accident(kind: str) -> None:
    nonsense = {
        "direction": 7,
        "luma_softness": "soft",
        "luma_image": [],
        "path": None,
        "transition_point": -(10**12),
    }
    assert carry_transition(kind, nonsense, 100).transition.duration_ms == 100
