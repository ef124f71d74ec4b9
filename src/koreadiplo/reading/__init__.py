"""Files → typed entries: discover, split, parse strictly, validate; whatever is wrong becomes a diagnostic."""

from __future__ import annotations

from dataclasses import dataclass

from ..config import Config
from ..diagnostics import Diagnostic
from ..model.entries import Entry
from ..model.sources import Source
from .entries import read_entry
from .files import SOURCES_FILE, find_files, read_text
from .references import check_references
from .sources import read_sources


@dataclass(frozen=True)
class Content:
    """All that a content folder says.

    `images` are paths from the site's root; `drafts` are ids of entries left out, `unread` of those with errors.
    """

    entries: tuple[Entry, ...]
    sources: tuple[Source, ...]
    images: tuple[str, ...]
    drafts: frozenset[str]
    unread: frozenset[str]


def read_content(config: Config) -> tuple[Content, list[Diagnostic]]:
    """Read the content folder of a site. What could not be read is missing from the content and reported."""
    found, diagnostics = find_files(config.root, config.content)
    entries: list[Entry] = []
    unread: set[str] = set()
    for path in found.entries:
        text = read_text(config.root, path)
        entry = [text] if isinstance(text, Diagnostic) else read_entry(path, text)
        if isinstance(entry, Entry):
            entries.append(entry)
        else:
            unread.add(path.removeprefix(f"{config.content.name}/").removesuffix(".md"))
            diagnostics += entry
    sources: list[Source] = []
    if found.sources is not None:
        text = read_text(config.root, found.sources)
        if isinstance(text, Diagnostic):
            diagnostics.append(text)
            unread.add(SOURCES_FILE)
        else:
            sources, problems = read_sources(found.sources, text)
            diagnostics += problems
            unread |= {SOURCES_FILE} if problems else set()
    content = Content(
        entries=tuple(entry for entry in entries if not entry.draft),
        sources=tuple(sources),
        images=found.images,
        drafts=frozenset(entry.id for entry in entries if entry.draft),
        unread=frozenset(unread),
    )
    return content, diagnostics + check_references(
        content.entries, content.sources, content.drafts, content.unread, config
    )


def reread_entry(config: Config, path: str) -> Entry | None:
    """Read an entry that was read before, by its path from the site's root; none if something is wrong with it now."""
    file = config.root / path
    if not file.is_file() or not file.resolve().is_relative_to(config.content.resolve()):
        return None
    text = read_text(config.root, path)
    entry = text if isinstance(text, Diagnostic) else read_entry(path, text)
    return entry if isinstance(entry, Entry) and not entry.draft else None


__all__ = ["SOURCES_FILE", "Content", "check_references", "read_content", "reread_entry"]
