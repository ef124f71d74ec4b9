"""Whatever was edited, damaged or broken off before: what a build writes is, byte for byte, what a clean build writes.

By default a few sequences are tried, always the same; ``KOREADIPLO_EDITS=500`` tries about as many edits, others each
time.
"""

import difflib
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count, cycle, islice
from pathlib import Path

import edits
import pytest
from builds_apart import Apart, Stop, Told, compiling_once, make
from edits import BASE, Edit, Files
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from samples import published

from koreadiplo.diagnostics import has_errors

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks are made on Linux only")

CACHE = Path(".cache", "koreadiplo")
MARK = ".koreadiplo"
STEPS = 6
WANTED = os.environ.get("KOREADIPLO_EDITS")
SETTINGS = settings(
    max_examples=int(WANTED) // STEPS if WANTED else 5,
    stateful_step_count=STEPS,
    derandomize=not WANTED,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate, Phase.shrink],
    report_multiple_bugs=False,
    print_blob=False,
)


@dataclass(frozen=True)
class Way:
    """How a build is made: in the process of the test or in one of its own, by so many, and to where."""

    apart: bool = False
    jobs: int = 1
    output: str = "_site"
    base_url: str | None = None
    search: bool = False


HERE, APART, BY_TWO = Way(), Way(apart=True), Way(apart=True, jobs=2)
OTHERS = Way(output="_preview"), Way(base_url="http://127.0.0.1:8000/"), Way(apart=True, search=True)


@st.composite
def one_of(draw: st.DrawFn, kind: str) -> Edit:
    """Draw an edit of a kind, by its number: Hypothesis prints all that is in a list it samples from."""
    pool = edits.KINDS[kind]
    return pool[draw(st.integers(0, len(pool) - 1))]


ways = st.sampled_from([*[HERE, APART, BY_TWO] * 3, *OTHERS])
some_edits = st.lists(st.one_of(*(one_of(kind) for kind in edits.KINDS if kind != "slips")), max_size=3)
numbers = st.integers(0, 200)
CALLS = {
    "koreadiplo.publishing.outputs.Staging.write": (1, 2, 6, 15),
    "koreadiplo.publishing.outputs.Staging.keep": (1, 40),
    "koreadiplo.publishing.outputs.Staging.publish": (1,),
    "koreadiplo.cache.Cache.change": (1, 2, 3),
    "pathlib.Path.rename": (1, 2),
    "pathlib.Path.replace": (1,),
}
"""Functions at whose calls builds are broken off."""
stops = st.sampled_from(
    [
        Stop(function, call, after, by)
        for function, calls in CALLS.items()
        for call in calls
        for after in (False, True)
        for by in (None, OSError, KeyboardInterrupt)
    ]
)

Damage = Callable[[Path], object]
DAMAGES: dict[str, Damage] = {
    "cut off": lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]),
    "changed": lambda file: file.write_bytes(file.read_bytes()[:-9] + b"something"),
    "flipped": lambda file: file.write_bytes(_flipped(file.read_bytes())),
    "empty": lambda file: file.write_bytes(b""),
    "gone": lambda file: file.unlink(),
    "a folder": lambda file: (file.unlink(), (file / "inside").mkdir(parents=True)),
    "a link": lambda file: (file.unlink(), file.symlink_to("nowhere")),
    "all gone": lambda file: shutil.rmtree(file.parent),
}


def _flipped(data: bytes) -> bytes:
    place = 2 * len(data) // 3
    return data[:place] + bytes(byte ^ 1 for byte in data[place : place + 1]) + data[place + 1 :]


