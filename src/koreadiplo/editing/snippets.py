"""Snippets for VS Code: the front matter of each kind, and each key, with choices and examples to be typed over.

They work in any Markdown file, where programs that know JSON Schema don't look for YAML. Follows
https://code.visualstudio.com/docs/editing/userdefinedsnippets.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

SNIPPETS = "entries.code-snippets"
_USUAL = ("sources",)
"""Keys that nearly every entry has, though none must."""
_MANY = 100
"""With more choices than these, one types sooner than one finds."""
_PLAIN = re.compile(r"[\w~./+-][\w~./+ '’-]*")
Schema = Mapping[str, Any]


def make_snippets(schemas: Mapping[str, Schema], names: Mapping[str, Mapping[str, str]]) -> str:
    """Make the snippets for the kinds of entry with these schemas, by kind, and the names that a site has."""
    snippets: dict[str, dict[str, object]] = {}
    bodies: dict[tuple[str, str], list[str]] = {}
    for kind, schema in schemas.items():
        properties = schema["properties"]
        fill = _Filler(schema["$defs"], names)
        keys = dict.fromkeys([*schema["required"], *_USUAL])
        places = count(1)
        body = ["---", *(fill.line(key, properties[key], places) for key in keys), "---", "", "$0"]
        snippets[f"New {kind}"] = _snippet(kind, schema["description"], body)
        for key, value in properties.items():
            bodies.setdefault((key, fill.line(key, value, count(1))), []).append(kind)
    for (key, line), kinds in bodies.items():
        name = key if len(kinds) == len(schemas) else f"{key} ({', '.join(kinds)})"
        snippets[name] = _snippet(key, schemas[kinds[0]]["properties"][key]["description"], [line])
    return json.dumps(snippets, ensure_ascii=False, indent=2) + "\n"


def _snippet(prefix: str, description: str, body: list[str]) -> dict[str, object]:
    return {"scope": "markdown", "prefix": prefix, "description": description, "body": body}


class _Filler:
    """Writes values of keys with places to fill in."""

    def __init__(self, parts: Mapping[str, Schema], names: Mapping[str, Mapping[str, str]]) -> None:
        self.parts, self.names = parts, names

    def line(self, key: str, schema: Schema, places: Iterator[int]) -> str:
        """Write a key with its value."""
        return f"{key}: {self._value(schema, schema['examples'][0], places)}"

    def _value(self, schema: Schema, example: Any, places: Iterator[int]) -> str:
        if choices := self._choices(schema):
            return f"${{{next(places)}|{','.join(_escaped(choice, ',|') for choice in choices)}|}}"
        if schema.get("type") == "array" and isinstance(example, list):
            item = schema["items"]
            if "properties" in self._part(item):
                return "[" + ", ".join(self._object(self._part(item), one, places) for one in example) + "]"
            if not self._choices(item):
                return f"[${{{next(places)}:{_escaped(', '.join(map(_flow, example)))}}}]"
            return "[" + ", ".join(self._value(item, one, places) for one in example) + "]"
        if isinstance(example, dict) and "properties" in self._part(schema):
            return self._object(self._part(schema), example, places)
        return f"${{{next(places)}:{_escaped(_flow(example))}}}"

    def _object(self, schema: Schema, example: Mapping[str, Any], places: Iterator[int]) -> str:
        properties = schema["properties"]
        values = (f"{key}: {self._value(properties[key], value, places)}" for key, value in example.items())
        return "{" + ", ".join(values) + "}"

    def _part(self, schema: Schema) -> Schema:
        return self.parts.get(_reference(schema), schema)

    def _choices(self, schema: Schema) -> list[str]:
        if schema.get("type") == "boolean":
            return ["true", "false"]
        names = list(self.names.get(_reference(schema), ()))
        return schema.get("enum") or (names if len(names) <= _MANY else [])


def _reference(schema: Schema) -> str:
    """Give the last part of what a schema, or the first of several, refers to."""
    first: Schema = schema.get("anyOf", [schema])[0]
    return str(first.get("$ref", "")).rpartition("/")[2]


def _flow(value: Any) -> str:
    """Write a value as YAML, as a person does in a line."""
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_flow, value)) + "]"
        case str() if _PLAIN.fullmatch(value):
            return value
        case _:
            return json.dumps(value, ensure_ascii=False)


def _escaped(text: str, also: str = "") -> str:
    return re.sub(rf"([\\$}}{re.escape(also)}])", r"\\\1", text)
