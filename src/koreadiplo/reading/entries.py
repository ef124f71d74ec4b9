"""One Markdown file → an `Entry`, or diagnostics that say why not."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from frontmatter.default_handlers import YAMLHandler
from pydantic import BaseModel, ValidationError

from ..diagnostics import Diagnostic, Keys, from_validation
from ..model.entries import KINDS, Entry
from ..model.fields import SLUG_PATTERN
from ..model.parts import Coordinates, Dispute, Effect, Value
from ..model.positions import locate_key
from .strict_yaml import YamlError, load_yaml

_PARTS: dict[str, type[BaseModel]] = {
    "coordinates": Coordinates,
    "disputed": Dispute,
    "effects": Effect,
    "values": Value,
}


def read_entry(path: str, text: str) -> Entry | list[Diagnostic]:
    """Split a file's text into front matter and body, and check the front matter against its kind."""
    slug = _place(path)[1]
    if not re.fullmatch(SLUG_PATTERN, slug):
        message = f"“{slug}” can't be part of an address."
        hint = "Name the file with small letters a to z, digits and single hyphens: 1884-07-07-treaty.md."
        return [Diagnostic(path, 1, 1, "invalid-slug", message, hint)]
    parts = _split(path, text)
    if isinstance(parts, Diagnostic):
        return [parts]
    try:
        data = load_yaml(parts.front_matter)
    except YamlError as error:
        line, column = parts.front_line + error.line, error.column + 1
        return [Diagnostic(path, line, column, error.code, str(error), error.hint)]
    if not isinstance(data, dict):
        message = "Between the lines --- there are no keys."
        hint = "Write lines such as “title: …” there."
        return [Diagnostic(path, parts.front_line, 1, "front-matter-syntax", message, hint)]
    return _validate(path, data, parts)


class _Parts(NamedTuple):
    front_matter: str
    front_line: int
    body: str
    body_line: int


def _split(path: str, text: str) -> _Parts | Diagnostic:
    """Split a file by its lines ---, and keep the line on which each part begins."""
    hint = "Begin the file with a line ---, then keys such as “title: …”, then a line ---."
    if not text.strip():
        return Diagnostic(path, 1, 1, "empty-file", "The file is empty.", hint)
    opening = YAMLHandler.FM_BOUNDARY.match(text)
    if opening is None:
        return Diagnostic(path, 1, 1, "no-front-matter", "The file has no front matter.", hint)
    try:
        front_matter, body = YAMLHandler().split(text)
    except ValueError:
        message = "The front matter has no end."
        return Diagnostic(path, 1, 1, "no-front-matter", message, "Close it with a line ---.")
    return _Parts(front_matter, _line_of(text, opening.end()), body, _line_of(text, len(text) - len(body)))


def _validate(path: str, data: dict[str, Any], parts: _Parts) -> Entry | list[Diagnostic]:
    folder, slug = _place(path)
    kind = KINDS[folder]
    known = kind.keys()
    # Keys that are not the author's to write are unknown to him, though the model has such fields.
    problems: list[Any] = [
        {"type": "extra_forbidden", "loc": (key,), "input": None} for key in data if key not in known
    ]
    written = {key: value for key, value in data.items() if key in known}
    try:
        entry = kind.model_validate({**written, **parts._asdict(), "slug": slug, "path": path})
    except ValidationError as error:
        problems += error.errors()
    else:
        if not problems:
            return entry

    def allowed(keys: Keys) -> frozenset[str]:
        part = _PARTS.get(str(keys[0])) if keys else None
        return frozenset(part.model_fields) if part else known

    return from_validation(problems, path, allowed, lambda keys: locate_key(*parts[:2], keys))


def _place(path: str) -> tuple[str, str]:
    """Give folder and slug of an entry's file."""
    folder, _, name = path.rpartition("/")
    return folder.rpartition("/")[2], name.removesuffix(".md")


def _line_of(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1
