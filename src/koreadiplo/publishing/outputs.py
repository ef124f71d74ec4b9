"""Put a finished site in the place of the old one, whole or not at all.

The new site is staged beside the old one, as a tree of hard links to what has not changed, and exchanged for it by two
renames. Whatever interrupts this leaves either site whole; the next run completes or clears what was begun. The tree of
the old site is put aside for the next to be staged in, since most of it will be the same: to make a folder for each of
many thousand pages and to remove it again takes longer than all else.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Self

_MARK = ".koreadiplo"
_MARK_TEXT = b"This folder is made by koreadiplo, which replaces it whole at each build.\n"


class OutputRefused(Exception):
    """An output folder that may hold somebody's own files."""


class Staging:
    """A new site that is written beside the old one, and takes its place when it is whole.

    To be entered after `prepare`; left without `publish`, it leaves the old site as it was. Processes that were forked
    in between may write to it too, each name once. `spare` is where a tree is put aside, in a folder that there is.
    Methods raise `OSError` where the disk fails.
    """

    def __init__(self, output: Path, spare: Path) -> None:
        self.output, self._spare = output, spare
        self._staged, self._old = _beside(output)
        self._whole = False

    def __enter__(self) -> Self:
        try:
            self._spare.rename(self._staged)
        except OSError:  # there is none, or it lies on another disk
            self._staged.mkdir(parents=True)
        self.write(_MARK, _MARK_TEXT)  # first of all: what bears the mark may be cleared away
        return self

    def __exit__(self, *exception: object) -> None:
        if not self._whole:
            self._put_aside(self._staged)

    def write(self, name: str, content: bytes | Path) -> bool:
        """Write a file by its relative path, or link to the old one where it says the same; tell whether it changed."""
        place, old = os.path.join(self._staged, name), os.path.join(self.output, name)  # noqa: PTH118 - ten times faster
        data = content.read_bytes() if isinstance(content, Path) else content
        changed = not _holds(old, data)
        _put(place, lambda: _write(place, data) if changed else _link(old, place))
        return changed

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
        if _inode(place) != (state.st_dev, state.st_ino):
            _put(place, lambda: _link(old, place))
        return True

    def last_change(self, name: str) -> int:
        """Give the time of the last change of a file that is staged, in nanoseconds."""
        return os.lstat(os.path.join(self._staged, name)).st_mtime_ns  # noqa: PTH118

    def publish(self, names: Collection[str]) -> None:
        """Put the new site in the place of the old one; it consists of the files of these names."""
        _remove_all_but({_MARK, *names}, self._staged)
        self._whole = True
        if self.output.exists():
            self.output.rename(self._old)
        try:
            self._staged.rename(self.output)
        except OSError:
            if self._old.exists():
                self._old.rename(self.output)
            raise
        self._put_aside(self._old)

    def _put_aside(self, folder: Path) -> None:
        try:
            folder.rename(self._spare)
        except OSError:
            shutil.rmtree(folder, ignore_errors=True)


def lay_out(files: Iterable[tuple[str, bytes]], folder: Path) -> None:
    """Make a folder hold these files, by their relative paths, and nothing else; what says the same stays untouched."""
    names = set()
    for name, data in files:
        place = os.path.join(folder, name)  # noqa: PTH118
        if not _holds(place, data):
            _put(place, partial(_write, place, data))
        names.add(name)
    _remove_all_but(names, folder)


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


def _inode(path: str) -> tuple[int, int]:
    try:
        state = os.lstat(path)
    except OSError:
        return 0, 0
    return state.st_dev, state.st_ino


def _put(place: str, make: Callable[[], None]) -> None:
    """Make a file, if need be after its folder, and in the place of what the site before has there."""
    try:
        make()
    except (FileNotFoundError, FileExistsError, NotADirectoryError):
        _clear_way(place)
        os.makedirs(os.path.dirname(place), exist_ok=True)  # noqa: PTH103, PTH120
        make()


def _clear_way(place: str) -> None:
    """Remove what is at a place, or a file that stands where a folder is needed for it."""
    if os.path.isdir(place) and not os.path.islink(place):  # noqa: PTH112, PTH114
        shutil.rmtree(place)
    while not os.path.lexists(place):
        place = os.path.dirname(place)  # noqa: PTH120
    if not os.path.isdir(place):  # noqa: PTH112
        with suppress(FileNotFoundError):  # another process was quicker
            os.unlink(place)  # noqa: PTH108


def _link(old: str, place: str) -> None:
    try:
        os.link(old, place)
    except (FileNotFoundError, FileExistsError, NotADirectoryError):
        raise
    except OSError:  # a file system without hard links
        shutil.copy2(old, place)


def _write(place: str, data: bytes) -> None:
    with open(place, "xb", buffering=0) as file:  # noqa: PTH123
        file.write(data)


def _remove_all_but(names: Collection[str], folder: Path) -> None:
    """Remove the files that are not among these, and folders without any of them."""
    folders = set()
    for name in names:
        while (name := name.rpartition("/")[0]) not in folders:
            folders.add(name)
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        with os.scandir(folder / prefix) as entries:
            for entry in entries:
                name = f"{prefix}/{entry.name}" if prefix else entry.name
                if not entry.is_dir(follow_symlinks=False):
                    if name not in names:
                        os.unlink(entry.path)  # noqa: PTH108
                elif name in folders:
                    waiting.append(name)
                else:
                    shutil.rmtree(entry.path)
