"""The editor's handbook, built from ``docs/``: its templates work, and no link of it is broken."""

import shutil
from pathlib import Path

import pytest
from documents import Document, broken_links, read_site, words
from samples import build_site

HANDBOOK = Path(__file__).parents[2] / "docs"
BASE_URL = "https://handbook.example/"


@pytest.fixture(scope="module")
def handbook_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("handbook")
    shutil.copy(HANDBOOK / "site.toml", root)
    for folder in ("content", "templates"):
        shutil.copytree(HANDBOOK / folder, root / folder)
    assert build_site(root).diagnostics == ()
    return root / "_site"


@pytest.fixture(scope="module")
def handbook_pages(handbook_site: Path) -> dict[str, Document]:
    return read_site(handbook_site)


def test_every_link_leads_somewhere(handbook_site: Path, handbook_pages: dict[str, Document]) -> None:
    assert len(handbook_pages) > 100
    assert broken_links(handbook_site, handbook_pages, BASE_URL) == []


def test_html_is_without_errors(handbook_pages: dict[str, Document]) -> None:
    assert {name: page.faults for name, page in handbook_pages.items() if page.faults} == {}


def test_the_page_of_a_code_says_how_much_it_weighs(handbook_pages: dict[str, Document]) -> None:
    for code, weight in {"invalid-date": "Error", "unused-note": "Warning", "orphan": "Advice"}.items():
        lead = handbook_pages[f"glossary/{code}/index.html"].tree.find(".//p[@class='lead']")
        assert words(lead) == weight
