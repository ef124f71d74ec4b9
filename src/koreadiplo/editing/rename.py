"""Rename an entry: move its file, and change all that names it, and nothing else.

All texts are worked out first and the site that they make is understood as a build would; only then are files written.
"""

from __future__ import annotations

import re
import shutil
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from ..builder import Progress, Understood, understand
from ..config import Config
from ..diagnostics import did_you_mean, has_errors
from ..folders import SETTINGS_FILE
from ..linking import make_context
from ..model.entries import KINDS, Country, Entry
from ..model.fields import SLUG_PATTERN
from ..model.positions import locate_value
from ..publishing.plan import Plan
from ..reading import Content
from ..reading.entries import read_entry
from .exact_text import Edit, ExactText
from .references import Renaming
from .refusal import Refused

_ROUNDS = 20
"""So often a text is looked through: what stands twice in the same words is found the second time."""


def rename(root: Path, name: str, new_slug: str, jobs: int, progress: Progress) -> tuple[str, ...]:
    """Rename the entry that `name` (an id, or a slug that one entry has) means; give the files that changed.

    Paths are from the root, with forward slashes; the first two are those of the entry's file before and after. Raises
    `Refused` where that can't be, and `OSError`; then nothing has changed.
    """
    before = understand(root, None, jobs, progress)
    plan, content = before.plan, before.content
    if plan is None or content is None or has_errors(before.diagnostics):
        raise Refused("The content has errors; mend them first.", diagnostics=before.diagnostics)
    config = plan.shelf.config
    entries = {entry.id: entry for entry in (*content.entries, *_drafts(root, config, content))}
    old = _find(name, entries)
    new = f"{old.partition('/')[0]}/{new_slug}"
    _refuse_slug(old, new, entries)
    if old not in {entry.id for entry in content.entries}:
        content = replace(content, entries=(*content.entries, entries[old]))
    renaming = Renaming(old, new, make_context(content, config, plan.shelf.base.bibliography))
    texts = _new_texts(root, renaming, entries.values())
    if settings := _new_settings(root, config, renaming, entries.values()):
        texts[SETTINGS_FILE] = settings
    moved = entries[old].path, f"{config.content.name}/{new}.md"
    _try(root, config, moved, texts, (before, plan), jobs, progress)
    if _new_texts(root, renaming, entries.values()) != {path: texts[path] for path in texts if path != SETTINGS_FILE}:
        raise Refused("A file was changed meanwhile.", "Rename it once more.")
    _write(root, moved, texts)
    return *moved, *sorted(texts.keys() - {moved[0]})


def _drafts(root: Path, config: Config, content: Content) -> Iterable[Entry]:
    for id_ in sorted(content.drafts):
        path = f"{config.content.name}/{id_}.md"
        entry = read_entry(path, ExactText((root / path).read_bytes()).text)
        if isinstance(entry, Entry):
            yield entry


def _find(name: str, entries: Mapping[str, Entry]) -> str:
    folder, _, slug = name.rpartition("/")
    folders = {kind.kind: kind.folder for kind in KINDS.values()}
    found = [id_ for id_ in entries if id_ == f"{folders.get(folder, folder)}/{slug}" or name == id_.partition("/")[2]]
    if len(found) == 1:
        return found[0]
    if found:
        raise Refused(f"“{name}” could mean {len(found)} entries.", f"Write one of: {', '.join(found)}.")
    near = did_you_mean(name, entries if folder else [id_.partition("/")[2] for id_ in entries])
    raise Refused(f"There is no entry “{name}”.", near or "Write its id, such as events/1884-treaty.")


def _refuse_slug(old: str, new: str, entries: Mapping[str, Entry]) -> None:
    slug = new.partition("/")[2]
    if not re.fullmatch(SLUG_PATTERN, slug):
        raise Refused(
            f"“{slug}” can't be the name of a file.", "Use small letters a to z, digits and single hyphens: new-name."
        )
    if new == old:
        raise Refused(f"{old} is called so already.")
    if new in entries:
        raise Refused(f"There is an entry {new} already.", "Choose another name.")
    for entry in entries.values():
        if slug in entry.former and entry.id.partition("/")[0] == new.partition("/")[0] and entry.id != old:
            raise Refused(f"“{slug}” was the name of {entry.id} before, and leads there.", "Choose another name.")


def _new_texts(root: Path, renaming: Renaming, entries: Iterable[Entry]) -> dict[str, bytes]:
    """Give the new bytes of all files that change, by the paths that they have now."""
    texts = {}
    for entry in entries:
        raw = (root / entry.path).read_bytes()
        changed = _with_references_changed(raw, entry, renaming) if renaming.old_slug.encode() in raw else raw
        if entry.id == renaming.old:
            changed = _with_former_name(changed, renaming)
        if changed != raw:
            texts[entry.path] = changed
    return texts


def _with_references_changed(raw: bytes, entry: Entry, renaming: Renaming) -> bytes:
    for _ in range(_ROUNDS):
        exact = ExactText(raw)
        read = read_entry(entry.path, exact.text)
        edits = renaming.edits(read, exact) if isinstance(read, Entry) else set()
        if not edits:
            break
        raw = exact.edited(edits)
    return raw


