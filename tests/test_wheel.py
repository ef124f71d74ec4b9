"""The wheel: what it holds, and that it builds sites away from this repository."""

import os
import re
import signal
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen
from zipfile import ZipFile

import pytest

PROJECT = Path(__file__).parent.parent
SETTINGS = """\
title = "Norland and Sudonia"
description = "The relations of two states."
language = "en"
base_url = "https://example.org/"

[topics]
diplomacy = "Diplomacy"
"""
COUNTRY = "---\ntitle: {title}\nexists: 1801/..\nsources: [general-knowledge]\n---\n\nA state by the sea.\n"
TERM = "---\ntitle: Midway\ntype: place\nsources: [general-knowledge]\n---\n\nA town in [[Norland]].\n"
TEMPLATE = """\
{% extends "entry.html" %}
{% block main %}
<h1>Our own page of {{ page.title }}</h1>
{{ page.body }}
{% endblock %}
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, made by the build back end itself, so that it takes no pip and no network."""
    folder = tmp_path_factory.mktemp("wheel")
    # -P, since build.py and others lie in the folder that it runs in.
    command = [sys.executable, "-P", "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the wheel holds."""
    folder = tmp_path_factory.mktemp("installed")
    with ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site without templates, far from the repository."""
    root = tmp_path / "site"
    for name, text in {
        "site.toml": SETTINGS,
        "content/countries/norland.md": COUNTRY.format(title="Norland"),
        "content/glossary/midway.md": TERM,
    }.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def run(installed: Path, site: Path) -> Callable[..., str]:
    """A function that runs the unpacked koreadiplo in the site's folder and gives what it prints."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KOREADIPLO")}
    environment |= {"PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1"}

    def run(*arguments: str) -> str:
        command = [sys.executable, "-P", *arguments]
        done = subprocess.run(command, cwd=site, env=environment, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run


def test_the_wheel_holds_the_package_with_its_templates_and_nothing_else(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
    package = {name for name in names if name.startswith("koreadiplo/")}
    info = {name for name in names if re.match(r"koreadiplo-[\d.]+\.dist-info/", name)}
    assert names == package | info
    for part, source in (("", PROJECT / "src" / "koreadiplo"), ("templates/", PROJECT / "templates")):
        files = [file.relative_to(source).as_posix() for file in source.rglob("*.*") if file.is_file()]
        caches = re.compile(r"(^|/)(__pycache__|\.\w+_cache)/")  # of tools that were run here
        meant = {f"koreadiplo/{part}{file}" for file in files if not caches.search(file)}
        assert meant <= names
        package -= meant
    assert package == set()
    assert [name for name in info if "/licenses/LICENSE" in name]


def test_the_wheel_brings_a_command_and_what_it_needs(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        texts = {Path(name).name: archive.read(name).decode() for name in archive.namelist() if ".dist-info/" in name}
    assert "koreadiplo = koreadiplo.cli:main" in texts["entry_points.txt"]
    assert "Requires-Python: >=3.11" in texts["METADATA"]
    needed = re.findall(r"^Requires-Dist: ([\w-]+)", texts["METADATA"], re.MULTILINE)
    assert {"jinja2", "markdown-it-py", "pagefind-bin", "pydantic", "typer"} <= set(needed)
    assert not {"pytest", "hatchling"} & set(needed)


def test_it_builds_a_site_with_its_own_templates(run: Callable[..., str], installed: Path, site: Path) -> None:
    where = run("-c", "import koreadiplo; print(koreadiplo.__file__)").strip()
    assert Path(where).resolve() == (installed / "koreadiplo" / "__init__.py").resolve()
    assert "Built " in run("-m", "koreadiplo", "build", "--verbose")
    page = (site / "_site" / "glossary" / "midway" / "index.html").read_text(encoding="utf-8")
    assert "<h1>Midway</h1>" in page
    assert '<a href="../../countries/norland/">Norland</a>' in page
    packaged, built = installed / "koreadiplo" / "templates" / "assets", site / "_site" / "assets"
    assets = {file.relative_to(packaged) for file in packaged.rglob("*") if file.is_file()}
    assert assets == {file.relative_to(built) for file in built.rglob("*") if file.is_file()}
    for asset in assets:
        assert (built / asset).read_bytes() == (packaged / asset).read_bytes()
    assert (site / "_site" / "pagefind" / "pagefind.js").is_file()


def test_a_new_site_builds_where_it_is_installed(wheel: Path, tmp_path: Path) -> None:
    """In an environment that has the wheel, and besides it only what it needs, from where the tests have that."""
    venv.create(tmp_path / "venv", with_pip=False)
    python = tmp_path / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    place = Path(_told(tmp_path, python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    with ZipFile(wheel) as archive:
        archive.extractall(place)
    (place / "needs.pth").write_text(f"{sysconfig.get_path('purelib')}\n{sysconfig.get_path('platlib')}\n")
    said = _told(tmp_path, python, "-m", "koreadiplo", "init", "new", "--title", "“A” \\ *B*")
    assert 'cd "new"' in said
    new = tmp_path / "new"
    assert _told(new, python, "-m", "koreadiplo", "check", "--strict") == "No problems.\n"
    assert "from 2 countries, 2 events, 1 term" in _told(new, python, "-m", "koreadiplo", "build")
    home = (new / "_site" / "index.html").read_text(encoding="utf-8")
    assert "<h1>“A” \\ *B*</h1>" in home
    relation = (new / "_site" / "relations" / "norland-sudonia" / "index.html").read_text(encoding="utf-8")
    assert "Diplomatic relations since 1 May 1850" in relation
    assert (new / "_site" / "pagefind" / "pagefind.js").is_file()
    assert "<h1>Norland–Sudonia</h1>" in _served(new, "relations/norland-sudonia/", python, "-m", "koreadiplo", "serve")


def _served(folder: Path, page: str, *command: str | Path) -> str:
    """Run the server of a new environment until it has built, and get a page of it."""
    with subprocess.Popen(command, cwd=folder, env=_environment(), stdout=subprocess.PIPE, encoding="utf-8") as serving:
        assert serving.stdout
        try:
            said = iter(serving.stdout.readline, "")
            address = next(found[0] for line in said if (found := re.search(r"http://\S+", line)))
            assert next(line for line in said if "Built" in line)
            with urlopen(address + page) as answer:
                return str(answer.read().decode())
        finally:
            serving.send_signal(signal.SIGINT)


def _environment() -> dict[str, str]:
    """Give the environment of a user, who has none of the tests' settings."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("KOREADIPLO", "PYTHON"))}


def _told(folder: Path, *command: str | Path) -> str:
    """Run a command as a user of the environment would, and give what it prints; nothing may be wrong."""
    done = subprocess.run(command, cwd=folder, env=_environment(), capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_templates_and_assets_of_a_site_go_first(run: Callable[..., str], installed: Path, site: Path) -> None:
    style = b"body { color: #123456 }\n"
    (site / "templates" / "assets").mkdir(parents=True)
    (site / "templates" / "term.html").write_text(TEMPLATE, encoding="utf-8")
    (site / "templates" / "assets" / "site.css").write_bytes(style)
    (site / "templates" / "assets" / "own.svg").write_text("<svg/>", encoding="utf-8")
    run("-m", "koreadiplo", "build", "--no-search")
    made = site / "_site"
    term = (made / "glossary" / "midway" / "index.html").read_text(encoding="utf-8")
    assert "<h1>Our own page of Midway</h1>" in term
    assert "<!doctype html>" in term  # from the packaged base.html, which it extends
    assert "<h1>Norland</h1>" in (made / "countries" / "norland" / "index.html").read_text(encoding="utf-8")
    assert (made / "assets" / "site.css").read_bytes() == style
    assert (made / "assets" / "own.svg").is_file()
    packaged = installed / "koreadiplo" / "templates" / "assets" / "site.js"
    assert (made / "assets" / "site.js").read_bytes() == packaged.read_bytes()
