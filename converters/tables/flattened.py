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
_SAMPLED = 20_000
"""Cells that decide about the width of a longer stream."""


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

    Of the widths that explain nine tenths of it (a cell may have been lost or doubled somewhere)
    the one with the most regular rows wins, and of equals the widest.
    """
    stream = stream[:_SAMPLED]
    ends = _pad_ends(stream)
    longest = max(_pad_runs(stream))
    kinds = [kind_of(cell.text) for cell in stream]
    best: tuple[float, float, int] | None = None
    for width in range(max(longest + 1, 2), min(MAX_WIDTH, ends[0]) + 1):
        share = sum(end % width == 0 for end in ends) / len(ends)
        if share < 0.9 or not _starts_filled(stream, width):
            continue
        rank = (-_irregular(kinds, width), share, width)
        if best is None or rank > best:
            best = rank
    return best[2] if best else None


def _irregular(kinds: Sequence[Kind], width: int) -> float:
    """Share of rows in which a label follows a value, or which alone start with a value."""
    rows = [kinds[start : start + width] for start in range(0, len(kinds), width)]
    odd = sum(_label_after_value(row) for row in rows)
    value_first = sum(row[0] == "value" for row in rows)
    if value_first < 0.5 * len(rows):
        odd += value_first
    return round(odd / len(rows), 2)


def _label_after_value(row: Sequence[Kind]) -> bool:
    return "value" in row and "label" in row[row.index("value") :]


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
    kinds = [kind_of(cell.text) for cell in stream[:_SAMPLED]]
    if "value" not in kinds:
        return None
    first_value = kinds.index("value")
    for width in range(2, min(MAX_WIDTH, len(kinds) // 2) + 1):
        if len(stream) % width or first_value < width:
            continue
        head = first_value // width * width
        columns = [Counter(kinds[head + column :: width]) for column in range(width)]
        if len(kinds) - head < 2 * width:
            continue
        if "value" not in columns[0] and all(_uniform(column) for column in columns):
            return width
    return None


def _uniform(kinds: Counter[Kind]) -> bool:
    return not (kinds["label"] and kinds["value"])
