"""Gutters: the blank strips between columns, and the columns that texts stand in beside them."""

from __future__ import annotations

from collections.abc import Sequence

from ..lines.words import Chunk, TextLine

BESIDE = 0.95
"""Distance of baselines, in font sizes, up to which two lines stand beside each other."""
SPACE = 0.33
"""Widest word space in font sizes; justified lines aside."""
NARROWEST = 1.5
"""Points that a gutter is wide at least."""
Gutter = tuple[float, float]
"""Left and right side of a blank strip between two columns."""


def level_lines(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines, those that stand half a line off beside each other as one.

    Cells aligned to the middle of their row stand between the lines of their neighbours.
    """
    out: list[TextLine] = []
    for line in lines:
        near = bool(out) and line.baseline - out[-1].baseline < BESIDE * line.size
        if near and not _overlap(out[-1], line):
            words = sorted((*out[-1].words, *line.words), key=lambda word: word.x0)
            out[-1] = TextLine(tuple(words))
        else:
            out.append(line)
    return out


def _overlap(one: TextLine, other: TextLine) -> bool:
    return any(
        a0 < b1 and b0 < a1 for a0, a1, _ in one.tight_sides for b0, b1, _ in other.tight_sides
    )


def column_of(chunk: Chunk, gutters: Sequence[Gutter]) -> tuple[int, int]:
    """First and last column that a chunk stands in.

    A gutter is blank on most lines only: a long text of the column before it may reach into it,
    and so may one of the column after it. Only a text that reaches over all of it spans.
    """
    return column_between(chunk.x0, chunk.x1, 0.1 * chunk.size, gutters)


def column_between(x0: float, x1: float, near: float, gutters: Sequence[Gutter]) -> tuple[int, int]:
    """The same for a text between two sides, which may reach `near` points into a gutter."""
    first = last = 0
    for number, (a, b) in enumerate(gutters, start=1):
        if x0 < a - near:
            if x1 > b + near:
                last = number
            elif x1 < a - near:
                break  # the others lie further right
        elif x1 > b + near or x0 - a > b - x1:
            first = last = number
        # Else it stands in the gutter, nearer to the column before it.
    return first, last if last > first else first


def own_columns(line: TextLine, gutters: Sequence[Gutter]) -> set[int]:
    """Columns in which a line has a text of its own."""
    columns = set()
    for x0, x1, size in line.tight_sides:
        first, last = column_between(x0, x1, 0.1 * size, gutters)
        if first == last:
            columns.add(first)
    return columns
