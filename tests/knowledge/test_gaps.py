"""What is missing, in sites of two made-up states. Gaps are written “page: note”."""

from collections.abc import Callable
from pathlib import Path

import pytest
from samples import know

from koreadiplo.knowledge import KnowledgeBase, find_gaps, works_cited

STATES = {
    "countries/a.md": "---\ntitle: A\nexists: 1800/..\nnames: {el: Α}\n---\n\nA is a state.\n",
    "countries/b.md": "---\ntitle: B\nexists: 1800/..\nnames: {el: Β}\n---\n\nB is a state.\n",
}
SOURCES = "references:\n" + "".join(f"  - {{id: {id_}, type: book, title: {id_.upper()}}}\n" for id_ in ("x", "y"))


def event(date: str, more: str = "", countries: str = "a, b") -> str:
    return f"---\ntitle: E{date}\ndate: {date}\ntype: other\ncountries: [{countries}]\nsummary: S\n{more}\n---\n"


def term(more: str, body: str = "Salt is white.") -> str:
    return f"---\ntitle: Salt\ntype: thing\n{more}\n---\n\n{body}\n"


BaseOf = Callable[[dict[str, str]], KnowledgeBase]


@pytest.fixture
def base_of(tmp_path: Path) -> BaseOf:
    """A function that makes the knowledge base of files beside the two states."""
    return lambda files: know(tmp_path / "site", {**STATES, "sources.yaml": SOURCES, **files})


def gaps(base: KnowledgeBase, code: str) -> list[str]:
    return [f"{gap.about}: {gap.note}".removesuffix(": ") for gap in find_gaps(base) if gap.code == code]


@pytest.mark.parametrize(
    ("events", "missing"),
    [
        # Without a recorded status, from the first event to the last.
        ([("1850", ""), ("1859", "")], []),
        ([("1850", ""), ("1861", "")], []),
        ([("1850", ""), ("1870", "")], ["1860s"]),
        ([("1859-12-31", ""), ("1890", ""), ("1915", "")], ["1860s–1880s", "1900s"]),
        ([("1850/1875", ""), ("1860", ""), ("1890", "")], ["1880s"]),
        ([("185X", ""), ("1870~", "")], ["1860s"]),
        ([("18XX", ""), ("1910", "")], ["1900s"]),
        ([("1850/..", ""), ("1890", "")], []),
        ([("../1850", ""), ("1870", "")], ["1860s"]),
        # With one, as long as it lasts: to the newest date of the content, or until the break.
        ([("1850", "effect: established")], ["1860s–1890s"]),
        ([("1850", "effect: established"), ("1875", "effect: severed")], ["1860s"]),
        ([("1850", "effect: severed")], []),
        ([("1830", ""), ("1850", "effect: established"), ("1895", "effect: suspended")], ["1840s", "1860s–1880s"]),
    ],
)
def test_decades_without_events(events: list[tuple[str, str]], missing: list[str], base_of: BaseOf) -> None:
    files = {f"events/e{number}.md": event(date, more) for number, (date, more) in enumerate(events)}
    base = base_of({**files, "glossary/salt.md": term("as_of: 1899-12-31")})
    assert gaps(base, "empty-decade") == [f"relations/a-b: {decades}" for decades in missing]


@pytest.mark.parametrize(("newest", "missing"), [("1864", []), ("1865", ["1860s"]), ("1874", ["1860s"])])
def test_of_a_decade_that_has_only_begun_nothing_is_missing(newest: str, missing: list[str], base_of: BaseOf) -> None:
    base = base_of({"events/e.md": event("1850", f"effect: established\nadded: {newest}")})
    assert gaps(base, "empty-decade") == [f"relations/a-b: {decades}" for decades in missing]


def test_without_any_newest_date_nothing_is_missing_after_the_last_event(base_of: BaseOf) -> None:
    assert gaps(base_of({"events/e.md": event("1850", "effect: established")}), "empty-decade") == []


def test_relations_that_go_on_with_a_new_state_begin_with_it(base_of: BaseOf) -> None:
    """Though no event tells of the first decades."""
    states = {
        "countries/b.md": STATES["countries/b.md"].replace("1800/..", "1800/1870"),
        "countries/c.md": "---\ntitle: C\nexists: 1870/..\ncontinues: b\n---\n",
    }
    ties, visit = event("1865", "effect: established"), event("1890", countries="a, c")
    base = base_of({**states, "events/e1.md": ties, "events/e2.md": visit})
    assert gaps(base, "empty-decade") == ["relations/a-c: 1870s–1880s"]
    (gap,) = [gap for gap in find_gaps(base) if gap.code == "empty-decade"]
    assert gap.entry == "events/e2"


def test_a_gap_is_to_be_mended_at_the_event_before_it(base_of: BaseOf) -> None:
    files = {f"events/e{year}.md": event(year) for year in ("1850/1859", "1852", "1857", "1880")}
    files = {name.replace("/1859", ""): text for name, text in files.items()}
    (gap,) = [gap for gap in find_gaps(base_of(files)) if gap.code == "empty-decade"]
    assert (gap.entry, gap.key) == ("events/e1857", "date")


