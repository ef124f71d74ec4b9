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
    folder = content.relative_to(root).as_posix()
    for file, parts in _walk(content, ()):
        path = "/".join((folder, *parts))
        suffix = os.path.splitext(file.name)[1]
        is_link = file.is_symlink()  # nothing else leads out of the folder
        if is_link and not os.path.exists(file):
            diagnostics.append(
                Diagnostic(
                    path, 1, 1, "outside-content", "This link leads nowhere.", "Delete it, or put the file itself here."
                )
            )
        elif is_link and not Path(file).resolve().is_relative_to(content.resolve()):
            hint = "Put the file itself into the content folder."
            diagnostics.append(
                Diagnostic(path, 1, 1, "outside-content", "This link leads outside the content folder.", hint)
            )
        elif parts == (SOURCES_FILE,):
            sources = path
        elif parts[0] == IMAGES_FOLDER and len(parts) > 1 and suffix.lower() in _IMAGE_TYPES:
            images.append(path)
        elif len(parts) == 2 and parts[0] in KINDS and suffix == ".md":
            entries.append(path)
        else:
            diagnostics.append(_misplaced(path, parts))
    return Found(tuple(entries), sources, tuple(images)), diagnostics


def read_text(root: Path, path: str) -> str | Diagnostic:
    """Read a file as text."""
    with open(f"{root}/{path}", "rb") as file:
        return decode(file.read(), path)


def _walk(
    folder: Path | os.DirEntry[str], above: tuple[str, ...]
) -> Iterator[tuple[os.DirEntry[str], tuple[str, ...]]]:
    """Yield all files in a fixed order, but hidden ones and editors' backups, with the parts of their paths.

    Links to folders are not followed but yielded. Raises `OSError` for a folder that can't be read.
    """
    with os.scandir(folder) as found:
        names = sorted((name for name in found if not name.name.startswith(".")), key=lambda name: name.name)
    folders = [name for name in names if _is_folder(name)]
    linked = [name for name in folders if name.is_symlink()]
    files = [name for name in names if name not in folders and not name.name.startswith(("~", "#"))]
    for name in (*linked, *(file for file in files if not file.name.endswith("~"))):
        yield name, (*above, name.name)
    for name in folders:
        if not name.is_symlink():
            yield from _walk(name, (*above, name.name))


def _is_folder(name: os.DirEntry[str]) -> bool:
    try:
        return name.is_dir()
    except OSError:  # a link that leads to itself
        return False


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
