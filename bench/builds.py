"""Benchmark `world`: build the world with koreadiplo, Hugo and Pelican in turn, cold and after small edits."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import koreadiplo

from . import report
from .builders import BUILDERS, Builder
from .measure import CommandFailed, Cost, run
from .world import ALL_PAIRS, World, make_world

FOLDER = Path(".cache", "bench", "world")
SIZES = (300, 2000, ALL_PAIRS)

_FileState = tuple[int, int]
_COLD, _WARM = "cold", "nothing changed"


@dataclass
class Figures:
    """What was measured of one generator in one case, round by round; `written` counts files that are new or newer."""

    costs: list[Cost] = field(default_factory=list)
    written: int = 0
    pages: int = 0

    @property
    def walls(self) -> list[float]:
        """The times by the clock."""
        return [cost.wall for cost in self.costs]

    @property
    def processors(self) -> list[float]:
        """The times of processors."""
        return [cost.processor for cost in self.costs]

    @property
    def memories(self) -> list[float]:
        """The peaks of memory."""
        return [cost.memory for cost in self.costs]


def main(arguments: Sequence[str]) -> None:
    """Measure all sizes that are asked for, and print a table for each."""
    parser = argparse.ArgumentParser(prog="python -m bench world", description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=[2000], help="sizes [2000]; the world has 18915")
    parser.add_argument("--rounds", type=int, default=3, help="how often each generator builds in turn [3]")
    parser.add_argument("--only", default=",".join(BUILDERS), help=f"generators [{','.join(BUILDERS)}]")
    parser.add_argument("--folder", type=Path, default=FOLDER, help=f"where the texts and sites go [{FOLDER}]")
    parser.add_argument("--no-warm", action="store_true", help="only cold builds")
    options = parser.parse_args(arguments)
    builders = [BUILDERS[name] for name in options.only.split(",")]
    for builder in builders:
        if missing := builder.missing():
            sys.exit(missing)
    cold: dict[int, dict[str, Figures]] = {}
    for articles in options.articles:
        folder = options.folder.absolute() / str(articles)
        world = lay_out(articles, builders, folder)
        try:
            figures = _measure(world, builders, folder, options.rounds, warm=not options.no_warm)
        except CommandFailed as failure:
            sys.exit(str(failure))
        cold[articles] = {name: cases[_COLD] for name, cases in figures.items()}
        print(_sizes(world), _cold_table(figures), _warm_table(figures), sep="\n", flush=True)
    if len(cold) > 2:
        print(_growth_table(cold))


def lay_out(articles: int, builders: Iterable[Builder], folder: Path) -> World:
    """Write the texts of a world for each generator, into a folder of its name, and clear what was there."""
    world = make_world(articles)
    for builder in builders:
        own = folder / builder.name
        shutil.rmtree(own, ignore_errors=True)
        own.mkdir(parents=True)
        builder.lay_out(world, own)
    return world


def environment() -> dict[str, str]:
    """Give the environment of the generators: this one, and the koreadiplo that is imported here, compiled once."""
    own = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return own | {"PYTHONPATH": str(Path(koreadiplo.__file__).parents[1])}


def build(builder: Builder, folder: Path) -> Cost:
    """Run a generator in its folder, when what earlier ones wrote has come to the disk."""
    os.sync()
    return run(builder.command, folder / builder.name, environment())


def _measure(
    world: World, builders: Sequence[Builder], folder: Path, rounds: int, *, warm: bool
) -> dict[str, dict[str, Figures]]:
    figures: dict[str, dict[str, Figures]] = {builder.name: defaultdict(Figures) for builder in builders}
    for number in range(rounds):
        turn = number % len(builders)
        in_turn = [*builders[turn:], *builders[:turn]]
        for builder in in_turn:
            builder.clear(folder / builder.name)
            _measure_case(builder, folder, figures[builder.name][_COLD])
        for builder in in_turn:
            edits = builder.edits(world)
            if warm and edits:
                _measure_case(builder, folder, figures[builder.name][_WARM])
            if warm and edits:  # the first edit after a cold build prepares what later ones use
                with edits[0].made_in(folder / builder.name):
                    build(builder, folder)
                build(builder, folder)
            for edit in edits if warm else ():
                with edit.made_in(folder / builder.name):
                    _measure_case(builder, folder, figures[builder.name][edit.name])
                build(builder, folder)  # the next edit is to meet the site as it was
    return figures


def _measure_case(builder: Builder, folder: Path, figures: Figures) -> None:
    output = folder / builder.name / builder.output
    before = _files(output)
    figures.costs.append(build(builder, folder))
    after = _files(output)
    figures.written = sum(before.get(name) != state for name, state in after.items())
    figures.pages = sum(name.endswith(".html") for name in after)
    print(f"  {builder.name}: {figures.costs[-1]}", file=sys.stderr, flush=True)


def _files(folder: Path) -> dict[str, _FileState]:
    """List the files of a folder, and what tells whether one was written anew: its inode and when it changed."""
    files = {}
    for path, _, names in os.walk(folder):
        for file in (Path(path, name) for name in names):
            state = file.stat()
            files[str(file)] = (state.st_ino, state.st_mtime_ns)
    return files


def _sizes(world: World) -> str:
    numbers: dict[str, int] = defaultdict(int)
    words = 0
    for text in world.texts:
        numbers[text.folder] += 1
        words += len(text.body.split())
    listed = ", ".join(f"{report.count(number)} {folder}" for folder, number in sorted(numbers.items()))
    return f"\n{listed}; {len(world.sources)} sources; {words / 1e6:.1f} million words\n"


def _cold_table(figures: dict[str, dict[str, Figures]]) -> str:
    hugo = figures.get("hugo")
    rows = []
    for name, cases in figures.items():
        cold = cases[_COLD]
        rows.append(
            [
                name,
                report.seconds(cold.walls),
                report.seconds(cold.processors),
                report.mebibytes(cold.memories),
                report.ratio(cold.walls, hugo[_COLD].walls) if hugo else "",
                report.ratio(cold.processors, hugo[_COLD].processors) if hugo else "",
                report.count(cold.written),
                report.count(cold.pages),
            ]
        )
    head = ["cold build", "wall", "CPU", "peak memory", "wall / Hugo’s", "CPU / Hugo’s", "files", "pages"]
    return report.table(head, rows)


def _warm_table(figures: dict[str, dict[str, Figures]]) -> str:
    hugo = figures.get("hugo", {})
    rows = [
        [
            f"{name}: {case}",
            report.seconds(case_figures.walls),
            report.seconds(case_figures.processors),
            report.mebibytes(case_figures.memories),
            report.ratio(case_figures.walls, hugo[case].walls) if case in hugo else "",
            report.ratio(case_figures.processors, hugo[case].processors) if case in hugo else "",
            report.count(case_figures.written),
        ]
        for name, cases in figures.items()
        for case, case_figures in cases.items()
        if case != _COLD
    ]
    head = ["warm build", "wall", "CPU", "peak memory", "wall / Hugo’s", "CPU / Hugo’s", "files written"]
    return report.table(head, rows) if rows else ""


def _growth_table(cold: dict[int, dict[str, Figures]]) -> str:
    """Compare the sizes in between with what a straight line through the least and the largest gives for them."""
    smallest, *between, largest = sorted(cold)
    rows = []
    for name in cold[largest]:
        processors = {size: [min(figures[name].processors)] for size, figures in cold.items()}
        memories = {size: [max(figures[name].memories)] for size, figures in cold.items()}
        for size in between:
            share = (size - smallest) / (largest - smallest)
            for values, printed in ((processors, report.seconds), (memories, report.mebibytes)):
                line = values[smallest][0] + share * (values[largest][0] - values[smallest][0])
                row = [f"{name} at {report.count(size)}", printed(values[size]), printed([line])]
                rows.append([*row, report.ratio(values[size], [line])])
    return report.table(["growth", "measured", "by the line", "ratio"], rows)
