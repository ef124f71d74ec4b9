"""What is wrong with the content: values that say what, where and what to do.

A problem of the content is never an exception. Stages collect `Diagnostic`s and go on as far as they can; the
command line sorts and prints them all.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Position = tuple[int, int]
"""A line and a column, both counted from 1, the column in characters."""

Keys = tuple[str | int, ...]
"""The way to a value in front matter or in settings: ("names", "ko", 0)."""


class Severity(StrEnum):
    """How much a diagnostic weighs: errors stop a build, warnings and advice don't."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


CODES: dict[str, Severity] = {
    "ambiguous-name": Severity.WARNING,
    "ambiguous-reference": Severity.ERROR,
    "empty-file": Severity.ERROR,
    "front-matter-syntax": Severity.ERROR,
    "image-without-alt": Severity.ERROR,
    "invalid-date": Severity.ERROR,
    "invalid-slug": Severity.ERROR,
    "invalid-value": Severity.ERROR,
    "misplaced-file": Severity.ERROR,
    "missing-key": Severity.ERROR,
    "no-front-matter": Severity.ERROR,
    "not-utf-8": Severity.ERROR,
    "outside-content": Severity.ERROR,
    "repeated-key": Severity.ERROR,
    "status-contradiction": Severity.WARNING,
    "template-error": Severity.ERROR,
    "toml-syntax": Severity.ERROR,
    "undefined-note": Severity.ERROR,
    "unknown-anchor": Severity.ERROR,
    "unknown-country": Severity.ERROR,
    "unknown-image": Severity.ERROR,
    "unknown-key": Severity.ERROR,
    "unknown-lineage": Severity.ERROR,
    "unknown-place": Severity.ERROR,
    "unknown-source": Severity.ERROR,
    "unknown-target": Severity.ERROR,
    "unknown-topic": Severity.ERROR,
    "unsafe-url": Severity.ERROR,
    "url-conflict": Severity.ERROR,
}
"""Every code and its severity; each has a broken site and a golden message among the tests."""


@dataclass(frozen=True, order=True)
class Diagnostic:
    """One problem, at one place of one file (`path` is relative to the site's root, with forward slashes)."""

    path: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""

    @property
    def severity(self) -> Severity:
        """How much it weighs, which its code decides."""
        return CODES[self.code]


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether anything among the diagnostics forbids publishing."""
    return any(d.severity is Severity.ERROR for d in diagnostics)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Word a hint that names the known words nearest to an unknown one; empty where none is near."""
    near = difflib.get_close_matches(word, sorted(set(known)), n=3, cutoff=0.6)
    return f"Did you mean {' or '.join(near)}?" if near else ""


def from_validation(
    errors: Sequence[Any],
    path: str,
    allowed: Callable[[Keys], Iterable[str]],
    locate: Callable[[Keys], Position],
) -> list[Diagnostic]:
    """Turn pydantic's error details into diagnostics.

    `allowed` gives the keys that may stand in the mapping at the given place, `locate` the position of a key.
    """
    found = []
    for error in errors:
        keys: Keys = tuple(error["loc"])
        name = ".".join(str(key) for key in keys)
        line, column = locate(keys)
        code, message, hint = "invalid-value", f"{name}: {_plain(error)}", ""
        if error["type"] == "missing":
            code, message = "missing-key", f"The key {name} is missing."
            hint = f"Add a line “{keys[-1]}: …”."
        elif error["type"] == "extra_forbidden":
            known = sorted(allowed(keys[:-1]))
            code, message = "unknown-key", f"The key {name} is not known here."
            hint = did_you_mean(str(keys[-1]), known) or f"Known keys: {', '.join(known)}."
        elif error["type"] == "invalid_date":
            code, hint = "invalid-date", "Write dates as EDTF: 1884-07-07, 1884-07, 1884, 1885~, 195X, 1858/1861."
        found.append(Diagnostic(path, line, column, code, message, hint))
    return found


def _plain(error: Any) -> str:
    """Say in plain words what pydantic found."""
    given, context = error["input"], error.get("ctx", {})
    shown = f"“{given}”" if isinstance(given, str) else "this"
    match error["type"]:
        case "literal_error" | "enum":
            near = did_you_mean(str(given), context["expected"].replace("'", "").replace(" or ", ", ").split(", "))
            return f"{shown} is none of {context['expected']}. {near}".strip()
        case "tuple_type" | "list_type":
            return f"{shown} should be a list: [{given}]." if isinstance(given, str) else "This should be a list."
        case "model_type" | "dict_type" | "mapping_type":
            return f"{shown} should be a mapping of keys to values."
        case "string_type":
            return "This should be text."
        case "string_too_short":
            return "This is empty."
        case _:
            return str(error["msg"]).removeprefix("Value error, ").rstrip(".") + f" (given: {shown})."
