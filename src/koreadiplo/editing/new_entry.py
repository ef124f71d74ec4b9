"""A new entry: what is to be asked, whether the answers are good, and the file that is made of them.

All of it comes from the model of the kind: which keys it has, what they mean and what may stand there. Answers are
judged as a build would judge them, by reading the file that they make.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from ..config import Config, load_config
from ..diagnostics import Diagnostic
from ..linking import LINEAGES, fold, name_key, other_names
from ..model.entries import KINDS, Country, Entry, Event, Term
from ..model.fields import SLUG_PATTERN
from ..model.parts import Value
from ..reading import Content, read_content
from ..reading.entries import read_entry
from ..reading.references import check_references
from .refusal import Refused
from .yaml_text import as_yaml, read_answer

KINDS_BY_NAME: dict[str, type[Entry]] = {kind.kind: kind for kind in KINDS.values()}
"""The kinds by what one of them is called."""


@dataclass(frozen=True)
class Question:
    """What is to be asked for a key: its description, and examples of an answer or all that may be answered."""

    key: str
    description: str
    examples: str
    required: bool


def questions(kind: type[Entry]) -> tuple[Question, ...]:
    """List the keys of a kind: the title, its own, then those that all have."""
    own = [key for key in kind.__annotations__ if key in kind.keys()]  # noqa: SIM118 - a method of the model
    others = [key for key in Entry.model_fields if key in kind.keys()]  # noqa: SIM118
    keys = dict.fromkeys(["title", *own, *others])
    return tuple(_question(key, kind.model_fields[key]) for key in keys)


def _question(key: str, field: FieldInfo) -> Question:
    choices = _choices(field.annotation)
    examples = ", ".join(choices or (_plain(example) for example in field.examples or ()))
    return Question(key, field.description or "", examples, field.is_required())


def _choices(annotation: Any) -> tuple[str, ...]:
    """List the words of which a field takes one; none where it takes others."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return next((choices for part in get_args(annotation) if (choices := _choices(part))), ())


def _plain(example: Any) -> str:
    """Write an example as an answer may be written: the items of a list without brackets."""
    if isinstance(example, list) and all(isinstance(item, str) for item in example):
        return as_yaml(example)[1:-1]
    return as_yaml(example)


def _example(kind: type[Entry], key: str) -> str:
    """Give the first example of a key, as it stands in a file."""
    return as_yaml((kind.model_fields[key].examples or [""])[0])


def _read(field: FieldInfo, answer: str) -> Any:
    """Read an answer; a statistic's values may be answered as “1990: 2.3, 1991: 2.5”."""
    value = read_answer(field, answer)
    if field.annotation != tuple[Value, ...]:
        return value
    return [
        {"date": date, "value": number} if isinstance(number, str) and date not in Value.model_fields else point
        for point in value
        for date, number in (point.items() if isinstance(point, dict) and len(point) == 1 else [("date", None)])
    ]


@dataclass(frozen=True)
class Workshop:
    """The site to which an entry is to be added: its settings, and its content as far as it can be read."""

    config: Config
    content: Content

    def examples(self, question: Question) -> str:
        """Give examples of an answer, from the site's settings where these say what may be answered."""
        return ", ".join(self.config.topics) if question.key == "topics" else question.examples

    def slug_problem(self, kind: type[Entry], slug: str) -> str:
        """Say why a slug can't be that of a new entry; empty where it can."""
        if not re.fullmatch(SLUG_PATTERN, slug):
            return f"“{slug}” can't be the name of a file: use small letters a to z, digits and single hyphens."
        hint = "Edit that entry, or choose another name with --slug."
        ids = {entry.id for entry in self.content.entries} | self.content.drafts | self.content.unread
        if (self.config.content / kind.folder / f"{slug}.md").exists():
            return f"There is an entry {kind.folder}/{slug} already. {hint}"
        ids |= {source.id for source in self.content.sources}
        ids |= {f"{LINEAGES}/{lineage}" for lineage in self.config.lineages if not issubclass(kind, Country)}
        for id_ in sorted(ids):
            if id_.partition("/")[2] == slug:
                return f"{id_} has the same name, so that links could mean both. {hint}"
        for entry in self.content.entries:
            if slug in entry.former:
                return f"“{slug}” was the name of {entry.id} before, and leads there. {hint}"
            if slug in (entry.title, *other_names(entry)):
                return f"{entry.id} is called “{slug}”, so that links could mean both. {hint}"
        return ""

    def title_problem(self, kind: type[Entry], title: str) -> str:
        """Say why a title can't be that of a new entry; empty where it can.

        A country may be called as its lineage is, or as others are besides.
        """
        taken: dict[str, str] = {}
        if not issubclass(kind, Country):
            taken |= {name_key(name): entry.id for entry in self.content.entries for name in other_names(entry)}
            taken |= {name_key(name): f"{LINEAGES}/{slug}" for slug, name in self.config.lineages.items()}
        taken |= {name_key(entry.title): entry.id for entry in self.content.entries}
        other = taken.get(name_key(title))
        if other is None:
            return ""
        return f"{other} is called “{title}” too. Add what tells them apart (“Georgia (state)”), or edit that entry."


