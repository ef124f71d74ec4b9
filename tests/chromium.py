"""Find the Chromium that the browser tests drive.

``python tests/chromium.py`` prints the path of one; with ``--install`` it first gets one where there is none. It exits
with 1 and says what to do where it has none to offer. Any browser made from Chromium serves.
"""

import ctypes
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

VARIABLE = "KOREADIPLO_CHROMIUM"
COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
)
MAC_APPLICATIONS = ("Chromium", "Google Chrome", "Microsoft Edge")
WINDOWS_PROGRAMS = (
    "Chromium/Application/chrome.exe",
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)


class ChromiumMissingError(Exception):
    """No Chromium can be had; the message says what to do."""


def find() -> str:
    """Return the path of an installed Chromium, or raise ``ChromiumMissingError``."""
    named = os.environ.get(VARIABLE)
    if named:
        if not Path(named).is_file():
            raise ChromiumMissingError(f"{VARIABLE} names a file that doesn't exist: {named}")
        return named
    found = next(filter(_runs, _candidates()), None)
    if found is None:
        raise ChromiumMissingError(
            "The browser tests need a Chromium and found none. Run `python build.py test`, which tries to install "
            f"one; or install Chromium, Chrome or Edge; or set the environment variable {VARIABLE} to the path of one."
        )
    return found


def install() -> None:
    """Get what is missing: Debian's packages, else Playwright's download. Where neither works, ``find`` says so."""
    found = bool(os.environ.get(VARIABLE)) or any(map(_runs, _candidates()))
    packages = [] if found else ["chromium"]
    if _is_debian():
        if not _loads("libatomic.so.1"):
            packages.append("libatomic1")  # the program inside Playwright needs it, and a bare Debian lacks it
        if not packages or _apt_installs(packages):
            return
    if not found:
        _say("Downloading Playwright's Chromium…")
        _succeeds([sys.executable, "-m", "playwright", "install", "--no-shell", "chromium"])


def _apt_installs(packages: list[str]) -> bool:
    root = _root_prefix()
    if root is None:
        return False
    _say(f"Installing Debian's {' and '.join(packages)}…")
    apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    _succeeds([*apt, "update"])  # where it fails, the lists of last time may do
    return _succeeds([*apt, "install", "-y", "--no-install-recommends", *packages])


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _candidates() -> Iterator[str]:
    for command in COMMANDS:
        if path := shutil.which(command):
            yield path
    places = [Path(root, f"{app}.app/Contents/MacOS/{app}") for root in _mac_roots() for app in MAC_APPLICATIONS]
    places += [Path(root, program) for root in _windows_roots() for program in WINDOWS_PROGRAMS]
    yield from (str(place) for place in places if place.is_file())
    # Last, because asking Playwright takes half a second.
    downloaded = _playwright_path()
    if downloaded and downloaded.is_file():
        yield str(downloaded)


def _mac_roots() -> list[Path]:
    return [Path("/Applications"), Path.home() / "Applications"] if sys.platform == "darwin" else []


def _windows_roots() -> list[str]:
    variables = ("ProgramFiles", "ProgramFiles(x86)", "LocalAppData")
    return [os.environ[variable] for variable in variables if variable in os.environ]


def _playwright_path() -> Path | None:
    """Return where Playwright puts what it downloads, whether there is something or not."""
    # In a process of its own, because a driver that doesn't run leaves unfinished tasks behind.
    code = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
    asked = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    return Path(os.fsdecode(asked.stdout.strip())) if asked.returncode == 0 else None


def _runs(path: str) -> bool:
    """Tell a browser from the placeholder that Ubuntu installs; on Windows ``--version`` would open a window."""
    if os.name == "nt":
        return True
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _is_debian() -> bool:
    """Ubuntu doesn't count: its package of that name only fetches a snap."""
    try:
        system = platform.freedesktop_os_release()
    except OSError:
        return False
    family = {system["ID"], *system.get("ID_LIKE", "").split()}
    return "debian" in family and system["ID"] != "ubuntu" and shutil.which("apt-get") is not None


def _root_prefix() -> list[str] | None:
    """Return what to put before a command for it to run as root, or ``None`` where that would ask a password."""
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    return sudo if shutil.which("sudo") and _succeeds([*sudo, "true"]) else None


def _succeeds(command: list[str]) -> bool:
    # Standard output is for the path alone.
    return subprocess.call(command, stdin=subprocess.DEVNULL, stdout=sys.stderr) == 0


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def main(arguments: list[str]) -> int:
    """Print the path of a Chromium, with ``--install`` after getting what is missing."""
    if "--install" in arguments:
        install()
    try:
        path = find()
    except ChromiumMissingError as missing:
        _say(str(missing))
        return 1
    sys.stdout.buffer.write(os.fsencode(path) + b"\n")  # bytes: a path need not fit the console's encoding
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
