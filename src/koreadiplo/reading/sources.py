"""`content/sources.yaml` → the works cited."""

from __future__ import annotations

import re
from typing import Any

from pydantic import ValidationError

from ..diagnostics import Diagnostic, Keys, from_validation
from ..model.dates import parse_date
from ..model.entries import GENERAL_KNOWLEDGE
from ..model.positions import locate_key
from ..model.quotes import print_quotes
from ..model.sources import SOURCE_ID_PATTERN, CslItem, CslName, Source
from .strict_yaml import YamlError, load_yaml

_DATE_HINT = 'Write issued: "2004" or issued: {date-parts: [[2004, 5, 17]]}.'


def read_sources(path: str, text: str) -> tuple[list[Source], list[Diagnostic]]:
    """Read CSL items under `references:`, as Zotero exports them in CSL YAML."""
    try:
        data = load_yaml(text)
    except YamlError as error:
        return [], [Diagnostic(path, error.line + 1, error.column + 1, error.code, str(error), error.hint)]
    items = data.get("references") if isinstance(data, dict) else None
    if not isinstance(items, list):
        hint = "Begin with “references:” and list the works below it, each with id, type and title."
        return [], [Diagnostic(path, 1, 1, "missing-key", "The file has no list of references.", hint)]
    sources: list[Source] = []
    diagnostics: list[Diagnostic] = []
    taken: dict[str, str] = {}
    for number, item in enumerate(items):
        source = _read_item(path, text, number, item)
        if not isinstance(source, Source):
            diagnostics += source
        elif other := taken.get(source.slug.lower()):
            place = locate_key(text, 1, ("references", number, "id"))
            message = f"The id {source.slug} is taken by the work {other} above."
            diagnostics.append(Diagnostic(path, *place, "url-conflict", message, "Give one of the two another id."))
        else:
            taken[source.slug.lower()] = source.slug
            sources.append(source)
    return sources, diagnostics


def _read_item(path: str, text: str, number: int, item: Any) -> Source | list[Diagnostic]:
    where = ("references", number)

    def report(code: str, message: str, hint: str, *keys: str) -> list[Diagnostic]:
        return [Diagnostic(path, *locate_key(text, 1, (*where, *keys)), code, message, hint)]

    try:
        CslItem.model_validate(item)
    except ValidationError as error:
        return from_validation(error.errors(), path, _allowed, lambda keys: locate_key(text, 1, (*where, *keys)))
    slug = item["id"]
    if slug == GENERAL_KNOWLEDGE or not re.fullmatch(SOURCE_ID_PATTERN, slug):
        reserved = f"“{slug}” is reserved for what has no work cited."
        message = reserved if slug == GENERAL_KNOWLEDGE else f"“{slug}” can't be part of an address."
        return report("invalid-slug", message, "Use letters a to z, digits and hyphens, such as brown-1901.", "id")
    csl = dict(item)
    for key in ("issued", "accessed", "original-date", "submitted", "event-date", "available-date"):
        if key in item:
            date = _csl_date(item[key])
            if date is None:
                return report("invalid-date", f"{key} is not a date.", _DATE_HINT, key)
            csl[key] = date
    line, _ = locate_key(text, 1, where)
    return Source(slug=slug, path=path, line=line, title=print_quotes(item["title"]), csl=csl)


def _allowed(keys: Keys) -> set[str]:
    model = CslName if keys else CslItem
    return {field.alias or name for name, field in model.model_fields.items()}


def _csl_date(value: Any) -> dict[str, Any] | None:
    """Read a CSL date as Zotero, Pandoc or a person writes it into CSL's own form; None where it is no date."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]  # Pandoc's form: issued: [{year: 1992}]
    if isinstance(value, str):
        parts: Any = [value.split("-")]
    elif not isinstance(value, dict):
        return None
    elif isinstance(value.get("literal"), str):
        return {"literal": value["literal"]}
    elif "year" in value:
        parts = [[value[key] for key in ("year", "month", "day") if key in value]]
    else:
        parts = value.get("date-parts")
    try:
        return {"date-parts": [_day(part) for part in parts]} if isinstance(parts, list) and parts else None
    except (TypeError, ValueError):
        return None


def _day(parts: list[str]) -> list[int]:
    """Check year, month and day, of which the last two may be missing."""
    numbers = [int(part) for part in parts]
    parse_date("-".join(f"{number:0{width}}" for number, width in zip(numbers, (4, 2, 2), strict=False)))
    return numbers[:3]
