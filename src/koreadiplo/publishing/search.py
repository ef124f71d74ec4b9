"""The search index, made by Pagefind from shadow pages: what is to be found, without what only looks.

Pagefind's binary runs on a folder of its own, apart from the project and its environment, since it would read settings
from both. The index is kept and used again as long as the shadow pages stay the same.
"""

from __future__ import annotations

import hashlib
import html
import json
import os
import re
import shutil
import subprocess
import tempfile
import unicodedata
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path

from ..linking import SCHEME
from ..model.entries import Entry, Event
from .addresses import file_of
from .plan import Plan, PlannedPage
from .views import (
    DecadePage,
    Disagreement,
    EntryPage,
    LineagePage,
    RelationPage,
    SourcePage,
    StatisticPage,
    TopicPage,
    YearPage,
)

FOLDER = "pagefind"
NAME_LIST = "search/names.json"
_DASHES = re.compile("\\s*([\u2010-\u2015·])\\s*")
_APOSTROPHES = str.maketrans(dict.fromkeys("‘’ʼ", "'"))
_KEPT = 3


class SearchFailed(Exception):
    """Pagefind did not make an index; says what it printed."""


def make_search_index(plan: Plan, cache: Path) -> tuple[dict[str, Path], bool]:
    """Make the search index: files by their place in the output folder, and whether an index was used again.

    Raises `SearchFailed`.
    """
    pages = _shadow_pages(plan)
    if not pages:
        return {}, False
    language = plan.shelf.config.language
    digest = hashlib.sha256(f"{version('pagefind-bin')} {language}".encode())
    for name, text in sorted(pages.items()):
        digest.update(f"\0{name}\0{text}".encode())
    index = cache / FOLDER / digest.hexdigest()[:32]
    reused = index.is_dir()
    if not reused:
        _run_pagefind(pages, language, index)
    _forget_others(index)
    files = {f"{FOLDER}/{file.relative_to(index).as_posix()}": file for file in index.rglob("*") if file.is_file()}
    return files, reused


def make_name_list(plan: Plan) -> dict[str, bytes]:
    """Make the list by which the search page finds a page that is called exactly what is asked for.

    Pagefind ranks by how often words stand in a page, so that “Korea” finds all pages but the one on Korea. Each item
    holds title, address, kind, lead and names, of events their dates too; the file stands beside the search page. Years
    and decades, which are in no index, stand in it before the events that are called by them.
    """
    rows = []
    for page in sorted(plan.pages, key=lambda page: not isinstance(page.view, YearPage | DecadePage)):
        view = page.view
        lead, names = view.description, list[str]()
        if isinstance(view, EntryPage):
            entry = plan.shelf.base.entries[view.url.rstrip("/")]
            lead, names = view.lead, [*_names(entry), *_dates(entry)]
        elif isinstance(view, RelationPage):
            names = ["–".join(side.title for side in reversed(view.sides))]
        elif isinstance(view, SourcePage) and view.container:
            lead, names = view.formatted.striptags(), [view.container]
        elif not isinstance(view, LineagePage | TopicPage | YearPage | DecadePage):
            continue
        rows.append([view.title, view.url, page.template.capitalize(), lead, names])
    return {NAME_LIST: json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()}


def normalise(text: str) -> str:
    """Write text as it is indexed: spaces around dashes and middle dots, straight apostrophes, Hangul as NFD.

    Pagefind splits at none of these dashes and matches prefixes by character, for which a syllable is too much. The
    search page does the same to what is searched, but leaves the dashes out.
    """
    text = _DASHES.sub(r" \1 ", unicodedata.normalize("NFC", text).translate(_APOSTROPHES))
    return re.sub("[\uac00-\ud7a3]+", lambda match: unicodedata.normalize("NFD", match[0]), text)


def _shadow_pages(plan: Plan) -> dict[str, str]:
    return {
        file_of(page.view.url): _shadow(page, plan)
        for page in plan.pages
        if isinstance(page.view, EntryPage | RelationPage | LineagePage | TopicPage | SourcePage)
    }


