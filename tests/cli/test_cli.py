"""The command line, on sites of two invented states: what it understands, prints, writes and returns."""

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from two_states import BROKEN, CONTENT, SETTINGS, Outcome, Run, tree, write_site

from koreadiplo import __version__


def build(run: Run, *arguments: str | Path) -> Outcome:
    return run("build", "--no-search", "--jobs", "1", *arguments)


# Help


def test_version(run: Run) -> None:
    assert run("--version") == Outcome(0, f"koreadiplo {__version__}\n", "")


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ((), ["Usage: koreadiplo", "Examples:", "koreadiplo build", "build Build the site", "check Check the content"]),
        (("build",), ["Examples:", "koreadiplo build --output public", "--no-search", "[default: _site in the root]"]),
        (
            ("check",),
            ["Examples:", "koreadiplo check --format", "text|json|github", "--root DIR", "--advice", "--strict"],
        ),
        (("links",), ["Examples:", "koreadiplo links --against main", "[ENTRY]", "--against REV", "text|json"]),
        (("new",), ["Examples:", "koreadiplo new event", "Begin a new entry, or add a source"]),
        (("new", "event"), ["Example:", "--slug NAME", "--root DIR", "--countries TEXT The countries that took part"]),
        (("new", "source"), ["Examples:", "koreadiplo new source book.bib", "[FILE]", "--id ID", "--root DIR"]),
        (("rename",), ["Example:", "koreadiplo rename glossary/kremlin", "ENTRY", "NAME", "--root DIR", "--jobs N"]),
    ],
)
def test_help_describes_and_gives_examples(command: tuple[str, ...], expected: list[str], run: Run) -> None:
    outcome = run(*command, "--help")
    assert outcome.code == 0
    for words in expected:
        assert words in outcome.words


def test_every_option_is_described(run: Run) -> None:
    for command in ("build", "check", "links"):
        lines = run(command, "--help").out.splitlines()
        options = [line for line in lines if line.startswith("  --")]
        assert len(options) >= 4
        described = [bool(re.search(r"\S {2,}\S", line)) for line in options]
        bare = [line for line, has_text in zip(options, described, strict=True) if not has_text]
        # A long option has its text on the next line.
        assert [line for line in bare if not lines[lines.index(line) + 1].startswith(" " * 10)] == []


def test_without_a_command_it_shows_what_there_is(run: Run) -> None:
    outcome = run()
    assert outcome.code == 2
    assert "Usage: koreadiplo" in outcome.words
    assert "Build the site" in outcome.words


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("build", "--nonsense"), "No such option: --nonsense"),
        (("check", "--base-url", "https://example.org/"), "No such option: --base-url"),
        (("nonsense",), "No such command 'nonsense'"),
        (("build", "stray"), "unexpected extra argument"),
        (("build", "--jobs", "0"), "Invalid value for '--jobs'"),
        (("check", "--jobs", "0"), "Invalid value for '--jobs'"),
        (("build", "--jobs", "many"), "Invalid value for '--jobs'"),
        (("check", "--format", "xml"), "Invalid value for '--format'"),
        (("links", "--format", "github"), "Invalid value for '--format'"),
        (("links", "midwey"), "No entry is called “midwey”. Did you mean midway or Midway?"),
        (("links", "midway", "--against", "HEAD"), "leave out ENTRY"),
        (("build", "--base-url", "ftp://example.org/"), "https:// or http://"),
        (("build", "--base-url", "example.org"), "https:// or http://"),
        (("build", "--base-url", "https://example.org/?x=1"), "no “?” and no “#”"),
    ],
)
def test_refuses_what_it_does_not_understand(arguments: tuple[str, ...], message: str, site: Path, run: Run) -> None:
    before = tree(site)
    outcome = run(*arguments)
    assert outcome.code == 2
    assert outcome.out == ""
    assert message in outcome.words
    assert "--help" in outcome.err
    assert tree(site) == before


# Which site


@pytest.mark.parametrize("command", ["build", "check", "links"])
def test_says_what_to_do_where_there_is_no_site(command: str, elsewhere: Path, run: Run) -> None:
    outcome = run(command)
    assert outcome.code == 2
    assert "this folder and its parents hold no site.toml" in outcome.words
    assert "--root" in outcome.err
    assert tree(elsewhere) == {}
    outcome = run(command, "--root", "nowhere")
    assert outcome.code == 2
    assert "nowhere holds no site.toml" in outcome.words


