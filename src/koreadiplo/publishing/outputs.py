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

    To be called after `prepare`. Raises `OSError` where the disk fails; then the old site stays as it was.
    """
    staged, old = _beside(output)
    staged.mkdir(parents=True)
    (staged / _MARK).write_bytes(_MARK_TEXT)  # first of all: what bears the mark may be cleared away
    changed = 0
    for name, content in sorted(files.items()):
        changed += _stage(staged / name, output / name, content)
    if output.exists():
        output.rename(old)
    try:
        staged.rename(output)
    except OSError:
        if old.exists():
            old.rename(output)
        raise
    shutil.rmtree(old, ignore_errors=True)
    return changed


def prepare(output: Path) -> None:
    """Complete an exchange that was interrupted, and clear what was staged for it.

    Raises `OutputRefused` where the output, or the place beside it that an exchange needs, holds somebody's files.
    """
    if output.parent == output:
        raise OutputRefused(f"{output} can't be replaced. Choose another folder with --output.")
    staged, old = _beside(output)
    for folder in (output, staged, old):
        if folder.is_file():
            raise OutputRefused(f"{folder} is a file. Choose another folder with --output.")
        if not _is_ours(folder):
            raise OutputRefused(
                f"{folder} holds files that koreadiplo did not make; they would be lost. Choose another folder with "
                "--output, or remove this one."
            )
    if not output.exists():
        for whole in (staged, old):
            if old.exists() and whole.exists():
                whole.rename(output)
                break
    for leftover in (staged, old):
        if leftover.exists():
            shutil.rmtree(leftover)


def _is_ours(folder: Path) -> bool:
    """Tell whether a place is free, empty, or a folder made here."""
    if not folder.exists():
        return not folder.is_symlink()
    return folder.is_dir() and ((folder / _MARK).is_file() or not any(folder.iterdir()))


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
