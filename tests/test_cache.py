"""What is kept is found again as it was, or not at all."""

from collections.abc import Callable
from pathlib import Path

import pytest

from koreadiplo.cache import Cache

VALUES = {"articles/a": b"\0one" * 5000, "é 한": b""}
FILE = "kept.sqlite"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Cache(tmp_path, "1").change("bodies", VALUES)
    return tmp_path


def test_what_is_kept_is_found(folder: Path) -> None:
    cache = Cache(folder, "1")
    assert cache.load("bodies") == VALUES
    assert cache.load("pages") == {}


def test_a_table_changes_by_itself(folder: Path) -> None:
    cache = Cache(folder, "1")
    cache.change("pages", {"articles/a": b"page"})
    cache.change("bodies", {"b": b"new", "articles/a": b"other"}, gone=["é 한", "unknown"])
    assert cache.load("bodies") == {"b": b"new", "articles/a": b"other"}
    assert cache.load("pages") == {"articles/a": b"page"}


@pytest.mark.parametrize("version", ["2", None])
def test_what_another_version_kept_is_nothing(folder: Path, version: str | None) -> None:
    assert Cache(folder, version).load("bodies") == {}


def test_without_a_version_nothing_is_written(folder: Path) -> None:
    before = (folder / FILE).read_bytes()
    Cache(folder, None).change("bodies", {"b": b"new"}, gone=VALUES)
    assert (folder / FILE).read_bytes() == before


def _flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[data.index(b"one") + 1] ^= 1
    file.write_bytes(data)


def _to_folder(file: Path) -> None:
    file.unlink()
    (file / "inside").mkdir(parents=True)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "flipped": _flip,
    "cut off": lambda file: file.write_bytes(file.read_bytes()[:-4000]),
    "foreign": lambda file: file.write_bytes(b"something else"),
    "empty": lambda file: file.write_bytes(b""),
    "gone": lambda file: file.unlink(),
    "a folder": _to_folder,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=list(DAMAGES))
def test_what_is_damaged_is_nothing_and_made_anew(folder: Path, damage: Callable[[Path], object]) -> None:
    damage(folder / FILE)
    cache = Cache(folder, "1")
    assert cache.load("bodies") == {}
    for _ in range(2):  # where it can't be written to at first, it is cleared
        cache.change("bodies", VALUES)
    assert cache.load("bodies") == VALUES
