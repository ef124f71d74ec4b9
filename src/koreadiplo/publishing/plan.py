"""Which pages there are: every address once, each with its template and view."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain, product

from ..config import Config
from ..diagnostics import Diagnostic, did_you_mean
from ..folders import SETTINGS_FILE
from ..knowledge import KnowledgeBase, LineageRelation, Relation
from ..linking import LINEAGES
from ..model.entries import Entry
from .addresses import NOT_FOUND, address
from .pages.coverage import coverage_page
from .pages.entries import entry_page, source_page
from .pages.home import about_page, home_page, not_found_page, search_page
from .pages.listings import entry_lists, lineage_lists, may_be_long, relation_lists, source_lists
from .pages.lists import (
    disagreements_lists,
    disagreements_page,
    glossary_lists,
    glossary_page,
    overview_lists,
    overview_page,
    relations_lists,
    relations_page,
    sources_lists,
    sources_page,
    topic_lists,
    topic_page,
)
from .pages.maps import map_lists, map_page
from .pages.parts import Lists
from .pages.relations import lineage_page, relation_page
from .pages.timeline import decade_lists, decade_page, decades_of, timeline_page, type_lists, type_page
from .pages.years import year_lists, year_page
from .shelf import (
    A_TO_Z,
    ABOUT,
    COVERAGE,
    DISAGREEMENTS,
    HOME,
    MAP,
    RELATIONS,
    SEARCH,
    SOURCES,
    TIMELINE,
    Shelf,
    make_shelf,
    period_ref,
)
from .views import Page


@dataclass(frozen=True)
class PlannedPage:
    """A page to be written; `origin` says what it is made from: an entry's file, a setting, or nothing written.

    Its view is made where it is asked for: those of all pages together would take more memory than all the rest.
    """

    url: str
    template: str
    origin: str
    make_view: Callable[[], Page]

    @property
    def view(self) -> Page:
        """What the template shows."""
        return self.make_view()


@dataclass(frozen=True)
class Redirect:
    """An address that leads to another."""

    url: str
    target: str
    origin: str


@dataclass(frozen=True)
class Plan:
    """All pages and redirects of a site, and the shelf they were made from."""

    pages: tuple[PlannedPage, ...]
    redirects: tuple[Redirect, ...]
    shelf: Shelf


def plan_site(base: KnowledgeBase, config: Config) -> tuple[Plan, list[Diagnostic]]:
    """Plan all pages; two with one address, and home page picks that don't exist, are errors."""
    shelf = make_shelf(base, config)
    pages = tuple(_pages(shelf))
    redirects = (Redirect("events/", TIMELINE.url, ""), *_redirects(shelf))
    diagnostics = _conflicts(pages, redirects, base)
    for index, pick in enumerate(config.home.picks):
        if not shelf.has(pick):
            hint = did_you_mean(pick, [*base.entries, *shelf.relations]) or "Write an id such as articles/slug."
            place = config.locate("home", "picks", index)
            message = f"home.picks: there is no page “{pick}”."
            diagnostics.append(Diagnostic(SETTINGS_FILE, *place, "unknown-target", message, hint))
    return Plan(pages, redirects, shelf), diagnostics


def plan_entries(entries: Iterable[Entry], shelf: Shelf) -> Plan:
    """Plan the pages of these entries alone."""
    return Plan(tuple(_entry_page(entry, shelf) for entry in entries), (), shelf)


def _entry_page(entry: Entry, shelf: Shelf) -> PlannedPage:
    return PlannedPage(address(entry.id), entry.kind, entry.path, partial(entry_page, entry, shelf))


