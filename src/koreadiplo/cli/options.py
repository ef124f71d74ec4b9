"""Options that several commands have."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from ..folders import SETTINGS_FILE, find_root

Root = Annotated[
    Path | None,
    typer.Option(
        "--root",
        metavar="DIR",
        envvar="KOREADIPLO_ROOT",
        show_envvar=False,
        help=f"The folder that holds {SETTINGS_FILE}. [default: this folder or the nearest parent that does]",
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", metavar="N", min=1, help="How many processes may work. [default: one for each processor]"),
]


def site_root(given: Path | None) -> Path:
    """Find the folder of the site that is meant; raises `typer.BadParameter` where there is none."""
    root = given.resolve() if given else find_root(Path.cwd())
    if root is None or not (root / SETTINGS_FILE).is_file():
        where = f"{given} holds" if given else "this folder and its parents hold"
        raise typer.BadParameter(f"{where} no {SETTINGS_FILE}.", param_hint="--root")
    return root


def processors() -> int:
    """Count the processors: so many processes may work where the user says nothing else."""
    return os.cpu_count() or 1
