"""Every key is described where it is defined, and the examples given there may stand in a file."""

import json

import pytest
from pydantic import BaseModel

from koreadiplo.diagnostics import Diagnostic
from koreadiplo.model.entries import KINDS, Entry
from koreadiplo.model.parts import Coordinates, Dispute, Effect, Value
from koreadiplo.reading.entries import read_entry

PARTS = (Coordinates, Dispute, Effect, Value)
FIELDS = [(kind, key) for kind in KINDS.values() for key in sorted(kind.keys())]


def problems(kind: type[Entry], **keys: object) -> list[Diagnostic]:
    """Read a file of a kind in which all required keys have their first examples, and others the values given."""
    fields = {key: kind.model_fields[key] for key in set(kind.model_fields) - kind.placing}
    required = {key: field.examples[0] for key, field in fields.items() if field.is_required()}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in {**required, **keys}.items()]
    read = read_entry(f"content/{kind.folder}/a.md", "\n".join(["---", *lines, "---", ""]))
    return [] if isinstance(read, Entry) else read


@pytest.mark.parametrize(("kind", "key"), FIELDS, ids=[f"{kind.kind}-{key}" for kind, key in FIELDS])
def test_each_key_is_described_with_examples_that_are_good(kind: type[Entry], key: str) -> None:
    field = kind.model_fields[key]
    assert field.description
    assert field.description.endswith(".")
    assert field.examples
    needed = {"in_force": {"type": "treaty"}}.get(key, {})
    for example in field.examples:
        assert problems(kind, **needed, **{key: example}) == []


@pytest.mark.parametrize("part", PARTS)
def test_each_key_of_a_part_is_described_with_examples(part: type[BaseModel]) -> None:
    for key, field in part.model_fields.items():
        assert field.description, key
        assert field.examples, key


def test_a_wrong_example_would_be_noticed() -> None:
    assert problems(KINDS["events"], date="yesterday")
