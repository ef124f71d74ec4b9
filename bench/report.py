"""Tables in Markdown, of medians with the spread beside them."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Lay out a table; all columns but the first are numbers."""
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def seconds(values: Sequence[float]) -> str:
    """Print the median of some times, and how far they spread."""
    return _spread(values, " s")


def ratio(values: Sequence[float], others: Sequence[float]) -> str:
    """Print the median of the ratios of what was measured in the same rounds."""
    return _spread([value / other for value, other in zip(values, others, strict=True)], "")


def mebibytes(values: Sequence[float]) -> str:
    """Print the highest of some peaks of memory."""
    return f"{max(values):,.0f} MiB"


def count(number: int) -> str:
    """Print a number of things."""
    return f"{number:,}"


def _spread(values: Sequence[float], unit: str) -> str:
    middle = f"{_digits(statistics.median(values))}{unit}"
    return middle if len(values) == 1 else f"{middle} ({_digits(min(values))}–{_digits(max(values))})"


def _digits(value: float) -> str:
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
