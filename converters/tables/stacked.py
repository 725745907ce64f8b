"""Tables of stacked blocks: a line over the whole width, column heads, rows; and so on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ..model import Role
from .canvas import Canvas, filled
from .cellkinds import heads_columns, kind_of
from .draft import DraftTable
from .flattened import FlatRow


def restore_stacked(rows: Sequence[FlatRow], canvas: Canvas, *, padded: bool) -> DraftTable | None:
    """The draft of stacked blocks of one width, or None when the rows are something else.

    Without padding, where an empty cell may be just empty, two blocks are needed as evidence.
    """
    starts = [index for index, row in enumerate(rows) if filled(row) == 1 and row[0].text]
    if not starts or starts[0] != 0 or len(rows[0]) < 3:
        return None
    blocks = [rows[start:end] for start, end in pairwise([*starts, len(rows)])]
    if not all(_is_block(block) for block in blocks) or (len(blocks) < 2 and not padded):
        return None
    for start, block in zip(starts, blocks, strict=True):
        _place_block(block, start, canvas)
    return DraftTable(len(rows), len(rows[0]), canvas.cells, header_rows=2, stub_columns=1)


def _is_block(block: Sequence[FlatRow]) -> bool:
    """Whether a banner is followed by a row of heads and by rows as long as it."""
    if len(block) < 2 or kind_of(block[0][0].text) != "label":
        return False
    heads, *body = block[1:]
    return (
        len({filled(row) for row in block[1:]}) == 1
        and all(cell.text for row in block[1:] for cell in row[: filled(row)])
        and heads_columns([cell.text for cell in heads])
        and all(kind_of(row[0].text) == "label" for row in body)
    )


def _place_block(block: Sequence[FlatRow], first_row: int, canvas: Canvas) -> None:
    width, count = len(block[0]), filled(block[1])
    canvas.put(block[0][0], first_row, 0, (1, width), "header")
    if 2 < count < width:
        canvas.doubt(
            "table-spans-ambiguous",
            f"{count} cells share {width} columns; which of them spans more than one "
            "is not written in the text.",
            block[1][0].origin,
        )
    starts = _boundaries(count, width)
    for offset, row in enumerate(block[1:], 1):
        for index in range(count):
            spans = (1, starts[index + 1] - starts[index])
            role: Role = "header" if offset == 1 else "stub" if index == 0 else "data"
            canvas.put(row[index], first_row + offset, starts[index], spans, role)


def _boundaries(count: int, width: int) -> list[int]:
    """Column boundaries of `count` cells: equal shares after the first, else the last takes all."""
    if count < 2 or (width - 1) % (count - 1):
        return [*range(count), width]
    share = (width - 1) // (count - 1)
    return [0, *range(1, width + 1, share)]
