"""The command `schema`."""

from pathlib import Path

import pytest
from samples import write_site
from typer.testing import CliRunner

from koreadiplo.cli import app

FILES = {f"{kind}.schema.json" for kind in ("article", "event", "country", "term", "statistic")}
FILES |= {"sources.schema.json", "site.schema.json", "names.schema.json", "entries.code-snippets"}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("KOREADIPLO_ROOT", raising=False)
    root = write_site(tmp_path / "site", {"glossary/a.md": "---\ntitle: A\ntype: place\n---\n"})
    monkeypatch.chdir(root / "content")
    return root


def test_writes_where_vs_code_looks(site: Path) -> None:
    own = site / ".vscode" / "settings.json"
    own.parent.mkdir()
    own.write_text("{}")
    result = CliRunner().invoke(app, ["schema"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"Wrote 9 files into {site / '.vscode'}.\n"
    assert {file.name for file in own.parent.iterdir()} == FILES | {"settings.json"}
    assert own.read_text() == "{}"
    assert '"glossary/a"' in (own.parent / "names.schema.json").read_text("utf-8")


def test_writes_into_another_folder(site: Path, tmp_path: Path) -> None:
    assert CliRunner().invoke(app, ["schema", str(tmp_path / "new" / "folder"), "--root", str(site)]).exit_code == 0
    assert {file.name for file in (tmp_path / "new" / "folder").iterdir()} == FILES
    assert not (site / ".vscode").exists()


def test_says_what_is_wrong_with_the_settings(site: Path) -> None:
    (site / "site.toml").write_text("title =\n")
    result = CliRunner().invoke(app, ["schema"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "site.toml:1" in result.stderr
    assert not (site / ".vscode").exists()


def test_says_why_it_can_not_write(site: Path) -> None:
    result = CliRunner().invoke(app, ["schema", str(site / "site.toml")])
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("The files can't be written.")


def test_needs_a_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(app, ["schema"]).exit_code == 2
