"""What editors are told of links is what the pages have."""

from collections import Counter
from pathlib import Path

import pytest
from samples import Silent, write_site

from koreadiplo.editing.passages import LinkedSite, LinksUnknown, read_linked_site
from koreadiplo.knowledge import KnowledgeBase

PROJECT = Path(__file__).parents[2]
SALT = "---\ntitle: Salt\ntype: thing\n---\n"
TEA = "---\ntitle: Tea\ntype: thing\n{keys}---\n\n{body}"
FIRST_LINE = 7
"""Of the body that `read` puts into an entry."""


def read(root: Path, body: str, keys: str = "") -> LinkedSite:
    files = {"glossary/salt.md": SALT, "glossary/tea.md": TEA.format(keys=f"{keys or 'aliases: []'}\n", body=body)}
    return read_linked_site(write_site(root, files), 1, Silent())


def test_links_are_those_of_the_pages(base: KnowledgeBase) -> None:
    counted = Counter(
        (link.source, link.target, link.by_hand, link.sentence)
        for link in read_linked_site(PROJECT, 1, Silent()).links()
    )
    assert counted == Counter(
        (mention.source, mention.target, mention.by_hand, mention.sentence)
        for body in base.bodies.values()
        for mention in body.mentions
        if not mention.target.startswith("sources/")
    )
    assert counted.total() > 1000


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Of salt and Salt.", [(0, "Salt", False)]),
        ("Of [[salt|the\nmineral]].", [(0, "the mineral", True)]),
        ("a\nb *c*\nd [e](salt.md) Salt", [(2, "e", True)]),
        ("a [@general-knowledge, p. 1;\n@general-knowledge]\nb [c](salt.md)", [(2, "c", True)]),
        ("a `Salt`\\\nb Salt", [(1, "Salt", False)]),
        ("a [b](https://b.example/)\n\n- c\n\n  Salt", [(4, "Salt", False)]),
        ("| a | b |\n|---|---|\n| c | Salt |\n", [(2, "Salt", False)]),
        ("## On [[salt]]\n\n> [[salt]]\n\na", [(0, "Salt", True), (2, "Salt", True)]),
        ("a[^1]\n\n[^1]: b\n    Salt\n", [(3, "Salt", False)]),
        ("Salt&amp;Tea\n[[salt]]", [(0, "Salt", False), (1, "Salt", True)]),
        ("[[tea]], [a](#b)\n\n## b", []),
    ],
)
def test_a_link_has_its_line_and_its_words(body: str, expected: list[object], tmp_path: Path) -> None:
    links = list(read(tmp_path, body).links())
    assert [(link.line - FIRST_LINE, link.text, link.by_hand) for link in links] == expected
    assert {(link.source, link.target, link.path) for link in links} <= {
        ("glossary/tea", "glossary/salt", "content/glossary/tea.md")
    }


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("a Salt b\nc", [("a Salt b\nc", 0, True)]),
        ("a *b* c", [("a ", 0, True), ("b", 0, True), (" c", 0, True)]),
        ("a [[salt|b]] c", [("a ", 0, True), ("b", 0, False), (" c", 0, True)]),
        ("a\n[Salt]{.nolink}\nb", [("a\n", 0, True), ("Salt", 1, False), ("\nb", 1, True)]),
        ("`Salt`\na", [("\na", 0, True)]),
        ("## Salt\n\n> Salt\n\nSalt", [("Salt", 0, False), ("Salt", 2, False), ("Salt", 4, True)]),
        ("> a\n> > b\n\nc", [("a", 0, False), ("b", 1, False), ("c", 3, True)]),
        ("a [@general-knowledge,\np. 1] b", [("a", 0, True), (" b", 1, True)]),
        ("![Salt](../images/a.png)", []),
    ],
)
def test_text_is_in_runs_that_are_open_where_names_are_linked(
    body: str, expected: list[tuple[str, int, bool]], tmp_path: Path
) -> None:
    (tmp_path / "content" / "images").mkdir(parents=True)
    (tmp_path / "content" / "images" / "a.png").touch()
    runs = [
        (passage.text[run.start : run.end], run.line - FIRST_LINE, run.open)
        for passage in read(tmp_path, body).passages
        for run in passage.runs
    ]
    assert runs == expected


def test_citations_and_links_to_sources_are_no_links_to_entries(tmp_path: Path) -> None:
    source = "references:\n- {id: b, type: book, title: B}\n"
    write_site(tmp_path, {"sources.yaml": source})
    site = read(tmp_path, "[[b]] says so. [@b]")
    assert [link.target for passage in site.passages for link in passage.links] == ["sources/b"]
    assert list(site.links()) == []


def test_content_with_errors_has_no_links(tmp_path: Path) -> None:
    with pytest.raises(LinksUnknown, match="has errors") as unknown:
        read(tmp_path, "[[sale]] and Salt[^1]\n\n[^2]: unused")
    assert [(problem.path, problem.code) for problem in unknown.value.diagnostics] == [
        ("content/glossary/tea.md", "unknown-target"),
        ("content/glossary/tea.md", "undefined-note"),
    ]


def test_warnings_hide_no_links(tmp_path: Path) -> None:
    assert len(list(read(tmp_path, "Salt\n\n[^2]: unused").links())) == 1
