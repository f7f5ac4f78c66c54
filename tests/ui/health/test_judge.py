"""What stands in the health bar first, and that it does not flicker."""

from collections.abc import Iterator, Sequence

from studio.core.status import EngineStats, FrameCounts, Severity
from studio.ui.health.judge import Contributor, Judgement, Look, Reason, judged
from studio.ui.state import ViewState


def _saying(*reasons: Reason) -> Contributor:
    def contribute(_look: Look) -> Iterator[Reason]:
        yield from reasons

    return contribute


_BUSY = Reason("busy", Severity.WARNING, "busy")
_DEAD = Reason("dead", Severity.URGENT, "dead", is_at_once=True)


def _run(steps: Sequence[tuple[float, tuple[Reason, ...]]]) -> list[tuple[str, ...]]:
    """Ids that are shown after each step."""
    judgement, said = Judgement(), []
    for now_s, reasons in steps:
        judgement = judged(judgement, ViewState(), now_s, (_saying(*reasons),))
        said.append(tuple(one.id for one in judgement.shown))
    return said


def test_a_moment_is_not_shown_and_what_lasts_is() -> None:
    assert _run([(0, (_BUSY,)), (1, ()), (2, (_BUSY,)), (3, ())]) == [(), (), (), ()]
    assert _run([(0, (_BUSY,)), (1, (_BUSY,)), (2, (_BUSY,))]) == [(), (), ("busy",)]


def test_what_is_shown_stays_a_while_when_it_comes_and_goes() -> None:
    flicker = [
        (float(second), (_BUSY,) if second < 3 or second % 3 == 0 else ()) for second in range(12)
    ]
    shown = _run(flicker)
    assert shown[2:] == [("busy",)] * 10
    gone = _run([(0, (_BUSY,)), (2, (_BUSY,)), (5, ()), (6.5, ())])
    assert gone == [(), ("busy",), ("busy",), ()]


def test_an_alarm_comes_and_goes_at_once_and_the_loudest_stands_first() -> None:
    steps = [(0.0, (_BUSY,)), (2.0, (_BUSY, _DEAD)), (3.0, (_BUSY,))]
    assert _run(steps) == [(), ("dead", "busy"), ("busy",)]


def test_of_two_as_loud_the_older_stays_first() -> None:
    early = Reason("early", Severity.WARNING, "early", is_at_once=True)
    late = Reason("late", Severity.WARNING, "late", is_at_once=True)
    assert _run([(0, (early,)), (1, (late, early))])[-1] == ("early", "late")


def test_the_first_contributor_of_an_id_wins() -> None:
    first = Reason("x", Severity.URGENT, "first", is_at_once=True)
    second = Reason("x", Severity.NOTE, "second", is_at_once=True)
    judgement = judged(Judgement(), ViewState(), 0.0, (_saying(first), _saying(second)))
    assert [one.text for one in judgement.shown] == ["first"]


def test_contributors_see_the_last_ten_seconds() -> None:
    seen: list[tuple[int, int]] = []

    def look_back(look: Look) -> Iterator[Reason]:
        seen.append(look.recent_skipped)
        return iter(())

    judgement = Judgement()
    for second in range(20):
        frames = FrameCounts(rendered=30 * second, skipped=second)
        state = ViewState(stats=EngineStats(frames=frames))
        judgement = judged(judgement, state, float(second), (look_back,))
    assert seen[-1] == (10, 300)
    fresh = ViewState(stats=EngineStats(frames=FrameCounts(rendered=3)))
    judged(judgement, fresh, 20.0, (look_back,))
    assert seen[-1] == (0, 0)
