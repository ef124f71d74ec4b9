"""JSON Schemas of what editors write, by which other programs complete, explain and check it as it is typed.

Follows JSON Schema, draft 2020-12: https://json-schema.org/draft/2020-12. The models give the schemas of the kinds, of
the works cited and of the settings; the site's own names stand apart from these, in a schema to which they refer, since
only that changes with the content.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from ..config import Config
from ..model.entries import GENERAL_KNOWLEDGE, KINDS, Country, Entry, Term
from ..model.fields import NUMBER_PATTERN
from ..model.sources import SOURCE_ID_PATTERN, CslItem
from ..reading import Content

Schema = dict[str, Any]
NAMES = "names.schema.json"
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_NAMED = {
    "countries": "country",
    "between": "country",
    "continues": "country",
    "succeeds": "country",
    "topics": "topic",
    "sources": "source",
    "source": "source",
    "followed": "source",
    "place": "place",
    "lineage": "lineage",
    "see_also": "entry",
}
"""Which of the site's names the values of a key are: those of `make_names`."""
_ONCE = ("countries", "between", "topics", "sources", "former")


def make_schemas(config: Config, content: Content) -> dict[str, str]:
    """Make the schemas of a site: texts by file name, such as `event.schema.json`."""
    schemas = {f"{kind.kind}.schema.json": _kind_schema(kind) for kind in KINDS.values()}
    schemas["sources.schema.json"] = _sources_schema()
    schemas["site.schema.json"] = _site_schema()
    schemas[NAMES] = _names_schema(make_names(config, content))
    return {name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for name, schema in schemas.items()}


def make_names(config: Config, content: Content) -> dict[str, dict[str, str]]:
    """List what the site's entries may name, by what it is: titles by slug or id.

    Of entries that can't be read, the name alone is known.
    """
    titles = {id_: "" for id_ in sorted(content.unread) if "/" in id_} | {e.id: e.title for e in content.entries}

    def of(kind: type[Entry]) -> dict[str, str]:
        return {id_.partition("/")[2]: title for id_, title in titles.items() if id_.startswith(f"{kind.folder}/")}

    places = {entry.slug for entry in content.entries if isinstance(entry, Term) and entry.type == "place"}
    return {
        "country": of(Country),
        "place": {slug: title for slug, title in of(Term).items() if slug in places},
        "topic": dict(config.topics),
        "lineage": dict(config.lineages),
        "source": {
            GENERAL_KNOWLEDGE: "Common knowledge; no work cited",
            **{source.slug: source.title for source in content.sources},
        },
        "entry": titles,
    }


class _Plain(GenerateJsonSchema):
    """Leaves out what only the code means: titles made of field names, `null`, defaults, fixed places in lists.

    Keys stay in the order in which they are defined.
    """

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def sort(self, value: JsonSchemaValue, parent_key: str | None = None) -> JsonSchemaValue:
        return value

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        bounds = {"minimum": schema.get("ge"), "maximum": schema.get("le")}
        number = {"type": ["number", "string"], "pattern": f"^{NUMBER_PATTERN}$"}
        return {**number, **{name: int(bound) for name, bound in bounds.items() if bound is not None}}

    def tuple_schema(self, schema: core_schema.TupleSchema) -> JsonSchemaValue:
        made = super().tuple_schema(schema)
        if items := made.pop("prefixItems", None):
            made["items"] = items[0]
        return made

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        made = super().dict_schema(schema)
        return {**made, "additionalProperties": False} if "patternProperties" in made else made

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        made = super().model_schema(schema)
        made.pop("title", None)
        return made


class _Yaml(_Plain):
    """Lets numbers stand for texts, which other programs take them for where they are not quoted."""

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        return {**super().str_schema(schema), "type": ["string", "number"]}


def _kind_schema(kind: type[Entry]) -> Schema:
    schema = _of_model(kind, kind.kind.capitalize(), _Yaml)
    keys = kind.keys()
    schema["properties"] = {key: value for key, value in schema["properties"].items() if key in keys}
    schema["required"] = [key for key in schema["required"] if key in keys]
    schema["$defs"]["Dispute"]["properties"]["field"]["enum"] = sorted(kind.disputable())
    for part in (schema, *schema["$defs"].values()):
        for key, value in part["properties"].items():
            if key in _NAMED:
                _name_values(value, _NAMED[key])
            if key in _ONCE:
                value["uniqueItems"] = True
    return schema


def _name_values(schema: Schema, kind: str) -> None:
    """Say of which kind the names are that stand in a value, alone or in a list."""
    named: Schema = {"$ref": f"{NAMES}#/$defs/{kind}"}
    if kind == "entry":  # a slug or a name will do as well
        named = {"anyOf": [named, {"type": ["string", "number"]}]}
    if "anyOf" in schema:
        schema["anyOf"] = [named, {"type": "array", "items": named}]
    elif schema.get("type") == "array":
        schema["items"] = named
    else:
        for key in ("type", "minLength"):
            schema.pop(key, None)
        schema.update(named)


def _sources_schema() -> Schema:
    item = _of_model(CslItem, "", _Yaml)
    item["properties"]["id"]["pattern"] = f"^{SOURCE_ID_PATTERN}$"
    item["properties"]["id"]["not"] = {"const": GENERAL_KNOWLEDGE}
    parts = item.pop("$defs")
    return {
        "$schema": item.pop("$schema"),
        "title": "Works cited",
        "description": "The works that entries cite, as items of CSL.",
        "type": "object",
        "required": ["references"],
        "properties": {"references": {"type": "array", "items": item}},
        "$defs": parts,
    }


def _site_schema() -> Schema:
    schema = _of_model(Config, "Settings of a site", _Plain)
    del schema["properties"]["root"], schema["description"]
    schema["required"].remove("root")
    return schema


def _of_model(model: type[BaseModel], title: str, generator: type[GenerateJsonSchema]) -> Schema:
    head = {"$schema": _DRAFT} | ({"title": title} if title else {})
    schema = model.model_json_schema(schema_generator=generator)
    schema.setdefault("$defs", {})
    return {**head, **schema}


def _names_schema(names: Mapping[str, Mapping[str, str]]) -> Schema:
    listed = {kind: {"enum": list(titles), "enumDescriptions": list(titles.values())} for kind, titles in names.items()}
    return {"$schema": _DRAFT, "title": "What this site has names for", "$defs": listed}
