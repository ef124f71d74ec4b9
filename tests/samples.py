"""What tests are made of: the sites in ``sites/``, and sites and entries written in the test itself."""

import shutil
from pathlib import Path
from textwrap import dedent

from babel import Locale

from koreadiplo.builder import understand
from koreadiplo.config import Config
from koreadiplo.diagnostics import Diagnostic
from koreadiplo.knowledge import KnowledgeBase
from koreadiplo.last_build import BuildResult
from koreadiplo.linking import Languages
from koreadiplo.model.entries import Entry
from koreadiplo.reading.entries import read_entry
from koreadiplo.updating import update

SITES = Path(__file__).with_name("sites")
MINIMAL = SITES / "minimal"

SETTINGS = """\
title = "Sample"
description = "A site made up for a test."
language = "en"
base_url = "https://sample.example/"

[topics]
trade = "Trade"
"""


UNMARKED = Languages(frozenset(Locale("en").scripts), {}, {})
"""The languages of a page that has every script for its own, so that no words are marked."""


class Silent:
    """Progress that nobody watches."""

    def stage(self, name: str, steps: int) -> None:
        pass

    def done(self, steps: int) -> None:
        pass


def write_site(root: Path, files: dict[str, str], settings: str = SETTINGS) -> Path:
    """Write a site of these files, by path below ``content``."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "site.toml").write_text(settings, encoding="utf-8")
    for name, text in files.items():
        file = root / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


def copy_site(site: Path, root: Path) -> Path:
    """Copy a site, links as links, to where it may be built."""
    return shutil.copytree(site, root, symlinks=True)


def build_site(root: Path, **options: object) -> BuildResult:
    """Build a site into ``_site``, without a search index if not told otherwise."""
    return update(root, root / "_site", Silent(), **{"search": False, **options})


def know(root: Path, files: dict[str, str]) -> KnowledgeBase:
    """Make the knowledge base of a site of these files, which has no errors."""
    understood = understand(write_site(root, files), None, 1, Silent())
    assert understood.plan, understood.diagnostics
    return understood.plan.shelf.base


def published(folder: Path) -> dict[str, bytes]:
    """Read all files below a folder."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def entry(id_: str, front_matter: str, body: str = "") -> Entry:
    """Read an entry that is written without a mistake."""
    text = f"---\n{dedent(front_matter).strip()}\n---\n\n{body}"
    read = read_entry(f"content/{id_}.md", text)
    assert isinstance(read, Entry), read
    return read


def country(slug: str, exists: str = "1800/..", more: str = "") -> Entry:
    """Make a country that is titled as its slug."""
    return entry(f"countries/{slug}", f"title: {slug.title()}\nexists: {exists}\n{dedent(more)}")


def event(slug: str, date: str, countries: str, more: str = "") -> Entry:
    """Make an event between countries, ``"a b"``."""
    named = ", ".join(countries.split())
    keys = f"title: {slug}\ntype: other\ndate: {date}\ncountries: [{named}]\n{dedent(more)}"
    return entry(f"events/{slug}", keys)


def codes(diagnostics: list[Diagnostic] | tuple[Diagnostic, ...]) -> list[str]:
    """List the codes of diagnostics."""
    return [diagnostic.code for diagnostic in diagnostics]


def settings(root: Path, **more: object) -> Config:
    """Make settings without a file."""
    data = {"title": "T", "description": "D", "language": "en", "base_url": "https://sample.example/", **more}
    return Config.model_validate({"root": root, **data})
