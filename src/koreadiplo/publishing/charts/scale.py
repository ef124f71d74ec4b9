"""The axis of values: from numbers to heights, with round numbers marked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

_STEPS = (1, 2, 5, 10)
_MOST_STEPS = 5
_NARROW = Decimal("0.1")
_MULTIPLES = ((Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
_NUMERALS = {"hundred", "thousand", "million", "billion", "trillion", "hundreds", "thousands", "millions", "billions"}


@dataclass(frozen=True)
class Height:
    """A number marked on an axis, at a percentage of its length from the top."""

    at: float
    label: str
    zero: bool


@dataclass(frozen=True)
class ValueAxis:
    """A range of numbers from `low` to `high`, both multiples of `step`, in a `unit` that may stand for millions."""

    low: Decimal
    high: Decimal
    step: Decimal
    multiple: Decimal
    unit: str

    def at(self, value: Decimal) -> float:
        """Give a number's height in percent from the top."""
        return round(float((self.high - value) / (self.high - self.low)) * 100, 2)

    @property
    def ticks(self) -> tuple[Height, ...]:
        """The numbers to be marked, from the lowest."""
        count = int((self.high - self.low) / self.step)
        return tuple(self._tick(self.low + self.step * number) for number in range(count + 1))

    def _tick(self, value: Decimal) -> Height:
        exponent = (self.step / self.multiple).normalize().as_tuple().exponent
        places = max(0, -int(exponent)) if value else 0
        return Height(self.at(value), f"{value / self.multiple:,.{places}f}".replace("-", "−"), not value)


def make_scale(values: Collection[Decimal], unit: str) -> ValueAxis:
    """Make the axis that holds all values, with steps of 1, 2 or 5 times a power of ten.

    It begins at zero, so that heights compare as the numbers do. Only where all values lie in the last tenth of the
    way from zero does it not: there nothing could be told apart. From a million on it counts in millions or billions,
    if the unit is not such a number itself.
    """
    least, most = min(values), max(values)
    if most - least == 0 or most - least > _NARROW * max(abs(least), abs(most)):
        least, most = min(least, Decimal(0)), max(most, Decimal(0))
    if least == most:
        most += 1
    span = most - least
    power = Decimal(1).scaleb((span / _MOST_STEPS).adjusted())
    step = next(factor * power for factor in _STEPS if factor * power * _MOST_STEPS >= span)
    low = (least / step).to_integral_value(ROUND_FLOOR) * step
    high = (most / step).to_integral_value(ROUND_CEILING) * step
    multiple, word = next(
        ((number, word) for number, word in _MULTIPLES if max(abs(low), abs(high)) >= number), (Decimal(1), "")
    )
    if not word or _NUMERALS & set(unit.casefold().split()):
        return ValueAxis(low, high, step, Decimal(1), unit)
    return ValueAxis(low, high, step, multiple, f"{word} {unit}")
