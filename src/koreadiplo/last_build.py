"""What the last build was made from and what it made, so that a build of the same can be left out.

Files are told apart by place, size, time of change and inode, as git does. What was changed in the two seconds before a
build looked at it may have been changed again within the resolution of the clock, so that such a build is not kept.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

_FILE = "last-build.json"
_PACKAGE = Path(__file__).parent
_LIBRARIES = ("babel", "citeproc-py", "edtf", "jinja2", "markdown-it-py", "mdit-py-plugins", "pagefind-bin", "pyyaml")
"""Those on which pages depend."""
_SETTLED = 2 * 10**9
"""Nanoseconds after which a file's time of change tells it from any later state."""


def observe(folders: Iterable[Path], settings: Iterable[object]) -> str | None:
    """Sum up all files in folders, those of this package and its libraries, and settings.

    None where that can't be told: where a file was changed just now, or is a link to a place that isn't looked at.
    """
    now = time.time_ns()
    states = list(_files([_PACKAGE, *folders]))
    if any(state.linked or max(state.changed, state.state_changed) > now - _SETTLED for state in states):
        return None
    return _digest([sys.version, *map(version, _LIBRARIES), *map(str, settings), *sorted(states)])


def recall(cache: Path, inputs: str | None, output: Path) -> dict[str, Any] | None:
    """Give what the last build told, if it was made from these inputs and its output is untouched."""
    try:
        kept = json.loads((cache / _FILE).read_text(encoding="utf-8"))
        if inputs is not None and kept["inputs"] == inputs and kept["output"] == _state_of(output):
            return dict(kept["told"])
    except (OSError, ValueError, KeyError, TypeError):
        pass  # nothing kept, or damaged: the build is made anew
    return None


def remember(cache: Path, inputs: str | None, output: Path, told: dict[str, Any]) -> None:
    """Keep what a build told for the next one; forget the one before where nothing can be kept."""
    if inputs is None:
        (cache / _FILE).unlink(missing_ok=True)
        return
    unfinished = cache / f"{_FILE}.unfinished"
    kept = {"inputs": inputs, "output": _state_of(output), "told": told}
    unfinished.write_text(json.dumps(kept), encoding="utf-8")
    unfinished.replace(cache / _FILE)


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
