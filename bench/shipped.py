"""Benchmark `shipped`: the knowledge base of this repository, against Hugo and Pagefind on the same texts."""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from pagefind_bin import get_executable

from koreadiplo.config import load_config
from koreadiplo.folders import SETTINGS_FILE
from koreadiplo.model.entries import Entry
from koreadiplo.reading import read_content

from . import report
from .builders import HUGO, KOREADIPLO_WITH_SEARCH
from .builds import build, environment
from .measure import CommandFailed, Cost, run
from .world import Text, World

FOLDER = Path(".cache", "bench", "shipped")
_SETTLED = 2.5
"""Seconds after which a build takes it that a text is not being changed any more."""
_EDITED = Path("content", "events", "1884-07-07-russo-korean-treaty.md")


def main(arguments: Sequence[str]) -> None:
    """Measure cold and warm builds with search, round by round, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m bench shipped", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="how often each builds in turn [7]")
    parser.add_argument("--folder", type=Path, default=FOLDER, help=f"where texts and sites go [{FOLDER}]")
    options = parser.parse_args(arguments)
    if missing := HUGO.missing():
        sys.exit(missing)
    folder = options.folder.absolute()
    _lay_out(folder)
    costs: dict[str, list[Cost]] = defaultdict(list)
    try:
        for number in range(options.rounds):
            _measure(folder, number, costs)
    except CommandFailed as failure:
        sys.exit(str(failure))
    others = [one.wall + other.wall for one, other in zip(costs["hugo"], costs["pagefind"], strict=True)]
    rows = []
    for name, measured in costs.items():
        walls, ratio = [cost.wall for cost in measured], ""
        if name not in ("hugo", "pagefind"):
            ratio = report.ratio(walls, others)
        rows.append([name, report.seconds(walls), report.seconds([cost.processor for cost in measured]), ratio])
    print(report.table(["build", "wall", "CPU", "wall / Hugo’s and Pagefind’s"], rows))


def _lay_out(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    own, hugo = folder / KOREADIPLO_WITH_SEARCH.name, folder / HUGO.name
    hugo.mkdir(parents=True)
    shutil.copytree("content", own / "content")
    shutil.copy(SETTINGS_FILE, own)
    config, problems = load_config(own, None)
    if config is None:
        sys.exit(str(problems[0]))
    content, _ = read_content(config)
    HUGO.lay_out(World(tuple(map(_text, content.entries)), (), _text(content.entries[0])), hugo)


def _text(entry: Entry) -> Text:
    period = entry.period()
    first_day = "{:04}-{:02}-{:02}".format(*period.earliest) if period and period.earliest[0] > 0 else "2000-01-01"
    told = entry.title, entry.body, entry.summary or ""
    return Text(entry.folder, entry.slug, *told, first_day, tuple(entry.countries), tuple(entry.topics))


def _measure(folder: Path, number: int, costs: dict[str, list[Cost]]) -> None:
    time.sleep(_SETTLED)
    for builder in (KOREADIPLO_WITH_SEARCH, HUGO):
        builder.clear(folder / builder.name)
        costs[builder.name].append(build(builder, folder))
    index = folder / "index"
    shutil.rmtree(index, ignore_errors=True)
    command = (
        get_executable(),
        "--site",
        str(folder / HUGO.name / HUGO.output),
        "--output-path",
        str(index),
        "--quiet",
    )
    costs["pagefind"].append(run(command, folder, environment()))
    own = folder / KOREADIPLO_WITH_SEARCH.name / _EDITED
    costs["koreadiplo, nothing changed"].append(build(KOREADIPLO_WITH_SEARCH, folder))
    own.write_text(f"{own.read_text(encoding='utf-8')}\nSentence {number} was added.\n", encoding="utf-8")
    costs["koreadiplo, one event edited"].append(build(KOREADIPLO_WITH_SEARCH, folder))
