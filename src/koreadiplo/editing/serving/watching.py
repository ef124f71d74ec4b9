"""Changes of what a site is made from, as the file system tells of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from pathlib import Path

from watchfiles import Change, awatch

from ...folders import SETTINGS_FILE, default_templates

_STEP = 20
"""Milliseconds without a change, after which those before are told: what is saved at once is told at once."""
_LONGEST = 1000
"""Milliseconds after which they are told, though there may be more."""
_SETTLED = 0.5
"""Seconds after which a watch has surely begun."""
_FOLDERS = ("content", "templates")

_Told = Callable[[Iterable[str]], None]


async def watch(root: Path, changed: _Told) -> None:
    """Tell by their paths what files change of which the site of the folder `root` is made, until cancelled."""
    again = asyncio.Event()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(_watch_root(root, changed, again))
        tasks.create_task(_watch_folders(root, changed, again))


async def _watch_root(root: Path, changed: _Told, again: asyncio.Event) -> None:
    """Watch the settings, and whether folders come and go; what else lies there may be large, and is not watched."""
    names = {SETTINGS_FILE, *_FOLDERS}

    def counts(change: Change, path: str) -> bool:
        return Path(path).name in names

    async for found in awatch(root, watch_filter=counts, debounce=_LONGEST, step=_STEP, recursive=False):
        if any(Path(path).name in _FOLDERS and change is not Change.modified for change, path in found):
            again.set()
        changed(path for _, path in found)


async def _watch_folders(root: Path, changed: _Told, again: asyncio.Event) -> None:
    while True:
        if again.is_set():  # what changes until the watch begins is not told
            asyncio.get_running_loop().call_later(_SETTLED, changed, ())
        again.clear()
        folders = {folder for folder in (root / name for name in _FOLDERS) if folder.is_dir()} | {default_templates()}
        try:
            async for found in awatch(*folders, debounce=_LONGEST, step=_STEP, stop_event=again):
                changed(path for _, path in found)
        except FileNotFoundError:  # a folder went meanwhile
            changed(())
