"""The schemas and snippets for editors' programs: they take what the site takes, as those programs read it."""

import json
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from samples import SITES, Silent, write_site

from koreadiplo.diagnostics import Severity
from koreadiplo.editing.check import check
from koreadiplo.editing.editor_files import FOLDER, make_editor_files
from koreadiplo.editing.schemas import NAMES
from koreadiplo.editing.snippets import SNIPPETS as SNIPPETS_FILE
from koreadiplo.editing.snippets import make_snippets
from koreadiplo.model.entries import KINDS, Entry
from koreadiplo.reading.entries import read_entry

PROJECT = Path(__file__).parents[2]
RIVERLANDS = SITES / "riverlands"
KIND_OF = {folder: kind.kind for folder, kind in KINDS.items()}
SNIPPETS = json.loads(make_editor_files(RIVERLANDS)[0]["entries.code-snippets"])
BEYOND_SCHEMAS = {"content/events/stranger.md", "content/glossary/disputed-fields.md"}
"""Files in which one value is wrong by another: an effect on a country that did not take part, a date that is none."""


class EditorsYaml(yaml.SafeLoader):
    """Reads YAML 1.2 by its core schema, as editors' programs do: numbers and truth, but no dates."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


for kind, pattern, first in (
    ("bool", "true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", "[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("null", "~|null|Null|NULL|", ["~", "n", "N", ""]),
):
    EditorsYaml.add_implicit_resolver(f"tag:yaml.org,2002:{kind}", re.compile(f"(?:{pattern})$"), list(first))


@cache
def validators(root: Path) -> dict[str, Draft202012Validator]:
    """Give the validators of a site, by what they are for: event, sources, site."""
    files, diagnostics = make_editor_files(root)
    assert diagnostics == []
    schemas = {name: json.loads(text) for name, text in files.items() if name.endswith(".schema.json")}
    registry = Registry().with_resources((name, Resource.from_contents(schema)) for name, schema in schemas.items())
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    return {name.partition(".")[0]: Draft202012Validator(schema, registry=registry) for name, schema in schemas.items()}


def problems(root: Path, file: Path) -> list[str]:
    """List what the schemas of a site find in one of its files."""
    text = file.read_text("utf-8")
    if file.name == "sources.yaml":
        of, data = "sources", yaml.load(text, EditorsYaml)
    elif file.suffix == ".toml":
        of, data = "site", tomllib.loads(text)
    else:
        of, data = KIND_OF[file.parent.name], yaml.load(text.split("\n---")[0], EditorsYaml)
    return [error.message for error in validators(root)[of].iter_errors(data)]


def files_of(root: Path) -> Iterator[Path]:
    yield from sorted(root.glob("content/*/*.md"))
    yield from root.glob("content/sources.yaml")
    yield root / "site.toml"


@pytest.mark.parametrize("root", [PROJECT, RIVERLANDS, SITES / "minimal"], ids=lambda root: root.name)
def test_take_all_that_is_good(root: Path) -> None:
    found = {file.name: problems(root, file) for file in files_of(root)}
    assert len(found) > 5
    assert {name: messages for name, messages in found.items() if messages} == {}


@pytest.mark.parametrize(
    "code",
    [
        "unknown-key",
        "missing-key",
        "missing-key.sources",
        "invalid-value",
        "invalid-value.former",
        "unknown-country",
        "unknown-lineage",
        "unknown-place",
        "unknown-source",
        "unknown-topic",
    ],
)
def test_find_fault_with_each_wrong_file(code: str) -> None:
    root = SITES / "invalid" / code
    wrong = {d.path for d in check(root, 1, Silent()) if d.severity is Severity.ERROR} - {"site.toml"}
    good = {path for path in wrong - BEYOND_SCHEMAS if not problems(root, root / path)}
    assert good == set()


@pytest.mark.parametrize("code", ["unknown-key.settings", "missing-key.settings"])
def test_find_fault_with_wrong_settings(code: str) -> None:
    settings = tomllib.loads((SITES / "invalid" / code / "site.toml").read_text("utf-8"))
    assert list(validators(RIVERLANDS)["site"].iter_errors(settings))


@pytest.mark.parametrize("date", ["1884-13-07x", "yesterday", "1884/", "..", "/", "1884//1885", "07.07.1884", True])
def test_dates_look_like_dates(date: Any) -> None:
    dated = {"title": "A", "type": "visit", "countries": ["thule"], "date": date}
    accepted = not list(validators(RIVERLANDS)["event"].iter_errors(dated))
    assert accepted == (date == "1884/")


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.kind)
def test_explain_all_keys_and_show_nothing_of_the_code(kind: type[Entry]) -> None:
    schema = validators(RIVERLANDS)[kind.kind].schema
    assert schema["properties"].keys() == kind.keys()
    for part in (schema, *schema["$defs"].values()):
        assert part["additionalProperties"] is False
        for key, value in part["properties"].items():
            assert value["description"].endswith("."), key
            assert not value.keys() & {"title", "default"}, key
    assert '"null"' not in json.dumps(schema)


def test_name_what_the_site_has() -> None:
    names = validators(RIVERLANDS)["names"].schema["$defs"]
    assert dict(zip(names["country"]["enum"], names["country"]["enumDescriptions"], strict=True))["thule"] == "Thule"
    assert names["topic"]["enum"] == ["diplomacy", "trade", "wars"]
    assert names["lineage"]["enum"] == ["lilia", "borduria"]
    assert {"general-knowledge", "brown-1901"} <= set(names["source"]["enum"])
    assert "port-lily" in names["place"]["enum"]
    assert not set(names["place"]["enum"]) & set(names["country"]["enum"])
    assert "events/" in " ".join(names["entry"]["enum"])


def test_a_site_that_can_not_be_read_has_names_still(tmp_path: Path) -> None:
    root = write_site(tmp_path, {"countries/a.md": "---\ntitle: A\nexist: 1801\n---\n", "sources.yaml": "x"})
    names = validators(root)["names"].schema["$defs"]
    assert names["country"]["enum"] == ["a"]
    assert names["entry"]["enum"] == ["countries/a"]


def test_settings_that_can_not_be_read_are_reported(tmp_path: Path) -> None:
    files, diagnostics = make_editor_files(write_site(tmp_path, {}, settings="title ="))
    assert files == {}
    assert [diagnostic.code for diagnostic in diagnostics] == ["toml-syntax"]


# Snippets


def filled(lines: list[str]) -> str:
    """Fill in a snippet: the first of each choice, and each example."""
    text = re.sub(r"\$\{\d+\|(.*?)(?<!\\)[,|].*?\|\}", r"\1", "\n".join(lines))
    text = re.sub(r"\$\{\d+:((?:\\.|[^}])*)\}", r"\1", text)
    return re.sub(r"\\(.)", r"\1", text).replace("$0", "Text.")


@pytest.mark.parametrize("folder", KINDS)
def test_the_front_matter_of_each_kind_can_be_filled_in(folder: str) -> None:
    body = SNIPPETS[f"New {KIND_OF[folder]}"]["body"]
    text = filled(body).replace("duchy-of-borduria, duchy-of-borduria", "thule, duchy-of-borduria")
    entry = read_entry(f"content/{folder}/a.md", text.replace("diplomacy, diplomacy", "diplomacy"))
    assert isinstance(entry, Entry), entry
    assert entry.body.strip() == "Text."


def test_each_key_has_a_line_of_its_kind() -> None:
    for folder, kind in KINDS.items():
        for key in sorted(kind.keys()):
            names = [key, *(name for name in SNIPPETS if re.match(rf"{key} \(.*\b{kind.kind}\b", name))]
            (snippet,) = [SNIPPETS[name] for name in names if name in SNIPPETS]
            assert snippet["prefix"] == key
            assert snippet["scope"] == "markdown"
            (line,) = snippet["body"]
            assert yaml.load(filled([line]), EditorsYaml).keys() == {key}, folder


def test_choices_are_written_as_snippets_want_them(tmp_path: Path) -> None:

    schema = {"description": "", "required": [], "$defs": {}}
    properties = {
        "sources": {"enum": ["a,b", "c|d"], "examples": ["a"], "description": ""},
        "see": {"type": "string", "examples": ["$ } \\"], "description": ""},
    }
    made = json.loads(make_snippets({"event": {**schema, "properties": properties}}, {}))
    assert made["sources"]["body"] == [r"sources: ${1|a\,b,c\|d|}"]
    assert made["see"]["body"] == [r'see: ${1:"\$ \} \\\\"}']


# The repository's own


def test_the_files_of_this_repository_are_current_but_for_names() -> None:
    """Who adds an entry need not renew them: only the new name isn't offered until somebody does."""
    kept = {file.name: file.read_text("utf-8") for file in (PROJECT / FOLDER).iterdir()}
    made = make_editor_files(PROJECT)[0]
    assert made.keys() <= kept.keys()
    named = {
        kind: dict(zip(names["enum"], names["enumDescriptions"], strict=True))
        for kind, names in json.loads(kept[NAMES])["$defs"].items()
    }
    assert named.keys() == json.loads(made.pop(NAMES))["$defs"].keys()
    kinds = {kind.kind: json.loads(made[f"{kind.kind}.schema.json"]) for kind in KINDS.values()}
    made[SNIPPETS_FILE] = make_snippets(kinds, named)
    assert [name for name, text in made.items() if kept[name] != text] == [], "Run: python build.py schema"
