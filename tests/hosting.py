"""A site's file ``_headers``, read as hosts read it."""

import re


def read_headers(text: str) -> dict[str, dict[str, str]]:
    """Read the rules: headers by the path that they are for."""
    blocks = [block.splitlines() for block in text.strip().split("\n\n")]
    return {path: dict(line.strip().split(": ", 1) for line in lines) for path, *lines in blocks}


def headers_of(rules: dict[str, dict[str, str]], address: str) -> dict[str, str]:
    """Give the headers of an address; no two rules may give the same, for hosts differ in what becomes of that."""
    headers: dict[str, str] = {}
    for path, given in rules.items():
        pattern = re.sub(r"\\\*", ".*", re.sub(r":[a-z]+", "[^/]+", re.escape(path)))
        if re.fullmatch(pattern, address):
            assert not headers.keys() & given.keys(), (path, address)
            headers |= given
    return headers
