"""YouTube's units of a day: what each call costs, what is left, and a reserve for moderating."""

import datetime
import zoneinfo
from collections.abc import Callable
from pathlib import Path

import msgspec

from studio.core.clock import Clock
from studio.core.errors import BadInputError, UnavailableError

TABLE = Path(__file__).parents[3] / "assets" / "youtube_units.json"


class UnitTable(msgspec.Struct, frozen=True):
    """``reserve``: units of ``day`` that reading leaves for acts."""

    day: int
    reserve: int
    calls: dict[str, int]
    note: str = ""


class Spent(msgspec.Struct, frozen=True):
    """How much of which day, as YouTube counts days. Kept between two starts by the owner."""

    day: str = ""
    units: int = 0


def read_table(path: Path = TABLE) -> UnitTable:
    """BadInputError when it cannot be read."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=UnitTable)
    except (OSError, msgspec.DecodeError) as error:
        raise BadInputError(f"the table of units cannot be read: {error}", str(path)) from error


class UnitBudget:
    """One project's day. ``on_spent`` is told after every call, to be kept."""

    def __init__(
        self,
        table: UnitTable,
        clock: Clock,
        spent: Spent | None = None,
        on_spent: Callable[[Spent], None] = lambda spent: None,
    ) -> None:
        self._table = table
        self._clock = clock
        self._spent = spent or Spent()
        self._on_spent = on_spent

    @property
    def left(self) -> int:
        """Units of today that are not spent."""
        is_today = self._spent.day == self._today().date().isoformat()
        return max(0, self._table.day - (self._spent.units if is_today else 0))

    def reads_left(self, call: str) -> int:
        """How often ``call`` can be made today before reading stops at the reserve."""
        return max(0, self.left - self._table.reserve) // self._table.calls[call]

    def spend(self, call: str, *, is_act: bool) -> None:
        """Before the call. UnavailableError when it is too much; reading stops at the reserve."""
        cost = self._table.calls[call]
        left = self.left
        if cost > left:
            raise UnavailableError(
                f"YouTube's units of today are used up; new ones come in {self._wait()}", "YouTube"
            )
        if not is_act and left - cost < self._table.reserve:
            raise UnavailableError(
                f"the {left} units left today are kept for moderating; "
                f"YouTube is read again in {self._wait()}",
                "YouTube",
            )
        self._note(self._table.day - left + cost)

    def exhaust(self) -> None:
        """YouTube says that nothing is left, whatever we counted: others spend too."""
        self._note(self._table.day)

    def _note(self, units: int) -> None:
        self._spent = Spent(self._today().date().isoformat(), units)
        self._on_spent(self._spent)

    def _today(self) -> datetime.datetime:
        """Now in California, where YouTube's day begins."""
        return datetime.datetime.fromtimestamp(self._clock.wall_ms() / 1000, _pacific())

    def _wait(self) -> str:
        now = self._today()
        midnight = datetime.datetime.combine(
            now.date() + datetime.timedelta(days=1), datetime.time(), now.tzinfo
        )
        minutes = int((midnight - now).total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02} h"


def _pacific() -> datetime.tzinfo:
    try:
        return zoneinfo.ZoneInfo("America/Los_Angeles")
    except zoneinfo.ZoneInfoNotFoundError:  # a machine without a table of zones
        return datetime.timezone(datetime.timedelta(hours=-8))
