"""The geometry of the strip, and the SVG that is drawn from it.

``python tests/publishing/charts/test_strip.py`` draws it anew, to be looked at before it is kept.
"""

import sys
from itertools import pairwise
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))  # to be run by itself

from samples import build_site, write_site

from koreadiplo.model.dates import parse_date
from koreadiplo.model.decades import decade_of
from koreadiplo.publishing.charts.strip import Count, Life, Mark, Strip, make_strip

DRAWN = Path(__file__).with_name("strip.svg")


def counts(**events: int) -> list[Count]:
    """Count events by decade: ``counts(d1880=3)``."""
    return [Count(decade_of(int(key[1:])), number, f"timeline/{key[1:]}s/") for key, number in events.items()]


def life(title: str, exists: str, sovereign: bool = True) -> Life:
    return Life(title, parse_date(exists), sovereign, f"countries/{title.lower()}/")


def lanes(strip: Strip) -> list[list[str]]:
    """Give the names in each lane of the first side, from above."""
    marks = strip.sides[0].marks
    return [[mark.name for mark in marks if mark.y == y] for y in sorted({mark.y for mark in marks})]


def test_bars_stand_at_their_decades_as_high_as_their_counts() -> None:
    strip = make_strip(counts(d1900=5, d1910=10, d1940=1), [])
    assert [(mark.at, mark.width) for mark in strip.decades] == [(0, 20), (20, 20), (80, 20)]
    low, high, least = (mark.height for mark in strip.decades)
    assert (low, high) == (36, 72)
    assert 2 <= least <= 8
    assert {mark.y + mark.height for mark in strip.decades} == {strip.base}
    assert [(mark.name, mark.value, mark.label) for mark in strip.decades] == [
        ("1900s", "5 events", "5"),
        ("1910s", "10 events", "10"),
        ("1940s", "1 event", "1"),
    ]
    assert strip.decades[0].url == "timeline/1900s/"
    assert strip.earlier == 0


def test_the_least_bar_can_be_seen() -> None:
    assert min(mark.height for mark in make_strip(counts(d1900=10_000, d1910=1), []).decades) == 2


def test_one_decade_fills_the_strip() -> None:
    (mark,) = make_strip(counts(d1900=1), []).decades
    assert (mark.at, mark.width, mark.height) == (0, 100, 72)


@pytest.mark.parametrize(
    ("events", "first", "earlier"),
    [
        ({"d1600": 1, "d1900": 30, "d1950": 30}, "1900s", 1),
        ({"d1600": 1, "d1900": 20, "d1950": 20}, "1600s", 0),  # one of forty counts
        ({"d1600": 2, "d1900": 30, "d1950": 30}, "1600s", 0),
        ({"d1600": 1, "d1700": 1, "d1900": 60, "d1950": 60}, "1900s", 2),
        ({"d1890": 1, "d1900": 30, "d1950": 30}, "1890s", 0),  # leaving it out would win too little
    ],
)
def test_very_few_early_events_do_not_press_the_others_together(
    events: dict[str, int], first: str, earlier: int
) -> None:
    strip = make_strip(counts(**events), [])
    assert (strip.decades[0].name, strip.decades[0].at, strip.earlier) == (first, 0, earlier)


def test_states_stand_below_each_other_where_they_overlap() -> None:
    states = [
        life("North", "1948-09-09/.."),
        life("South", "1948-08-15/.."),
        life("Empire", "1897-10-12/1910-08-29"),
        life("Kingdom", "1392/1897-10-12"),
        life("Colony", "1910-08-29/1945-08-15", sovereign=False),
        life("Occupied", "1945-08-15/1948-09-09", sovereign=False),
    ]
    strip = make_strip(counts(d1850=1, d2010=1), [("Side", states)])
    assert lanes(strip) == [["Kingdom", "Empire", "Colony", "Occupied", "North"], ["South"]]
    marks = {mark.name: mark for mark in strip.sides[0].marks}
    assert marks["Kingdom"].at == 0  # it began before
    assert marks["North"].at + marks["North"].width == pytest.approx(100)  # and this goes on
    assert marks["Kingdom"].width == pytest.approx(marks["Empire"].at, abs=0.02)
    assert [name for name, mark in marks.items() if not mark.sovereign] == ["Colony", "Occupied"]
    assert strip.territories
    assert marks["Empire"].value == "12 October 1897 – 29 August 1910"


def test_states_that_follow_each_other_within_a_year_share_a_lane() -> None:
    for day, at in (("1910", 50), ("1910-07-02", 52.49)):
        strip = make_strip(counts(d1900=1, d1910=1), [("Side", [life("Old", "1890/1910"), life("New", f"{day}/..")])])
        (old, new) = strip.sides[0].marks
        assert old.y == new.y
        assert old.at + old.width == new.at == pytest.approx(at, abs=0.02)


