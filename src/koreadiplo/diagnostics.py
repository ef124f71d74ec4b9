"""What is wrong with the content: values that say what, where and what to do.

A problem of the content is never an exception. Stages collect `Diagnostic`s and go on as far as they can; the
command line sorts and prints them all.
"""

from __future__ import annotations

import codecs
import difflib
from collections.abc import Callable, Iterable
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
    "common-knowledge-only": Severity.ADVICE,
    "differing-date": Severity.ADVICE,
    "empty-decade": Severity.ADVICE,
    "empty-file": Severity.ERROR,
    "front-matter-syntax": Severity.ERROR,
    "image-without-alt": Severity.ERROR,
    "invalid-date": Severity.ERROR,
    "invalid-slug": Severity.ERROR,
    "invalid-value": Severity.ERROR,
    "long-definition": Severity.ADVICE,
    "misplaced-file": Severity.ERROR,
    "missing-content": Severity.ERROR,
    "missing-key": Severity.ERROR,
    "missing-name": Severity.ADVICE,
    "missing-source": Severity.ADVICE,
    "missing-summary": Severity.ADVICE,
    "no-front-matter": Severity.ERROR,
    "not-utf-8": Severity.ERROR,
    "old-as-of": Severity.ADVICE,
    "open-dispute": Severity.ADVICE,
    "orphan": Severity.ADVICE,
    "outside-content": Severity.ERROR,
    "repeated-key": Severity.ERROR,
    "repeated-title": Severity.ERROR,
    "repeated-value": Severity.ADVICE,
    "second-title": Severity.ERROR,
    "similar-events": Severity.ADVICE,
    "single-source": Severity.ADVICE,
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
    "unused-note": Severity.WARNING,
    "unused-source": Severity.ADVICE,
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


def decode(raw: bytes, path: str) -> str | Diagnostic:
    """Read a file's bytes as UTF-8, with a line feed at every line's end and no byte-order mark."""
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        return raw.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        message = f"The byte 0x{raw[error.start]:02x} is not UTF-8."
        return Diagnostic(path, line, column, "not-utf-8", message, "Save the file with the encoding UTF-8.")


def from_validation(
    errors: Iterable[Any],
    path: str,
    allowed: Callable[[Keys], Iterable[str]],
    locate: Callable[[Keys], Position],
    example: str = "{key}: …",
) -> list[Diagnostic]:
    """Turn pydantic's error details into diagnostics.

    `allowed` gives the keys that may stand in the mapping at the given place, `locate` the position of a key; `example`
    shows how a key is written in this kind of file.
    """
    found = []
    for error in errors:
        keys: Keys = tuple(key for key in error["loc"] if key != "[key]")
        context = error.get("ctx", {})
        if context.get("key", "") != "":
            keys = (*keys, context["key"])
        code, message, hint = _describe(error, keys, allowed, example)
        found.append(Diagnostic(path, *locate(keys), code, message, hint))
    return found


_IN_PLAIN_WORDS = {
    "tuple_type": ("this should be a list", "Write the items in brackets: [a, b]."),
    "model_type": ("keys with values belong here", "Write them in braces: {{key: value}}."),
    "dict_type": ("keys with values belong here", "Write them in braces: {{key: value}}."),
    "string_type": ("a text belongs here", "Quote it if it holds brackets or colons."),
    "string_too_short": ("this is empty", "Write a text, or remove the line."),
    "too_short": ("there are too few items", "Give at least {min_length}."),
    "too_long": ("there are too many items", "Give {max_length}."),
    "greater_than_equal": ("{given} is less than {ge}", "Check the number; {ge} is the least."),
    "less_than_equal": ("{given} is more than {le}", "Check the number; {le} is the most."),
    "misfit": ("{message}", "{hint}"),
}
"""What pydantic's errors mean for an author, and what to do, by their type."""


def _describe(error: Any, keys: Keys, allowed: Callable[[Keys], Iterable[str]], example: str) -> tuple[str, str, str]:
    """Say in plain words what pydantic found: code, message, hint."""
    name, context, given = _name(keys), error.get("ctx", {}), error["input"]
    code = "invalid-value"
    match error["type"]:
        case "missing" if isinstance(keys[-1], int):
            what, hint = "an item is missing", f"Give {keys[-1] + 1} of them: [a, b]."
        case "missing":
            return "missing-key", f"The key {name} is missing.", f"Add a line “{example.format(key=keys[-1])}”."
        case "extra_forbidden":
            known = sorted(allowed(keys[:-1]))
            hint = did_you_mean(str(keys[-1]), known) or f"Known keys: {', '.join(known)}."
            return "unknown-key", f"The key {name} is not known here.", hint
        case "invalid_date":
            code, what = "invalid-date", context["reason"]
            hint = (
                "Write 1884-07-07, 1884-07 or 1884; 1885~ for about 1885; 195X for the 1950s; 1858/1861 for a period."
            )
        case "literal_error":
            values = context["expected"].replace("'", "").replace(" or ", ", ")
            near = did_you_mean(str(given), values.split(", "))
            what, hint = f"“{given}” is not known here", near or f"Write one of: {values}."
        case "tuple_type" if isinstance(given, str):
            what = "this should be a list" if given else "this is empty"
            hint = f"Write [{given}]." if given else "Write a list, such as [a, b], or remove the line."
        case kind if kind in _IN_PLAIN_WORDS:
            what, hint = (text.format(given=given, **context) for text in _IN_PLAIN_WORDS[kind])
        case _:
            what, hint = str(error["msg"]).rstrip("."), "Compare the line with an entry that works."
    return code, f"{name}: {what}." if name else f"{what[0].upper()}{what[1:]}.", hint


def _name(keys: Keys) -> str:
    """Name the place of a value as a person counts: “values, item 2, date”."""
    return ", ".join(f"item {key + 1}" if isinstance(key, int) else key for key in keys)
