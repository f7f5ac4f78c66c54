from typing import Any

import pytest

from studio.core.imports.obs_extras import note_extras, own_transition_of, transition_of
from studio.core.imports.report import Notebook
from studio.core.scene import Direction, Transition, TransitionKind


@pytest.mark.parametrize(
    ("root", "transition"),
    [
        ({}, Transition()),
        ({"current_transition": "Cut"}, Transition(TransitionKind.CUT)),
        (
            {
                "current_transition": "Hard",
                "transitions": [{"name": "Hard", "id": "cut_transition"}],
                "transition_duration": 99_999,
            },
            Transition(TransitionKind.CUT, 5000),
        ),
        ({"current_transition": "Stinger", "transition_duration": -3}, Transition(duration_ms=0)),
        (
            {
                "current_transition": "Over",
                "transitions": [
                    {"name": "Over", "id": "slide_transition", "settings": {"direction": "down"}}
                ],
            },
            Transition(TransitionKind.PUSH, direction=Direction.DOWN),
        ),
    ],
)
def test_the_chosen_transition(root: dict[str, Any], transition: Transition) -> None:
    assert transition_of(root, Notebook()) == transition


def test_everything_else_is_named() -> None:
    notes = Notebook()
    note_extras(
        {
            "transitions": [
                {"name": "Luma", "id": "wipe_transition"},
                {"name": "Swish", "id": "obs_stinger_transition"},
            ],
            "sources": [
                {"name": "A", "private_settings": {"transition": "Luma"}},
                {"hotkeys": {"x": [1]}},
            ],
            "modules": {"scripts-tool": [{"path": "a.lua"}]},
        },
        notes,
    )
    assert [note.where for note in notes.finished()] == [
        "transition 'Swish'",
        "script 'a.lua'",
        "hotkeys",
    ]


def test_a_scenes_own_transition_and_what_it_loses() -> None:
    root = {
        "transitions": [
            {"name": "Burst", "id": "wipe_transition", "settings": {"luma_image": "burst.png"}}
        ],
        "transition_duration": 450,
    }
    notes = Notebook()
    part = {"private_settings": {"transition": "Burst", "transition_duration": 800}}
    assert own_transition_of(root, part, notes) == Transition(duration_ms=800)
    assert [note.where for note in notes.finished()] == ["transition 'Burst'"]
    cut = {"private_settings": {"transition": "Cut"}}
    assert own_transition_of(root, cut, notes) == Transition(TransitionKind.CUT, 450)
    assert own_transition_of(root, {}, notes) is None
