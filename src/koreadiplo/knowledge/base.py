"""Linked content → the `KnowledgeBase`: all that can be derived from entries and is written by nobody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..config import Config
from ..diagnostics import Diagnostic
from ..linking import Languages, Linked, LinkedBody, Mention
from ..model.dates import BEGINNING, END, Day
from ..model.entries import Country, Entry, Event, Statistic
from ..model.sources import Source
from ..reading import Content
from .disagreements import Point, find_disagreements
from .related import Related, RelatedEntries
from .relations import LineageRelation, Relation, make_lineage_relations, make_relations
from .years import Year, make_years


@dataclass(frozen=True)
class KnowledgeBase:
    """Everything that is known, by id where not said otherwise.

    `timeline` holds the events in order of time, `years` what is known of each year in which one falls, by its number,
    in order; `relations_of` the relations that an entry belongs to. `backlinks` gives the mentions of an entry, one for
    each entry that names it; `citations` the ids of the entries that cite a source, by its slug. `horizon` is the last
    day of which any entry tells: what is open lasts until then at least. It stands for today, which a build that can be
    repeated does not know.
    """

    entries: Mapping[str, Entry]
    sources: Mapping[str, Source]
    bodies: Mapping[str, LinkedBody]
    bibliography: Mapping[str, str]
    languages: Languages
    see_also: Mapping[str, tuple[str, ...]]
    countries: Mapping[str, Country]
    timeline: tuple[Event, ...]
    years: Mapping[int, Year]
    relations: tuple[Relation, ...]
    relations_of: Mapping[str, tuple[Relation, ...]]
    lineage_relations: tuple[LineageRelation, ...]
    backlinks: Mapping[str, tuple[Mention, ...]]
    citations: Mapping[str, tuple[str, ...]]
    disagreements: Mapping[str, tuple[Point, ...]]
    related: Mapping[str, tuple[Related, ...]]
    horizon: Day


def make_knowledge_base(content: Content, linked: Linked, config: Config) -> tuple[KnowledgeBase, list[Diagnostic]]:
    """Derive relations and their status, the timeline, backlinks and disagreements."""
    entries = {entry.id: entry for entry in content.entries}
    countries = {entry.slug: entry for entry in content.entries if isinstance(entry, Country)}
    relations, diagnostics = make_relations(content.entries, config.relations.focus)
    events = (entry for entry in content.entries if isinstance(entry, Event))
    timeline = tuple(sorted(events, key=lambda event: (event.date, event.id)))
    mentions = [mention for body in linked.bodies.values() for mention in body.mentions]
    base = KnowledgeBase(
        entries=entries,
        sources={source.id: source for source in content.sources},
        bodies=linked.bodies,
        bibliography=linked.context.bibliography,
        languages=linked.context.languages,
        see_also=linked.see_also,
        countries=countries,
        timeline=timeline,
        years=make_years(content.entries, timeline, relations),
        relations=relations,
        relations_of=_by_member(relations),
        lineage_relations=make_lineage_relations(relations, countries),
        backlinks=_backlinks(mentions),
        citations=_citations(content.entries, mentions),
        disagreements={entry.id: points for entry in content.entries if (points := find_disagreements(entry))},
        related=RelatedEntries(entries, linked.bodies, linked.see_also),
        horizon=_horizon(content.entries),
    )
    return base, diagnostics


def _horizon(entries: Iterable[Entry]) -> Day:
    days = [BEGINNING]
    for entry in entries:
        for date in (entry.period(), entry.as_of, entry.updated, entry.added):
            if date:
                days.append(date.latest if date.latest != END else date.earliest)
    return max(days)


def _by_member(relations: Iterable[Relation]) -> dict[str, tuple[Relation, ...]]:
    by_member: dict[str, list[Relation]] = defaultdict(list)
    for relation in relations:
        for member in relation.members:
            by_member[member].append(relation)
    return {member: tuple(found) for member, found in by_member.items()}


def _backlinks(mentions: Iterable[Mention]) -> dict[str, tuple[Mention, ...]]:
    """Keep one mention for each pair of entries, before others one that an author made."""
    by_target: dict[str, dict[str, Mention]] = defaultdict(dict)
    for mention in mentions:
        kept = by_target[mention.target].get(mention.source)
        if mention.source != mention.target and (kept is None or (mention.by_hand and not kept.by_hand)):
            by_target[mention.target][mention.source] = mention
    return {target: tuple(sources.values()) for target, sources in by_target.items()}


def _citations(entries: Iterable[Entry], mentions: Iterable[Mention]) -> dict[str, tuple[str, ...]]:
    cited_in: dict[str, dict[str, None]] = defaultdict(dict)
    for entry in entries:
        for slug in entry.sources:
            cited_in[slug][entry.id] = None
        for dispute in entry.disputed:
            for source in filter(None, (dispute.source, dispute.followed)):
                cited_in[source][entry.id] = None
        if isinstance(entry, Statistic):
            for value in entry.values:
                if value.source:
                    cited_in[value.source][entry.id] = None
    for mention in mentions:
        folder, _, slug = mention.target.partition("/")
        if folder == Source.folder:
            cited_in[slug][mention.source] = None
    return {slug: tuple(ids) for slug, ids in cited_in.items()}