@pytest.mark.parametrize(
    ("sources", "body", "code"),
    [
        ("", "White.", "missing-source"),
        ("sources: []", "White.", "missing-source"),
        ("sources: [general-knowledge]", "White.", "common-knowledge-only"),
        ("", "White. [@general-knowledge]", "common-knowledge-only"),
        ("sources: [x]", "White.", "single-source"),
        ("", "White. [@x] [@x, p. 3]", "single-source"),
        ("sources: [x]", "White. [@general-knowledge]", ""),
        ("sources: [x]", "White. [@y]", ""),
        ("disputed: [{claim: C, value: V, source: x, followed: y, note: N}]", "White.", ""),
    ],
)
def test_sources(sources: str, body: str, code: str, base_of: BaseOf) -> None:
    base = base_of({"glossary/salt.md": term(sources, body)})
    codes = {"missing-source", "common-knowledge-only", "single-source"}
    found = [gap.code for gap in find_gaps(base) if gap.code in codes and gap.about == "glossary/salt"]
    assert found == ([code] if code else [])


def test_a_value_s_source_counts(base_of: BaseOf) -> None:
    values = "[{date: 1850, value: 1, source: x}, {date: 1851, value: 1, source: y}]"
    base = base_of({"statistics/s.md": f"---\ntitle: S\ncountries: [a]\nunit: t\nvalues: {values}\n---\n"})
    assert works_cited(base)["statistics/s"] == {"x", "y"}


@pytest.mark.parametrize(
    ("as_of", "newest", "old"),
    [("1990", "2000", False), ("1990", "2001-01-01", True), ("199X", "2009", False), ("1990", "", False)],
)
def test_what_an_entry_tells_is_old_beside_the_newest_entry(
    as_of: str, newest: str, old: bool, base_of: BaseOf
) -> None:
    files = {"glossary/salt.md": term(f"as_of: {as_of}")}
    if newest:
        files["glossary/tea.md"] = term(f"updated: {newest}").replace("Salt", "Tea")
    assert gaps(base_of(files), "old-as-of") == [f"glossary/salt: {as_of}"] * old


@pytest.mark.parametrize(
    ("dispute", "is_open"),
    [
        ("claim: C, value: V, source: x, followed: y, note: N", False),
        ("claim: C, value: V, source: x, followed: y", True),
        ("claim: C, value: V, source: x, note: N", True),
        ("field: type, value: idea, source: x", True),
    ],
)
def test_disputes_left_open(dispute: str, is_open: bool, base_of: BaseOf) -> None:
    base = base_of({"glossary/salt.md": term(f"disputed: [{{{dispute}}}]")})
    assert len(gaps(base, "open-dispute")) == is_open


def test_values_that_differ_are_no_dispute_left_open(base_of: BaseOf) -> None:
    values = "[{date: 1850, value: 1, source: x}, {date: 1850, value: 2, source: y}]"
    base = base_of({"statistics/s.md": f"---\ntitle: S\ncountries: [a]\nunit: t\nvalues: {values}\n---\n"})
    assert gaps(base, "open-dispute") == []


@pytest.mark.parametrize(
    ("type_", "named"), [("person", True), ("people", True), ("place", True), ("organisation", True), ("idea", False)]
)
def test_who_or_what_has_a_native_name(type_: str, named: bool, base_of: BaseOf) -> None:
    base = base_of(
        {"glossary/salt.md": term("").replace("thing", type_), "countries/c.md": "---\ntitle: C\nexists: 1800\n---\n"}
    )
    assert gaps(base, "missing-name") == ["countries/c", *["glossary/salt"] * named]


def test_summaries(base_of: BaseOf) -> None:
    base = base_of(
        {
            "events/e.md": event("1850").replace("summary: S\n", ""),
            "events/f.md": event("1851"),
            "glossary/salt.md": term("", ""),
            "glossary/tea.md": term("summary: S", "").replace("Salt", "Tea"),
            "glossary/silk.md": term("", "## Silk\n\nSilk is soft.").replace("Salt", "Silk"),
        }
    )
    assert gaps(base, "missing-summary") == ["events/e", "glossary/salt"]


@pytest.mark.parametrize(
    ("files", "orphans"),
    [
        ({}, ["countries/a", "countries/b", "glossary/salt"]),
        ({"events/e.md": event("1850")}, ["glossary/salt"]),
        ({"events/e.md": event("1850") + "\nSalt was taxed.\n"}, []),
        ({"events/e.md": event("1850", "see_also: [salt]")}, []),
        ({"events/e.md": event("1850", "place: salt"), "glossary/salt.md": term("").replace("thing", "place")}, []),
        ({"events/e.md": event("1850"), "glossary/salt.md": term("topics: [trade]")}, []),
        ({"glossary/salt.md": term("countries: [a]")}, ["countries/b"]),
        ({"glossary/salt.md": term("", "Salt of [[a]].")}, ["countries/b", "glossary/salt"]),
        ({"countries/b.md": STATES["countries/b.md"].replace("names", "succeeds: a\nnames")}, ["glossary/salt"]),
    ],
)
def test_orphans(files: dict[str, str], orphans: list[str], base_of: BaseOf) -> None:
    assert gaps(base_of({"glossary/salt.md": term(""), **files}), "orphan") == orphans
