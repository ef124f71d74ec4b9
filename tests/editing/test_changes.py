"""What `links --against` tells, on repositories of their own: sites of invented states, changed after a commit."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from samples import SETTINGS, Silent, write_site

from koreadiplo.editing.changes import Changes, as_text, changes_since
from koreadiplo.editing.passages import LinksUnknown

TERM = "---\ntitle: {title}\ntype: thing\naliases: []\n{keys}---\n\n{body}\n"
TEXT = "Of salt and Koryo-tor.\n\n## Later\n\nSalt again."


def term(title: str, body: str = "", keys: str = "") -> str:
    return TERM.format(title=title, body=body, keys=f"{keys}\n" if keys else "")


SITE = {
    "glossary/salt.md": term("salt", "A mineral."),
    "glossary/text.md": term("Text", TEXT),
    "glossary/note.md": term("Note", "Of salt."),
}


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    command = ["git", *identity, "-c", f"core.hooksPath={os.devnull}", "-C", str(folder), *arguments]
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout


def commit(folder: Path) -> str:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "A step")
    return git(folder, "rev-parse", "HEAD").strip()


@pytest.fixture(autouse=True)
def only_own_repositories(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the machine's git, and no repository around the tests, has a part in them."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site in a repository, with one commit."""
    root = write_site(tmp_path / "a site", SITE)
    git(root, "init", "--quiet")
    commit(root)
    return root


def changes(root: Path, revision: str = "HEAD") -> Changes:
    return changes_since(root, revision, 1, Silent())


def told(root: Path) -> str:
    """Give what is told but the line that names the revision."""
    return as_text(changes(root), "HEAD").removeprefix("Compared with HEAD:\n\n")


NOTHING = "No entry was added, removed or renamed, and no link changed."


def test_nothing_changed(site: Path) -> None:
    (site / "content" / "glossary" / "note.md").write_text(term("Note", "Of\nsalt. And more."), encoding="utf-8")
    assert as_text(changes(site), "v1") == f"Compared with v1:\n\n{NOTHING}"


def test_an_entry_is_added(site: Path) -> None:
    write_site(site, {"glossary/tor.md": term("Koryŏ-tor", "Near salt."), "glossary/ash.md": term("Ash", "Koryŏ‑tor.")})
    assert told(site) == (
        "Added\n"
        "  Ash (glossary/ash): no links\n"
        "  Koryŏ-tor (glossary/tor): 2 links on 2 pages\n"
        "    glossary/ash: 1 link\n"
        "    glossary/text: 1 link"
    )


def test_an_entry_is_removed(site: Path) -> None:
    (site / "content" / "glossary" / "salt.md").unlink()
    assert told(site) == (
        "Removed\n"
        "  salt (glossary/salt): no links, before 3 links on 2 pages\n"
        "    glossary/note: 0 links, before 1\n"
        "    glossary/text: 0 links, before 2"
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            term("Sodium", "By its former slug.", "former: [salt]"),
            "Sodium (glossary/sodium, was glossary/salt): no links, before 3 links on 2 pages",
        ),
        (
            term("Salt", "By its title.", "names: {en: salt}"),
            "Salt (glossary/sodium, was glossary/salt): 3 links on 2 pages",
        ),
        (
            term("Sodium", "A mineral.", "names: {en: salt}"),
            "Sodium (glossary/sodium, was glossary/salt): 3 links on 2 pages",
        ),
    ],
)
def test_an_entry_is_renamed(text: str, line: str, site: Path) -> None:
    (site / "content" / "glossary" / "salt.md").unlink()
    write_site(site, {"glossary/sodium.md": text})
    found = changes(site)
    assert (found.added, found.removed, found.others, found.retargeted) == ((), (), (), ())
    assert told(site).splitlines()[:2] == ["Renamed", f"  {line}"]


