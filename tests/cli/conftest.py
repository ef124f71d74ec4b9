"""Fixtures: the folder of a site, one without, and a function that runs koreadiplo."""

from pathlib import Path

import pytest
from two_states import Outcome, Run, write_site
from typer.testing import CliRunner

from koreadiplo.cli import app


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a site, which is also the current one."""
    monkeypatch.delenv("KOREADIPLO_ROOT", raising=False)
    folder = write_site(tmp_path / "a site")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def elsewhere(site: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, which has no site."""
    folder = site.parent / "elsewhere"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def run() -> Run:
    """A function that runs koreadiplo with arguments."""

    def run(*arguments: str | Path, answers: str | None = None) -> Outcome:
        given = [str(argument) for argument in arguments]
        result = CliRunner().invoke(app, given, input=answers, prog_name="koreadiplo")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Outcome(result.exit_code, result.stdout, result.stderr)

    return run
