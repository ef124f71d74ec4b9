"""The status of two made-up states over time. Spans are written “status start–end”, as a person reads them."""

import pytest
from samples import country, event

from koreadiplo.diagnostics import Diagnostic
from koreadiplo.knowledge.relations import Relation, make_relations
from koreadiplo.knowledge.status import Span
from koreadiplo.model.entries import Entry

A, B = country("a"), country("b", "1810/..")


def effect(slug: str, date: str, status: str, countries: str = "a b") -> Entry:
    return event(slug, date, countries, f"effect: {status}")


def derive(*entries: Entry) -> tuple[dict[str, Relation], list[Diagnostic]]:
    relations, diagnostics = make_relations(entries, ())
    return {"-".join(relation.sides): relation for relation in relations}, diagnostics


def written(span: Span) -> str:
    return f"{span.status} {span.start.printed}–{span.end.printed if span.end else ''}"


def story(pair: str, *entries: Entry) -> list[str]:
    """Tell a pair's status; fails where anything contradicts."""
    relations, diagnostics = derive(*entries)
    assert diagnostics == []
    return [written(span) for span in relations[pair].spans]


def test_nothing_recorded() -> None:
    assert story("a-b", A, B, event("visit", "1850", "a b")) == ["unrecorded 1810–"]


def test_an_effect_that_says_nothing_leaves_nothing_recorded() -> None:
    relations, diagnostics = derive(A, B, event("visit", "1850", "a b"), effect("early", "1700", "established"))
    assert [written(span) for span in relations["a-b"].spans] == ["unrecorded 1810–"]
    assert [diagnostic.code for diagnostic in diagnostics] == ["status-contradiction"]


def test_a_life_of_ups_and_downs() -> None:
    effects = [
        effect("e1", "1850-05-01", "established"),
        effect("e2", "1860-02", "suspended"),
        effect("e3", "1861", "restored"),
        effect("e4", "1870~", "severed"),
        effect("e5", "1880", "established"),
    ]
    assert story("a-b", A, B, *reversed(effects)) == [
        "none 1810–1 May 1850",
        "established 1 May 1850–February 1860",
        "suspended February 1860–1861",
        "established 1861–about 1870",
        "severed about 1870–1880",
        "established 1880–",
    ]


def test_names_the_event_that_made_a_status() -> None:
    relations, _ = derive(A, B, effect("ties", "1850", "established"))
    none, established = relations["a-b"].spans
    assert (none.event, established.event) == (None, "events/ties")
    assert established.since == established.start


def test_holds_from_the_earliest_day() -> None:
    relations, _ = derive(A, B, effect("late", "1850-03", "established"), effect("early", "1850", "severed"))
    assert [(span.status, span.start.day) for span in relations["a-b"].spans] == [
        ("none", (1810, 1, 1)),
        ("severed", (1850, 1, 1)),
        ("established", (1850, 3, 1)),
    ]


def test_begins_when_both_exist_though_the_event_is_dated_roughly() -> None:
    relations, diagnostics = derive(A, country("b", "1850-06-01/.."), effect("ties", "1850", "established"))
    (span,) = relations["a-b"].spans
    assert (span.status, span.start.day) == ("established", (1850, 6, 1))
    assert diagnostics == []


def test_a_state_is_born_with_relations() -> None:
    assert story("a-b", A, B, effect("ties", "1810-01-01", "established")) == ["established 1 January 1810–"]


def test_effects_between_some_of_many() -> None:
    more = "effects:\n  - {between: [c, a], status: established}\n  - {between: [c, b], status: severed}"
    relations, _ = derive(A, B, country("c"), event("talks", "1850", "a b c", more))
    last = {pair: relation.spans[-1].status for pair, relation in relations.items()}
    assert last == {"a-b": "unrecorded", "a-c": "established", "b-c": "severed"}


# Wars


def test_a_war_lasts_for_its_event_then_the_former_status_returns() -> None:
    war = effect("war", "1860-02-01/1862-05-01", "war")
    assert story("a-b", A, B, effect("ties", "1850", "established"), war) == [
        "none 1810–1850",
        "established 1850–1 February 1860",
        "war 1 February 1860–1 May 1862",
        "established 1 May 1862–",
    ]


