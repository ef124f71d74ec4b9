"""What processes make comes out in order, however they are started."""

import operator
import sys
import threading

import pytest

from koreadiplo.processes import spread


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
