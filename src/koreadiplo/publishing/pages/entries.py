"""The pages of entries and sources."""

from __future__ import annotations

import calendar
import textwrap
from typing import Any

from markupsafe import Markup

from ...knowledge import Point
from ...model.dates import Date
from ...model.entries import Article, Country, Entry, Event, Statistic, Term
from ...model.quotes import print_quotes
from ...model.sources import Source
from ..addresses import address, resolve_links
from ..previews import headline, names_of
from ..shelf import HOME, SOURCES, Shelf, period_ref
from ..views import (
    TOC_FROM,
    ArticlePage,
    CountryPage,
    EffectLine,
    EntryPage,
    EventPage,
    Ref,
    SourcePage,
    StatisticPage,
    TermPage,
    TocLine,
    Version,
)
from ..wording import reason
from .listings import KIND_PATHS, MENTIONS, SHELVES, entry_lists, source_lists
from .maps import map_around, map_of, places_of
from .parts import Lists
from .pictures import lineage_picture
from .statistics import single_chart, value_rows

_DESCRIPTION = 200


def entry_page(entry: Entry, shelf: Shelf) -> EntryPage:
    """Make the page of an entry of any kind."""
    match entry:
        case Article():
            return _article(entry, shelf)
        case Event():
            return _event(entry, shelf)
        case Country():
            return _country(entry, shelf)
        case Term():
            return _term(entry, shelf)
        case Statistic():
            return _statistic(entry, shelf)
        case _:
            raise TypeError(f"no page is known for {type(entry).__name__}")


def source_page(source: Source, shelf: Shelf) -> SourcePage:
    """Make the page of a work cited."""
    web = str(source.csl.get("URL", ""))
    return SourcePage(
        url=address(source.id),
        title=source.title,
        description=f"{source.title}: where it is cited.",
        breadcrumbs=(HOME, SOURCES, Ref(source.title, address(source.id))),
        edit_url=shelf.edit_url(source.path),
        formatted=Markup(shelf.base.bibliography[source.slug]),
        container=container_of(source),
        note=note_of(source),
        address=web if web.startswith(("https://", "http://")) else "",
        cited_by=source_lists(source, shelf).groups(KIND_PATHS),
    )


def container_of(source: Source) -> str:
    """Name the work that a work cited stands in; empty where it stands by itself."""
    return print_quotes(str(source.csl.get("container-title", "")))


def note_of(source: Source) -> str:
    """Give what its record says of a work cited, or nothing."""
    return print_quotes(str(source.csl.get("annote") or source.csl.get("note") or ""))


def _article(entry: Article, shelf: Shelf) -> ArticlePage:
    lists = entry_lists(entry, shelf)
    return ArticlePage(
        **_common(entry, shelf, lists),
        summary=entry.summary,
        date=str(entry.date),
        relations=lists.group("relations"),
        events=lists.group("events"),
        map=map_of(places_of([entry], shelf), entry.title, shelf),
    )


def _event(entry: Event, shelf: Shelf) -> EventPage:
    timeline, at = shelf.base.timeline, shelf.places_in_time[entry.id]
    effects = []
    for effect in entry.effects:
        first, second = sorted(effect.between)
        id_ = f"relations/{first}-{second}"
        if id_ in shelf.relations:
            effects.append(EffectLine(shelf.ref(id_), effect.status))
    lists = entry_lists(entry, shelf)
    return EventPage(
        **_common(entry, shelf, lists),
        type=entry.type.capitalize(),
        date=str(entry.date),
        machine_date=entry.date.machine_readable,
        year=period_ref(entry.date.years[0]) if entry.date.years else None,
        old_style=str(entry.old_style) if entry.old_style else "",
        in_force=str(entry.in_force) if entry.in_force else "",
        place=shelf.ref(f"glossary/{entry.place}") if entry.place else None,
        effects=tuple(effects),
        relations=lists.group("relations"),
        previous=shelf.ref(timeline[at - 1].id) if at else None,
        next=shelf.ref(timeline[at + 1].id) if at + 1 < len(timeline) else None,
    )


