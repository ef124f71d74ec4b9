"""The command `init`: a site of another subject that builds at once."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from samples import Silent, build_site, published
from typer.testing import CliRunner, Result

from koreadiplo import __version__
from koreadiplo.cli import app
from koreadiplo.config import load_config
from koreadiplo.editing.check import check

PROJECT = Path(__file__).parents[2]
SKELETON = PROJECT / "src" / "koreadiplo" / "editing" / "skeleton"
WORKFLOW = Path(".github", "workflows", "publish.yml")
TITLES = [
    "Plain",
    '“A” "B" \\ \\n',
    "*A* _B_ `C` [D](E) <F> #",
    "한국과 러시아",
    "a: {b: c}, #d",
    "it's ${x} {{ y }} @VERSION@",
]


def init(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["init", str(folder), *arguments], prog_name="koreadiplo")


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """A new site."""
    assert init(tmp_path / "new", "--title", "The Salt River").exit_code == 0
    return tmp_path / "new"


def test_it_builds_at_once_with_nothing_wrong(new: Path) -> None:
    result = build_site(new)
    assert result.diagnostics == ()
    assert result.entries == {"country": 2, "event": 2, "term": 1}
    pages = published(new / "_site")
    assert "Diplomatic relations since 1 May 1850" in pages["relations/norland-sudonia/index.html"].decode()
    assert "Norland" in pages["index.html"].decode()
    assert not [name for name, data in pages.items() if name.endswith(".html") and b"Korea" in data]


def test_tells_what_it_wrote_and_how_to_go_on(tmp_path: Path) -> None:
    result = init(tmp_path / "a new site")
    files = [file for file in (tmp_path / "a new site").rglob("*") if file.is_file()]
    assert f"Wrote {len(files)} files" in result.stdout
    assert 'a new site"\n  koreadiplo serve\n' in result.stdout
    assert {"site.toml", "README.md", ".gitignore", "publish.yml", "settings.json", "event.schema.json"} <= {
        file.name for file in files
    }


@pytest.mark.parametrize("title", TITLES)
def test_any_title_of_one_line_will_do(tmp_path: Path, title: str) -> None:
    assert init(tmp_path, "--title", f" {title} ").exit_code == 0
    config, diagnostics = load_config(tmp_path)
    assert config
    assert (config.title, diagnostics) == (title, [])
    assert check(tmp_path, 1, Silent()) == ()
    heading = (tmp_path / "README.md").read_text("utf-8").splitlines()[0]
    assert _rendered(heading) == title


def _rendered(heading: str) -> str:
    """Give the words of a heading, where Markdown takes them all for words."""
    from markdown_it import MarkdownIt

    inline = MarkdownIt().parse(heading)[1]
    assert inline.children
    assert {token.type for token in inline.children} <= {"text", "text_special"}
    return "".join(token.content for token in inline.children)


@pytest.mark.parametrize("title", ["", "  ", "two\nlines", "a\ttab", "a\u2028line", "\x7f", "\udcff"])
def test_refuses_what_can_be_no_title(tmp_path: Path, title: str) -> None:
    result = init(tmp_path / "new", "--title", title)
    assert result.exit_code == 2
    assert "title" in result.stderr.lower()
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("name", ["notes.txt", "content/a.md", ".gitignore", ".vscode/settings.json"])
def test_refuses_a_folder_that_is_not_empty(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine")
    result = init(tmp_path)
    assert result.exit_code == 2
    assert "is not empty" in result.stderr
    assert name.partition("/")[0] in result.stderr
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == [tmp_path / name]


def test_refuses_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    assert init(tmp_path / "file").exit_code == 2
    assert (tmp_path / "file").read_text() == "mine"


def test_a_folder_with_hidden_files_only_is_empty(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text("mine")
    assert init(tmp_path).exit_code == 0
    assert (tmp_path / ".git" / "config").read_text() == "mine"
    assert (tmp_path / "site.toml").is_file()


def test_the_settings_that_are_commented_out_are_good(new: Path) -> None:
    """They are what one uncomments first."""
    settings = (new / "site.toml").read_text("utf-8")
    uncommented = re.sub(r"^# (?=[a-z_-]+ = |\[)", "", settings, flags=re.M)
    assert len(uncommented) < len(settings)
    assert tomllib.loads(uncommented)["relations"] == {"focus": ["north"]}
    (new / "site.toml").write_text(uncommented, "utf-8")
    assert check(new, 1, Silent()) == ()


def test_requirements_name_this_version_and_no_stranger(new: Path) -> None:
    lines = (new / "requirements.txt").read_text("utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == [
        f"./vendor/koreadiplo-{__version__}-py3-none-any.whl"
    ]


# The workflows, here and in new sites


def workflow(root: Path) -> dict[str, Any]:
    return yaml.load((root / WORKFLOW).read_text("utf-8"), yaml.BaseLoader)


def steps(job: dict[str, Any]) -> list[str]:
    return [step.get("uses") or step["run"] for step in job["steps"]]


@pytest.mark.parametrize(
    ("root", "set_up", "program"),
    [
        (SKELETON, ["python -m pip install --requirement requirements.txt"], "koreadiplo"),
        (PROJECT, [], "python build.py"),
    ],
    ids=["new", "own"],
)
def test_workflows_publish_pushes_and_check_proposals(root: Path, set_up: list[str], program: str) -> None:
    read = workflow(root)
    assert read["on"] == {"push": {"branches": ["main"]}, "pull_request": "", "workflow_dispatch": ""}
    assert read["permissions"] == {"contents": "read"}
    assert read["jobs"].keys() == {"check", "build", "deploy"}
    check, build, deploy = (read["jobs"][name] for name in ("check", "build", "deploy"))

    start = ["actions/checkout@v6", "actions/setup-python@v6"]
    assert check["if"] == "github.event_name == 'pull_request'"
    assert "permissions" not in check
    assert steps(check) == [*start, *set_up, f"{program} check --strict --format github"]

    assert build["if"] == "github.event_name != 'pull_request'"
    assert build["permissions"] == {"contents": "read", "pages": "read"}
    made = [f'{program} build --base-url "$BASE_URL"', "actions/upload-pages-artifact@v5"]
    assert steps(build) == [*start, "actions/configure-pages@v6", *set_up, *made]
    pages, building, upload = build["steps"][2], *build["steps"][-2:]
    assert building["env"] == {"BASE_URL": f"${{{{ steps.{pages['id']}.outputs.base_url }}}}"}
    assert upload["with"] == {"path": "_site"}

    assert deploy["needs"] == "build"
    assert deploy["permissions"] == {"pages": "write", "id-token": "write"}
    assert deploy["environment"]["name"] == "github-pages"
    assert steps(deploy) == ["actions/deploy-pages@v5"]


# The settings for editors' programs, here and in new sites


@pytest.mark.parametrize("name", ["settings.json", "extensions.json"])
def test_this_repository_has_the_settings_of_new_sites(name: str) -> None:
    own = (PROJECT / ".vscode" / name).read_text("utf-8")
    assert own == (SKELETON / ".vscode" / name).read_text("utf-8")
    json.loads(own)


def test_the_settings_name_schemas_that_there_are(new: Path) -> None:
    settings = json.loads((new / ".vscode" / "settings.json").read_text("utf-8"))
    for schema, file in settings["yaml.schemas"].items():
        assert (new / schema).is_file()
        assert (new / file).is_file()
    for root in (new, PROJECT):
        first = (root / "site.toml").read_text("utf-8").splitlines()[0]
        assert (root / first.removeprefix("#:schema ")).is_file()