class Editing(RuleBasedStateMachine):
    """A site that is edited and built again and again, beside clean builds of the same."""

    def __init__(self, root: Path, clean: Callable[..., tuple[Told, dict[str, bytes]]], apart: Apart) -> None:
        super().__init__()
        self.root, self.clean, self.apart = root, clean, apart
        self.files, self.last_good, self.failures = BASE, BASE, 0
        self.past: list[Files] = []
        self.past_outputs: list[dict[str, bytes]] = []
        self.past_caches: list[dict[str, bytes]] = []

    @initialize()
    def begin(self) -> None:
        self._build(HERE)

    @rule(edit=one_of("text"), way=ways)
    def change_text(self, edit: Edit, way: Way) -> None:
        self._edit_and_build(way, edit)

    @rule(edit=one_of("front matter"), way=ways)
    def change_front_matter(self, edit: Edit, way: Way) -> None:
        self._edit_and_build(way, edit)

    @rule(edit=one_of("entries"), way=ways)
    def add_remove_or_rename(self, edit: Edit, way: Way) -> None:
        self._edit_and_build(way, edit)

    @rule(edit=one_of("sources and settings"), way=ways)
    def change_sources_or_settings(self, edit: Edit, way: Way) -> None:
        self._edit_and_build(way, edit)

    @rule(edit=one_of("looks"), way=ways)
    def change_looks(self, edit: Edit, way: Way) -> None:
        self._edit_and_build(way, edit)

    @rule(changes=some_edits, way=ways)
    def change_several(self, changes: list[Edit], way: Way) -> None:
        self._edit_and_build(way, *changes)

    @rule(number=numbers, way=ways)
    def go_back(self, number: int, way: Way) -> None:
        self.files = self.past[number % len(self.past)]
        self._build(way)

    @rule(slip=one_of("slips"), meanwhile=some_edits, way=ways)
    def slip_and_mend(self, slip: Edit, meanwhile: list[Edit], way: Way) -> None:
        before = self.files
        self._edit_and_build(way, slip)
        if meanwhile:
            self._edit_and_build(way, *meanwhile)
        self.files = before
        self._edit_and_build(way, *meanwhile)

    @rule(changes=some_edits, stop=stops, meanwhile=some_edits, way=ways)
    def break_off(self, changes: list[Edit], stop: Stop, meanwhile: list[Edit], way: Way) -> None:
        way = replace(way, apart=way.apart or stop.by is None, search=False)
        self._edit(*changes)
        _, expected = self._clean(way)
        before = _standing(self.root / way.output)
        self._make(way, stop)
        assert _standing(self.root / way.output) in (before, expected), "The site is neither the old nor the new one."
        self._edit_and_build(way, *meanwhile)

    @rule(number=numbers, damage=st.sampled_from(list(DAMAGES)), changes=some_edits, way=ways)
    def damage_cache(self, number: int, damage: str, changes: list[Edit], way: Way) -> None:
        if kept := [file for file in (self.root / CACHE).iterdir() if file.is_file() and file.name != "lock"]:
            DAMAGES[damage](kept[number % len(kept)])
        self._edit_and_build(way, *changes)

    @rule(
        folder=st.sampled_from(["{}", ".cache/koreadiplo/site"]),
        number=numbers,
        damage=st.sampled_from(list(DAMAGES)),
        changes=some_edits,
        way=ways,
    )
    def damage_output(self, folder: str, number: int, damage: str, changes: list[Edit], way: Way) -> None:
        written = _files(self.root / folder.format(way.output))
        if written := [file for file in written if file.name != MARK]:
            DAMAGES[damage](written[number % len(written)])
        self._edit_and_build(way, *changes)

    @rule(number=numbers, what=st.sampled_from(["cache", "output"]), changes=some_edits, way=ways)
    def put_back_an_old(self, what: str, number: int, changes: list[Edit], way: Way) -> None:
        past = self.past_caches if what == "cache" else self.past_outputs
        _replace(self.root / (CACHE if what == "cache" else way.output), past[number % len(past)])
        self._edit_and_build(way, *changes)

    def teardown(self) -> None:
        shutil.rmtree(self.root, ignore_errors=True)

    def _edit_and_build(self, way: Way, *changes: Edit) -> Told:
        self._edit(*changes)
        return self._build(way)

    def _edit(self, *changes: Edit) -> None:
        if self.failures > 1:  # an error is to be seen beside other edits, but not for the rest of the sequence
            self.files, self.failures = self.last_good, 0
        for change in changes:
            self.files = change(self.files)

    def _build(self, way: Way) -> Told:
        output = self.root / way.output
        expected, files = self._clean(way)
        before = _standing(output)
        told = self._make(way)
        after = published(output)
        assert isinstance(told, Told), told
        failed = has_errors(told.diagnostics)
        differing = differences(after, before if failed else files)
        assert not differing, "\n".join(differing[:20])
        assert told == expected
        if not way.search:
            changed = [name for name in after if name != MARK and after[name] != before.get(name)]
            assert told.changed == len(changed)
        assert failed or not output.with_name(f".{output.name}.staged").exists()
        self.failures = self.failures + 1 if failed else 0
        self.last_good = self.last_good if failed else self.files
        self.past.append(self.files)
        self.past_outputs.append(after)
        self.past_caches.append(published(self.root / CACHE))
        return told

    def _make(self, way: Way, stop: Stop | None = None) -> Told | str:
        _write(self.root, self.files)
        options = {"base_url": way.base_url, "search": way.search, "jobs": way.jobs}
        maker = self.apart.make if way.apart else make
        return maker(self.root, self.root / way.output, options, stop)

    def _clean(self, way: Way) -> tuple[Told, dict[str, bytes]]:
        return self.clean(frozenset(self.files.items()), way.base_url, way.search)


