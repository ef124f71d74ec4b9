"""The timeline, and the pages of decades and of types of events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ...model.decades import Decade
from ...model.entries import Event
from ..charts.strip import Count, Life, Strip, make_strip
from ..shelf import HOME, TIMELINE, Shelf, period_ref
from ..views import DecadePage, EventListPage, Period, Ref, TimelinePage
from ..wording import EVENT_TYPES
from .filters import choices, event_lines, type_url

_Decades = Sequence[tuple[Decade, list[Event]]]

# So many events keep a page below 200 KB. Where there are more, the pages of its decades, or years, have them.
_LINES = 400
_LINES_WITH_CARDS = 200
_SIDES = 6


def timeline_page(shelf: Shelf) -> TimelinePage:
    """Make the list of all events by decade; of the decades alone, where the events are too many."""
    events = shelf.base.timeline
    decades, whole = _by_decade(events), len(events) <= _LINES
    strip = _strip(decades, shelf) if decades else None
    return TimelinePage(
        url=TIMELINE.url,
        title=TIMELINE.title,
        description=f"All events of {shelf.config.title}, in order of time.",
        breadcrumbs=(HOME, TIMELINE),
        count=len(events),
        periods=tuple(
            _decade(period_ref(decade), decade, inside, whole, shelf, [y for y in shelf.base.years if y in decade])
            for decade, inside in decades
        ),
        strip=strip,
        strip_text=_in_words(strip) if strip else "",
        choices=choices(events, shelf),
        whole=whole,
    )


def decade_pages(shelf: Shelf) -> Iterator[DecadePage]:
    """Make a page for each decade in which an event begins, with its events by year."""
    decades = _by_decade(shelf.base.timeline)
    filtered = len(shelf.base.timeline) > _LINES
    refs = [period_ref(decade) for decade, _ in decades]
    for number, (decade, events) in enumerate(decades):
        whole = len(events) <= _LINES_WITH_CARDS
        before = [event for _, earlier in decades[:number] for event in earlier]
        yield DecadePage(
            url=refs[number].url,
            title=decade.name,
            description=f"The events of the {decade}, year by year.",
            breadcrumbs=(HOME, TIMELINE, refs[number]),
            count=len(events),
            periods=tuple(_by_year(events, whole, shelf)),
            previous=refs[number - 1] if number else None,
            next=refs[number + 1] if number + 1 < len(refs) else None,
            ongoing=shelf.refs(event.id for event in before if event.date.earliest_end[0] >= decade.first),
            choices=choices(events, shelf) if filtered and whole else (),
        )


def type_pages(shelf: Shelf) -> Iterator[EventListPage]:
    """Make a page for each type of event, by decade; where it would be too long, one for each of its decades too."""
    for type_, title in EVENT_TYPES.items():
        if events := [event for event in shelf.base.timeline if event.type == type_]:
            here = Ref(f"{TIMELINE.title}: {title[0].lower()}{title[1:]}", type_url(type_))
            yield from _list_pages(here, (HOME, TIMELINE), events, shelf)


def _list_pages(here: Ref, above: tuple[Ref, ...], events: Sequence[Event], shelf: Shelf) -> Iterator[EventListPage]:
    decades = _by_decade(events)
    whole = len(events) <= _LINES or len(decades) == 1
    refs = [period_ref(decade) for decade, _ in decades]
    parts = [Ref(f"{here.title}, {ref.title}", here.url + ref.url.removeprefix(TIMELINE.url)) for ref in refs]
    yield EventListPage(
        url=here.url,
        title=here.title,
        description=f"{here.title}, in order of time.",
        breadcrumbs=(*above, here),
        count=len(events),
        periods=tuple(
            _decade(ref, decade, inside, whole, shelf)
            for (decade, inside), ref in zip(decades, refs if whole else parts, strict=True)
        ),
    )
    if not whole:
        for (_, inside), part in zip(decades, parts, strict=True):
            yield from _list_pages(part, (*above, here), inside, shelf)


def _by_decade(events: Iterable[Event]) -> _Decades:
    decades: dict[Decade, list[Event]] = {}
    for event in events:
        decades.setdefault(event.date.decade, []).append(event)
    return sorted(decades.items())


def _decade(
    ref: Ref, decade: Decade, events: Sequence[Event], whole: bool, shelf: Shelf, years: Iterable[int] = ()
) -> Period:
    return Period(
        title=decade.name,
        id=f"d{decade.first}",
        url=ref.url,
        years=tuple(map(period_ref, years)),
        count=len(events),
        lines=event_lines(events, shelf) if whole else (),
    )


def _by_year(events: Iterable[Event], whole: bool, shelf: Shelf) -> Iterator[Period]:
    """Put a decade's events below the years in which they begin; those of no certain year stand before all others."""
    years: dict[int, list[Event]] = {}
    uncertain: list[Event] = []
    for event in events:
        first, last = event.date.earliest[0], event.date.latest_start[0]
        (years.setdefault(first, []) if first == last else uncertain).append(event)
    if uncertain:
        yield Period("Without a certain year", "uncertain", "", (), len(uncertain), event_lines(uncertain, shelf))
    for year, inside in years.items():
        ref = period_ref(year)
        has_page = year in shelf.base.years
        lines = event_lines(inside, shelf) if whole or not has_page else ()
        yield Period(ref.title, f"y{year}", ref.url if has_page else "", (), len(inside), lines)


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
