"""The editor's handbook in ``docs/``: what it says is what the program does."""

import re
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest
from samples import SITES, Silent

from koreadiplo.builder import understand
from koreadiplo.config import Config
from koreadiplo.diagnostics import CODES, Severity
from koreadiplo.knowledge import KnowledgeBase
from koreadiplo.model.dates import parse_date
from koreadiplo.model.entries import KINDS

HANDBOOK = Path(__file__).parents[1] / "docs"
GLOSSARY = HANDBOOK / "content" / "glossary"
TOPICS = {Severity.ERROR: "errors", Severity.WARNING: "warnings", Severity.ADVICE: "advice"}
EFFECTS = {word for part in get_args(KINDS["events"].model_fields["effect"].annotation) for word in get_args(part)}
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def handbook() -> tuple[Config, KnowledgeBase]:
    understood = understand(HANDBOOK, None, 1, Silent())
    assert understood.diagnostics == ()
    assert understood.plan
    return understood.plan.shelf.config, understood.plan.shelf.base


def page(slug: str) -> str:
    return (GLOSSARY / f"{slug}.md").read_text(encoding="utf-8")


def rows(slug: str, first: str) -> list[list[str]]:
    """Read the table of a chapter that begins with this header."""
    lines = page(slug).partition(f"| {first} |")[2].partition("\n\n")[0].splitlines()[2:]
    assert lines
    return [[cell.strip() for cell in line.removeprefix("|").removesuffix("|").split("|")] for line in lines]


def test_each_code_has_a_page_and_each_page_a_code(handbook: tuple[Config, KnowledgeBase]) -> None:
    told = {
        entry.slug: topic
        for entry in handbook[1].entries.values()
        for topic in entry.topics
        if topic in TOPICS.values() and entry.folder == "glossary"
    }
    assert told == {code: TOPICS[severity] for code, severity in CODES.items()}


@pytest.mark.parametrize("code", CODES)
def test_the_page_of_a_code_shows_a_message_that_is_printed(code: str, handbook: tuple[Config, KnowledgeBase]) -> None:
    entry = handbook[1].entries[f"glossary/{code}"]
    assert entry.title == code
    messages = [text for language, text in FENCE.findall(entry.body) if language == "text"]
    assert messages
    sites = [SITES / "invalid" / code, *(SITES / "invalid").glob(f"{code}.*")]
    printed = [(site / "expected.txt").read_text(encoding="utf-8") for site in sites]
    for message in messages:
        assert f": {CODES[code].value} [{code}] " in message
        assert any(message in text for text in printed)


def test_all_other_pages_show_messages_that_are_printed_too() -> None:
    printed = "".join(file.read_text(encoding="utf-8") for file in (SITES / "invalid").glob("*/expected.txt"))
    fences = [fence for file in GLOSSARY.glob("*.md") for fence in FENCE.findall(page(file.stem))]
    shown = [text for language, text in fences if language == "text"]
    assert len(shown) > len(CODES)
    assert [text for text in shown if text not in printed] == []


@pytest.mark.parametrize("code", CODES)
def test_the_page_of_a_code_is_short_and_shows_how_to_mend(code: str) -> None:
    text = page(code).split("---\n", 2)[2]
    assert re.search(r"^Before$.*^After$|^\| before \| after \|", text, re.DOTALL | re.MULTILINE)
    assert 60 <= len(FENCE.sub("", text).split()) <= 160


@pytest.mark.parametrize("severity", Severity)
def test_one_page_lists_all_codes_by_severity(severity: Severity) -> None:
    section = page("all-messages").partition(f"## {TOPICS[severity].capitalize()}\n")[2].partition("\n## ")[0]
    listed = re.findall(r"^- \[\[([\w-]+)\]\]: ", section, re.MULTILINE)
    assert listed == sorted(code for code, weight in CODES.items() if weight is severity)


