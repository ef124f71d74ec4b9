"""Why nothing was done of what an editor asked for."""

from __future__ import annotations

from collections.abc import Sequence

from ..diagnostics import Diagnostic


class Refused(Exception):
    """What stands in the way, and what to do; `diagnostics` are the errors in the content if that is what."""

    def __init__(self, message: str, hint: str = "", diagnostics: Sequence[Diagnostic] = ()) -> None:
        super().__init__(f"{message} {hint}".strip())
        self.diagnostics = tuple(diagnostics)
