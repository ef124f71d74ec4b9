"""Report the links of a site: where each entry is linked, what is never met or has no entry, what is over-linked.

A name is met where it stands as a whole word in another entry's body: whether it became a link there, as it does once
in a section, or not, as in headings and quotations.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from ..linking import LINEAGES, Mention, Unresolved, fold, name_key
from ..model.entries import KINDS, Term
from ..model.sources import Source
from .missing_names import MissingName, find_missing_names
from .passages import LinkedSite, Passage

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_MANY_LINKS, _FEW_WORDS = 5, 8
"""A paragraph of so many links, with fewer words to each, is over-linked: more of it is links than text."""


@dataclass(frozen=True)
class Link:
    """A link in the body of the entry `source`: its place, its words and sentence, and whether its author made it."""

    source: str
    path: str
    line: int
    text: str
    sentence: str
    by_hand: bool


@dataclass(frozen=True)
class EntryLinks:
    """The links to an entry or a lineage, and which of the names that become links by themselves are met in others.

    Of names in other languages than the site's only those that are met are listed: they are there to be searched for.
    """

    id: str
    title: str
    links: tuple[Link, ...]
    met: tuple[str, ...]
    never_met: tuple[str, ...]


@dataclass(frozen=True)
class OverLinked:
    """A paragraph (its `path:line`) with many links for its words."""

    place: str
    links: int
    words: int


@dataclass(frozen=True)
class Report:
    """What editors may want to know of a site's links."""

    entries: tuple[EntryLinks, ...]
    in_no_entry: tuple[MissingName, ...]
    over_linked: tuple[OverLinked, ...]


def report_links(site: LinkedSite) -> Report:
    """Report on all entries, terms first and in each kind the most linked first, and on what has no entry."""
    met = _met(site)
    links: dict[str, list[Mention]] = defaultdict(list)
    for link in site.links:
        links[link.target].append(link)
    ids = [id_ for id_ in site.names.titles if not id_.startswith(f"{Source.folder}/")]
    entries = [_entry_links(site, id_, links[id_], met) for id_ in ids]
    folders = list(dict.fromkeys((Term.folder, *KINDS, LINEAGES)))
    entries.sort(key=lambda entry: (folders.index(_folder(entry)), -len(entry.links), entry.title.casefold()))
    return Report(
        entries=tuple(entries),
        in_no_entry=find_missing_names(site.passages, site.names, site.config.language),
        over_linked=tuple(_over_linked(site.passages)),
    )


def links_to(site: LinkedSite, name: str) -> EntryLinks | Unresolved:
    """Report on the one entry or lineage that an id, a slug or a name means."""
    id_ = site.names.resolve(name)
    if isinstance(id_, Unresolved):
        return id_
    if id_.startswith(f"{Source.folder}/"):
        return Unresolved("unknown-target", f"“{name}” is a source, not an entry.", "Its page lists what cites it.")
    return _entry_links(site, id_, (link for link in site.links if link.target == id_), _met(site))


def _met(site: LinkedSite) -> Mapping[str, Collection[str]]:
    """Give the ids of the entries whose bodies hold a name, by the folded name."""
    met: dict[str, set[str]] = defaultdict(set)
    for passage in site.passages:
        for match in site.names.matcher.find(passage.text):
            met[match.name].add(passage.source)
    return met


def _entry_links(
    site: LinkedSite, id_: str, links: Iterable[Mention], met: Mapping[str, Collection[str]]
) -> EntryLinks:
    own, foreign = _names(site, id_)

    def others(name: str) -> set[str]:
        return set(met.get(fold(name).text, ())) - {id_}

    found = _first_spellings(name for name in (*own, *foreign) if others(name))
    never_met = [name for key, name in _first_spellings(own).items() if key not in found]
    told = [Link(m.source, site.entries[m.source].path, m.line, m.text, m.sentence, m.by_hand) for m in links]
    return EntryLinks(id_, site.names.titles[id_], tuple(told), tuple(found.values()), tuple(never_met))


