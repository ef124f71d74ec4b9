import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from samples import published

from koreadiplo.publishing.outputs import OutputRefused, Staging, prepare

OLD = {"index.html": b"old", "a/index.html": b"a", "b/index.html": b"b"}
NEW = {"index.html": b"new", "a/index.html": b"a", "c.html": b"c"}


def staging_of(output: Path) -> Staging:
    """Stage a site whose trees are put aside in a folder above it."""
    output.parents[1].mkdir(exist_ok=True)
    return Staging(output, output.parents[1] / "spare")


def write_site(output: Path, files: Mapping[str, bytes | Path]) -> int:
    with staging_of(output) as staging:
        changed = sum(staging.write(name, content) for name, content in files.items())
        staging.publish(files.keys())
    return changed


@pytest.fixture
def output(tmp_path: Path) -> Path:
    folder = tmp_path / "deep" / "_site"
    assert write_site(folder, OLD) == 3
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {name: data for name, data in published(folder).items() if not name.startswith(".")}


def beside(output: Path) -> list[str]:
    return sorted(path.name for path in output.parent.iterdir() if path != output)


def test_writes_exactly_the_files_given(output: Path) -> None:
    assert files(output) == OLD
    assert write_site(output, NEW) == 2
    assert files(output) == NEW
    assert not (output / "b").exists()
    assert beside(output) == []


def test_copies_files(output: Path, tmp_path: Path) -> None:
    image = tmp_path / "image.png"
    image.write_bytes(b"\x89PNG")
    assert write_site(output, {**OLD, "images/x.png": image}) == 1
    assert (output / "images" / "x.png").read_bytes() == b"\x89PNG"
    assert write_site(output, {**OLD, "images/x.png": image}) == 0
    # What is published later is no other name of the source.
    assert (output / "images" / "x.png").stat().st_ino != image.stat().st_ino


def test_unchanged_files_stay_the_same_on_disk(output: Path) -> None:
    before = {name: (output / name).stat() for name in OLD}
    assert write_site(output, {**OLD, "index.html": b"new"}) == 1
    for name in ("a/index.html", "b/index.html"):
        assert (output / name).stat().st_ino == before[name].st_ino
        assert (output / name).stat().st_mtime_ns == before[name].st_mtime_ns
        assert (output / name).stat().st_nlink == 2  # the other is put aside
    assert (output / "index.html").stat().st_ino != before["index.html"].st_ino


