"""Builds as tests of sequences make them: with processes for the fewest pages, and broken off where they are told."""

import hashlib
import marshal
import os
import pickle
import subprocess
import sys
from contextlib import AbstractContextManager, ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from pkgutil import resolve_name
from tempfile import TemporaryDirectory
from types import CodeType
from typing import Any
from unittest.mock import patch

import jinja2
from samples import MINIMAL, Silent, build_site, copy_site

from koreadiplo.diagnostics import Diagnostic
from koreadiplo.updating import update

_CONSTANTS = {
    "koreadiplo.last_build._SETTLED": 0,  # tests are quicker than any clock that a build could trust
    "koreadiplo.linking.bodies._WORTH_PROCESSES": 1,
    "koreadiplo.publishing.render._WORTH_PROCESSES": 1,
    "koreadiplo.processes._CHUNK": 8,
}


@dataclass(frozen=True)
class Stop:
    """Breaks a build off at a call of a function, before or after it, by an error or by the death of its process."""

    function: str
    call: int
    after: bool
    by: type[BaseException] | None

    def __str__(self) -> str:
        error = self.by.__name__ if self.by else "death"
        return f"{error} {'after' if self.after else 'before'} call {self.call} of {self.function}"


@dataclass(frozen=True)
class Told:
    """What a build tells of the site, and how much it had to do: the numbers of changed files and of rendered pages."""

    diagnostics: tuple[Diagnostic, ...]
    entries: dict[str, int]
    pages: int
    heaviest: tuple[tuple[str, int], ...]
    changed: int = field(compare=False)
    rendered: int = field(compare=False)


def make(root: Path, output: Path, options: dict[str, Any], stop: Stop | None = None) -> Told | str:
    """Build in this process; the name of an exception tells that it failed."""
    with ExitStack() as patches:
        for name, value in _CONSTANTS.items():
            patches.enter_context(patch(name, value))
        if stop:
            patches.enter_context(_stopping(stop))
        try:
            result = update(root, output, Silent(), **options)
        except (Exception, KeyboardInterrupt) as error:
            return f"{type(error).__name__}: {error}"
        return Told(
            result.diagnostics, result.entries, result.pages, result.heaviest, result.changed, len(result.rendered)
        )


def _stopping(stop: Stop) -> AbstractContextManager[object]:
    function = resolve_name(stop.function)
    calls = 0

    def called(*arguments: object, **options: object) -> object:
        nonlocal calls
        calls += 1
        value = function(*arguments, **options) if calls != stop.call or stop.after else None
        if calls == stop.call:
            if stop.by is None:
                os._exit(9)
            raise stop.by(str(stop))
        return value

    return patch(stop.function, called)


def compiling_once(folder: Path) -> AbstractContextManager[object]:
    """Keep in a folder what Jinja compiles of a template, which is most of the time of a small site's clean build."""
    folder.mkdir(exist_ok=True)
    compile_ = jinja2.Environment.compile

    def compiled(environment: jinja2.Environment, source: str, name: str, filename: str) -> CodeType:
        key = hashlib.sha256(repr((type(environment).__qualname__, source, name, filename)).encode()).hexdigest()
        kept = folder / key
        if kept.is_file():
            code: CodeType = marshal.loads(kept.read_bytes())
            return code
        code = compile_(environment, source, name, filename)
        unfinished = folder / f"{key}.{os.getpid()}"
        unfinished.write_bytes(marshal.dumps(code))
        unfinished.replace(kept)
        return code

    return patch.object(jinja2.Environment, "compile", compiled)


class Apart:
    """Makes builds in processes of their own, with templates compiled as they are kept in a folder; to be closed."""

    def __init__(self, compiled: Path) -> None:
        code = "import sys, pathlib, builds_apart; builds_apart.serve(pathlib.Path(sys.argv[1]))"
        command, here = [sys.executable, "-c", code, compiled.resolve()], Path(__file__).parent
        self._server = subprocess.Popen(command, cwd=here, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def make(self, root: Path, output: Path, options: dict[str, Any], stop: Stop | None = None) -> Told | str:
        """Build in a new process; the name of an exception, or “killed”, tells that it failed."""
        assert self._server.stdin
        assert self._server.stdout
        pickle.dump((root, output, options, stop), self._server.stdin)
        self._server.stdin.flush()
        told: Told | str = pickle.load(self._server.stdout)
        return told

    def close(self) -> None:
        """End the process that makes the others."""
        self._server.communicate()


def serve(compiled: Path) -> None:
    """Make the builds that are sent by `Apart`, each in a fork of this process, until there are no more."""
    with compiling_once(compiled), suppress(EOFError):
        with TemporaryDirectory() as folder:
            build_site(copy_site(MINIMAL, Path(folder, "site")))  # what a first build makes ready, no fork has to
        while True:
            request = pickle.load(sys.stdin.buffer)
            child = os.fork()
            if child == 0:
                _answer(make(*request))
                os._exit(0)
            if os.waitpid(child, 0)[1]:
                _answer("killed")


def _answer(told: object) -> None:
    pickle.dump(told, sys.stdout.buffer)
    sys.stdout.flush()
