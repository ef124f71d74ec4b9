"""The templates and assets of a site: its own files go before those of the same name in the default set."""

from __future__ import annotations

import hashlib
import marshal
import re
from collections.abc import MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import meta
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr
from markupsafe import Markup, escape

from ..config import Config
from ..folders import default_templates

_ASSETS = "assets"
_MARKS = re.compile("[&<>\"']")


def find_assets(config: Config) -> dict[str, Path]:
    """Find style sheets, scripts and icons: files by their place in the output folder."""
    assets = {}
    for folder in reversed(_folders(config)):
        for file in sorted((folder / _ASSETS).rglob("*")):
            if file.is_file():
                assets[file.relative_to(folder).as_posix()] = file
    return assets


def make_environment(config: Config, compiled: MutableMapping[str, bytes]) -> Environment:
    """Make the environment in which a site's templates are found and compiled, unless they are `compiled` already."""
    return Environment(
        loader=jinja2.FileSystemLoader(_folders(config)),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=_Compiled(compiled),
    )


class _Escaping(CodeGenerator):
    """Compiles templates so that what holds no marks is not escaped: nearly all, and in a third of the time."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write("environment.escaped(")


class Environment(jinja2.Environment):
    """Compiles templates to code that asks it to escape values."""

    code_generator_class = _Escaping

    @staticmethod
    def escaped(value: Any) -> str:
        """Escape a value for HTML."""
        kind = type(value)
        if kind is Markup or (kind is str and not _MARKS.search(value)):
            return value  # type: ignore[no-any-return]
        return escape(value)


class _Compiled(jinja2.BytecodeCache):
    """Keeps compiled templates in a mapping."""

    def __init__(self, compiled: MutableMapping[str, bytes]) -> None:
        self._compiled = compiled

    def load_bytecode(self, bucket: Bucket) -> None:
        if code := self._compiled.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._compiled[bucket.key] = bucket.bytecode_to_string()


def compile_all(environment: jinja2.Environment) -> None:
    """Compile all templates but those that can't be: whoever renders one of these will be told why."""
    for name in _names(environment):
        with suppress(jinja2.TemplateError, UnicodeDecodeError):
            environment.get_template(name)


def digest_templates(environment: jinja2.Environment, compiled: MutableMapping[str, bytes]) -> dict[str, bytes]:
    """Give, for each template, a digest of its text and of those of all files that it needs.

    Which these are is looked up in `compiled`, or found by parsing and added to it.
    """
    texts: dict[str, str | None] = {name: _text(environment, name) for name in _names(environment)}
    pages = list(texts)
    needed: dict[str, set[str]] = {}
    for name in pages:
        waiting, reached = [name], {name}
        while waiting:
            at = waiting.pop()
            if at not in needed:
                texts.setdefault(at, _text(environment, at))
                references = _references(at, texts[at] or "", environment, compiled)
                needed[at] = set(environment.list_templates() if references is None else references)
            waiting += needed[at] - reached
            reached |= needed[at]
        needed[name] = reached
    described = {name: repr([(other, texts[other]) for other in sorted(needed[name])]) for name in pages}
    return {name: hashlib.sha256(text.encode()).digest() for name, text in described.items()}


def _references(name: str, text: str, environment: jinja2.Environment, compiled: MutableMapping[str, bytes]) -> Any:
    """List the files that a template names; None if it may need any, since it works out a name or is wrong."""
    key, digest = f"needs of {name}", hashlib.sha256(text.encode()).digest()
    of, references = marshal.loads(compiled[key]) if key in compiled else (None, None)
    if of != digest:
        try:
            found = set(meta.find_referenced_templates(environment.parse(text)))
        except jinja2.TemplateSyntaxError:
            found = {None}
        references = None if None in found else sorted(filter(None, found))
        compiled[key] = marshal.dumps((digest, references))
    return references


def _names(environment: jinja2.Environment) -> list[str]:
    return [name for name in environment.list_templates() if name.endswith(".html")]


def _text(environment: jinja2.Environment, name: str) -> str | None:
    """Read a template; None where there is none, or none that can be read."""
    try:
        return environment.loader.get_source(environment, name)[0] if environment.loader else None
    except (jinja2.TemplateNotFound, UnicodeDecodeError):
        return None


def _folders(config: Config) -> list[Path]:
    own, default = config.root / "templates", default_templates()
    return [own, default] if own.is_dir() and own.resolve() != default.resolve() else [default]
