#!/usr/bin/env python3
"""Build the site with nothing but Python 3.11 or later: ``python build.py``.

    python build.py [OPTION…]            build _site/, as ``koreadiplo build`` does
    python build.py COMMAND [ARGUMENT…]  any other command of koreadiplo: check, …
    python build.py test [ARGUMENT…]     all tests; the arguments go to pytest

A Python that has koreadiplo runs it as it is. For any other, this script makes ``.venv`` beside itself, with the very
versions of requirements.lock (for ``test`` those of requirements-test.lock too), and makes it anew when the lock file
changes, the folder moves or the ``.venv`` no longer runs.

It works on the project it lies in, from whatever folder it is called: it says so to koreadiplo in the environment
variable KOREADIPLO_ROOT, over which an explicit ``--root`` wins. Other relative paths start at the caller's folder.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(HERE, ".venv")
PYTHON = os.path.join(VENV, *(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")))
# The hashes of the lock files that were installed, written last: a .venv without it was interrupted.
STAMP = os.path.join(VENV, "koreadiplo.stamp")
LOCK = os.path.join(HERE, "requirements.lock")
TEST_LOCK = os.path.join(HERE, "requirements-test.lock")

# Run by the .venv's own Python: fails where the project was moved or copied, or the system's Python replaced.
PROBE = """
import importlib.util, os, sys
sys.exit(not os.path.samefile(importlib.util.find_spec("koreadiplo").submodule_search_locations[0], sys.argv[1]))
"""


def main(arguments: list[str]) -> None:
    """Set up what is missing, then hand over to koreadiplo, or to pytest for ``test``."""
    if sys.version_info < (3, 11):
        sys.exit(f"build.py needs Python 3.11 or later; this is {sys.version.split()[0]} ({sys.executable}).")

    if arguments[:1] == ["test"]:
        set_up([LOCK, TEST_LOCK])
        finder = [PYTHON, os.path.join(HERE, "tests", "chromium.py"), "--install"]
        found = subprocess.run(finder, stdout=subprocess.PIPE, check=False)
        if found.returncode == 0:  # otherwise it has said why, and each browser test will fail with that message
            os.environ["KOREADIPLO_CHROMIUM"] = os.fsdecode(found.stdout.strip())
        os.chdir(HERE)
        hand_over([PYTHON, "-m", "pytest", *arguments[1:]])

    python = sys.executable
    if os.path.realpath(sys.prefix) == os.path.realpath(VENV) or importlib.util.find_spec("koreadiplo") is None:
        set_up([LOCK])
        python = PYTHON
    os.environ.setdefault("KOREADIPLO_ROOT", HERE)
    # -P: the caller's folder may hold files that are named like modules.
    hand_over([python, "-P", "-m", "koreadiplo", *koreadiplo_arguments(arguments)])


def koreadiplo_arguments(arguments: list[str]) -> list[str]:
    """Return what koreadiplo is called with: ``build`` is understood where no command is named."""
    if not arguments or (arguments[0].startswith("-") and arguments[0] not in ("--help", "-h", "--version")):
        return ["build", *arguments]
    return arguments


def set_up(locks: list[str]) -> None:
    """Make ``.venv`` hold the project and what these lock files list; do nothing where it does."""
    wanted = [file_hash(lock) for lock in locks]
    installed = stamped_hashes()
    if set(wanted) <= set(installed):
        return
    if installed:
        say("Updating .venv to the lock files…")
        os.remove(STAMP)
    else:
        say("Setting up .venv (about a minute, this once)…")
        create_venv()
    pip_install("--require-hashes", "--no-deps", "--only-binary=:all:", *(f"--requirement={lock}" for lock in locks))
    # Without isolation the build back end is the one that the lock file has just brought.
    pip_install("--no-deps", "--no-build-isolation", "--editable=.")
    with open(STAMP, "w", encoding="ascii") as stamp:
        stamp.write("\n".join(wanted))


def stamped_hashes() -> list[str]:
    """Return the hashes of the lock files that ``.venv`` was made from; none where it doesn't work."""
    try:
        with open(STAMP, encoding="ascii") as stamp:
            hashes = stamp.read().split()
        probe = [PYTHON, "-I", "-c", PROBE, os.path.join(HERE, "src", "koreadiplo")]
        works = subprocess.call(probe, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0
    except (OSError, ValueError):
        return []
    return hashes if works else []


def create_venv() -> None:
    """Make an empty ``.venv`` with pip in it, in place of any other."""
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        sys.exit(
            f"This Python ({sys.executable}) has no ensurepip, so it can't make .venv. On Debian and Ubuntu install "
            f"the package python3-venv (or python{version}-venv), then run this again."
        )
    must_succeed([sys.executable, "-m", "venv", "--clear", VENV])


def pip_install(*arguments: str) -> None:
    """Run ``pip install`` of ``.venv``, which prints errors only."""
    must_succeed([PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check", *arguments])


def must_succeed(command: list[str]) -> None:
    """Run a step of the set-up in the project's folder, and give up where it fails."""
    if subprocess.call(command, cwd=HERE) != 0:
        sys.exit("build.py: .venv could not be set up, for the reason above. Mend that, then run this again.")


def file_hash(path: str) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def hand_over(command: list[str]) -> None:
    """Become this command, or on Windows, where a process can't, run it and exit with its exit code."""
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "nt":
        sys.exit(subprocess.call(command))
    os.execv(command[0], command)


def say(message: str) -> None:
    """Print a line of progress, to standard error: standard output belongs to the command."""
    print(message, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
