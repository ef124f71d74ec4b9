"""The charts of `sites/statistics` as they were last looked at.

``PYTHONPATH=tests python tests/publishing/charts/test_statistics_snapshots.py`` writes all anew, to be looked at in a
browser before they are kept.
"""

import tempfile
from pathlib import Path

import pytest
from samples import SITES, build_site, copy_site

SNAPSHOTS = Path(__file__).with_name("snapshots")
PAGES = [
    *(f"statistics/{name}" for name in ("balance", "exports", "garrison", "imports", "population", "tribute")),
    "relations/arcadia-borduria",
]


def figures(site: Path, page: str) -> str:
    html = (site / "_site" / page / "index.html").read_text(encoding="utf-8")
    parts = html.split('<figure class="statistics">')[1:]
    found = ['<figure class="statistics">' + part.partition("</figure>")[0] + "</figure>\n" for part in parts]
    return "".join(line + "\n" for line in "".join(found).splitlines() if line.strip())


def snapshot(page: str) -> Path:
    return SNAPSHOTS / f"{page.replace('/', '-')}.html"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = copy_site(SITES / "statistics", tmp_path_factory.mktemp("charts") / "site")
    assert build_site(site).diagnostics == ()
    return site


@pytest.mark.parametrize("page", PAGES)
def test_a_chart_is_as_it_was(page: str, site: Path) -> None:
    assert figures(site, page) == snapshot(page).read_text(encoding="utf-8")


def test_a_statistic_of_one_date_has_a_table_only(site: Path) -> None:
    assert figures(site, "statistics/seals") == ""
    assert "<table" in (site / "_site" / "statistics" / "seals" / "index.html").read_text(encoding="utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        built = copy_site(SITES / "statistics", Path(folder, "site"))
        build_site(built)
        SNAPSHOTS.mkdir(exist_ok=True)
        for name in PAGES:
            snapshot(name).write_text(figures(built, name), encoding="utf-8")
