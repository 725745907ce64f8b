"""Rows of a matrix: which cells are labels and which are values, and what to do with a misfit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from .canvas import Canvas, filled, text_blocks
from .cellkinds import kind_of
from .flattened import FlatCell, FlatRow, pad_row
from .stubs import UNNUMBERED, label_style


class RowShape(Protocol):
    """What every row should look like."""

    @property
    def stubs(self) -> int:
        """Label columns."""

    @property
    def values(self) -> int:
        """Value columns."""

    @property
    def width(self) -> int:
        """All columns."""

    @property
    def padded(self) -> bool:
        """Short rows were filled up on the right."""

    @property
    def placed(self) -> bool:
        """Cells stand in their columns."""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A row as labels and then values."""

    labels: tuple[FlatCell, ...]
    values: tuple[FlatCell, ...]
    """From the first value to the last cell with text."""
    first_value: int
    """Place of the first value in the row."""


def split_row(row: FlatRow) -> MatrixRow:
    """Labels and values of a row: the first cell that looks like a value parts them."""
    end = filled(row)
    first = next((index for index, cell in enumerate(row) if kind_of(cell.text) == "value"), end)
    labels = tuple(cell for cell in row[:first] if cell.text)
    return MatrixRow(labels, row[first:end], first)


def fit_row(row: FlatRow, shape: RowShape, canvas: Canvas) -> MatrixRow:
    """A row with as many values as the table has value columns; doubts are noted."""
    split = split_row(row)
    labels, values = split.labels, split.values
    if shape.placed:
        return MatrixRow(labels, row[shape.stubs :], shape.stubs)
    if shape.padded:
        real = max((index + 1 for index, cell in enumerate(row) if not cell.pad), default=0)
        values = row[len(labels) : max(real, min(len(row), len(labels) + shape.values))]
    # With padding the number of cells is certain, so a row with too many values lost a label;
    # without, a numbered label cannot be one of the values.
    numbered = bool(labels) and label_style(labels[-1].text) != UNNUMBERED
    if len(labels) > shape.stubs or (len(values) > shape.values and (shape.padded or not numbered)):
        return _from_the_right(row, shape, canvas)
    if len(values) > shape.values:
        values = _without_surplus(values, shape, canvas)
    elif any(not cell.text for cell in values) or len(values) < shape.values:
        _doubt_short(values, shape, canvas)
    return MatrixRow(labels, pad_row(values, shape.values), split.first_value)


def _from_the_right(row: FlatRow, shape: RowShape, canvas: Canvas) -> MatrixRow:
    """A row whose cells are counted from the right: first the values, what is left are labels."""
    cells = [cell for cell in row if not cell.pad] if shape.padded else list(row[: filled(row)])
    if len(cells) > shape.width:
        cells = [cell for cell in cells if cell.text]
    spare = max(len(cells) - shape.values, 0)
    labels, values = cells[:spare], cells[spare:]
    if spare > shape.stubs:
        keep = max(shape.stubs - 1, 0)
        merged = "\n".join(cell.text for cell in labels[keep:] if cell.text)
        if shape.stubs:
            labels = [*labels[:keep], FlatCell(merged, labels[keep].origin)]
        else:
            labels = []
            values[0] = FlatCell(f"{merged}\n{values[0].text}".strip(), values[0].origin)
    canvas.doubt(
        "table-row-ambiguous",
        f"A row holds {len(cells)} cells of which {shape.values} are values; "
        "its first cells were taken as labels.",
        row[0].origin,
    )
    return MatrixRow(tuple(labels), pad_row(values, shape.values), spare)


def _without_surplus(
    values: Sequence[FlatCell], shape: RowShape, canvas: Canvas
) -> tuple[FlatCell, ...]:
    """The values of a row that holds more than there are columns.

    When all are the same, it does not matter which of them are taken, and the surplus goes to
    the notes of the table; otherwise what is too much stays in the last column.
    """
    kept, surplus = list(values[: shape.values]), values[shape.values :]
    if len({cell.text for cell in values}) == 1:
        canvas.notes.extend(block for cell in surplus for block in text_blocks(cell))
    else:
        text = "\n".join(cell.text for cell in (kept[-1], *surplus) if cell.text)
        kept[-1] = FlatCell(text, kept[-1].origin)
    canvas.doubt(
        "table-row-ambiguous",
        f"A row holds {len(values)} values for {shape.values} columns.",
        values[0].origin,
    )
    return tuple(kept)


def _doubt_short(values: Sequence[FlatCell], shape: RowShape, canvas: Canvas) -> None:
    """Note a row with too few values, unless it is blank or its empty cells are in place."""
    texts = [cell for cell in values if cell.text]
    in_place = shape.padded and sum(not cell.pad for cell in values) == shape.values
    if texts and not in_place:
        canvas.doubt(
            "table-row-ambiguous",
            f"A row holds {len(texts)} of {shape.values} values; they stand from the left in "
            "the order of the source.",
            texts[0].origin,
        )
