"""Diagnostics as text: for people, as JSON, and as annotations of a pull request."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from pathlib import PurePosixPath

from ..diagnostics import Diagnostic, Severity


def as_text(diagnostics: Iterable[Diagnostic], write_severity: Callable[[Severity], str] = str) -> str:
    """Write diagnostics for people, a line each and a line for the hint."""
    lines = []
    for d in diagnostics:
        lines.append(f"{d.path}:{d.line}:{d.column}: {write_severity(d.severity)} [{d.code}] {d.message}")
        if d.hint:
            lines.append(f"    {d.hint}")
    return "\n".join(lines)


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """Write diagnostics as a JSON list of objects."""
    keys = ("code", "severity", "path", "line", "column", "message", "hint")
    rows = [asdict(d) | {"severity": d.severity.value} for d in diagnostics]
    return json.dumps([{key: row[key] for key in keys} for row in rows], ensure_ascii=False, indent=2)


def as_github(diagnostics: Iterable[Diagnostic], folder: str) -> str:
    """Write diagnostics as workflow commands that annotate a pull request.

    `folder` is that of the site, seen from the top of the repository. Follows GitHub's documentation, "Workflow
    commands for GitHub Actions".
    """
    commands = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}
    return "\n".join(
        f"::{commands[d.severity]} file={_property(str(PurePosixPath(folder, d.path)))},line={d.line},col={d.column},"
        f"title={d.code}::" + _data(f"{d.message} {d.hint}".strip())
        for d in diagnostics
    )


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """Count diagnostics by severity: “2 errors, 1 warning”."""
    counts = Counter(d.severity for d in diagnostics)
    parts = []
    for severity, plural in ((Severity.ERROR, "errors"), (Severity.WARNING, "warnings"), (Severity.ADVICE, "advice")):
        if number := counts[severity]:
            parts.append(f"{number} {severity.value if number == 1 else plural}")
    return ", ".join(parts) or "no problems"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
