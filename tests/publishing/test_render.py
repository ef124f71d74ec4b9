import json
import os
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from letters import other_letters
from samples import MINIMAL, build_site, copy_site, published, write_site

from koreadiplo.diagnostics import has_errors

HOSTILE = "x\"'><script>alert(1)</script><img src=x onerror=alert(1)> & {{ 7*7 }} </title></textarea>"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return copy_site(MINIMAL, tmp_path / "site")


def template(site: Path, name: str, text: str) -> None:
    file = site / "templates" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def page(site: Path, name: str) -> str:
    return (site / "_site" / name / "index.html").read_text()


def test_a_site_s_own_template_goes_before_its_namesake(site: Path) -> None:
    template(site, "country.html", "{{ page.title }} & {{ site.title }}: {{ '' | link }}")
    assert build_site(site).diagnostics == ()
    assert page(site, "countries/arcadia") == "Arcadia & Arcadia and Borduria: ../../"
    assert "<h1" in page(site, "glossary/lily-river")


def test_own_templates_extend_the_default_ones(site: Path) -> None:
    template(site, "country.html", '{% extends "base.html" %}{% block main %}<h1>Own</h1>{% endblock %}')
    build_site(site)
    assert "<h1>Own</h1>" in page(site, "countries/arcadia")
    assert "site-header" in page(site, "countries/arcadia")


def test_own_assets_go_before_their_namesakes(site: Path) -> None:
    template(site, "assets/site.css", "body { color: red }")
    template(site, "assets/fonts/own.woff2", "font")
    build_site(site)
    files = published(site / "_site" / "assets")
    assert files["site.css"] == b"body { color: red }"
    assert files["fonts/own.woff2"] == b"font"
    assert {"site.js", "favicon.svg"} <= set(files)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("a\n{% if %}", 2, "Expected"),
        ("a\n\n{{ page.titel }}", 3, "titel"),
        ("{{ title }}", 1, "title"),
        ("a\n{{ page.title | shout }}", 2, "shout"),
        ("a\n{{ 1 / 0 }}", 2, "division"),
        ("a\n{% include 'nothing.html' %}", 1, "nothing.html"),
        ("{% extends 'base.html' %}\n{% block main %}\n{{ nobody }}{% endblock %}", 3, "nobody"),
    ],
)
def test_says_where_a_template_is_wrong(site: Path, text: str, line: int, says: str) -> None:
    template(site, "country.html", text)
    (problem,) = build_site(site).diagnostics
    assert (problem.code, problem.path, problem.line) == ("template-error", "templates/country.html", line)
    assert says in problem.message
    assert problem.hint == "It was rendering the page /countries/arcadia/."
    assert not (site / "_site").exists()


class Elements(HTMLParser):
    """Gather what could run: inline scripts, event handlers, addresses of no safe scheme, styles."""

    def __init__(self) -> None:
        super().__init__()
        self.active: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = dict(attributes)
        self.active += [f"{tag} {name}" for name in found if name.startswith("on") or name == "style"]
        self.active += [f"{tag} {a}" for a in ("href", "src") if (found.get(a) or "").lower().startswith(("java", "x"))]
        if tag in ("script", "style") and not found.get("src"):
            self.active.append(tag)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def site_that_says(text: str, root: Path) -> Path:
    """Make a site that says the same wherever an author may say something."""
    quoted = "'" + text.replace("'", "''") + "'"
    common = f"summary: {quoted}\nnames: {{ru: {quoted}}}\naliases: [{quoted}]\nsources: [x]\n"
    common += f"topics: [t]\ndisputed: [{{claim: {quoted}, value: {quoted}, source: x, note: {quoted}}}]\n"
    both = "countries: [a, b]\n"
    body = f"{text}\n\n## {text}\n\n[@x, {text}] [[a|{text}]] ![{text}](../images/i.png)\n"
    body += f"\n| {text} |\n|---|\n\n{text}[^1]\n: {text}\n\n[^1]: {text}\n"
    body += f"\n## Named\n\nport {text}\n"
    values = f"[{{date: 1860, value: 1, note: {quoted}}}, {{date: 1861, value: 2}}]"
    kinds = {
        "articles/essay": f"{both}date: 1850/1860\n",
        "countries/a": "exists: 1800/..\nlineage: l\n",
        "countries/a2": "exists: 1700/1800\nlineage: l\n",
        "countries/b": "exists: 1800/..\nlineage: m\n",
        "events/e": f"{both}date: 1850\ntype: treaty\neffect: established\nplace: p\nformer: [f]\n",
        "glossary/p": "type: place\n",
        "statistics/s": f"{both}unit: {quoted}\nvalues: {values}\n",
    }
    titles = dict.fromkeys(kinds, quoted) | {"glossary/p": f"'port {quoted[1:]}"}
    files = {f"{id_}.md": f"---\ntitle: {titles[id_]}\n{common}{keys}---\n{body}" for id_, keys in kinds.items()}
    keys = ("title", "publisher", "container-title", "annote", "note")
    item = "".join(f"    {key}: {quoted}\n" for key in keys) + f"    author: [{{family: {quoted}}}]\n"
    files["sources.yaml"] = f"references:\n  - id: x\n    type: book\n    URL: javascript:alert(1)\n{item}"
    files["images/i.png"] = ""
    string = json.dumps(text)
    settings = f"title = {string}\ndescription = {string}\nlicence = {string}\nlanguage = 'en'\nbase_url = 'https://a.example/'\n"
    return write_site(root, files, f"{settings}[topics]\nt = {string}\n[lineages]\nl = {string}\nm = 'M'\n")


