"""What a build keeps for the next one, besides whole files: tables of values by name, in one file of SQLite."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

_FILE = "kept.sqlite"


class Cache:
    """Tables of values by name. What another version wrote, or what is damaged, is as good as nothing.

    `version` stands for what values depend on besides their names and themselves: this package and its libraries;
    without one nothing is kept. The file is open only while a method runs, so that processes may be forked in between.
    """

    def __init__(self, folder: Path, version: str | None) -> None:
        self._file, self._version = folder / _FILE, version

    def load(self, table: str) -> dict[str, bytes]:
        """Read a table: empty if there is none, or if any of its values is not what this version wrote."""
        if self._version is None or not self._file.is_file():
            return {}
        try:
            with self._open() as kept:
                found = kept.execute("SELECT name, value, digest FROM kept WHERE part = ?", (table,)).fetchall()
        except sqlite3.Error:
            found = [("", b"", b"")]
        if any(self._digest(table, name, value) != digest for name, value, digest in found):
            self.clear()
            return {}
        return {name: value for name, value, _ in found}

    def change(self, table: str, values: Mapping[str, bytes], gone: Iterable[str] = ()) -> None:
        """Put values into a table, in the place of those of their names, and take out those that are gone.

        Where that fails, nothing is kept at all: the next build is slower, and right.
        """
        if self._version is None:
            return
        try:
            with self._open() as kept:
                kept.executemany("DELETE FROM kept WHERE part = ? AND name = ?", ((table, name) for name in gone))
                rows = ((table, name, value, self._digest(table, name, value)) for name, value in values.items())
                kept.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", rows)
        except sqlite3.Error:
            self.clear()

    def replace(self, table: str, old: Mapping[str, bytes], new: Mapping[str, bytes]) -> None:
        """Put the values of a table, which are `old` now, in order with `new` ones."""
        changed = {name: value for name, value in new.items() if old.get(name) != value}
        self.change(table, changed, old.keys() - new.keys())

    def clear(self) -> None:
        """Forget everything."""
        for found in self._file.parent.glob(f"{_FILE}*"):
            shutil.rmtree(found) if found.is_dir() else found.unlink()

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._file)) as kept, kept:
            kept.execute("PRAGMA synchronous = OFF")  # what a power cut damages is found by its digest
            kept.execute("CREATE TABLE IF NOT EXISTS kept (part, name, value, digest, PRIMARY KEY (part, name))")
            yield kept

    def _digest(self, table: str, name: str, value: bytes) -> bytes:
        digest = hashlib.blake2b(value, digest_size=16)
        digest.update(repr((self._version, table, name)).encode())
        return digest.digest()
