"""Builds in a process of their own, which has all stages in memory and, without other threads, may fork."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import traceback
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

from ...builder import Understood, glance, publish, render_in_memory, understand
from ...diagnostics import has_errors
from ...last_build import BuildResult
from ...publishing.addresses import file_of
from ...publishing.outputs import prepare
from ...updating import turn

_ADDRESS = "http://127.0.0.1/"
"""The address for which the site is built, whatever the port, so that another port makes no page new."""
_SOON = 0.5
"""Seconds in which the process ends if it has nothing to do."""
_PATIENCE = 10
"""Seconds that a build has to end when it is interrupted."""


@dataclass(frozen=True)
class Failure:
    """A build that ended otherwise than with a result, and what it said."""

    message: str


class Place(NamedTuple):
    """The folder of a site, where it is built, and the cache of these builds."""

    root: Path
    output: Path
    cache: Path


class Interrupted(NamedTuple):
    """A build that was interrupted, and has changed nothing."""


Outcome = BuildResult | Failure | Interrupted


class Rebuilder:
    """Builds a site each time it is asked to, in up to `jobs` more processes; a real resource, to be closed.

    One call at a time; each waits until it is done.
    """

    def __init__(self, place: Place, jobs: int) -> None:
        processes = multiprocessing.get_context("spawn")
        self._connection, connection = processes.Pipe()
        self._process = processes.Process(target=_work, args=(connection, place, jobs), name="koreadiplo builds")
        # Until it can be interrupted, it is not to be: it takes this over from here.
        handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
        self._process.start()
        signal.signal(signal.SIGINT, handler)
        connection.close()

    def glance(self, paths: Iterable[str]) -> dict[str, bytes]:
        """Render the pages of entries that have changed since the last build; see `builder.glance`."""
        pages = self._ask(_Worker.glance, list(paths))
        return pages if isinstance(pages, dict) else {}

    def understand(self, names: Collection[str]) -> dict[str, bytes] | Outcome:
        """Understand the content as it is now, and render pages of it, by the names of their files.

        A result is given only where the content has errors.
        """
        return self._ask(_Worker.understand, names)  # type: ignore[no-any-return]

    def publish(self) -> Outcome:
        """Make the site of what was understood last, with the search index that it has."""
        return self._ask(_Worker.publish)  # type: ignore[no-any-return]

    def index(self) -> Outcome:
        """Make the site of what was understood last, with its search index."""
        return self._ask(_Worker.index)  # type: ignore[no-any-return]

    def _ask(self, what: Callable[..., Any], *arguments: object) -> Any:
        try:
            self._connection.send((what, arguments))
            return self._connection.recv()
        except (EOFError, OSError):
            return Failure("The process that builds has ended. Start again.")

    def interrupt(self) -> None:
        """Have another thread's call end soon, where that is possible; without one, do nothing."""
        if sys.platform != "win32" and self._process.pid and self._process.is_alive():
            os.kill(self._process.pid, signal.SIGINT)

    def close(self) -> None:
        """End the process, and interrupt what it does."""
        self._connection.close()
        self._process.join(_SOON)
        for _ in range(_PATIENCE):
            if self._process.is_alive():
                self.interrupt()
                self._process.join(1)
        self._process.kill()
        self._process.join()


def _work(connection: Connection, place: Place, jobs: int) -> None:
    gc.set_threshold(100_000)
    worker = _Worker(place, jobs)
    signal.signal(signal.SIGINT, worker.interrupt)
    sys.unraisablehook = _say_unless_interrupted
    with suppress(EOFError, BrokenPipeError):  # the other end is closed
        while True:
            what, arguments = connection.recv()
            connection.send(worker.do(what, arguments))


def _say_unless_interrupted(unraisable: sys.UnraisableHookArgs) -> None:
    """Keep silent of an interruption where Python can't raise it, as beside a fork: it is repeated."""
    if not issubclass(unraisable.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(unraisable)


class _Silent:
    def stage(self, name: str, steps: int) -> None:
        pass

    def done(self, steps: int) -> None:
        pass


class _Worker:
    """What the process does, and keeps in mind from one time to the next."""

    def __init__(self, place: Place, jobs: int) -> None:
        self._place, self._jobs = place, jobs
        self._understood: Understood | None = None
        self._compiled: dict[str, bytes] = {}
        self._busy = False

    def interrupt(self, *_: object) -> None:
        """End what is being done; what waits is ended by the other end of the connection."""
        if self._busy:
            raise KeyboardInterrupt

    def do(self, what: Callable[..., object], arguments: Iterable[object]) -> object:
        try:
            self._busy = True
            done = what(self, *arguments)
            self._busy = False
        except KeyboardInterrupt:
            return Interrupted()
        except OSError as failure:
            return Failure(str(failure))
        except Exception:  # whatever a build stumbles over, the next may not
            return Failure(traceback.format_exc())
        finally:
            self._busy = False
        return done

    def glance(self, paths: Iterable[str]) -> dict[str, bytes]:
        return glance(self._understood, paths, self._compiled) if self._understood else {}

    def understand(self, names: Collection[str]) -> dict[str, bytes] | BuildResult:
        root, output, cache = self._place
        with turn(cache, _Silent()):
            understood = understand(root, _ADDRESS, self._jobs, _Silent(), cache)
        if understood.plan is None or has_errors(understood.diagnostics):
            return BuildResult(understood.diagnostics, output)
        self._understood = understood
        pages = (page for page in understood.plan.pages if file_of(page.url) in names)
        return render_in_memory(replace(understood.plan, pages=tuple(pages), redirects=()), self._compiled)

    def publish(self) -> BuildResult:
        return self._publish(index_later=True)

    def index(self) -> BuildResult:
        if self._understood:
            self._understood = replace(self._understood, seconds={})
        return self._publish(index_later=False)

    def _publish(self, *, index_later: bool) -> BuildResult:
        _, output, cache = self._place
        assert self._understood, "It is understood before."
        with turn(cache, _Silent()):
            prepare(output)
            return publish(self._understood, output, _Silent(), cache=cache, jobs=self._jobs, index_later=index_later)
