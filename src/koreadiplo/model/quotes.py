"""Straight quotation marks and apostrophes → those of print."""

from __future__ import annotations

import re

_OPENING = re.compile(r"(?:(?<=[\s(\[{/–—“‘])|^)[\"']+(?=\S)")
_PRINTED = str.maketrans("\"'", "”’")


def print_quotes(text: str) -> str:
    """Replace straight quotation marks by those of English print: “opening” after a space or bracket, else closing.

    The rule is that of SmartyPants (John Gruber, 2002), without its exceptions: '90s gets an opening mark.
    """
    if '"' not in text and "'" not in text:
        return text
    return _OPENING.sub(lambda marks: marks[0].replace('"', "“").replace("'", "‘"), text).translate(_PRINTED)
