"""Find the files of a site's content and read them; nothing outside the content folder is touched."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..diagnostics import Diagnostic, decode, did_you_mean
from ..model.entries import KINDS

SOURCES_FILE = "sources.yaml"
IMAGES_FOLDER = "images"
_IMAGE_TYPES = {".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp"}
"""No SVG: it can hold scripts, and content comes from people unknown to us."""


@dataclass(frozen=True)
class Found:
    """The files of a content folder, by what they are; paths as strings relative to the site's root."""

    entries: tuple[str, ...]
    sources: str | None
    images: tuple[str, ...]


def find_files(root: Path, content: Path) -> tuple[Found, list[Diagnostic]]:
    """Sort the files below `content` into entries, the sources file and images."""
    entries: list[str] = []
    images: list[str] = []
    sources = None
    diagnostics = []
    if not content.is_dir():
        hint = "Make it, with folders for the kinds of entry: content/articles/, content/events/ and so on."
        return Found((), None, ()), [
            Diagnostic("content", 1, 1, "missing-content", "There is no folder content/.", hint)
        ]
    folder, inside = content.relative_to(root).as_posix(), content.resolve()
    is_inside: dict[tuple[str, ...], bool] = {}
    for file, parts in _walk(content):
        path = "/".join((folder, *parts))
        if parts[:-1] not in is_inside:
            is_inside[parts[:-1]] = Path(file).parent.resolve().is_relative_to(inside)
        is_link = file.is_symlink()
        if is_link and not Path(file).exists():
            diagnostics.append(
                Diagnostic(
                    path, 1, 1, "outside-content", "This link leads nowhere.", "Delete it, or put the file itself here."
                )
            )
        elif not is_inside[parts[:-1]] or (is_link and not Path(file).resolve().is_relative_to(inside)):
            hint = "Put the file itself into the content folder."
            diagnostics.append(
                Diagnostic(path, 1, 1, "outside-content", "This link leads outside the content folder.", hint)
            )
        elif parts == (SOURCES_FILE,):
            sources = path
        elif parts[0] == IMAGES_FOLDER and len(parts) > 1 and Path(file.name).suffix.lower() in _IMAGE_TYPES:
            images.append(path)
        elif len(parts) == 2 and parts[0] in KINDS and file.name.endswith(".md"):
            entries.append(path)
        else:
            diagnostics.append(_misplaced(path, parts))
    return Found(tuple(entries), sources, tuple(images)), diagnostics


def read_text(root: Path, path: str) -> str | Diagnostic:
    """Read a file as text."""
    return decode((root / path).read_bytes(), path)


def _walk(content: Path) -> Iterator[tuple[os.DirEntry[str], tuple[str, ...]]]:
    """Yield all files in a fixed order, but hidden ones and editors' backups, with the parts of their paths.

    Links to folders are not followed but yielded. Raises `OSError` for a folder that can't be read.
    """
    waiting: list[tuple[str, tuple[str, ...]]] = [(str(content), ())]
    while waiting:
        folder, above = waiting.pop()
        with os.scandir(folder) as found:
            names = sorted((name for name in found if not name.name.startswith(".")), key=lambda name: name.name)
        folders = list(filter(_is_folder, names))
        files = [name for name in names if not (_is_folder(name) or _is_backup(name.name))]
        for name in (*filter(os.DirEntry.is_symlink, folders), *files):
            yield name, (*above, name.name)
        waiting += ((name.path, (*above, name.name)) for name in reversed(folders) if not name.is_symlink())


def _is_folder(name: os.DirEntry[str]) -> bool:
    try:
        return name.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _is_backup(name: str) -> bool:
    return name.startswith(("~", "#")) or name.endswith("~")


def _misplaced(path: str, parts: tuple[str, ...]) -> Diagnostic:
    folders = [*KINDS, IMAGES_FOLDER]
    if parts[0] in KINDS:
        hint = f"Entries are .md files directly in content/{parts[0]}/."
    elif parts[0] == IMAGES_FOLDER:
        hint = f"Images end in {', '.join(sorted(_IMAGE_TYPES))}."
    else:
        near = did_you_mean(parts[0], [*folders, SOURCES_FILE])
        hint = f"{near} content/ holds {SOURCES_FILE} and the folders {', '.join(folders)}.".strip()
    return Diagnostic(path, 1, 1, "misplaced-file", "This file is in a place that is not read.", hint)
