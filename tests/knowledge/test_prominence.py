from collections.abc import Mapping

from samples import country, entry, event

from koreadiplo.knowledge import find_prominent
from koreadiplo.linking import LinkedBody, Mention
from koreadiplo.model.entries import Entry

TERMS = [entry(f"glossary/{slug}", f"title: {slug.title()}\ntype: person") for slug in ("ada", "bo", "cy", "di")]
HERE = entry("glossary/here", "title: Here\ntype: place")


def body(id_: str, targets: str) -> LinkedBody:
    return LinkedBody(b"", (), tuple(Mention(id_, target, False, "", "", 1) for target in targets.split()), "")


def found(named: Mapping[str, str], *more: Entry) -> list[str]:
    events = [event(slug, "1850", "a b", "place: here" if slug.startswith("at") else "") for slug in named]
    entries = {each.id: each for each in (*TERMS, HERE, *events, *more)}
    bodies = {each.id: body(each.id, named[each.slug]) for each in events}
    return [term.slug for term in find_prominent(list(bodies), entries, bodies)]


def test_who_is_named_by_more_entries_comes_first() -> None:
    named = {
        "x": "glossary/bo glossary/cy",
        "y": "glossary/cy glossary/ada",
        "z": "glossary/cy glossary/ada glossary/bo",
    }
    assert found(named) == ["cy", "ada", "bo"]


def test_who_is_named_by_one_entry_alone_is_left_out() -> None:
    assert found({"x": "glossary/ada glossary/ada glossary/ada", "y": "glossary/bo"}) == []


def test_the_place_of_an_event_counts_as_named_once() -> None:
    assert found({"at-1": "glossary/here", "y": ""}) == []
    assert found({"at-1": "", "at-2": "", "y": ""}) == ["here"]


def test_only_terms_count() -> None:
    named = {"x": "countries/c glossary/gone", "y": "countries/c glossary/gone"}
    assert found(named, country("c")) == []
