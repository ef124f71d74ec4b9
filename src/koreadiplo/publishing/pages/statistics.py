"""The tables and charts of statistics, for their own pages and for those of relations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from markupsafe import Markup

from ...knowledge import print_value
from ...model.entries import Statistic
from ..charts.series import Chart, draw_chart, is_over_time
from ..shelf import Shelf
from ..views import SharedChart, ValueRow

_MOST_SERIES = 5
"""So many series have marks of their own shape."""


def value_rows(statistic: Statistic, shelf: Shelf, disputed: Mapping[str, str]) -> tuple[ValueRow, ...]:
    """Put a statistic's values into rows, in order of time; `disputed` gives the ids of notes by date, as written."""
    return tuple(
        ValueRow(
            date=str(value.date),
            value=print_value(value),
            source=shelf.source_line(value.source) if value.source else None,
            note=value.note or "",
            preferred=value.preferred,
            disputed=disputed.get(value.date.text, ""),
        )
        for value in sorted(statistic.values, key=lambda value: value.date)
    )


def single_chart(statistic: Statistic, shelf: Shelf) -> Chart | None:
    """Draw a statistic, if there is anything to see."""
    return _draw([statistic], shelf) if is_over_time(statistic) else None


def shared_charts(statistics: Iterable[Statistic], shelf: Shelf) -> tuple[SharedChart, ...]:
    """Draw the statistics of each unit together; those of one date alone only beside others."""
    return tuple(
        SharedChart(
            _draw(together, shelf),
            together[0].unit,
            tuple((shelf.ref(statistic.id), value_rows(statistic, shelf, {})) for statistic in together),
        )
        for together in _of_one_unit(statistics)
        if any(map(is_over_time, together))
    )


def _draw(statistics: Sequence[Statistic], shelf: Shelf) -> Chart:
    return draw_chart(statistics, shelf.base.horizon, lambda slug: Markup(shelf.base.bibliography[slug]).striptags())


def _of_one_unit(statistics: Iterable[Statistic]) -> Iterator[list[Statistic]]:
    """Group by unit; where that is too much for a chart, by unit and type."""
    by_unit: dict[str, list[Statistic]] = {}
    for statistic in statistics:
        by_unit.setdefault(statistic.unit.casefold(), []).append(statistic)
    for same in by_unit.values():
        if len(same) <= _MOST_SERIES:
            yield same
            continue
        for _, alike in groupby(sorted(same, key=_type_of), key=_type_of):
            rest = list(alike)
            yield from (rest[at : at + _MOST_SERIES] for at in range(0, len(rest), _MOST_SERIES))


def _type_of(statistic: Statistic) -> str:
    return statistic.type or ""
