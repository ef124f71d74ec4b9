"""The files by which editors' programs complete and explain what is typed: schemas and snippets."""

from __future__ import annotations

import json
from pathlib import Path

from ..config import load_config
from ..diagnostics import Diagnostic
from ..model.entries import KINDS
from ..reading import read_content
from .schemas import make_names, make_schemas
from .snippets import SNIPPETS, make_snippets

FOLDER = ".vscode"


def make_editor_files(root: Path) -> tuple[dict[str, str], list[Diagnostic]]:
    """Make the files for the site of the folder `root`: texts by name, or what is wrong with its settings.

    What is wrong with its content is left to `check`: names of entries are known even where their files can't be read.
    """
    config, diagnostics = load_config(root)
    if config is None:
        return {}, diagnostics
    content, _ = read_content(config)
    schemas = make_schemas(config, content)
    kinds = {kind.kind: json.loads(schemas[f"{kind.kind}.schema.json"]) for kind in KINDS.values()}
    return {**schemas, SNIPPETS: make_snippets(kinds, make_names(config, content))}, []


def write_editor_files(root: Path, folder: Path) -> tuple[list[Path], list[Diagnostic]]:
    """Write the files for the site of the folder `root`, and tell which; raises `OSError` where the disk fails."""
    files, diagnostics = make_editor_files(root)
    if diagnostics:
        return [], diagnostics
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return [folder / name for name in files], []
