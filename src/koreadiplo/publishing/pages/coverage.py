"""The page of what the knowledge base lacks, for editors."""

from __future__ import annotations

from collections import Counter

from ...knowledge import YEARS_UNTIL_OLD, Gap, find_gaps, works_cited
from ...model.entries import GENERAL_KNOWLEDGE
from ..shelf import ABOUT, COVERAGE, HOME, Shelf
from ..views import CoverageGroup, CoveragePage

_MOST = 50
"""So many gaps of a kind are listed."""

_GROUPS = {
    "empty-decade": (
        "Decades without events",
        "From the first event of two states, or the beginning of their relations, to the last.",
    ),
    "missing-source": ("No source", "Entries that cite nothing."),
    "common-knowledge-only": ("Common knowledge only", "Entries that cite no work."),
    "single-source": ("One source only", "Entries that cite one work, and nothing besides."),
    "open-dispute": ("Disputes left open", "Points on which no source is followed, or no reason given."),
    "old-as-of": (
        "Old information",
        f"Entries whose “as of” lies more than {YEARS_UNTIL_OLD} years before the newest entry.",
    ),
    "missing-name": ("No native name", "Countries, people, peoples, places and organisations."),
    "missing-summary": ("No summary", "Entries of which lists can’t say what they are."),
    "orphan": ("Orphans", "Entries that no other names, and that no list shows but that of their kind."),
}
"""The title of each kind of gap, and what it counts."""


def coverage_page(shelf: Shelf) -> CoveragePage:
    """Make the page of what is missing, by kind of gap; long lists are cut, so that it stays small on any site."""
    found: dict[str, list[Gap]] = {code: [] for code in _GROUPS}
    for gap in find_gaps(shelf.base):
        found[gap.code].append(gap)
    return CoveragePage(
        url=COVERAGE.url,
        title=COVERAGE.title,
        description="What the knowledge base lacks: times without events, entries with few sources, and the like.",
        breadcrumbs=(HOME, ABOUT, COVERAGE),
        works=_works(shelf),
        groups=tuple(
            CoverageGroup(
                *_GROUPS[code],
                id=code,
                lines=tuple((shelf.ref(gap.about), gap.note) for gap in gaps[:_MOST]),
                number=len(gaps),
                more=max(len(gaps) - _MOST, 0),
            )
            for code, gaps in found.items()
        ),
    )


def _works(shelf: Shelf) -> tuple[tuple[str, int], ...]:
    """Count the entries that cite no work, one, two, or more; common knowledge is none."""
    numbers = Counter(min(len(cited - {GENERAL_KNOWLEDGE}), 3) for cited in works_cited(shelf.base).values())
    labels = ("no work", "one work", "two works", "three or more")
    return tuple((label, numbers[number]) for number, label in enumerate(labels))
