"""Links and text are on the lines on which they were written, whatever else is broken over lines."""

import pytest
from samples import UNMARKED, entry

from koreadiplo.linking.bodies import link_bodies, make_markdown, parse_body
from koreadiplo.linking.context import LinkingContext
from koreadiplo.linking.lines import tokens_with_lines, words_of
from koreadiplo.linking.names import make_name_table

FIRST_LINE = 6


def context_of(body: str) -> tuple[LinkingContext, list]:
    entries = [
        entry("glossary/salt", "title: Salt\ntype: thing"),
        entry("glossary/tea", "title: Tea\ntype: thing", body),
    ]
    names = make_name_table(entries, [], {}, frozenset(), frozenset())
    return LinkingContext(names, {"a": "A", "b": "B"}, frozenset(), "all", 9, UNMARKED), entries


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Of salt and Salt.", [(0, "Salt")]),
        ("Of [[salt|the\nmineral]] and\nSalt.", [(0, "the mineral"), (2, "Salt")]),
        ("a\nb *c*\nd [e](salt.md) Salt", [(2, "e"), (2, "Salt")]),
        ("a [@a, p. 1;\n@b]\nb [c](salt.md)", [(2, "c")]),
        ("[@a;\n@b] [c](salt.md), Salt", [(1, "c"), (1, "Salt")]),
        ('[a](https://a.example/\n"b") Salt', [(1, "Salt")]),
        ("a `b\nc` Salt\\\nd Salt", [(1, "Salt"), (2, "Salt")]),
        ("a [d\ne]{.nolink} Salt", [(1, "Salt")]),
        ("[c](salt.md) `c\nc` [c](salt.md)", [(0, "c"), (1, "c")]),
        ("a\n\n- c\n\n  d\n  Salt", [(5, "Salt")]),
        ("| a | b |\n|---|---|\n| c | Salt |\n", [(2, "Salt")]),
        ("a[^1]\n\n[^1]: b\n    Salt\n", [(3, "Salt")]),
        ("a &amp; b\nSalt&amp;Salt", [(1, "Salt"), (1, "Salt")]),
    ],
)
def test_a_link_has_its_line(body: str, expected: list[tuple[int, str]]) -> None:
    context, entries = context_of(body)
    bodies, _, _ = link_bodies(entries, context, 1, lambda steps: None, {})
    links = [mention for mention in bodies["glossary/tea"].mentions if mention.text]
    assert [(link.line - FIRST_LINE, link.text) for link in links] == expected


def test_a_mark_has_the_line_of_what_follows() -> None:
    context, entries = context_of("a [@a;\n@b]\n**c** `d`")
    block = next(token for token in parse_body(make_markdown(), entries[1], context)[0] if token.type == "inline")
    assert [(token.type, words_of(token), line) for token, line in tokens_with_lines(block, 1)] == [
        ("text", "a", 1),
        ("footnote_ref", "", 1),
        ("softbreak", "\n", 1),
        ("strong_open", "", 3),
        ("text", "c", 3),
        ("strong_close", "", 3),
        ("text", " ", 3),
        ("code_inline", "d", 3),
    ]
