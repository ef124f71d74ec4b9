"""Progress is drawn where it is reported."""

import threading
from io import StringIO

import pytest

from koreadiplo.cli import terminal


class _Screen(StringIO):
    def isatty(self) -> bool:
        return True


def test_bars_are_drawn_without_a_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = _Screen()
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(terminal, "_PAUSE", -1.0)
    threads = threading.active_count()
    with terminal.showing_progress(quiet=False) as progress:
        progress.stage("Linking names", 3)
        progress.done(2)
        assert threading.active_count() == threads
        assert "Linking names" in screen.getvalue()
        assert "2/3" in screen.getvalue()