def test_a_war_hides_what_changes_in_it() -> None:
    effects = effect("ties", "1850", "established"), effect("break", "1861", "severed")
    assert story("a-b", A, B, *effects, effect("war", "1860/1862", "war")) == [
        "none 1810–1850",
        "established 1850–1860",
        "war 1860–1862",
        "severed 1862–",
    ]


def test_a_war_without_anything_else_recorded() -> None:
    assert story("a-b", A, B, effect("war", "1860/1862", "war")) == [
        "unrecorded 1810–1860",
        "war 1860–1862",
        "unrecorded 1862–",
    ]


def test_a_war_without_an_end() -> None:
    assert story("a-b", A, B, effect("war", "1860/..", "war")) == ["unrecorded 1810–1860", "war 1860–"]


def test_a_war_at_the_beginning() -> None:
    war = effect("war", "1809/1812", "war")
    relations, _ = derive(A, B, war)
    assert [(span.status, span.start.day) for span in relations["a-b"].spans] == [
        ("war", (1810, 1, 1)),
        ("unrecorded", (1812, 12, 31)),
    ]


def test_a_war_of_many_parties_is_one_between_those_it_names() -> None:
    c, d = country("c"), country("d", "1861/..")
    fronts = "effects:\n" + "".join(f"  - {{between: [{pair}], status: war}}\n" for pair in ("a, c", "b, c", "c, d"))
    war = event("war", "1860/1862", "a b c d", fronts)
    relations, diagnostics = derive(A, B, c, d, effect("ties", "1850", "established"), war)
    assert [written(span) for span in relations["a-b"].spans] == ["none 1810–1850", "established 1850–"]
    for pair, war_told in (("a-c", "war 1860–1862"), ("b-c", "war 1860–1862"), ("c-d", "war 1861–1862")):
        assert war_told in [written(span) for span in relations[pair].spans], pair
    assert [written(span) for span in relations["a-d"].spans] == ["unrecorded 1861–"]
    assert diagnostics == []


def test_two_wars_one_within_the_other() -> None:
    wars = effect("long", "1860/1870", "war"), effect("short", "1862/1864", "war")
    assert story("a-b", A, B, *wars) == [
        "unrecorded 1810–1860",
        "war 1860–1862",
        "war 1862–1864",
        "war 1864–1870",
        "unrecorded 1870–",
    ]


def test_a_war_at_the_end_of_a_state() -> None:
    entries = country("a", "1800/1862-05-01"), B, effect("ties", "1850", "established")
    assert story("a-b", *entries, effect("war", "1860/1862-05-01", "war")) == [
        "none 1810–1850",
        "established 1850–1860",
        "war 1860–1 May 1862",
    ]
    assert story("a-b", *entries, effect("war", "1860/1865", "war"))[-1] == "war 1860–1 May 1862"


def test_a_war_that_ended_with_a_state_does_not_go_on_with_the_one_that_continues_it() -> None:
    old, new = country("a", "1800/1862-05-01"), country("c", "1862-05-01/..", "continues: a")
    ties, war = effect("ties", "1850", "established"), effect("war", "1860/1862-05-01", "war")
    visit = event("visit", "1870", "b c")
    assert story("b-c", old, new, B, ties, war, visit) == ["established 1 May 1862–"]


def test_a_war_that_outlasts_a_state_ends_all_the_same() -> None:
    old, new = country("a", "1800/1862-05-01"), country("c", "1862-05-01/..", "continues: a")
    ties, war = effect("ties", "1850", "established"), effect("war", "1860/1865", "war")
    visit = event("visit", "1870", "b c")
    assert story("b-c", old, new, B, ties, war, visit) == ["war 1 May 1862–1865", "established 1865–"]


# Contradictions


@pytest.mark.parametrize(
    ("effects", "bad", "last"),
    [
        ([("1850", "established"), ("1851", "established")], "e1", "established"),
        ([("1850", "restored")], "e0", "unrecorded"),
        ([("1850", "established"), ("1851", "restored")], "e1", "established"),
        ([("1850", "severed"), ("1851", "restored"), ("1852", "restored")], "e2", "established"),
        ([("1805", "established"), ("1850", "severed")], "e0", "severed"),
        ([("1850", "established"), ("1901", "severed")], "e1", "established"),
    ],
)
def test_reports_and_leaves_out_what_contradicts(effects: list[tuple[str, str]], bad: str, last: str) -> None:
    events = [effect(f"e{n}", date, status) for n, (date, status) in enumerate(effects)]
    together = event("visit", "1850", "a b")
    relations, diagnostics = derive(country("a", "1800/1900"), B, together, *events)
    assert [(d.code, d.path) for d in diagnostics] == [("status-contradiction", f"content/events/{bad}.md")]
    assert relations["a-b"].spans[-1].status == last


