"""The generators that are compared: how each gets the same texts, and how it is run, in its plainest configuration."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from koreadiplo.folders import default_templates

from .world import TOPICS, Text, World

TOOLS = Path(".cache", "bench", "venv").absolute()
"""The virtual environment that holds Hugo and Pelican, whose libraries need not agree with ours."""

_HERE = Path(__file__).parent
_PLAIN = re.compile("[a-z][a-z-]+", re.IGNORECASE)


@dataclass(frozen=True)
class Edit:
    """What an author does between two builds: a file that says something else, or a new one."""

    name: str
    file: str
    change: Callable[[str], str]

    @contextmanager
    def made_in(self, folder: Path) -> Iterator[None]:
        """Make the edit for as long as the context lasts."""
        file = folder / self.file
        before = file.read_text(encoding="utf-8") if file.exists() else None
        file.parent.mkdir(exist_ok=True)
        file.write_text(self.change(before or ""), encoding="utf-8")
        try:
            yield
        finally:
            if before is None:
                file.unlink()
            else:
                file.write_text(before, encoding="utf-8")


@dataclass(frozen=True)
class Builder:
    """A generator. `program` must exist for it to run; `leftovers` are what a cold build starts without."""

    name: str
    program: Path
    command: tuple[str, ...]
    output: str
    leftovers: tuple[str, ...]
    lay_out: Callable[[World, Path], None]
    edits: Callable[[World], Sequence[Edit]]

    def missing(self) -> str:
        """Say what is missing for it to run, and what to do; empty where it can."""
        if self.program.exists():
            return ""
        return (
            f"{self.name} is missing: there is no {self.program}. To install it:\n"
            f"  python3 -m venv {TOOLS}\n  {TOOLS}/bin/pip install --require-hashes -r requirements-bench.lock"
        )

    def clear(self, folder: Path) -> None:
        """Remove what earlier builds left, so that the next is cold."""
        for name in self.leftovers:
            shutil.rmtree(folder / name, ignore_errors=True)


def _lay_out_koreadiplo(world: World, folder: Path) -> None:
    topics = "".join(f'{topic} = "{topic.capitalize()}"\n' for topic in TOPICS)
    settings = 'title = "The world"\ndescription = "All pairs"\nlanguage = "en"\nbase_url = "https://world.example/"\n'
    (folder / "site.toml").write_text(f"{settings}[topics]\n{topics}", encoding="utf-8")
    for text in world.texts:
        _write(folder / _koreadiplo_file(text), _koreadiplo_text(text))
    works = "".join(f"  - {json.dumps(source)}\n" for source in world.sources)
    (folder / "content" / "sources.yaml").write_text(f"references:\n{works}", encoding="utf-8")


def _koreadiplo_file(text: Text) -> str:
    return f"content/{text.folder}/{text.slug}.md"


def _koreadiplo_text(text: Text) -> str:
    shared = {"title": text.title, "summary": text.summary, "countries": text.countries, "topics": text.topics}
    return _front_matter({**shared, **text.keys}) + "\n" + text.body


def _koreadiplo_edits(world: World) -> Sequence[Edit]:
    template = default_templates() / "article.html"
    edited = template.read_text(encoding="utf-8").replace("{% block more %}", "{% block more %}<p>Edited.</p>")
    return (
        Edit("one article edited", _koreadiplo_file(_middle(world)), _append),
        Edit("one term added", _koreadiplo_file(world.unwritten), lambda _: _koreadiplo_text(world.unwritten)),
        Edit("template of articles edited", "templates/article.html", lambda _: edited),
    )


def _lay_out_hugo(world: World, folder: Path) -> None:
    shutil.copytree(_HERE / "hugo", folder, dirs_exist_ok=True)
    for text in world.texts:
        _write(folder / _hugo_file(text), _hugo_text(text))


def _hugo_file(text: Text) -> str:
    # What is said of a country stands on the page that lists what belongs to it.
    return f"content/{text.folder}/{text.slug}{'/_index' if text.folder == 'countries' else ''}.md"


def _hugo_text(text: Text) -> str:
    shared = {"title": text.title, "summary": text.summary, "countries": text.countries, "topics": text.topics}
    return _front_matter({**shared, "date": text.first_day}) + "\n" + text.body


def _hugo_edits(world: World) -> Sequence[Edit]:
    return (
        Edit("one article edited", _hugo_file(_middle(world)), _append),
        Edit("one term added", _hugo_file(world.unwritten), lambda _: _hugo_text(world.unwritten)),
        Edit(
            "template of articles edited",
            "layouts/page.html",
            lambda before: before.replace("{{ .Content }}", "{{ .Content }}<p>Edited.</p>"),
        ),
    )


def _lay_out_pelican(world: World, folder: Path) -> None:
    shutil.copytree(_HERE / "pelican", folder, dirs_exist_ok=True)
    for text in world.texts:
        tags = ", ".join((*text.countries, *text.topics))
        named = {"Title": text.title, "Slug": text.slug, "Date": text.first_day, "Tags": tags, "Summary": text.summary}
        head = "".join(f"{name}: {value}\n" for name, value in named.items() if value)
        _write(folder / "content" / text.folder / f"{text.slug}.md", f"{head}\n{text.body}")


def _front_matter(values: Mapping[str, object]) -> str:
    lines = (f"{key}: {_yaml(value)}\n" for key, value in values.items() if value)
    return f"---\n{''.join(lines)}---\n"


def _yaml(value: object) -> str:
    """Write a value as YAML in one line: plain where a word needs no quotation marks, else as JSON, which is YAML."""
    if isinstance(value, str) and _PLAIN.fullmatch(value):
        return value
    if isinstance(value, tuple):
        return f"[{', '.join(map(_yaml, value))}]"
    return json.dumps(value, ensure_ascii=False)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _middle(world: World) -> Text:
    articles = [text for text in world.texts if text.folder == "articles"]
    return articles[len(articles) // 2]


def _append(before: str) -> str:
    return f"{before}\nOne sentence was added to this text.\n"


def _hugo_program() -> Path:
    """Find the binary itself, without the script in Python that starts it."""
    return next(TOOLS.glob("lib/python*/site-packages/hugo/binaries/hugo*"), TOOLS / "bin" / "hugo")


KOREADIPLO = Builder(
    "koreadiplo",
    Path(sys.executable),
    (sys.executable, "-m", "koreadiplo", "build", "--root", ".", "--quiet", "--no-search"),
    "_site",
    ("_site", "._site.staged", "._site.old", ".cache"),
    _lay_out_koreadiplo,
    _koreadiplo_edits,
)
KOREADIPLO_WITH_SEARCH = replace(
    KOREADIPLO, command=tuple(part for part in KOREADIPLO.command if part != "--no-search")
)
HUGO = Builder(
    "hugo",
    _hugo_program(),
    (str(_hugo_program()), "build", "--quiet"),
    "public",
    ("public", "resources"),
    _lay_out_hugo,
    _hugo_edits,
)
PELICAN = Builder(
    "pelican",
    TOOLS / "bin" / "pelican",
    (str(TOOLS / "bin" / "pelican"), "content", "-s", "pelicanconf.py", "-o", "output", "--quiet"),
    "output",
    ("output", "__pycache__"),
    _lay_out_pelican,
    lambda _: (),
)
BUILDERS = {builder.name: builder for builder in (KOREADIPLO, HUGO, PELICAN)}