def test_nothing_that_an_author_writes_becomes_mark_up(tmp_path: Path) -> None:
    site = site_that_says(HOSTILE, tmp_path / "site")
    assert not has_errors(build_site(site).diagnostics)
    pages = {name: data.decode() for name, data in published(site / "_site").items() if name.endswith(".html")}
    assert {"index.html", "relations/a-b/index.html", "lineages/l/index.html", "sources/x/index.html"} <= set(pages)
    assert '<a href="../../glossary/p/">port x&quot;' in pages["articles/essay/index.html"]
    assert '<svg class="chart"' in pages["statistics/s/index.html"]
    assert '<svg class="chart"' in pages["relations/a-b/index.html"]
    for name, html in pages.items():
        assert "<script>alert" not in html, name
        elements = Elements()
        elements.feed(html)
        elements.close()
        assert elements.active == [], name
        assert "<script>alert(1)</script>" in "".join(elements.text), name
        assert "49" not in "".join(elements.text), name


def test_words_in_other_scripts_are_marked_wherever_they_stand(tmp_path: Path) -> None:
    """Success criterion 3.1.2 of the Web Content Accessibility Guidelines."""
    site = site_that_says("Корё <b> & сарам", tmp_path / "site")
    assert not has_errors(build_site(site).diagnostics)
    for name, data in published(site / "_site").items():
        if name.endswith(".html") and b'http-equiv="refresh"' not in data:
            texts = list(other_letters(data))
            assert texts, name
            assert [text for text in texts if not text[2]] == [], name
            assert b"&amp;lt;" not in data, name


def test_a_title_is_escaped_where_bibtex_gives_its_characters_a_meaning(site: Path) -> None:
    template(site, "country.html", "{{ 'R&D: 100 % of $5 in a_b #1 {x} ~^\\\\' | bibtex }}")
    build_site(site)
    escaped = r"R\&amp;D: 100 \% of \$5 in a\_b \#1 \{x\} \textasciitilde{}\textasciicircum{}\textbackslash{}"
    assert page(site, "countries/arcadia") == escaped


IN_PROCESSES = """
import sys
from pathlib import Path
from koreadiplo.updating import update
from koreadiplo.publishing import render
from samples import Silent

render._WORTH_PROCESSES = 1
spread = render.spread
render.spread = lambda *arguments: print("spread") or spread(*arguments)
result = update(Path(sys.argv[1]), Path(sys.argv[2]), Silent(), jobs=int(sys.argv[3]), search=False, clean=True)
print(*(f"{d.path}:{d.line} {d.hint}" for d in result.diagnostics), sep="\\n")
"""


def in_processes(root: Path, output: Path, jobs: int) -> list[str]:
    """Build in a Python of its own: processes are forked only where no other thread runs, as it does in tests."""
    command = [sys.executable, "-c", IN_PROCESSES, root, output, str(jobs)]
    path = os.pathsep.join([str(Path(__file__).parents[1]), *sys.path])
    environment = {**os.environ, "PYTHONPATH": path}
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return run.stdout.split("\n")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere one process renders all")
def test_processes_write_what_one_writes(tmp_path: Path) -> None:
    site = site_that_says(HOSTILE, tmp_path / "site")
    assert "spread" not in in_processes(site, tmp_path / "one", 1)
    assert "spread" in in_processes(site, tmp_path / "two", 2)
    assert len(published(tmp_path / "one")) > 30
    assert published(tmp_path / "one") == published(tmp_path / "two")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere one process renders all")
def test_the_first_fault_is_told_by_processes_too(tmp_path: Path) -> None:
    site = site_that_says("plain", tmp_path / "site")
    (site / "templates").mkdir()
    (site / "templates" / "event.html").write_text("{{ page.nothing }}")
    (site / "templates" / "term.html").write_text("\n{{ page.nothing }}")
    faults = [in_processes(site, tmp_path / "out", jobs)[-2] for jobs in (1, 2)]
    assert faults[0] == faults[1]
    assert faults[0].startswith("templates/event.html:1 It was rendering the page /events/e/")
    assert not (tmp_path / "out").exists()
