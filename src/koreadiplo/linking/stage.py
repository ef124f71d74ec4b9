"""Content → linked content: names resolved, bodies rendered, sources formatted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from dataclasses import dataclass

from ..config import Config
from ..diagnostics import Diagnostic
from ..model.entries import Entry, Term
from ..reading import Content
from .bibliography import format_sources
from .bodies import LinkedBody, link_bodies
from .context import LinkingContext
from .kept_bodies import RowChanges, changes_to_keep, take_kept
from .names import Unresolved, make_name_table, name_key
from .scripts import make_languages


@dataclass(frozen=True)
class Linked:
    """What links make of content: bodies and `see_also` by entry id, and the context in which bodies were linked."""

    bodies: Mapping[str, LinkedBody]
    see_also: Mapping[str, tuple[str, ...]]
    context: LinkingContext


def link_content(
    content: Content,
    config: Config,
    jobs: int,
    done: Callable[[int], None],
    rows: dict[str, bytes],
    works: MutableMapping[str, bytes],
) -> tuple[Linked, list[Diagnostic], RowChanges]:
    """Link all of a site's content; see `link_bodies` for `jobs` and `done`, `format_sources` for `works`.

    `rows` are those that an earlier build left, and are used up; what comes last says what is to be kept now.
    """
    context = make_context(content, config, format_sources(content.sources, works))
    names = context.names
    kept = take_kept(rows, content.entries, context)
    bodies, diagnostics, linked = link_bodies(content.entries, context, jobs, done, kept.outcomes)
    see_also: dict[str, tuple[str, ...]] = {}
    for entry in content.entries:
        found = [names.resolve(name) for name in entry.see_also]
        see_also[entry.id] = tuple(target for target in found if isinstance(target, str) and target in names.titles)
        for key, targets in (("see_also", found), ("nolink", [names.resolve(name) for name in entry.nolink])):
            diagnostics += [
                Diagnostic(entry.path, *entry.locate(key, index), problem.code, problem.message, problem.hint)
                for index, problem in enumerate(targets)
                if isinstance(problem, Unresolved)
            ]
    diagnostics += _repeated_titles(content.entries)
    changes = changes_to_keep(kept, linked, content.entries, context)
    return Linked(bodies, see_also, context), diagnostics, changes


def make_context(content: Content, config: Config, bibliography: Mapping[str, str]) -> LinkingContext:
    """Gather what all bodies share: the names of all content, its sources as they are formatted, and the settings."""
    folder = f"{config.content.name}/"
    return LinkingContext(
        names=make_name_table(content.entries, content.sources, config.lineages, content.drafts, content.unread),
        bibliography=bibliography,
        images=frozenset(path.removeprefix(folder) for path in content.images),
        scope=config.linking.scope,
        per_paragraph=config.linking.per_paragraph,
        languages=make_languages(content.entries, config.language),
    )


def _repeated_titles(entries: Iterable[Entry]) -> list[Diagnostic]:
    """Report terms of one title: entries may share a name, but two terms must be told apart by their titles."""
    first: dict[str, Term] = {}
    diagnostics = []
    for entry in entries:
        if isinstance(entry, Term):
            other = first.setdefault(name_key(entry.title), entry)
            if other is not entry:
                message = f"The title “{entry.title}” is that of {other.id} too."
                hint = "Add what tells them apart (“Georgia (state)”), or make one entry of the two."
                place = entry.locate("title")
                diagnostics.append(Diagnostic(entry.path, *place, "repeated-title", message, hint))
    return diagnostics