def _country(entry: Country, shelf: Shelf) -> CountryPage:
    base = shelf.base
    lives = sorted(base.countries.values(), key=lambda country: (country.exists, country.slug))
    named = [id_ for id_ in shelf.named_with.get(entry.slug, ()) if id_ != entry.id]
    lists = entry_lists(entry, shelf)
    status = lists.group("relations")
    here = [base.entries[id_] for id_ in named if id_ in base.entries and not id_.startswith(Article.folder)]
    return CountryPage(
        **_common(entry, shelf, lists),
        exists=str(entry.exists),
        sovereign=entry.sovereign,
        lineage=shelf.ref(f"lineages/{entry.lineage}") if entry.lineage else None,
        continues=tuple(shelf.country(slug) for slug in entry.continues),
        continued_by=tuple(shelf.country(other.slug) for other in lives if entry.slug in other.continues),
        succeeds=tuple(shelf.country(slug) for slug in entry.succeeds),
        succeeded_by=tuple(shelf.country(other.slug) for other in lives if entry.slug in other.succeeds),
        picture=lineage_picture(entry.lineage, shelf, entry) if entry.lineage else None,
        status=status.lines[0],
        all_status=status.more,
        relations=lists.group("relations/others"),
        groups=lists.groups(KIND_PATHS),
        map=map_of(places_of(here, shelf), entry.title, shelf),
    )


def _term(entry: Term, shelf: Shelf) -> TermPage:
    coordinates = ""
    if entry.coordinates:
        lat, lon = entry.coordinates.lat, entry.coordinates.lon
        coordinates = f"{abs(lat)}° {'N' if lat >= 0 else 'S'}, {abs(lon)}° {'E' if lon >= 0 else 'W'}"
    lists = entry_lists(entry, shelf)
    return TermPage(
        **_common(entry, shelf, lists),
        type=entry.type.capitalize(),
        date=str(entry.period() or ""),
        coordinates=coordinates,
        events=lists.group("events"),
        map=map_around(entry.id, shelf),
    )


def _statistic(entry: Statistic, shelf: Shelf) -> StatisticPage:
    notes = {point.date: id_ for id_, point in _points(entry, shelf) if point.date}
    return StatisticPage(
        **_common(entry, shelf, entry_lists(entry, shelf)),
        unit=entry.unit,
        chart=single_chart(entry, shelf),
        values=value_rows(entry, shelf, notes),
    )


def _points(entry: Entry, shelf: Shelf) -> list[tuple[str, Point]]:
    """Give the entry's disagreements, each with the id that its note has on the page."""
    return [(f"dispute.{number}", point) for number, point in enumerate(shelf.base.disagreements.get(entry.id, ()), 1)]


def _common(entry: Entry, shelf: Shelf, lists: Lists) -> dict[str, Any]:
    """Make the fields that the pages of all kinds share."""
    body, url = shelf.base.bodies[entry.id], address(entry.id)
    description = entry.summary or body.lead or entry.title
    named = dict.fromkeys(mention.target for mention in body.mentions)
    toc = tuple(TocLine(heading.level, heading.id, heading.text) for heading in body.headings if heading.level <= 3)
    return {
        "url": url,
        "title": entry.title,
        "description": _shortened(description),
        "breadcrumbs": (HOME, SHELVES[entry.kind], Ref(entry.title, url)),
        "toc": toc if len(toc) >= TOC_FROM else (),
        "edit_url": shelf.edit_url(entry.path),
        "lead": headline(entry),
        "body": resolve_links(body.html, url),
        "previews": tuple(shelf.previews[id_] for id_ in named if id_ in shelf.previews),
        "names": names_of(entry),
        "aliases": tuple(alias for alias in entry.aliases if alias.casefold() != entry.title.casefold()),
        "countries": tuple(shelf.country(slug) for slug in entry.countries),
        "topics": tuple(shelf.topic(slug) for slug in entry.topics),
        "sources": shelf.source_lines(entry.sources),
        "see_also": shelf.refs(shelf.base.see_also[entry.id]),
        "related": tuple(shelf.ref(r.id).saying(reason(r, shelf)) for r in shelf.base.related[entry.id]),
        "disagreements": tuple(shelf.disagreement(point, id_) for id_, point in _points(entry, shelf)),
        "disputed": {point.field: id_ for id_, point in _points(entry, shelf) if point.field},
        "backlinks": lists.groups(MENTIONS),
        "as_of": str(entry.as_of or ""),
        "added": str(entry.added or ""),
        "updated": str(entry.updated or ""),
        "version": _version(entry.updated or entry.added),
        "wikidata": entry.wikidata or "",
    }


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _DESCRIPTION else textwrap.shorten(text, _DESCRIPTION, placeholder="…")


def _version(date: Date | None) -> Version | None:
    if date is None:
        return None
    year, month, day = date.earliest
    american = f"{calendar.month_name[month]} {day}, {year}" if date.earliest == date.latest else str(date)
    return Version(str(date), american, date.machine_readable)
