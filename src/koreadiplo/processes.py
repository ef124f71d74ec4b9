"""Work spread over several processes, or done in one beside this."""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from typing import Any, Generic, Self, TypeVar

_Item = TypeVar("_Item")
_Shared = TypeVar("_Shared")
_Made = TypeVar("_Made")

_CHUNK = 50
"""Items handed to a process at a time."""
_MOST_WORKERS = 61
"""Windows knows no more at a time."""


def may_fork() -> bool:
    """Tell whether a process may be forked: a copy of it has all in memory, but of its threads only the locks."""
    return sys.platform == "linux" and threading.active_count() == 1


def spread(
    work: Callable[[_Shared, _Item], _Made], shared: _Shared, items: Sequence[_Item], jobs: int
) -> Iterator[_Made]:
    """Yield what `work` makes of each item and of what all items share, in order, with up to `jobs` processes.

    Processes are forked where that is safe: they have all in memory already, and only numbers go to them. Elsewhere
    they are started afresh, and items are pickled; a fork beside other threads, such as one that draws a progress bar,
    would copy their locks.
    """
    starts = range(0, len(items), _CHUNK)
    forked = may_fork()
    method = multiprocessing.get_context("fork" if forked else "spawn")
    tasks: list[Sequence[Any]] = [
        range(start, min(start + _CHUNK, len(items))) if forked else items[start : start + _CHUNK] for start in starts
    ]
    workers = min(jobs, len(tasks), _MOST_WORKERS)
    arguments = (work, shared, items if forked else ())
    with ProcessPoolExecutor(workers, method, initializer=_start_worker, initargs=arguments) as pool:
        for made in pool.map(_run, tasks):
            yield from made


class Beside(Generic[_Made]):
    """Work that is done in a forked process while this one goes on.

    Where forks are not safe, or the work is `large`, so that there is no memory for both, it is done when its result is
    asked for. Its process has ended when the context is left.
    """

    def __init__(self, work: Callable[[], _Made], *, large: bool) -> None:
        self._work, self._large = work, large
        self._process: ForkProcess | None = None

    def __enter__(self) -> Self:
        if may_fork() and not self._large:
            forks = multiprocessing.get_context("fork")
            self._made, send = forks.Pipe(duplex=False)
            self._process = forks.Process(target=_send, args=(self._made, send, self._work))
            self._process.start()
            send.close()
        return self

    def __exit__(self, *exception: object) -> None:
        if self._process:
            self._made.close()
            self._process.join()

    def result(self) -> _Made:
        """Wait for what the work makes, or raise what it raised."""
        if not self._process:
            return self._work()
        try:
            made, error = self._made.recv()
        except EOFError:
            raise OSError("A process beside this one ended before its work was done.") from None
        if error:
            raise error
        return made  # type: ignore[no-any-return]


def _send(receiver: Connection, connection: Connection, work: Callable[[], object]) -> None:
    receiver.close()  # else this process would wait for itself where the other has gone
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who interrupts means the other, which waits for this one
    gc.freeze()
    try:
        told: tuple[object, Exception | None] = work(), None
    except Exception as error:
        told = None, error
    with suppress(BrokenPipeError):  # nobody waits any more
        connection.send(told)


_worker: tuple[Callable[[Any, Any], Any], Any, Sequence[Any]]


def _start_worker(work: Callable[[Any, Any], Any], shared: Any, items: Sequence[Any]) -> None:
    global _worker  # noqa: PLW0603 - a process has no other place for what its tasks share
    _worker = work, shared, items
    gc.freeze()  # a collection would write to, and so copy, all memory that the processes have in common


def _run(task: Sequence[Any]) -> list[Any]:
    work, shared, items = _worker
    return [work(shared, items[item] if isinstance(task, range) else item) for item in task]