def _with_former_name(raw: bytes, renaming: Renaming) -> bytes:
    """Note the old name among the former ones of the entry, in the place of the new one if that was among them."""
    exact = ExactText(raw)
    entry = read_entry(f"{renaming.old}.md", exact.text)
    if not isinstance(entry, Entry):
        raise Refused(f"{renaming.old} can't be changed as it is written.", "Rename it by hand.")
    base, front_matter = exact.text.find(entry.front_matter), entry.front_matter
    if renaming.new_slug in entry.former:
        start, end = locate_value(front_matter, ("former", entry.former.index(renaming.new_slug)))
        at = base + front_matter.index(renaming.new_slug, start, end)
        return exact.edited([Edit(at, at + len(renaming.new_slug), renaming.old_slug)])
    if "former" not in entry.model_fields_set:
        indent = " " * (entry.locate("title")[1] - 1)
        at = base + len(front_matter)
        return exact.edited([Edit(at, at, f"{indent}former: [{renaming.old_slug}]\n")])
    start, end = locate_value(front_matter, ("former",))
    in_brackets = front_matter[start] == "["
    if not entry.former:
        return exact.edited([Edit(base + start, base + end, f"[{renaming.old_slug}]")])
    start, end = locate_value(front_matter, ("former", len(entry.former) - 1))
    if in_brackets:
        return exact.edited([Edit(base + end, base + end, f", {renaming.old_slug}")])
    line = front_matter.rfind("\n", 0, start) + 1
    at = base + front_matter.index("\n", end)
    return exact.edited([Edit(at, at, f"\n{front_matter[line:start]}{renaming.old_slug}")])


def _new_settings(root: Path, config: Config, renaming: Renaming, entries: Iterable[Entry]) -> bytes | None:
    """Give the settings with other picks for the home page; None where these name neither entry nor relations of it."""
    renamed = {renaming.old: renaming.new}
    if renaming.old.startswith(f"{Country.folder}/"):
        for country in entries:
            if isinstance(country, Country):
                pairs = ([slug, country.slug] for slug in (renaming.old_slug, renaming.new_slug))
                old, new = (f"relations/{'-'.join(sorted(pair))}" for pair in pairs)
                renamed[old] = new
    if not renamed.keys() & set(config.home.picks):
        return None
    exact = ExactText((root / SETTINGS_FILE).read_bytes())
    wanted = tomllib.loads(exact.text)
    wanted["home"]["picks"] = [renamed.get(pick, pick) for pick in config.home.picks]
    edits = [
        Edit(match.start(2), match.end(2), renamed[match[2]])
        for match in re.compile(r"""(["'])([a-z0-9/-]+)\1""").finditer(
            exact.text, exact.offset(*config.locate("home", "picks"))
        )
        if match[2] in renamed and match[2] in config.home.picks
    ]
    after = exact.edited(edits)
    if tomllib.loads(ExactText(after).text) != wanted:
        raise Refused(f"{SETTINGS_FILE} names {renaming.old} in a way that can't be changed.", "Change it there first.")
    return after


def _try(
    root: Path,
    config: Config,
    moved: tuple[str, str],
    texts: Mapping[str, bytes],
    known: tuple[Understood, Plan],
    jobs: int,
    progress: Progress,
) -> None:
    """Understand the site as it would be, beside itself. Raises `Refused` where not all would be as well as before."""
    (before, plan), (source, target) = known, moved
    with TemporaryDirectory(prefix="koreadiplo-") as folder:
        copy = Path(folder)
        shutil.copy(root / SETTINGS_FILE, copy)
        shutil.copytree(config.content, copy / config.content.name)
        _write(copy, moved, texts)
        after = understand(copy, None, jobs, progress)
    old, new = (path.partition("/")[2].removesuffix(".md") for path in (source, target))
    if after.plan is None or has_errors(after.diagnostics) or len(after.diagnostics) > len(before.diagnostics):
        known_messages = Counter((problem.code, problem.path) for problem in before.diagnostics)
        fresh = [problem for problem in after.diagnostics if not known_messages[problem.code, problem.path]]
        raise Refused(f"With the name {new} the content would have these problems.", "Choose another.", fresh)
    if _links(plan, old, new) != _links(after.plan, old, new):
        raise Refused(f"With the name {new} links would lead elsewhere.", "Choose another.")


def _links(plan: Plan, old: str, new: str) -> Counter[tuple[str, ...]]:
    """Count what leads where, with what words, as if the entry were called as it will be."""
    base = plan.shelf.base
    mentions = (mention for body in base.bodies.values() for mention in body.mentions)
    links: Counter[tuple[str, ...]] = Counter((mention.source, mention.target, mention.text) for mention in mentions)
    links.update((source, target) for source, targets in base.see_also.items() for target in targets)
    return Counter({tuple(new if id_ == old else id_ for id_ in link): count for link, count in links.items()})


def _write(root: Path, moved: tuple[str, str], texts: Mapping[str, bytes]) -> None:
    """Write all files, or where one can't be written none."""
    source, target = moved
    written = {target if path == source else path: text for path, text in texts.items()}
    present = {path: (root / path).read_bytes() for path in (source, *written) if (root / path).exists()}
    try:
        for path, text in written.items():
            (root / path).write_bytes(text)
        (root / source).unlink()
    except OSError:
        (root / target).unlink(missing_ok=True)
        for path, text in present.items():
            (root / path).write_bytes(text)
        raise
