"""Each diagnostic, by the site in ``sites/invalid`` that shows it and the text that is printed for it there.

A folder is named after its code; where a cause needs a site of its own, a point and a word follow:
``missing-key.settings``. ``python tests/test_diagnostics.py`` writes all texts anew, to be read before they are kept.
"""

import shutil
import tempfile
from functools import cache
from pathlib import Path

import pytest
from samples import MINIMAL, SITES, Silent, build_site, copy_site, published

from koreadiplo.diagnostics import CODES, Diagnostic, Severity, did_you_mean, has_errors
from koreadiplo.editing.check import check
from koreadiplo.editing.formats import as_text

INVALID = sorted(folder for folder in (SITES / "invalid").iterdir() if folder.is_dir())
EXPECTED = "expected.txt"


def code_of(site: Path) -> str:
    return site.name.partition(".")[0]


@cache
def diagnose(site: Path) -> tuple[Diagnostic, ...]:
    """Check the site, for advice too where it is about advice; what is wrong with templates only a build finds."""
    if code_of(site) != "template-error":
        return check(site, 1, Silent(), advice=CODES[code_of(site)] is Severity.ADVICE)
    with tempfile.TemporaryDirectory() as folder:
        return build_site(copy_site(site, Path(folder, "site"))).diagnostics


broken_sites = pytest.mark.parametrize("site", INVALID, ids=lambda site: site.name)


@broken_sites
def test_prints_what_is_expected_and_nothing_else(site: Path) -> None:
    diagnostics = diagnose(site)
    assert as_text(diagnostics) + "\n" == (site / EXPECTED).read_text(encoding="utf-8")
    assert {diagnostic.code for diagnostic in diagnostics} == {code_of(site)}


@broken_sites
def test_says_what_and_what_to_do(site: Path) -> None:
    for diagnostic in diagnose(site):
        assert diagnostic.message.endswith((".", "?")), diagnostic
        assert not diagnostic.message.endswith(".."), diagnostic
        assert diagnostic.hint.endswith((".", "?")), diagnostic


@broken_sites
def test_stands_within_the_file(site: Path) -> None:
    for diagnostic in diagnose(site):
        if (site / diagnostic.path).is_file():
            lines = (site / diagnostic.path).read_text(encoding="utf-8", errors="replace").split("\n")
            assert 1 <= diagnostic.line <= len(lines), diagnostic
            assert 1 <= diagnostic.column <= len(lines[diagnostic.line - 1]) + 1, diagnostic


@pytest.fixture(scope="module")
def good_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_site(MINIMAL, tmp_path_factory.mktemp("good") / "site")
    build_site(root)
    return root / "_site"


@broken_sites
def test_publishes_nothing_but_with_warnings(site: Path, good_site: Path, tmp_path: Path) -> None:
    root = copy_site(site, tmp_path / "site")
    shutil.copytree(good_site, root / "_site")
    result = build_site(root)
    is_error = CODES[code_of(site)] is Severity.ERROR
    assert has_errors(result.diagnostics) == is_error
    assert (published(root / "_site") == published(good_site)) == is_error


def test_each_code_has_a_site() -> None:
    assert {code_of(site) for site in INVALID} == set(CODES)


def test_hints_name_the_nearest_words() -> None:
    assert did_you_mean("sumary", ["title", "summary"]) == "Did you mean summary?"
    assert did_you_mean("arcadai", ["borduria", "arcady", "arcadia"]) == "Did you mean arcadia or arcady?"
    assert did_you_mean("xyz", ["title"]) == ""


if __name__ == "__main__":
    for folder in INVALID:
        (folder / EXPECTED).write_text(as_text(diagnose(folder)) + "\n", encoding="utf-8")