def _standing(output: Path) -> dict[str, bytes]:
    """Read a site, or that which takes its place at the next build, where its exchange was broken off."""
    staged, old = output.with_name(f".{output.name}.staged"), output.with_name(f".{output.name}.old")
    return published(staged if old.exists() and staged.exists() and not output.exists() else output)


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file())


def _write(root: Path, files: Files) -> None:
    """Write what has changed as editors do, into new files; remove what is not among the files."""
    for folder in ("content", "templates"):
        for file in _files(root / folder):
            if file.relative_to(root).as_posix() not in files:
                file.unlink()
    for name, data in files.items():
        file = root / name
        if not file.is_file() or file.read_bytes() != data:
            file.parent.mkdir(parents=True, exist_ok=True)
            new = file.with_name(f".{file.name}.new")
            new.write_bytes(data)
            new.replace(file)


def _replace(folder: Path, files: dict[str, bytes]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def differences(found: dict[str, bytes], expected: dict[str, bytes]) -> list[str]:
    """List the files that differ, but those of Pagefind, and the first lines in which they do."""
    told = [f"{name} should not be there" for name in found if name not in expected]
    told += [f"{name} is missing" for name in expected if name not in found]
    for name in found.keys() & expected.keys():
        if found[name] != expected[name]:
            texts = (data.decode(errors="replace").splitlines() for data in (expected[name], found[name]))
            lines = difflib.unified_diff(*texts, lineterm="", n=0)
            told.append("\n".join([f"{name} differs:", *(line[:300] for line in islice(lines, 2, 8))]))
    return sorted(line for line in told if not line.startswith("pagefind/"))


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    with compiling_once(tmp_path / "templates"):
        yield tmp_path


@pytest.fixture
def apart(folder: Path) -> Iterator[Apart]:
    server = Apart(folder / "templates")
    yield server
    server.close()


@pytest.fixture
def start(folder: Path, apart: Apart) -> Callable[[], Editing]:
    """A function that gives a site to be edited; the clean builds of a test are shared by all its sites."""
    numbers = count()

    @lru_cache(100)
    def clean(files: frozenset[tuple[str, bytes]], base_url: str | None, search: bool) -> tuple[Told, dict[str, bytes]]:
        root = folder / "clean"
        shutil.rmtree(root, ignore_errors=True)
        _write(root, dict(files))
        told = apart.make(root, root / "_site", {"base_url": base_url, "search": search})
        assert isinstance(told, Told), told
        return told, published(root / "_site")

    return lambda: Editing(folder / f"site-{next(numbers)}", clean, apart)


def test_one_edit_of_each_kind(start: Callable[[], Editing]) -> None:
    site = start()
    site.begin()
    for edit, way in zip(edits.TOUR, cycle([HERE, APART, BY_TWO]), strict=False):
        site.change_several([edit], way)
    assert 0 < site._edit_and_build(APART, edits.TOUR[0]).rendered < 40, "Else all this would try little."
    site.break_off([edits.TOUR[0]], Stop("koreadiplo.publishing.outputs.Staging.keep", 40, True, None), [], APART)
    site.damage_cache(0, "gone", [edits.TOUR[1]], HERE)
    site.put_back_an_old("cache", 0, [], BY_TWO)
    site.put_back_an_old("output", 0, [], APART)
    site.go_back(0, HERE)
    site.teardown()


def test_sequences_of_edits(start: Callable[[], Editing]) -> None:
    run_state_machine_as_test(start, settings=SETTINGS)
