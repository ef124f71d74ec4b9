"""Ribbons of made-up states. Bars are written “at–end” in percent, with “<” where they come from before, “>” for on."""

import re
from pathlib import Path

import pytest
from samples import SITES, build_site, copy_site, country, event

from koreadiplo.knowledge.relations import Relation, make_relations
from koreadiplo.model.entries import Entry, Event
from koreadiplo.publishing.charts.axis import TimeAxis
from koreadiplo.publishing.charts.ribbon import Bar, is_recorded, marks, ribbon, ribbon_axis, stack

HORIZON = (1899, 12, 31)
SNAPSHOTS = Path(__file__).with_name("snapshots")
A, B = country("a"), country("b")


def effect(slug: str, date: str, status: str, countries: str = "a b") -> Entry:
    return event(slug, date, countries, f"effect: {status}")


def relate(*entries: Entry) -> dict[str, Relation]:
    relations, _ = make_relations(entries, ())
    return {"-".join(relation.sides): relation for relation in relations}


def axis_of(entries: tuple[Entry, ...], *pairs: str) -> TimeAxis | None:
    relations = relate(*entries)
    chosen = [relations[pair] for pair in pairs] or list(relations.values())
    return ribbon_axis(chosen, {entry.id: entry for entry in entries}, HORIZON)


def drawn(pair: str, axis: TimeAxis, *entries: Entry) -> list[str]:
    """Tell a pair's ribbon: the status and the bar of each span."""
    spans = relate(*entries)[pair].spans
    return [f"{span.status} {written(bar)}" for span, bar in zip(spans, ribbon(spans, axis), strict=True)]


def written(bar: Bar | None) -> str:
    if bar is None:
        return "outside"
    return f"{'<' * bar.from_before}{bar.at:g}–{bar.end:g}{'>' * bar.goes_on}"


CENTURY = TimeAxis(1800, 1899)


# The axis


def test_an_axis_runs_from_the_first_record_to_today() -> None:
    old = (country("a", "1500/.."), country("b", "1600/.."))
    assert axis_of((*old, effect("e", "1850", "established"))) == TimeAxis(1848, 1899)
    assert axis_of((*old, event("visit", "1839", "a b"), effect("e", "1850", "established"))) == TimeAxis(1836, 1899)


def test_an_axis_begins_no_earlier_than_the_relation() -> None:
    states = (country("a", "1500/.."), country("b", "1840/.."))
    assert axis_of((*states, event("talks", "1830/1850", "a b"), effect("e", "1841", "established"))) == TimeAxis(
        1840, 1899
    )


def test_an_axis_of_what_has_ended_ends_soon_after() -> None:
    states = (country("a", "1800/.."), country("b", "1810/1850-06"))
    assert axis_of((*states, effect("e", "1810", "established"))) == TimeAxis(1810, 1852)


def test_a_living_relation_without_status_takes_the_axis_to_today() -> None:
    ended, living = country("b", "1810/1850-06"), country("c")
    entries = (A, ended, living, effect("e", "1810", "established"), event("visit", "1805", "a c"))
    assert axis_of(entries, "a-b") == TimeAxis(1810, 1852)
    assert axis_of(entries, "a-b", "a-c") == TimeAxis(1810, 1899)


def test_where_nothing_is_recorded_there_is_no_axis() -> None:
    entries = (A, B, event("visit", "1850", "a b"))
    assert not is_recorded(relate(*entries)["a-b"])
    assert axis_of(entries) is None


def test_beginnings_that_nobody_knows_are_no_place_on_an_axis() -> None:
    states = (country("a", "../1890"), country("b", "../1880"))
    assert axis_of((*states, effect("e", "../1860", "established"))) == TimeAxis(1880, 1880)
    assert axis_of((*states, effect("e", "1860", "established"))) == TimeAxis(1859, 1881)


# The bars


def test_a_relation_before_during_and_after_a_war() -> None:
    war = effect("war", "1860/1869", "war")
    assert drawn("a-b", CENTURY, A, B, effect("e", "1840", "established"), war) == [
        "none 0–40",
        "established 40–60",
        "war 60–70",
        "established 70–100>",
    ]


def test_suspended_restored_and_severed() -> None:
    effects = [
        effect("e1", "1810", "established"),
        effect("e2", "1820", "suspended"),
        effect("e3", "1830", "restored"),
        effect("e4", "1840", "severed"),
    ]
    assert drawn("a-b", CENTURY, A, B, *effects) == [
        "none 0–10",
        "established 10–20",
        "suspended 20–30",
        "established 30–40",
        "severed 40–100>",
    ]


def test_a_relation_that_ends_and_one_that_continues_it() -> None:
    first, second = country("b", "1800/1850-01-01"), country("c", "1850-01-01/..", "continues: b")
    entries = (A, first, second, effect("e", "1820", "established"), event("talks", "1860", "a c"))
    assert drawn("a-b", CENTURY, *entries) == ["none 0–20", "established 20–50"]
    assert drawn("a-c", CENTURY, *entries) == ["established 50–100>"]


