"""`koreadiplo new`: asks for what is missing, or takes it as options, and writes a file that is good as it is."""

from pathlib import Path

import pytest
from two_states import Run, tree, write_site

from koreadiplo.cli import new as command
from koreadiplo.editing.new_entry import KINDS_BY_NAME, questions

EVENT = ("--title", "Talks", "--date", "1860", "--type", "summit", "--countries", "norland, sudonia")


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody sits at the terminal."""
    monkeypatch.setattr(command, "is_answered", lambda: True)


def test_help_names_each_kind(run: Run) -> None:
    told = run("new", "--help")
    assert told.code == 0
    for name in (*KINDS_BY_NAME, "source"):
        assert f"\n  {name} " in told.out


@pytest.mark.parametrize("name", KINDS_BY_NAME)
def test_help_of_a_kind_describes_each_key(name: str, run: Run) -> None:
    words = run("new", name, "--help").words
    for question in questions(KINDS_BY_NAME[name]):
        assert f"--{question.key.replace('_', '-')} TEXT" in words
        assert question.description.split(":")[0] in words


def test_takes_options(site: Path, run: Run) -> None:
    before = tree(site)
    outcome = run("new", "event", *EVENT, "--effect", "suspended")
    assert (outcome.code, outcome.err) == (0, "")
    made = Path("content", "events", "1860-talks.md")
    assert outcome.out.startswith(f"Made {made}\n")
    after = tree(site)
    assert after.keys() - before.keys() == {made.as_posix()}
    assert {name: after[name] for name in before} == before
    assert after[made.as_posix()].startswith(
        b"---\ntitle: Talks\ndate: 1860\ntype: summit\ncountries: [norland, sudonia]\neffect: suspended\n\n# "
    )
    assert run("check", "--strict").out == "No problems.\n"


@pytest.mark.usefixtures("answered")
def test_asks_again_until_the_answer_is_good(site: Path, run: Run) -> None:
    answers = "\n".join(["Talks", "soon", "1860", "sumit", "summit", "norlnd", "norland", "1850-05-01-treaty", "talks"])
    outcome = run("new", "event", answers=f"{answers}\n")
    assert outcome.code == 0
    assert "When it happened, in the Gregorian calendar.\nDate (1884-07-07, 1858/1861, 1885~): " in outcome.out
    for message in (
        "“soon” is no date that can be read. Write 1884-07-07",
        "Did you mean summit",
        "There is no country “norlnd”. Did you mean norland?",
        "Name of the file, without .md [1860-talks]:",
        "There is an entry events/1850-05-01-treaty already.",
    ):
        assert message in outcome.words
    assert (site / "content" / "events" / "talks.md").is_file()


@pytest.mark.usefixtures("answered")
def test_asks_only_for_what_no_option_gives(site: Path, run: Run) -> None:
    outcome = run("new", "event", *EVENT[:-2], answers="norland\n\n")
    assert outcome.code == 0
    assert "Title (" not in outcome.out
    assert "Countries (" in outcome.out
    assert (site / "content" / "events" / "1860-talks.md").is_file()


@pytest.mark.usefixtures("answered")
def test_shows_the_topics_of_the_site(site: Path, run: Run) -> None:
    outcome = run("new", "article", answers="A\nb\nnorland\n1850\n")
    assert "Topics (diplomacy): " in outcome.out
    assert outcome.code == 1
    assert not (site / "content" / "articles").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("event",), "Say what is missing: --title: What the entry is called. --date: When it happened"),
        (("event", *EVENT[:-2]), "missing: --countries: The countries that took part, by the names of their files."),
        (("event", *EVENT[:-1], "norlnd"), "Invalid value for --countries: There is no country “norlnd”."),
        (("event", *EVENT, "--effect", "lost"), "Invalid value for --effect: effect: “lost” is not known here."),
        (("event", *EVENT, "--see", "x"), "No such option: --see"),
        (("event", *EVENT, "--slug", "Two Words"), "Invalid value for --slug: “Two Words” can't be the name of a file"),
        (("term", "--title", "Мост", "--type", "thing"), "Invalid value for --slug: No name can be made"),
        (("term", "--title", "Midway", "--type", "thing"), "Invalid value for --title: glossary/midway is called"),
        (("meeting",), "No such command 'meeting'"),
    ],
)
def test_says_what_it_needs(arguments: tuple[str, ...], message: str, site: Path, run: Run) -> None:
    before = tree(site)
    outcome = run("new", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert message in outcome.words
    assert tree(site) == before


def test_writes_to_the_site_that_is_named(elsewhere: Path, run: Run) -> None:
    site = elsewhere.parent / "a site"
    outcome = run("new", "event", *EVENT, "--root", site)
    assert outcome.out.startswith(f"Made {site / 'content' / 'events' / '1860-talks.md'}\n")
    assert run("new", "event", *EVENT).code == 2


def test_errors_in_the_settings_are_told(site: Path, run: Run) -> None:
    write_site(site)
    (site / "site.toml").write_text("title = 1\n", encoding="utf-8")
    outcome = run("new", "event", *EVENT)
    assert (outcome.code, outcome.out) == (1, "")
    assert "site.toml:1:1: error" in outcome.err
    assert "mend them first" in outcome.err


# Sources


BOOK = "@book{x, author={Brown, Ada}, title={Norland: a history}, year=1901}"


@pytest.mark.parametrize("piped", [False, True])
def test_adds_a_source_from_a_file_or_what_is_piped_in(piped: bool, site: Path, run: Run) -> None:
    (site / "book.bib").write_text(BOOK, encoding="utf-8")
    outcome = run("new", "source", answers=BOOK) if piped else run("new", "source", "book.bib")
    assert outcome.err == ""
    assert outcome.out == (
        "Added “Norland: a history” as brown-1901\n"
        f"Look it over in {Path('content', 'sources.yaml')}, and cite it as [@brown-1901].\n"
    )
    assert (site / "content" / "sources.yaml").read_text(encoding="utf-8") == (
        'references:\n  - id: brown-1901\n    type: book\n    title: "Norland: a history"\n    author:\n'
        '      - {family: Brown, given: Ada}\n    issued: "1901"\n'
    )
    assert run("check", "--strict").code == 0
    again = run("new", "source", "--id", "other", answers=BOOK)
    assert (again.code, again.out) == (1, "")
    assert "is there already, as brown-1901" in again.err


@pytest.mark.usefixtures("answered")
def test_proposes_an_id_that_may_be_changed(site: Path, run: Run) -> None:
    (site / "book.bib").write_text(BOOK, encoding="utf-8")
    outcome = run("new", "source", "book.bib", answers="ada\n")
    assert "Id of “Norland: a history” [brown-1901]: " in outcome.out
    assert "  - id: ada\n" in (site / "content" / "sources.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "given", "code", "message"),
    [
        (("missing.bib",), "", 2, "missing.bib"),
        (("--id", "a"), BOOK + BOOK.replace("{x", "{y"), 2, "2 works, which can't have one id"),
        (("--id", "midway"), BOOK, 1, "The id midway is taken."),
        ((), "@book{x, title={A", 1, "Line 1 begins a work that can't be read"),
        ((), "", 1, "Give BibTeX, RIS, or CSL"),
    ],
)
def test_a_source_that_cannot_be_added_changes_nothing(
    arguments: tuple[str, ...], given: str, code: int, message: str, site: Path, run: Run
) -> None:
    before = tree(site)
    outcome = run("new", "source", *arguments, answers=given)
    assert (outcome.code, outcome.out) == (code, "")
    assert message in outcome.words
    assert tree(site) == before


@pytest.mark.usefixtures("answered", "site")
def test_asks_for_a_file_of_works_where_nothing_is_piped_in(run: Run) -> None:
    assert "name a file that a reference manager exported" in run("new", "source").words
