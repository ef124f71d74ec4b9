"""The knowledge base that comes with the project says what its sources do of Korea, Russia and the United States."""

import pytest

from koreadiplo.builder import Understood
from koreadiplo.knowledge import KnowledgeBase, Span


def test_nothing_is_wrong_with_it(shipped: Understood) -> None:
    assert shipped.diagnostics == ()


def last(base: KnowledgeBase, pair: str, status: str) -> Span:
    """Give the last span of a status in a pair's relations."""
    relation = next(relation for relation in base.relations if relation.id == f"relations/{pair}")
    return [span for span in relation.spans if span.status == status][-1]


@pytest.mark.parametrize(
    ("pair", "since", "until"),
    [
        ("joseon-russian-empire", (1884, 7, 7), (1897, 10, 12)),
        ("korean-empire-russian-empire", (1884, 7, 7), (1905, 11, 17)),
        ("north-korea-soviet-union", (1948, 10, 12), (1991, 12, 26)),
        ("north-korea-russia", (1948, 10, 12), None),
        ("south-korea-soviet-union", (1990, 9, 30), (1991, 12, 26)),
        ("russia-south-korea", (1990, 9, 30), None),
        ("joseon-united-states", (1882, 5, 22), (1897, 10, 12)),
        ("korean-empire-united-states", (1882, 5, 22), (1905, 11, 28)),
        ("south-korea-united-states", (1949, 1, 1), None),
    ],
)
def test_diplomatic_relations(
    base: KnowledgeBase, pair: str, since: tuple[int, int, int], until: tuple[int, int, int] | None
) -> None:
    span = last(base, pair, "established")
    assert (span.since.day, span.end.day if span.end else None) == (since, until)


@pytest.mark.parametrize(
    ("pair", "former"),
    [
        ("korean-empire-russian-empire", ("joseon", "russian-empire")),
        ("korean-empire-united-states", ("joseon", "united-states")),
        ("north-korea-russia", ("north-korea", "soviet-union")),
        ("russia-south-korea", ("south-korea", "soviet-union")),
    ],
)
def test_relations_that_a_state_continues(base: KnowledgeBase, pair: str, former: tuple[str, str]) -> None:
    assert last(base, pair, "established").continues == former


@pytest.mark.parametrize(
    ("pair", "day", "event"),
    [
        (
            "korean-empire-russian-empire",
            "17 November 1905",
            "events/1905-11-17-japan-takes-over-korean-foreign-relations",
        ),
        ("korean-empire-united-states", "28 November 1905", "events/1905-11-28-american-legation-in-seoul-closes"),
    ],
)
def test_the_korean_empire_lost_its_foreign_relations_in_1905(
    base: KnowledgeBase, pair: str, day: str, event: str
) -> None:
    span = last(base, pair, "severed")
    assert (span.start.printed, span.event) == (day, event)


def test_nobody_had_relations_with_korea_under_japanese_rule_and_occupation(base: KnowledgeBase) -> None:
    lost, first = (1905, 11, 28), (1948, 10, 12)
    related = [(relation.id, span) for relation in base.relations for span in relation.spans]
    held = [id_ for id_, span in related if span.status == "established" and span.start.day < first]
    ended = [id_ for id_, span in related if span.status == "established" and span.end and span.end.day <= lost]
    assert sorted(held) == sorted(ended)
    assert len(held) == 4  # Joseon and the Korean Empire, each with the Russian Empire and the United States


def test_the_lanes_of_korea_and_russia(base: KnowledgeBase) -> None:
    joined = next(relation for relation in base.lineage_relations if relation.id == "relations/korea-russia")
    spans = {
        "–".join(relation.sides): [
            (span.since.printed, span.end.printed if span.end else "")
            for span in relation.spans
            if span.status == "established"
        ]
        for relation in joined.relations
    }
    assert {pair: found for pair, found in spans.items() if found} == {
        "joseon–russian-empire": [("7 July 1884", "12 October 1897")],
        "korean-empire–russian-empire": [("7 July 1884", "17 November 1905")],
        "north-korea–soviet-union": [("12 October 1948", "26 December 1991")],
        "south-korea–soviet-union": [("30 September 1990", "26 December 1991")],
        "north-korea–russia": [("12 October 1948", "")],
        "russia–south-korea": [("30 September 1990", "")],
    }