def test_finds_the_site_from_a_folder_within(site: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    monkeypatch.chdir(site / "content" / "events")
    assert build(run).code == 0
    assert (site / "_site" / "events" / "1850-05-01-treaty" / "index.html").is_file()
    assert tree(site / "content").keys() == CONTENT.keys()


def test_the_option_root_names_the_site(site: Path, elsewhere: Path, run: Run) -> None:
    assert run("check", "--root", site).code == 0
    assert build(run, "--root", "../a site").code == 0
    assert (site / "_site" / "index.html").is_file()
    assert tree(elsewhere) == {}


def test_a_variable_names_the_site_but_the_option_counts_more(
    site: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.setenv("KOREADIPLO_ROOT", str(site))
    assert build(run).code == 0
    assert (site / "_site" / "index.html").is_file()
    other = write_site(elsewhere / "other")
    assert build(run, "--root", other).code == 0
    assert (other / "_site" / "index.html").is_file()


# Building


def test_build_says_what_it_made_and_how_to_look_at_it(site: Path, run: Run) -> None:
    outcome = build(run)
    assert outcome.code == 0
    assert re.match(
        r"Built \d+ pages from 2 countries, 1 event, 1 term in \d+\.\d s; \d+ files changed\.\n", outcome.out
    )
    assert f"open _site{os.sep}index.html in a browser" in outcome.words
    assert "http.server" not in outcome.out  # without a search index, a browser suffices
    pages = int(outcome.out.split()[1])
    written = [name for name in tree(site / "_site") if name.endswith(".html") and name != "events/index.html"]
    assert len(written) == pages
    assert "Rendering pages…" in outcome.err
    assert "0 files changed" in build(run).out


def test_quiet_prints_nothing_when_all_is_well(site: Path, run: Run) -> None:
    assert build(run, "--quiet") == Outcome(0, "", "")
    assert (site / "_site" / "index.html").is_file()
    write_site(site, BROKEN)
    outcome = build(run, "--quiet")
    assert (outcome.code, outcome.out) == (1, "")
    assert "[unknown-topic]" in outcome.err


def test_verbose_says_why_pages_were_rendered(site: Path, run: Run) -> None:
    assert re.search(r"^  new: .+ and \d+ more$", build(run, "--verbose").out, re.MULTILINE)
    town = site / "content" / "glossary" / "midway.md"
    town.write_text(f"{town.read_text(encoding='utf-8')}\n\nIt is long.\n", encoding="utf-8")
    assert "\n  body: glossary/midway/index.html\n" in build(run, "--verbose").out


@pytest.mark.usefixtures("site")
def test_verbose_prints_stages_and_the_heaviest_pages(run: Run) -> None:
    outcome = build(run, "--verbose")
    assert outcome.code == 0
    for stage in ("Reading entries", "Linking names", "Deriving knowledge", "Rendering pages", "Writing files"):
        assert re.search(rf"^  {stage} +\d+\.\d\d s$", outcome.out, re.MULTILINE), stage
    assert "Indexing" not in outcome.out
    heaviest = outcome.out.partition("Heaviest pages:\n")[2]
    sizes = [float(size) for size in re.findall(r"^ +([\d.]+) KB  \S+\.html$", heaviest, re.MULTILINE)]
    assert len(sizes) == 5
    assert sizes == sorted(sizes, reverse=True)


def test_search_index_is_kept_until_clean(site: Path, run: Run) -> None:
    first = run("build", "--verbose")
    assert first.code == 0
    assert (site / "_site" / "pagefind" / "pagefind.js").is_file()
    assert "python -m http.server" in first.words
    assert "used again" not in first.out
    assert "(the index was used again)" in run("build", "--verbose").out
    assert "used again" not in run("build", "--verbose", "--clean").out
    assert run("build", "--no-search").code == 0
    assert not (site / "_site" / "pagefind").exists()


def test_base_url_replaces_the_one_of_the_settings(site: Path, run: Run) -> None:
    assert build(run, "--base-url", "https://example.net/two").code == 0
    home = (site / "_site" / "index.html").read_text(encoding="utf-8")
    assert 'rel="canonical" href="https://example.net/two/"' in home
    assert "example.org" not in home
    assert 'href="/two/timeline/"' in (site / "_site" / "404.html").read_text(encoding="utf-8")


def test_output_may_lie_anywhere(site: Path, run: Run) -> None:
    output = site.parent / "public" / "korea"
    outcome = build(run, "--output", output)
    assert outcome.code == 0
    assert str(output) in outcome.out
    assert (output / "index.html").is_file()
    assert not (site / "_site").exists()
    assert build(run, "--output", output).code == 0  # its own folder it may replace
    assert [path.name for path in output.parent.iterdir()] == ["korea"]  # nothing is left beside it


def test_output_may_be_an_empty_folder(site: Path, run: Run) -> None:
    (site.parent / "empty").mkdir()
    assert build(run, "--output", "../empty").code == 0
    assert (site.parent / "empty" / "index.html").is_file()


@pytest.mark.parametrize(
    ("output", "message"),
    [
        ("../theirs", "holds files that koreadiplo did not make"),
        (".", "holds files that koreadiplo did not make"),
        ("content", "lies in content/"),
        ("content/new", "lies in content/"),
        ("templates", "lies in templates/"),
        ("../theirs/letter.txt", "is a file"),
    ],
)
def test_refuses_an_output_folder_that_is_not_its_own(output: str, message: str, site: Path, run: Run) -> None:
    theirs = site.parent / "theirs"
    theirs.mkdir()
    (theirs / "letter.txt").write_text("Dear Ann", encoding="utf-8")
    before = tree(site.parent)
    outcome = build(run, "--output", output)
    assert outcome.code == 2
    assert message in outcome.words
    assert "Choose another folder with --output" in outcome.words
    assert tree(site.parent) == before


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_output_may_be_a_link_to_a_folder(site: Path, run: Run) -> None:
    """As where `_site` is a link to what a web server serves."""
    served = site.parent / "served"
    served.mkdir()
    (site / "_site").symlink_to(served)
    for _ in range(2):
        assert build(run).code == 0
        assert (site / "_site" / "index.html").is_file()
    assert (served / "index.html").is_file()


def test_a_disk_that_fails_leaves_a_message_and_no_traceback(site: Path, run: Run) -> None:
    (site.parent / "file").touch()
    outcome = build(run, "--output", "../file/site")
    assert outcome.code == 1
    assert "The build failed; the site is as it was." in outcome.words
    assert "Traceback" not in outcome.words


# Content that is wrong


def test_errors_are_all_told_and_nothing_is_published(site: Path, run: Run) -> None:
    assert build(run).code == 0
    before = tree(site / "_site")
    write_site(site, BROKEN)
    outcome = build(run)
    assert outcome.code == 1
    assert outcome.out == ""
    errors = re.findall(r"^(content/\S+\.md):(\d+):\d+: error \[([\w-]+)\]", outcome.err, re.MULTILINE)
    assert errors == [
        ("content/events/1850-05-01-treaty.md", "7", "unknown-topic"),
        ("content/glossary/midway.md", "1", "missing-key"),
        ("content/glossary/midway.md", "3", "unknown-key"),
    ]
    assert "Nothing was published: 3 errors." in outcome.err
    assert tree(site / "_site") == before
    assert sorted(path.name for path in site.iterdir()) == [".cache", "_site", "content", "site.toml"]


def test_two_entries_with_one_address_are_an_error(site: Path, run: Run) -> None:
    """It is known only when all pages are planned, and yet nothing is published."""
    assert build(run).code == 0
    before = tree(site / "_site")
    text = CONTENT["glossary/midway.md"].replace("type:", "former: [midway]\ntype:").replace("title: ", "title: Half ")
    write_site(site, {"glossary/halfway.md": text})
    outcome = build(run)
    assert outcome.code == 1
    assert "[url-conflict]" in outcome.err
    assert "halfway.md" in outcome.err
    assert "midway.md" in outcome.err
    assert tree(site / "_site") == before


def test_errors_in_the_settings_are_told_too(site: Path, run: Run) -> None:
    (site / "site.toml").write_text(SETTINGS.replace("language", "langauge"), encoding="utf-8")
    for command in ("build", "check", "links"):
        outcome = run(command)
        assert outcome.code == 1
        assert "site.toml:3:1: error [unknown-key]" in outcome.words
        assert "Did you mean language" in outcome.words
    assert not (site / "_site").exists()


def test_a_template_that_fails_is_named(site: Path, run: Run) -> None:
    assert build(run).code == 0
    before = tree(site / "_site")
    (site / "templates").mkdir()
    (site / "templates" / "term.html").write_text("<p>\n{{ page.nonsense }}\n", encoding="utf-8")
    outcome = build(run)
    assert outcome.code == 1
    assert "templates/term.html:2:1: error [template-error]" in outcome.err
    assert "nonsense" in outcome.err
    assert tree(site / "_site") == before


def test_warnings_are_told_but_stop_nothing(site: Path, run: Run) -> None:
    second = CONTENT["events/1850-05-01-treaty.md"].replace("Midway", "Halfway").replace("1850", "1860")
    write_site(site, {"events/1860-05-01-treaty.md": second})
    outcome = build(run)
    assert outcome.code == 0
    assert "warning [status-contradiction]" in outcome.err
    assert (site / "_site" / "events" / "1860-05-01-treaty" / "index.html").is_file()
    checked = run("check")
    assert checked.code == 0
    assert checked.out.endswith("\n1 warning.\n")


# Checking


def test_strict_makes_warnings_fail_and_nothing_else(site: Path, run: Run) -> None:
    assert run("check", "--strict") == Outcome(0, "No problems.\n", "")
    second = CONTENT["events/1850-05-01-treaty.md"].replace("Midway", "Halfway").replace("1850", "1860")
    write_site(site, {"events/1860-05-01-treaty.md": second})
    plain, strict = run("check"), run("check", "--strict")
    assert (plain.code, strict.code) == (0, 1)
    assert plain.out == strict.out
    assert "warning [status-contradiction]" in strict.out


def test_advice_is_told_where_it_is_asked_for_and_fails_nothing(site: Path, run: Run) -> None:
    outcome = run("check", "--advice", "--strict")
    assert outcome.code == 0
    told = re.findall(r"^(content/\S+\.md):\d+:\d+: (\w+) \[([\w-]+)\]", outcome.out, re.MULTILINE)
    assert ("content/glossary/midway.md", "advice", "common-knowledge-only") in told
    assert {severity for _, severity, _ in told} == {"advice"}
    assert outcome.out.endswith(f"\n{len(told)} advice.\n")
    as_json = json.loads(run("check", "--advice", "--format", "json").out)
    assert [(item["path"], item["severity"], item["code"]) for item in as_json] == told
    assert run("check", "--advice", "--format", "github").out.startswith("::notice file=content/")
    built = build(run)
    assert "advice" not in built.words


def test_errors_come_before_advice(site: Path, run: Run) -> None:
    write_site(site, BROKEN)
    assert run("check", "--advice") == run("check")


def test_check_writes_nothing(site: Path, run: Run) -> None:
    before = sorted(site.rglob("*"))
    assert run("check") == Outcome(0, "No problems.\n", "")
    assert sorted(site.rglob("*")) == before


def test_check_tells_all_that_is_wrong(site: Path, run: Run) -> None:
    write_site(site, BROKEN)
    outcome = run("check")
    assert outcome.code == 1
    assert outcome.err == ""
    places = re.findall(r"^content/(\S+):\d+:\d+: error \[", outcome.out, re.MULTILINE)
    assert places == ["events/1850-05-01-treaty.md", "glossary/midway.md", "glossary/midway.md"]
    assert "\n    Did you mean diplomacy?\n" in outcome.out
    assert outcome.out.endswith("\n3 errors.\n")


def test_check_finds_what_build_finds(site: Path, run: Run) -> None:
    write_site(site, BROKEN)
    told = [line for line in build(run).err.splitlines() if "error [" in line]
    assert told == [line for line in run("check").out.splitlines() if "error [" in line]


def test_check_as_json(site: Path, run: Run) -> None:
    assert json.loads(run("check", "--format", "json").out) == []
    write_site(site, BROKEN)
    outcome = run("check", "--format", "json")
    assert (outcome.code, outcome.err) == (1, "")
    found = json.loads(outcome.out)
    assert [list(item) for item in found] == [["code", "severity", "path", "line", "column", "message", "hint"]] * 3
    first = found[0]
    assert "diplomasy" in first.pop("message")
    assert first == {
        "code": "unknown-topic",
        "severity": "error",
        "path": "content/events/1850-05-01-treaty.md",
        "line": 7,
        "column": 10,
        "hint": "Did you mean diplomacy?",
    }


def test_check_as_annotations(site: Path, run: Run) -> None:
    assert run("check", "--format", "github") == Outcome(0, "", "")
    write_site(site, BROKEN)
    outcome = run("check", "--format", "github")
    assert outcome.code == 1
    first, *others = outcome.out.splitlines()
    assert re.fullmatch(
        r"::error file=content/events/1850-05-01-treaty\.md,line=7,col=10,title=unknown-topic::.*diplomasy.*", first
    )
    assert [line.partition(",")[0] for line in others] == ["::error file=content/glossary/midway.md"] * 2


def test_annotations_find_a_site_below_the_top_of_the_repository(
    site: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site(site, BROKEN)
    monkeypatch.chdir(site.parent)
    outcome = run("check", "--format", "github", "--root", site.name)
    assert outcome.out.startswith(f"::error file={site.name}/content/events/1850-05-01-treaty.md,line=7,")


# Links


def test_links_reports_on_all_entries_or_on_one(site: Path, run: Run) -> None:
    before = sorted(site.rglob("*"))
    outcome = run("links")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith("Where each entry is linked\n  glossary/\n    Midway: no links\n")
    assert "    Norland: 1 link on 1 page\n" in outcome.out
    assert run("links", "countries/norland") == Outcome(
        0,
        "Norland (countries/norland): 1 link on 1 page\n  content/events/1850-05-01-treaty.md:11: “Norland”\n",
        "",
    )
    assert sorted(site.rglob("*")) == before


@pytest.mark.usefixtures("site")
def test_links_as_json(run: Run) -> None:
    assert list(json.loads(run("links", "--format", "json").out)) == ["entries", "in_no_entry", "over_linked"]
    assert json.loads(run("links", "norland", "--format", "json").out)["links"][0]["line"] == 11


def test_links_against_a_revision(site: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(site.parent))
    outcome = run("links", "--against", "HEAD")
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err.startswith(f"{site} is in no git repository. git says: ")
    for arguments in (["init"], ["add", "."], ["-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "-m", "One"]):
        subprocess.run(["git", *arguments], cwd=site, check=True, capture_output=True)
    write_site(site, {"glossary/relations.md": "---\ntitle: relations\ntype: idea\n---\n"})
    assert run("links", "--against", "HEAD").out == (
        "Compared with HEAD:\n\nAdded\n"
        "  relations (glossary/relations): 1 link on 1 page\n"
        "    events/1850-05-01-treaty: 1 link\n"
    )
    told = json.loads(run("links", "--against", "HEAD", "--format", "json").out)
    assert list(told) == ["added", "removed", "renamed", "others", "retargeted"]


def test_links_need_content_without_errors(site: Path, run: Run) -> None:
    write_site(site, BROKEN)
    outcome = run("links")
    assert (outcome.code, outcome.out) == (1, "")
    assert re.findall(r"error \[([\w-]+)\]", outcome.err) == ["unknown-topic", "missing-key", "unknown-key"]
    assert outcome.err.endswith("\n\nThe content has errors, so its links can't be told.\n")


# The program itself


def koreadiplo(*arguments: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    environment = {name: value for name, value in os.environ.items() if name != "KOREADIPLO_ROOT"} | variables
    command = [sys.executable, "-m", "koreadiplo", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, stdin=subprocess.DEVNULL, check=False)


@pytest.mark.parametrize(
    ("arguments", "not_needed"),
    [
        (("--help",), {"pydantic"}),
        (("build", "--no-search"), set[str]()),  # typer itself reads options by pydantic
    ],
    ids=["help", "nothing changed"],
)
def test_loads_no_stage_where_none_is_needed(arguments: tuple[str, ...], not_needed: set[str], site: Path) -> None:
    not_needed |= {"babel", "citeproc", "edtf", "jinja2", "markdown_it", "rich", "yaml", "koreadiplo.builder"}
    code = (
        "import sys, koreadiplo.last_build; from koreadiplo.cli import app; koreadiplo.last_build._SETTLED = 0;"
        f"app({list(arguments)}, standalone_mode=False); print(*sys.modules)"
    )
    for _ in range(2):
        run = subprocess.run([sys.executable, "-c", code], cwd=site, capture_output=True, text=True, check=True)
    loaded = run.stdout.splitlines()[-1].split()
    assert "koreadiplo.updating" in loaded
    assert not_needed.isdisjoint(loaded)


def test_runs_as_a_module(site: Path) -> None:
    done = koreadiplo("build", "--no-search", "--verbose")
    assert (done.returncode, b"Built " in done.stdout) == (0, True), done.stderr
    write_site(site, BROKEN)
    done = koreadiplo("check", "--format", "json")
    assert (done.returncode, len(json.loads(done.stdout))) == (1, 3)
    done = koreadiplo("build", "--nonsense")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"No such option: --nonsense" in done.stderr


def test_prints_any_script_to_any_terminal(site: Path) -> None:
    name = CONTENT["glossary/midway.md"].replace("type:", "names: {ko: 중간}\nалиас: x\ntype:")
    write_site(site, {"glossary/midway.md": name})
    done = koreadiplo("check", PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    assert done.returncode == 1, done.stderr
    assert "алиас" in io.TextIOWrapper(io.BytesIO(done.stdout), encoding="utf-8").read()
