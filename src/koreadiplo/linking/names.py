"""The name table: which entry a word, a slug or an id stands for. Every link is resolved here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ..diagnostics import did_you_mean
from ..model.dates import Date
from ..model.entries import Article, Country, Entry, Event, Statistic, Term
from ..model.sources import Source
from .folding import fold
from .matching import NameMatcher

LINEAGES = "lineages"


@dataclass(frozen=True)
class Unresolved:
    """Why a reference leads nowhere: diagnostic code, message and hint."""

    code: str
    message: str
    hint: str


@dataclass(frozen=True)
class NameTable:
    """All targets of links and all that they are called.

    `titles` holds every id; `slugs` and `names` (by `name_key`) give the ids that share one; `automatic` gives, for
    each folded name that is looked for in running text, the ids that it may mean (none for a term that is never linked
    by itself, whose names still keep shorter ones from being found in them), and `compounds` those of these names that
    may begin a compound; `lives` the existence and lineage of countries.
    """

    titles: Mapping[str, str]
    slugs: Mapping[str, tuple[str, ...]]
    names: Mapping[str, tuple[str, ...]]
    automatic: Mapping[str, tuple[str, ...]]
    lives: Mapping[str, tuple[Date, str | None]]
    compounds: frozenset[str]
    drafts: frozenset[str]
    unread: frozenset[str]

    @cached_property
    def matcher(self) -> NameMatcher:
        """Finds the names in running text."""
        return NameMatcher(self.automatic, self.compounds)

    def resolve(self, text: str) -> str | Unresolved:
        """Find the id that a reference means: an id, a slug or a name that only one entry has."""
        if text in self.titles or text in self.unread:
            return text
        found = self.slugs.get(text) or self.names.get(name_key(text), ())
        if len(found) == 1:
            return found[0]
        if found:
            hint = f"Write one of: {', '.join(found)}."
            return Unresolved("ambiguous-reference", f"“{text}” could mean {len(found)} entries.", hint)
        if unread := [id_ for id_ in self.unread if id_.partition("/")[2] == text]:
            return min(unread)  # what is wrong with it is told where it was read
        if any(text in (draft, draft.partition("/")[2]) for draft in self.drafts):
            return Unresolved("unknown-target", f"“{text}” is a draft.", "Remove draft: true from it, or the link.")
        near = did_you_mean(text, self.titles if "/" in text else [*self.slugs, *self.titles.values(), *self.automatic])
        hint = near or "Write an id such as events/1884-treaty, a file's name without .md, or a title."
        return Unresolved("unknown-target", f"No entry is called “{text}”.", hint)

    def choose(self, candidates: tuple[str, ...], entry: Entry) -> str | None:
        """Choose what a name in an entry's text means; None where it stays open.

        A name of one entry means that entry, and one of the entry itself is its own. Of several, the one among the
        entry's countries goes before others; else the state that existed in the entry's time; else the lineage that all
        of them belong to.
        """
        if len(candidates) == 1:
            return candidates[0]
        if entry.id in candidates:
            return entry.id
        countries = [id_ for id_ in candidates if id_ in self.lives]
        own = [id_ for id_ in countries if id_.partition("/")[2] in entry.countries]
        if len(own) == 1:
            return own[0]
        period = entry.period()
        living = [id_ for id_ in countries if period is not None and self.lives[id_][0].overlaps(period)]
        if len(living) == 1:
            return living[0]
        lineages = {f"{LINEAGES}/{self.lives[id_][1]}" if id_ in self.lives else id_ for id_ in candidates}
        if len(lineages) == 1 and (lineage := lineages.pop()) in self.titles:
            return lineage
        return None


def name_key(name: str) -> str:
    """Give the form by which names are the same in a reference: folded, and without regard to case."""
    return fold(name).text.casefold()


def make_name_table(
    entries: Collection[Entry],
    sources: Collection[Source],
    lineages: Mapping[str, str],
    drafts: frozenset[str],
    unread: frozenset[str],
) -> NameTable:
    """Gather what all targets are called."""
    titles = {entry.id: entry.title for entry in entries}
    titles |= {source.id: source.title for source in sources}
    titles |= {f"{LINEAGES}/{slug}": title for slug, title in lineages.items()}
    slugs, names = defaultdict(list), defaultdict(list)
    automatic: defaultdict[str, list[str]] = defaultdict(list)
    compounds: set[str] = set()
    for id_, title in titles.items():
        slugs[id_.partition("/")[2]].append(id_)
        names[name_key(title)].append(id_)
    for entry in entries:
        for slug in entry.former:
            slugs[slug].append(entry.id)
            slugs[f"{entry.folder}/{slug}"].append(entry.id)
        for name in other_names(entry):
            names[name_key(name)].append(entry.id)
        for name in _names_in_text(entry):
            folded = fold(name).text.strip()
            linked = [] if isinstance(entry, Term) and entry.link == "never" else [entry.id]
            if folded:
                automatic[folded] += linked
            if isinstance(entry, Term) and entry.compounds:
                compounds.add(folded)
    for slug, title in lineages.items():
        automatic[fold(title).text].append(f"{LINEAGES}/{slug}")
    return NameTable(
        titles=titles,
        slugs=_frozen(slugs),
        names=_frozen(names),
        automatic=_frozen(automatic),
        lives={entry.id: (entry.exists, entry.lineage) for entry in entries if isinstance(entry, Country)},
        compounds=frozenset(compounds),
        drafts=drafts,
        unread=unread,
    )


def _frozen(table: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(dict.fromkeys(ids)) for name, ids in table.items()}


def other_names(entry: Entry) -> Iterator[str]:
    """Yield what an entry is called besides its title, in all languages."""
    yield from entry.aliases
    for spellings in entry.names.values():
        yield from spellings


def _names_in_text(entry: Entry) -> Iterator[str]:
    """Yield the names that are looked for in running text; an event has none but its aliases."""
    if isinstance(entry, Article | Statistic):
        return
    yield from entry.aliases if isinstance(entry, Event) else (entry.title, *other_names(entry))
