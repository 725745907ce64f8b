"""Restore the spans of a table that was flattened to rows of cells.

Two layouts are known. A *matrix* has labels on the left and the same number of values at the end
of every row; its labels slid to the left where a span was dropped. *Stacked blocks* are small
tables of one width under each other, each below a line that spans the whole width. Anything else
stays on the grid as it is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ..diagnostics import diagnostic
from ..model import Block, Diagnostic, Origin, Paragraph, Role, Text, TextOrigin
from .cellkinds import heads_columns, kind_of
from .draft import DraftCell, DraftTable
from .flattened import FlatCell, FlatRow, pad_row
from .headerpack import HeadLabel, Packing, pack_head
from .stubs import UNNUMBERED, StubPlan, count_levels, label_style, plan_stubs

Report = Callable[[Diagnostic], None]
AMBIGUOUS_CONFIDENCE = 0.6
"""Confidence of a table whose spans could be restored in several ways."""


@dataclass(slots=True)
class _Canvas:
    """The draft being filled, and what was learnt on the way."""

    cells: list[DraftCell] = field(default_factory=list)
    restored: bool = False
    notes: list[Block] = field(default_factory=list)
    doubts: list[tuple[str, str, Origin | None]] = field(default_factory=list)
    """Code, message and origin of what could not be decided with certainty."""

    def put(
        self, cell: FlatCell, row: int, column: int, spans: tuple[int, int], role: Role | None
    ) -> DraftCell:
        """Add a cell; `spans` are rows and columns."""
        placed = DraftCell(
            row,
            column,
            *spans,
            blocks=text_blocks(cell),
            origins=(cell.origin,) if cell.origin else (),
            role=role,
        )
        self.cells.append(placed)
        self.restored = self.restored or spans != (1, 1)
        return placed


def text_blocks(cell: FlatCell) -> tuple[Paragraph, ...]:
    """The blocks of a cell: a paragraph for each line of its text, none for an empty one."""
    return tuple(
        Paragraph((Text(line),), origin=cell.origin)
        for line in cell.text.split("\n")
        if line.strip()
    )


def restore_spans(rows: Sequence[FlatRow], report: Report, *, padded: bool) -> DraftTable:
    """The draft of a flattened table with its spans restored as far as the evidence goes.

    `padded` says that short rows were filled up on the right (`FlatCell.pad`); otherwise empty
    cells stand where the source had them. Reports `table-spans-restored`,
    `table-spans-ambiguous` and `table-row-ambiguous`; no text is dropped.
    """
    width = max(len(row) for row in rows)
    rows = [pad_row(row, width) for row in rows]
    canvas = _Canvas()
    draft = (
        _stacked(rows, canvas, padded=padded)
        or _matrix(rows, canvas, padded=padded)
        or _as_written(rows, canvas, padded=padded)
    )
    draft.origin = _span_of(rows)
    draft.notes = tuple(canvas.notes)
    for code, message, origin in canvas.doubts:
        report(diagnostic(code, message, origin or draft.origin))
    if any(code == "table-spans-ambiguous" for code, _, _ in canvas.doubts):
        draft.confidence = AMBIGUOUS_CONFIDENCE
    elif canvas.restored:
        report(
            diagnostic(
                "table-spans-restored",
                f"The spans of a table of {draft.rows} x {draft.columns} were restored.",
                draft.origin,
            )
        )
    return draft


def _span_of(rows: Sequence[FlatRow]) -> Origin | None:
    origins = [cell.origin for row in rows for cell in row if isinstance(cell.origin, TextOrigin)]
    if not origins:
        return None
    return TextOrigin(origins[0].start, origins[-1].end, origins[0].line)


def _filled(row: FlatRow) -> int:
    """Cells of the row up to the last one with text."""
    return max((index + 1 for index, cell in enumerate(row) if cell.text), default=0)


def _as_written(rows: Sequence[FlatRow], canvas: _Canvas, *, padded: bool) -> DraftTable:
    """Every cell where it is written; a lone cell of a padded row spans the row."""
    width = len(rows[0])
    for index, row in enumerate(rows):
        if padded and _is_banner(row):
            canvas.put(row[0], index, 0, (1, width), None)
            continue
        for column, cell in enumerate(row):
            if not cell.pad:
                canvas.put(cell, index, column, (1, 1), None)
    return DraftTable(len(rows), width, canvas.cells)


def _is_banner(row: FlatRow) -> bool:
    """Whether a row is one cell and padding that is surely padding."""
    return len(row) > 2 and bool(row[0].text) and all(cell.pad for cell in row[1:])


# --- stacked blocks -------------------------------------------------------------------------


def _stacked(rows: Sequence[FlatRow], canvas: _Canvas, *, padded: bool) -> DraftTable | None:
    """A table of blocks, each a banner, a row of column heads, and rows of values."""
    starts = [index for index, row in enumerate(rows) if _filled(row) == 1 and row[0].text]
    if not starts or starts[0] != 0 or len(rows[0]) < 3:
        return None
    blocks = [rows[start:end] for start, end in zip(starts, [*starts[1:], len(rows)], strict=True)]
    if not all(_is_block(block) for block in blocks) or (len(blocks) < 2 and not padded):
        return None
    for start, block in zip(starts, blocks, strict=True):
        _place_block(block, start, canvas)
    return DraftTable(len(rows), len(rows[0]), canvas.cells, header_rows=2, stub_columns=1)


def _is_block(block: Sequence[FlatRow]) -> bool:
    if len(block) < 2 or kind_of(block[0][0].text) != "label":
        return False
    counts = {_filled(row) for row in block[1:]}
    heads, *body = block[1:]
    return (
        len(counts) == 1
        and all(cell.text for row in block[1:] for cell in row[: _filled(row)])
        and heads_columns([cell.text for cell in heads])
        and all(kind_of(row[0].text) == "label" for row in body)
    )


def _place_block(block: Sequence[FlatRow], first_row: int, canvas: _Canvas) -> None:
    width, count = len(block[0]), _filled(block[1])
    canvas.put(block[0][0], first_row, 0, (1, width), "header")
    starts = _shares(count, width)
    if starts is None:
        starts = [*range(count), width]
    if 2 < count < width:
        canvas.doubts.append(
            (
                "table-spans-ambiguous",
                f"{count} cells share {width} columns; which of them spans more than one "
                "is not written in the text.",
                block[1][0].origin,
            )
        )
    for offset, row in enumerate(block[1:], 1):
        for index in range(count):
            spans = (1, starts[index + 1] - starts[index])
            role: Role = "header" if offset == 1 else "stub" if index == 0 else "data"
            canvas.put(row[index], first_row + offset, starts[index], spans, role)


def _shares(count: int, width: int) -> list[int] | None:
    """Column boundaries when the cells after the first share the width equally."""
    if count < 2 or (width - 1) % (count - 1):
        return None
    share = (width - 1) // (count - 1)
    return [0, *range(1, width + 1, share)]


# --- matrices -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _BodyRow:
    """A row of labels and then values."""

    labels: tuple[FlatCell, ...]
    values: tuple[FlatCell, ...]
    """From the first value to the last cell with text."""
    first_value: int
    """Place of the first value in the row."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """What the rows of a matrix agree on."""

    head: int
    """Leading rows of column headers."""
    stubs: int
    values: int

    @property
    def width(self) -> int:
        return self.stubs + self.values


def _split(row: FlatRow) -> _BodyRow:
    filled = _filled(row)
    first = next((index for index, cell in enumerate(row) if kind_of(cell.text) == "value"), filled)
    labels = tuple(cell for cell in row[:first] if cell.text)
    return _BodyRow(labels, row[first:filled], first)


def _matrix(rows: Sequence[FlatRow], canvas: _Canvas, *, padded: bool) -> DraftTable | None:
    shape = _shape(rows, padded=padded)
    if shape is None:
        return None
    head, body = rows[: shape.head], rows[shape.head :]
    packing = _pack(head, shape, padded=padded) if head else None
    if head and packing is None:
        packing = _Head([], certain=False, written=True)
    if packing is not None:
        _place_head(head, packing, shape, canvas)
    _place_body(body, shape, canvas, padded=padded)
    draft = DraftTable(len(rows), shape.width, canvas.cells)
    if head:
        draft.header_rows, draft.stub_columns = shape.head, shape.stubs
    draft.columns = max(cell.column + cell.column_span for cell in canvas.cells)
    return draft


def _shape(rows: Sequence[FlatRow], *, padded: bool) -> _Shape | None:
    """What head, stubs and values a matrix has, or None if the rows are not one."""
    head = 0
    while head < len(rows) - 1 and _is_head(rows, head):
        head += 1
    body = [_split(row) for row in rows[head:]]
    counts = Counter(len(row.values) for row in body if row.values)
    if not counts:
        return None
    values, agreeing = max(counts.items(), key=lambda item: (item[1], item[0]))
    if agreeing < 0.6 * counts.total() or not values:
        return None
    labels = [[cell.text for cell in row.labels] for row in body if len(row.values) == values]
    stubs = count_levels(labels)
    width = len(rows[0])
    if padded:
        if stubs + values != width:
            return None
        full = all(not cell.pad for row in rows for cell in row)
        return None if full else _Shape(head, stubs, values)
    if not _is_displaced(rows, head, stubs):
        return None
    return _Shape(head, stubs, values)


def _is_head(rows: Sequence[FlatRow], index: int) -> bool:
    """Whether a leading row holds no values; a lone row of years over rows of values does not."""
    texts = [cell.text for cell in rows[index]]
    return any(texts) and heads_columns(texts)


def _is_displaced(rows: Sequence[FlatRow], head: int, stubs: int) -> bool:
    """Whether rows with empty cells in place show that spans were written out as empty cells."""
    starts = {_split(row).first_value for row in rows[head:] if _split(row).values}
    if len(starts) > 1:
        return stubs > 1
    head_gaps = any(not cell.text for row in rows[:head] for cell in row)
    stub_gaps = any(not cell.text for row in rows[head:] for cell in row[:stubs])
    return (head > 1 and head_gaps) or (stubs > 1 and stub_gaps)


# --- head of a matrix


@dataclass(frozen=True, slots=True)
class _Head:
    """How the head is to be placed."""

    corner: list[tuple[FlatCell, int, int]]
    """Cells over the stub columns, with column and column span; they reach to the bottom."""
    certain: bool
    packing: Packing | None = None
    labels: tuple[tuple[FlatCell, ...], ...] = ()
    first_column: int = 0
    written: bool = False
    """Nothing fits: place the labels from the left as they are written."""


def _pack(head: Sequence[FlatRow], shape: _Shape, *, padded: bool) -> _Head | None:
    labels = [tuple(cell for cell in row if cell.text) for row in head]
    found: list[_Head] = []
    for corner in _corners(head[0], shape.stubs):
        rest = (labels[0][sum(bool(cell.text) for cell in corner) :], *labels[1:])
        packing = pack_head(
            [
                [_head_label(cell, head[row], shape, padded) for cell in cells]
                for row, cells in enumerate(rest)
            ],
            shape.values,
        )
        if packing is not None:
            step = shape.stubs // len(corner) if corner else 0
            placed = [(cell, index * step, step) for index, cell in enumerate(corner)]
            found.append(_Head(placed, packing.certain, packing, rest, shape.stubs))
    if not found:
        return _pack_whole(head, labels, shape, padded=padded)
    return found[0]


def _corners(first: FlatRow, stubs: int) -> list[tuple[FlatCell, ...]]:
    """Ways in which the first cells of the head cover the stub columns."""
    if stubs == 0:
        return [()]
    if stubs == 1 or not first[0].text:
        return [first[:1]]
    return [first[:1], first[:stubs]]


def _pack_whole(
    head: Sequence[FlatRow],
    labels: Sequence[tuple[FlatCell, ...]],
    shape: _Shape,
    *,
    padded: bool,
) -> _Head | None:
    """The head as one piece, where the stub columns have a head with levels of its own."""
    packing = pack_head(
        [
            [_head_label(cell, head[row], shape, padded, 0) for cell in cells]
            for row, cells in enumerate(labels)
        ],
        shape.width,
    )
    if packing is None:
        return None
    straddles = any(
        label.column < shape.stubs < label.column + label.column_span for label in packing.labels
    )
    return _Head([], packing.certain and not straddles, packing, tuple(labels), 0)


def _head_label(
    cell: FlatCell, row: FlatRow, shape: _Shape, padded: bool, first: int | None = None
) -> HeadLabel:
    if padded:
        return HeadLabel(cell.text)
    offset = shape.stubs if first is None else first
    # In a source that keeps empty cells the place of a label counts from the corner's one column
    # or from all stub columns; only the latter says something.
    return HeadLabel(cell.text, row.index(cell) - offset)


def _place_head(head: Sequence[FlatRow], plan: _Head, shape: _Shape, canvas: _Canvas) -> None:
    rows = len(head)
    for cell, column, span in plan.corner:
        canvas.put(cell, 0, column, (rows, span), "header")
    if plan.packing is None:
        _place_head_as_written(head, shape, canvas)
    else:
        for label in plan.packing.labels:
            canvas.put(
                plan.labels[label.row][label.index],
                label.row,
                plan.first_column + label.column,
                (label.row_span, label.column_span),
                "header",
            )
    if not plan.certain:
        canvas.doubts.append(
            (
                "table-spans-ambiguous",
                f"The {rows} header rows of a table with {shape.values} value columns can be "
                "put together in several ways."
                if plan.packing
                else f"The {rows} header rows do not fit over {shape.values} value columns; "
                "they stand as written.",
                head[0][0].origin,
            )
        )


def _place_head_as_written(head: Sequence[FlatRow], shape: _Shape, canvas: _Canvas) -> None:
    for index, row in enumerate(head):
        cells = row[: shape.width]
        for column, cell in enumerate(cells):
            if not cell.pad:
                canvas.put(cell, index, column, (1, 1), "header")
        for column, cell in enumerate(row[shape.width :], shape.width):
            if cell.text:
                canvas.put(cell, index, column, (1, 1), "header")


# --- body of a matrix


def _place_body(body: Sequence[FlatRow], shape: _Shape, canvas: _Canvas, *, padded: bool) -> None:
    split = [_repaired(row, shape, canvas, padded=padded) for row in body]
    plan = plan_stubs([[cell.text for cell in row.labels] for row in split], shape.stubs)
    active: list[DraftCell | None] = [None] * shape.stubs
    for index, (source, row) in enumerate(zip(body, split, strict=True)):
        line = shape.head + index
        if _is_banner(source) and shape.width > 2:
            canvas.put(source[0], line, 0, (1, shape.width), "header")
            active = [None] * shape.stubs
            continue
        _place_stubs(row.labels, plan.columns[index], line, active, canvas)
        for column, cell in enumerate(row.values, shape.stubs):
            canvas.put(cell, line, column, (1, 1), "data")
    _doubt_stubs(split, plan, canvas)


def _doubt_stubs(rows: Sequence[_BodyRow], plan: StubPlan, canvas: _Canvas) -> None:
    for index in plan.doubtful:
        labels = rows[index].labels
        if labels:
            canvas.doubts.append(
                (
                    "table-spans-ambiguous",
                    f"The label {labels[0].text!r} could stand in several stub columns.",
                    labels[0].origin,
                )
            )


def _place_stubs(
    labels: Sequence[FlatCell],
    columns: Sequence[int],
    line: int,
    active: list[DraftCell | None],
    canvas: _Canvas,
) -> None:
    """Place the labels of a row and let those above go on in the columns before the first."""
    stubs = len(active)
    first = columns[0] if columns else stubs
    _go_on(first, line, active, canvas)
    ends = [*columns, stubs][1:]
    for cell, column, end in zip(labels, columns, ends, strict=True):
        placed = canvas.put(cell, line, column, (1, end - column), "stub")
        active[column:end] = [placed] * (end - column)


def _go_on(first: int, line: int, active: list[DraftCell | None], canvas: _Canvas) -> None:
    """Lengthen the labels over the columns before `first`; where that cannot be, leave blanks."""
    column = 0
    while column < first:
        above = active[column]
        if above is not None and above.column + above.column_span <= first:
            above.row_span += 1
            canvas.restored = True
            column = above.column + above.column_span
            continue
        active[column] = canvas.put(FlatCell(""), line, column, (1, 1), "stub")
        column += 1


def _repaired(row: FlatRow, shape: _Shape, canvas: _Canvas, *, padded: bool) -> _BodyRow:
    """The labels of a row and exactly as many values as the table has value columns."""
    split = _split(row)
    labels, values = split.labels, split.values
    if padded:
        real = max((index + 1 for index, cell in enumerate(row) if not cell.pad), default=0)
        values = row[len(labels) : max(real, min(len(row), len(labels) + shape.values))]
    known = not padded and bool(labels) and label_style(labels[-1].text) != UNNUMBERED
    if len(labels) > shape.stubs or (len(values) > shape.values and not known):
        return _overfull(row, shape, canvas, padded=padded)
    if len(values) > shape.values:
        values = _without_surplus(values, shape, canvas)
    if len(values) < shape.values or any(not cell.text for cell in values):
        _doubt_short(row, values, shape, canvas, padded=padded)
    return _BodyRow(labels, pad_row(values, shape.values), split.first_value)


def _without_surplus(
    values: Sequence[FlatCell], shape: _Shape, canvas: _Canvas
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
    canvas.doubts.append(
        (
            "table-row-ambiguous",
            f"A row holds {len(values)} values for {shape.values} columns.",
            values[0].origin,
        )
    )
    return tuple(kept)


def _overfull(row: FlatRow, shape: _Shape, canvas: _Canvas, *, padded: bool) -> _BodyRow:
    """A row whose cells are counted from the right: values first, what is left are labels."""
    cells = [cell for cell in row if not cell.pad] if padded else list(row[: _filled(row)])
    if len(cells) > shape.width:
        cells = [cell for cell in cells if cell.text]
    spare = max(len(cells) - shape.values, 0)
    labels, values = cells[:spare], cells[spare:]
    if spare > shape.stubs:
        merged = "\n".join(cell.text for cell in labels[shape.stubs - 1 :])
        labels = [*labels[: shape.stubs - 1], FlatCell(merged, labels[shape.stubs - 1].origin)]
    canvas.doubts.append(
        (
            "table-row-ambiguous",
            f"A row holds {len(cells)} cells of which {shape.values} are values; "
            "its first cells were taken as labels.",
            row[0].origin,
        )
    )
    return _BodyRow(tuple(labels), tuple(values), spare)


def _doubt_short(
    row: FlatRow, values: Sequence[FlatCell], shape: _Shape, canvas: _Canvas, *, padded: bool
) -> None:
    filled = [cell for cell in values if cell.text]
    if not filled:
        return
    real = sum(not cell.pad for cell in values)
    if padded and real == shape.values:
        return
    canvas.doubts.append(
        (
            "table-row-ambiguous",
            f"A row holds {len(filled)} of {shape.values} values; they stand from the left in "
            "the order of the source.",
            (row[0] if row[0].origin else filled[0]).origin,
        )
    )
