"""The pages of years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ...knowledge import Change, Relation, Span, Year, print_value
from ...model.decades import decade_of, name_year
from ...model.entries import Country, Event, Statistic
from ...model.parts import Value
from ..shelf import HOME, TIMELINE, Shelf, period_ref
from ..views import ChangeLine, Ref, StandingRow, StateGroup, StateLine, ValueLine, YearPage
from ..wording import LABELS
from .parts import Listing, Lists

_STANDING = 200
"""Of more relations than these a year counts the statuses, so that its page stays readable."""


def year_lists(year: Year, shelf: Shelf) -> Lists:
    """Give the lists of a year's page."""

    def refs(events: Iterable[Event]) -> tuple[Ref, ...]:
        return shelf.refs(event.id for event in events)

    def treaties(events: Iterable[Event]) -> list[Ref]:
        return [_treaty(event, shelf) for event in events]

    def changes(changes: Iterable[Change]) -> list[ChangeLine]:
        return [_change(change, shelf) for change in changes]

    def values(values: Iterable[tuple[Statistic, Value]]) -> list[ValueLine]:
        return [_value(statistic, value, shelf) for statistic, value in values]

    return Lists(
        period_ref(year.number),
        _above(year, shelf),
        (
            Listing("Events", "events", year.events, refs, "summaries"),
            Listing("Events going on", "going-on", year.ongoing, refs),
            Listing("Events about this time", "about-this-time", year.vague, refs),
            Listing("Changes of relations", "changes", year.changes, changes, "changes"),
            Listing("Treaties in force", "treaties", year.treaties, treaties),
            Listing("Statistics", "statistics", year.values, values, "values"),
        ),
    )


def year_page(number: int, shelf: Shelf) -> YearPage:
    """Make the page of a year in which an event falls whose date is known to the year or better."""
    year, name = shelf.base.years[number], name_year(number)
    few, lists = len(year.standing) <= _STANDING, year_lists(year, shelf)
    numbers = list(shelf.base.years)
    at = numbers.index(number)
    return YearPage(
        url=period_ref(number).url,
        title=name,
        description=f"The year {name}: states, events, relations, treaties and statistics.",
        breadcrumbs=(*_above(year, shelf), period_ref(number)),
        previous=period_ref(numbers[at - 1]) if at else None,
        next=period_ref(numbers[at + 1]) if at + 1 < len(numbers) else None,
        states=tuple(_states(year, shelf)),
        events=lists.group("events"),
        ongoing=lists.group("going-on"),
        vague=lists.group("about-this-time"),
        changes=lists.group("changes"),
        standing=tuple(_row(relation, span, shelf) for relation, span in year.standing) if few else (),
        tally=() if few else _tally(span for _, span in year.standing),
        treaties=lists.group("treaties"),
        values=lists.group("statistics"),
    )


def _above(year: Year, shelf: Shelf) -> tuple[Ref, ...]:
    """Give the pages above a year's; a decade in which events only end has none."""
    decade = decade_of(year.number)
    return (HOME, TIMELINE, period_ref(decade)) if decade in shelf.decades else (HOME, TIMELINE)


def _states(year: Year, shelf: Shelf) -> Iterator[StateGroup]:
    """Group the states by lineage; those that follow no other and that none follows come last, by name."""
    lineages = Counter(country.lineage for country in shelf.base.countries.values() if country.lineage)
    sides: dict[str, list[Country]] = {slug: [] for slug in shelf.config.lineages if lineages[slug] > 1}
    others: list[Country] = []
    for country in year.countries:
        sides.get(country.lineage or "", others).append(country)
    others.sort(key=lambda country: country.title.casefold())
    groups = [(shelf.config.lineages[slug], states) for slug, states in sides.items()]
    for title, states in (*groups, ("Other countries" if sides else "Countries", others)):
        if states:
            yield StateGroup(title, tuple(_state(country, year, shelf) for country in states))


def _state(country: Country, year: Year, shelf: Shelf) -> StateLine:
    exists = country.exists
    notes = [] if country.sovereign else ["territory"]
    notes += [f"from {exists.first}"] if exists.earliest[0] == year.number else []
    notes += [f"until {exists.last}"] if exists.latest[0] == year.number else []
    return StateLine(shelf.country(country.slug), ", ".join(notes))


def _change(change: Change, shelf: Shelf) -> ChangeLine:
    before, after = change.before, change.after
    note = ""
    if after is None:
        ended = min((shelf.base.countries[slug] for slug in change.relation.sides), key=lambda c: c.exists.latest)
        note = f"{ended.title} ends, and the relation with it"
    elif after.continues:
        note = f"Continued from {shelf.pair_title(after.continues)}, since {after.since.printed}"
    return ChangeLine(
        relation=shelf.ref(change.relation.id),
        date=change.moment.printed,
        before=_status(before),
        after=_status(after),
        event=shelf.ref(after.event) if after and after.event and after.since == after.start else None,
        note=note,
    )


def _status(span: Span | None) -> tuple[str, str]:
    return (span.status, LABELS[span.status]) if span else ("", "")


def _row(relation: Relation, span: Span, shelf: Shelf) -> StandingRow:
    since = "" if span.status == "none" else span.since.printed
    return StandingRow(shelf.ref(relation.id), span.status, LABELS[span.status], since)


def _tally(spans: Iterable[Span]) -> tuple[tuple[str, str, int], ...]:
    counts = Counter[str](span.status for span in spans)
    return tuple((status, label, counts[status]) for status, label in LABELS.items() if status in counts)


def _treaty(event: Event, shelf: Shelf) -> Ref:
    return replace(shelf.ref(event.id), date=str(event.in_force))


def _value(statistic: Statistic, value: Value, shelf: Shelf) -> ValueLine:
    number, is_year = print_value(value), str(value.date) == name_year(value.date.earliest[0])
    return ValueLine(
        statistic=shelf.ref(statistic.id),
        value=f"{number} {statistic.unit}",
        date="" if is_year else str(value.date),
        note=value.note or "",
        preferred=value.preferred,
        source=shelf.source_line(value.source) if value.source else None,
    )
