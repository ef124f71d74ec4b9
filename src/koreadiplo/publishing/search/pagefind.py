"""Running Pagefind, whose binary reads a folder of its own, apart from the project and its environment.

It would read settings from both.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import subprocess
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path

from ..addresses import file_of
from ..outputs import lay_out
from .shadows import Shadow

VERSION = version("pagefind-bin")
_UNUSED = re.compile(r"pagefind-(ui|modular-ui|component-ui|highlight)\.")
_CHUNK = 2500
"""Places of words in a chunk, of which browsers load one from each part; Pagefind's own number is 5000."""
_SIGNATURE = b"pagefind_dcd"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class SearchFailed(OSError):
    """Pagefind did not make an index; says what it printed."""


def run_pagefind(
    pages: Mapping[str, Callable[[], Shadow]], language: str, shadows: Path, made: Path, *, in_parts: bool = False
) -> None:
    """Have Pagefind index shadow pages, given by address, into the folder `made`; raises `SearchFailed`.

    They are written into the folder `shadows`, where most may stand already: a disk takes long for many new files.
    An index that is to be a part of several is small to load (see `_shorten`). The files in its folders get other names
    when they change.
    """
    from pagefind_bin import get_executable

    lay_out(((file_of(url), make().html().encode()) for url, make in pages.items()), shadows)
    language = language.partition("-")[0]
    command = [get_executable(), "--site", ".", "--output-path", made.absolute(), "--force-language", language]
    environment = {name: value for name, value in os.environ.items() if not name.upper().startswith("PAGEFIND")}
    if in_parts:
        environment["PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE"] = str(_CHUNK)
    run = subprocess.run(command, cwd=shadows, env=environment, capture_output=True, check=False)
    if run.returncode != 0 or not (made / "pagefind.js").is_file():
        said = (run.stderr or run.stdout).decode(errors="replace").strip()
        raise SearchFailed(f"Pagefind made no search index. It said:\n{said}")
    for file in made.iterdir():
        if _UNUSED.match(file.name):
            file.unlink()
    if in_parts:
        for meta in made.glob("*.pf_meta"):
            _shorten(meta, language)


def _shorten(meta: Path, language: str) -> None:
    """Give the files of an index numbers for names: hashes take half of what browsers load of the list of all pages.

    `meta` is that list, in CBOR (RFC 8949): a name stands in it as text of up to 23 bytes, after its length plus 0x60.
    Where that is not what Pagefind wrote, the names stay. Since Pagefind may number other files alike the next time, a
    mark made of all the hashes goes before the numbers: what has the same name is the same.
    """
    data = gzip.decompress(meta.read_bytes())
    files = {file.stem: file for kind in ("fragment", "index", "filter") for file in meta.parent.glob(f"{kind}/*")}
    pattern = re.compile(rb"[\x60-\x77]%b_[0-9a-f]+" % language.encode())

    def name_in(match: re.Match[bytes]) -> str:
        name = match[0][1:].decode()
        return name if name in files and match[0][0] == 0x60 + len(name) else ""

    names = [name for name in dict.fromkeys(map(name_in, pattern.finditer(data))) if name]
    if not data.startswith(_SIGNATURE) or len(names) != len(files):
        return
    mark = hashlib.sha256(" ".join(names).encode()).hexdigest()[:8]
    short = {name: f"{mark}{_digits(number)}" for number, name in enumerate(names)}

    def shorten(match: re.Match[bytes]) -> bytes:
        name = short.get(name_in(match))
        return bytes([0x60 + len(name)]) + name.encode() if name else match[0]

    meta.write_bytes(gzip.compress(pattern.sub(shorten, data), mtime=0))
    for name, file in files.items():
        file.rename(file.with_stem(short[name]))


def _digits(number: int) -> str:
    return "".join(_DIGITS[number // 36**place % 36] for place in (3, 2, 1, 0))
