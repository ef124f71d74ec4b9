"""build.py and the finding of a Chromium, without a network: pip, venv and pytest are recorded, not run."""

import ast
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import chromium
import pytest

PROJECT = Path(__file__).parent.parent
BUILD = PROJECT / "build.py"
POSIX_ONLY = pytest.mark.skipif(os.name == "nt", reason="relies on POSIX paths")


class HandedOver(Exception):
    """Raised in place of becoming another command."""


class Machine:
    """A project folder with build.py, on which commands are recorded in order and the named one fails."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.commands: list[list[str]] = []
        self.failing = ""
        folder.mkdir()
        shutil.copy(BUILD, folder)
        self.write_lock("requirements.lock", "a==1")
        self.write_lock("requirements-test.lock", "b==1")
        self.build = load(folder / "build.py")
        monkeypatch.setattr(self.build.subprocess, "call", self.call)
        monkeypatch.setattr(self.build.subprocess, "run", self.run)
        monkeypatch.setattr(self.build, "hand_over", self.hand_over)
        # As on a system without koreadiplo, but with ensurepip.
        self.modules = {"venv", "ensurepip"}
        monkeypatch.setattr(self.build.importlib.util, "find_spec", lambda name: name in self.modules or None)
        monkeypatch.setattr(sys, "prefix", str(folder / "no venv"))
        # What build.py sets and changes itself is put back only where it was touched before.
        monkeypatch.chdir(folder.parent)
        for variable in ("KOREADIPLO_ROOT", "KOREADIPLO_CHROMIUM"):
            monkeypatch.setenv(variable, "")
            monkeypatch.delenv(variable)
        self.probe_result = 0
        self.chromium_result = subprocess.CompletedProcess([], 0, b"/opt/a chromium\n")

    def write_lock(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")

    def call(self, command: list[str], **_options: object) -> int:
        if "-c" in command:
            return self.probe_result
        self.commands.append(command)
        if "venv" in command:
            Path(self.build.VENV).mkdir(exist_ok=True)
        return int(bool(self.failing) and any(self.failing in argument for argument in command))

    def run(self, command: list[str], **_options: object) -> subprocess.CompletedProcess[bytes]:
        self.commands.append(command)
        return self.chromium_result

    def hand_over(self, command: list[str]) -> None:
        self.commands.append(command)
        raise HandedOver

    def steps(self, *arguments: str) -> list[str]:
        """Run build.py; return what it did, in a word each."""
        self.commands.clear()
        with pytest.raises(HandedOver):
            self.build.main(list(arguments))
        return [self.word(command) for command in self.commands]

    @staticmethod
    def word(command: list[str]) -> str:
        text = " ".join(command)
        if "--requirement" in text:
            return "install both locks" if "requirements-test.lock" in text else "install"
        words = {"-m venv": "venv", "--editable": "project", "chromium.py": "chromium", "-m pytest": "pytest"}
        return next((word for part, word in words.items() if part in text), "koreadiplo")


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_script", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(tmp_path / "a folder with spaces", monkeypatch)


# What is installed, and when


def test_sets_up_once(machine: Machine) -> None:
    assert machine.steps() == ["venv", "install", "project", "koreadiplo"]
    assert machine.steps() == ["koreadiplo"]


def test_installs_nothing_but_what_the_lock_file_names(machine: Machine) -> None:
    machine.steps()
    locked, project = machine.commands[1:3]
    assert {"--require-hashes", "--no-deps", "--only-binary=:all:"} <= set(locked)
    assert {"--no-build-isolation", "--no-deps"} <= set(project)


def test_installs_again_when_the_lock_file_changes(machine: Machine) -> None:
    machine.steps()
    machine.write_lock("requirements.lock", "a==2")
    assert machine.steps() == ["install", "project", "koreadiplo"]
    assert machine.steps() == ["koreadiplo"]


def test_changed_test_lock_does_not_concern_a_build(machine: Machine) -> None:
    machine.steps("test")
    machine.write_lock("requirements-test.lock", "b==2")
    assert machine.steps() == ["koreadiplo"]
    assert machine.steps("test") == ["install both locks", "project", "chromium", "pytest"]


def test_test_adds_its_dependencies_and_a_build_keeps_them(machine: Machine) -> None:
    machine.steps()
    assert machine.steps("test") == ["install both locks", "project", "chromium", "pytest"]
    assert machine.steps() == ["koreadiplo"]
    assert machine.steps("test") == ["chromium", "pytest"]


@pytest.mark.parametrize("step", ["venv", "--requirement", "--editable"])
def test_failed_set_up_is_not_taken_as_good(machine: Machine, step: str) -> None:
    machine.failing = step
    with pytest.raises(SystemExit, match="could not be set up"):
        machine.build.main([])
    machine.failing = ""
    assert machine.steps() == ["venv", "install", "project", "koreadiplo"]


def test_failed_update_is_not_taken_as_good(machine: Machine) -> None:
    machine.steps()
    old = (machine.folder / "requirements.lock").read_text(encoding="utf-8")
    machine.write_lock("requirements.lock", "a==2")
    machine.failing = "--requirement"
    with pytest.raises(SystemExit):
        machine.build.main([])
    machine.failing = ""
    machine.write_lock("requirements.lock", old)  # even for the lock file that was installed before
    assert machine.steps() == ["venv", "install", "project", "koreadiplo"]


def test_interrupted_set_up_is_not_taken_as_good(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_arguments: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(machine.build, "pip_install", interrupt)
        with pytest.raises(KeyboardInterrupt):
            machine.build.main([])
    assert machine.steps() == ["venv", "install", "project", "koreadiplo"]


def test_venv_that_no_longer_works_is_made_anew(machine: Machine) -> None:
    machine.steps()
    machine.probe_result = 1
    assert machine.steps() == ["venv", "install", "project", "koreadiplo"]


def test_probe_tells_whose_project_a_python_finds(tmp_path: Path) -> None:
    build = load(BUILD)
    mine, other = tmp_path / "mine" / "koreadiplo", tmp_path / "other" / "koreadiplo"
    for package in (mine, other):
        package.mkdir(parents=True)
        (package / "__init__.py").touch()

    def probe(searched: Path) -> int:
        code = f"import sys; sys.path.insert(0, {str(searched)!r}){build.PROBE}"
        return subprocess.run([sys.executable, "-c", code, str(mine)], capture_output=True, check=False).returncode

    assert probe(mine.parent) == 0
    assert probe(other.parent) != 0


def test_uses_a_python_that_has_koreadiplo(machine: Machine) -> None:
    machine.modules.add("koreadiplo")
    assert machine.steps() == ["koreadiplo"]
    assert machine.commands[0][0] == sys.executable


def test_checks_the_lock_file_in_its_own_venv_too(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.steps()
    machine.modules.add("koreadiplo")
    monkeypatch.setattr(sys, "prefix", machine.build.VENV)
    assert machine.steps() == ["koreadiplo"]
    machine.write_lock("requirements.lock", "a==2")
    assert machine.steps() == ["install", "project", "koreadiplo"]


# What a machine lacks


def test_names_the_package_where_ensurepip_is_missing(machine: Machine) -> None:
    machine.modules.remove("ensurepip")
    with pytest.raises(SystemExit, match=r"install the package python3-venv \(or python3\.\d+-venv\)"):
        machine.build.main([])
    assert machine.commands == []


@pytest.mark.parametrize("version", [(3, 8, 18), (3, 10, 14)])
def test_names_the_python_it_needs(machine: Machine, monkeypatch: pytest.MonkeyPatch, version: tuple[int, ...]) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or later"):
        machine.build.main([])


def test_an_old_python_can_read_the_script() -> None:
    ast.parse(BUILD.read_text(encoding="utf-8"), feature_version=(3, 8))


# What koreadiplo and pytest are called with


@pytest.mark.parametrize(
    ("given", "understood"),
    [
        ([], ["build"]),
        (["--no-search", "--output", "o"], ["build", "--no-search", "--output", "o"]),
        (["build", "-v"], ["build", "-v"]),
        (["check", "--strict"], ["check", "--strict"]),
        (["new", "event", "A title  with spaces"], ["new", "event", "A title  with spaces"]),
        (["--help"], ["--help"]),
        (["--version"], ["--version"]),
    ],
)
def test_hands_arguments_on(machine: Machine, given: list[str], understood: list[str]) -> None:
    machine.steps(*given)
    assert machine.commands[-1] == [machine.build.PYTHON, "-P", "-m", "koreadiplo", *understood]


def test_builds_its_own_project_unless_told_otherwise(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.steps()
    assert os.environ["KOREADIPLO_ROOT"] == str(machine.folder)
    monkeypatch.setenv("KOREADIPLO_ROOT", "elsewhere")
    machine.steps()
    assert os.environ["KOREADIPLO_ROOT"] == "elsewhere"


def test_hands_arguments_on_to_pytest(machine: Machine) -> None:
    machine.steps("test", "-k", "name or other")
    assert machine.commands[-1] == [machine.build.PYTHON, "-m", "pytest", "-k", "name or other"]
    assert Path.cwd() == machine.folder
    assert os.environ["KOREADIPLO_CHROMIUM"] == "/opt/a chromium"
    assert "KOREADIPLO_ROOT" not in os.environ  # the tests have sites of their own


def test_runs_the_other_tests_without_a_chromium(machine: Machine) -> None:
    machine.chromium_result = subprocess.CompletedProcess([], 1, b"")
    assert machine.steps("test")[-1] == "pytest"
    assert "KOREADIPLO_CHROMIUM" not in os.environ


@POSIX_ONLY
def test_script_runs_in_a_folder_with_spaces_from_elsewhere(tmp_path: Path) -> None:
    """The script itself, with a stand-in for koreadiplo that a real Python finds."""
    folder = tmp_path / "the project's folder"
    package = folder / "src" / "koreadiplo"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    report = "import os, sys\nprint(sys.argv[1:], os.getcwd(), os.environ['KOREADIPLO_ROOT'], sep='\\n')\nsys.exit(3)\n"
    (package / "__main__.py").write_text(report, encoding="utf-8")
    shutil.copy(BUILD, folder)
    elsewhere = tmp_path / "else where"
    elsewhere.mkdir()
    (elsewhere / "koreadiplo.py").write_text("raise SystemExit('a file of the caller was run')", encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(folder / "src")}
    environment.pop("KOREADIPLO_ROOT", None)
    done = subprocess.run(
        [sys.executable, folder / "build.py", "check", "a b", "--x=é"],
        cwd=elsewhere,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout.splitlines() == [str(["check", "a b", "--x=é"]), str(elsewhere), str(folder)], done.stderr
    assert done.returncode == 3


def test_koreadiplo_heeds_the_project_it_is_told(tmp_path: Path) -> None:
    """The script and koreadiplo itself agree on KOREADIPLO_ROOT: called from elsewhere, it finds the project."""
    folder, elsewhere = tmp_path / "a project", tmp_path / "elsewhere"
    (folder / "content").mkdir(parents=True)
    elsewhere.mkdir()
    settings = 'title = "T"\ndescription = "D"\nlanguage = "en"\nbase_url = "https://example.org/"\n[topics]\n'
    (folder / "site.toml").write_text(settings, encoding="utf-8")
    shutil.copy(BUILD, folder)
    command = [sys.executable, folder / "build.py", "check"]
    done = subprocess.run(command, cwd=elsewhere, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


# The lock files


def test_lock_files_pin_everything_and_name_no_host() -> None:
    pins: dict[str, str] = {}
    for lock in ("requirements.lock", "requirements-test.lock"):
        text = (PROJECT / lock).read_text(encoding="utf-8")
        assert "://" not in text
        assert "uv pip compile" in text.splitlines()[1]
        requirements = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
        for requirement in requirements:
            name, version = requirement.removesuffix(" \\").split(";")[0].strip().split("==")
            assert pins.setdefault(name, version) == version, f"the lock files disagree on {name}"
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = [*project["project"]["dependencies"], *project["dependency-groups"]["test"]]
    for requirement in listed:
        assert re.match(r"[\w-]+", requirement)[0] in pins
    assert project["dependency-groups"]["build"] == project["build-system"]["requires"]


# Chromium


@pytest.fixture
def no_chromium(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KOREADIPLO_CHROMIUM", raising=False)
    monkeypatch.setattr(chromium, "_candidates", lambda: iter(()))


@pytest.mark.usefixtures("no_chromium")
def test_says_what_to_do_without_a_chromium(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(chromium.ChromiumMissingError, match="KOREADIPLO_CHROMIUM"):
        chromium.find()
    assert chromium.main([]) == 1
    printed = capfd.readouterr()
    assert printed.out == ""
    assert "python build.py test" in printed.err


def test_named_chromium_must_exist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = tmp_path / "my browser"
    monkeypatch.setenv("KOREADIPLO_CHROMIUM", str(browser))
    assert chromium.main([]) == 1
    browser.touch()
    assert chromium.find() == str(browser)


@POSIX_ONLY
def test_passes_over_a_chromium_that_does_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KOREADIPLO_CHROMIUM", raising=False)
    for name, exit_code in (("chromium-browser", 1), ("google-chrome", 0)):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\nexit {exit_code}\n", encoding="utf-8")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert chromium.find() == str(tmp_path / "google-chrome")


APT = ["env apt-get update", "env apt-get install chromium"]
SUDO = ["sudo apt-get update", "sudo apt-get install chromium"]
DOWNLOAD = ["playwright install chromium"]


@pytest.mark.usefixtures("no_chromium")
@pytest.mark.parametrize(
    ("debian", "root", "works", "expected"),
    [
        (True, [], True, APT),
        (True, ["sudo", "-n"], True, SUDO),
        (True, [], False, APT + DOWNLOAD),
        (True, None, True, DOWNLOAD),
        (False, [], True, DOWNLOAD),
    ],
)
def test_installs_what_the_system_offers(
    monkeypatch: pytest.MonkeyPatch, debian: bool, root: list[str] | None, works: bool, expected: list[str]
) -> None:
    assert installation(monkeypatch, debian=debian, root=root, works=works) == expected


def test_installs_nothing_over_a_chromium(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOREADIPLO_CHROMIUM", sys.executable)
    assert installation(monkeypatch, debian=True) == []
    assert installation(monkeypatch, debian=False) == []


def test_installs_the_library_that_playwright_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOREADIPLO_CHROMIUM", sys.executable)
    commands = installation(monkeypatch, debian=True, library=False)
    assert commands == ["env apt-get update", "env apt-get install libatomic1"]


def installation(
    monkeypatch: pytest.MonkeyPatch,
    *,
    debian: bool,
    root: list[str] | None = (),
    works: bool = True,
    library: bool = True,
) -> list[str]:
    """Return the commands, without their options, that ``install`` runs on such a machine."""
    commands: list[str] = []

    def record(command: list[str]) -> bool:
        told = ("env", "sudo", "apt-get", "update", "install", "chromium", "libatomic1", "playwright")
        words = [word for word in command if word in told]
        commands.append(" ".join(words).replace("sudo env", "sudo"))
        return works

    monkeypatch.setattr(chromium, "_succeeds", record)
    monkeypatch.setattr(chromium, "_is_debian", lambda: debian)
    monkeypatch.setattr(chromium, "_root_prefix", lambda: root)
    monkeypatch.setattr(chromium, "_loads", lambda name: library)
    chromium.install()
    return commands
