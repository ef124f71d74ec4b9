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


def test_passages_have_the_links_of_the_pages(base: KnowledgeBase) -> None:
    counted: Counter[str] = Counter()
    for passage in read_linked_site(PROJECT, 1, Silent()).passages:
        counted[passage.source] += passage.links
    in_pages = {id_: body.html.partition('<section class="notes"')[0] for id_, body in base.bodies.items()}
    assert counted == Counter({id_: html.count('href="kb:') for id_, html in in_pages.items()})
    assert counted.total() > 1000


def test_all_names_that_the_pages_link_stand_in_open_text() -> None:
    site = read_linked_site(PROJECT, 1, Silent())
    met = Counter(
        (passage.source, passage.place(match.start).rpartition(":")[2])
        for passage in site.passages
        for match in site.names.matcher.find(passage.text)
        if passage.is_open(match.start, match.end)
    )
    found = Counter((link.source, str(link.line)) for link in site.links if not link.by_hand)
    assert found - met == Counter()
    assert found.total() > 500


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("a Salt b", [("a Salt b", [])]),
        ("a *Salt* **b**", [("a Salt b", [])]),
        ("a [[salt|b]] Salt", [("a b Salt", ["b"])]),
        ("a [b *c*](https://b.example/) d", [("a b c d", ["b c"])]),
        ("a\n[Salt]{.nolink}\nb", [("a\nSalt\nb", ["Salt"])]),
        ("`Salt`\\\na", [("\ufffc\na", [])]),
        ("a [@general-knowledge].", [("a\ufffc.", [])]),
        ("## Salt\n\n> Salt\n\nSalt", [("Salt", ["Salt"]), ("Salt", ["Salt"]), ("Salt", [])]),
        ("> a\n> > b\n>\n> c\n\nd", [("a", ["a"]), ("b", ["b"]), ("c", ["c"]), ("d", [])]),
        ("| a | Salt |\n|---|---|", [("a", []), ("Salt", [])]),
    ],
)
def test_text_is_open_where_names_are_linked(body: str, expected: list[tuple[str, list[str]]], tmp_path: Path) -> None:
    passages = read(tmp_path, body).passages
    assert [
        (passage.text, [passage.text[start:end] for start, end in passage.closed]) for passage in passages
    ] == expected


def test_open_is_what_no_closed_text_is_part_of(tmp_path: Path) -> None:
    (passage,) = read(tmp_path, "ab [[salt|cd]] ef").passages
    assert passage.text == "ab cd ef"
    assert [passage.is_open(*span) for span in ((0, 2), (0, 3), (2, 4), (3, 5), (4, 6), (5, 6), (0, 8))] == [
        True,
        True,
        False,
        False,
        False,
        True,
        False,
    ]


def test_text_has_its_place(tmp_path: Path) -> None:
    (passage,) = read(tmp_path, "ab [@general-knowledge,\np. 1] *cd*\nef").passages
    assert passage.text == "ab\ufffc cd\nef"
    places = [passage.place(passage.text.index(letter)) for letter in "abcdef"]
    assert places == [f"content/glossary/tea.md:{FIRST_LINE + row}" for row in (0, 0, 1, 1, 2, 2)]


def test_citations_and_links_to_sources_are_no_links_to_entries(tmp_path: Path) -> None:
    source = "references:\n- {id: b, type: book, title: B}\n"
    write_site(tmp_path, {"sources.yaml": source})
    site = read(tmp_path, "[[b]] says so. [@b]")
    assert [passage.links for passage in site.passages] == [1]
    assert site.links == ()


def test_content_with_errors_has_no_links(tmp_path: Path) -> None:
    with pytest.raises(LinksUnknown, match="has errors") as unknown:
        read(tmp_path, "[[sale]] and Salt[^1]\n\n[^2]: unused")
    assert [(problem.path, problem.code) for problem in unknown.value.diagnostics] == [
        ("content/glossary/tea.md", "unknown-target"),
        ("content/glossary/tea.md", "undefined-note"),
    ]


def test_errors_that_only_the_pages_have_count_too(tmp_path: Path) -> None:
    with pytest.raises(LinksUnknown) as unknown:
        read(tmp_path, "", "former: [salt]")
    assert [problem.code for problem in unknown.value.diagnostics] == ["url-conflict"]


def test_warnings_hide_no_links(tmp_path: Path) -> None:
    assert len(read(tmp_path, "Salt\n\n[^2]: unused").links) == 1
