from samples import country, entry

from koreadiplo.knowledge.related import Related, RelatedEntries
from koreadiplo.linking import LinkedBody, Mention
from koreadiplo.model.entries import Entry


def term(slug: str, countries: str = "", topics: str = "") -> Entry:
    keys = f"title: {slug}\ntype: thing\n"
    keys += f"countries: [{', '.join(countries.split())}]\n" if countries else ""
    return entry(f"glossary/{slug}", keys + (f"topics: [{', '.join(topics.split())}]\n" if topics else ""))


def related(
    entries: list[Entry], links: dict[str, str] | None = None, see_also: dict[str, str] | None = None
) -> RelatedEntries:
    others = [term(f"other-{number}") for number in range(20)]
    by_id = {each.id: each for each in (*entries, *others)}
    bodies = {}
    for id_ in by_id:
        targets = (links or {}).get(id_.partition("/")[2], "").split()
        bodies[id_] = LinkedBody(b"", (), tuple(Mention(id_, f"glossary/{t}", False, "", t, 1) for t in targets), "")
    lists = {id_: [f"glossary/{s}" for s in (see_also or {}).get(id_.partition("/")[2], "").split()] for id_ in by_id}
    return RelatedEntries(by_id, bodies, lists)


def ids(found: tuple[Related, ...]) -> list[str]:
    return [each.id.partition("/")[2] for each in found]


def test_entries_that_share_nothing_are_unrelated() -> None:
    found = related([term("tea", "china", "trade"), term("salt", "korea", "war")])
    assert found["glossary/tea"] == ()


def test_a_link_relates_both_ways() -> None:
    found = related([term("tea"), term("salt")], {"tea": "salt"})
    assert found["glossary/tea"] == (Related("glossary/salt", True, False, (), (), ()),)
    assert found["glossary/salt"] == (Related("glossary/tea", False, True, (), (), ()),)


def test_countries_and_topics_in_common_are_the_reason() -> None:
    found = related([term("tea", "china korea", "trade war"), term("salt", "korea china japan", "trade")])
    assert found["glossary/tea"] == (Related("glossary/salt", False, False, ("china", "korea"), ("trade",), ()),)


def test_two_that_name_the_same_entry_are_related_by_it() -> None:
    found = related([term("tea"), term("salt"), term("ship")], {"tea": "ship", "salt": "ship"})
    (salt,) = [each for each in found["glossary/tea"] if each.id == "glossary/salt"]
    assert salt.both_name == ("glossary/ship",)


def test_the_closest_come_first_and_what_is_listed_already_is_left_out() -> None:
    entries = [
        term("tea", "a b", "trade"),
        term("near", "a b", "trade"),
        term("far", "a c", "trade"),
        term("listed", "a b"),
    ]
    found = related(entries, {"tea": "near"}, {"tea": "listed"})
    assert ids(found["glossary/tea"]) == ["near", "far"]


def test_what_very_many_share_relates_nobody() -> None:
    found = related([term(f"t{number}", topics="trade") for number in range(70)])
    assert found["glossary/t1"] == ()


def test_there_are_six_at_most_in_a_settled_order() -> None:
    entries = [term(f"t{number}", "a b", "trade") for number in range(9)]
    assert ids(related(entries)["glossary/t8"]) == ["t0", "t1", "t2", "t3", "t4", "t5"]
    assert related(entries) == related(entries[::-1])


def test_a_country_is_no_less_an_entry() -> None:
    found = related([country("china"), term("tea")], {"china": "tea"})
    assert ids(found["countries/china"]) == ["tea"]
