"""Compare the links of a site with those it had before: what added, removed and renamed entries do to its pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..builder import Progress
from ..linking import name_key
from ..model.sources import Source
from .links import counted, links_on_pages, part
from .passages import LinkedSite, LinksUnknown, read_linked_site
from .revisions import checked_out


@dataclass(frozen=True)
class PageChange:
    """How many links a page has to an entry, before and now; `page` is the id of the entry in whose body they are."""

    page: str
    before: int
    now: int


@dataclass(frozen=True)
class EntryChange:
    """How the links to an entry change; `former` are its ids before if they were others."""

    id: str
    title: str
    former: tuple[str, ...]
    pages: tuple[PageChange, ...]


@dataclass(frozen=True)
class RetargetedLink:
    """A link whose same words in the same sentence led to another entry before."""

    path: str
    line: int
    text: str
    before: str
    now: str


@dataclass(frozen=True)
class Changes:
    """What became of the links to entries and lineages.

    An entry that is added, removed or renamed comes with all pages that link to it, before or now; of `others` only
    pages are told that were there before and gained or lost links.
    """

    added: tuple[EntryChange, ...]
    removed: tuple[EntryChange, ...]
    renamed: tuple[EntryChange, ...]
    others: tuple[EntryChange, ...]
    retargeted: tuple[RetargetedLink, ...]


def changes_since(root: Path, revision: str, jobs: int, progress: Progress) -> Changes:
    """Compare the links of the site in `root` with those that it had at a revision of git.

    Raises `LinksUnknown` where the content now or then has errors, or git can't give the revision.
    """
    with checked_out(root, revision) as earlier:
        try:
            before = read_linked_site(earlier, jobs, progress)
        except LinksUnknown as unknown:
            message = f"The content has errors at {revision}, so nothing can be compared with it."
            raise LinksUnknown(message, unknown.diagnostics) from None
    return compare_links(before, read_linked_site(root, jobs, progress))


def compare_links(before: LinkedSite, now: LinkedSite) -> Changes:
    """Tell what the links of a site before and now differ in, by the entries that they lead to."""
    renames = _renames(before, now)
    former: dict[str, list[str]] = defaultdict(list)
    for old, new in renames.items():
        former[new].append(old)
    counts_before, counts_now = _counts(before, renames), _counts(now, {})
    ids_before, ids_now = _ids(before), _ids(now)
    lasting = {renames.get(id_, id_) for id_ in ids_before} & ids_now

    def change(id_: str, *, only_differences: bool = False) -> EntryChange:
        pages = sorted(counts_before[id_].keys() | counts_now[id_].keys())
        counts = [PageChange(page, counts_before[id_][page], counts_now[id_][page]) for page in pages]
        if only_differences:
            counts = [page for page in counts if page.page in lasting and page.before != page.now]
        titles = now.names.titles if id_ in ids_now else before.names.titles
        return EntryChange(id_, titles[id_], tuple(former.get(id_, ())), tuple(counts))

    others = [change(id_, only_differences=True) for id_ in sorted(lasting - former.keys())]
    return Changes(
        added=tuple(change(id_) for id_ in sorted(ids_now - lasting)),
        removed=tuple(change(id_) for id_ in sorted(ids_before - ids_now - renames.keys())),
        renamed=tuple(change(id_) for id_ in sorted(former)),
        others=tuple(other for other in others if other.pages),
        retargeted=tuple(_retargeted(before, now, renames)),
    )


def _ids(site: LinkedSite) -> set[str]:
    return {id_ for id_ in site.names.titles if not id_.startswith(f"{Source.folder}/")}


def _counts(site: LinkedSite, renames: Mapping[str, str]) -> Mapping[str, Counter[str]]:
    """Count the links to an id by the page that they are on."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for link in site.links:
        page, target = renames.get(link.source, link.source), renames.get(link.target, link.target)
        if page != target:  # as it may be of two entries that were made one
            counts[target][page] += 1
    return counts


def _renames(before: LinkedSite, now: LinkedSite) -> dict[str, str]:
    """Find what the ids that are gone have become, by the id before.

    An entry says so itself under `former`; else it is the one new entry of the same title or with the same body.
    """
    gone = [id_ for id_ in before.entries if id_ not in now.entries]
    new = [entry for id_, entry in now.entries.items() if id_ not in before.entries]
    former = {f"{entry.folder}/{slug}": entry.id for entry in now.entries.values() for slug in entry.former}
    renames = {id_: former[id_] for id_ in gone if id_ in former}
    for old in (before.entries[id_] for id_ in gone if id_ not in former):
        same = [
            entry.id
            for entry in new
            if entry.id not in renames.values()
            and (name_key(entry.title) == name_key(old.title) or (entry.body == old.body and old.body.strip()))
        ]
        if len(same) == 1:
            renames[old.id] = same[0]
    return renames


def _retargeted(before: LinkedSite, now: LinkedSite, renames: Mapping[str, str]) -> Iterator[RetargetedLink]:
    """Pair the links of the same words in the same sentence of a page, in their order."""
    targets: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for link in before.links:
        place = (renames.get(link.source, link.source), link.sentence, link.text)
        targets[place].append(renames.get(link.target, link.target))
    for link in now.links:
        if at_place := targets[link.source, link.sentence, link.text]:
            target = at_place.pop(0)
            if target != link.target:
                yield RetargetedLink(now.entries[link.source].path, link.line, link.text, target, link.target)


def as_text(changes: Changes, revision: str) -> str:
    """Write changes for people: a heading for each kind of change, a line for each entry and for each of its pages."""
    parts = {
        "Added": [line for change in changes.added for line in _lines(change)],
        "Removed": [line for change in changes.removed for line in _lines(change)],
        "Renamed": [line for change in changes.renamed for line in _lines(change)],
        "Other entries, on pages where they have more or fewer links": [
            line for change in changes.others for line in _lines(change, with_total=False)
        ],
        "Links that lead elsewhere": [
            f"{link.path}:{link.line}: “{link.text}” leads to {link.now}, before to {link.before}"
            for link in changes.retargeted
        ],
    }
    told = [part(title, lines) for title, lines in parts.items() if lines]
    nothing = "No entry was added, removed or renamed, and no link changed."
    return "\n\n".join([f"Compared with {revision}:", *(told or [nothing])])


def _lines(change: EntryChange, *, with_total: bool = True) -> Iterator[str]:
    before = [page.before for page in change.pages if page.before]
    now = [page.now for page in change.pages if page.now]
    line = f"{change.title} ({', was '.join([change.id, *change.former])})"
    if with_total:
        line += f": {links_on_pages(now)}"
        line += f", before {links_on_pages(before)}" if before and before != now else ""
    yield line
    for page in change.pages:
        if page.before != page.now:
            then = f", before {page.before}" if before or not with_total else ""
            yield f"  {page.page}: {counted(page.now, 'link')}{then}"
