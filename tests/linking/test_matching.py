"""Finding names: what the examples in ``fixtures`` can't say. Random names and texts are in ``test_properties.py``."""

from koreadiplo.linking.matching import NameMatcher


def test_gives_places_in_the_authors_text_and_the_folded_name() -> None:
    matcher = NameMatcher(["Koryo-saram", "treaty"], frozenset())
    text = "Ko\u00adryo\u0306\u2011saram’s treaties"
    matches = matcher.find(text)
    assert [(text[match.start : match.end], match.name) for match in matches] == [
        ("Ko\u00adryo\u0306\u2011saram", "Koryo-saram"),
        ("treaties", "treaty"),
    ]


def test_the_order_of_names_does_not_matter() -> None:
    names = ["soviet", "Soviet", "Soviets", "Korea", "North Korea", "Germany", "Germanies", "veto", "vetoe"]
    text = "Vetoes, Soviets, the Soviets, soviets; North Korea’s and both Germanies. Soviets"
    one, other = NameMatcher(names, frozenset()), NameMatcher(reversed(names), frozenset())
    assert one.find(text) == other.find(text)


def test_no_names_find_nothing() -> None:
    assert NameMatcher([], frozenset()).find("Korea") == []


def test_a_name_means_no_things_that_are_not_text() -> None:
    assert NameMatcher(["a\ufffcb"], frozenset()).find("a\ufffcb") == []
