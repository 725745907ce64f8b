"""Tables whose cells stand one after another in a text, put back into rows.

A text extractor that knows no spans writes each cell followed by `|` and pads every row on the
right with pipes until it is as wide as the widest row. Where it puts each cell on a line of its
own, the only trace of the rows is that padding ends at a row end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Origin
from .cellkinds import Kind, kind_of

MAX_WIDTH = 200
"""Columns; a stream of cells is never read as a wider table."""


@dataclass(frozen=True, slots=True)
class FlatCell:
    """A cell of a table that was flattened into text."""

    text: str
    """Without outer white space; empty for a cell without text."""
    origin: Origin | None = None
    pad: bool = False
    """It only fills up the row: the source had no cell there, or one that a span covers."""


FlatRow = tuple[FlatCell, ...]
PAD = FlatCell("", pad=True)


def rows_of_stream(stream: Sequence[FlatCell]) -> list[FlatRow] | None:
    """The rows of cells written one after another, or None where nothing shows their width.

    Every run of padding but the last should end at a row end; the padding of the last row may
    be missing.
    """
    width = _padded_width(stream) if any(cell.pad for cell in stream) else _rhythm(stream)
    if width is None:
        return None
    return [pad_row(stream[start : start + width], width) for start in range(0, len(stream), width)]


def pad_row(cells: Sequence[FlatCell], width: int) -> FlatRow:
    """`cells` as a row of at least `width` cells."""
    return (*cells, *[PAD] * (width - len(cells)))


def _padded_width(stream: Sequence[FlatCell]) -> int | None:
    """The width at whose multiples padding ends.

    The widest that explains all padding wins; if none does, the one that explains the most, as
    long as that is nine tenths: a cell may have been lost or doubled somewhere.
    """
    ends = _pad_ends(stream)
    longest = max(_pad_runs(stream))
    best: tuple[float, int] | None = None
    for width in range(max(longest + 1, 2), min(MAX_WIDTH, ends[0]) + 1):
        share = sum(end % width == 0 for end in ends) / len(ends)
        if (
            share >= 0.9
            and (best is None or (share, width) >= best)
            and _starts_filled(stream, width)
        ):
            best = (share, width)
    return best[1] if best else None


def _pad_ends(stream: Sequence[FlatCell]) -> list[int]:
    following = [*(cell.pad for cell in stream[1:]), False]
    return [
        index + 1
        for index, (cell, padded) in enumerate(zip(stream, following, strict=True))
        if cell.pad and not padded
    ]


def _pad_runs(stream: Sequence[FlatCell]) -> list[int]:
    runs, run = [0], 0
    for cell in stream:
        run = run + 1 if cell.pad else 0
        runs.append(run)
    return runs


def _starts_filled(stream: Sequence[FlatCell], width: int) -> bool:
    """Whether no row is all padding."""
    return not any(stream[start].pad for start in range(0, len(stream), width))


def _rhythm(stream: Sequence[FlatCell]) -> int | None:
    """The width at which labels and values repeat, or None if no single width shows.

    Without padding each row is full. The columns below the first row must each hold one kind of
    cell, at least one column values and the first one labels; the smallest such width wins, as
    its multiples repeat too.
    """
    kinds = [kind_of(cell.text) for cell in stream]
    if "value" not in kinds:
        return None
    first_value = kinds.index("value")
    for width in range(2, min(MAX_WIDTH, len(stream) // 2) + 1):
        if len(stream) % width or first_value < width:
            continue
        head = first_value // width * width
        columns = [Counter(kinds[head + column :: width]) for column in range(width)]
        if len(stream) - head < 2 * width:
            continue
        if "value" not in columns[0] and all(_uniform(column) for column in columns):
            return width
    return None


def _uniform(kinds: Counter[Kind]) -> bool:
    return not (kinds["label"] and kinds["value"])
