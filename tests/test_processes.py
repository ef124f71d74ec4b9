"""What processes make comes out in order, however they are started."""

import multiprocessing
import operator
import os
import sys
import threading
from pathlib import Path

import pytest

from koreadiplo.processes import Beside, spread


@pytest.mark.parametrize("threads", [1, 2])
def test_what_comes_out_is_in_order(threads: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: threads)
    assert list(spread(operator.add, 10, list(range(120)), 2)) == list(range(10, 130))


@pytest.mark.skipif(sys.platform != "linux", reason="forks are made on Linux only")
def test_a_fork_pickles_neither_items_nor_what_they_share(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    unpicklable = dict.fromkeys(range(60), lambda: None)
    assert list(spread(_has, unpicklable, list(unpicklable), 2)) == [True] * 60


def _has(shared: dict, item: int) -> bool:
    return item in shared


def test_what_fails_in_a_process_fails_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    with pytest.raises(ZeroDivisionError):
        list(spread(operator.floordiv, 1, [1, 0], 2))


@pytest.mark.parametrize(("threads", "large"), [(1, False), (2, False), (1, True)])
def test_work_is_done_beside(threads: int, large: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: threads)
    with Beside(lambda: (os.getpid(), b"x" * 10**6), large=large) as work:
        process, made = work.result()
    assert len(made) == 10**6
    assert (process != os.getpid()) is (sys.platform == "linux" and threads == 1 and not large)


@pytest.mark.parametrize("large", [True, False])
def test_what_fails_beside_fails_where_its_result_is_asked_for(large: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    with Beside(lambda: 1 // 0, large=large) as work, pytest.raises(ZeroDivisionError):
        work.result()


@pytest.mark.skipif(sys.platform != "linux", reason="forks are made on Linux only")
def test_a_process_that_is_killed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    with Beside(lambda: os._exit(9), large=False) as work, pytest.raises(OSError, match="before its work was done"):
        work.result()


@pytest.mark.skipif(sys.platform != "linux", reason="forks are made on Linux only")
def test_no_process_is_left_where_nobody_waits(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 1)

    def work() -> bytes:
        (tmp_path / "done").write_bytes(b"")
        return b"x" * 10**6

    with pytest.raises(ZeroDivisionError), Beside(work, large=False):
        raise ZeroDivisionError
    assert (tmp_path / "done").exists()
    assert not multiprocessing.active_children()
