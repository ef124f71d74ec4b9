"""Which statistics stand together in the charts of a relation."""

from pathlib import Path

import pytest
from samples import Silent, write_site

from koreadiplo.builder import understand
from koreadiplo.publishing.views import RelationPage, StatisticPage

COUNTRY = "---\ntitle: {title}\nexists: 1800/..\n---\n"
EVENT = "---\ntitle: Treaty\ndate: 1900\ntype: treaty\ncountries: [a, b]\n---\n"
TWO = "{date: 1900, value: 1}, {date: 1901, value: 2}"
ONE = "{date: 1900, value: 1}"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    files = {"countries/a.md": COUNTRY.format(title="A"), "countries/b.md": COUNTRY.format(title="B")}
    return write_site(tmp_path / "site", {**files, "events/treaty.md": EVENT})


def charts(site: Path, *statistics: tuple[str, str, str]) -> list[tuple[str, list[str]]]:
    """List units and series of the relation's charts, for statistics of these units, types and values."""
    folder = site / "content" / "statistics"
    folder.mkdir()
    for number, (unit, type_, values) in enumerate(statistics):
        keys = f"title: S{number}\ncountries: [a, b]\nunit: {unit}\ntype: {type_}\nvalues: [{values}]\n"
        (folder / f"s{number}.md").write_text(f"---\n{keys}---\n", encoding="utf-8")
    understood = understand(site, None, 1, Silent())
    assert understood.plan, understood.diagnostics
    (relation,) = (page.view for page in understood.plan.pages if isinstance(page.view, RelationPage))
    assert [ref.title for ref in relation.statistics.lines] == [f"S{number}" for number in range(len(statistics))]
    for page in understood.plan.pages:
        if isinstance(page.view, StatisticPage):
            assert (page.view.chart is None) == (len(page.view.values) == 1)
    for shared in relation.charts:
        assert len(shared.chart.series) == len(shared.statistics)
    return [(shared.unit, [ref.title for ref, _ in shared.statistics]) for shared in relation.charts]


def test_one_chart_for_each_unit(site: Path) -> None:
    found = charts(site, ("tonnes", "x", TWO), ("people", "x", TWO), ("Tonnes", "y", TWO))
    assert found == [("tonnes", ["S0", "S2"]), ("people", ["S1"])]


def test_what_has_one_date_stands_only_beside_others(site: Path) -> None:
    found = charts(site, ("tonnes", "x", ONE), ("people", "x", ONE), ("tonnes", "x", TWO), ("people", "x", ONE))
    assert found == [("tonnes", ["S0", "S2"])]


def test_more_than_five_are_parted_by_type(site: Path) -> None:
    found = charts(site, *(("tonnes", "ab"[number % 2], TWO) for number in range(6)))
    assert found == [("tonnes", ["S0", "S2", "S4"]), ("tonnes", ["S1", "S3", "S5"])]


def test_more_than_five_of_one_type_make_several_charts(site: Path) -> None:
    found = charts(site, *(("tonnes", "x", TWO) for _ in range(7)))
    assert found == [("tonnes", ["S0", "S1", "S2", "S3", "S4"]), ("tonnes", ["S5", "S6"])]
