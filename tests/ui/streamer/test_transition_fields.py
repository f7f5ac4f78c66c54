import pytest
from pytestqt.qtbot import QtBot

from studio.core.scene import Direction, Transition, TransitionKind
from studio.ui.streamer.transition_fields import TransitionFields


def _fields(qtbot: QtBot, transition: Transition, told: list[Transition]) -> TransitionFields:
    made = TransitionFields(transition, told.append)
    qtbot.addWidget(made)
    made.show()
    return made


def test_every_field_is_told(qtbot: QtBot) -> None:
    told: list[Transition] = []
    fields = _fields(qtbot, Transition(), told)
    fields.kind.setCurrentIndex(fields.kind.findData(TransitionKind.WIPE))
    fields.duration.setValue(700)
    fields.direction.setCurrentIndex(fields.direction.findData(Direction.UP))
    fields.softness.setValue(25)
    fields.kind.setCurrentIndex(fields.kind.findData(TransitionKind.STINGER))
    fields.path.setText(" /films/s.webm ")
    fields.path.editingFinished.emit()
    fields.cut.setValue(900)
    assert told[-1] == Transition(
        TransitionKind.STINGER,
        700,
        Direction.UP,
        softness=0.25,
        path="/films/s.webm",
        cut_ms=900,
    )
    assert len(told) == 7


@pytest.mark.parametrize(
    ("kind", "seen"),
    [
        (TransitionKind.CUT, ""),
        (TransitionKind.FADE, "duration"),
        (TransitionKind.COLOUR, "duration colour"),
        (TransitionKind.PUSH, "duration direction"),
        (TransitionKind.LUMA, "duration softness path"),
        (TransitionKind.STINGER, "path cut"),
    ],
)
def test_only_what_a_kind_needs_is_shown(qtbot: QtBot, kind: TransitionKind, seen: str) -> None:
    fields = _fields(qtbot, Transition(kind), [])
    names = ("duration", "direction", "colour", "softness", "path", "cut")
    assert " ".join(name for name in names if getattr(fields, name).isVisible()) == seen


def test_showing_another_one_tells_nobody(qtbot: QtBot) -> None:
    told: list[Transition] = []
    fields = _fields(qtbot, Transition(), told)
    fields.show_transition(Transition(TransitionKind.SLIDE, 100, Direction.DOWN))
    assert told == []
    assert fields.transition.direction is Direction.DOWN
