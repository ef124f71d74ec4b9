"""The shipped content, built once with its search index, and served as static hosts serve it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from documents import Document, read_site
from samples import Silent

from koreadiplo.builder import build
from koreadiplo.diagnostics import has_errors

PROJECT = Path(__file__).parents[2]
SUB_PATH = "/korea/"


@pytest.fixture(scope="session")
def shipped_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the knowledge base, so that no index of an earlier build hides a fault, and none is left behind."""
    root = tmp_path_factory.mktemp("shipped")
    shutil.copy(PROJECT / "site.toml", root)
    for folder in ("content", "templates"):
        shutil.copytree(PROJECT / folder, root / folder)
    return root


def _build(root: Path, output: Path, base_url: str | None = None) -> Path:
    result = build(root, output, Silent(), base_url=base_url, jobs=1)
    assert not has_errors(result.diagnostics), result.diagnostics
    return output


@pytest.fixture(scope="session")
def built_site(shipped_root: Path) -> Path:
    """The folder of the built site."""
    return _build(shipped_root, shipped_root / "_site")


@pytest.fixture(scope="session")
def built_below(shipped_root: Path, built_site: Path) -> Path:
    """The same, built for an address with a path; it differs in what can't be relative."""
    return _build(shipped_root, shipped_root / "_site_below", f"https://koreadiplo.example{SUB_PATH}")


@pytest.fixture(scope="session")
def site_url(built_site: Path, serve_directory: Callable[..., str]) -> str:
    """The address of the site at the root of a host; ends with a slash."""
    return serve_directory(built_site)


@pytest.fixture(scope="session")
def below_url(built_below: Path, serve_directory: Callable[..., str]) -> str:
    """The address of the site under a path of a host; ends with a slash."""
    return serve_directory(built_below, SUB_PATH)


@pytest.fixture(scope="session")
def documents(built_site: Path) -> dict[str, Document]:
    """All HTML files of the site, parsed as browsers do."""
    return read_site(built_site)


@pytest.fixture(scope="session")
def pages(documents: dict[str, Document]) -> list[Document]:
    """All pages but redirects."""
    return [document for document in documents.values() if not document.is_redirect]
