"""A build of what the last one was made from is left out, and no other."""

from collections.abc import Callable
from pathlib import Path

import pytest
from samples import Silent, published, write_site

from koreadiplo import last_build
from koreadiplo.last_build import BuildResult
from koreadiplo.updating import update

CONTENT = {
    "countries/a.md": "---\ntitle: Aland\nexists: 1800/..\n---\nBetween seas.\n",
    "glossary/salt.md": "---\ntitle: salt\ntype: idea\n---\nFrom Aland.\n",
    "glossary/old.md": "---\ntitle: old\ntype: idea\n---\nOf salt.\n",
}
KEPT = Path(".cache", "koreadiplo", "kept.sqlite")


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests are quicker than any clock that a build could trust."""
    monkeypatch.setattr(last_build, "_SETTLED", 0)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = write_site(tmp_path / "site", {name: text for name, text in CONTENT.items() if "old" not in name})
    (root / "templates").mkdir()
    assert not make(root).kept
    return root


def make(root: Path, **options: bool | str) -> BuildResult:
    settings = {"base_url": None, "search": False, **options}
    return update(root, root / "_site", Silent(), **settings)  # type: ignore[arg-type]


def test_nothing_changed(root: Path) -> None:
    before = {path: path.stat().st_ino for path in (root / "_site").rglob("*")}
    again = make(root)
    assert again.kept
    assert again.pages == make(root, clean=True).pages
    assert before != {path: path.stat().st_ino for path in (root / "_site").rglob("*")}
    assert make(root).kept


def test_warnings_are_told_again(root: Path) -> None:
    _write("content/glossary/rock.md", "---\ntitle: Rock\ntype: idea\naliases: [salt]\n---\n")(root)
    _write("content/glossary/old.md", CONTENT["glossary/old.md"])(root)
    warnings = make(root).diagnostics
    assert warnings
    again = make(root)
    assert again.kept
    assert again.diagnostics == warnings


def _write(name: str, text: str) -> Callable[[Path], None]:
    def edit(root: Path) -> None:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)

    return edit


EDITS: dict[str, Callable[[Path], None]] = {
    "a text": _write("content/glossary/salt.md", CONTENT["glossary/salt.md"].replace("From", "Form")),
    "a new entry": _write("content/glossary/old.md", CONTENT["glossary/old.md"]),
    "an entry less": lambda root: (root / "content/glossary/salt.md").unlink(),
    "another name": lambda root: (root / "content/glossary/salt.md").rename(root / "content/glossary/rock.md"),
    "a template": _write("templates/about.html", "<!doctype html><title>x</title>"),
    "an asset": _write("templates/assets/extra.css", "a { color: red; }"),
    "the settings": lambda root: (root / "site.toml").write_text(
        (root / "site.toml").read_text().replace('title = "', 'title = "New ', 1)
    ),
    "a page that somebody changed": _write("_site/about/index.html", "mine"),
    "a page that somebody removed": lambda root: (root / "_site/about/index.html").unlink(),
    "a cache that is cut off": lambda root: (root / KEPT).write_bytes((root / KEPT).read_bytes()[:-5000]),
    "a cache of something else": lambda root: (root / KEPT).write_bytes(b"[1]"),
    "a cache with another outcome": lambda root: (root / KEPT).write_bytes(
        (root / KEPT).read_bytes().replace(b'"pages": ', b'"sages": ')
    ),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=list(EDITS))
def test_whatever_changes_is_built_anew(root: Path, edit: Callable[[Path], None], tmp_path: Path) -> None:
    edit(root)
    assert not make(root).kept
    update(root, tmp_path / "clean", Silent(), search=False, clean=True)
    assert published(root / "_site") == published(tmp_path / "clean")


def test_options_count(root: Path) -> None:
    assert not make(root, base_url="https://other.example/").kept
    assert not make(root, clean=True, base_url="https://other.example/").kept


def test_what_is_installed_counts(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path / "libraries")
    for version in ("1.0", "1.1"):
        metadata = tmp_path / "libraries" / f"babel-{version}.dist-info"
        metadata.mkdir(parents=True)
        assert not make(root).kept
        assert make(root).kept
        metadata.rmdir()


def test_a_link_to_elsewhere_is_looked_at_each_time(root: Path, tmp_path: Path) -> None:
    (tmp_path / "about.html").write_text("<!doctype html><title>x</title>")
    (root / "templates" / "about.html").symlink_to(tmp_path / "about.html")
    assert not make(root).kept
    assert not make(root).kept


def test_what_changed_just_now_may_change_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert make(root).kept
    monkeypatch.setattr(last_build, "_SETTLED", 10**12)
    assert not make(root).kept
    monkeypatch.setattr(last_build, "_SETTLED", 0)
    assert not make(root).kept


def test_an_error_is_not_kept(root: Path) -> None:
    (root / "content/glossary/salt.md").write_text("---\ntitle: salt\n---\n")
    for _ in range(2):
        assert [d.code for d in make(root).diagnostics] == ["missing-key"]
