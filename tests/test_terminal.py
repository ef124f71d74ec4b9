"""Progress is drawn where it is reported."""

import threading
from io import StringIO

import pytest
from rich.console import Console

from koreadiplo import terminal


def test_bars_are_drawn_without_a_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = StringIO()
    monkeypatch.setattr(terminal, "err", Console(file=screen, force_terminal=True, width=80))
    monkeypatch.setattr(terminal, "_PAUSE", -1.0)
    threads = threading.active_count()
    with terminal.showing_progress(quiet=False) as progress:
        progress.stage("Linking names", 3)
        progress.done(2)
        assert threading.active_count() == threads
        assert "Linking names" in screen.getvalue()
        assert "2/3" in screen.getvalue()
