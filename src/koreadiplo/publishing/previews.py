"""Previews: what a link tells of a page before it is followed."""

from __future__ import annotations

from collections.abc import Mapping

from ..config import Config
from ..knowledge import KnowledgeBase
from ..linking import LINEAGES, first_sentences
from ..model.entries import Article, Country, Entry, Event, Statistic, Term
from ..model.languages import language_name
from .addresses import address
from .views import Name, Preview

_TEXT = 240
"""As many characters of a definition are a few lines."""


def headline(entry: Entry) -> str:
    """Say in a line what an entry is: “Treaty, 7 July 1884”."""
    match entry:
        case Event():
            return f"{entry.type.capitalize()}, {entry.date}"
        case Country():
            return f"{'State' if entry.sovereign else 'Territory'}, {entry.exists}"
        case Term():
            return ", ".join(filter(None, (entry.type.capitalize(), str(entry.period() or ""))))
        case Statistic():
            return f"Statistic, in {entry.unit}"
        case Article():
            return "Article"
        case _:
            raise TypeError(f"no headline is known for {type(entry).__name__}")


def names_of(entry: Entry) -> tuple[Name, ...]:
    """List an entry's names in the scripts of other languages."""
    return tuple(Name(text, tag, language_name(tag)) for tag, texts in entry.names.items() for text in texts)


def make_previews(base: KnowledgeBase, config: Config) -> Mapping[str, Preview]:
    """Make the previews of all pages to which a body links, by id; sources have none."""
    previews = {}
    for id_ in base.backlinks:
        folder, _, slug = id_.partition("/")
        if entry := base.entries.get(id_):
            text = first_sentences(entry.summary or base.bodies[id_].lead, _TEXT)
            names = names_of(entry)
            previews[id_] = Preview(entry.title, address(id_), headline(entry), names, text)
        elif folder == LINEAGES:
            states = sorted((c for c in base.countries.values() if c.lineage == slug), key=lambda c: (c.exists, c.slug))
            text = "; ".join(f"{state.title}, {state.exists}" for state in states)
            previews[id_] = Preview(config.lineages[slug], address(id_), "The states of one lineage", (), text)
    return previews
