"""The timeline, and the pages of decades and of types of events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from ...model.decades import Decade, decade_of
from ...model.entries import Event
from ..charts.strip import Count, Life, Strip, make_strip
from ..shelf import HOME, TIMELINE, Shelf, period_ref
from ..views import DecadePage, EventListPage, Period, Ref, TimelinePage
from ..wording import EVENT_TYPES
from .filters import choices, event_lines, type_url
from .parts import Listing, Lists, Section

_Decades = Sequence[tuple[Decade, list[Event]]]

# So many events keep a page below 200 KB. Where there are more, the pages of its decades, or years, have them.
_LINES = 400
_LINES_WITH_CARDS = 200
_LOOSE = 50_000  # bytes for what stands on the page of a decade besides its events by year
_SIDES = 6


def timeline_page(shelf: Shelf) -> TimelinePage:
    """Make the list of all events by decade; of the decades alone, where the events are too many."""
    events = shelf.base.timeline
    decades, whole = _by_decade(events), len(events) <= _LINES
    strip = _strip(decades, shelf) if decades else None
    years: dict[Decade, list[int]] = {}
    for year in shelf.base.years:
        years.setdefault(decade_of(year), []).append(year)
    return TimelinePage(
        url=TIMELINE.url,
        title=TIMELINE.title,
        description=f"All events of {shelf.config.title}, in order of time.",
        breadcrumbs=(HOME, TIMELINE),
        count=len(events),
        periods=tuple(
            _decade(period_ref(decade).url, decade, inside, whole, shelf, years.get(decade, ()))
            for decade, inside in decades
        ),
        strip=strip,
        strip_text=_in_words(strip) if strip else "",
        choices=choices(events, shelf),
        whole=whole,
    )


@dataclass(frozen=True)
class DecadeEvents:
    """The events that begin in a decade, and those that began before and reach into it."""

    decade: Decade
    events: Sequence[Event]
    ongoing: Sequence[Event]

    @property
    def whole(self) -> bool:
        """Whether the page has room for all its events, so that it needn't leave them to those of its years."""
        return len(self.events) <= _LINES_WITH_CARDS


def decades_of(shelf: Shelf) -> Iterator[DecadeEvents]:
    """Find the events of each decade in which an event begins."""
    ongoing: list[Event] = []
    for decade, events in _by_decade(shelf.base.timeline):
        ongoing = [event for event in ongoing if event.date.earliest_end[0] >= decade.first]
        yield DecadeEvents(decade, events, tuple(ongoing))
        ongoing += events


def decade_lists(inside: DecadeEvents, shelf: Shelf) -> Lists:
    """Give the lists of a decade's page: events that go on and, if it can't show all, those of years without a page."""
    years = [] if inside.whole else [year for year in _by_year(inside.events, shelf) if not year.url]
    ongoing = Listing("Events begun before", "ongoing", inside.ongoing, partial(_refs, shelf=shelf))
    lists = [Listing(year.title, year.path, year.events, partial(_refs, shelf=shelf)) for year in years]
    return Lists(period_ref(inside.decade), (HOME, TIMELINE), (ongoing, *lists), _LOOSE)


def decade_page(at: int, decades: Sequence[DecadeEvents], shelf: Shelf) -> DecadePage:
    """Make the page of a decade, given with all decades in order: its events by year."""
    inside, here = decades[at], period_ref(decades[at].decade)
    lists = decade_lists(inside, shelf)
    filtered = len(shelf.base.timeline) > _LINES
    return DecadePage(
        url=here.url,
        title=inside.decade.name,
        description=f"The events of the {inside.decade}, year by year.",
        breadcrumbs=(HOME, TIMELINE, here),
        count=len(inside.events),
        periods=tuple(_period(year, inside.whole, lists, shelf) for year in _by_year(inside.events, shelf)),
        previous=period_ref(decades[at - 1].decade) if at else None,
        next=period_ref(decades[at + 1].decade) if at + 1 < len(decades) else None,
        ongoing=lists.group("ongoing"),
        choices=choices(inside.events, shelf) if filtered and inside.whole else (),
    )


