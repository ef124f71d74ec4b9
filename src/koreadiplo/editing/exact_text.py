"""Text of a file that is changed in places, and stays byte for byte what it was everywhere else."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

_LINE_END = re.compile("\r\n|\r|\n")


class Edit(NamedTuple):
    """What comes in the place of a span of the text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class ExactText:
    """The bytes of a file in UTF-8, whatever its line ends are and with or without a byte-order mark.

    Raises `UnicodeDecodeError` where they are something else.
    """

    raw: bytes

    @cached_property
    def text(self) -> str:
        """The text as all stages see it: without a byte-order mark, and with a line feed at each line's end."""
        return _LINE_END.sub("\n", self._written)

    @cached_property
    def _written(self) -> str:
        return self.raw.removeprefix(codecs.BOM_UTF8).decode("utf-8")

    @cached_property
    def _lines(self) -> list[int]:
        """Where each line begins in `text`."""
        return list(
            accumulate((len(line) for line in self.text.split("\n")), lambda at, size: at + size + 1, initial=0)
        )

    def offset(self, line: int, column: int) -> int:
        """Give the offset in `text` of a line and a column, both counted from 1."""
        return self._lines[line - 1] + column - 1

    def edited(self, edits: Iterable[Edit]) -> bytes:
        """Give the bytes of the file with spans of `text` replaced; new lines end as the first line does."""
        line_end = first[0] if (first := _LINE_END.search(self._written)) else "\n"
        parts: list[str] = []
        at = 0
        for edit in sorted(edits):
            start, end = self._place(edit.start), self._place(edit.end)
            parts += [self._written[at:start], edit.text.replace("\n", line_end)]
            at = end
        mark = codecs.BOM_UTF8 if self.raw.startswith(codecs.BOM_UTF8) else b""
        return mark + "".join([*parts, self._written[at:]]).encode("utf-8")

    def _place(self, offset: int) -> int:
        """Give the offset in what is written of an offset in `text`."""
        return offset + sum(place < offset for place in self._long_line_ends)

    @cached_property
    def _long_line_ends(self) -> list[int]:
        """The offsets in `text` of the line ends that are written as two characters."""
        found = [match.start() for match in re.finditer("\r\n", self._written)]
        return [start - before for before, start in enumerate(found)]
