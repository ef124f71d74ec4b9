"""Begin a site of another subject, from the files in `skeleton/`."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from .. import __version__
from .editor_files import FOLDER, write_editor_files

_SKELETON = Path(__file__).with_name("skeleton")


class FolderNotEmpty(Exception):
    """A folder that holds something already, which a new site might replace."""


def begin_site(folder: Path, title: str) -> list[str]:
    """Write a site of two invented states that builds as it is, and tell which files were written.

    Hidden files that lie in the folder already, such as those of git, stay. Raises `FolderNotEmpty` for a folder with
    others, `ValueError` with words for the user for a title that can't be one, and `OSError`.
    """
    title = check_title(title)
    _refuse_what_is_taken(folder)
    written = []
    for source in _files(_SKELETON):
        name = source.relative_to(_SKELETON)
        text = source.read_text(encoding="utf-8").replace("@VERSION@", __version__)
        text = text.replace("@TITLE@", _in_toml(title) if name.suffix == ".toml" else _in_markdown(title))
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
        written.append(name.as_posix())
    made, _ = write_editor_files(folder, folder / FOLDER)
    return sorted([*written, *(file.relative_to(folder).as_posix() for file in made)])


def check_title(title: str) -> str:
    """Strip a title; raises `ValueError` where it is empty or holds line breaks or other control characters."""
    title = title.strip()
    if not title:
        raise ValueError("A site needs a title.")
    if any(unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") for letter in title):
        raise ValueError("A title is one line, without control characters.")
    return title


def _refuse_what_is_taken(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise FolderNotEmpty(f"{folder} is a file.")
    found = {file.name for file in folder.iterdir()} if folder.is_dir() else set()
    ours = {file.name for file in _SKELETON.iterdir()}
    taken = sorted(name for name in found if not name.startswith(".") or name in ours)
    if taken:
        others = f" and {len(taken) - 3} more" if len(taken) > 3 else ""
        raise FolderNotEmpty(f"{folder} is not empty: it holds {', '.join(taken[:3])}{others}.")


def _files(folder: Path) -> Iterator[Path]:
    return (file for file in sorted(folder.rglob("*")) if file.is_file())


def _in_toml(text: str) -> str:
    """Write a text as a basic string of TOML (https://toml.io/en/v1.0.0#string), which JSON's escapes fit."""
    return json.dumps(text, ensure_ascii=False)


def _in_markdown(text: str) -> str:
    r"""Write a text so that nothing in it means anything to Markdown: C\*."""
    return re.sub(r"([\\`*_\[\]<>#|&~$])", r"\\\1", text)