def _names(site: LinkedSite, id_: str) -> tuple[list[str], list[str]]:
    """List the names of an entry that are looked for: those that the site's language may have, and the others."""
    own, foreign = [site.names.titles[id_]], list[str]()
    if entry := site.entries.get(id_):
        own += entry.aliases
        for tag, names in entry.names.items():
            is_own = tag.partition("-")[0] == site.config.language.partition("-")[0]
            (own if is_own else foreign).extend(names)

    def looked_for(names: Iterable[str]) -> list[str]:
        return [name for name in names if id_ in site.names.automatic.get(fold(name).text, ())]

    return looked_for(own), looked_for(foreign)


def _first_spellings(names: Iterable[str]) -> dict[str, str]:
    """Keep the first of names that differ in capitals, hyphens and the like only, by what they have in common."""
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(name_key(name), name)
    return first


def _over_linked(passages: Iterable[Passage]) -> Iterator[OverLinked]:
    for passage in passages:
        links, words = passage.links, len(passage.text.split())
        if links >= _MANY_LINKS and words < links * _FEW_WORDS:
            yield OverLinked(passage.place(0), links, words)


def as_text(report: Report) -> str:
    """Write a report for people: a heading for each part, and a line for each entry, name or place."""
    unmet = [entry for entry in report.entries if entry.never_met]
    parts = {
        "Where each entry is linked": _by_folder(report.entries),
        "Entries none of whose names is met": [
            f"{_unmet(entry)} ({_total(entry.links)})" for entry in unmet if not entry.met
        ],
        "Names that are never met": [_unmet(entry) for entry in unmet if entry.met],
        "Names that are met and are in no entry": [_missing(name) for name in report.in_no_entry],
        "Paragraphs with many links": [
            f"{paragraph.place}: {counted(paragraph.links, 'link')} in {paragraph.words} words"
            for paragraph in report.over_linked
        ],
    }
    return "\n\n".join(part(title, lines) for title, lines in parts.items())


def entry_as_text(entry: EntryLinks) -> str:
    """Write the links to one entry, a line for each."""
    lines = [f"{entry.title} ({entry.id}): {_total(entry.links)}"]
    lines += [f"  {link.path}:{link.line}: “{link.text}”{', by hand' if link.by_hand else ''}" for link in entry.links]
    if entry.never_met:
        lines.append(f"Never met: {', '.join(entry.never_met)}")
    return "\n".join(lines)


def as_json(told: DataclassInstance) -> str:
    """Write what is told as JSON, with the fields that it has in the code."""
    return json.dumps(asdict(told), ensure_ascii=False, indent=2)


def part(title: str, lines: Sequence[str]) -> str:
    """Put a part of a report together."""
    return "\n".join([title, *(f"  {line}" for line in lines or ["none"])])


def links_on_pages(on_pages: Collection[int]) -> str:
    """Sum up how many links each page has: “14 links on 9 pages”."""
    return f"{counted(sum(on_pages), 'link')} on {counted(len(on_pages), 'page')}" if on_pages else "no links"


def counted(number: int, noun: str) -> str:
    """Count things: “1 link”, “2 links”."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _by_folder(entries: Iterable[EntryLinks]) -> list[str]:
    lines = []
    for folder, group in groupby(entries, key=_folder):
        lines += [f"{folder}/", *(f"  {entry.title}: {_total(entry.links)}" for entry in group)]
    return lines


def _total(links: Iterable[Link]) -> str:
    return links_on_pages(Counter(link.source for link in links).values())


def _folder(entry: EntryLinks) -> str:
    return entry.id.partition("/")[0]


def _unmet(entry: EntryLinks) -> str:
    return f"{entry.id}: {', '.join(entry.never_met)}"


def _missing(name: MissingName) -> str:
    places = ", ".join(name.places[:3]) + (", …" if len(name.places) > 3 else "")
    near = f" (part of the name of {', '.join(name.near[:3])})" if name.near else ""
    return f"{name.name}{near}: {counted(len(name.places), 'time')}: {places}"
