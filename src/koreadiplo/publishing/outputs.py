"""Put a finished site in the place of the old one, whole or not at all.

The new site is staged beside the old one, as a tree of hard links to what has not changed, and exchanged for it by two
renames. Whatever interrupts this leaves either site whole; the next run completes or clears what was begun.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

_MARK = ".koreadiplo"
_MARK_TEXT = b"This folder is made by koreadiplo, which replaces it whole at each build.\n"


class OutputRefused(Exception):
    """An output folder that may hold somebody's own files."""


def write_site(output: Path, files: Mapping[str, bytes | Path]) -> int:
    """Make `output` hold exactly these files, by relative path; give the number of those that changed.

    To be called after `recover` and `refuse_foreign`. Raises `OSError` where the disk fails; then the old site stays as
    it was.
    """
    staged, old = _beside(output)
    output.parent.mkdir(parents=True, exist_ok=True)
    staged.mkdir()
    changed = 0
    for name, content in sorted({**files, _MARK: _MARK_TEXT}.items()):
        changed += _stage(staged / name, output / name, content)
    if output.exists():
        output.rename(old)
    try:
        staged.rename(output)
    except OSError:
        if old.exists():
            old.rename(output)
        raise
    if old.exists():
        shutil.rmtree(old)
    return changed


def refuse_foreign(output: Path) -> None:
    """Raise `OutputRefused` for a folder that holds files and is no site of ours."""
    if output.exists() and not output.is_dir():
        raise OutputRefused(f"{output} is a file. Choose another folder with --output.")
    if output.is_dir() and any(output.iterdir()) and not (output / _MARK).is_file():
        raise OutputRefused(
            f"{output} holds files that koreadiplo did not make; they would be lost. Choose another folder with "
            "--output, or remove this one."
        )


def recover(output: Path) -> None:
    """Complete an exchange that was interrupted between its renames, or clear what was staged before them."""
    staged, old = _beside(output)
    if old.exists() and staged.exists() and not output.exists():
        staged.rename(output)
    for leftover in (staged, old):
        if leftover.exists():
            shutil.rmtree(leftover)


def _beside(output: Path) -> tuple[Path, Path]:
    return output.with_name(f".{output.name}.staged"), output.with_name(f".{output.name}.old")


def _stage(place: Path, old: Path, content: bytes | Path) -> bool:
    """Write one file, or link to the old one where it says the same; tell whether it changed."""
    place.parent.mkdir(parents=True, exist_ok=True)
    data = content.read_bytes() if isinstance(content, Path) else content
    if old.is_file() and not old.is_symlink() and old.stat().st_size == len(data) and old.read_bytes() == data:
        try:
            os.link(old, place)
        except OSError:  # a file system without hard links
            shutil.copy2(old, place)
        return False
    place.write_bytes(data)
    return True
