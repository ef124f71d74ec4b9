import posixpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koreadiplo.publishing.addresses import address, file_of, relative, resolve_links

PLACES = ["", "404.html", "a/", "a/b/", "a/b/c/", "a/x.png", "assets/site.css"]


@pytest.mark.parametrize(
    ("page", "target", "link"),
    [
        ("", "", "./"),
        ("", "a/b/", "a/b/"),
        ("", "assets/site.css", "assets/site.css"),
        ("a/", "", "../"),
        ("a/", "a/", "../a/"),
        ("a/", "a/b/", "../a/b/"),
        ("a/b/", "", "../../"),
        ("a/b/", "a/c/", "../../a/c/"),
        ("a/b/", "images/x.png", "../../images/x.png"),
        ("404.html", "a/", "a/"),
    ],
)
def test_examples(page: str, target: str, link: str) -> None:
    got = relative(page, target)
    assert follow(page, got) == follow(page, link)


def follow(page: str, link: str) -> str:
    """Go from a page by a link, as a browser does."""
    reached = posixpath.normpath(posixpath.join("/site/", posixpath.dirname(page), link))
    return reached + ("/" if link.endswith("/") else "")


@pytest.mark.parametrize("page", PLACES)
@pytest.mark.parametrize("target", PLACES)
def test_leads_from_any_depth_to_any_other(page: str, target: str) -> None:
    assert follow(page, relative(page, target)) == f"/site/{target}"


_part = st.sampled_from(["a", "b-2", "events", "1884-07-07-treaty"])
_folder = st.lists(_part, max_size=4).map(lambda parts: "".join(f"{part}/" for part in parts))
_place = st.tuples(_folder, st.just("") | _part.map("{}.html".format)).map("".join)


@given(_place, _place)
def test_leads_anywhere(page: str, target: str) -> None:
    link = relative(page, target)
    assert follow(page, link) == f"/site/{target}"
    assert link
    assert not link.startswith("/")


@pytest.mark.parametrize(("url", "file"), [("", "index.html"), ("a/b/", "a/b/index.html"), ("404.html", "404.html")])
def test_file_of(url: str, file: str) -> None:
    assert file_of(url) == file


def test_entries_have_folders() -> None:
    assert address("events/1884-treaty") == "events/1884-treaty/"


@pytest.mark.parametrize(
    ("html", "resolved"),
    [
        ('<a href="kb:a/c">x</a>', '<a href="../../a/c/">x</a>'),
        ('<a href="kb:a/c#d">x</a>', '<a href="../../a/c/#d">x</a>'),
        ('<a href="kb:a/b#d">x</a>', '<a href="#d">x</a>'),
        ('<img src="kb:images/x.png">', '<img src="../../images/x.png">'),
        ('<a href="https://x.example/">kb:a/c</a>', '<a href="https://x.example/">kb:a/c</a>'),
        ("href=&quot;kb:a/c&quot;", "href=&quot;kb:a/c&quot;"),
        ('<a href="kb:a/c">1</a><a href="kb:d/e">2</a>', '<a href="../../a/c/">1</a><a href="../../d/e/">2</a>'),
    ],
)
def test_puts_addresses_in_the_place_of_ids(html: str, resolved: str) -> None:
    assert resolve_links(html, "a/b/") == resolved