def test_a_renamed_page_keeps_its_links(site: Path) -> None:
    text = site / "content" / "glossary" / "text.md"
    text.rename(site / "content" / "glossary" / "essay.md")
    assert told(site) == "Renamed\n  Text (glossary/essay, was glossary/text): no links"


def test_an_entry_moves_to_another_kind(site: Path) -> None:
    (site / "content" / "glossary" / "salt.md").unlink()
    write_site(site, {"countries/salt.md": "---\ntitle: salt\nexists: 1800/..\n---\n"})
    assert told(site) == "Renamed\n  salt (countries/salt, was glossary/salt): 3 links on 2 pages"


def test_two_entries_are_made_one(site: Path) -> None:
    (site / "content" / "glossary" / "note.md").unlink()
    write_site(site, {"glossary/salt.md": term("salt", "A mineral.", "former: [note]")})
    assert told(site) == "Renamed\n  salt (glossary/salt, was glossary/note): 2 links on 1 page"


def test_which_of_two_an_entry_became_is_not_guessed(site: Path) -> None:
    (site / "content" / "glossary" / "salt.md").unlink()
    write_site(site, {f"glossary/{slug}.md": term(slug.title(), "A mineral.") for slug in ("one", "two")})
    found = changes(site)
    assert [change.id for change in found.added] == ["glossary/one", "glossary/two"]
    assert [change.id for change in found.removed] == ["glossary/salt"]
    assert found.renamed == ()


def test_other_entries_gain_and_lose_links(site: Path) -> None:
    """By an alias that is new, by a limit that is reached now, and not on pages that are new."""
    write_site(site, {f"glossary/{name}.md": term(name) for name in ("ash", "bee", "cat")})
    write_site(site, {"glossary/note.md": term("Note", "Of gems.\n\nAsh, bee, sea gold and cat. More ash.")})
    commit(site)
    write_site(site, {"glossary/salt.md": term("salt", "A mineral.", "names: {en: sea gold}")})
    write_site(site, {"glossary/new.md": term("New", "Of salt and ash.")})
    assert told(site) == (
        "Added\n"
        "  New (glossary/new): no links\n"
        "\n"
        "Other entries, on pages where they have more or fewer links\n"
        "  cat (glossary/cat)\n"
        "    glossary/note: 0 links, before 1\n"
        "  salt (glossary/salt)\n"
        "    glossary/note: 1 link, before 0"
    )


def test_a_link_leads_elsewhere(site: Path) -> None:
    """The name of one entry becomes that of another; a renamed one is no other."""
    write_site(site, {"glossary/text.md": term("Text", "Salt! Of\nsalt.\n\n## Later\n\nOf [[salt|it]].")})
    commit(site)
    (site / "content" / "glossary" / "salt.md").unlink()
    write_site(site, {"glossary/rock-salt.md": term("Rock salt", "", "former: [salt]")})
    write_site(site, {"glossary/sodium.md": term("Sodium", "", "names: {en: salt}")})
    write_site(site, {"glossary/text.md": term("Text", "Salt! Of salt.\n\n## Later\n\nOf [[rock-salt|it]].")})
    assert told(site).partition("Links that lead elsewhere\n")[2] == (
        "  content/glossary/note.md:7: “salt” leads to glossary/sodium, before to glossary/rock-salt\n"
        "  content/glossary/text.md:7: “Salt” leads to glossary/sodium, before to glossary/rock-salt"
    )


def test_links_of_the_same_words_are_compared_in_their_order(site: Path) -> None:
    write_site(site, {"glossary/text.md": term("Text", "Of [[salt|it]], [[note|it]].")})
    commit(site)
    write_site(site, {"glossary/tor.md": term("Tor"), "glossary/text.md": term("Text", "Of [[salt|it]], [[tor|it]].")})
    found = changes(site).retargeted
    assert [(link.before, link.now) for link in found] == [("glossary/note", "glossary/tor")]


