"""One resolver for all links: in running text, by hand, in Markdown, in `see_also` and `nolink`, and for backlinks."""

from pathlib import Path

import pytest
from samples import country, entry, settings

from koreadiplo.diagnostics import Diagnostic
from koreadiplo.linking import Linked, link_content
from koreadiplo.model.entries import Entry
from koreadiplo.reading import Content

SALT = entry(
    "glossary/salt", "title: Sea Salt\ntype: thing\nnames: {el: Αλάτι}\naliases: [Sel-de-mér]\nformer: [white-salt]"
)
ARCADIA = country("arcadia")


def link(*entries: Entry) -> tuple[Linked, list[Diagnostic]]:
    content = Content((SALT, ARCADIA, *entries), (), (), frozenset({"glossary/plan"}), frozenset())
    return link_content(
        content, settings(Path("/nowhere"), lineages={"arcady": "Arcady"}), 1, lambda steps: None, {}, {}
    )[:2]


@pytest.mark.parametrize(
    "reference",
    ["glossary/salt", "salt", "Sea Salt", "sea salt", "Αλάτι", "αλάτι", "Sel-de-mér", "sel–de–mer", "white-salt"],
)
def test_a_reference_means_the_same_wherever_it_stands(reference: str) -> None:
    one = entry("glossary/one", f"title: One\ntype: idea\nsee_also: ['{reference}']", f"[[{reference}|x]]")
    other = entry("glossary/other", f"title: Other\ntype: idea\nnolink: ['{reference}']", "Sea Salt")
    linked, diagnostics = link(one, other)
    assert diagnostics == []
    assert linked.context.names.resolve(reference) == SALT.id
    assert linked.see_also[one.id] == (SALT.id,)
    assert [mention.target for mention in linked.bodies[one.id].mentions] == [SALT.id]
    assert linked.bodies[other.id].mentions == ()


@pytest.mark.parametrize("file", ["salt.md", "white-salt.md", "../glossary/salt.md"])
def test_a_file_means_its_entry(file: str) -> None:
    linked, diagnostics = link(entry("glossary/one", "title: One\ntype: idea", f"[x]({file})"))
    assert diagnostics == []
    assert [mention.target for mention in linked.bodies["glossary/one"].mentions] == [SALT.id]


@pytest.mark.parametrize("key", ["see_also", "nolink"])
def test_a_dead_reference_is_an_error_in_its_place(key: str) -> None:
    _, diagnostics = link(entry("glossary/one", f"title: One\ntype: idea\n{key}: [salt, Sea Sallt, plan]"))
    assert [(d.line, d.column, d.code, d.hint) for d in diagnostics] == [
        (4, len(key) + 10, "unknown-target", "Did you mean Sea Salt?"),
        (4, len(key) + 21, "unknown-target", "Remove draft: true from it, or the link."),
    ]


def test_two_terms_of_one_title_are_an_error_and_other_shared_names_are_none() -> None:
    sharing = entry("glossary/one", "title: One\ntype: idea\naliases: [Sea Salt, Arcadia]")
    _, diagnostics = link(sharing, country("one"))
    assert diagnostics == []
    _, diagnostics = link(entry("glossary/two", "title: sea  sált\ntype: idea"))
    assert [(d.path, d.line, d.code) for d in diagnostics] == [("content/glossary/two.md", 2, "repeated-title")]
