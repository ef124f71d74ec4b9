"""Where the files of a site lie, and the templates that all sites have."""

from __future__ import annotations

from pathlib import Path

SETTINGS_FILE = "site.toml"
CACHE = Path(".cache", "koreadiplo")
SERVED = CACHE / "served"
"""The cache of the preview, and in it its site, which is none to be published."""


def find_root(start: Path) -> Path | None:
    """Find the nearest folder with a `site.toml`, from `start` upwards."""
    return next((folder for folder in (start, *start.parents) if (folder / SETTINGS_FILE).is_file()), None)


def default_templates() -> Path:
    """Find the template set of the package: inside it where it is installed, beside it in its repository."""
    package = Path(__file__).parent
    installed = package / "templates"
    return installed if installed.is_dir() else package.parents[1] / "templates"
