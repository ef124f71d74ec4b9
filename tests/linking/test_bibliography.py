import json
import re
import sys

import pytest

from koreadiplo.linking.bibliography import format_sources
from koreadiplo.reading.sources import read_sources


def formatted(text: str) -> dict[str, str]:
    sources, diagnostics = read_sources("content/sources.yaml", "references:\n" + text)
    assert diagnostics == []
    return dict(format_sources(sources, {}))


BROWN = "  - {id: a, type: book, title: A History, author: [{family: Brown, given: Ada}], issued: '1901'"


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (
            BROWN + ", publisher: Shore Press, publisher-place: Port Lily}",
            "Ada Brown, <i>A History</i>, Port Lily: Shore Press, 1901",
        ),
        (
            "  - {id: a, type: chapter, title: Salt, editor: [{family: Brown, given: Ada}], container-title: Shores}",
            "Ada Brown (ed.), “Salt”, in <i>Shores</i>",
        ),
        (
            "  - {id: a, type: book, title: Salt, editor: [{family: Brown, given: Ada}, {family: Green, given: Otto}]}",
            "Ada Brown and Otto Green (eds.), <i>Salt</i>",
        ),
        (
            "  - {id: a, type: article-journal, title: Salt, author: [{literal: Salt Office}],"
            " container-title: Salt Review, volume: '3', issue: '2', issued: {date-parts: [[1950, 6]]}}",
            "Salt Office, “Salt”, <i>Salt Review</i>, vol. 3, no. 2, 1950",
        ),
        (
            "  - {id: a, type: book, title: Salt, author: [{family: Berg, given: Ida, non-dropping-particle: van}]}",
            "Ida van Berg, <i>Salt</i>",
        ),
        (
            "  - {id: a, type: book, title: Salt, author: [{family: Humboldt, given: Max, dropping-particle: von}]}",
            "Max von Humboldt, <i>Salt</i>",
        ),
        ("  - {id: a, type: book, title: 소금, author: [{family: 김, given: 일성}]}", "일성 김, <i>소금</i>"),
        ("  - {id: a, type: webpage, title: Salt, issued: [{year: 2004, month: 5}]}", "<i>Salt</i>, 2004"),
        ("  - {id: a, type: book, title: 'Why salt?'}", "<i>Why salt?</i>"),
    ],
)
def test_formats(item: str, expected: str) -> None:
    assert formatted(item)["a"] == expected


def test_common_knowledge_is_always_there() -> None:
    assert formatted("  []") == {"general-knowledge": "Common knowledge; no work cited"}


HOSTILE = "<script>alert(1)</script> & <i>x</i> \"y\" 'z'"


@pytest.mark.parametrize(
    "key", ["title", "container-title", "publisher", "publisher-place", "volume", "issue", "family", "given", "literal"]
)
def test_mark_up_is_text(key: str) -> None:
    value = f"{key}: {json.dumps(HOSTILE)}"
    if key in ("family", "given", "literal"):
        value = f"author: [{{{value}}}]"
    title = "" if key == "title" else ", title: T"
    text = formatted(f"  - {{id: a, type: chapter{title}, {value}}}")["a"]
    assert "&lt;script&gt;" in text
    assert set(re.findall(r"<[^>]*>", text)) <= {"<i>", "</i>"}


def test_keeps_the_order_and_tells_capitals_apart() -> None:
    item = "  - {{id: {0}, type: book, title: The book {0}}}\n"
    found = formatted("".join(item.format(slug) for slug in ("Zeta", "beta", "Alpha_2", "gamma-1")))
    assert {slug: text for slug, text in found.items() if slug != "general-knowledge"} == {
        slug: f"<i>The book {slug}</i>" for slug in ("Zeta", "beta", "Alpha_2", "gamma-1")
    }


def test_formats_again_what_has_changed_only(monkeypatch: pytest.MonkeyPatch) -> None:
    sources, _ = read_sources("content/sources.yaml", "references:\n" + BROWN + "}")
    others, _ = read_sources("content/sources.yaml", "references:\n" + BROWN.replace("Ada", "Eva") + "}")
    kept: dict[str, bytes] = {}
    first = format_sources(sources, kept)
    assert format_sources(others, kept)["a"] == "Eva Brown, <i>A History</i>, 1901"
    assert len(kept) == 1
    monkeypatch.setitem(sys.modules, "citeproc", None)
    assert format_sources(others, kept)["a"] == "Eva Brown, <i>A History</i>, 1901"
    with pytest.raises(ImportError):
        format_sources(sources, kept)
    assert first["a"] == "Ada Brown, <i>A History</i>, 1901"