@pytest.mark.parametrize(
    ("effects", "names"),
    [
        ([("1850", "established"), ("1851", "established")], ["“e0” (1850; events/e0)", "“e1” (1851)"]),
        ([("1850", "severed"), ("1851", "severed")], ["“e0” (1850; events/e0)", "“e1” (1851)"]),
        ([("1850", "established"), ("1851", "restored")], ["“e0” (1850; events/e0)", "“e1” (1851)"]),
        ([("1850", "restored"), ("1851", "suspended")], ["“e0” (1850)", "“e1” (1851; events/e1)"]),
        ([("1850", "restored"), ("1851", "established")], ["“e0” (1850)", "no event"]),
        ([("1850", "established"), ("1901", "severed")], ["“e1” (1901)", "A (1800–1900)"]),
    ],
)
def test_names_both_events_or_the_state_that_did_not_exist(effects: list[tuple[str, str]], names: list[str]) -> None:
    events = [effect(f"e{n}", date, status) for n, (date, status) in enumerate(effects)]
    _, (problem,) = derive(country("a", "1800/1900"), B, *events)
    assert [name for name in names if name not in problem.message] == []


@pytest.mark.parametrize("between", ["a c", "b c"])
def test_reports_an_effect_on_states_that_do_not_exist_together(between: str) -> None:
    """Though no page is made for such a pair."""
    first, _, second = between.partition(" ")
    more = f"effects: [{{between: [{first}, {second}], status: established}}]"
    entries = country("a", "1800/1850"), B, country("c", "1860/..")
    relations, diagnostics = derive(*entries, event("ties", "1855", "a b c", more))
    assert [d.code for d in diagnostics] == ["status-contradiction"]
    assert relations.keys() <= {"b-c"}


@pytest.mark.parametrize("more", ["effect: restored", "effects:\n  - {between: [a, b], status: restored}"])
def test_reports_at_the_effect(more: str) -> None:
    _, (diagnostic,) = derive(A, B, event("ties", "1850", "a b", more))
    assert (diagnostic.line, diagnostic.column) == (6, 1)


def test_severing_allows_to_establish_and_to_restore() -> None:
    for status in ("established", "restored"):
        effects = effect("e1", "1850", "established"), effect("e2", "1851", "severed"), effect("e3", "1852", status)
        assert story("a-b", A, B, *effects)[-1] == "established 1852–"


# States that continue others

OLD, NEW = country("a", "1800/1860-05-01"), country("c", "1860-05-01/..", "continues: a")
TIES = effect("ties", "1850-03-04", "established")
VISIT = event("visit", "1900", "b c")


def test_a_relation_goes_on_with_the_state_that_continues() -> None:
    relations, _ = derive(OLD, NEW, B, TIES, VISIT)
    assert [written(span) for span in relations["a-b"].spans] == [
        "none 1810–4 March 1850",
        "established 4 March 1850–1 May 1860",
    ]
    (span,) = relations["b-c"].spans
    assert written(span) == "established 1 May 1860–"
    assert (span.since.printed, span.event, span.continues) == ("4 March 1850", "events/ties", ("a", "b"))


def test_a_relation_ends_with_a_state_that_is_only_succeeded() -> None:
    successor = country("c", "1860-05-01/..", "succeeds: a")
    assert story("b-c", OLD, successor, B, TIES, VISIT) == ["unrecorded 1 May 1860–"]


def test_only_what_was_recorded_is_taken_over() -> None:
    assert story("b-c", OLD, NEW, B, event("talks", "1850", "a b"), VISIT) == ["unrecorded 1 May 1860–"]


def test_severed_relations_stay_severed() -> None:
    assert story("b-c", OLD, NEW, B, TIES, effect("break", "1855", "severed"), VISIT) == ["severed 1 May 1860–"]


