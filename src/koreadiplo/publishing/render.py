"""Views → HTML, by Jinja: of those pages that would not come out as they did before."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Hashable, Iterable, Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import jinja2
from markupsafe import Markup

from .. import __version__
from ..diagnostics import Diagnostic
from ..processes import may_fork, spread
from .addresses import NOT_FOUND, file_of
from .kept_pages import Made, differences, digest, digest_view, unpack
from .plan import Plan, PlannedPage, Redirect
from .policy import PAGE_POLICY, SEARCH_POLICY
from .shelf import A_TO_Z, ABOUT, ARTICLES, DISAGREEMENTS, MAP, RELATIONS, SOURCES, TIMELINE
from .templates import compile_all, digest_templates, make_environment
from .views import TOC_FROM, EntryPage, MapPage, Page, Ref, RelationPage, Site, TocLine

_NAVIGATION: tuple[Ref, ...] = (RELATIONS, ARTICLES, TIMELINE, MAP, A_TO_Z, SOURCES, DISAGREEMENTS, ABOUT)
_LAND = Path(__file__).with_name("charts") / "land"
_WORTH_PROCESSES = 500
"""With less work, starting processes takes longer than they save: a kept page is one, a rendered one several."""
_RENDERED = 4
_HEADING = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>', re.DOTALL)


class TemplateFault(Exception):
    """A template that can't be rendered; holds the diagnostic that says where and why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic)
        self.diagnostic = diagnostic


@dataclass(frozen=True)
class WrittenPage:
    """What is known of a page: its file, its size in bytes, the land that its maps show, what it was made from.

    `why` says why it was rendered, empty for one that is as it was; `changed` tells whether it came out otherwise.
    """

    name: str
    size: int
    changed: bool
    land: tuple[str, ...]
    made: bytes
    why: str


class Output(Protocol):
    """Where pages are written, and where those of the build before are found; see `outputs.Staging`."""

    def write(self, name: str, content: bytes) -> bool:
        """Write a file and tell whether it changed."""

    def keep(self, name: str, size: int, changed: int) -> bool:
        """Take over a file, if it is still what it was; tell whether."""

    def last_change(self, name: str) -> int:
        """Give the time of the last change of a file that was written."""


def render_site(
    plan: Plan,
    output: Output,
    kept: Mapping[str, bytes],
    compiled: MutableMapping[str, bytes],
    jobs: int,
    done: Callable[[int], None],
) -> list[WrittenPage]:
    """Render all pages and redirects and have each written, in up to `jobs` processes; `done` counts them.

    A page is kept that would be made from what `kept` says (`WrittenPage.made` of an earlier build, by name), as long
    as nobody touched its file. `compiled` templates are used, and those compiled now added. What is written does not
    depend on any of these. Raises `TemplateFault` at the first page that can't be rendered.
    """
    renderer = _Renderer(plan, output, kept, compiled)
    everything: list[PlannedPage | Redirect] = [*plan.pages, *plan.redirects]
    work = sum(1 if file_of(page.url) in kept else _RENDERED for page in everything)
    if jobs == 1 or work < _WORTH_PROCESSES or not may_fork():
        pages: Iterable[WrittenPage] = map(renderer.render, everything)
    else:
        compile_all(renderer.environment)
        pages = spread(_Renderer.render, renderer, everything, jobs)
    written = []
    for page in pages:
        written.append(page)
        done(1)
    return written


