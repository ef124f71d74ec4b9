"""What servers tell browsers of each file: `_headers`, which Netlify and Cloudflare Pages read.

Follows https://docs.netlify.com/manage/routing/headers/ and
https://developers.cloudflare.com/pages/configuration/headers/. Where several rules match an address, some hosts join
their values and others take one: so that no header is in two rules that match the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from ..addresses import file_of
from ..policy import HEADER_POLICY
from ..search.index import FOLDER as INDEX

HEADERS = "_headers"
_EVERYWHERE = {
    "Content-Security-Policy": HEADER_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
}
_REVALIDATED = {"Cache-Control": "public, max-age=0, must-revalidate"}
"""Of what keeps its name when it changes: browsers ask each time whether it did."""
_LASTING = {"Cache-Control": "public, max-age=31536000, immutable"}
"""Of what gets another name when it changes: browsers never ask again."""
_NAMED_BY_CONTENT = ("fragment", "index", "filter")
"""The folders of such files in an index; those of its further parts lie in folders of their own."""


def make_headers(base_url: str, names: Iterable[str]) -> bytes:
    """Make the rules for a site of these files, at an address that may have a path.

    The file counts where it lies at the root of the host, so that its rules begin there.
    """
    root = urlsplit(base_url).path
    rules = [(f"{root}*", _EVERYWHERE), *((root + path, rule) for path, rule in _cache_rules(names))]
    blocks = ["\n".join([path, *(f"  {name}: {value}" for name, value in rule.items())]) for path, rule in rules]
    return ("\n\n".join(blocks) + "\n").encode()


def _cache_rules(names: Iterable[str]) -> Iterator[tuple[str, dict[str, str]]]:
    tops = {name.partition("/")[::2] for name in names}
    home = file_of("")
    for name in sorted({top for top, below in tops if not below}):
        yield ("" if name == home else name), _REVALIDATED
    folders = {top for top, below in tops if below}
    for name in sorted(folders - {INDEX}):
        yield f"{name}/*", _REVALIDATED
    if INDEX in folders:
        yield f"{INDEX}/:file", _REVALIDATED
        for part in (INDEX, f"{INDEX}/:part"):
            yield from ((f"{part}/{name}/*", _LASTING) for name in _NAMED_BY_CONTENT)