def test_what_is_taken_over_can_change() -> None:
    assert story("b-c", OLD, NEW, B, TIES, effect("break", "1900", "severed", "b c")) == [
        "established 1 May 1860–1900",
        "severed 1900–",
    ]


def test_establishing_what_was_taken_over_is_a_contradiction() -> None:
    _, (problem,) = derive(OLD, NEW, B, TIES, effect("again", "1861", "established", "b c"))
    assert problem.path == "content/events/again.md"
    assert "“again” (1861) has relations of B and C established" in problem.message
    assert "by “ties” (4 March 1850; events/ties)" in problem.message


def test_two_generations_on_both_sides() -> None:
    """As from Joseon and the Russian Empire on, had the relation gone on."""
    states = [
        OLD,
        NEW.model_copy(update={"exists": country("x", "1860-05-01/1880").period()}),
        country("e", "1880/..", "continues: [c]"),
        country("b", "1810/1870"),
        country("d", "1870/..", "continues: b"),
    ]
    visits = [event("v1", "1865", "b c"), event("v2", "1875", "c d"), event("v3", "1900", "d e")]
    relations, diagnostics = derive(*states, TIES, *visits)
    assert diagnostics == []
    spans = {pair: relation.spans for pair, relation in relations.items()}
    assert {pair: written(found[-1]) for pair, found in spans.items()} == {
        "a-b": "established 4 March 1850–1 May 1860",
        "b-c": "established 1 May 1860–1870",
        "c-d": "established 1870–1880",
        "d-e": "established 1880–",
    }
    assert {pair: found[-1].continues for pair, found in spans.items()} == {
        "a-b": None,
        "b-c": ("a", "b"),
        "c-d": ("b", "c"),
        "d-e": ("c", "d"),
    }
    assert {found[-1].since.printed for found in spans.values()} == {"4 March 1850"}


def test_a_union_takes_over_what_came_last() -> None:
    union = country("u", "1860/..", "continues: [a, c]")
    states = country("a", "1800/1860"), country("c", "1800/1860"), union, B
    ties = effect("ties", "1850", "established"), effect("break", "1855", "severed", "b c")
    assert story("b-u", *states, *ties, event("visit", "1900", "b u")) == ["severed 1860–"]


def test_states_in_a_circle_continue_nothing_twice() -> None:
    states = country("a", "1800/1860", "continues: c"), country("c", "1860/..", "continues: a"), B
    assert story("b-c", *states, TIES, VISIT) == ["established 1860–"]
    same = country("a", "1800/..", "continues: c"), country("c", "1800/..", "continues: [a, c]"), B
    assert story("b-c", *same, TIES, VISIT) == ["unrecorded 1810–"]


# A state that lives on beside the one that continues it


def test_what_a_state_does_after_another_continues_it_is_its_own() -> None:
    old, new = country("a", "1800/1880"), country("c", "1860-05-01/..", "continues: a")
    later = effect("break", "1870", "severed"), effect("war", "1875/1876", "war")
    assert story("b-c", old, new, B, TIES, *later, VISIT) == ["established 1 May 1860–"]
    assert story("a-b", old, new, B, TIES, *later, VISIT)[-1] == "severed 1876–1880"


def test_what_a_state_does_on_its_last_day_or_in_the_year_of_the_change_is_taken_over() -> None:
    exact = country("a", "1800/1860-05-01"), country("c", "1860-05-01/..", "continues: a")
    assert story("b-c", *exact, B, TIES, effect("break", "1860-05-01", "severed"), VISIT) == ["severed 1 May 1860–"]
    rough = country("a", "1800/1860"), country("c", "1860/..", "continues: a")
    assert story("b-c", *rough, B, TIES, effect("break", "1860-03", "severed"), VISIT) == ["severed 1860–"]


def test_a_war_in_the_year_of_the_change_goes_on() -> None:
    rough = country("a", "1800/1860"), country("c", "1860/..", "continues: a")
    assert story("b-c", *rough, B, effect("war", "1860-03/1861", "war"), VISIT) == [
        "unrecorded 1860–March 1860",
        "war March 1860–1861",
        "unrecorded 1861–",
    ]


