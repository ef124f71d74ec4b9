"""How text is set: the length of lines, the figures, the quotation marks, and the fonts of scripts."""

import re
from collections.abc import Callable, Iterator
from xml.etree import ElementTree

import pytest
from documents import Document
from playwright.sync_api import Page

MakePage = Callable[..., Page]

ARTICLE = "articles/russia-and-south-korea-since-1990/"
LONGEST = """() => {
  const lengths = [];
  for (const paragraph of document.querySelectorAll('.prose > p')) {
    const range = document.createRange(), lines = new Map();
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode());) {
      if (node.parentElement.closest('sup')) continue;
      for (let at = 0; at < node.length; at++) {
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const box = range.getBoundingClientRect(), line = Math.round(box.bottom / 8);
        lines.set(line, (lines.get(line) || 0) + 1);
      }
    }
    lengths.push(...[...lines.values()].slice(0, -1));
  }
  lengths.sort((a, b) => a - b);
  return lengths[Math.floor(lengths.length / 2)];
}"""


@pytest.mark.parametrize(("width", "fewest", "most"), [(360, 30, 50), (768, 60, 75), (1440, 60, 75)])
def test_lines_have_60_to_75_characters_where_there_is_room(
    make_page: MakePage, site_url: str, width: int, fewest: int, most: int
) -> None:
    page = make_page(viewport={"width": width, "height": 800})
    page.goto(site_url + ARTICLE)
    assert fewest <= page.evaluate(LONGEST) <= most


def _figures(page: Page, selector: str) -> str:
    return str(page.locator(selector).first.evaluate("element => getComputedStyle(element).fontVariantNumeric"))


def test_figures_are_old_style_in_text_and_of_one_width_in_columns(make_page: MakePage, site_url: str) -> None:
    page = make_page()
    page.goto(site_url + ARTICLE)
    assert "oldstyle-nums" in _figures(page, ".prose > p")
    assert _figures(page, ".prose table td") == "lining-nums tabular-nums"
    assert _figures(page, "h1") == "lining-nums"


def test_no_page_shows_a_straight_quotation_mark(pages: list[Document]) -> None:
    assert len(pages) > 100
    for page in pages:
        for text in _texts(page.all("body")[0]):
            assert not re.search("[\"']", text), (page.url, text)


def _texts(element: ElementTree.Element) -> Iterator[str]:
    if element.tag not in ("pre", "code", "script"):
        yield element.text or ""
        for child in element:
            yield from _texts(child)
            yield child.tail or ""


@pytest.mark.parametrize(("lang", "path"), [("ru", "glossary/koryo-saram/"), ("ko", "glossary/koryo-saram/")])
def test_names_in_other_scripts_are_set_in_fonts_that_have_them(
    make_page: MakePage, site_url: str, lang: str, path: str
) -> None:
    page = make_page()
    page.goto(site_url + path)
    cdp = page.context.new_cdp_session(page)
    cdp.send("DOM.enable")
    cdp.send("CSS.enable")
    root = cdp.send("DOM.getDocument")["root"]["nodeId"]
    node = cdp.send("DOM.querySelector", {"nodeId": root, "selector": f".facts [lang={lang}]"})["nodeId"]
    fonts = cdp.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    assert len(fonts) == 1, fonts
