"""What the documents say of the code and of the commands is true."""

import importlib.util
import re
import shutil
from pathlib import Path

import pytest
from samples import Silent
from typer.testing import CliRunner

from koreadiplo import cli
from koreadiplo.editing.check import check

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "koreadiplo"


class Editor:
    """Follows a text that names commands, in the folder of a site: each in its turn, with answers where it asks."""

    def __init__(self, folder: Path, text: str) -> None:
        self.folder, self.text = folder, text
        self.commands = [" ".join(words.split()) for words in re.findall(r"`(python build\.py[^`]*)`", text)]
        spec = importlib.util.spec_from_file_location("build_script", ROOT / "build.py")
        assert spec
        assert spec.loader
        self.build = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(self.build)

    def run(self, expected: str, *answers: str) -> str:
        """Run the next command of the text, which begins as expected, and press Enter after each answer."""
        command = self.commands.pop(0)
        assert command.startswith(f"python build.py{expected}")
        arguments = self.build.koreadiplo_arguments(command.split()[2:])
        done = CliRunner().invoke(cli.app, arguments, input="".join(f"{answer}\n" for answer in answers))
        assert done.exit_code == 0, done.output
        return done.stdout

    def found(self, pattern: str) -> str:
        """Find what the text says."""
        match = re.search(pattern, self.text, re.DOTALL)
        assert match, pattern
        return match[1]

    def read(self, path: str) -> str:
        """Read a file of the site."""
        return (self.folder / path).read_text(encoding="utf-8")


@pytest.fixture
def five_minutes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Editor:
    """Someone who follows “Add an entry in five minutes” of the README with the content of the project."""
    shutil.copy(ROOT / "site.toml", tmp_path)
    for name in ("content", "docs"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("_site", ".cache"))
    monkeypatch.setenv("KOREADIPLO_ROOT", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cli.new, "is_answered", lambda: True)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    return Editor(tmp_path, readme.partition("## Add an entry in five minutes\n")[2].partition("\n## ")[0])


def _rooms() -> str:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    return text.partition("## The rooms")[2].partition("\n## ")[0]


def test_architecture_names_every_room_and_module() -> None:
    named = set(re.findall(r"`([a-z_/]+(?:\.py)?)`", _rooms()))
    rooms = {f"{folder.name}/" for folder in PACKAGE.iterdir() if (folder / "__init__.py").is_file()}
    modules = {file.name for file in PACKAGE.rglob("*.py") if not {"cli", "rules", "pages", "views"} & set(file.parts)}
    missing = (rooms | modules) - named - {"__init__.py", "__main__.py"}
    assert not missing


def test_architecture_names_nothing_that_is_gone() -> None:
    for name in re.findall(r"`([a-z_/]+\.py)`", _rooms()):
        found = [*PACKAGE.rglob(name), *ROOT.glob(name)]
        assert found, f"ARCHITECTURE.md names {name}"


def test_architecture_lists_every_dependency() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    architecture = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    dependencies = re.findall(r'^    "([a-z-]+)[>=]', project.partition("dependencies = [")[2].partition("]")[0], re.M)
    assert dependencies
    assert [name for name in dependencies if name not in architecture] == []


def test_links_between_documents_lead_somewhere() -> None:
    for document in ROOT.glob("*.md"):
        for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8")):
            if not target.startswith("../"):
                assert (ROOT / target).exists(), f"{document.name} links to {target}"


def test_an_entry_is_added_in_five_minutes(five_minutes: Editor) -> None:
    """Each command and file of the README in its turn, and what it promises."""
    editor = five_minutes
    title, kind = re.findall(r"`([^`]+)`", editor.found("Answer (.*) and press Enter"))
    path = editor.found(r"It\s+makes the file `(content/[^`]+)`")
    assert not (editor.folder / path).exists()
    editor.run(" new term", title, kind, "")
    made = editor.read(path)
    text = re.sub("^   ", "", editor.found(r"```markdown\n(.*?)```"), flags=re.MULTILINE)
    first, second, *others = text.partition("\n---\n\n")[0].splitlines()[1:]
    assert (first, second) == (f"title: {title}", f"type: {kind}")
    assert made.startswith(f"---\n{first}\n{second}\n\n#")
    explained = [made.index(f"\n# {line.partition(':')[0]}: ") for line in others]
    assert explained == sorted(explained)
    (editor.folder / path).write_text(text, encoding="utf-8")

    assert editor.run(" check") == editor.found("It says “([^”]+)”") + "\n" == "No problems.\n"
    editor.run("")
    assert f"<h1>{title}</h1>" in editor.read(editor.found(r"open `(_site/[^`]+)`"))
    links = re.findall(rf"^  content/(\S+)\.md:\d+: “{title}”$", editor.run(" links"), re.MULTILINE)
    assert len(links) >= 2
    for id_ in links:
        assert f'href="../../{path.removeprefix("content/").removesuffix(".md")}/"' in editor.read(
            f"_site/{id_}/index.html"
        )

    pair = Path("_site", "relations", "finland-north-korea", "index.html")
    assert not pair.exists()
    asked = editor.run(" new event", "Talks", "1995-05-06", "establishment", "finland, north-korea", "")
    assert re.findall(r"^(\w+) \(", asked, re.MULTILINE) == ["Title", "Date", "Type", "Countries"]
    event = Path("content", "events", "1995-05-06-talks.md")
    event.write_text(event.read_text(encoding="utf-8").replace("# effect: ", "effect: "), encoding="utf-8")
    assert CliRunner().invoke(cli.app, ["build", "--no-search"]).exit_code == 0
    assert "established" in editor.read(str(pair))

    Path("book.bib").write_text("@book{a, title={Salt}, author={Brown, Ada}, year=1901}", encoding="utf-8")
    editor.run(" new source", "")
    assert "- id: brown-1901\n" in editor.read("content/sources.yaml")
    editor.run(" rename")
    assert not Path(path).exists()
    assert check(editor.folder, 1, Silent()) == ()

    editor.run(" build --root docs")
    assert Path("docs", "_site", "glossary", "your-first-entry", "index.html").is_file()
    assert editor.commands == []


@pytest.mark.parametrize("path", ["LICENSE", "LICENSE-CONTENT", "CHANGELOG.md", "CONTRIBUTING.md", ".editorconfig"])
def test_what_a_newcomer_looks_for_is_there(path: str) -> None:
    assert (ROOT / path).read_text(encoding="utf-8").strip()