def test_lineages_are_counted_too(site: Path) -> None:
    write_site(site, {}, f'{SETTINGS}\n[lineages]\ntor = "Koryo-tor"\n')
    assert told(site) == "Added\n  Koryo-tor (lineages/tor): 1 link on 1 page\n    glossary/text: 1 link"


def test_the_settings_are_those_of_the_time(site: Path) -> None:
    write_site(site, {}, f'{SETTINGS}\n[linking]\nscope = "page"\n')
    assert told(site) == (
        "Other entries, on pages where they have more or fewer links\n"
        "  salt (glossary/salt)\n"
        "    glossary/text: 1 link, before 2"
    )


def test_any_revision_and_any_folder_of_the_repository(tmp_path: Path) -> None:
    root = write_site(tmp_path / "Ein Ordner" / "süd", SITE)
    git(tmp_path, "init", "--quiet")
    first = commit(tmp_path)
    git(tmp_path, "tag", "v1")
    write_site(root, {"glossary/tor.md": term("Koryo-tor")})
    commit(tmp_path)
    assert [change.id for change in changes(root, "v1").added] == ["glossary/tor"]
    assert changes(root, "HEAD~1") == changes(root, first[:8]) == changes(root, "v1")
    assert changes(root).added == ()


def test_neither_the_files_nor_the_index_are_touched(site: Path) -> None:
    staged, changed = site / "content" / "glossary" / "tor.md", site / "content" / "glossary" / "note.md"
    staged.write_text(term("Koryo-tor"), encoding="utf-8")
    git(site, "add", "--all")
    changed.write_text(term("Note", "Of tors."), encoding="utf-8")
    (site / "content" / "glossary" / "ash.md").write_text(term("Ash"), encoding="utf-8")
    before = {file: file.read_bytes() for file in site.rglob("*") if file.is_file()}
    assert [change.id for change in changes(site).added] == ["glossary/ash", "glossary/tor"]
    assert {file: file.read_bytes() for file in site.rglob("*") if file.is_file()} == before


def _outside_a_repository(site: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (site / ".git").rename(site.parent / "elsewhere")
    return "HEAD"


def _without_git(site: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("PATH", str(site))
    return "HEAD"


def _before_the_site(site: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (site / "site.toml").rename(site / "site.txt")
    revision = commit(site)
    (site / "site.txt").rename(site / "site.toml")
    return revision


def _before_the_content(site: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    git(site, "rm", "-r", "--quiet", "--cached", "content")
    git(site, "commit", "--quiet", "--message", "No content")
    return "HEAD"


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (_outside_a_repository, r"a site is in no git repository\. git says: .*not a git repository"),
        (_without_git, "git can't be run, and is needed"),
        (_before_the_site, r"has no site\.toml\."),
        (_before_the_content, r"“HEAD” has no content/\."),
        (lambda *_: "nowhere", r"The repository has no revision “nowhere”\.$"),
        (lambda *_: "--all", r"The repository has no revision “--all”\.$"),
        (lambda *_: "", r"The repository has no revision “”\.$"),
    ],
)
def test_says_why_there_is_nothing_to_compare_with(
    make: Callable[[Path, pytest.MonkeyPatch], str], message: str, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(LinksUnknown, match=message):
        changes(site, make(site, monkeypatch))


def test_a_repository_without_a_commit(tmp_path: Path) -> None:
    git(write_site(tmp_path / "site", SITE), "init", "--quiet")
    with pytest.raises(LinksUnknown, match="no revision “HEAD”"):
        changes(tmp_path / "site")


def test_errors_then_and_now_are_told_apart(site: Path) -> None:
    broken = {"glossary/note.md": term("Note", "Of [[salz]].")}
    write_site(site, broken)
    with pytest.raises(LinksUnknown, match=r"^The content has errors, so"):
        changes(site)
    commit(site)
    write_site(site, SITE)
    with pytest.raises(LinksUnknown, match="The content has errors at HEAD") as unknown:
        changes(site)
    assert [problem.code for problem in unknown.value.diagnostics] == ["unknown-target"]
