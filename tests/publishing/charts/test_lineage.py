"""Lineages of made-up states on an axis of a hundred years."""

import pytest
from samples import country

from koreadiplo.model.entries import Country
from koreadiplo.publishing.charts.axis import TimeAxis
from koreadiplo.publishing.charts.lineage import lineage_axis, lineage_rows

HORIZON = (1899, 12, 31)
CENTURY = TimeAxis(1800, 1899)


def states(*made: object) -> list[Country]:
    return [state for state in made if isinstance(state, Country)]


def bars(*made: object) -> list[tuple[float, float, str]]:
    rows = lineage_rows(states(*made), CENTURY)
    return [(r.bar.at, r.bar.end, "<" * r.bar.from_before + ">" * r.bar.goes_on) for r in rows]


def lines(*made: object) -> list[list[str]]:
    """Tell the lines in each row: kind, part and place; and where a line along the row begins."""
    return [
        [f"{j.kind} {j.part} {j.at:g}" + (f" after {j.reach:g}" if j.reach is not None else "") for j in row.joins]
        for row in lineage_rows(states(*made), CENTURY)
    ]


@pytest.mark.parametrize(
    ("exists", "axis"),
    [
        (("1800/1850", "1850/.."), TimeAxis(1826, 1899)),
        (("1840/1850", "1850/.."), TimeAxis(1840, 1899)),
        (("1000/1850", "1850/1860"), TimeAxis(1845, 1860)),
        (("../1850", "1850/1860"), TimeAxis(1845, 1860)),
        (("1800/1850", "1800/1860"), TimeAxis(1800, 1860)),
        (("1840/..", "1899/.."), TimeAxis(1898, 1899)),
        (("../1850", "../1870"), TimeAxis(1840, 1870)),
    ],
)
def test_an_old_first_state_leaves_room_for_the_others(exists: tuple[str, str], axis: TimeAxis) -> None:
    assert lineage_axis(states(country("a", exists[0]), country("b", exists[1])), HORIZON) == axis


def test_states_have_their_time() -> None:
    old, new = country("a", "1700/1849"), country("b", "1850/..")
    assert bars(old, new, country("c", "1860/1869"), country("d", "../1860")) == [
        (0, 50, "<"),
        (50, 100, ">"),
        (60, 70, ""),
        (0, 61, "<"),
    ]


def test_a_short_life_can_be_seen() -> None:
    assert bars(country("a", "1850-01-01"), country("b", "1899-12-31/..")) == [(50, 50.6, ""), (99.4, 100, ">")]


def test_lines_lead_to_what_continues_and_what_only_follows() -> None:
    first, second = country("a", "1800/1850-01-01"), country("b", "1850/..", "continues: a")
    third = country("c", "1860/..", "succeeds: a")
    assert lines(first, second, third) == [
        ["continues from 50", "succeeds from 60 after 50"],
        ["continues to 50", "succeeds through 60"],
        ["succeeds to 60"],
    ]


def test_states_side_by_side_have_rows_of_their_own() -> None:
    one = country("a", "1800/1850-01-01")
    two, three = country("b", "1850/..", "succeeds: a"), country("c", "1850/..", "succeeds: a")
    assert bars(one, two, three)[1:] == [(50, 100, ">"), (50, 100, ">")]
    assert [len(row) for row in lines(one, two, three)] == [2, 2, 1]


def test_no_line_leads_back_in_time() -> None:
    assert lines(country("a", "1800/1850", "succeeds: b"), country("b", "1850/..")) == [[], []]
