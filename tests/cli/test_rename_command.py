"""`koreadiplo rename`: prints what it changed, or why it changed nothing."""

from pathlib import Path

import pytest
from two_states import BROKEN, CONTENT, Outcome, Run, tree, write_site


def test_tells_which_files_changed(site: Path, run: Run) -> None:
    outcome = run("rename", "norland", "north-land")
    assert outcome == Outcome(
        0,
        "Renamed content/countries/norland.md to content/countries/north-land.md\n"
        "Changed content/events/1850-05-01-treaty.md\n",
        "",
    )
    assert {name for name in tree(site) if "land" in name} == {"content/countries/north-land.md"}
    assert run("check", "--strict").out == "No problems.\n"
    assert run("rename", "country/north-land", "norland").code == 0
    back = CONTENT["countries/norland.md"].replace("---\n\n", "former: [north-land]\n---\n\n")
    assert tree(site)["content/countries/norland.md"].decode() == back


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("norlnd", "x"), 1, "There is no entry “norlnd”. Did you mean norland?"),
        (("norland", "sudonia"), 1, "There is an entry countries/sudonia already."),
        (("norland", "North Land"), 1, "“North Land” can't be the name of a file."),
        (("norland",), 2, "Missing argument 'NAME'"),
    ],
)
def test_says_why_nothing_is_renamed(arguments: tuple[str, ...], code: int, message: str, site: Path, run: Run) -> None:
    before = tree(site)
    outcome = run("rename", *arguments)
    assert (outcome.code, outcome.out) == (code, "")
    assert message in outcome.words
    assert tree(site) == before


def test_errors_in_the_content_are_told(site: Path, run: Run) -> None:
    write_site(site, BROKEN)
    outcome = run("rename", "norland", "x")
    assert (outcome.code, outcome.out) == (1, "")
    assert "content/glossary/midway.md:3:1: error [unknown-key]" in outcome.err
    assert outcome.err.endswith("The content has errors; mend them first.\n")