def _shadow(page: PlannedPage, plan: Plan) -> str:
    """Make one shadow page. What stands in `data-pagefind-meta` is found but not shown in excerpts."""
    view = page.view
    meta = {"kind": page.template.capitalize()}
    names: list[str] = []
    filters: list[tuple[str, str]] = [("kind", meta["kind"])]
    body = ""
    if isinstance(view, EntryPage):
        entry = plan.shelf.base.entries[view.url.rstrip("/")]
        names += _names(entry)
        meta["lead"] = view.lead
        filters += [("country", ref.title) for ref in view.countries] + [("topic", ref.title) for ref in view.topics]
        filters += [("decade", decade) for decade in _decades(entry)]
        told = [entry.summary or "", *(_told(point) for point in view.disagreements)]
        if isinstance(view, StatisticPage):
            told += [f"{row.date}: {row.value} {view.unit}. {row.note}" for row in view.values]
        body = plan.shelf.base.bodies[entry.id].html + "".join(f"<p>{html.escape(text)}</p>" for text in told)
    elif isinstance(view, RelationPage):
        body = "".join(f"<p>{html.escape(lane.sentence)}</p>" for lane in view.status.lanes)
        refs = [ref for group in view.decades for ref in group.refs]
        body += "".join(f"<p>{html.escape(ref.title)}, {html.escape(ref.date)}</p>" for ref in refs)
    elif isinstance(view, SourcePage):
        body = f"<p>{view.formatted}</p><p>{html.escape(view.note)}</p>"
    else:
        body = f"<p>{html.escape(view.description)}</p>"
    if names:
        meta["names"] = ", ".join(names)
    hidden = "".join(f'<p data-pagefind-meta="{key}">{html.escape(text)}</p>' for key, text in meta.items())
    chosen = "".join(f'<p data-pagefind-filter="{key}">{html.escape(text)}</p>' for key, text in filters)
    heading = html.escape(". ".join(filter(None, (view.title, meta.get("lead")))))
    text = normalise(f"<h1>{heading}</h1>{_without_marks(body)}")
    title = html.escape(view.title, quote=True)
    return (
        f"<!doctype html><html><head><title>{title}</title></head><body>"
        f'<div data-pagefind-ignore="index">{normalise(hidden)}{chosen}</div>'
        f'<main data-pagefind-body data-pagefind-meta="title:{title}">{text}</main></body></html>'
    )


def _told(point: Disagreement) -> str:
    return f"{point.about}: {' '.join(f'{other.value}. {other.note}' for other in point.others)}"


def _names(entry: Entry) -> list[str]:
    return [*entry.aliases, *(name for names in entry.names.values() for name in names)]


def _dates(entry: Entry) -> Iterable[str]:
    """Give what an event is called by its date: who looks for a year wants to know what happened in it."""
    if not isinstance(entry, Event):
        return ()
    year, last = entry.date.earliest[0], entry.date.latest[0]
    return (str(entry.date), str(year)) if year == last else (str(entry.date),)


def _decades(entry: Entry) -> Iterable[str]:
    return (entry.date.decade.name,) if isinstance(entry, Event) else ()


def _without_marks(body: str) -> str:
    body = re.sub(r'<sup class="note-ref">.*?</sup>|<a href="[^"]*" class="note-back".*?</a>', "", body)
    return re.sub(rf'<a href="{SCHEME}[^>]*>|</a>|<span lang="[^>]*>|</span>', "", body)


def _run_pagefind(pages: Mapping[str, str], language: str, index: Path) -> None:
    from pagefind_bin import get_executable

    index.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="koreadiplo-") as folder:
        shadow, made = Path(folder, "shadow"), Path(folder, "index")
        for name, text in pages.items():
            file = shadow / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        language = language.partition("-")[0]
        command = [get_executable(), "--site", shadow, "--output-path", made, "--force-language", language]
        environment = {name: value for name, value in os.environ.items() if not name.upper().startswith("PAGEFIND")}
        run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
        if run.returncode != 0 or not (made / "pagefind.js").is_file():
            said = (run.stderr or run.stdout).decode(errors="replace").strip()
            raise SearchFailed(f"Pagefind made no search index. It said:\n{said}")
        for name in ("pagefind-ui.js", "pagefind-ui.css", "pagefind-modular-ui.js", "pagefind-modular-ui.css"):
            (made / name).unlink(missing_ok=True)
        unfinished = index.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.move(made, unfinished)
        unfinished.rename(index)


def _forget_others(index: Path) -> None:
    """Keep the few newest indexes, so that a text that is changed back is found again."""
    index.touch()
    others = sorted(index.parent.iterdir(), key=lambda folder: folder.stat().st_mtime, reverse=True)
    for folder in others[_KEPT:]:
        shutil.rmtree(folder, ignore_errors=True)
