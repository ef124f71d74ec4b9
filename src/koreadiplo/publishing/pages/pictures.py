"""The pictures of time on pages: ribbons of relations, and lineages of states."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...knowledge import LineageRelation, Relation
from ...model.entries import Country
from ..charts.axis import TimeAxis
from ..charts.lineage import lineage_axis, lineage_rows
from ..charts.ribbon import Bar, is_recorded, marks, ribbon, ribbon_axis, stack
from ..shelf import Shelf
from ..views import Lane, LineagePicture, LineageState, RelationLine, Ribbons, SmallRibbon
from ..wording import LABELS, is_living, span_rows, status_sentence

_TOLD = 8
"""Of more living pairs than these a line of a list tells the number alone."""
_DRAWN, _ROWS = 40, 12
"""So many pairs share a small ribbon, and so many rows it has."""


def ribbons(relations: Sequence[Relation], shelf: Shelf) -> Ribbons:
    """Show relations of states on one axis of time."""
    axis = ribbon_axis(relations, shelf.base.entries, shelf.base.horizon)
    statuses = {span.status for relation in relations for span in relation.spans}
    return Ribbons(
        lanes=tuple(_lane(relation, axis, shelf) for relation in relations),
        axis=axis,
        legend=tuple((status, label) for status, label in LABELS.items() if status in statuses),
    )


def relation_lines(relations: Sequence[Relation | LineageRelation], shelf: Shelf) -> tuple[RelationLine, ...]:
    """Make the lines of relations in a list, with small ribbons on one axis of time."""
    pairs = [pair for relation in relations for pair in pairs_of(relation)]
    axis = ribbon_axis(pairs, shelf.base.entries, shelf.base.horizon)
    return tuple(
        RelationLine(shelf.ref(relation.id), _sentences(relation, shelf), _small_ribbon(relation, axis))
        for relation in relations
    )


def pairs_of(relation: Relation | LineageRelation) -> tuple[Relation, ...]:
    """Give the relations of states that a relation consists of."""
    return relation.relations if isinstance(relation, LineageRelation) else (relation,)


def lineage_picture(slug: str, shelf: Shelf, own: Country | None = None) -> LineagePicture | None:
    """Show the states of a lineage, one of them as the page's `own`; None where there is only one."""
    states = shelf.states_of(slug)
    if len(states) < 2:
        return None
    axis = lineage_axis(states, shelf.base.horizon)
    return LineagePicture(
        title=shelf.config.lineages[slug],
        states=tuple(
            LineageState(shelf.ref(state.id), _after(state, states), state == own, state.sovereign, row)
            for state, row in zip(states, lineage_rows(states, axis), strict=True)
        ),
        axis=axis,
    )


def _lane(relation: Relation, axis: TimeAxis | None, shelf: Shelf) -> Lane:
    bars: tuple[Bar | None, ...] = ribbon(relation.spans, axis) if axis else (None,) * len(relation.spans)
    return Lane(
        relation=shelf.ref(relation.id),
        sentence=status_sentence(relation, shelf),
        spans=span_rows(relation, bars, shelf),
        living=is_living(relation),
        marks=marks(shelf.events_in_time(relation.members), relation.spans, axis) if axis else (),
    )


def _sentences(relation: Relation | LineageRelation, shelf: Shelf) -> tuple[tuple[str, str], ...]:
    if isinstance(relation, Relation):
        return (("", status_sentence(relation, shelf)),)
    living = [pair for pair in relation.relations if is_living(pair)]
    if not living:
        return (("", "No states of both sides exist together today"),)
    if len(living) > _TOLD:
        return (("", f"{len(living):,} pairs of states exist together today"),)
    return tuple((shelf.relation_title(pair), status_sentence(pair, shelf)) for pair in living)


def _small_ribbon(relation: Relation | LineageRelation, axis: TimeAxis | None) -> SmallRibbon | None:
    """Draw the pairs of a lineage's relation in as few rows as hold them.

    None where no status is recorded, or that of too many pairs to be seen at a glance.
    """
    recorded = [pair for pair in pairs_of(relation) if is_recorded(pair)]
    if not recorded or len(recorded) > _DRAWN or axis is None:
        return None
    lanes = [ribbon(pair.spans, axis) for pair in recorded]
    rows = stack([_whole(lane) for lane in lanes])
    if max(rows) >= _ROWS:
        return None
    return SmallRibbon(
        bars=tuple(
            (span.status, row, bar)
            for pair, lane, row in zip(recorded, lanes, rows, strict=True)
            for span, bar in zip(pair.spans, lane, strict=True)
            if bar
        ),
        rows=max(rows) + 1,
        axis=axis,
    )


def _whole(lane: Iterable[Bar | None]) -> Bar:
    bars = [bar for bar in lane if bar]
    return Bar(bars[0].at, bars[-1].end - bars[0].at)


def _after(state: Country, states: Sequence[Country]) -> str:
    titles = {other.slug: other.title for other in states}
    said = (("the same state as", state.continues), ("follows", state.succeeds))
    return ", ".join(
        f"{words} {' and '.join(titles[slug] for slug in slugs if slug in titles)}"
        for words, slugs in said
        if titles.keys() & set(slugs)
    )
