"""Pages that would come out as they did are kept, and no others; `--verbose` can tell why."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from samples import Silent, build_site, published, settings, write_site

from koreadiplo import last_build
from koreadiplo.builder import build
from koreadiplo.last_build import BuildResult
from koreadiplo.publishing.templates import digest_templates, make_environment

CONTENT = {
    "countries/aland.md": "---\ntitle: Aland\nexists: 1800/..\n---\nBetween seas.\n",
    "countries/borland.md": "---\ntitle: Borland\nexists: 1800/..\n---\nBeyond them.\n",
    "events/treaty.md": "---\ntitle: Treaty\ntype: treaty\ndate: 1850\ncountries: [aland, borland]\n---\nOn salt.\n",
    "glossary/salt.md": "---\ntitle: salt\ntype: thing\n---\nFrom Aland.\n",
    "glossary/tea.md": "---\ntitle: tea\ntype: thing\nnames: {ko: 차}\n---\nDrunk in Borland.\n",
}
SALT, TEA, TREATY = "glossary/salt/index.html", "glossary/tea/index.html", "events/treaty/index.html"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(last_build, "_SETTLED", 0)
    root = write_site(tmp_path / "site", CONTENT)
    first = build_site(root)
    assert set(first.rendered.values()) == {"new"}
    assert len(first.rendered) == first.pages + 1  # and a redirect
    return root


def rebuilt(root: Path) -> BuildResult:
    """Build again, and compare with what a build without a cache makes."""
    result = build_site(root)
    other = root.with_name("clean")
    shutil.rmtree(other, ignore_errors=True)
    shutil.copytree(root, other, ignore=shutil.ignore_patterns("_site", ".cache"))
    assert build_site(other).diagnostics == result.diagnostics
    assert published(root / "_site") == published(other / "_site")
    return result


def edit(root: Path, name: str, old: str, new: str) -> None:
    file = root / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_text_that_nobody_quotes_changes_its_own_page_alone(root: Path) -> None:
    edit(root, "content/glossary/salt.md", "From Aland.", "From Aland.\n\nIt is white.")
    before = {file: file.stat().st_ino for file in (root / "_site").rglob("index.html")}
    result = rebuilt(root)
    assert result.rendered == {SALT: "body"}
    assert result.changed == 1
    assert {file for file, inode in before.items() if file.stat().st_ino != inode} == {root / "_site" / SALT}


def test_what_others_show_of_an_entry_changes_their_pages_too(root: Path) -> None:
    edit(root, "content/glossary/salt.md", "From Aland", "Dug in Aland")
    rendered = rebuilt(root).rendered
    assert rendered[SALT] == "description, body"
    assert rendered["countries/aland/index.html"] == "backlinks"
    assert rendered[TREATY] == "previews"
    assert "previews" not in rendered.get(TEA, "")
    assert "countries/borland/index.html" not in rendered


def test_a_template_changes_the_pages_that_need_it(root: Path) -> None:
    (root / "templates").mkdir()
    (root / "templates/term.html").write_text('{% extends "entry.html" %}{% block title %}Own{% endblock %}')
    assert rebuilt(root).rendered == {SALT: "template", TEA: "template"}
    (root / "templates/term.html").unlink()
    assert rebuilt(root).rendered == {SALT: "template", TEA: "template"}


def test_settings_change_all_pages(root: Path) -> None:
    edit(root, "site.toml", 'title = "Sample"', 'title = "Other"')
    result = rebuilt(root)
    assert len(result.rendered) == result.pages + 1
    assert all("settings" in why for why in result.rendered.values())


def test_a_name_in_another_script_changes_the_pages_that_have_such_words(root: Path) -> None:
    edit(root, "content/glossary/salt.md", "type: thing", "type: thing\nnames: {ko: 소금}")
    rendered = rebuilt(root).rendered
    assert rendered[TEA] == "words in other languages"
    assert "names" in rendered[SALT]
    assert "countries/borland/index.html" not in rendered


TAMPERING: dict[str, Callable[[Path], object]] = {
    "changed": lambda file: file.write_bytes(file.read_bytes() + b"mine"),
    "rewritten": lambda file: file.write_bytes(file.read_bytes()),
    "removed": lambda file: file.unlink(),
    "replaced by a link": lambda file: (file.rename(file.with_name("other")), file.symlink_to("other")),
}


@pytest.mark.parametrize("tamper", TAMPERING.values(), ids=list(TAMPERING))
def test_a_file_that_somebody_touched_is_made_again(root: Path, tamper: Callable[[Path], object]) -> None:
    tamper(root / "_site" / SALT)
    assert rebuilt(root).rendered == {SALT: "its file"}


def test_a_page_of_another_kind_at_the_same_address(root: Path) -> None:
    (root / "content/glossary/salt.md").rename(root / "content/glossary/rock.md")
    edit(root, "content/glossary/rock.md", "type: thing", "type: thing\nformer: [salt]")
    assert rebuilt(root).rendered[SALT] == "another kind of page"


@pytest.mark.parametrize("damage", [b"", b"something else"])
def test_without_a_cache_all_is_new(root: Path, damage: bytes) -> None:
    (root / ".cache/koreadiplo/kept.sqlite").write_bytes(damage)
    edit(root, "content/glossary/salt.md", "From", "Out of")
    assert set(rebuilt(root).rendered.values()) == {"new"}


def test_another_output_is_made_whole(root: Path, tmp_path: Path) -> None:
    for _ in range(2):
        build(root, tmp_path / "elsewhere", Silent(), search=False)
        assert published(tmp_path / "elsewhere") == published(root / "_site")
        build_site(root)


def digests(root: Path, **texts: str) -> dict[str, bytes]:
    (root / "templates").mkdir(exist_ok=True)
    for name, text in texts.items():
        (root / "templates" / name.replace("_", ".")).write_text(text)
    return digest_templates(make_environment(settings(root), {}), {})


@pytest.mark.parametrize(
    ("needs", "changed"),
    [
        ("{% include 'b.html' %}", True),
        ("{% from 'b.html' import x %}", True),
        ("{% include 'between.html' %}", True),
        ("{% include ['none.html', 'b.html'] ignore missing %}", True),
        ("{% include page.title ~ '.html' %}", True),
        ("{% if %}", True),  # it may need any
        ("{% include 'b.txt' %}", False),
        ("b.html", False),
    ],
)
def test_a_template_depends_on_what_it_names(tmp_path: Path, needs: str, changed: bool) -> None:
    one = digests(tmp_path, a_html=needs, between_html="{% extends 'b.html' %}", b_html="1")
    other = digests(tmp_path, b_html="2")
    assert (one["a.html"] != other["a.html"]) is changed
    assert one["about.html"] == other["about.html"]


def test_a_template_depends_on_files_of_other_kinds_and_such_as_come_to_be(tmp_path: Path) -> None:
    one = digests(tmp_path, a_html="{% include 'b.svg' ignore missing %}")
    other = digests(tmp_path, b_svg="1")
    third = digests(tmp_path, b_svg="2")
    assert len({one["a.html"], other["a.html"], third["a.html"]}) == 3


def test_needs_are_found_again_when_a_template_changes(tmp_path: Path) -> None:
    compiled: dict[str, bytes] = {}
    (tmp_path / "templates").mkdir()
    for text in ("1", "{% include 'b.html' %}"):
        (tmp_path / "templates/a.html").write_text(text)
        before = digest_templates(make_environment(settings(tmp_path), compiled), compiled)
    (tmp_path / "templates/b.html").write_text("1")
    after = digest_templates(make_environment(settings(tmp_path), compiled), compiled)
    assert before["a.html"] != after["a.html"]
