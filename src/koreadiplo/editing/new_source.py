"""Works → items of `content/sources.yaml`, which stays otherwise byte for byte what it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..config import load_config
from ..linking import fold, name_key
from ..model.entries import GENERAL_KNOWLEDGE
from ..model.positions import locate_value
from ..model.sources import Source
from ..reading import SOURCES_FILE, read_content
from ..reading.sources import read_sources
from ..reading.strict_yaml import YamlError, load_yaml
from .exact_text import Edit, ExactText
from .refusal import Refused
from .yaml_text import as_yaml

_SMALL_WORDS = {"a", "an", "and", "das", "de", "der", "die", "for", "from", "in", "la", "le", "of", "on", "the", "to"}
_OPENING = "references:\n"


def taken_ids(root: Path) -> frozenset[str]:
    """List the ids that no new work can have: those of other works, and names of entries, which links could mean.

    Raises `Refused` where the settings have errors.
    """
    config, diagnostics = load_config(root)
    if config is None:
        raise Refused("The settings have errors; mend them first.", diagnostics=diagnostics)
    content, _ = read_content(config)
    entries = {entry.slug for entry in content.entries} | {id_.partition("/")[2] for id_ in content.drafts}
    works = {source.slug.lower() for source in content.sources}
    return frozenset(entries | works | set(config.lineages) | {GENERAL_KNOWLEDGE})


def propose_id(work: Mapping[str, Any], taken: Collection[str]) -> str:
    """Propose an id that is not taken: author and year, with a word of the title where these are not enough."""
    names = work.get("author") or work.get("editor") or [{}]
    author = _words(str(names[0].get("family") or names[0].get("literal") or ""))
    title = [word for word in _words(str(work.get("title", ""))) if word not in _SMALL_WORDS]
    year = re.search("[0-9]{4}", str(work.get("issued", "")))
    first = [*(author[-1:] or title[:1] or ["work"]), *([year[0]] if year else title[:1] if author else [])]
    for word in ("", *title, *map(str, range(2, 10**6))):
        proposed = "-".join([*first, word]).strip("-")
        if proposed not in taken and not (word and word in first):
            return proposed
    raise AssertionError


def _words(text: str) -> list[str]:
    return re.findall("[a-z0-9]+", fold(text).text.casefold().replace("'", ""))


def add_sources(root: Path, works: Sequence[Mapping[str, Any]]) -> Path:
    """Append works, each with its id, to the sources of the site in `root`; give the path of the file.

    Raises `Refused` where one is there already, has an id that is taken or values that don't fit, or where the file has
    errors; then nothing is written. Raises `OSError`.
    """
    taken = taken_ids(root)
    file = root / "content" / SOURCES_FILE
    path = f"content/{SOURCES_FILE}"
    try:
        exact = ExactText(file.read_bytes() if file.exists() else _OPENING.encode())
        before = exact.text
    except UnicodeDecodeError:
        raise Refused(f"{path} is not UTF-8.", "Save it with that encoding.") from None
    empty = _is_empty(before)
    present, diagnostics = ([], []) if empty else read_sources(path, before)
    if diagnostics:
        raise Refused(f"{path} has errors; mend them first.", diagnostics=diagnostics)
    for work in works:
        _refuse_known(work, present, taken)
    after = exact.edited([_addition(before, works, empty)])
    read, diagnostics = read_sources(path, ExactText(after).text)
    if diagnostics:
        raise Refused(f"This work can't be added: {diagnostics[0].message}", diagnostics[0].hint)
    if [source.csl for source in read[: len(present)]] != [source.csl for source in present]:
        raise Refused(
            f"Nothing can be added to {path} as it is written.", "Put each work on lines of its own: “- id: …”."
        )
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(after)
    return file


def _is_empty(text: str) -> bool:
    """Tell whether a file that can be read lists no work yet."""
    try:
        data = load_yaml(text)
    except YamlError:
        return False
    return data is None or (isinstance(data, dict) and data.get("references", data) in ("", []))


def _refuse_known(work: Mapping[str, Any], present: Sequence[Source], taken: Collection[str]) -> None:
    for source in present:
        if name_key(source.csl["title"]) == name_key(str(work["title"])) and _year(source.csl) == _year(work):
            raise Refused(f"“{work['title']}” is there already, as {source.slug}.")
    if str(work["id"]).lower() in taken:
        raise Refused(f"The id {work['id']} is taken.", "Choose another with --id.")


def _year(work: Mapping[str, Any]) -> str:
    found = re.search("[0-9]{4}", str(work.get("issued", "")))
    return found[0] if found else ""


def _addition(text: str, works: Sequence[Mapping[str, Any]], empty: bool) -> Edit:
    """Say what is to be put where, so that the works are the last items of the list."""
    if empty:
        key = re.search(r"^references:[ \t]*(\[\s*\])?[ \t]*", text, re.MULTILINE)
        start, end = key.span() if key else (len(text), len(text))
        break_before = "" if key or not text or text.endswith("\n") else "\n"
        after = "" if key and text[end : end + 1] == "\n" else "\n"
        return Edit(start, end, f"{break_before}{_OPENING}{_as_items(works, 2, apart=True)}".rstrip("\n") + after)
    start, end = locate_value(text, ("references",))
    if text[start] == "[":
        hint = "Put each work on lines of its own: “- id: …”."
        raise Refused("The list in sources.yaml is in brackets, so nothing can be added to it.", hint)
    indent = start - (text.rfind("\n", 0, start) + 1)
    at = end if end == len(text) else text.rfind("\n", 0, end) + 1
    apart = bool(re.search(r"\n[ \t]*\n[ \t]*- ", text[start:end]))
    items = _as_items(works, indent, apart=apart)
    break_before = "" if text[:at].endswith("\n") else "\n"
    if apart and not (text[:at] + break_before).endswith("\n\n"):
        break_before += "\n"
    if apart and at < len(text):
        items += "\n"
    return Edit(at, at, break_before + items)


def _as_items(works: Sequence[Mapping[str, Any]], indent: int, *, apart: bool) -> str:
    items = []
    for work in works:
        lines = [line for key, value in work.items() if value for line in _as_lines(key, value)]
        items.append("".join(f"{' ' * indent}{'  ' if n else '- '}{line}\n" for n, line in enumerate(lines)))
    return ("\n" if apart else "").join(items)


def _as_lines(key: str, value: Any) -> list[str]:
    if isinstance(value, list) and all(isinstance(item, dict) for item in value):
        return [f"{key}:", *(f"  - {as_yaml(item)}" for item in value)]
    if isinstance(value, str) and value.isdigit():
        return [f'{key}: "{value}"']
    return [f"{key}: {as_yaml(value)}"]
