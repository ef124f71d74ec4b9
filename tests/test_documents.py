"""What the documents say of the code and of the commands is true."""

import re
import shutil
from pathlib import Path

import pytest

from koreadiplo.editing.check import check
from koreadiplo.editing.formats import as_text

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "koreadiplo"


class _Silent:
    def stage(self, name: str, steps: int) -> None:
        pass

    def done(self, steps: int) -> None:
        pass


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


def test_the_entry_of_the_readme_is_good(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    place = re.search(r"Make a file `(content/[^`]+)`", readme)
    block = re.search(r"```markdown\n(.*?)```", readme, re.S)
    assert place
    assert block
    shutil.copy(ROOT / "site.toml", tmp_path)
    shutil.copytree(ROOT / "content", tmp_path / "content")
    entry = tmp_path / place[1]
    assert not entry.exists()
    entry.write_text(re.sub("^   ", "", block[1], flags=re.M), encoding="utf-8")
    assert as_text(check(tmp_path, 1, _Silent())) == ""


@pytest.mark.parametrize("path", ["LICENSE", "LICENSE-CONTENT", "CHANGELOG.md", "CONTRIBUTING.md", ".editorconfig"])
def test_what_a_newcomer_looks_for_is_there(path: str) -> None:
    assert (ROOT / path).read_text(encoding="utf-8").strip()