def type_lists(shelf: Shelf) -> Iterator[Lists]:
    """Give the list of the events of each type, by decade."""

    def section(event: Event) -> Section:
        ref = period_ref(event.date.decade)
        return Section(ref.title, ref.url.removeprefix(TIMELINE.url).rstrip("/"))

    for type_, title in EVENT_TYPES.items():
        if events := [event for event in shelf.base.timeline if event.type == type_]:
            here = Ref(f"{TIMELINE.title}: {title[0].lower()}{title[1:]}", type_url(type_))
            listing = Listing(title, "", events, partial(_refs, shelf=shelf), name="", section=section)
            yield Lists(here, (HOME, TIMELINE), [listing])


def type_page(lists: Lists, shelf: Shelf) -> EventListPage:
    """Make the page of a type of event, by decade, from its list."""
    events, here = lists.lists[0].items, lists.page
    parts = {part.title: part.url for part in lists.group("").parts}
    return EventListPage(
        url=here.url,
        title=here.title,
        description=f"{here.title}, in order of time.",
        breadcrumbs=(HOME, TIMELINE, here),
        count=len(events),
        periods=tuple(
            _decade(parts.get(decade.name, period_ref(decade).url), decade, inside, not parts, shelf)
            for decade, inside in _by_decade(events)
        ),
    )


def _by_decade(events: Iterable[Event]) -> _Decades:
    decades: dict[Decade, list[Event]] = {}
    for event in events:
        decades.setdefault(event.date.decade, []).append(event)
    return sorted(decades.items())


def _decade(
    url: str, decade: Decade, events: Sequence[Event], whole: bool, shelf: Shelf, years: Iterable[int] = ()
) -> Period:
    return Period(
        title=decade.name,
        id=f"d{decade.first}",
        url=url,
        years=tuple(map(period_ref, years)),
        count=len(events),
        lines=event_lines(events, shelf) if whole else (),
    )


class _Year(NamedTuple):
    """The events of a decade that begin in one year, with the page of that, if there is one; or in no certain year."""

    title: str
    id: str
    path: str
    url: str
    events: list[Event]


def _by_year(events: Iterable[Event], shelf: Shelf) -> Iterator[_Year]:
    """Group a decade's events by the year in which they begin; those of no certain year stand before all others."""
    years: dict[int, list[Event]] = {}
    uncertain: list[Event] = []
    for event in events:
        first, last = event.date.earliest[0], event.date.latest_start[0]
        (years.setdefault(first, []) if first == last else uncertain).append(event)
    if uncertain:
        yield _Year("Without a certain year", "uncertain", "uncertain", "", uncertain)
    for year, inside in years.items():
        ref = period_ref(year)
        path = ref.url.removeprefix(TIMELINE.url).rstrip("/")
        yield _Year(ref.title, f"y{year}", path, ref.url if year in shelf.base.years else "", inside)


def _period(year: _Year, whole: bool, lists: Lists, shelf: Shelf) -> Period:
    url, lines = year.url, True
    if not whole:
        more = None if url else lists.group(year.path).more
        url, lines = more.url if more else url, not url and not more
    return Period(year.title, year.id, url, (), len(year.events), event_lines(year.events, shelf) if lines else ())


def _refs(events: Iterable[Event], shelf: Shelf) -> tuple[Ref, ...]:
    return shelf.refs(event.id for event in events)


def _strip(decades: _Decades, shelf: Shelf) -> Strip:
    """Make the strip, with the states of each lineage; with those in focus alone, where the lineages are many."""
    config = shelf.config
    shown = list(config.lineages) if len(config.lineages) <= _SIDES else config.relations.focus[:_SIDES]
    counts = [Count(decade, len(events), period_ref(decade).url) for decade, events in decades]
    return make_strip(counts, [(config.lineages[slug], _lives(slug, shelf)) for slug in shown])


def _in_words(strip: Strip) -> str:
    first, last = strip.decades[0].name, strip.decades[-1].name
    most = max(strip.decades, key=lambda mark: mark.height)
    text = (
        f"A bar for each decade from the {first} to the {last}; the highest is that of the {most.name}, {most.value}."
    )
    if strip.earlier:
        text += f" Not shown are earlier events, {strip.earlier} in number."
    if strip.sides:
        text += f" Below, the states of {', '.join(side.name for side in strip.sides)}, as long as each existed."
    return text


def _lives(lineage: str, shelf: Shelf) -> list[Life]:
    return [
        Life(country.title, country.exists, country.sovereign, shelf.country(country.slug).url)
        for country in shelf.base.countries.values()
        if country.lineage == lineage
    ]
