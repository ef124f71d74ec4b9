"""One Markdown file → an `Entry`, or diagnostics that say why not."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from frontmatter.default_handlers import YAMLHandler
from pydantic import BaseModel, ValidationError

from ..diagnostics import Diagnostic, Keys, from_validation
from ..model.entries import KINDS, Coordinates, Dispute, Effect, Entry, Value
from ..model.fields import SLUG_PATTERN
from ..model.positions import locate_key
from .strict_yaml import YamlError, load_yaml

_PARTS: dict[str, type[BaseModel]] = {
    "coordinates": Coordinates,
    "disputed": Dispute,
    "effects": Effect,
    "values": Value,
}
_HANDLER = YAMLHandler()


def read_entry(path: str, text: str) -> Entry | list[Diagnostic]:
    """Split a file's text into front matter and body, and check the front matter against its kind."""
    place = PurePosixPath(path)
    kind, slug = KINDS[place.parent.name], place.stem
    if not re.fullmatch(SLUG_PATTERN, slug):
        message = f"“{slug}” can't be part of an address."
        hint = "Name the file with small letters a to z, digits and single hyphens: 1884-07-07-treaty.md."
        return [Diagnostic(path, 1, 1, "invalid-slug", message, hint)]
    if not text.strip():
        hint = "Begin with front matter: a line ---, keys such as “title: …”, and a line ---."
        return [Diagnostic(path, 1, 1, "empty-file", "The file is empty.", hint)]
    if not _HANDLER.detect(text):
        hint = "Begin the file with a line ---, then keys such as “title: …”, then a line ---."
        return [Diagnostic(path, 1, 1, "no-front-matter", "The file has no front matter.", hint)]
    try:
        front_matter, body = _HANDLER.split(text)
    except ValueError:
        message = "The front matter has no end."
        return [Diagnostic(path, 1, 1, "no-front-matter", message, "Close it with a line ---.")]
    front_line = _line_of(text, _HANDLER.FM_BOUNDARY.match(text).end())
    try:
        data = load_yaml(front_matter)
    except YamlError as error:
        line, column = front_line + error.line, error.column + 1
        return [Diagnostic(path, line, column, error.code, str(error), error.hint)]
    if not isinstance(data, dict):
        message = "The front matter is no mapping of keys to values."
        return [Diagnostic(path, front_line, 1, "front-matter-syntax", message, "Write lines such as “title: …”.")]
    placing = {
        "slug": slug,
        "path": path,
        "front_matter": front_matter,
        "front_line": front_line,
        "body": body,
        "body_line": _line_of(text, len(text) - len(body)),
    }
    stray = [_stray_key(key) for key in data if key not in kind.keys()]  # noqa: SIM118 - keys() is ours
    try:
        entry = kind.model_validate({**{key: data[key] for key in data if key in kind.keys()}, **placing})  # noqa: SIM118
    except ValidationError as error:
        problems = [*stray, *error.errors()]
    else:
        if not stray:
            return entry
        problems = stray

    def allowed(keys: Keys) -> frozenset[str]:
        part = _PARTS.get(str(keys[0])) if keys else None
        return frozenset(part.model_fields) if part else kind.keys()

    return from_validation(problems, path, allowed, lambda keys: locate_key(front_matter, front_line, keys))


def _stray_key(key: str) -> dict[str, object]:
    return {"type": "extra_forbidden", "loc": (key,), "input": None}


def _line_of(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1
