"""Views → HTML, by Jinja; a site's own templates go before the default ones of the package."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jinja2
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr
from markupsafe import Markup, escape

from .. import __version__
from ..config import Config
from ..diagnostics import Diagnostic
from ..processes import may_fork, spread
from .addresses import NOT_FOUND, file_of
from .plan import Plan, PlannedPage, Redirect
from .shelf import A_TO_Z, ABOUT, ARTICLES, DISAGREEMENTS, MAP, RELATIONS, SOURCES, TIMELINE
from .views import TOC_FROM, EntryPage, MapPage, Ref, RelationPage, Site, TocLine

_NAVIGATION: tuple[Ref, ...] = (RELATIONS, ARTICLES, TIMELINE, MAP, A_TO_Z, SOURCES, DISAGREEMENTS, ABOUT)
_ASSETS = "assets"
_LAND = Path(__file__).with_name("charts") / "land"
_WORTH_PROCESSES = 500
"""With fewer pages, starting processes takes longer than they save."""
_MARKS = re.compile("[&<>\"']")
_HEADING = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>', re.DOTALL)


class TemplateFault(Exception):
    """A template that can't be rendered; holds the diagnostic that says where and why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic)
        self.diagnostic = diagnostic


def default_templates() -> Path:
    """Find the template set of the package: inside it where it is installed, beside it in its repository."""
    package = Path(__file__).parents[1]
    installed = package / "templates"
    return installed if installed.is_dir() else package.parents[1] / "templates"


@dataclass(frozen=True)
class WrittenPage:
    """What is known of a page that was written: its file, its size in bytes, and the land that its maps show."""

    name: str
    size: int
    changed: bool
    land: tuple[str, ...] = ()


Write = Callable[[str, bytes], bool]
"""Writes a file by its name in the output folder and tells whether it changed."""


def render_site(plan: Plan, config: Config, write: Write, jobs: int, done: Callable[[int], None]) -> list[WrittenPage]:
    """Render all pages and redirects and have each written, in up to `jobs` processes; `done` counts them.

    What is written does not depend on `jobs`. Raises `TemplateFault` at the first page that can't be rendered.
    """
    renderer = _Renderer(plan, config, write)
    everything: list[PlannedPage | Redirect] = [*plan.pages, *plan.redirects]
    if jobs == 1 or len(everything) < _WORTH_PROCESSES or not may_fork():
        pages: Iterable[WrittenPage] = map(renderer.render, everything)
    else:
        pages = spread(_Renderer.render, renderer, everything, jobs)
    written = []
    for page in pages:
        written.append(page)
        done(1)
    return written


class _Escaping(CodeGenerator):
    """Compiles templates so that what holds no marks is not escaped: nearly all, and in a third of the time."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write("environment.escaped(")


class _Environment(jinja2.Environment):
    code_generator_class = _Escaping

    @staticmethod
    def escaped(value: object) -> str:
        """Escape a value for HTML."""
        return value if type(value) is str and not _MARKS.search(value) else escape(value)


class _Renderer:
    """Renders pages, one at a time, with templates that are compiled once."""

    def __init__(self, plan: Plan, config: Config, write: Write) -> None:
        self.config, self.write = config, write
        self.environment = self._environment(_template_folders(config))
        self.to_root = ""
        self.fragments: dict[tuple[str, Hashable], Markup] = {}
        self.site = Site(
            title=config.title,
            description=config.description,
            language=config.language,
            base_url=config.base_url,
            licence=config.licence or "",
            licence_url=config.licence_url or "",
            navigation=_NAVIGATION,
            languages=plan.shelf.base.languages,
            version=__version__,
        )

    def render(self, page: PlannedPage | Redirect) -> WrittenPage:
        """Render one page and have it written."""
        context: dict[str, Any] = {"site": self.site}
        land: tuple[str, ...] = ()
        if isinstance(page, Redirect):
            template = "redirect"
            context |= {"page": Ref("", page.url), "target": page.target}
        else:
            template, view = page.template, page.view
            context["page"] = view
            if isinstance(view, EntryPage | RelationPage | MapPage) and view.map:
                land = tuple(sheet.land for sheet in view.map.sheets)
        self.to_root = urlsplit(self.config.base_url).path if page.url == NOT_FOUND else "../" * page.url.count("/")
        data = self._html(template, context)
        name = file_of(page.url)
        return WrittenPage(name, len(data), self.write(name, data), land)

    def _environment(self, folders: list[Path]) -> jinja2.Environment:
        environment = _Environment(
            loader=jinja2.FileSystemLoader(folders),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        environment.filters["link"] = self._link
        environment.filters["languages"] = self._languages
        environment.filters["headings"] = _headings
        environment.filters["bibtex"] = _bibtex
        environment.globals["once"] = self._once
        return environment

    @jinja2.pass_context  # else the compiler would take the links of one page for those of all
    def _link(self, _: jinja2.runtime.Context, target: str) -> str:
        """Make an address relative to the page; on the page for unknown addresses, to the host."""
        return self.to_root + target if target else self.to_root or "./"

    def _languages(self, html: str) -> Markup:
        """Mark the words in other languages in a part of a page."""
        return Markup(self.site.languages.mark(str(html)))

    def _once(self, subject: Hashable, caller: Callable[[], Markup]) -> Markup:
        """Render what is between `call once(subject)` and `endcall` once for all pages that show the subject there.

        It must depend on the subject alone; links in it are made for each depth of pages.
        """
        key = self.to_root, subject
        fragment = self.fragments.get(key)
        if fragment is None:
            fragment = self.fragments[key] = caller()
        return fragment

    def _html(self, name: str, context: Mapping[str, Any]) -> bytes:
        try:
            return self.environment.get_template(f"{name}.html").render(context).encode()
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


def find_assets(config: Config) -> dict[str, Path]:
    """Find style sheets, scripts and icons: files by their place in the output folder."""
    assets = {}
    for folder in reversed(_template_folders(config)):
        for file in sorted((folder / _ASSETS).rglob("*")):
            if file.is_file():
                assets[file.relative_to(folder).as_posix()] = file
    return assets


def find_land(pages: Iterable[WrittenPage]) -> dict[str, Path]:
    """Find the land that the maps show: files by their place in the output folder."""
    names = {name for page in pages for name in page.land}
    return {name: _LAND / Path(name).name for name in sorted(names)}


def _template_folders(config: Config) -> list[Path]:
    own, default = config.root / "templates", default_templates()
    return [own, default] if own.is_dir() and own.resolve() != default.resolve() else [default]


def _headings(html: str) -> tuple[TocLine, ...]:
    """List the main headings in a part of a page for its table of contents; none where they are few."""
    found = [TocLine(2, id_, Markup(text).striptags()) for id_, text in _HEADING.findall(html)]
    return tuple(found) if len(found) >= TOC_FROM else ()


def _bibtex(text: str) -> str:
    """Escape a text as a value of BibTeX, in which TeX's own characters have meanings."""
    named = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    return re.sub(r"[\\~^{}&%$#_]", lambda found: named.get(found[0], f"\\{found[0]}"), text)