def test_states_of_other_times_are_left_out_and_sides_without_any() -> None:
    sides = [("Old", [life("Rome", "0100/0476")]), ("New", [life("Later", "2020/.."), life("There", "1900/..")])]
    strip = make_strip(counts(d1900=1, d1950=1), sides)
    assert [(side.name, [mark.name for mark in side.marks]) for side in strip.sides] == [("New", ["There"])]
    assert not strip.territories


def test_a_side_is_not_named_twice() -> None:
    sides = [("Alone", [life("Alone", "1900/..")]), ("Both", [life("One", "1900/1920"), life("Both", "1920/..")])]
    strip = make_strip(counts(d1900=1, d1950=1), sides)
    assert [side.named for side in strip.sides] == [False, True]


def test_nothing_overlaps() -> None:
    sides = [(name, [life("A", "1900/.."), life("B", "1910/..")]) for name in ("One", "Two")]
    strip = make_strip(counts(d1900=1, d1950=1), sides)
    rows = sorted({(mark.y, mark.y + mark.height) for side in strip.sides for mark in side.marks})
    assert len(rows) == 4
    assert all(end < start for (_, end), (start, _) in pairwise(rows))
    assert strip.base < rows[0][0]
    assert rows[-1][1] <= strip.height
    assert rows[1][1] < strip.sides[1].y <= rows[2][0]


@pytest.mark.parametrize(
    ("exists", "title", "room"),
    [
        ("1900/..", "Russia", "narrow"),
        ("1900/1920", "Russia", "narrow"),
        ("1900/1910", "Russia", "medium"),
        ("1900/1903", "Russia", "wide"),
        ("1900/1902", "Russia", "none"),
        ("1900/1920", "Russian Empire", "medium"),
        ("1900/1920", "大韓民國", "narrow"),
        ("1900/1920", "大韓民國大韓民國", "medium"),  # as many signs as there are letters above, but wider
    ],
)
def test_labels_stand_where_there_is_room(exists: str, title: str, room: str) -> None:
    strip = make_strip(counts(d1900=1, d1950=1), [("Side", [life(title, exists)])])
    assert strip.sides[0].marks[0].room == room


def test_numbers_stand_where_there_is_room() -> None:
    def rooms(events: int) -> set[str]:
        many = {f"d{decade}": events for decade in range(1500, 2020, 10)}
        return {mark.room for mark in make_strip(counts(**many), []).decades}

    assert (rooms(10), rooms(100)) == ({"wide"}, {"none"})


def test_positions_are_percentages() -> None:
    def inside(mark: Mark) -> bool:
        return 0 <= mark.at <= mark.at + mark.width <= 100.01

    strip = make_strip(counts(d1900=1, d1950=1), [("Side", [life("A", "1800/.."), life("B", "1959-12-31/..")])])
    assert all(map(inside, strip.decades))
    assert all(map(inside, strip.sides[0].marks))
    assert all(0 <= tick.at <= 100 for tick in strip.ticks)


def draw(folder: Path) -> str:
    """Build a small site and take the strip out of its timeline."""
    toml = 'title = "T"\ndescription = "D"\nlanguage = "en"\nbase_url = "https://sample.example/"\n'
    toml += '[topics]\n[lineages]\nlily = "Lily & Rose"\nborduria = "Borduria"\n'
    event = (
        "---\ntitle: {0}\ntype: visit\ndate: {0}\ncountries: [lily-kingdom]\nsources: [general-knowledge]\n---\n\nT.\n"
    )
    state = "---\ntitle: {}\nexists: {}\n{}sources: [general-knowledge]\n---\n"
    files = {f"events/e{date}.md": event.format(date) for date in (1884, 1885, 1905, 1951)}
    files |= {
        "countries/lily-kingdom.md": state.format("Kingdom <of> the Lily", "1700/1910", "lineage: lily\n"),
        "countries/lily-land.md": state.format("Lily Land", "1910/1920", "lineage: lily\nsovereign: false\n"),
        "countries/rose.md": state.format("Rose", "1920/..", "lineage: lily\n"),
        "countries/borduria.md": state.format("Borduria", "1850/..", "lineage: borduria\n"),
    }
    result = build_site(write_site(folder, files, toml))
    assert result.diagnostics == (), result.diagnostics
    page = (folder / "_site" / "timeline" / "index.html").read_text("utf-8")
    return "<svg" + page.partition("<svg")[2].partition("</svg>")[0] + "</svg>\n"


def test_it_is_drawn_as_it_was(tmp_path: Path) -> None:
    assert draw(tmp_path / "site") == DRAWN.read_text("utf-8")


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        DRAWN.write_text(draw(Path(folder, "site")), "utf-8")
