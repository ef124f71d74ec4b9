"""The timeline, and the pages of decades, years and types of events."""

from __future__ import annotations

from dataclasses import dataclass

from ..charts.strip import Strip
from .common import Group, Page, Ref, SourceLine


@dataclass(frozen=True)
class EventLine:
    """An event in a list; `countries` and `topics` are the values by which it can be chosen, with spaces between."""

    ref: Ref
    countries: str
    topics: str
    type: str


@dataclass(frozen=True)
class Period:
    """A decade or a year in a list of events.

    `url` is the address of its own page, empty where it has none, `years` the pages of its years. Where the list would
    be too long, `lines` are empty, and the page of the period has them.
    """

    title: str
    id: str
    url: str
    years: tuple[Ref, ...]
    count: int
    lines: tuple[EventLine, ...]


@dataclass(frozen=True)
class Option:
    """A value to choose events by, and the address of a page that has these events, empty where there is none."""

    value: str
    label: str
    url: str


@dataclass(frozen=True)
class OptionGroup:
    """Values that belong together; `title` may be empty."""

    title: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Choice:
    """A filter: `name` is its key in the address."""

    name: str
    label: str
    groups: tuple[OptionGroup, ...]


@dataclass(frozen=True, kw_only=True)
class EventListPage(Page):
    """Events in order of time, by decade or year: those of one type. `count` is the number of all."""

    count: int
    periods: tuple[Period, ...]


@dataclass(frozen=True, kw_only=True)
class TimelinePage(EventListPage):
    """All events. The filters work where the events stand on the page itself (`whole`).

    `strip_text` says what the strip shows.
    """

    strip: Strip | None
    strip_text: str
    choices: tuple[Choice, ...]
    whole: bool


@dataclass(frozen=True, kw_only=True)
class DecadePage(EventListPage):
    """The events of a decade by year; `ongoing` are those that began before and reach into it."""

    previous: Ref | None
    next: Ref | None
    ongoing: Group[Ref]
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class StateLine:
    """A state of the year; `note` says when in the year it began or ended."""

    ref: Ref
    note: str


@dataclass(frozen=True)
class StateGroup:
    """The states of one side, or those of none."""

    title: str
    states: tuple[StateLine, ...]


@dataclass(frozen=True)
class ChangeLine:
    """A change of a relation: labels and keys of the statuses before and after, each empty where there is none."""

    relation: Ref
    date: str
    before: tuple[str, str]
    after: tuple[str, str]
    event: Ref | None
    note: str


@dataclass(frozen=True)
class StandingRow:
    """How a relation stood at the end of a year."""

    relation: Ref
    status: str
    label: str
    since: str


@dataclass(frozen=True)
class ValueLine:
    """A value of a statistic, with its unit; `date` is empty where it is just the year."""

    statistic: Ref
    value: str
    date: str
    note: str
    preferred: bool
    source: SourceLine | None


@dataclass(frozen=True, kw_only=True)
class YearPage(Page):
    """What is known of a year. `vague` events may fall in it; of very many relations only `tally` counts the statuses.

    A tally has key, label and number of each status.
    """

    previous: Ref | None
    next: Ref | None
    states: tuple[StateGroup, ...]
    events: Group[Ref]
    ongoing: Group[Ref]
    vague: Group[Ref]
    changes: Group[ChangeLine]
    standing: tuple[StandingRow, ...]
    tally: tuple[tuple[str, str, int], ...]
    treaties: Group[Ref]
    values: Group[ValueLine]
