"""Shadow pages: what is to be found of a page, without what only looks.

They are made from the entries themselves, since the view of a page takes ten times as long to make.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from itertools import chain

from ...knowledge import LineageRelation, Point, Relation, print_value
from ...linking import SCHEME
from ...model.entries import Entry, Event, Statistic
from ...model.sources import Source
from ..addresses import address
from ..pages.entries import note_of
from ..plan import Plan
from ..previews import headline
from ..shelf import Shelf
from ..views import Page
from ..wording import status_sentence

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015·"
_APOSTROPHES = "‘’ʼ"
_HANGUL = re.compile("[\uac00-\ud7a3]+")
_MARKS = re.compile(
    r'<sup class="note-ref">.*?</sup>|<a href="[^"]*" class="note-back".*?</a>'
    rf'|<a href="{SCHEME}[^>]*>|</a>|<span lang="[^>]*>|</span>'
)


@dataclass(frozen=True)
class Shadow:
    """What is to be found of a page. The kind and other names are found, but not shown in excerpts; the body is HTML.

    The filters are pairs of key and value.
    """

    title: str
    kind: str
    body: str = ""
    told: tuple[str, ...] = ()
    lead: str = ""
    names: tuple[str, ...] = ()
    filters: tuple[tuple[str, str], ...] = ()

    def html(self) -> str:
        """Write the page for Pagefind. What stands in `data-pagefind-meta` is found but not shown in excerpts."""
        meta = {"kind": self.kind, "lead": self.lead, "names": ", ".join(self.names)}
        hidden = "".join(f'<p data-pagefind-meta="{key}">{escape(text)}</p>' for key, text in meta.items() if text)
        chosen = "".join(
            f'<p data-pagefind-filter="{key}">{escape(text)}</p>' for key, text in (("kind", self.kind), *self.filters)
        )
        heading = escape(". ".join(filter(None, (self.title, self.lead))))
        title = escape(self.title, quote=True)
        body = _MARKS.sub("", self.body) + "".join(f"<p>{escape(text)}</p>" for text in self.told)
        return (
            f"<!doctype html><html><head><title>{title}</title></head><body>"
            f'<div data-pagefind-ignore="index">{normalise(hidden)}{chosen}</div>'
            f'<main data-pagefind-body data-pagefind-meta="title:{title}">'
            f"{normalise(f'<h1>{heading}</h1>{body}')}</main></body></html>"
        )


def plan_shadows(plan: Plan) -> dict[str, Callable[[], Shadow]]:
    """Plan the shadow pages of a site: by address, in order, what makes each.

    A relation of which no event is known has none: its page tells nothing that is not in its name.
    """
    shelf = plan.shelf
    base = shelf.base
    makers: dict[str, Callable[[], Shadow]] = {}
    for entry in base.entries.values():
        makers[address(entry.id)] = partial(_entry, entry, shelf)
    for source in base.sources.values():
        makers[address(source.id)] = partial(_source, source, shelf)
    for relation in chain[Relation | LineageRelation](base.relations, base.lineage_relations):
        if events := shelf.events_in_time(_members(relation)):
            makers[address(relation.id)] = partial(_relation, relation, events, shelf)
    for page in plan.pages:
        if page.template in ("lineage", "topic"):
            makers[page.url] = partial(_overview, page.template, page.view)
    return dict(sorted(makers.items()))


def normalise(text: str) -> str:
    """Write text as it is indexed: spaces around dashes and middle dots, straight apostrophes, Hangul as NFD.

    Pagefind splits at none of these dashes and matches prefixes by character, for which a syllable is too much. The
    search page does the same to what is searched, but leaves the dashes out.
    """
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text)
    for apostrophe in _APOSTROPHES:
        text = text.replace(apostrophe, "'")
    for dash in _DASHES:
        text = text.replace(dash, f" {dash} ")
    return _HANGUL.sub(lambda match: unicodedata.normalize("NFD", match[0]), text)


def names_of(entry: Entry) -> list[str]:
    """List the other names of an entry, in all languages."""
    return [*entry.aliases, *(name for names in entry.names.values() for name in names)]


def _entry(entry: Entry, shelf: Shelf) -> Shadow:
    base = shelf.base
    filters = [("country", base.countries[slug].title) for slug in entry.countries]
    filters += [("topic", shelf.config.topics[slug]) for slug in entry.topics]
    if isinstance(entry, Event):
        filters.append(("decade", entry.date.decade.name))
    told = [entry.summary or "", *map(_told, base.disagreements.get(entry.id, ()))]
    if isinstance(entry, Statistic):
        values = sorted(entry.values, key=lambda value: value.date)
        told += [f"{value.date}: {print_value(value)} {entry.unit}. {value.note or ''}" for value in values]
    body, names = base.bodies[entry.id].html, tuple(names_of(entry))
    return Shadow(entry.title, entry.kind.capitalize(), body, tuple(told), headline(entry), names, tuple(filters))


def _source(source: Source, shelf: Shelf) -> Shadow:
    return Shadow(source.title, "Source", f"<p>{shelf.base.bibliography[source.slug]}</p>", (note_of(source),))


def _relation(relation: Relation | LineageRelation, events: Sequence[Event], shelf: Shelf) -> Shadow:
    told = (
        *(status_sentence(pair, shelf) for pair in _pairs(relation)),
        *(f"{event.title}, {event.date}" for event in events),
    )
    return Shadow(shelf.relation_title(relation), "Relation", told=told)


def _overview(template: str, view: Page) -> Shadow:
    return Shadow(view.title, template.capitalize(), told=(view.description,))


def _told(point: Point) -> str:
    return f"{point.about}: {' '.join(f'{other.value}. {other.note}' for other in point.others)}"


def _pairs(relation: Relation | LineageRelation) -> tuple[Relation, ...]:
    return relation.relations if isinstance(relation, LineageRelation) else (relation,)


def _members(relation: Relation | LineageRelation) -> Iterable[str]:
    return dict.fromkeys(id_ for pair in _pairs(relation) for id_ in pair.members)
