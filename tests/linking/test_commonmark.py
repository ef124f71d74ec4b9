"""All examples of the CommonMark specification come out unchanged where there are no names.

"Unchanged" means: as plain markdown-it-py renders them without raw HTML, and that as the specification has it. What we
do otherwise on purpose stands in `DIFFERENCES` and `EXEMPT`, with reasons, and nowhere else.
"""

import html
import json
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from markdown_it import MarkdownIt
from markdown_it.rules_core.smartquotes import smartquotes
from markdown_it.token import Token
from samples import UNMARKED, entry

from koreadiplo.linking.bodies import LinkedBody, link_bodies
from koreadiplo.linking.context import LinkingContext
from koreadiplo.linking.names import make_name_table
from koreadiplo.model.entries import Entry

SPEC = json.loads((Path(__file__).with_name("commonmark") / "spec.json").read_text(encoding="utf-8"))
EXAMPLES = [pytest.param(example, id=f"{example['number']} {example['section']}") for example in SPEC]

RAW = MarkdownIt("commonmark")
PLAIN = MarkdownIt("commonmark", {"html": False})
"""Raw HTML is off: content comes by pull request from people we don't know."""

PRINTED = MarkdownIt("commonmark", {"html": False, "typographer": True})
"""With the quotation marks of print, set by markdown-it-py's own rule."""
PRINTED.core.ruler.push("smartquotes", smartquotes)

OWN = entry("glossary/own", "title: Own\ntype: idea")
UNNAMED = entry("glossary/xyzzy", "title: Xyzzy plugh\ntype: idea")  # which no example has

Example = dict[str, str | int]


def headings(text: str, body: LinkedBody) -> str:
    """Headings have ids, so that links lead to them; which ids, ``fixtures/anchors.md`` says."""
    ids = iter(body.headings)
    return re.sub(r"<(h[1-6])>", lambda tag: f'<{tag[1]} id="{next(ids).id}">', text)


def links_outside(text: str, body: LinkedBody) -> str:
    """Links out of the site say so; a template may mark them."""
    return re.sub(r'<a (href="(?:https?|mailto):[^>]*)>', r'<a \1 rel="external">', text, flags=re.IGNORECASE)


def links_within_the_page(text: str, body: LinkedBody) -> str:
    """A link to nothing or to a heading alone leads to the entry itself, under any address that its page may have."""
    return re.sub(r'<a href="(#[^"]*|)"', rf'<a href="kb:{OWN.id}\1"', text)


def images(text: str, body: LinkedBody) -> str:
    """Images come from the content folder, by ids like entries, and are loaded when they are seen."""

    def by_id(tag: re.Match[str]) -> str:
        source = unquote(html.unescape(tag[1]))
        path = posixpath.normpath(posixpath.join(posixpath.dirname(OWN.id), source))
        return f'<img src="kb:{html.escape(quote(path))}"{tag[2]} loading="lazy" />'

    return re.sub(r'<img src="([^"]*)"([^>]*) />', by_id, text)


DIFFERENCES: list[Callable[[str, LinkedBody], str]] = [headings, links_outside, links_within_the_page, images]
"""What we do otherwise: from the plain HTML of an example to ours."""

EXEMPT = {
    548: "<p>[]</p>\n<p>[]: /url</p>\n",
    559: "<p></p>\n",
    590: "<p>!</p>\n<p>: /url “title”</p>\n",
}
"""The examples that no rule above covers, and our HTML of them: two square brackets make a wikilink, whose target does
not exist here, which is an error; CommonMark has them as text (548, 590) or as a link in brackets (559)."""

ONE_LINE = {218, 239, 240}
"""Where markdown-it-py leaves out the line break in an empty `<blockquote>`, which means nothing in HTML."""


def link(text: str, entries: Iterable[Entry]) -> tuple[LinkedBody, list[str]]:
    own = OWN.model_copy(update={"body": text, "body_line": 1})
    names = make_name_table([*entries, own] if entries else [], [], {}, frozenset(), frozenset())
    context = LinkingContext(names, {}, frozenset(), "section", 3, UNMARKED)
    bodies, diagnostics, _ = link_bodies([own], context, 1, lambda steps: None, {})
    return bodies[own.id], sorted(diagnostic.code for diagnostic in diagnostics)


def problems(tokens: Iterable[Token], ids: Iterable[str]) -> Iterator[str]:
    """Yield what is to be reported of an example: the examples' addresses lead nowhere."""
    for token in tokens:
        if token.tag == "h1" and token.nesting == 1:
            yield "second-title"
        if token.type == "link_open":
            href = str(token.attrs["href"])
            if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", href):
                if not re.match("https?:|mailto:", href, re.IGNORECASE):
                    yield "unsafe-url"
            elif href.startswith("#"):
                if unquote(href[1:]) not in ids:
                    yield "unknown-anchor"
            elif href:
                yield "unknown-target"
        if token.type == "image":
            yield "unknown-image"
            if not token.content.strip():
                yield "image-without-alt"
        yield from problems(token.children or (), ids)


@pytest.mark.parametrize("entries", [[], [UNNAMED]], ids=["no names", "other names"])
@pytest.mark.parametrize("example", EXAMPLES)
def test_comes_out_unchanged(example: Example, entries: list[Entry]) -> None:
    body, reported = link(str(example["markdown"]), entries)
    expected = PRINTED.render(str(example["markdown"]))
    for difference in DIFFERENCES:
        expected = difference(expected, body)
    if example["number"] in EXEMPT:
        assert body.html != expected, "needs no exemption"
        assert body.html == EXEMPT[int(example["number"])]
        assert "unknown-target" in reported
        return
    assert body.html == expected
    tokens = PLAIN.parse(str(example["markdown"]))
    assert reported == sorted(problems(tokens, [heading.id for heading in body.headings]))


def needs_raw_html(example: Example) -> bool:
    return any(
        token.type in ("html_block", "html_inline")
        for block in RAW.parse(str(example["markdown"]))
        for token in (block, *(block.children or ()))
    )


@pytest.mark.parametrize(
    "example", [pytest.param(*one.values, id=one.id) for one in EXAMPLES if not needs_raw_html(one.values[0])]
)
def test_plain_is_as_specified(example: Example) -> None:
    specified = str(example["html"])
    if example["number"] in ONE_LINE:
        assert "<blockquote>\n</blockquote>" in specified
        specified = specified.replace("<blockquote>\n</blockquote>", "<blockquote></blockquote>")
    assert PLAIN.render(str(example["markdown"])) == specified


@pytest.mark.parametrize("example", [one for one in EXAMPLES if needs_raw_html(one.values[0])])
def test_raw_html_is_text(example: Example) -> None:
    body, _ = link(str(example["markdown"]), [])
    tags = re.findall(r"</?([^ >]+)", body.html)
    assert all(re.fullmatch("a|p|h[1-6]|em|strong|code|pre|blockquote|ul|ol|li|hr|br|img", tag) for tag in tags)
    assert "<!--" not in body.html


def test_no_example_is_missing() -> None:
    assert [example["number"] for example in SPEC] == list(range(1, 653))
    assert sum(map(needs_raw_html, SPEC)) == 72
