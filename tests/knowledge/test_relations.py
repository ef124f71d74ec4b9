import pytest
from samples import country, entry, event

from koreadiplo.knowledge.relations import make_lineage_relations, make_relations
from koreadiplo.model.entries import Country, Entry

A, B, C = country("a"), country("b", "1810/.."), country("c", "1820/1900-05-01")


def article(date: str, countries: str) -> Entry:
    named = ", ".join(countries.split())
    return entry("articles/essay", f"title: Essay\nsummary: S\ndate: {date}\ntopics: [t]\ncountries: [{named}]")


def pairs(*entries: Entry, focus: tuple[str, ...] = ()) -> dict[str, tuple[str, ...]]:
    """Give the members of all relations by the sides: {"a b": …}."""
    relations, diagnostics = make_relations(entries, focus)
    assert diagnostics == []
    return {" ".join(relation.sides): relation.members for relation in relations}


def test_events_and_articles_make_relations() -> None:
    talks, essay = event("talks", "1850", "c a b"), article("1840/1860", "b a")
    assert pairs(A, B, C, talks, essay) == {
        "a b": (talks.id, essay.id),
        "a c": (talks.id,),
        "b c": (talks.id,),
    }


def test_statistics_belong_to_relations_but_make_none() -> None:
    trade = entry("statistics/trade", "title: T\nunit: t\ncountries: [b, a]\nvalues: [{date: 1850, value: 1}]")
    term = entry("glossary/salt", "title: Salt\ntype: thing\ncountries: [a, b]")
    assert pairs(A, B, trade, term) == {}
    talks = event("talks", "1850", "a b")
    assert pairs(A, B, trade, term, talks) == {"a b": (talks.id, trade.id)}


@pytest.mark.parametrize(
    ("date", "related"),
    [
        ("1809", []),
        ("1815", ["a b"]),
        ("1819-12-31", ["a b"]),
        ("1820", ["a b", "a c", "b c"]),
        ("1819/1820", ["a b", "a c", "b c"]),
        ("1900-05-01", ["a b", "a c", "b c"]),
        ("1900-05-02", ["a b"]),
        ("1900-05", ["a b", "a c", "b c"]),
        ("1700/..", ["a b", "a c", "b c"]),
        ("1950", ["a b"]),
    ],
)
def test_while_both_exist(date: str, related: list[str]) -> None:
    assert list(pairs(A, B, C, event("talks", date, "a b c"))) == related


def test_the_day_of_a_succession_makes_no_relation() -> None:
    successor = country("d", "1900-05-01/..", "succeeds: c")
    assert pairs(C, successor, event("end", "1900-05-01", "c d")) == {}
    overlapping = country("d", "1900-04-30/..", "succeeds: c")
    assert pairs(C, overlapping, event("end", "1900-05-01", "c d")) == {"c d": ("events/end",)}


def test_no_relation_with_itself_or_with_what_is_unknown() -> None:
    assert pairs(A, B, event("talks", "1850", "a nowhere")) == {}


def test_no_relation_with_the_state_that_continues_it() -> None:
    heir = country("h", "1920/..", more="continues: a")
    assert pairs(country("a", "1900/1920"), heir, event("talks", "1920", "a h")) == {}


def test_territories_have_none() -> None:
    territory = country("t", more="sovereign: false")
    assert list(pairs(A, B, territory, event("talks", "1850", "a b t"))) == ["a b"]


@pytest.mark.parametrize(("focus", "related"), [((), 3), (("x",), 2), (("y",), 2), (("x", "y"), 3), (("z",), 0)])
def test_focus(focus: tuple[str, ...], related: int) -> None:
    states = country("a", more="lineage: x"), country("b", more="lineage: y"), country("c")
    assert len(pairs(*states, event("talks", "1850", "a b c"), focus=focus)) == related


def test_sides_and_addresses_are_in_alphabetical_order() -> None:
    relations, _ = make_relations([A, B, event("talks", "1850", "b a")], ())
    assert [(relation.sides, relation.id) for relation in relations] == [(("a", "b"), "relations/a-b")]


def test_a_pair_of_lineages_has_its_relations_in_order_of_time() -> None:
    states = [
        country("new-x", "1860/..", "lineage: x\ncontinues: old-x"),
        country("old-x", "1800/1860", "lineage: x"),
        country("y", more="lineage: y"),
        country("z", more="lineage: z"),
        country("w"),
    ]
    talks = event("talks", "1800/1900", "old-x new-x y z w")
    relations, _ = make_relations([*states, talks], ())
    by_slug = {state.slug: state for state in states if isinstance(state, Country)}
    joined = {
        relation.id: [" ".join(pair.sides) for pair in relation.relations]
        for relation in make_lineage_relations(relations, by_slug)
    }
    # y and z have one state each, w no lineage, and a lineage no relation with itself.
    assert joined == {"relations/x-y": ["old-x y", "new-x y"], "relations/x-z": ["old-x z", "new-x z"]}
