from studio.core.clock import NS_PER_S
from studio.core.messages.events import AlarmCleared, AlarmRaised, Event
from studio.core.status import Alarm, Severity
from studio.engine.alarms import AlarmBoard
from tests.fakes.virtual_clock import VirtualClock

_DISK = Alarm("disk", Severity.WARNING, "Ten minutes left on the disk")
_HEAT = Alarm("heat", Severity.NOTE, "It is warm")


def _board() -> tuple[AlarmBoard, VirtualClock, list[Event]]:
    clock = VirtualClock()
    told: list[Event] = []
    return AlarmBoard(clock, told.append), clock, told


def test_an_alarm_is_told_once_and_again_only_with_another_text() -> None:
    board, _, told = _board()
    board.put(_DISK)
    board.put(_DISK)
    worse = Alarm("disk", Severity.URGENT, "One minute left on the disk")
    board.put(worse)
    assert told == [AlarmRaised(_DISK), AlarmRaised(worse)]
    assert board.all() == (worse,)


def test_clearing_is_told_only_for_what_was_raised() -> None:
    board, _, told = _board()
    board.clear("disk")
    board.put(_DISK)
    board.clear("disk")
    board.clear("disk")
    assert told == [AlarmRaised(_DISK), AlarmCleared("disk")]
    assert board.all() == ()


def test_the_board_follows_a_condition() -> None:
    board, _, told = _board()
    for is_raised in (False, True, True, False):
        board.set(_DISK, is_raised)
    assert told == [AlarmRaised(_DISK), AlarmCleared("disk")]


def test_what_nobody_renews_goes_and_the_rest_stays() -> None:
    board, clock, told = _board()
    board.put(_DISK)
    board.put(_HEAT)
    clock.advance(45 * NS_PER_S)
    board.put(_HEAT)
    board.expire()
    assert board.all() == (_DISK, _HEAT)
    clock.advance(45 * NS_PER_S)
    board.expire()
    assert board.all() == (_HEAT,)
    assert told[-1] == AlarmCleared("disk")