def test_works_without_hard_links(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", refuse)
    assert write_site(output, NEW) == 2
    assert files(output) == NEW


def test_files_and_folders_may_change_places(output: Path) -> None:
    swapped = {"index.html/x": b"x", "a": b"a", "b/index.html": b"b"}
    write_site(output, swapped)
    assert files(output) == swapped


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_follows_no_link_in_the_old_site(output: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"a")
    (output / "a" / "index.html").unlink()
    (output / "a" / "index.html").symlink_to(secret)
    write_site(output, OLD)
    assert not (output / "a" / "index.html").is_symlink()
    assert secret.stat().st_nlink == 1


@pytest.mark.parametrize("failing", sorted(NEW))
def test_a_failure_leaves_the_old_site_whole(output: Path, failing: str) -> None:
    broken = {**NEW, failing: output / "there is no such file"}
    with pytest.raises(OSError, match="no such file"):
        write_site(output, broken)
    assert files(output) == OLD
    assert beside(output) == []
    write_site(output, NEW)
    assert files(output) == NEW


@pytest.mark.parametrize("renames", [0, 1, 2])
def test_an_interruption_leaves_one_site_whole(output: Path, renames: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a power cut before, between and after the two renames."""
    rename, done = Path.rename, []

    def stop(path: Path, target: Path) -> Path:
        if output in (path, target):
            if len(done) == renames:
                raise KeyboardInterrupt
            done.append(path)
        return rename(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", stop)
        if renames < 2:
            with pytest.raises(KeyboardInterrupt):
                write_site(output, NEW)
        else:
            write_site(output, NEW)
    assert len(done) == renames
    prepare(output)
    assert files(output) == (OLD if renames == 0 else NEW)
    assert beside(output) == []
    write_site(output, OLD)
    assert files(output) == OLD
    assert beside(output) == []


def test_clears_what_an_interruption_left_before_there_was_a_site(tmp_path: Path) -> None:
    staged = tmp_path / "._site.staged"
    staged.mkdir()
    (staged / ".koreadiplo").write_text("")
    (staged / "half").write_text("")
    prepare(tmp_path / "_site")
    assert list(tmp_path.iterdir()) == []


def test_refuses_a_folder_with_other_files(tmp_path: Path, output: Path) -> None:
    foreign = tmp_path / "thesis"
    foreign.mkdir()
    prepare(foreign)
    (foreign / "chapter.md").write_text("")
    for refused in (foreign, foreign / "chapter.md"):
        with pytest.raises(OutputRefused, match=r"Choose another folder"):
            prepare(refused)
    prepare(output)
    prepare(tmp_path / "nothing yet")
    assert files(output) == OLD


@pytest.mark.parametrize("name", ["._site.staged", "._site.old"])
def test_deletes_no_folder_of_somebody_else(output: Path, name: str) -> None:
    own = output.parent / name / "chapter.md"
    own.parent.mkdir()
    own.write_text("")
    with pytest.raises(OutputRefused, match="did not make"):
        prepare(output)
    assert own.exists()


def test_restores_the_old_site_where_nothing_else_is_left(output: Path) -> None:
    output.rename(output.with_name("._site.old"))
    prepare(output)
    assert files(output) == OLD


SITES = [OLD, NEW, {"index.html/x": b"x", "index.html/y": b"y", "a": b"a"}, {"a/index.html/x/y": b"z"}, OLD, NEW, OLD]


def test_sites_that_follow_one_another_share_what_they_can(output: Path) -> None:
    for site in SITES:
        write_site(output, site)
        assert files(output) == site
    kept = {name: (output / name).stat().st_ino for name in OLD}
    for site in ({**OLD, "index.html": b"other"}, {**OLD, "index.html": b"third"}):
        write_site(output, site)
        assert files(output) == site
        assert {name for name, inode in kept.items() if (output / name).stat().st_ino == inode} >= OLD.keys() - {
            "index.html"
        }


def test_what_somebody_changes_in_a_site_stays_there(output: Path) -> None:
    """The old site has the same file; the new one is not written into it."""
    write_site(output, {**OLD, "c.html": b"c"})
    (output / "a" / "index.html").write_bytes(b"by hand")
    with staging_of(output) as staging:
        assert staging.write("a/index.html", b"a")
        assert (output / "a" / "index.html").read_bytes() == b"by hand"
        staging.publish(["a/index.html"])
    assert files(output) == {"a/index.html": b"a"}


def test_what_a_failed_build_staged_is_never_published_as_it_is(output: Path) -> None:
    write_site(output, NEW)
    with pytest.raises(OSError, match="no such file"):
        write_site(output, {"half.html": b"half", "index.html": output / "there is no such file"})
    shutil.rmtree(output)
    prepare(output)
    assert files(output) == {}
    write_site(output, OLD)
    assert files(output) == OLD


def test_keeps_files_that_are_what_they_were(output: Path) -> None:
    state = (output / "a" / "index.html").stat()
    for _ in range(2):
        with staging_of(output) as staging:
            assert staging.keep("a/index.html", state.st_size, state.st_mtime_ns)
            assert not staging.keep("b/index.html", state.st_size, state.st_mtime_ns + 1)
            assert not staging.keep("b/index.html", state.st_size + 1, (output / "b/index.html").stat().st_mtime_ns)
            assert not staging.keep("none.html", 0, 0)
            staging.write("b/index.html", b"b")
            staging.publish(["a/index.html", "b/index.html"])
        assert files(output) == {"a/index.html": b"a", "b/index.html": b"b"}
        assert (output / "a" / "index.html").stat().st_ino == state.st_ino
