"""Pieces of one table on several pages: whether their columns are at the same places."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from .draft import DraftTable

HEADER = "the same header"
"""Why pieces may be one where their columns alone do not tell: their headers have to."""
_SAME_LINE = 4.0
"""Points within which two column lines are one."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A draft with the places of its column lines, left to right, in points."""

    draft: DraftTable
    xs: tuple[float, ...]
    loose: bool = False
    """Whether the lines are only halfway between columns of text, not drawn."""
    white: tuple[tuple[float, float], ...] = ()
    """The white between columns of text, from and to, where that is known."""


def may_fit(above: Piece, below: Piece) -> str | None:
    """What `fits` gives as far as the places of columns tell it, without a look at the cells."""
    if above.loose or below.loose:
        if _same_columns(above.xs, below.xs) or _share_white(above, below):
            return "columns at the same places"
        return HEADER if _same_outlines(above, below) else None
    shift = below.xs[0] - above.xs[0]
    wide = above.xs[-1] - above.xs[0]
    if abs((below.xs[-1] - below.xs[0]) - wide) > max(_SAME_LINE, 0.015 * wide):
        return None
    lines = [x - shift for x in below.xs]
    shared = sum(nearest_line(x, above.xs) is not None for x in lines)
    if shared == len(lines) == len(above.xs):
        return "the same column lines"
    fewer = min(len(lines), len(above.xs))
    matches = (
        shared
        if len(lines) <= len(above.xs)
        else sum(nearest_line(x, lines) is not None for x in above.xs)
    )
    # One piece may show fewer lines than the other (a merged column), never other ones.
    if matches == fewer and fewer >= 3:
        return "the column lines of one piece are among those of the other"
    return HEADER if _same_outlines(above, below) else None


def _same_columns(above: Sequence[float], below: Sequence[float]) -> bool:
    """Whether two rows of lines between columns of text part the same columns."""
    if len(above) != len(below):
        return False
    narrow = [min(a, b) for a, b in zip(_widths(above), _widths(below), strict=True)]
    return all(
        abs(x - y) <= max(_SAME_LINE, 0.35 * min(narrow[place - 1], narrow[place]))
        for place, (x, y) in enumerate(zip(above, below, strict=True))
        if 0 < place < len(above) - 1
    )


def _share_white(above: Piece, below: Piece) -> bool:
    """Whether pieces between the same sides have white in common between all their columns.

    Texts of one column are longer on one page than on another, so the middles of the white differ.
    """
    sides = [(above.xs[0], below.xs[0]), (above.xs[-1], below.xs[-1])]
    return (
        0 < len(above.white) == len(below.white)
        and all(abs(x - y) <= _SAME_LINE for x, y in sides)
        and all(a < y and x < b for (a, b), (x, y) in zip(above.white, below.white, strict=True))
    )


def shared_white(above: Piece, below: Piece) -> tuple[tuple[float, float], ...]:
    """The white that two pieces have in common; that of the upper one where they do not."""
    if len(above.white) != len(below.white):
        return above.white
    both = [(max(a, x), min(b, y)) for (a, b), (x, y) in zip(above.white, below.white, strict=True)]
    return tuple(both) if all(a < b for a, b in both) else above.white


def _same_outlines(above: Piece, below: Piece) -> bool:
    """Whether pieces of as many columns stand between the same sides.

    Where they start with one row of words, the blank places between columns may differ.
    """
    sides = [(above.xs[0], below.xs[0]), (above.xs[-1], below.xs[-1])]
    return len(above.xs) == len(below.xs) and all(abs(x - y) <= 2 * _SAME_LINE for x, y in sides)


def _widths(xs: Sequence[float]) -> list[float]:
    return [b - a for a, b in itertools.pairwise(xs)]


def nearest_line(x: float, lines: Sequence[float]) -> int | None:
    """The number of the line that a place is on; None where none is near."""
    best = min(range(len(lines)), key=lambda place: abs(lines[place] - x))
    return best if abs(lines[best] - x) <= _SAME_LINE else None
