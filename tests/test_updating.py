"""Builds take turns, and forget what earlier ones left when they are told to."""

from pathlib import Path

import pytest
from filelock import FileLock
from samples import Silent, write_site

from koreadiplo.folders import CACHE
from koreadiplo.updating import update


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = write_site(tmp_path / "site", {"countries/a.md": "---\ntitle: Aland\nexists: 1800/..\n---\nBetween seas.\n"})
    update(root, root / "_site", Silent(), search=False)
    return root


def test_clean_forgets_all_that_was_kept(root: Path) -> None:
    (root / CACHE / "pagefind").mkdir()
    result = update(root, root / "_site", Silent(), search=False, clean=True)
    assert set(result.rendered.values()) == {"new"}
    assert result.changed == 0
    assert not (root / CACHE / "pagefind").exists()


def test_a_build_waits_for_another(root: Path) -> None:
    other = FileLock(root / CACHE / "lock")
    stages = []

    class Progress(Silent):
        def stage(self, name: str, steps: int) -> None:
            stages.append(name)
            other.release(force=True)

    with other:
        update(root, root / "_site", Progress(), search=False)
    assert stages[0] == "Waiting for another build"
    assert stages.count(stages[0]) == 1
