"""What running a command takes: time, processor time, and memory of all its processes together."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_INTERVAL = 0.05
_SHARE = 0.05
"""Seconds between two looks at the memory, and how much of a processor looking may take at most."""


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock, seconds of processor time (user and system), and the peak of memory in MiB."""

    wall: float
    processor: float
    memory: float


class CommandFailed(Exception):
    """A command that did not succeed; says what it printed."""


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Cost:
    """Run a command to its end and measure it. Linux only.

    Processor time is that of the process and all descendants that were waited for (wait4(2)). Memory is the sum of the
    proportional set sizes of all its processes (`Pss` of proc(5), smaps_rollup), in which what several share counts
    once; it is looked at every 50 ms, or less often where looking takes long. Raises `CommandFailed`.
    """
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=said, stderr=subprocess.STDOUT)
        watch = _Watch(process.pid)
        watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        watch.ended.set()
        watch.join()
        if process.returncode != 0:
            said.seek(0)
            text = said.read().decode(errors="replace").strip()
            raise CommandFailed(f"{' '.join(command)} in {folder} exited with {process.returncode}. It said:\n{text}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, watch.peak / 1024)


class _Watch(threading.Thread):
    """Looks at the memory of a process and its descendants until told that they ended; `peak` is in KiB."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self.ended, self.peak, self._process = threading.Event(), 0, process

    def run(self) -> None:
        pause = 0.0
        while not self.ended.wait(pause):
            began = time.perf_counter()
            self.peak = max(self.peak, sum(map(_memory, _tree(self._process))))
            pause = max(_INTERVAL, (time.perf_counter() - began) / _SHARE)


def _tree(process: int) -> Iterator[int]:
    yield process
    for children in Path("/proc", str(process), "task").glob("*/children"):
        for child in _read(children).split():
            yield from _tree(int(child))


def _memory(process: int) -> int:
    lines = _read(Path("/proc", str(process), "smaps_rollup")).splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _read(file: Path) -> str:
    try:
        return file.read_text()
    except OSError:  # the process has ended
        return ""
