"""What a preview shows at a time, and who waits for its news."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, TypeVar

from ...diagnostics import Diagnostic, Severity, has_errors
from ...last_build import BuildResult
from .rebuilder import Failure, Interrupted, Outcome, Rebuilder

_PAUSE = 0.3
"""Seconds without a change, after which the search index is made: it takes longer than the pages."""
_LONG = 1.0
"""Seconds after which a build gives way to the next."""


_Done = TypeVar("_Done")
Told = Callable[[BuildResult | Failure, bool], None]
"""Told of each result, and whether it is the search index that was made."""


@dataclass(frozen=True)
class _State:
    """What is shown, by a number that grows, what is wrong since, and what is still to be done.

    The number begins with the time, so that a page that was open before sees that this is another preview. `pages` are
    shown in the place of those of the site, by the names of their files, until a build has made them.
    """

    shown: int = field(default_factory=lambda: time.time_ns() // 1000)
    building: bool = True
    searchable: bool = False
    problems: tuple[Diagnostic, ...] = ()
    failure: str = ""
    pages: Mapping[str, bytes] = field(default_factory=dict)

    def as_json(self) -> str:
        problems = [
            {
                "place": f"{problem.path}:{problem.line}:{problem.column}",
                "message": problem.message,
                "hint": problem.hint,
                "code": problem.code,
            }
            for problem in self.problems
            if problem.severity is Severity.ERROR
        ]
        told = {"shown": self.shown, "building": self.building, "searchable": self.searchable}
        return json.dumps({**told, "problems": problems, "failure": self.failure})


class Preview:
    """A site that is built again when it has changed.

    Of the pages that are open, those of changed entries are shown first, as far as these alone tell, then all; then the
    others are made, and where the site is left in peace its search index.
    """

    def __init__(self, rebuilder: Rebuilder, told: Told) -> None:
        self._rebuilder, self._told = rebuilder, told
        self._state, self._news, self._closed = _State(), asyncio.Event(), False
        self._changed, self._paths = asyncio.Event(), set[str]()
        self._open: Counter[str] = Counter()

    def page(self, name: str) -> bytes | None:
        """Give the page of a file's name, if it is newer than that of the site."""
        return self._state.pages.get(name)

    def change(self, paths: Iterable[str]) -> None:
        """Tell that files have changed of which the site is made, by their paths from its root."""
        self._paths.update(paths)
        self._changed.set()

    async def run(self) -> None:
        """Build now, and again after each change, until cancelled."""
        await self._build()
        while True:
            idle = self._state.searchable or self._state.problems or self._state.failure
            try:
                await asyncio.wait_for(self._changed.wait(), None if idle else _PAUSE)
            except TimeoutError:
                self._take(await self._do(self._rebuilder.index), searchable=True)
            else:
                await self._build()

    async def _build(self) -> None:
        self._changed.clear()
        self._show(building=True)
        seen = {name for name, count in self._open.items() if count}
        outdated = {_page_of(path) for path in self._paths}
        self._show(pages={name: page for name, page in self._state.pages.items() if name not in outdated})
        if paths := [path for path in self._paths if _page_of(path) in seen]:
            self._lay_over(await asyncio.to_thread(self._rebuilder.glance, paths))
        outcome = await self._do(partial(self._rebuilder.understand, seen))
        if isinstance(outcome, dict):
            if not self._changed.is_set():
                self._paths.clear()
            self._lay_over(outcome)
            outcome = await self._do(self._rebuilder.publish)
        self._take(outcome, searchable=False)

    def _lay_over(self, pages: Mapping[str, bytes]) -> None:
        """Show pages before the site has them."""
        if pages:
            self._show(shown=self._state.shown + 1, pages={**self._state.pages, **pages})

    def fail(self, message: str) -> None:
        """Tell of a fault after which nothing will be shown anew."""
        self._take(Failure(message), searchable=False)

    async def _do(self, work: Callable[[], _Done]) -> _Done:
        """Have the rebuilder work; if that takes long, end it when something changes."""
        doing = asyncio.create_task(asyncio.to_thread(work))
        await asyncio.wait({doing}, timeout=_LONG)
        if not doing.done():
            changing = asyncio.create_task(self._changed.wait())
            await asyncio.wait({doing, changing}, return_when=asyncio.FIRST_COMPLETED)
            changing.cancel()
            while not doing.done():
                self._rebuilder.interrupt()
                await asyncio.wait({doing}, timeout=_LONG)
        return doing.result()

    def _take(self, outcome: Outcome, *, searchable: bool) -> None:
        if isinstance(outcome, Interrupted):
            return
        self._told(outcome, searchable)
        if isinstance(outcome, Failure):
            self._show(building=False, searchable=False, problems=(), failure=outcome.message)
        elif has_errors(outcome.diagnostics):
            self._show(building=False, searchable=False, problems=outcome.diagnostics, failure="")
        else:
            self._state = _State(self._state.shown + 1, building=False, searchable=searchable)
            self._show()

    def _show(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        news, self._news = self._news, asyncio.Event()
        news.set()

    async def states(self, page: str) -> AsyncIterator[str]:
        """Yield what is shown as JSON, now and whenever there are news, to a page of this file, until all is closed."""
        self._open[page] += 1
        try:
            while not self._closed:
                news = self._news
                yield self._state.as_json()
                await news.wait()
        finally:
            self._open[page] -= 1

    def close(self) -> None:
        """End all that wait for news."""
        self._closed = True
        self._show()


def _page_of(path: str) -> str:
    """Give the file of the page of an entry's file."""
    return f"{path.removeprefix('content/').removesuffix('.md')}/index.html"