def open_workshop(root: Path) -> Workshop:
    """Read the site in the folder `root`, whatever is wrong with its content.

    Raises `Refused` where its settings can't be read.
    """
    config, diagnostics = load_config(root)
    if config is None:
        raise Refused("The settings have errors; mend them first.", diagnostics=diagnostics)
    return Workshop(config, read_content(config)[0])


def problems(workshop: Workshop, kind: type[Entry], answers: Mapping[str, str]) -> dict[str, str]:
    """Judge answers as a build would: say, by key, what is wrong with them and what to do.

    What is required and not answered yet is taken to be as in its example, so that each answer can be judged at once.
    """
    values = {question.key: _example(kind, question.key) for question in questions(kind) if question.required}
    found: dict[str, str] = {}
    for key, answer in answers.items():
        try:
            values[key] = as_yaml(_read(kind.model_fields[key], answer))
        except ValueError as error:
            found[key] = str(error)
    path = f"{workshop.config.content.name}/{kind.folder}/new.md"
    entry = read_entry(path, "\n".join(["---", *(f"{key}: {value}" for key, value in values.items()), "---", ""]))
    keys = list(values)
    for problem in _diagnostics(entry, workshop):
        key = keys[problem.line - 2]
        if key in answers:
            found.setdefault(key, f"{problem.message} {problem.hint}".strip())
    if "title" in answers and "title" not in found and (taken := workshop.title_problem(kind, answers["title"])):
        found["title"] = taken
    return found


def _diagnostics(entry: Entry | list[Diagnostic], workshop: Workshop) -> list[Diagnostic]:
    if not isinstance(entry, Entry):
        return entry
    content = workshop.content
    found = check_references(
        [*content.entries, entry], content.sources, content.drafts, content.unread, workshop.config
    )
    return [problem for problem in found if problem.path == entry.path]


def propose_slug(kind: type[Entry], answers: Mapping[str, str]) -> str:
    """Propose the name of the file: the title in small letters, for an event with its date before it.

    Empty where the title has no letters from a to z, as they are or under a mark.
    """
    title = fold(answers.get("title", "")).text.casefold().replace("'", "")
    words = "-".join(re.findall("[a-z0-9]+", title)) if re.search("[a-z]", title) else ""
    date = re.sub("[~?%]", "", answers.get("date", "").partition("/")[0])
    if not issubclass(kind, Event) or not words or not date.strip(".X"):
        return words
    decade = re.sub("X$", "0s", date)
    return f"{decade}-{words}" if re.fullmatch("[0-9-]+s?", decade) else words


def entry_text(kind: type[Entry], answers: Mapping[str, str]) -> str:
    """Write the file of an entry: the keys that were answered, hints for all others, and a sentence in the body."""
    lines = []
    for question in questions(kind):
        if answer := answers.get(question.key):
            lines.append(f"{question.key}: {as_yaml(_read(kind.model_fields[question.key], answer))}")
    hints = ["# What else may stand here: remove the “# ” before a line that you want, and write your own."]
    for question in questions(kind):
        if question.key not in answers:
            hints += [f"# {question.description}", f"# {question.key}: {_example(kind, question.key)}"]
    first = "what it is" if issubclass(kind, Term) else "what readers should know of it"
    body = f"Say here in your own words {first}, and after each statement where it comes from. [@general-knowledge]"
    return "\n".join(["---", *lines, "", *hints, "---", "", body, ""])


def write_entry(workshop: Workshop, kind: type[Entry], slug: str, answers: Mapping[str, str]) -> Path:
    """Write the file of a new entry, and give its path. Raises `Refused` where it can't be, and `OSError`."""
    for wrong in (*problems(workshop, kind, answers).values(), workshop.slug_problem(kind, slug)):
        if wrong:
            raise Refused(wrong)
    file = workshop.config.content / kind.folder / f"{slug}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8", newline="\n") as opened:
        opened.write(entry_text(kind, answers))
    return file
