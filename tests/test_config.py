from pathlib import Path

import pytest
from samples import SETTINGS, codes

from koreadiplo.config import Config, load_config, normalise_base_url
from koreadiplo.diagnostics import Diagnostic


def load(root: Path, text: str | bytes, **options: str) -> tuple[Config | None, list[Diagnostic]]:
    (root / "site.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_config(root, **options)


def good(root: Path, text: str | bytes, **options: str) -> Config:
    config, diagnostics = load(root, text, **options)
    assert diagnostics == []
    assert config
    return config


def problem(root: Path, text: str | bytes) -> Diagnostic:
    config, (diagnostic,) = load(root, text)
    assert config is None
    return diagnostic


def test_five_settings_suffice(tmp_path: Path) -> None:
    config = good(tmp_path, SETTINGS)
    assert (config.title, config.language, config.topics) == ("Sample", "en", {"trade": "Trade"})
    assert (config.lineages, config.relations.focus, config.home.picks) == ({}, (), ())
    assert (config.linking.scope, config.linking.per_paragraph) == ("section", 3)
    assert config.edit_url is config.licence is config.licence_url is None
    assert config.content == tmp_path / "content"


def test_reads_what_windows_writes(tmp_path: Path) -> None:
    text = "\ufeff" + SETTINGS.replace("\n", "\r\n")
    assert good(tmp_path, text).topics == {"trade": "Trade"}


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://sample.example", "https://sample.example/"),
        ("https://sample.example/", "https://sample.example/"),
        ("https://sample.example/a/b//", "https://sample.example/a/b/"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000/"),
    ],
)
def test_ends_the_address_with_one_slash(written: str, kept: str) -> None:
    assert normalise_base_url(written) == kept


@pytest.mark.parametrize(
    "written",
    ["", "sample.example", "//sample.example", "https://", "ftp://a.example", "https://a.example/?b", "https://a/#b"],
)
def test_refuses_what_is_no_address(written: str) -> None:
    with pytest.raises(ValueError, match=r"address"):
        normalise_base_url(written)


def test_another_address_replaces_the_one_in_the_file(tmp_path: Path) -> None:
    assert good(tmp_path, SETTINGS, base_url="https://other.example/x").base_url == "https://other.example/x/"


@pytest.mark.parametrize(
    ("more", "code", "line"),
    [
        ("[menu]\n", "unknown-key", 8),
        ("[linking]\nscope = 1\n", "invalid-value", 9),
        ("[linking]\n\n# how often\nper_paragraph = 0\n", "invalid-value", 11),
        ("[linking]\nscop = 1\n", "unknown-key", 9),
        ('[home]\npicks = "a"\n', "invalid-value", 9),
        ("[lineages]\nA = 'A'\n", "invalid-value", 9),
        ("[lineages]\na = ''\n", "invalid-value", 9),
        ("[lineages\n", "toml-syntax", 8),
        ("[topics]\n", "toml-syntax", 8),
        ("[relations]\nfocus = ['a'\n", "toml-syntax", 10),
    ],
)
def test_says_on_which_line_a_setting_is_wrong(more: str, code: str, line: int, tmp_path: Path) -> None:
    found = problem(tmp_path, SETTINGS + more)
    assert (found.path, found.code, found.line) == ("site.toml", code, line)


def test_its_own_folder_is_no_setting(tmp_path: Path) -> None:
    found = problem(tmp_path, 'root = "/"\n' + SETTINGS)
    assert (found.code, found.line) == ("unknown-key", 1)
    assert "root_" not in found.message


def test_says_where_it_is_not_utf_8(tmp_path: Path) -> None:
    found = problem(tmp_path, b'title = "Sample"\ndescription = "caf\xe9"\n')
    assert (found.code, found.line, found.column) == ("not-utf-8", 2, 19)


def test_focuses_on_lineages_that_there_are(tmp_path: Path) -> None:
    text = SETTINGS + '[lineages]\na = "A"\n[relations]\nfocus = ["a", "b", "c"]\n'
    config, diagnostics = load(tmp_path, text)
    assert config
    assert codes(diagnostics) == ["unknown-lineage"] * 2
    assert {(d.line, d.column) for d in diagnostics} == {(11, 1)}
