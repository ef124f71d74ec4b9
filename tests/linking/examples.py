"""The examples in ``fixtures``: texts, the HTML they become, and what is reported of them.

A file may begin with a head between two lines ``---`` that says which names there are (else ``arcadia.yaml`` does): the
front matter of ``entries`` by id, ``lineages``, the settings ``scope`` and ``per_paragraph``, the ``language`` of the
page, without which no words are marked as another's, and what is shown beside the HTML: ``messages`` of problems,
``mentions``. Then come markdown-it-py's examples: a title, and between lines with a single full stop the text and what
becomes of it. The text is that of the head's ``own`` entry; a text may have front matter itself, which is added to this
entry's, or to that of another ``entry``.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from samples import UNMARKED, entry

from koreadiplo.linking.bodies import LinkedBody, link_bodies
from koreadiplo.linking.context import LinkingContext
from koreadiplo.linking.names import make_name_table
from koreadiplo.linking.scripts import make_languages
from koreadiplo.model.entries import Entry
from koreadiplo.model.sources import Source

FIXTURES = Path(__file__).with_name("fixtures")
_SOURCES = [
    Source(slug=slug, path="content/sources.yaml", line=1, title=title, csl={})
    for slug, title in (("brown-1901", "A History"), ("green-1950", "Salt"))
]
_BIBLIOGRAPHY = {
    "brown-1901": "Brown, <i>A History</i>",
    "green-1950": "Green, “Salt”",
    "general-knowledge": "Common knowledge; no work cited",
}
_OWN = {"glossary/own": {"title": "Own", "type": "idea"}}


@dataclass(frozen=True)
class Example:
    """One example; `line` is that of its title."""

    file: Path
    line: int
    title: str
    text: str
    expected: str


def read_examples() -> Iterator[Example]:
    """Read all examples of all files."""
    for file in sorted(FIXTURES.glob("*.md")):
        head, body = _split(file.read_text(encoding="utf-8"))
        lines = body.split("\n")
        stops = [number for number, line in enumerate(lines) if line.rstrip() == "."]
        assert len(stops) % 3 == 0, f"{file.name}: a line with a full stop is missing"
        lines_of_head = head.count("\n") + 2 if head else 0
        for opening, middle, closing in zip(stops[::3], stops[1::3], stops[2::3], strict=True):
            text = "".join(f"{line}\n" for line in lines[opening + 1 : middle])
            expected = "".join(f"{line}\n" for line in lines[middle + 1 : closing])
            yield Example(file, lines_of_head + opening, lines[opening - 1], text, expected)


def link_example(example: Example) -> tuple[LinkedBody, str]:
    """Link an example's text; give also all that is shown of it."""
    text, known, context = read_world(example)
    world, own = _world(example.file), text.id
    bodies, diagnostics, _ = link_bodies([*known, text], context, 1, lambda steps: None, {})
    shown = bodies[own].html
    for problem in sorted(diagnostics):
        shown += f"{problem.line}:{problem.column} {problem.code}"
        shown += f": {problem.message} {problem.hint}\n" if world.head.get("messages") else "\n"
    if world.head.get("mentions"):
        for mention in bodies[own].mentions:
            shown += f"{'by hand' if mention.by_hand else 'found'} {mention.target}: {mention.sentence}\n"
    return bodies[own], shown


def read_world(example: Example) -> tuple[Entry, list[Entry], LinkingContext]:
    """Give an example's text as an entry, the other entries that there are, and the context for linking them."""
    world = _world(example.file)
    head, body = _split(example.text)
    more = _load(head)
    own = more.pop("entry", world.own)
    known = [known for id_, known in world.entries.items() if id_ != own]
    text = _make(own, {**world.front_matter[own], **more}).model_copy(update={"body": body, "body_line": 1})
    return text, known, world.context(text)


@dataclass(frozen=True)
class _World:
    """The entries that an example file knows, as its head declares them."""

    head: Mapping[str, Any]
    front_matter: Mapping[str, Mapping[str, Any]]
    entries: Mapping[str, Entry]
    own: str

    def context(self, text: Entry) -> LinkingContext:
        """Give the context for linking a text that stands for the entry of its id."""
        entries = {**self.entries, text.id: text}
        drafts = frozenset(self.head.get("drafts", ()))
        names = make_name_table(entries.values(), _SOURCES, self.head.get("lineages", {}), drafts, frozenset())
        return LinkingContext(
            names=names,
            bibliography=_BIBLIOGRAPHY,
            images=frozenset({"images/seal.png", "images/maps/a b.png"}),
            scope=self.head.get("scope", "section"),
            per_paragraph=int(self.head.get("per_paragraph", 3)),
            languages=make_languages(entries.values(), self.head["language"]) if "language" in self.head else UNMARKED,
        )


@cache
def _world(file: Path) -> _World:
    head, _ = _split(file.read_text(encoding="utf-8"))
    declared = _load(head or (FIXTURES / "arcadia.yaml").read_text(encoding="utf-8"))
    front_matter = {**declared["entries"], **declared.get("own", _OWN)}
    bodies = declared.get("bodies", {})
    entries = {id_: _make(id_, keys, bodies.get(id_, "")) for id_, keys in front_matter.items()}
    return _World(declared, front_matter, entries, own=list(front_matter)[-1])


def _split(text: str) -> tuple[str, str]:
    """Split a head between two lines `---` from what follows it."""
    if not text.startswith("---\n"):
        return "", text
    head, _, rest = text.removeprefix("---\n").partition("\n---\n")
    return f"{head}\n", rest


def _load(text: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(text, yaml.BaseLoader) if text else {}
    return loaded


def _make(id_: str, front_matter: Mapping[str, Any], body: str = "") -> Entry:
    keys = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front_matter.items())
    return entry(id_, keys, body)
