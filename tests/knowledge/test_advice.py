"""Entries of two made-up states that may repeat or contradict each other."""

from pathlib import Path

import pytest
from samples import know

from koreadiplo.diagnostics import Diagnostic
from koreadiplo.knowledge import advise

STATES = {f"countries/{slug}.md": f"---\ntitle: {slug.upper()}\nexists: 1800/..\n---\n" for slug in "abc"}


def event(date: str, more: str = "", type_: str = "treaty", countries: str = "a, b", body: str = "") -> str:
    return f"---\ntitle: E{date}\ndate: {date}\ntype: {type_}\ncountries: [{countries}]\n{more}\n---\n\n{body}\n"


def advice(code: str, root: Path, files: dict[str, str], language: str = "en") -> list[Diagnostic]:
    return [problem for problem in advise(know(root / "site", {**STATES, **files}), language) if problem.code == code]


def similar(root: Path, **events: str) -> list[tuple[str, str]]:
    """Give pairs of events that are said to be alike."""
    files = {f"events/{slug}.md": text for slug, text in events.items()}
    found = advice("similar-events", root, files)
    return [(Path(d.path).stem, d.message.partition("; events/")[2].partition(")")[0]) for d in found]


@pytest.mark.parametrize(
    ("dates", "alike"),
    [
        (("1850-03-04", "1850-03-04"), True),
        (("1850-03-04", "1850"), True),
        (("1850/1852", "1851/1853"), True),
        (("1850~", "185X"), True),
        (("1850", "1851"), False),
        (("1850-03-04", "1850-03-05"), False),
    ],
)
def test_events_of_one_time(dates: tuple[str, str], alike: bool, tmp_path: Path) -> None:
    assert len(similar(tmp_path, e1=event(dates[0]), e2=event(dates[1]))) == alike


@pytest.mark.parametrize(
    ("second", "alike"),
    [
        (event("1850", countries="b, a"), True),
        (event("1850", countries="a, b, c"), False),
        (event("1850", countries="a, c"), False),
        (event("1850", type_="agreement"), False),
        (event("1850", more="see_also: [e1]"), False),
        (event("1850", body="After [[e1]]."), False),
        (event("1850", body="After E1850."), True),  # events are linked by their aliases only
    ],
)
def test_events_are_alike_of_one_type_and_countries_unless_one_names_the_other(
    second: str, alike: bool, tmp_path: Path
) -> None:
    assert similar(tmp_path, e1=event("1850"), e2=second) == [("e2", "e1")] * alike
    assert similar(tmp_path, e1=second.replace("e1", "e2"), e2=event("1850")) == [("e2", "e1")] * alike


def test_of_many_that_are_alike_each_is_told_with_one_other(tmp_path: Path) -> None:
    events = {f"e{number}": event("1850") for number in range(4)}
    assert similar(tmp_path, **events) == [("e1", "e0"), ("e2", "e1"), ("e3", "e2")]
    events["e1"] = event("1850", more="see_also: [e0]")
    assert similar(tmp_path, **events) == [("e2", "e0"), ("e2", "e1"), ("e3", "e2")]


@pytest.mark.parametrize(
    ("values", "says"),
    [
        (("date: 1850, value: 1", "date: 1851, value: 2"), ""),
        (("date: 1850, value: 1", "date: 1850-05, value: 2"), ""),
        (("date: 1850, value: 1", "date: 1850, value: 2, preferred: true"), ""),
        (("date: 1850, value: 1, source: general-knowledge", "date: 1850, value: 1"), ""),
        (("date: 1850, value: 1", "date: 1850, value: 2"), "none is preferred"),
        (("date: 1850, value: 1, preferred: true", "date: 1850, value: 2, preferred: true"), "2 are preferred"),
        (("date: 1850, value: 1", "date: 1850, value: 1"), "The value 1 for 1850 stands here 2 times"),
        (("date: 1850, value: 1", "date: 1850, value: 1, about: true"), "none is preferred"),
    ],
)
def test_values_of_one_date(values: tuple[str, ...], says: str, tmp_path: Path) -> None:
    listed = "".join(f"  - {{{value}}}\n" for value in values)
    text = f"---\ntitle: S\ncountries: [a]\nunit: t\nvalues:\n{listed}---\n"
    found = advice("repeated-value", tmp_path, {"statistics/s.md": text})
    assert [says in problem.message for problem in found] == [True] * bool(says)
    assert all((problem.line, problem.column) == (7, 5) for problem in found)


@pytest.mark.parametrize(("language", "reads"), [("en", True), ("en-GB", True), ("de", False)])
def test_reads_the_dates_of_english_prose_only(language: str, reads: bool, tmp_path: Path) -> None:
    files = {
        "events/e1.md": event("1850"),
        "events/e2.md": event("1900", body="So it was in [[e1|the treaty of 1851]]."),
    }
    assert len(advice("differing-date", tmp_path, files, language)) == reads


@pytest.mark.parametrize(
    ("words", "more", "is_long"),
    [
        (50, "", False),
        (51, "", True),
        (51, "summary: Short.", False),
        (50, "[@s] [^1]\n\n[^1]: A note of four words.", False),
        (50, "\n\nA second paragraph tells more.", False),
    ],
)
def test_definitions_of_more_than_fifty_words(words: int, more: str, is_long: bool, tmp_path: Path) -> None:
    key, rest = (more, "") if more.startswith("summary") else ("sources: []", f" {more}")
    text = f"---\ntitle: T\ntype: idea\n{key}\n---\n\n{' '.join(['word'] * words)}{rest}\n"
    files = {"glossary/t.md": text, "sources.yaml": "references:\n  - {id: s, type: book, title: S}\n"}
    found = advice("long-definition", tmp_path, files)
    assert [(problem.line, f" {words} words" in problem.message) for problem in found] == [(7, True)] * is_long


@pytest.mark.parametrize(
    ("cites", "used"),
    [
        ("", False),
        ("sources: [s]", True),
        ("disputed: [{claim: c, value: v, source: s}]", True),
        ("disputed: [{claim: c, value: v, source: general-knowledge, followed: s}]", True),
        ("values: [{date: 1850, value: 1, source: s}]", True),
    ],
)
def test_works_that_nothing_cites(cites: str, used: bool, tmp_path: Path) -> None:
    values = "" if cites.startswith("values") else "values: [{date: 1850, value: 1}]\n"
    files = {
        "statistics/s.md": f"---\ntitle: S\ncountries: [a]\nunit: t\n{values}{cites}\n---\n",
        "sources.yaml": "references:\n  - {id: s, type: book, title: S}\n",
    }
    found = advice("unused-source", tmp_path, files)
    assert [(problem.path, problem.line) for problem in found] == [("content/sources.yaml", 2)] * (not used)


def test_a_citation_in_a_text_uses_a_work(tmp_path: Path) -> None:
    files = {
        "events/e.md": event("1850", body="It was. [@s, p. 3]"),
        "sources.yaml": "references:\n  - {id: s, type: book, title: S}\n",
    }
    assert advice("unused-source", tmp_path, files) == []
