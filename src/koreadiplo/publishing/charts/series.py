"""Charts of statistics: values over time as marks, joined where they follow one another without a gap."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain, pairwise
from statistics import median

from ...knowledge import print_value
from ...model.dates import BEGINNING, END, Date, Day
from ...model.entries import Statistic
from ...model.parts import Value
from .axis import Tick, TimeAxis
from .labels import label_marks
from .marks import Line, Mark
from .scale import Height, ValueAxis, make_scale

_MOST_DISTANCES, _MOST_YEARS = 1.5, 10
_ROOM = 25
_FEW_TICKS = 6
_MANY_MARKS = 20


@dataclass(frozen=True)
class Chart:
    """Statistics of one unit over time: the marks of each, the lines that join them, and how the axes are marked.

    Marks that nothing joins stand on `stems`. `crowded` asks for small marks.
    """

    title: str
    description: str
    unit: str
    years: tuple[Tick, ...]
    heights: tuple[Height, ...]
    series: tuple[tuple[Mark, ...], ...]
    lines: tuple[tuple[Line, ...], ...]
    stems: tuple[tuple[Line, ...], ...]
    crowded: bool

    @property
    def from_zero(self) -> bool:
        """Tell whether zero is on the scale."""
        return any(height.zero for height in self.heights)

    @property
    def widest(self) -> str:
        """The longest number on the scale, to make room for."""
        return max((height.label for height in self.heights), key=len)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks of all series."""
        return tuple(mark for marks in self.series for mark in marks)


def is_over_time(statistic: Statistic) -> bool:
    """Tell whether there are values of two dates: a chart of one says nothing that the number doesn't."""
    return len({value.date.text for value in statistic.values}) > 1


def draw_chart(statistics: Sequence[Statistic], horizon: Day, name_source: Callable[[str], str]) -> Chart:
    """Draw statistics of one unit; what has no end lasts until the `horizon` at least.

    `name_source` says in words which source a slug means.
    """
    unit = statistics[0].unit
    values = [_in_time(statistic) for statistic in statistics]
    axis = _make_time_axis([value.date for one in values for value in one], horizon)
    scale = make_scale([bound for one in values for value in one for bound in _bounds(value)], unit)

    def tell(value: Value) -> str:
        source = f". {name_source(value.source)}" if value.source else ""
        return f"{value.date}: {print_value(value)} {unit}{source}"

    series = [[_draw_mark(value, one, axis, scale, tell(value)) for value in one] for one in values]
    lines = [_join(*pair) for pair in zip(values, series, strict=True)]
    stems = [() if joined else _stand(marks, scale) for marks, joined in zip(series, lines, strict=True)]
    return Chart(
        title=f"{'; '.join(statistic.title for statistic in statistics)}, in {unit}",
        description=" ".join(map(_describe, statistics) if len(statistics) == 1 else map(_describe_named, statistics)),
        unit=scale.unit,
        years=_mark_years(axis),
        heights=scale.ticks,
        series=label_marks(series, chain.from_iterable((*lines, *stems))),
        lines=tuple(lines),
        stems=tuple(stems),
        crowded=any(len(one) > _MANY_MARKS for one in values),
    )


