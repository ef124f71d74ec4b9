"""What a build made and from what, so that the next one of the same can be left out.

Files are told apart by place, size, time of change and inode, as git does. What was changed in the two seconds before a
build looked at it may have been changed again within the resolution of the clock, so that such a build is not kept.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import NamedTuple

from .cache import Cache
from .diagnostics import Diagnostic

_TABLE, _VERSION = "last build", "1"
"""Where a result is kept; the inputs say what made it, so that the version need not."""
_PACKAGE = Path(__file__).parent
_SETTLED = 2 * 10**9
"""Nanoseconds after which a file's time of change tells it from any later state."""


@dataclass(frozen=True)
class BuildResult:
    """What a build did. Nothing was published if the diagnostics hold an error.

    `entries` counts entries by kind; `seconds` gives the time of each stage; `index_reused` tells whether the search
    index was taken from the cache; `changed` counts the files that differ from the site before; `rendered` gives the
    files of pages that were rendered, each with the reason. `kept` tells that nothing had changed since the last build,
    whose site was left as it is.
    """

    diagnostics: tuple[Diagnostic, ...]
    output: Path
    entries: dict[str, int] = field(default_factory=dict)
    pages: int = 0
    changed: int = 0
    rendered: Mapping[str, str] = field(default_factory=dict)
    index_reused: bool = False
    seconds: dict[str, float] = field(default_factory=dict)
    heaviest: tuple[tuple[str, int], ...] = ()
    kept: bool = False


def observe(folders: Iterable[Path], settings: Iterable[object]) -> str | None:
    """Sum up all files in folders and of this package, the versions of all that is installed beside it, and settings.

    None where that can't be told: where a file was changed just now, or is a link to a place that isn't looked at.
    """
    now = time.time_ns()
    states = list(_files([_PACKAGE, *folders]))
    if any(state.linked or max(state.changed, state.state_changed) > now - _SETTLED for state in states):
        return None
    return _digest([sys.version, *_installed(), *map(str, settings), *sorted(states)])


def recall(cache: Path, inputs: str | None, output: Path) -> BuildResult | None:
    """Give the result of the last build, if it was made from these inputs and its output is untouched."""
    kept = Cache(cache, _VERSION).load(_TABLE)
    if inputs is None or kept.get("inputs") != inputs.encode() or kept.get("output") != _state_of(output).encode():
        return None
    told = json.loads(kept["result"])
    return BuildResult(
        diagnostics=tuple(Diagnostic(**diagnostic) for diagnostic in told["diagnostics"]),
        output=output,
        entries=told["entries"],
        pages=told["pages"],
        heaviest=tuple((name, size) for name, size in told["heaviest"]),
        kept=True,
    )


def remember(cache: Path, inputs: str | None, result: BuildResult) -> None:
    """Keep the result of a build for the next one; forget the one before where nothing can be kept."""
    told = {
        "diagnostics": list(map(asdict, result.diagnostics)),
        "entries": result.entries,
        "pages": result.pages,
        "heaviest": result.heaviest,
    }
    values = {
        "inputs": (inputs or "").encode(),
        "output": _state_of(result.output).encode() if inputs else b"",
        "result": json.dumps(told).encode(),
    }
    Cache(cache, _VERSION).change(_TABLE, values)


def _installed() -> list[str]:
    """List what is installed, as the folders of its metadata say by their names: `jinja2-3.1.6.dist-info`.

    Follows the Python Packaging User Guide, "Recording installed projects". To ask `importlib.metadata` for versions
    takes longer than all else here.
    """
    found = []
    for folder in filter(os.path.isdir, sys.path):
        with os.scandir(folder) as entries:
            found += [entry.name for entry in entries if entry.name.endswith((".dist-info", ".egg-info"))]
    return sorted(found)


def _state_of(output: Path) -> str:
    return _digest([str(output), *sorted((state.path, state.size, state.changed) for state in _files([output]))])


class _State(NamedTuple):
    """A file: its size in bytes, the times at which its text and its state changed last, in nanoseconds, its inode."""

    path: str
    size: int
    changed: int
    state_changed: int
    inode: int
    linked: bool


def _files(folders: Iterable[Path]) -> Iterator[_State]:
    waiting = list(map(str, folders))
    while waiting:
        try:
            entries = os.scandir(waiting.pop())
        except FileNotFoundError:
            continue
        with entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != "__pycache__":
                        waiting.append(entry.path)
                else:
                    stat = entry.stat(follow_symlinks=False)
                    times = stat.st_mtime_ns, stat.st_ctime_ns
                    yield _State(entry.path, stat.st_size, *times, stat.st_ino, entry.is_symlink())


def _digest(what: object) -> str:
    return hashlib.sha256(repr(what).encode("utf-8", "surrogateescape")).hexdigest()