def _pages(shelf: Shelf) -> Iterator[PlannedPage]:
    base, config = shelf.base, shelf.config
    yield PlannedPage(HOME.url, "home", "the home page", partial(home_page, shelf))
    for entry in base.entries.values():
        yield _entry_page(entry, shelf)
        if may_be_long(entry, shelf):
            yield from _parts(entry_lists(entry, shelf))
    for source in base.sources.values():
        origin = f"{source.path}:{source.line}"
        yield PlannedPage(address(source.id), "source", origin, partial(source_page, source, shelf))
        yield from _parts(source_lists(source, shelf))
    for relation in chain[Relation | LineageRelation](base.relations, base.lineage_relations):
        origin = f"the relation {' – '.join(relation.sides)}"
        yield PlannedPage(address(relation.id), "relation", origin, partial(relation_page, relation, shelf))
        if may_be_long(relation, shelf):
            yield from _parts(relation_lists(relation, shelf))
    for slug in config.lineages:
        url = address(f"{LINEAGES}/{slug}")
        yield PlannedPage(url, "lineage", f"the lineage {slug}", partial(lineage_page, slug, shelf))
        yield from _parts(lineage_lists(slug, shelf))
    for slug in config.topics:
        yield PlannedPage(shelf.topic(slug).url, "topic", f"the topic {slug}", partial(topic_page, slug, shelf))
        yield from _parts(topic_lists(slug, shelf))
    yield PlannedPage(RELATIONS.url, "relations", "the list of relations", partial(relations_page, shelf))
    overviews, decades, types = overview_lists(shelf), list(decades_of(shelf)), list(type_lists(shelf))
    for lists in overviews:
        origin = f"the list of {lists.page.title.lower()}"
        yield PlannedPage(lists.page.url, "list", origin, partial(overview_page, lists))
    yield PlannedPage(TIMELINE.url, "timeline", "the timeline", partial(timeline_page, shelf))
    for at, inside in enumerate(decades):
        ref = period_ref(inside.decade)
        yield PlannedPage(ref.url, "decade", f"the decade {ref.title}", partial(decade_page, at, decades, shelf))
    for number in base.years:
        ref = period_ref(number)
        yield PlannedPage(ref.url, "year", f"the year {ref.title}", partial(year_page, number, shelf))
    for lists in types:
        origin = f"the list “{lists.page.title}”"
        yield PlannedPage(lists.page.url, "events", origin, partial(type_page, lists, shelf))
    yield PlannedPage(MAP.url, "map", "the map", partial(map_page, shelf))
    yield PlannedPage(A_TO_Z.url, "glossary", "the A–Z", partial(glossary_page, shelf))
    yield PlannedPage(SOURCES.url, "sources", "the list of sources", partial(sources_page, shelf))
    origin = "the list of disagreements"
    yield PlannedPage(DISAGREEMENTS.url, "disagreements", origin, partial(disagreements_page, shelf))
    yield PlannedPage(SEARCH.url, "search", "the search page", search_page)
    yield PlannedPage(ABOUT.url, "about", "the page about the site", partial(about_page, shelf))
    yield PlannedPage(COVERAGE.url, "coverage", "the page of what is missing", partial(coverage_page, shelf))
    yield PlannedPage(NOT_FOUND, "not-found", "the page for unknown addresses", not_found_page)
    yield from _parts(relations_lists(shelf), *overviews, glossary_lists(shelf), sources_lists(shelf))
    yield from _parts(disagreements_lists(shelf), map_lists(shelf), *types)
    yield from _parts(*(decade_lists(inside, shelf) for inside in decades))
    yield from _parts(*(year_lists(year, shelf) for year in base.years.values()))


def _parts(*of_pages: Lists) -> Iterator[PlannedPage]:
    for lists in of_pages:
        for url, make_view in lists.pages():
            yield PlannedPage(url, "part", f"a list of the page /{lists.page.url}", make_view)


def _redirects(shelf: Shelf) -> Iterator[Redirect]:
    for entry in shelf.base.entries.values():
        for slug in entry.former:
            yield Redirect(address(f"{entry.folder}/{slug}"), address(entry.id), entry.path)
    for relation in shelf.base.relations:
        sides = [shelf.base.countries[slug] for slug in relation.sides]
        for pair in product(*((country.slug, *country.former) for country in sides)):
            old = f"{RELATIONS.url}{'-'.join(sorted(pair))}"
            if not shelf.has(old):
                yield Redirect(address(old), address(relation.id), sides[0].path)


def _conflicts(pages: Iterable[PlannedPage], redirects: Iterable[Redirect], base: KnowledgeBase) -> list[Diagnostic]:
    """Report addresses that are taken twice; file systems may not tell capitals from small letters."""
    taken: dict[str, str] = {}
    diagnostics = []
    for page in pages:
        url = page.url
        if other := taken.get(url.lower()):
            message = f"The address /{url} belongs to {other} and to {page.origin}."
            hint = "Rename a country's file, or a lineage in site.toml, so that the names joined by a hyphen differ."
            diagnostics.append(Diagnostic(SETTINGS_FILE, 1, 1, "url-conflict", message, hint))
        taken[url.lower()] = page.origin
    for redirect in redirects:
        entry = base.entries.get(redirect.target.rstrip("/"))
        if (other := taken.get(redirect.url.lower())) and entry:
            message = f"The address /{redirect.url} is taken by {other} already."
            place = entry.locate("former")
            diagnostics.append(
                Diagnostic(entry.path, *place, "url-conflict", message, "Remove the name from “former”.")
            )
        taken[redirect.url.lower()] = f"a former name in {redirect.origin}"
    return diagnostics