def test_the_home_page_lists_the_chapters_and_each_leads_to_the_next(handbook: tuple[Config, KnowledgeBase]) -> None:
    config, base = handbook
    picks = config.home.picks
    assert sorted(picks) == sorted(id_ for id_, entry in base.entries.items() if "chapters" in entry.topics)
    for here, following in pairwise(picks):
        assert base.entries[here].body.rstrip().endswith(f"Next: [[{following.partition('/')[2]}]]."), here


def types(folder: str) -> tuple[str, ...]:
    """Give the types of a kind of entry."""
    return get_args(KINDS[folder].model_fields["type"].annotation)


def examples() -> list[tuple[str, str, str, str]]:
    """Give chapter, language and text of all that can be copied, and the file named last before it."""
    found = []
    for file in sorted(GLOSSARY.glob("*.md")):
        text = file.read_text(encoding="utf-8")
        for fence in FENCE.finditer(text):
            named = re.findall(r"`((?:content/[^`]+|site)\.(?:md|yaml|toml))`", text[: fence.start()])
            if fence[1] in ("markdown", "yaml", "toml"):
                found.append((file.stem, fence[1], fence[2], named[-1] if named else ""))
    return found


@pytest.mark.parametrize("example", examples(), ids=lambda example: f"{example[0]}-{example[3]}")
def test_what_can_be_copied_is_a_file_of_the_handbook_itself(example: tuple[str, str, str, str]) -> None:
    """So it is checked and built with the rest, and readers see what becomes of it."""
    _, language, text, path = example
    file = HANDBOOK / path
    if language == "toml":
        assert text in file.read_text(encoding="utf-8")
    else:
        assert text.startswith("references:\n" if path.endswith(".yaml") else "---\n")
        assert text == file.read_text(encoding="utf-8")


def test_every_kind_of_entry_has_an_example() -> None:
    shown = {path.split("/")[1] for _, _, _, path in examples() if path.endswith(".md")}
    assert shown == set(KINDS)


@pytest.mark.parametrize("row", rows("date-things", "you write"), ids=lambda row: row[0])
def test_dates_are_printed_as_the_table_says(row: list[str]) -> None:
    assert str(parse_date(row[0].strip("`"))) == row[1]


def test_the_table_of_keys_has_all_keys_and_no_others() -> None:
    told = {kind: [set(re.findall(r"`(\w+)`", cell)) for cell in cells] for kind, *cells in rows("all-keys", "kind")}
    shared = told.pop("any")[1]
    assert shared == frozenset.intersection(*(kind.keys() for kind in KINDS.values())) - {"title"}
    for kind in KINDS.values():
        required, besides = told.pop(kind.kind)
        assert required == {key for key in kind.keys() if kind.model_fields[key].is_required()}  # noqa: SIM118
        assert required | besides | shared == kind.keys()
    assert told == {}


@pytest.mark.parametrize(
    ("chapter", "line", "words"),
    [
        ("your-first-entry", r"A term needs a `title` and a `type`: .*", {*types("glossary"), "title", "type"}),
        ("write-an-event", r"- `type` is one of .*", {*types("events"), "type"}),
        (
            "say-that-sources-disagree",
            r"Fields that can be disputed are .*",
            {field for kind in KINDS.values() for field in kind.disputable()},
        ),
    ],
)
def test_lists_of_words_are_complete(chapter: str, line: str, words: set[str]) -> None:
    found = re.search(line, page(chapter))
    assert found
    assert set(re.findall(r"`(\w+)`", found[0])) == words


def test_the_table_of_effects_has_all() -> None:
    assert {row[0].strip("`") for row in rows("write-an-event", "effect")} == EFFECTS


def test_the_table_of_settings_has_all() -> None:
    told = {word for row in rows("all-keys", "setting") for word in re.findall(r"`\[?(\w+)\]?`", row[0])}
    sections = [field.annotation for field in Config.model_fields.values() if hasattr(field.annotation, "model_fields")]
    within = {name for section in sections for name in section.model_fields}
    assert told == {*Config.model_fields, *within} - {"root"}