def test_two_states_of_one_lineage_at_a_time() -> None:
    """As the two Koreas: each has relations of its own, with the other too."""
    north, south = (country(slug, "1948/..", "lineage: k") for slug in ("north", "south"))
    old, new = country("old", "1922/1991", "lineage: r"), country("new", "1991/..", "lineage: r\ncontinues: old")
    effects = effect("e1", "1949", "established", "north old"), effect("e2", "1990", "established", "south old")
    war, visit = effect("e3", "1950/1953", "war", "north south"), event("visit", "2000", "new north south")
    relations, diagnostics = derive(north, south, old, new, *effects, war, visit)
    assert diagnostics == []
    assert {pair: [written(span) for span in relation.spans] for pair, relation in relations.items()} == {
        "north-old": ["none 1948–1949", "established 1949–1991"],
        "old-south": ["none 1948–1990", "established 1990–1991"],
        "new-north": ["established 1991–"],
        "new-south": ["established 1991–"],
        "north-south": ["unrecorded 1948–1950", "war 1950–1953", "unrecorded 1953–"],
    }


# Dates that are not exact


@pytest.mark.parametrize(
    ("date", "starts", "day"),
    [
        ("1885~", "about 1885", (1885, 1, 1)),
        ("1885?", "1885 (uncertain)", (1885, 1, 1)),
        ("195X", "1950s", (1950, 1, 1)),
        ("18XX", "19th century", (1810, 1, 1)),  # which began before the two existed together
        ("1858/1861", "1858", (1858, 1, 1)),
        ("1858-05/1861", "May 1858", (1858, 5, 1)),
        ("1885-21", "spring 1885", (1885, 3, 1)),
        ("1885/..", "1885", (1885, 1, 1)),
        ("../1885", "an unknown date", (1810, 1, 1)),
    ],
)
def test_a_status_holds_from_the_earliest_day_of_a_rough_date(date: str, starts: str, day: tuple[int, ...]) -> None:
    relations, diagnostics = derive(A, B, effect("ties", date, "established"))
    last = relations["a-b"].spans[-1]
    assert diagnostics == []
    assert (last.status, last.since.printed, last.start.day) == ("established", starts, day)


@pytest.mark.parametrize(
    ("date", "spans"),
    [
        ("1885~", ["unrecorded 1810–about 1885", "war about 1885–about 1885", "unrecorded about 1885–"]),
        ("195X", ["unrecorded 1810–1950s", "war 1950s–1950s", "unrecorded 1950s–"]),
        ("1858/1861", ["unrecorded 1810–1858", "war 1858–1861", "unrecorded 1861–"]),
        ("1858~/186X", ["unrecorded 1810–about 1858", "war about 1858–1860s", "unrecorded 1860s–"]),
        ("1885/..", ["unrecorded 1810–1885", "war 1885–"]),
        ("../1885", ["war 1810–1885", "unrecorded 1885–"]),
    ],
)
def test_a_war_of_a_rough_date(date: str, spans: list[str]) -> None:
    assert story("a-b", A, B, effect("war", date, "war")) == spans


def test_rough_dates_are_put_in_order_by_their_earliest_days() -> None:
    effects = (
        effect("e1", "1850-03", "established"),
        effect("e2", "1858/1861", "severed"),
        effect("e3", "1860~", "restored"),
    )
    assert story("a-b", A, B, *effects) == [
        "none 1810–March 1850",
        "established March 1850–1858",
        "severed 1858–about 1860",
        "established about 1860–",
    ]
    # Of 1861 nobody knows that it is later than May 1861, so the two must be dated more exactly.
    _, (problem,) = derive(A, B, effect("e1", "1861-05", "severed"), effect("e2", "1861", "restored"))
    assert "“e1” (May 1861; events/e1), comes later" in problem.message
    assert "more exactly" in problem.hint


def test_ends_and_beginnings_that_are_open_or_rough() -> None:
    states = country("a", "1800~/1900?"), country("b", "../1950")
    assert story("a-b", *states, TIES) == ["none about 1800–4 March 1850", "established 4 March 1850–1900 (uncertain)"]
    unknown = country("a", "1800/"), country("b", "1810/")
    assert story("a-b", *unknown, TIES)[-1] == "established 4 March 1850–"


def test_a_beginning_that_nobody_knows_is_said_in_words() -> None:
    spans = story("a-b", country("a", "../1900"), country("b", "../1950"), TIES)
    assert not spans[0].startswith("none –")
