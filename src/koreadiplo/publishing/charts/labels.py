"""Numbers written at the marks of a chart, clear of each other, of other marks and of lines.

What is apart in a narrow chart is apart in a wide one too, since words and marks keep their size while distances grow.
So only the narrowest is looked at, in CSS pixels; `site.css` gives charts this height and their words this size.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from .marks import Label, Line, Mark

_WIDTH, _HEIGHT = 230, 208
_LETTER, _LINE = 7.5, 15
_MARK, _BAR, _OFF = 6, 3, 7
_FEW = 8


@dataclass(frozen=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def is_crossed_by(self, line: Line) -> bool:
        """Clip the line to the box's sides (Liang and Barsky 1984) and see whether any of it is left."""
        enters, leaves = 0.0, 1.0
        across = (line.x1 / 100 * _WIDTH, line.x2 / 100 * _WIDTH, self.left, self.right)
        down = (line.y1 / 100 * _HEIGHT, line.y2 / 100 * _HEIGHT, self.top, self.bottom)
        for start, end, low, high in (across, down):
            if start == end and not low < start < high:
                return False
            if start != end:
                first, last = sorted(((low - start) / (end - start), (high - start) / (end - start)))
                enters, leaves = max(enters, first), min(leaves, last)
        return enters < leaves


def label_marks(series: Sequence[Sequence[Mark]], lines: Iterable[Line]) -> tuple[tuple[Mark, ...], ...]:
    """Label the marks of all series: all if there is room, else the ends and the extremes of each.

    Where there is no room even for these, a mark stays without a label. Where marks are few, what room is left goes to
    the others.
    """
    every, every_line = list(chain.from_iterable(series)), list(lines)
    labels = _place(every, every, every_line)
    if len(labels) < len(every):
        wanted = list(chain.from_iterable(map(_telling, series)))
        labels = _place([*wanted, *every] if len(every) <= _FEW else wanted, every, every_line)
    return tuple(tuple(replace(mark, label=labels.get(id(mark))) for mark in marks) for marks in series)


def _telling(marks: Sequence[Mark]) -> Iterable[Mark]:
    """Pick the last of a series, its first, its highest and its lowest."""
    own = [mark for mark in marks if not mark.aside]
    return own[-1], own[0], min(own, key=lambda mark: mark.y), max(own, key=lambda mark: mark.y)


def _place(wanted: Iterable[Mark], marks: Iterable[Mark], lines: Sequence[Line]) -> dict[int, Label]:
    """Find room for the labels of the marks wanted, by their `id`."""
    taken = [box for mark in marks for box in _room_of(mark)]
    labels: dict[int, Label] = {}
    for mark in wanted:
        for label in () if id(mark) in labels else _positions(mark):
            box = _box(mark, label)
            if _is_inside(box) and not any(map(box.meets, taken)) and not any(map(box.is_crossed_by, lines)):
                labels[id(mark)] = label
                taken.append(box)
                break
    return labels


def _positions(mark: Mark) -> Iterable[Label]:
    highest, lowest = mark.span or (mark.y, mark.y)
    for above in (True, False):
        for anchor in ("middle", "start", "end"):
            yield Label(highest if above else lowest, above, anchor)


def _box(mark: Mark, label: Label) -> _Box:
    x, y, width = mark.x / 100 * _WIDTH, label.y / 100 * _HEIGHT, len(mark.text) * _LETTER
    left = {"start": x + _BAR, "middle": x - width / 2, "end": x - _BAR - width}[label.anchor]
    top = y - _OFF - _LINE if label.above else y + _OFF
    return _Box(left, top, left + width, top + _LINE)


def _is_inside(box: _Box) -> bool:
    return box.left >= -_MARK and box.right <= _WIDTH + _MARK and box.bottom <= _HEIGHT


def _room_of(mark: Mark) -> Iterable[_Box]:
    """Give the room that a mark and its bars take where the plot is narrowest."""
    x, y = mark.x / 100 * _WIDTH, mark.y / 100 * _HEIGHT
    yield _Box(x - _MARK, y - _MARK, x + _MARK, y + _MARK)
    if mark.years:
        yield _Box(mark.years[0] / 100 * _WIDTH, y - _BAR, mark.years[1] / 100 * _WIDTH, y + _BAR)
    if mark.span:
        yield _Box(x - _BAR, mark.span[0] / 100 * _HEIGHT, x + _BAR, mark.span[1] / 100 * _HEIGHT)