def _make_time_axis(dates: Iterable[Date], horizon: Day) -> TimeAxis:
    """Hold all dates, with a little room at both ends."""
    days = [day for date in dates for day in (date.earliest, horizon if date.latest == END else date.latest)]
    years = [day[0] for day in days if day != BEGINNING]
    first, last = min(years), max(years)
    room = -(-(last - first + 1) // _ROOM)
    return TimeAxis(first - room, last + room)


def _mark_years(axis: TimeAxis) -> tuple[Tick, ...]:
    """Mark years in their middle, where the value of a whole year stands."""
    half = 50 / (axis.last + 1 - axis.first)
    many = len(axis.ticks) > _FEW_TICKS
    return tuple(replace(tick, at=round(tick.at + half, 2), minor=tick.minor and many) for tick in axis.ticks)


def _draw_mark(value: Value, values: Sequence[Value], axis: TimeAxis, scale: ValueAxis, told: str) -> Mark:
    left, right = axis.at(value.date.earliest), axis.after(value.date.latest)
    low, high = _bounds(value)
    rough = _is_rough(value.date)
    return Mark(
        x=round((left + right) / 2, 2),
        y=scale.at((low + high) / 2),
        years=(left, right) if rough or value.date.earliest[0] != value.date.latest[0] else None,
        span=(scale.at(high), scale.at(low)) if low != high else None,
        rough=rough,
        hollow=value.about or low != high,
        aside=value is not _followed(value, values),
        text=print_value(value),
        told=told,
    )


def _join(values: Sequence[Value], marks: Sequence[Mark]) -> tuple[Line, ...]:
    """Join neighbours that are no further apart than values of this series usually are.

    A line says that the way between two values is known. So where one is missing in a regular series (its distance is
    twice the median), there is a gap; and beyond ten years, the distance of censuses that the United Nations recommend,
    there always is. Two values alone have no usual distance; they are joined if they belong to successive years. To a
    value of several years, or of a date not known well, no line leads.
    """
    own = [(value, mark) for value, mark in zip(values, marks, strict=True) if not mark.aside]
    distances = [_middle(after.date) - _middle(before.date) for (before, _), (after, _) in pairwise(own)]
    usual = median(distances) if len(distances) > 1 else 1
    return tuple(
        Line(before.x, before.y, after.x, after.y)
        for ((_, before), (_, after)), distance in zip(pairwise(own), distances, strict=True)
        if distance <= min(usual * _MOST_DISTANCES, _MOST_YEARS) and not before.years and not after.years
    )


def _stand(marks: Iterable[Mark], scale: ValueAxis) -> tuple[Line, ...]:
    """Stand marks on the line of zero, above their years."""
    if scale.low > 0 or scale.high < 0:
        return ()
    return tuple(
        Line(mark.x, mark.y, mark.x, scale.at(Decimal(0))) for mark in marks if not mark.years and not mark.aside
    )


def _in_time(statistic: Statistic) -> list[Value]:
    return sorted(statistic.values, key=lambda value: value.date)


def _followed(value: Value, values: Sequence[Value]) -> Value:
    """Find the value that the entry follows for a date: the preferred one, else the first."""
    same = [other for other in values if other.date.text == value.date.text]
    return next((other for other in same if other.preferred), same[0])


def _bounds(value: Value) -> tuple[Decimal, Decimal]:
    if value.low is not None and value.high is not None:
        return value.low, value.high
    number = value.value or Decimal(0)
    return number, number


def _is_rough(date: Date) -> bool:
    """Tell whether a date lies somewhere in its days, and does not last through them."""
    return "/" not in date.text and bool(re.search("[X~?%]", date.text))


def _middle(date: Date) -> float:
    """Give the middle of a date as a year with its fraction, to the month."""
    return sum(year + (month - 1) / 12 for year, month, _ in (date.earliest, date.latest)) / 2


def _describe(statistic: Statistic) -> str:
    """Say in words what is to be seen."""
    values = _in_time(statistic)
    by_number = sorted(values, key=lambda value: sum(_bounds(value)))
    lowest, highest = (f"{print_value(value)} ({value.date})" for value in (by_number[0], by_number[-1]))
    if len(values) == 1:
        return f"One value, {highest}."
    dates = " to ".join(dict.fromkeys((str(values[0].date), str(values[-1].date))))
    if sum(_bounds(by_number[0])) == sum(_bounds(by_number[-1])):
        return f"{len(values)} values, {dates}; all {print_value(values[0])}."
    return f"{len(values)} values, {dates}; the highest {highest}, the lowest {lowest}."


def _describe_named(statistic: Statistic) -> str:
    words = _describe(statistic)
    return f"{statistic.title}: {words[0].lower()}{words[1:]}"
