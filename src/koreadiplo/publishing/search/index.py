"""The parts of an index, kept from build to build under the hash of what they were made from."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .pagefind import VERSION, run_pagefind
from .shadows import Shadow

FOLDER = "pagefind"
_SHADOWS = "shadows"
_KEPT = 3
"""So many indexes are kept, so that a text that is changed back is found again."""
_CONTENTS = "contents.json"
_RECIPE = [Path(__file__).with_name(name) for name in ("pagefind.py", "shadows.py")]
"""What the indexes are made by: they are made again when it changes."""
_CODE = (".js", ".pagefind")


@dataclass(frozen=True)
class Part:
    """A part of an index: its folder, the names of its files, and whether they are those of an earlier build."""

    folder: Path
    files: tuple[str, ...]
    reused: bool


class IndexCache:
    """Makes parts of an index, or finds them made; what lies in its folder and is not whole is made again."""

    def __init__(self, cache: Path, language: str, *, in_parts: bool) -> None:
        self._folder, self._shadows = cache / FOLDER, cache / _SHADOWS
        self._language, self._in_parts = language, in_parts

    def part(self, number: int, pages: Mapping[str, Callable[[], Shadow]], read: Callable[[str, Shadow], None]) -> Part:
        """Index the shadow pages of the part of this number, given by address; `read` is told of each.

        Raises `SearchFailed` and `OSError`.
        """
        digest = hashlib.sha256(f"{VERSION} {self._language} {self._in_parts}".encode())
        for file in _RECIPE:
            digest.update(file.read_bytes())
        for url, make in pages.items():
            shadow = make()
            read(url, shadow)
            digest.update(f"{url} {shadow!r}".encode())
        name = digest.hexdigest()[:32]
        folder = self._folder / name
        if files := _files(folder):
            folder.touch()
            return Part(folder, files, True)
        if not self._folder.is_dir():
            _remove(self._folder)
            self._folder.mkdir(parents=True)
        unfinished = folder.with_suffix(".unfinished")
        _remove(unfinished)
        shadows = self._shadows / str(number)
        run_pagefind(pages, self._language, shadows, unfinished, in_parts=self._in_parts)
        sizes = {f.relative_to(unfinished).as_posix(): f.stat().st_size for f in unfinished.rglob("*") if f.is_file()}
        (unfinished / _CONTENTS).write_text(json.dumps(sizes, sort_keys=True), encoding="utf-8")
        _remove(folder)
        unfinished.rename(folder)
        return Part(folder, tuple(sizes), False)

    def prune(self, parts: Sequence[Part]) -> None:
        """Forget all but the newest indexes; an index has so many parts."""
        if not self._folder.is_dir():
            return
        mine = {part.folder for part in parts}
        others = [found for found in self._folder.iterdir() if found not in mine]
        others.sort(key=lambda found: found.lstat().st_mtime, reverse=True)
        for found in others[(_KEPT - 1) * len(parts) :]:
            _remove(found)


def place_parts(parts: Sequence[Part]) -> tuple[list[str], dict[str, Path]]:
    """Give the folders of parts in the output, and all their files; Pagefind's own code lies beside the first."""
    folders = [f"{FOLDER}/{number}/" if number > 1 else f"{FOLDER}/" for number in range(1, len(parts) + 1)]
    files = {
        f"{folder}{name}": part.folder / name
        for folder, part in zip(folders, parts, strict=True)
        for name in part.files
        if folder == folders[0] or not name.endswith(_CODE)
    }
    return folders, files


def _files(folder: Path) -> tuple[str, ...]:
    """List the files of a part, none if it is not whole."""
    try:
        sizes = json.loads((folder / _CONTENTS).read_text("utf-8"))
        whole = all((folder / name).stat().st_size == size for name, size in sizes.items())
    except (OSError, ValueError, AttributeError):
        return ()
    return tuple(sizes) if whole else ()


def _remove(found: Path) -> None:
    if found.is_dir() and not found.is_symlink():
        shutil.rmtree(found, ignore_errors=True)
    else:
        found.unlink(missing_ok=True)
