"""Units of a day in California: counted before the call, kept for moderating, new at midnight."""

from pathlib import Path

import pytest

from studio.chat.connectors.unit_budget import Spent, UnitBudget, UnitTable, read_table
from studio.core.clock import NS_PER_S
from studio.core.errors import BadInputError, UnavailableError
from tests.fakes.virtual_clock import VirtualClock

_TABLE = UnitTable(day=200, reserve=100, calls={"list": 30, "delete": 50})
_NOON_MS = 1_795_636_800_000  # 2026-11-25 12:00 in California


def budget(spent: Spent | None = None) -> tuple[UnitBudget, VirtualClock, list[Spent]]:
    clock = VirtualClock(wall_ms=_NOON_MS)
    told: list[Spent] = []
    return UnitBudget(_TABLE, clock, spent, told.append), clock, told


def test_reading_stops_at_the_reserve_and_acts_go_on() -> None:
    units, _, told = budget()
    for _ in range(3):
        units.spend("list", is_act=False)
    assert units.left == 110
    with pytest.raises(UnavailableError, match="110 units left today are kept for moderating"):
        units.spend("list", is_act=False)
    units.spend("delete", is_act=True)
    units.spend("delete", is_act=True)
    with pytest.raises(UnavailableError, match=r"used up; new ones come in 12:00 h"):
        units.spend("delete", is_act=True)
    assert told[-1] == Spent("2026-11-25", 190)


def test_a_new_day_has_all_of_it() -> None:
    units, clock, _ = budget(Spent("2026-11-25", 200))
    assert units.left == 0
    clock.advance(12 * 3600 * NS_PER_S)
    assert units.left == 200
    units.spend("list", is_act=False)
    assert units.left == 170


def test_what_was_spent_before_a_start_counts() -> None:
    assert budget(Spent("2026-11-25", 150))[0].left == 50
    assert budget(Spent("2026-11-24", 150))[0].left == 200


def test_youtube_knows_better() -> None:
    units, _, _ = budget()
    units.exhaust()
    assert units.left == 0


def test_the_table_names_every_call_and_a_broken_one_is_said(tmp_path: Path) -> None:
    table = read_table()
    assert 0 < table.reserve < table.day
    assert len(table.calls) == 6
    (tmp_path / "t.json").write_text("{")
    with pytest.raises(BadInputError, match="table of units"):
        read_table(tmp_path / "t.json")
