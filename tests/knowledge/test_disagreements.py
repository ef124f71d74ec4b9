import pytest
from samples import entry

from koreadiplo.knowledge.disagreements import Point, Saying, find_disagreements, print_value
from koreadiplo.model.entries import Entry, Statistic


def term(disputed: str) -> Entry:
    keys = "title: Salt\ntype: thing\naliases: [white gold, sea gold]\ndate: 1884-07-07\ndisputed:\n"
    return entry("glossary/salt", keys + disputed)


def statistic(*values: str) -> Statistic:
    found = entry(
        "statistics/salt",
        "title: Salt\ncountries: [a]\nunit: tonnes\nvalues:\n" + "\n".join(f"  - {{{value}}}" for value in values),
    )
    assert isinstance(found, Statistic)
    return found


def points(*values: str) -> list[tuple[str, str, str | None, list[tuple[str, str]]]]:
    found = find_disagreements(statistic(*values))
    others = [[(other.value, other.source) for other in point.others] for point in found]
    return [(point.about, point.own, point.followed, said) for point, said in zip(found, others, strict=True)]


def test_a_claim() -> None:
    (point,) = find_disagreements(
        term("  - {claim: It was white., value: It was grey., source: x, followed: y, note: Unlikely.}")
    )
    assert point == Point("It was white.", "", "", "", "y", "", (Saying("It was grey.", "x", "Unlikely."),))


def test_what_several_sources_say_of_one_thing_is_one_point() -> None:
    found = find_disagreements(
        term(
            "  - {field: date, value: '1885', source: x, note: Late.}\n"
            "  - {claim: It was white., value: It was grey., source: x}\n"
            "  - {field: date, value: '1886', source: z, followed: y}\n"
            "  - {claim: It was wet., value: It was dry., source: x}\n"
        )
    )
    assert [(point.about, point.followed) for point in found] == [
        ("Date", "y"),
        ("It was white.", None),
        ("It was wet.", None),
    ]
    assert found[0].others == (Saying("1885", "x", "Late."), Saying("1886", "z", ""))


@pytest.mark.parametrize(
    ("field", "value", "about", "own", "other"),
    [
        ("date", "1885~", "Date", "7 July 1884", "about 1885"),
        ("type", "idea", "Type", "thing", "idea"),
        ("title", "Sea salt", "Title", "Salt", "Sea salt"),
        ("as_of", "1990", "As of", "", "1990"),
        ("coordinates", "x", "Coordinates", "", "x"),
        ("aliases", "[grey gold]", "Aliases", "white gold, sea gold", "[grey gold]"),
    ],
)
def test_a_field_and_what_the_entry_says_in_it(field: str, value: str, about: str, own: str, other: str) -> None:
    (point,) = find_disagreements(term(f"  - {{field: {field}, value: '{value}', source: x}}"))
    assert (point.about, point.field, point.own, point.followed) == (about, field, own, None)
    assert point.others == (Saying(other, "x", ""),)


def test_a_date_where_the_entry_has_none() -> None:
    (point,) = find_disagreements(term("  - {field: updated, value: '1884-07', source: x}"))
    assert (point.own, point.others[0].value) == ("", "July 1884")


def test_two_values_of_one_date_are_one() -> None:
    values = "date: 1850, value: 12, source: x, note: Early", "date: 1850, value: 13, source: y, note: Late"
    (point,) = find_disagreements(statistic(*values))
    other = Saying("13 tonnes", "y", "Late")
    assert point == Point("Value for 1850", "values", "1850", "12 tonnes", "x", "Early", (other,))


def test_the_preferred_value_is_the_own() -> None:
    found = points(
        "date: 1850, value: 12, source: x",
        "date: 1850, value: 13, source: y, preferred: true",
        "date: 1850, low: 1000, high: 2000, about: true, source: z",
    )
    assert found == [
        ("Value for 1850", "13 tonnes", "y", [("12 tonnes", "x"), ("about 1,000–2,000 tonnes", "z")]),
    ]


@pytest.mark.parametrize(
    "values",
    [
        ("date: 1850, value: 12", "date: 1851, value: 13"),
        ("date: 1850, value: 12, source: x", "date: 1850, value: 12, source: y"),
        ("date: 1850, value: 12", "date: 1850-05, value: 13"),
    ],
)
def test_no_disagreement(values: tuple[str, str]) -> None:
    assert points(*values) == []


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("value: 2.30", "2.30"),
        ("value: 1300000", "1,300,000"),
        ("value: 2, about: true", "about 2"),
        ("low: 10, high: 12", "10–12"),
        ("low: -5, high: 1000.5, about: true", "about −5–1,000.5"),
        ("value: 0", "0"),
    ],
)
def test_prints_values(value: str, printed: str) -> None:
    assert print_value(statistic(f"date: 1850, {value}").values[0]) == printed