def test_north_korea_and_the_united_states_have_no_diplomatic_relations(base: KnowledgeBase) -> None:
    relation = next(relation for relation in base.relations if relation.id == "relations/north-korea-united-states")
    assert {span.status for span in relation.spans} <= {"unrecorded", "none", "war"}


@pytest.mark.parametrize("territory", ["korea-under-japanese-rule", "korea-under-occupation"])
def test_territories_have_events_and_no_relations(base: KnowledgeBase, territory: str) -> None:
    assert not [relation.id for relation in base.relations if territory in relation.sides]
    assert [event.id for event in base.timeline if territory in event.countries]


def test_every_relation_has_a_korean_side(base: KnowledgeBase) -> None:
    sides = [{base.countries[slug].lineage for slug in relation.sides} for relation in base.relations]
    assert sides
    assert all("korea" in lineages for lineages in sides)


SPANS = {
    "joseon-tsardom-of-russia": ["unrecorded 1547 – 2 November 1721"],
    "joseon-russian-empire": [
        "none 2 November 1721 – 7 July 1884",
        "established 7 July 1884 – 12 October 1897",
    ],
    "korean-empire-russian-empire": [
        "established 12 October 1897 – 17 November 1905",
        "severed 17 November 1905 – 29 August 1910",
    ],
    "south-korea-soviet-union": [
        "none 15 August 1948 – 30 September 1990",
        "established 30 September 1990 – 26 December 1991",
    ],
    "north-korea-soviet-union": [
        "none 9 September 1948 – 12 October 1948",
        "established 12 October 1948 – 26 December 1991",
    ],
    "north-korea-russia": ["established 26 December 1991 – "],
    "russia-south-korea": ["established 26 December 1991 – "],
    "joseon-united-states": [
        "none 4 July 1776 – 22 May 1882",
        "established 22 May 1882 – 12 October 1897",
    ],
    "korean-empire-united-states": [
        "established 12 October 1897 – 28 November 1905",
        "severed 28 November 1905 – 29 August 1910",
    ],
    "south-korea-united-states": [
        "none 15 August 1948 – 1 January 1949",
        "established 1 January 1949 – ",
    ],
    "north-korea-united-states": [
        "unrecorded 9 September 1948 – 25 June 1950",
        "war 25 June 1950 – 27 July 1953",
        "unrecorded 27 July 1953 – ",
    ],
}


@pytest.mark.parametrize("pair", SPANS)
def test_the_whole_of_a_ribbon(base: KnowledgeBase, pair: str) -> None:
    relation = next(relation for relation in base.relations if relation.id == f"relations/{pair}")
    told = [f"{s.status} {s.start.printed} – {s.end.printed if s.end else ''}" for s in relation.spans]
    assert told == SPANS[pair]


@pytest.mark.parametrize(
    ("pair", "lanes"),
    [
        (
            "korea-russia",
            "joseon-tsardom-of-russia joseon-russian-empire korean-empire-russian-empire south-korea-soviet-union "
            "north-korea-soviet-union north-korea-russia russia-south-korea",
        ),
        (
            "korea-united-states",
            "joseon-united-states korean-empire-united-states south-korea-united-states north-korea-united-states",
        ),
    ],
)
def test_the_lanes_of_two_sides(base: KnowledgeBase, pair: str, lanes: str) -> None:
    joined = next(relation for relation in base.lineage_relations if relation.id == f"relations/{pair}")
    assert [relation.id for relation in joined.relations] == [f"relations/{lane}" for lane in lanes.split()]
