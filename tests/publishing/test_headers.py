"""What servers are told to say of each file, as Netlify and Cloudflare Pages read it."""

import re
from pathlib import Path

import pytest
from hosting import headers_of, read_headers
from samples import MINIMAL, build_site, copy_site, published

from koreadiplo.publishing.exports import make_headers

GOLDEN = Path(__file__).with_name("golden") / "headers.txt"
NAMES = ["index.html", "404.html", "assets/site.css", "search/names.json", "search/names/1.json"]
INDEX = [
    "pagefind/pagefind.js",
    "pagefind/pagefind-entry.json",
    "pagefind/fragment/en_1f.pf_fragment",
    "pagefind/index/en_2f.pf_index",
    "pagefind/filter/en_3f.pf_filter",
    "pagefind/2/pagefind-entry.json",
    "pagefind/2/fragment/4f.pf_fragment",
    "pagefind/2/index/5f.pf_index",
    "pagefind/2/filter/6f.pf_filter",
]


def test_each_build_writes_them(tmp_path: Path) -> None:
    build_site(copy_site(MINIMAL, tmp_path / "site"))
    assert (tmp_path / "site" / "_site" / "_headers").read_text("utf-8") == GOLDEN.read_text("utf-8")


@pytest.mark.parametrize("path", ["/", "/deep/path/"])
def test_each_file_has_headers_at_any_address(tmp_path: Path, path: str) -> None:
    build_site(copy_site(MINIMAL, tmp_path / "site"), base_url=f"https://other.example{path}")
    files = published(tmp_path / "site" / "_site")
    rules = read_headers(files.pop("_headers").decode())
    for name in files.keys() - {".koreadiplo"}:
        headers = headers_of(rules, path + name.removesuffix("index.html"))
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"], name
        assert headers["X-Content-Type-Options"] == "nosniff"
        if not name.endswith((".pf_meta", ".pagefind")):
            assert "must-revalidate" in headers["Cache-Control"] or "/fragment/" in name or "/index/" in name, name


def test_only_what_is_named_by_its_content_is_kept_for_ever() -> None:
    rules = read_headers(make_headers("https://a.example/", [*NAMES, *INDEX]).decode())
    kept = {name for name in (*NAMES, *INDEX) if "immutable" in headers_of(rules, f"/{name}").get("Cache-Control", "")}
    assert kept == {name for name in INDEX if re.search("/(fragment|index|filter)/", name)}


def test_the_policy_of_all_is_that_of_the_search_page(tmp_path: Path) -> None:
    """Browsers heed both: what a header forbids no page can allow."""
    build_site(copy_site(MINIMAL, tmp_path / "site"))
    made = tmp_path / "site" / "_site"
    header = headers_of(read_headers((made / "_headers").read_text("utf-8")), "/search/")["Content-Security-Policy"]
    page = re.search(
        r'http-equiv="Content-Security-Policy" content="([^"]*)"', (made / "search/index.html").read_text()
    )
    assert page
    assert header == f"{page[1]}; frame-ancestors 'none'"


def test_without_search_there_is_nothing_to_keep() -> None:
    assert b"immutable" not in make_headers("https://a.example/", NAMES)


def test_stays_within_what_hosts_read() -> None:
    """Cloudflare Pages reads 100 rules and 2,000 characters a line; ours do not grow with the site."""
    folders = [f"folder{number}/index.html" for number in range(20)]
    parts = [f"pagefind/{part}/fragment/a.pf_fragment" for part in range(2, 65)]
    text = make_headers("https://a.example/", [*NAMES, *INDEX, *folders, *parts]).decode()
    assert len(read_headers(text)) < 60
    assert max(map(len, text.splitlines())) < 2000


def test_the_handbook_says_the_same_to_nginx() -> None:
    text = (Path(__file__).parents[2] / "docs" / "content" / "glossary" / "publish.md").read_text("utf-8")
    given = dict(re.findall(r'^ +add_header ([\w-]+) "(.*)" always;$', text, re.MULTILINE))
    rules = read_headers(make_headers("https://a.example/", [*NAMES, *INDEX]).decode())
    assert given == rules["/*"]
    by_pattern = dict(re.findall(r'^ +(\S+) +"(public, .*)";$', text, re.MULTILINE))
    lasting = by_pattern.pop(r"~^/pagefind/(\d+/)?(fragment|index|filter)/")
    for name in (*NAMES, *INDEX):
        kept = lasting if re.match(r"pagefind/(\d+/)?(fragment|index|filter)/", name) else by_pattern["default"]
        assert headers_of(rules, f"/{name}".removesuffix("index.html")).get("Cache-Control", kept) == kept
