"""Which pages there are: every address once, each with its template and view."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain

from ..config import SETTINGS_FILE, Config
from ..diagnostics import Diagnostic, did_you_mean
from ..knowledge import KnowledgeBase, LineageRelation, Relation
from ..linking import LINEAGES
from .addresses import address
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
    overview_pages,
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
from .pages.timeline import decade_lists, decade_pages, decades_of, timeline_page, type_lists, type_pages
from .pages.years import year_lists, year_pages
from .shelf import TIMELINE, Shelf, make_shelf
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


def _pages(shelf: Shelf) -> Iterator[PlannedPage]:
    base, config = shelf.base, shelf.config
    yield _made("home", home_page(shelf), "the home page")
    for entry in base.entries.values():
        yield PlannedPage(address(entry.id), entry.kind, entry.path, partial(entry_page, entry, shelf))
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
    yield _made("relations", relations_page(shelf), "the list of relations")
    for overview in overview_pages(shelf):
        yield _made("list", overview, f"the list of {overview.title.lower()}")
    yield _made("timeline", timeline_page(shelf), "the timeline")
    for decade in decade_pages(shelf):
        yield _made("decade", decade, f"the decade {decade.title}")
    for year in year_pages(shelf):
        yield _made("year", year, f"the year {year.title}")
    for events in type_pages(shelf):
        yield _made("events", events, f"the list “{events.title}”")
    yield _made("map", map_page(shelf), "the map")
    yield _made("glossary", glossary_page(shelf), "the A–Z")
    yield _made("sources", sources_page(shelf), "the list of sources")
    yield _made("disagreements", disagreements_page(shelf), "the list of disagreements")
    yield _made("search", search_page(), "the search page")
    yield _made("about", about_page(shelf), "the page about the site")
    yield _made("coverage", coverage_page(shelf), "the page of what is missing")
    yield _made("not-found", not_found_page(), "the page for unknown addresses")
    yield from _parts(relations_lists(shelf), *overview_lists(shelf), glossary_lists(shelf), sources_lists(shelf))
    yield from _parts(disagreements_lists(shelf), map_lists(shelf), *type_lists(shelf))
    yield from _parts(*(decade_lists(decade, shelf) for decade in decades_of(shelf)))
    yield from _parts(*(year_lists(year, shelf) for year in base.years.values()))


def _parts(*of_pages: Lists) -> Iterator[PlannedPage]:
    for lists in of_pages:
        for url, make_view in lists.pages():
            yield PlannedPage(url, "part", f"a list of the page /{lists.page.url}", make_view)


def _made(template: str, view: Page, origin: str) -> PlannedPage:
    return PlannedPage(view.url, template, origin, lambda: view)


def _redirects(shelf: Shelf) -> Iterator[Redirect]:
    for entry in shelf.base.entries.values():
        for slug in entry.former:
            yield Redirect(address(f"{entry.folder}/{slug}"), address(entry.id), entry.path)


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