class _Renderer:
    """Renders pages, one at a time, with templates that are compiled once."""

    def __init__(
        self, plan: Plan, output: Output, kept: Mapping[str, bytes], compiled: MutableMapping[str, bytes]
    ) -> None:
        self.config, self.languages = plan.shelf.config, plan.shelf.base.languages
        self.output, self.kept = output, kept
        self.environment = make_environment(self.config, compiled)
        self.environment.filters["link"] = self._link
        self.environment.filters["languages"] = self._languages
        self.environment.filters["headings"] = _headings
        self.environment.filters["bibtex"] = _bibtex
        self.environment.globals["once"] = self._once
        self.to_root = ""
        self.fragments: dict[tuple[str, Hashable], Markup] = {}
        self.site = Site(
            title=self.config.title,
            description=self.config.description,
            language=self.config.language,
            base_url=self.config.base_url,
            licence=self.config.licence or "",
            licence_url=self.config.licence_url or "",
            navigation=_NAVIGATION,
            usual_languages=self.languages.usual,
            version=__version__,
            policy=PAGE_POLICY,
            search_policy=SEARCH_POLICY,
        )
        self.template_digests = digest_templates(self.environment, compiled)
        self.site_digest = digest(self.site)
        self.languages_digest = digest((sorted(self.languages.own), dict(self.languages.names)))

    def render(self, page: PlannedPage | Redirect) -> WrittenPage:
        """Keep a page, or render it and have it written."""
        view, template = (page, "redirect") if isinstance(page, Redirect) else (page.view, page.template)
        name, land = file_of(page.url), _land(view)
        made = Made(
            self.template_digests.get(f"{template}.html", b""),
            self.site_digest,
            self.languages_digest,
            digest_view(view),
        )
        why = "new"
        if packed := self.kept.get(name):
            old = unpack(packed)
            why = differences(old, made, view)
            if not why and self.output.keep(name, old.size, old.changed):
                return WrittenPage(name, old.size, False, land, packed, "")
        self.to_root = urlsplit(self.config.base_url).path if page.url == NOT_FOUND else "../" * page.url.count("/")
        html = self._html(template, {"site": self.site, "page": view})
        data = html.encode()
        changed = self.output.write(name, data)
        made = made._replace(
            languages=made.languages if self.languages.may_mark(html) else b"",
            size=len(data),
            changed=self.output.last_change(name),
        )
        return WrittenPage(name, len(data), changed, land, made.pack(), why or "its file")

    @jinja2.pass_context  # else the compiler would take the links of one page for those of all
    def _link(self, _: jinja2.runtime.Context, target: str) -> str:
        """Make an address relative to the page; on the page for unknown addresses, to the host."""
        return self.to_root + target if target else self.to_root or "./"

    def _languages(self, html: str) -> Markup:
        """Mark the words in other languages in a part of a page."""
        return Markup(self.languages.mark(str(html)))

    def _once(self, subject: Hashable, caller: Callable[[], Markup]) -> Markup:
        """Render what is between `call once(subject)` and `endcall` once for all pages that show the subject there.

        It must depend on the subject alone; links in it are made for each depth of pages.
        """
        key = self.to_root, subject
        fragment = self.fragments.get(key)
        if fragment is None:
            fragment = self.fragments[key] = caller()
        return fragment

    def _html(self, name: str, context: Mapping[str, Any]) -> str:
        try:
            return self.environment.get_template(f"{name}.html").render(context)
        except jinja2.TemplateSyntaxError as error:
            place, line, message = error.filename or error.name or name, error.lineno, error.message or ""
        except jinja2.TemplateNotFound as error:
            place, line, message = f"{name}.html", 1, f"there is no template {error.name}"
        except Exception as error:  # a template may fail in any way, and its author needs to know where
            frames = [f for f in traceback.extract_tb(error.__traceback__) if Path(f.filename).suffix == ".html"]
            place, line = (frames[-1].filename, frames[-1].lineno or 1) if frames else (f"{name}.html", 1)
            message = re.sub(r"'koreadiplo\S* object' has no attribute '(\w+)'", r"the page has no “\1”", str(error))
        path, root = Path(place), self.config.root
        shown = path.relative_to(root) if path.is_relative_to(root) else Path("templates", path.name)
        message, hint = message.rstrip("."), f"It was rendering the page /{context['page'].url}."
        raise TemplateFault(
            Diagnostic(shown.as_posix(), line, 1, "template-error", f"The template can't be rendered: {message}.", hint)
        ) from None


def find_land(pages: Iterable[WrittenPage]) -> dict[str, Path]:
    """Find the land that the maps show: files by their place in the output folder."""
    names = {name for page in pages for name in page.land}
    return {name: _LAND / Path(name).name for name in sorted(names)}


def _land(view: Page | Redirect) -> tuple[str, ...]:
    if isinstance(view, EntryPage | RelationPage | MapPage) and view.map:
        return tuple(sheet.land for sheet in view.map.sheets)
    return ()


def _headings(html: str) -> tuple[TocLine, ...]:
    """List the main headings in a part of a page for its table of contents; none where they are few."""
    found = [TocLine(2, id_, Markup(text).striptags()) for id_, text in _HEADING.findall(html)]
    return tuple(found) if len(found) >= TOC_FROM else ()


def _bibtex(text: str) -> str:
    """Escape a text as a value of BibTeX, in which TeX's own characters have meanings."""
    named = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    return re.sub(r"[\\~^{}&%$#_]", lambda found: named.get(found[0], f"\\{found[0]}"), text)
