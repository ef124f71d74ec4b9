"""Which places stand on the map of which page, and what a map looks like.

`PYTHONPATH=tests python tests/publishing/test_maps.py` writes the map that is expected.
"""

import re
from pathlib import Path

import pytest
from samples import MINIMAL, build_site, copy_site, published, write_site

GOLDEN = Path(__file__).parent / "golden" / "map.html"
ATLAS = {
    "countries/norland.md": "title: Norland\nexists: 1800/..",
    "countries/sudonia.md": "title: Sudonia\nexists: 1800/..",
    "glossary/harbour.md": "title: Harbour\ntype: place\ncoordinates: {lat: 10, lon: 170}",
    "glossary/palace.md": "title: Palace\ntype: place\ncoordinates: {lat: 10.01, lon: 170}",
    "glossary/island.md": "title: Island\ntype: place\ncoordinates: {lat: 12, lon: -179}",
    "glossary/inland.md": "title: Inland\ntype: place\ncoordinates: {lat: 0.5, lon: 168}\ncountries: [sudonia]",
    "glossary/nowhere.md": "title: Nowhere\ntype: place",
    "glossary/unnamed.md": "title: Unnamed\ntype: place\ncoordinates: {lat: 50, lon: 10}\nlink: never",
    "events/1850-treaty.md": "title: Treaty\ndate: 1850\ntype: treaty\ncountries: [norland, sudonia]\nplace: harbour",
    "events/1860-feast.md": "title: Feast\ndate: 1860\ntype: other\ncountries: [sudonia]\nplace: nowhere",
    "articles/voyage.md": "title: Voyage\nsummary: By sea.\ndate: 1850\ncountries: [norland, sudonia]\ntopics: [trade]",
    "articles/silence.md": "title: Silence\nsummary: None.\ndate: 1850\ncountries: [norland]\ntopics: [trade]",
}
BODIES = {"articles/voyage.md": "From Island to the Palace and Nowhere, for the [[1850-treaty|Treaty]]."}


def build_atlas(root: Path) -> dict[str, str]:
    """Build the site of a few places around the 180th meridian; give its pages by address."""
    files = {name: f"---\n{text}\n---\n\n{BODIES.get(name, 'Text.')}\n" for name, text in ATLAS.items()}
    assert build_site(write_site(root, files)).diagnostics == ()
    made = published(root / "_site")
    return {name.removesuffix("index.html"): data.decode() for name, data in made.items() if name.endswith(".html")}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("atlas") / "site"


@pytest.fixture(scope="module")
def pages(root: Path) -> dict[str, str]:
    return build_atlas(root)


def map_of(page: str) -> str:
    found = re.search(r'<div class="maps">.*?</figure>\n(<ol.*?</ol>\n)?</div>\n', page, re.DOTALL)
    return found[0] if found else ""


def listed(page: str) -> list[str]:
    return re.findall(r'<li id="place\.\d+"><a [^>]*>([^<]*)</a>', map_of(page))


@pytest.mark.parametrize(
    ("url", "places"),
    [
        ("articles/voyage/", ["Palace", "Harbour", "Island"]),  # what it names, and where an event took place
        ("articles/silence/", []),
        ("relations/norland-sudonia/", ["Palace", "Harbour", "Island"]),
        ("countries/norland/", ["Harbour"]),
        ("countries/sudonia/", ["Inland", "Harbour"]),
        ("map/", ["Unnamed", "Inland", "Palace", "Harbour", "Island"]),
        ("glossary/nowhere/", []),
    ],
)
def test_a_page_shows_its_places_from_west_to_east(url: str, places: list[str], pages: dict[str, str]) -> None:
    assert listed(pages[url]) == places
    assert bool(map_of(pages[url])) == bool(places)


def test_the_page_of_a_place_shows_where_it_lies(pages: dict[str, str]) -> None:
    shown = map_of(pages["glossary/island/"])
    assert "Map: where Island lies" in shown
    assert "<circle" in shown
    assert "<li" not in shown
    assert re.search(r'viewBox="141\.0 ', shown)  # the plane goes on east of 180


def test_a_map_looks_so(pages: dict[str, str]) -> None:
    assert map_of(pages["articles/voyage/"]) == GOLDEN.read_text("utf-8")


def test_markers_lead_to_places_details_and_the_list(pages: dict[str, str]) -> None:
    leads = re.findall(r'<a href="([^"]*)">\n<title>([^<]*)</title>', map_of(pages["map/"]))
    assert leads == [
        ("../glossary/unnamed/", "1 Unnamed"),
        ("#map.2-5", "2–5 Inland, Palace, Harbour, Island"),
        ("../glossary/inland/", "2 Inland"),
        ("#place.3", "3–4 Palace, Harbour"),
        ("../glossary/island/", "5 Island"),
    ]
    assert '<span class="label">marked 3–4</span>' in map_of(pages["map/"])


def test_only_land_that_is_shown_is_published(root: Path, pages: dict[str, str], tmp_path: Path) -> None:
    def lands(site: Path) -> set[str]:
        return {name for name in published(site / "_site") if name.startswith("assets/map/")}

    assert pages
    assert lands(root) == {"assets/map/land-110m.svg", "assets/map/land-50m.svg"}
    near = copy_site(MINIMAL, tmp_path / "near")
    build_site(near)
    assert lands(near) == {"assets/map/land-50m.svg"}
    term = near / "content/glossary/lily-river.md"
    term.write_text(re.sub("coordinates.*\n", "", term.read_text("utf-8")), encoding="utf-8")
    build_site(near)
    assert lands(near) == set()
    assert "No place has coordinates." in (near / "_site/map/index.html").read_text("utf-8")


if __name__ == "__main__":
    import tempfile

    GOLDEN.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        GOLDEN.write_text(map_of(build_atlas(Path(folder))["articles/voyage/"]), "utf-8")
