"""Tables of labels and values whose labels slid to the left where spans were dropped.

Every row ends in the same number of values. What stands before them are labels, and how many
columns they share follows from the widest row or from the numbers that the labels carry.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Role
from .canvas import Canvas, is_banner
from .cellkinds import heads_columns, is_year, kind_of
from .draft import DraftCell, DraftTable
from .flattened import FlatCell, FlatRow
from .matrixhead import HeadPlan, place_head, plan_head
from .matrixrows import MatrixRow, fit_row, split_row
from .stubs import UNNUMBERED, StubPlan, count_levels, label_style, plan_stubs


@dataclass(frozen=True, slots=True)
class Shape:
    """What the rows of a matrix agree on."""

    head: int
    """Leading rows of column headers."""
    stubs: int
    values: int
    padded: bool
    """Short rows were filled up on the right."""
    placed: bool = False
    """All cells stand in their columns; spans were written out as empty cells."""

    @property
    def width(self) -> int:
        """All columns."""
        return self.stubs + self.values


def restore_matrix(rows: Sequence[FlatRow], canvas: Canvas, *, padded: bool) -> DraftTable | None:
    """The draft of a matrix with its spans restored, or None when the rows are something else."""
    shape = find_shape(rows, padded=padded)
    if shape is None:
        return None
    head, body = rows[: shape.head], rows[shape.head :]
    plan: HeadPlan | None = None
    if head:
        plan = plan_head(head, shape.stubs, shape.values, padded=padded, placed=shape.placed)
        if plan is None and shape.placed:
            return None
        place_head(head, plan, shape.stubs, shape.values, canvas)
    if shape.placed and not _all_numbered(body, shape):
        _place_as_written(body, shape, canvas)
    else:
        _place_body(body, shape, canvas)
    width = max(cell.column + cell.column_span for cell in canvas.cells)
    draft = DraftTable(len(rows), width, canvas.cells)
    if head:
        draft.header_rows, draft.stub_columns = shape.head, shape.stubs
    return draft


def find_shape(rows: Sequence[FlatRow], *, padded: bool) -> Shape | None:
    """Head, stubs and values of a matrix; None if the rows are not one, or need no repair."""
    head = 0
    while head < len(rows) - 1 and _is_head(rows[head], rows[head + 1]):
        head += 1
    body = [split_row(row) for row in rows[head:]]
    counts = Counter(len(row.values) for row in body if row.values)
    if not counts:
        return None
    values, agreeing = max(counts.items(), key=lambda item: (item[1], item[0]))
    if agreeing < 0.6 * counts.total():
        return None
    stubs = count_levels(
        [[cell.text for cell in row.labels] for row in body if len(row.values) == values]
    )
    if padded:
        whole = all(not cell.pad for row in rows for cell in row)
        fits = stubs + values == len(rows[0])
        return Shape(head, stubs, values, padded) if fits and not whole else None
    if _stands_in_columns(rows[head:], stubs, values):
        gaps = any(not cell.text for row in rows[:head] for cell in row)
        stub_gaps = stubs > 1 and any(not cell.text for row in rows[head:] for cell in row[:stubs])
        repair = (head > 1 and gaps) or stub_gaps
        return Shape(head, stubs, values, padded, placed=True) if repair else None
    starts = {row.first_value for row in body if row.values}
    return Shape(head, stubs, values, padded) if stubs > 1 and len(starts) > 1 else None


def _is_head(row: FlatRow, following: FlatRow) -> bool:
    """Whether a row holds headers: labels, or years when the next row does not hold years too."""
    texts = [cell.text for cell in row if cell.text]
    if any(map(is_year, texts)) and any(is_year(cell.text) for cell in following):
        return False
    return bool(texts) and heads_columns(texts)


def _stands_in_columns(body: Sequence[FlatRow], stubs: int, values: int) -> bool:
    """Whether labels stand only in the first `stubs` columns and values only after them."""
    return len(body[0]) == stubs + values and all(
        kind_of(cell.text) != ("value" if column < stubs else "label")
        for row in body
        for column, cell in enumerate(row)
    )


def _all_numbered(body: Sequence[FlatRow], shape: Shape) -> bool:
    """Whether the numbers of the labels say that empty stub cells are spans."""
    labels = [cell.text for row in body for cell in row[: shape.stubs] if cell.text]
    styles = {label_style(text) for text in labels}
    return shape.stubs > 1 and UNNUMBERED not in styles and len(styles) == shape.stubs


def _place_as_written(body: Sequence[FlatRow], shape: Shape, canvas: Canvas) -> None:
    for line, row in enumerate(body, shape.head):
        for column, cell in enumerate(row):
            role: Role = "stub" if column < shape.stubs else "data"
            canvas.put(cell, line, column, (1, 1), role)


def _place_body(body: Sequence[FlatRow], shape: Shape, canvas: Canvas) -> None:
    rows = [fit_row(row, shape, canvas) for row in body]
    plan = plan_stubs([[cell.text for cell in row.labels] for row in rows], shape.stubs)
    above: list[DraftCell | None] = [None] * shape.stubs
    for index, (source, row) in enumerate(zip(body, rows, strict=True)):
        line = shape.head + index
        if is_banner(source) and shape.padded:
            canvas.put(source[0], line, 0, (1, shape.width), "header")
            above = [None] * shape.stubs
            continue
        _place_labels(row.labels, plan.columns[index], line, above, canvas)
        for column, cell in enumerate(row.values, shape.stubs):
            canvas.put(cell, line, column, (1, 1), "data")
    _report_doubtful(rows, plan, canvas)


def _place_labels(
    labels: Sequence[FlatCell],
    columns: Sequence[int],
    line: int,
    above: list[DraftCell | None],
    canvas: Canvas,
) -> None:
    """Place the labels of a row; those above go on in the columns before the first of them."""
    stubs = len(above)
    _go_on(columns[0] if columns else stubs, line, above, canvas)
    ends = [*columns, stubs][1:]
    for cell, column, end in zip(labels, columns, ends, strict=True):
        placed = canvas.put(cell, line, column, (1, end - column), "stub")
        above[column:end] = [placed] * (end - column)


def _go_on(first: int, line: int, above: list[DraftCell | None], canvas: Canvas) -> None:
    """Lengthen the labels over the columns before `first`; where that cannot be, leave blanks."""
    column = 0
    while column < first:
        label = above[column]
        if label is not None and label.column + label.column_span <= first:
            label.row_span += 1
            canvas.restored = True
            column = label.column + label.column_span
            continue
        above[column] = canvas.put(FlatCell(""), line, column, (1, 1), "stub")
        column += 1


def _report_doubtful(rows: Sequence[MatrixRow], plan: StubPlan, canvas: Canvas) -> None:
    doubtful = [rows[index].labels[0] for index in plan.doubtful if rows[index].labels]
    if doubtful:
        canvas.doubt(
            "table-spans-ambiguous",
            f"{len(doubtful)} rows have fewer labels than the table has label columns and no "
            f"number that says where they stand; the first is {_short(doubtful[0].text)!r}.",
            doubtful[0].origin,
        )


def _short(text: str) -> str:
    return text if len(text) <= 20 else text[:20] + "…"


__all__ = ["Shape", "find_shape", "restore_matrix"]
