from pathlib import Path

from koreadiplo.folders import find_root


def test_finds_the_site_that_a_folder_belongs_to(tmp_path: Path) -> None:
    (tmp_path / "site.toml").touch()
    below = tmp_path / "content" / "articles"
    below.mkdir(parents=True)
    assert find_root(tmp_path) == find_root(below) == tmp_path
    assert find_root(tmp_path.parent) is None
