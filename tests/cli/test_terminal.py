"""Progress is drawn where it is reported, and severities have their colours on terminals only."""

import threading
from io import StringIO

import pytest
import typer

from koreadiplo.cli import terminal
from koreadiplo.diagnostics import Diagnostic, Severity
from koreadiplo.editing.formats import as_text


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


@pytest.mark.parametrize(
    ("screen", "no_colour", "is_coloured"), [(_Screen, "", True), (StringIO, "", False), (_Screen, "1", False)]
)
def test_severities_are_told_apart_by_colour(
    screen: type[StringIO], no_colour: str, is_coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", no_colour)
    shown = []
    for code in ("orphan", "unused-note", "empty-file"):
        typer.echo(as_text([Diagnostic("content/a.md", 1, 2, code, "So.")], terminal.in_colour), file=(to := screen()))
        shown.append(to.getvalue().partition("content/a.md:1:2: ")[2].partition(" [")[0])
    words = [severity.value for severity in (Severity.ADVICE, Severity.WARNING, Severity.ERROR)]
    assert [word in text for word, text in zip(words, shown, strict=True)] == [True] * 3
    assert (shown != words) == is_coloured
    assert len({text.partition(word)[0] for word, text in zip(words, shown, strict=True)}) == (3 if is_coloured else 1)
