"""Diagnostics as the programs that read them want them."""

from koreadiplo.diagnostics import Diagnostic
from koreadiplo.editing.formats import as_github


def test_annotations_escape_what_has_a_meaning_in_workflow_commands() -> None:
    odd = Diagnostic("content/a,b:c%.md", 3, 5, "unknown-key", "100%: a,\r\nb::", "Why?")
    assert as_github([odd], "docs") == (
        "::error file=docs/content/a%2Cb%3Ac%25.md,line=3,col=5,title=unknown-key::100%25: a,%0D%0Ab:: Why?"
    )


def test_annotations_have_the_levels_of_the_severities() -> None:
    found = [Diagnostic("content/a.md", 1, 1, code, "So.") for code in ("empty-file", "unused-note", "orphan")]
    levels = [line.partition(" ")[0] for line in as_github(found, "").splitlines()]
    assert levels == ["::error", "::warning", "::notice"]
