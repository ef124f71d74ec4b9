"""What machines read: the site map, the rules for robots, and what servers tell browsers (`headers.py`)."""

from __future__ import annotations

from xml.sax.saxutils import escape

from ...model.entries import Entry
from ..addresses import NOT_FOUND
from ..plan import Plan
from ..shelf import SEARCH
from .headers import HEADERS, make_headers

__all__ = ["HEADERS", "make_exports", "make_headers"]


def make_exports(plan: Plan) -> dict[str, bytes]:
    """Make `sitemap.xml` (https://www.sitemaps.org/protocol.html) and `robots.txt`."""
    base_url = plan.shelf.config.base_url
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    for page in plan.pages:
        if page.url in (NOT_FOUND, SEARCH.url):
            continue
        changed = _changed(plan.shelf.base.entries.get(page.url.rstrip("/")))
        lastmod = f"<lastmod>{changed}</lastmod>" if changed else ""
        lines.append(f"<url><loc>{escape(base_url + page.url)}</loc>{lastmod}</url>")
    lines += ["</urlset>", ""]
    robots = f"User-agent: *\nAllow: /\nSitemap: {base_url}sitemap.xml\n"
    return {"sitemap.xml": "\n".join(lines).encode(), "robots.txt": robots.encode()}


def _changed(entry: Entry | None) -> str:
    date = entry.updated or entry.added if entry else None
    return date.machine_readable if date and len(date.machine_readable) == len("2026-11-21") else ""
