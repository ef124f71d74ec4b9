"""Years and decades as people name them. Years are astronomical numbers: 0 is 1 BC, -56 is 57 BC."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Decade:
    """Ten years with the same tens: 1880 to 1889, 59 to 50 BC. On both sides of the turn of the eras they are nine."""

    first: int
    last: int
    name: str

    def __str__(self) -> str:
        return self.name

    def __contains__(self, year: int) -> bool:
        return self.first <= year <= self.last


def name_year(year: int) -> str:
    """Name a year: “1884”, “57 BC”."""
    return str(year) if year > 0 else f"{1 - year} BC"


def decade_of(year: int) -> Decade:
    """Find the decade of a year."""
    if year > 0:
        tens = year // 10 * 10
        return Decade(max(tens, 1), tens + 9, f"{tens}s")
    tens = (1 - year) // 10 * 10
    return Decade(-8 - tens, min(1 - tens, 0), f"{tens}s BC")
