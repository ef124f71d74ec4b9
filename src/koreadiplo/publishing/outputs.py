"""Put a finished site in the place of the old one, whole or not at all.

The new site is staged beside the old one, as a tree of hard links to what has not changed, and exchanged for it by two
renames. Whatever interrupts this leaves either site whole; the next run completes or clears what was begun.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Self

_MARK = ".koreadiplo"
_MARK_TEXT = b"This folder is made by koreadiplo, which replaces it whole at each build.\n"


class OutputRefused(Exception):
    """An output folder that may hold somebody's own files."""


class Staging:
    """A new site that is written beside the old one, and takes its place when it is whole.

    To be entered after `prepare`; left without `publish`, it leaves the old site as it was. Processes that were forked
    in between may write to it too, each name once. Methods raise `OSError` where the disk fails.
    """

    def __init__(self, output: Path) -> None:
        self.output = output
        self._staged, self._old = _beside(output)
        self._whole = False

    def __enter__(self) -> Self:
        self._staged.mkdir(parents=True)
        (self._staged / _MARK).write_bytes(_MARK_TEXT)  # first of all: what bears the mark may be cleared away
        return self

    def __exit__(self, *exception: object) -> None:
        if not self._whole:
            shutil.rmtree(self._staged, ignore_errors=True)

    def write(self, name: str, content: bytes | Path) -> bool:
        """Write a file by its relative path, or link to the old one where it says the same; tell whether it changed."""
        place, old = os.path.join(self._staged, name), os.path.join(self.output, name)  # noqa: PTH118 - ten times faster
        data = content.read_bytes() if isinstance(content, Path) else content
        if _holds(old, data):
            _in_folder(place, lambda: _link(old, place))
            return False
        _in_folder(place, lambda: _write(place, data))
        return True

    def keep(self, name: str, size: int, changed: int) -> bool:
        """Link to a file of the old site that has this size in bytes and time of change in nanoseconds.

        Tell whether there is one.
        """
        place, old = os.path.join(self._staged, name), os.path.join(self.output, name)  # noqa: PTH118
        try:
            state = os.lstat(old)
        except OSError:
            return False
        if not stat.S_ISREG(state.st_mode) or (state.st_size, state.st_mtime_ns) != (size, changed):
            return False
        _in_folder(place, lambda: _link(old, place))
        return True

    def last_change(self, name: str) -> int:
        """Give the time of the last change of a file that is staged, in nanoseconds."""
        return os.lstat(os.path.join(self._staged, name)).st_mtime_ns  # noqa: PTH118

    def publish(self) -> None:
        """Put the new site in the place of the old one."""
        self._whole = True
        if self.output.exists():
            self.output.rename(self._old)
        try:
            self._staged.rename(self.output)
        except OSError:
            if self._old.exists():
                self._old.rename(self.output)
            raise
        shutil.rmtree(self._old, ignore_errors=True)


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


def _holds(path: str, data: bytes) -> bool:
    try:
        state = os.lstat(path)
        if not stat.S_ISREG(state.st_mode) or state.st_size != len(data):
            return False
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123
            return file.read() == data
    except OSError:
        return False


def _in_folder(place: str, make: Callable[[], None]) -> None:
    try:
        make()
    except FileNotFoundError:
        os.makedirs(os.path.dirname(place), exist_ok=True)  # noqa: PTH103, PTH120
        make()


def _link(old: str, place: str) -> None:
    try:
        os.link(old, place)
    except FileNotFoundError:
        raise
    except OSError:  # a file system without hard links
        shutil.copy2(old, place)


def _write(place: str, data: bytes) -> None:
    with open(place, "wb", buffering=0) as file:  # noqa: PTH123
        file.write(data)
