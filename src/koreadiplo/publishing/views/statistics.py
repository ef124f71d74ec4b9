"""Figures in tables and charts."""

from __future__ import annotations

from dataclasses import dataclass

from ..charts.series import Chart
from .common import Ref, SourceLine


@dataclass(frozen=True)
class ValueRow:
    """A row of a statistic's table; `disputed` is the id of the note on values that differ, empty without one."""

    date: str
    value: str
    source: SourceLine | None
    note: str
    preferred: bool
    disputed: str


@dataclass(frozen=True)
class SharedChart:
    """Several statistics of one unit in one chart, each with the rows of its table, in `unit`."""

    chart: Chart
    unit: str
    statistics: tuple[tuple[Ref, tuple[ValueRow, ...]], ...]
