"""A site as git has it at an earlier revision; neither the working tree nor the repository's index is touched."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from ..folders import SETTINGS_FILE
from .passages import LinksUnknown

_CONTENT = "content"


@contextmanager
def checked_out(root: Path, revision: str) -> Iterator[Path]:
    """Lay out the settings and the content that the site in `root` had at a revision, in a folder for the time being.

    Raises `LinksUnknown` where there is no git, no repository, no such revision, or no site in it.
    """
    where = _git(root, "rev-parse", "--show-toplevel", "--show-prefix", failure=f"{root} is in no git repository.")
    top, prefix, *_ = os.fsdecode(where).split("\n")
    unknown = f"The repository has no revision “{revision}”."
    found = _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", failure=unknown)
    commit = found.decode().strip()
    with TemporaryDirectory(prefix="koreadiplo-") as folder:
        site, index = Path(folder, "site"), {"GIT_INDEX_FILE": str(Path(folder, "index"))}
        site.mkdir()
        missing = f"The revision “{revision}” has no {prefix}{{}}.".format
        settings = _git(top, "cat-file", "blob", f"{commit}:{prefix}{SETTINGS_FILE}", failure=missing(SETTINGS_FILE))
        (site / SETTINGS_FILE).write_bytes(settings)
        tree = f"{commit}:{prefix}{_CONTENT}"
        _git(top, "read-tree", f"--prefix={_CONTENT}/", tree, failure=missing(f"{_CONTENT}/"), environment=index)
        _git(top, "checkout-index", "--all", f"--prefix={site}/", failure="It can't be laid out.", environment=index)
        yield site


def _git(folder: str | Path, *arguments: str, failure: str, environment: Mapping[str, str] | None = None) -> bytes:
    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, **(environment or {})})
    except OSError as error:
        raise LinksUnknown(f"git can't be run, and is needed to read an earlier revision: {error}") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        raise LinksUnknown(f"{failure} git says: {said}" if said else failure)
    return done.stdout
