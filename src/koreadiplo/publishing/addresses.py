"""Where pages stand: addresses of ids, relative addresses, and files of addresses."""

from __future__ import annotations

import re

from markupsafe import Markup

from ..linking import SCHEME

NOT_FOUND = "404.html"

_LINK = re.compile(rf'="{SCHEME}([^"#]*)(#[^"]*)?"')
_IMAGES = "images/"


def address(id_: str) -> str:
    """Give the address of an id, relative to the site's root: entries, relations, lineages and topics have folders."""
    return f"{id_}/"


def relative(page: str, target: str) -> str:
    """Give the address of `target` as a link on `page`; both are relative to the site's root.

    Works at a domain, under a path and on a disk. A target that ends in “/”, or is empty, is a folder.
    """
    return "../" * page.count("/") + target or "./"


def file_of(url: str) -> str:
    """Give the file in which the page of an address is written."""
    return f"{url}index.html" if url == "" or url.endswith("/") else url


def resolve_links(html: str, page: str) -> Markup:
    """Put addresses in the place of ids in the HTML of a linked body."""

    def resolve(match: re.Match[str]) -> str:
        id_, anchor = match[1], match[2] or ""
        target = id_ if id_.startswith(_IMAGES) else address(id_)
        if anchor and target == page:
            return f'="{anchor}"'
        return f'="{relative(page, target)}{anchor}"'

    return Markup(_LINK.sub(resolve, html))
