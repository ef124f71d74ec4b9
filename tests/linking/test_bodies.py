from pathlib import Path

import pytest
from examples import read_examples
from samples import UNMARKED, country, entry

from koreadiplo.diagnostics import Diagnostic
from koreadiplo.linking.bodies import LinkedBody, link_bodies
from koreadiplo.linking.context import LinkingContext, Mention
from koreadiplo.linking.names import make_name_table
from koreadiplo.model.entries import Entry

SALT = entry("glossary/salt", "title: Salt\ntype: thing", "## Sea salt\n\nText.\n\n## Sea salt\n")


def term(slug: str, body: str) -> Entry:
    return entry(f"glossary/{slug}", f"title: {slug}\ntype: thing", body)


def link(entries: list[Entry], jobs: int = 1, **settings: object) -> tuple[dict[str, LinkedBody], list[Diagnostic]]:
    names = make_name_table(entries, [], {}, frozenset(), frozenset())
    context = LinkingContext(
        names, {}, frozenset(), languages=UNMARKED, **{"scope": "section", "per_paragraph": 3, **settings}
    )
    bodies, diagnostics, _ = link_bodies(entries, context, jobs, lambda steps: None, {})
    return dict(bodies), diagnostics


def places(body: str) -> list[tuple[int, int]]:
    """Give the places of all problems of a body, whose first line counts as 1."""
    one = term("one", "").model_copy(update={"body": body, "body_line": 1})
    return [(d.line, d.column) for d in sorted(link([SALT, one])[1])]


def test_processes_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The texts of all examples, as the bodies of so many entries, come out of two processes as out of one."""
    monkeypatch.setattr("koreadiplo.linking.bodies._WORTH_PROCESSES", 100)
    entries = [term(f"t{number}", example.text) for number, example in enumerate(read_examples())]
    named = [SALT, entry("glossary/seoul", "title: Seoul\ntype: place"), country("korea"), country("arcadia"), *entries]
    bodies, diagnostics = link(named, jobs=2)
    assert (bodies, diagnostics) == link(named, jobs=1)
    assert list(bodies) == [entry.id for entry in named]
    assert any(body.mentions for body in bodies.values())
    assert diagnostics


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[[x]]", [(1, 1)]),
        ("Line\nand [[x]]\n\n  [[y]]", [(2, 5), (4, 3)]),
        ("- a\n  - b [[x]]\n    c [[y]]", [(2, 7), (3, 7)]),
        ("10. a\n\n    [[x]]", [(3, 5)]),
        ("> a\n> > b [[x]]\nc [[y]]", [(2, 7), (3, 3)]),
        ("> - a\n>   [[x]]", [(2, 5)]),
        ("| a | [[x]] |\n|---|---|\n| [[y]] | b |\n| c | d [[z]] |", [(1, 7), (3, 3), (4, 9)]),
        ("a[^1]\n\n[^1]: b [[x]]\n\n    - [[y]]", [(3, 9), (5, 7)]),
        ("a\n: b [[x]]\n\n: c [[y]]", [(2, 5), (4, 5)]),
        ("## a [[x]]\n\nb [[y]]\n---", [(1, 6), (3, 3)]),
        ("*a* **b [[x]]**, `[[z]]` ~~c~~ [[y]]", [(1, 9), (1, 32)]),
        ("한국 é [[x]]", [(1, 6)]),
        ("[[x]] [[x]]", [(1, 1), (1, 7)]),
        ("a\\\n[[x]]  \n[[y]]", [(2, 1), (3, 1)]),
        ("\ta\n\nb\n\t[[x]]", [(4, 2)]),
        ("[a](x.md)\n\n[b][c] [d](y.md)\n\n[c]: z.md", [(1, 1), (3, 1), (3, 8)]),
        ("a ^[b [[x]]]", [(1, 7)]),
        ("[[salt#x]] [a](#y)", [(1, 1), (1, 12)]),
    ],
)
def test_says_where_in_the_file(body: str, expected: list[tuple[int, int]]) -> None:
    assert places(body) == expected


def test_tells_mentions_by_hand_from_those_found() -> None:
    bodies, _ = link([SALT, term("one", "Salt. Of [[salt]] and\n[a *b*](salt.md), [b](#c) [[#c]]\n\n## c")])
    one = "glossary/one"
    sentence = "Of Salt and a b, b one"
    assert bodies[one].mentions == (
        Mention(one, SALT.id, False, "Salt.", "Salt", 6),
        Mention(one, SALT.id, True, sentence, "Salt", 6),
        Mention(one, SALT.id, True, sentence, "a b", 7),
    )


def test_checks_headings_across_entries() -> None:
    body = "[a](salt.md#sea-salt) [b](salt.md#sea-salt-2) [[salt#sea-salt-3]] [c](other.md#x) [[other#y]] [d](#e)"
    _, diagnostics = link([SALT, term("one", body), term("other", "## X")])
    assert [(d.code, d.message) for d in diagnostics] == [
        ("unknown-anchor", "glossary/salt has no heading “sea-salt-3”."),
        ("unknown-anchor", "glossary/other has no heading “y”."),
        ("unknown-anchor", "glossary/one has no heading “e”."),
    ]
    assert diagnostics[0].hint == "Did you mean sea-salt-2 or sea-salt?"


@pytest.mark.parametrize(
    ("body", "lead"),
    [
        ("", ""),
        ("## Only a heading", ""),
        ("*One* `two`\n[three](salt.md) [[salt|four]].\n\nFive.", "One two three four."),
        ("> Not a quotation.\n\n- nor a list\n\nBut this.[^1]\n\n[^1]: Not that.", "But this."),
        ("A < B & C", "A < B & C"),
    ],
)
def test_the_lead_is_the_first_paragraph_without_marks(body: str, lead: str) -> None:
    assert link([SALT, term("one", body)])[0]["glossary/one"].lead == lead


def test_counts_what_is_done() -> None:
    names = make_name_table([SALT], [], {}, frozenset(), frozenset())
    steps: list[int] = []
    link_bodies([SALT, SALT], LinkingContext(names, {}, frozenset(), "page", 1, UNMARKED), 1, steps.append, {})
    assert sum(steps) == 2


def test_problems_bear_the_path_of_their_file() -> None:
    _, diagnostics = link([SALT, term("one", "[[x]]")])
    assert [Path(d.path).name for d in diagnostics] == ["one.md"]
    assert diagnostics[0].line == 6


def test_a_name_that_stays_open_is_reported_in_a_note_within_a_paragraph_too() -> None:
    lands = [country(slug, more="aliases: [Realm]") for slug in ("one", "two")]
    _, diagnostics = link([*lands, term("tea", "a ^[the Realm]")])
    assert [(d.code, d.line) for d in diagnostics] == [("ambiguous-name", 6)]
