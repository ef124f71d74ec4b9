"""Which pages there are: every address once, each with its template and view."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..config import SETTINGS_FILE, Config
from ..diagnostics import Diagnostic, did_you_mean
from ..knowledge import KnowledgeBase
from .addresses import address
from .pages.entries import entry_page, source_page
from .pages.lists import (
    about_page,
    disagreements_page,
    glossary_page,
    home_page,
    not_found_page,
    overview_pages,
    search_page,
    sources_page,
    timeline_page,
    topic_page,
)
from .pages.relations import lineage_page, relation_page
from .shelf import TIMELINE, Shelf, make_shelf
from .views import Page


@dataclass(frozen=True)
class PlannedPage:
    """A page to be written; `origin` says what it is made from: an entry's file, a setting, or nothing written."""

    template: str
    view: Page
    origin: str


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
    diagnostics = _conflicts([(page.view.url, page.origin) for page in pages], redirects)
    for index, pick in enumerate(config.home.picks):
        if not shelf.has(pick):
            hint = did_you_mean(pick, [*base.entries, *shelf.relations]) or "Write an id such as articles/slug."
            place = config.locate("home", "picks", index)
            message = f"home.picks: there is no page “{pick}”."
            diagnostics.append(Diagnostic(SETTINGS_FILE, *place, "unknown-target", message, hint))
    return Plan(pages, redirects, shelf), diagnostics


def _pages(shelf: Shelf) -> Iterator[PlannedPage]:
    base, config = shelf.base, shelf.config
    yield PlannedPage("home", home_page(shelf), "the home page")
    for entry in base.entries.values():
        yield PlannedPage(entry.kind, entry_page(entry, shelf), entry.path)
    for source in base.sources.values():
        yield PlannedPage("source", source_page(source, shelf), f"{source.path}:{source.line}")
    for relation in shelf.relations.values():
        yield PlannedPage("relation", relation_page(relation, shelf), f"the relation of {' and '.join(relation.sides)}")
    for slug in config.lineages:
        yield PlannedPage("lineage", lineage_page(slug, shelf), f"the lineage {slug}")
    for slug in config.topics:
        yield PlannedPage("topic", topic_page(slug, shelf), f"the topic {slug}")
    for overview in overview_pages(shelf):
        yield PlannedPage("list", overview, f"the list of {overview.title.lower()}")
    yield PlannedPage("timeline", timeline_page(shelf), "the timeline")
    yield PlannedPage("glossary", glossary_page(shelf), "the A–Z")
    yield PlannedPage("sources", sources_page(shelf), "the list of sources")
    yield PlannedPage("disagreements", disagreements_page(shelf), "the list of disagreements")
    yield PlannedPage("search", search_page(), "the search page")
    yield PlannedPage("about", about_page(shelf), "the page about the site")
    yield PlannedPage("not-found", not_found_page(), "the page for unknown addresses")


def _redirects(shelf: Shelf) -> Iterator[Redirect]:
    for entry in shelf.base.entries.values():
        for slug in entry.former:
            yield Redirect(address(f"{entry.folder}/{slug}"), address(entry.id), entry.path)


def _conflicts(pages: list[tuple[str, str]], redirects: tuple[Redirect, ...]) -> list[Diagnostic]:
    """Report addresses that are taken twice; file systems may not tell capitals from small letters."""
    taken: dict[str, str] = {}
    diagnostics = []
    for url, origin in (*pages, *((redirect.url, redirect.origin) for redirect in redirects)):
        other = taken.setdefault(url.lower(), origin)
        if other is not origin:
            path, _, line = origin.partition(":")
            message = f"The address /{url} is taken by {other} already."
            hint = "Rename one of the two, or remove the name from “former”."
            is_file = path.endswith((".md", ".yaml"))
            place = (path if is_file else SETTINGS_FILE, int(line or 1), 1)
            diagnostics.append(Diagnostic(*place, "url-conflict", message, hint))
    return diagnostics
