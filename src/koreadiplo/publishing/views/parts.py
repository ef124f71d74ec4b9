"""What long lists show: their first lines, the way to their parts, and a part's page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .common import Page, Part, Ref


@dataclass(frozen=True, kw_only=True)
class PartPage(Page):
    """Some lines of a list that is too long for one page; the macro `look` of `lines.html` draws them.

    `told` says which they are (“251–500 of 756”). `sections` are the letters or decades of the list, if it goes by
    those, `pages` the numbered pages of this section.
    """

    whole: Ref
    told: str
    look: str
    lines: tuple[Any, ...]
    sections: tuple[Part, ...]
    pages: tuple[Part, ...]
    previous: Ref | None
    next: Ref | None
