"""What HTML forbids and html5lib does not complain of: which elements may stand in which, on every page of the site."""

import re
from collections.abc import Iterator
from itertools import pairwise
from xml.etree import ElementTree

from documents import Document, words

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
SECTIONS = {"article", "aside", "nav", "section"}
INTERACTIVE = {"a", "button", "details", "iframe", "input", "label", "select", "summary", "textarea"}
BLOCKS = HEADINGS | SECTIONS | {"address", "blockquote", "details", "div", "dl", "dt", "dd", "figcaption", "figure"}
BLOCKS |= {"fieldset", "footer", "form", "header", "hr", "li", "main", "ol", "p", "pre", "table", "ul"}
LINES = HEADINGS | {"p", "pre", "span", "label", "sup", "time", "code", "kbd", "em", "i", "strong"}
# What an element may not hold at any depth, by the content models of the HTML standard.
FORBIDDEN = {
    **dict.fromkeys(LINES, BLOCKS),
    "a": INTERACTIVE,
    "button": INTERACTIVE | BLOCKS,
    "summary": BLOCKS - HEADINGS,
    "dt": HEADINGS | SECTIONS | {"header", "footer"},
    "th": HEADINGS | SECTIONS | {"header", "footer"},
    "caption": {"table"},
    "form": {"form"},
    "header": {"header", "footer", "main"},
    "footer": {"header", "footer", "main"},
}


def _place(page: Document, element: ElementTree.Element) -> str:
    return f"{page.name}: {ElementTree.tostring(element, 'unicode')[:90]}"


def _within(page: Document, *tags: str) -> Iterator[tuple[ElementTree.Element, list[str]]]:
    for element in page.all(*tags):
        yield element, [str(child.tag).rpartition("}")[2] for child in element]


def test_elements_stand_where_they_may(documents: dict[str, Document]) -> None:
    wrong = [
        f"{_place(page, element)} holds {inner.tag}"
        for page in documents.values()
        for element in page.all(*FORBIDDEN)
        for inner in element.iter()
        if inner is not element and inner.tag in FORBIDDEN[str(element.tag)]
    ]
    assert wrong == []


def test_captions_and_summaries_stand_at_the_edge_of_what_they_tell_of(documents: dict[str, Document]) -> None:
    for page in documents.values():
        for figure, children in _within(page, "figure"):
            assert "figcaption" not in children[1:-1], _place(page, figure)
            assert children.count("figcaption") <= 1, _place(page, figure)
        for table, children in _within(page, "table"):
            assert "caption" not in children[1:], _place(page, table)
        for details, children in _within(page, "details"):
            assert children[0] == "summary", _place(page, details)
            assert "summary" not in children[1:], _place(page, details)


def test_tables_have_headers_that_say_of_what(pages: list[Document]) -> None:
    tables = [(page, table) for page in pages for table in page.all("table")]
    assert tables
    for page, table in tables:
        headers = list(table.iter("th"))
        assert headers, _place(page, table)
        assert {header.get("scope") for header in headers} <= {"col", "row", "rowgroup"}, _place(page, table)
        rows = [sum(int(cell.get("colspan", "1")) for cell in row) for row in table.iter("tr")]
        assert [(one, other) for one, other in pairwise(rows) if one != other] == [], _place(page, table)


def test_pictures_have_the_patterns_that_they_are_filled_with(documents: dict[str, Document]) -> None:
    filled = [
        (page, reference)
        for page in documents.values()
        for element in page.tree.iter()
        for value in element.attrib.values()
        for reference in re.findall(r"url\(#([^)]+)\)", value)
    ]
    assert filled
    assert [(page.name, reference) for page, reference in filled if reference not in page.ids] == []


def test_every_picture_is_named_or_passed_over(documents: dict[str, Document]) -> None:
    svg = "{http://www.w3.org/2000/svg}"
    named = 0
    for page in documents.values():
        for picture in page.tree.iter(f"{svg}svg"):
            if picture.get("role") in ("img", "group"):
                title = (
                    words(picture.find(f"{svg}title")) or picture.get("aria-labelledby") or picture.get("aria-label")
                )
                assert title, _place(page, picture)
                named += 1
    assert named > 50
