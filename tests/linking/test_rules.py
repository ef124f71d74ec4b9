"""The Markdown rules, by the examples in ``fixtures``: a text, the HTML it becomes, and what is reported of it."""

import re
from pathlib import Path

import pytest
from markdown_it.utils import read_fixture_file
from samples import country, entry, event

from koreadiplo.linking.bodies import LinkedBody, link_bodies
from koreadiplo.linking.context import LinkingContext
from koreadiplo.linking.names import make_name_table
from koreadiplo.model.sources import Source

FIXTURES = Path(__file__).with_name("fixtures")
EXAMPLES = [
    pytest.param(text, expected, id=f"{file.stem}:{line}: {title}")
    for file in sorted(FIXTURES.glob("*.md"))
    for line, title, text, expected in read_fixture_file(file)
]
ENTRIES = [
    country("arcadia"),
    country("borduria", more="names: {ko: 보르두리아}\naliases: [Duchy of Borduria]"),
    event("1850-treaty", "1850", "arcadia borduria", "aliases: [Treaty of the Lily]"),
    entry("glossary/gold", "title: Gold\ntype: thing"),
    entry(
        "glossary/lily-river", "title: Lily\ntype: place\naliases: [Lily River, the river of salt]", "## Upper course"
    ),
    entry("glossary/port-lily", "title: Port Lily\ntype: place\ncompounds: true"),
    entry("glossary/salt", "title: salt\ntype: thing"),
    entry("glossary/silence", "title: Silence\ntype: idea\nlink: never"),
    entry("glossary/tea", "title: Tea\ntype: thing"),
    entry("glossary/tea-party", "title: Tea\ntype: idea"),
    entry("glossary/wine", "title: Wine\ntype: thing\naliases: [claret]\nformer: [red-wine]"),
]
SOURCES = [
    Source(slug=slug, path="content/sources.yaml", line=1, title=title, csl={})
    for slug, title in (("brown-1901", "A History"), ("green-1950", "Salt"))
]
OWN = entry("glossary/own", "title: Own\ntype: idea\nnolink: [gold]")
CONTEXT = LinkingContext(
    names=make_name_table([*ENTRIES, OWN], SOURCES, {"arcady": "Arcady"}, frozenset({"glossary/draft"}), frozenset()),
    bibliography={
        "brown-1901": "Brown, <i>A History</i>",
        "green-1950": "Green, “Salt”",
        "general-knowledge": "Common knowledge; no work cited",
    },
    images=frozenset({"images/seal.png", "images/maps/a b.png"}),
    scope="section",
    per_paragraph=3,
)


def link(text: str) -> tuple[LinkedBody, list[str]]:
    """Link a text as the body of a term; give also its problems, with lines counted from the body's first."""
    own = OWN.model_copy(update={"body": text, "body_line": 1})
    bodies, diagnostics = link_bodies([*ENTRIES, own], CONTEXT, 1, lambda steps: None)
    return bodies[own.id], [f"{d.line}:{d.column} {d.code}" for d in sorted(diagnostics)]


@pytest.mark.parametrize(("text", "expected"), EXAMPLES)
def test_example(text: str, expected: str) -> None:
    body, problems = link(text)
    assert body.html + "".join(f"{problem}\n" for problem in problems) == expected


@pytest.mark.parametrize(("text", "expected"), EXAMPLES)
def test_is_whole(text: str, expected: str) -> None:
    """Links within the page have their targets, ids are unique, no link stands in another."""
    html = link(text)[0].html
    ids = re.findall(r' id="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]*)"', html)) <= set(ids)
    assert not re.search(r"<a [^>]*>(?:(?!</a>).)*<a ", html, re.DOTALL)
