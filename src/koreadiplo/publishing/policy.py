"""What browsers may do with the site: load and run nothing that is not its own.

Follows Content Security Policy Level 3: https://www.w3.org/TR/CSP3/
"""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

_PAGES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
_SEARCH = {**_PAGES, "script-src": "'self' 'wasm-unsafe-eval'"}
"""Pagefind's code is WebAssembly."""


def _policy(directives: Mapping[str, str]) -> Markup:
    return Markup("; ".join(f"{name} {value}" for name, value in directives.items()))


PAGE_POLICY = _policy(_PAGES)
SEARCH_POLICY = _policy(_SEARCH)
HEADER_POLICY = _policy({**_SEARCH, "frame-ancestors": "'none'"})
"""For all files: each page narrows it by its own. Only a header can tell who may frame a page."""