def test_what_begins_before_the_axis_comes_from_before_and_what_ends_before_it_is_outside() -> None:
    states = (country("a", "1600/.."), country("b", "1700/.."))
    effects = (
        effect("e1", "1720", "established"),
        effect("e2", "1790", "severed"),
        effect("e3", "1880", "established"),
    )
    assert drawn("a-b", CENTURY, *states, *effects) == [
        "none outside",
        "established outside",
        "severed <0–80",
        "established 80–100>",
    ]
    former = (country("a", "1600/.."), country("b", "1700/1750"))
    assert drawn("a-b", CENTURY, *former, effect("e", "1720", "established")) == [
        "none outside",
        "established outside",
    ]


@pytest.mark.parametrize(
    ("date", "bars"),
    [
        ("1850-03-01", ["unrecorded 0–50.16", "war 50.16–50.76", "unrecorded 50.76–100>"]),
        ("1800-01-01", ["war 0–0.6", "unrecorded 0.6–100>"]),
        ("1899-12-31", ["unrecorded 0–98.8", "war 98.8–99.4", "unrecorded 99.4–100>"]),
    ],
)
def test_a_single_day_can_be_seen(date: str, bars: list[str]) -> None:
    assert drawn("a-b", CENTURY, A, B, effect("war", date, "war")) == bars


def test_many_short_spans_share_the_room() -> None:
    effects = [
        effect(f"e{day:02}", f"1899-12-{day:02}", "severed" if day % 2 else "established") for day in range(1, 32)
    ]
    spans = relate(A, B, *effects)["a-b"].spans
    bars = [bar for bar in ribbon(spans, CENTURY) if bar]
    assert len(bars) == len(spans) == 32
    assert all(bar.width >= 0.59 for bar in bars)
    assert [later.at for later in bars[1:]] == [bar.end for bar in bars[:-1]]
    assert bars[-1].end == 100


def test_marks_of_events() -> None:
    dates = {"before": "1790", "begun": "1795/1850", "may": "1850-05-01", "again": "1850-05-01", "late": "1890"}
    entries = [event(slug, date, "a b") for slug, date in dates.items()]
    spans = relate(country("a", "1796/.."), B, *entries)["a-b"].spans
    events = [entry for entry in entries if isinstance(entry, Event)]
    assert marks(events, spans, CENTURY) == (0, 50.33, 90)
    assert marks(events, spans, TimeAxis(1700, 1899)) == (50, 75.16, 95)


def test_bars_are_stacked_where_they_overlap() -> None:
    assert stack([Bar(0, 50), Bar(0, 10), Bar(20, 10), Bar(50, 50), Bar(60, 40)]) == (0, 1, 1, 0, 1)
    assert stack([]) == ()


# What is drawn of them


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_site(SITES / "ribbons", tmp_path_factory.mktemp("ribbons") / "site")
    assert build_site(root).diagnostics == ()
    return root / "_site"


PICTURES = {
    "states": ("relations/doria-elis", "ribbons"),
    "lineages": ("relations/north-south", "ribbons"),
    "country": ("countries/elis", "ribbons"),
    "lineage": ("lineages/north", "lineage"),
    "own": ("countries/doria", "lineage"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_are_drawn_as_before(name: str, site: Path) -> None:
    """Compare with the picture that was looked at. Where a change is meant, remove the file, run this, look again."""
    page, kind = PICTURES[name]
    html = (site / page / "index.html").read_text(encoding="utf-8")
    found = re.search(rf'<figure class="picture {kind}">.*?</figure>\n', html, re.DOTALL)
    assert found
    snapshot = SNAPSHOTS / f"{name}.html"
    if not snapshot.exists():
        snapshot.parent.mkdir(exist_ok=True)
        snapshot.write_text(found[0], encoding="utf-8")
        pytest.fail(f"{snapshot} is new: look at it")
    assert found[0] == snapshot.read_text(encoding="utf-8")


def test_the_patterns_of_a_page_are_those_it_needs(site: Path) -> None:
    used = {}
    for page in ("relations/doria-elis", "relations/alba-elis", "countries/doria", "index.html"):
        file = site / page
        html = (file if file.is_file() else file / "index.html").read_text(encoding="utf-8")
        ids = re.findall(r'<pattern id="([^"]+)"', html)
        assert set(ids) == set(re.findall(r'fill="url\(#([^)]+)\)"', html)), page
        assert len(ids) == len(set(ids)), page
        used[page] = ids
    assert used == {
        "relations/doria-elis": ["part.suspended", "part.war"],
        "relations/alba-elis": [],
        "countries/doria": ["part.territory", "part.suspended", "part.war"],
        "index.html": [],
    }
