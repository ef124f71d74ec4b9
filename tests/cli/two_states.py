"""A site of two invented states, on which commands are tried, and what these did."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SETTINGS = """\
title = "Norland and Sudonia"
description = "The relations of two states."
language = "en"
base_url = "https://example.org/"

[topics]
diplomacy = "Diplomacy"
"""
CONTENT = {
    "countries/norland.md": "---\ntitle: Norland\nexists: 1801/..\nsources: [general-knowledge]\n---\n\nA state.\n",
    "countries/sudonia.md": "---\ntitle: Sudonia\nexists: 1820/..\nsources: [general-knowledge]\n---\n\nA state.\n",
    "events/1850-05-01-treaty.md": """\
---
title: Treaty of Midway
date: 1850-05-01
type: treaty
effect: established
countries: [norland, sudonia]
topics: [diplomacy]
sources: [general-knowledge]
---

Norland and Sudonia established relations.
""",
    "glossary/midway.md": "---\ntitle: Midway\ntype: place\nsources: [general-knowledge]\n---\n\nA border town.\n",
}
# An unknown topic, and an unknown key where a required one is missing: three errors in two files.
BROKEN = {
    "events/1850-05-01-treaty.md": CONTENT["events/1850-05-01-treaty.md"].replace("[diplomacy]", "[diplomasy]"),
    "glossary/midway.md": CONTENT["glossary/midway.md"].replace("type:", "typ:"),
}


@dataclass(frozen=True)
class Outcome:
    """What a command did; texts have single spaces where lines were wrapped."""

    code: int
    out: str
    err: str

    @property
    def words(self) -> str:
        return " ".join(f"{self.out} {self.err}".split())


Run = Callable[..., Outcome]


def write_site(folder: Path, content: dict[str, str] = CONTENT) -> Path:
    (folder / "content").mkdir(parents=True, exist_ok=True)
    (folder / "site.toml").write_text(SETTINGS, encoding="utf-8")
    for name, text in content.items():
        file = folder / "content" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    """Read all files below a folder but the cache."""
    files = [file for file in folder.rglob("*") if file.is_file() and ".cache" not in file.parts]
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}
