"""The axis of time: from days to positions, with years marked at round distances."""

from __future__ import annotations

import calendar
from dataclasses import dataclass

from ...model.dates import Day
from ...model.decades import name_year

_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000)
_MOST_TICKS = 9
_EVERY_OTHER = 2


@dataclass(frozen=True)
class Tick:
    """A year marked on an axis, at a percentage of its length; `minor` ones are left out where room is short."""

    at: float
    label: str
    minor: bool


@dataclass(frozen=True)
class TimeAxis:
    """A length of time from the start of the year `first` to the end of the year `last`."""

    first: int
    last: int

    def at(self, day: Day) -> float:
        """Give a day's position in percent; what lies outside is moved to the end that is nearer."""
        year = min(max(day[0], self.first), self.last + 1)
        part = _part_of_year(day) if year == day[0] else 0.0
        share = (year + part - self.first) / (self.last + 1 - self.first)
        return round(min(share, 1) * 100, 2)

    def after(self, day: Day) -> float:
        """Give the position of a day's end."""
        year, month, number = day
        if number < _days(year, month):
            return self.at((year, month, number + 1))
        return self.at((year, month + 1, 1) if month < 12 else (year + 1, 1, 1))

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """The years to be marked."""
        step = next((s for s in _STEPS if (self.last - self.first) / s <= _MOST_TICKS), _STEPS[-1])
        years = range(-(-self.first // step) * step, self.last + 1, step)
        return tuple(
            Tick(self.at((year, 1, 1)), name_year(year), minor=bool(year // step % _EVERY_OTHER)) for year in years
        )


def _part_of_year(day: Day) -> float:
    year, month, number = day
    before = sum(_days(year, earlier) for earlier in range(1, month))
    return (before + number - 1) / (366 if calendar.isleap(year) else 365)


def _days(year: int, month: int) -> int:
    return 29 if month == 2 and calendar.isleap(year) else calendar.monthrange(1, month)[1]
