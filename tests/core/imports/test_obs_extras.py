from typing import Any

import pytest

from studio.core.imports.obs_extras import note_extras, transition_of
from studio.core.imports.report import Notebook
from studio.core.scene import Transition, TransitionKind


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
    ],
)
def test_a_transition_is_a_cut_or_a_fade(root: dict[str, Any], transition: Transition) -> None:
    assert transition_of(root) == transition


def test_everything_else_is_named() -> None:
    notes = Notebook()
    note_extras(
        {
            "transitions": [{"name": "Luma", "id": "wipe_transition"}, {"id": "fade_transition"}],
            "sources": [
                {"name": "A", "private_settings": {"transition": "Luma"}},
                {"hotkeys": {"x": [1]}},
            ],
            "modules": {"scripts-tool": [{"path": "a.lua"}]},
        },
        notes,
    )
    assert [note.where for note in notes.finished()] == [
        "transition 'Luma'",
        "scene 'A'",
        "script 'a.lua'",
        "hotkeys",
    ]
