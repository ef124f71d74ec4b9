"""The search of a large site, in parts: of the shipped content, divided as if its pages were many."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from samples import Silent, copy_site
from test_search import AMONG_THREE, FIRST, TREATY, found, open_search, results, search, search_all

from koreadiplo.builder import build
from koreadiplo.publishing.search import parts
from koreadiplo.publishing.search.common import CommonWords


@pytest.fixture(scope="module")
def divided_url(
    shipped_root: Path, tmp_path_factory: pytest.TempPathFactory, serve_directory: Callable[..., str]
) -> str:
    """The address of the site with an index in four parts, under a path."""
    root = copy_site(shipped_root, tmp_path_factory.mktemp("large") / "root")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "LARGEST", 80)
        patch.setattr(CommonWords, "words", lambda _: ["and", "in", "of", "the"])
        build(root, root / "_site", Silent())
    assert len(list((root / "_site" / "pagefind").rglob("pagefind-entry.json"))) == 4
    return serve_directory(root / "_site", "/large/")


@pytest.fixture
def page(make_page: Callable[..., Page], divided_url: str) -> Page:
    page = make_page()
    open_search(page, divided_url)
    return page


def test_parts_are_searched_as_one(make_page: Callable[..., Page], divided_url: str) -> None:
    pages = [make_page() for _ in range(8)]
    for page in pages:
        open_search(page, divided_url)
    answers = search_all(pages, FIRST)
    assert {query: order[:5] for query, order in answers.items() if order[:1] != [FIRST[query]]} == {}
    answers = search_all(pages, AMONG_THREE)  # in order, less exactly: so few pages are no fair samples
    assert {query: order[:6] for query, order in answers.items() if not {*AMONG_THREE[query]} <= {*order[:6]}} == {}


def test_a_word_of_a_single_part_is_not_lost_among_what_others_have_instead(page: Page) -> None:
    assert {*search(page, "Sungari")} == {"articles/korea-and-russia-to-1905/", "events/17th-century-first-contacts/"}
    assert search(page, "Wonsan") == []


def test_common_words_are_not_searched_alone(page: Page) -> None:
    page.get_by_role("searchbox").fill("The")
    expect(page.get_by_role("status")).to_have_text(
        "“The” stands in too many pages to be searched alone. Add a rarer word."
    )
    expect(results(page)).to_have_count(0)
    expect(page.get_by_text("Nearest names")).to_be_hidden()
    assert search(page, "of the perestroika")[0] == "glossary/perestroika/"


def test_loads_what_narrows_the_results_when_it_is_asked_for(page: Page, divided_url: str) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    everything = search(page, "treaty")
    expect(page.get_by_role("combobox", name="Kind")).to_be_hidden()
    assert not [url for url in loaded if url.endswith(".pf_filter")]
    page.get_by_role("button", name="Narrow the results").click()
    expect(page.get_by_role("combobox", name="Kind")).to_be_focused()
    expect(page.get_by_role("button", name="Narrow the results")).to_be_hidden()
    page.get_by_role("combobox", name="Country").select_option("Joseon")
    expect(page).to_have_url(f"{divided_url}search/?q=treaty&country=Joseon")
    expect(results(page)).not_to_have_count(len(everything))
    assert TREATY in found(page, "treaty")
    page.reload()
    expect(page.get_by_role("combobox", name="Country")).to_have_value("Joseon")
    assert TREATY in found(page, "treaty")


def test_many_results_come_in_parts_each_once(page: Page) -> None:
    shown = search(page, "Soviet")
    assert len(shown) == 15
    page.get_by_role("button", name="Show more").click()
    expect(results(page)).to_have_count(30)
    links = results(page).evaluate_all("links => links.map(link => link.href)")
    assert len(set(links)) == 30


def test_a_misspelt_name_leads_to_the_nearest(page: Page) -> None:
    page.get_by_role("searchbox").fill("Gorbchaev")
    page.get_by_text("Nearest names").get_by_role("link", name="Mikhail Gorbachev").click()
    expect(page).to_have_url(re.compile("glossary/mikhail-gorbachev/$"))
