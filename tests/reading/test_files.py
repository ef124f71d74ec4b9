import os
from pathlib import Path

import pytest
from samples import codes

from koreadiplo.diagnostics import Diagnostic
from koreadiplo.reading.files import find_files, read_text


def make(root: Path, *names: str) -> Path:
    for name in names:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("")
    return root


def found_in(root: Path) -> tuple[set[str], list[str]]:
    """Find files; give the paths of all that is taken, and the paths of all that is reported."""
    found, diagnostics = find_files(root, root / "content")
    sources = {found.sources} if found.sources else set()
    return {*found.entries, *found.images, *sources}, [d.path for d in diagnostics]


def test_sorts_files_by_what_they_are(tmp_path: Path) -> None:
    entries = ["content/articles/a.md", "content/events/c.md", "content/glossary/b.md"]
    images = ["content/images/a.PNG", "content/images/maps/b.webp"]
    make(tmp_path, *entries, *images, "content/sources.yaml")
    found, diagnostics = find_files(tmp_path, tmp_path / "content")
    assert (found.entries, found.images, found.sources) == (tuple(entries), tuple(images), "content/sources.yaml")
    assert diagnostics == []


def test_finds_them_in_the_same_order_everywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, *(f"content/{folder}/{name}.md" for folder in ("events", "articles") for name in "bca"))
    in_order = find_files(tmp_path, tmp_path / "content")
    walk = os.walk

    def backwards(top: Path, onerror: object):
        for parent, folders, files in walk(top):
            folders.sort(reverse=True)
            yield parent, folders, sorted(files, reverse=True)

    monkeypatch.setattr(os, "walk", backwards)
    assert find_files(tmp_path, tmp_path / "content") == in_order


@pytest.mark.parametrize(
    "name", [".DS_Store", ".a.md.swp", "a.md~", "~$a.md", "#a.md#", ".git/config", ".obsidian/x.md"]
)
def test_passes_over_hidden_files_and_backups(name: str, tmp_path: Path) -> None:
    make(tmp_path, f"content/articles/{name}", f"content/{name}")
    assert found_in(tmp_path) == (set(), [])


@pytest.mark.parametrize(
    "name",
    [
        "a.md",
        "article/a.md",
        "articles/b/a.md",
        "articles/a.txt",
        "articles/a.MD",
        "images/a.pdf",
        "images",
        "sources.yml",
    ],
)
def test_reports_what_is_in_the_wrong_place(name: str, tmp_path: Path) -> None:
    make(tmp_path, f"content/{name}")
    taken, reported = found_in(tmp_path)
    assert (taken, reported) == (set(), [f"content/{name}"])


def test_a_folder_without_files_is_empty(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert found_in(tmp_path) == (set(), [])


def test_a_missing_folder_is_reported(tmp_path: Path) -> None:
    assert found_in(tmp_path) == (set(), ["content"])


def test_follows_no_link_to_the_outside(tmp_path: Path) -> None:
    root = make(tmp_path, "outside/a.md", "outside/sub/b.png", "site/content/articles/own.md") / "site"
    (root / "content/articles/file.md").symlink_to(tmp_path / "outside/a.md")
    (root / "content/articles/up.md").symlink_to("../../../outside/a.md")
    (root / "content/events").symlink_to(tmp_path / "outside", target_is_directory=True)
    (root / "content/images").symlink_to("../../outside/sub", target_is_directory=True)
    taken, reported = found_in(root)
    assert taken == {"content/articles/own.md"}
    assert sorted(reported) == [
        "content/articles/file.md",
        "content/articles/up.md",
        "content/events",
        "content/images",
    ]
    _, diagnostics = find_files(root, root / "content")
    assert codes(diagnostics) == ["outside-content"] * 4


def test_follows_a_link_within(tmp_path: Path) -> None:
    make(tmp_path, "content/articles/a.md")
    (tmp_path / "content/articles/b.md").symlink_to("a.md")
    assert found_in(tmp_path) == ({"content/articles/a.md", "content/articles/b.md"}, [])


@pytest.mark.parametrize("target", ["nowhere.md", "loop.md"])
def test_reports_a_link_that_leads_nowhere(target: str, tmp_path: Path) -> None:
    make(tmp_path, "content/articles/a.md")
    (tmp_path / "content/articles/loop.md").symlink_to(target)
    assert found_in(tmp_path) == ({"content/articles/a.md"}, ["content/articles/loop.md"])


def test_a_content_folder_may_itself_be_a_link(tmp_path: Path) -> None:
    make(tmp_path, "elsewhere/articles/a.md")
    (tmp_path / "content").symlink_to("elsewhere", target_is_directory=True)
    assert found_in(tmp_path) == ({"content/articles/a.md"}, [])


@pytest.mark.parametrize("raw", [b"a\nb\n", b"a\r\nb\r\n", b"a\rb\r", b"\xef\xbb\xbfa\nb\n"])
def test_reads_any_line_ends(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(raw)
    assert read_text(tmp_path, "a.md") == "a\nb\n"


@pytest.mark.parametrize(
    ("raw", "line", "column"),
    [
        (b"\xff", 1, 1),
        (b"abc\xe9", 1, 4),
        ("é한\n한x".encode() + b"\xe9", 2, 3),
        (b"a\r\nb\r\nc\xff", 3, 2),
        (b"\xef\xbb\xbfab\xff", 1, 3),
    ],
)
def test_says_which_byte_is_not_utf_8(raw: bytes, line: int, column: int, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(raw)
    problem = read_text(tmp_path, "a.md")
    assert isinstance(problem, Diagnostic)
    assert (problem.code, problem.line, problem.column) == ("not-utf-8", line, column)
