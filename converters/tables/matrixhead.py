"""The head of a matrix: the corner over the labels, and the column headers over the values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .canvas import Canvas
from .flattened import FlatCell, FlatRow
from .headerpack import HeadLabel, Packing, pack_head


@dataclass(frozen=True, slots=True)
class HeadPlan:
    """Where the cells of the head go."""

    corner: tuple[tuple[FlatCell, int, int], ...]
    """Cells over the label columns, with column and column span; they reach to the bottom."""
    packing: Packing
    labels: tuple[tuple[FlatCell, ...], ...]
    """The packed cells, row by row."""
    first_column: int
    """Column at which the packed cells begin."""
    certain: bool


def plan_head(
    head: Sequence[FlatRow], stubs: int, values: int, *, padded: bool, placed: bool
) -> HeadPlan | None:
    """The most plausible arrangement of a head, or None when its labels fit in no way.

    `placed` says that the cells stand in their columns; then only a plan that agrees counts.
    """
    plans = [
        plan
        for corner in _corners(head[0], stubs)
        if (plan := _plan_over_values(head, corner, stubs, values, padded=padded))
    ]
    if not plans and (whole := _plan_whole(head, stubs, values, padded=padded)):
        plans.append(whole)
    if placed:
        plans = [plan for plan in plans if _agrees(plan, head)]
    return plans[0] if plans else None


def _corners(first: FlatRow, stubs: int) -> list[tuple[FlatCell, ...]]:
    """Ways in which the first cells of the head cover the label columns."""
    if stubs == 0:
        return [()]
    if stubs == 1 or not first[0].text:
        return [first[:1]]
    return [first[:1], first[:stubs]]


def _plan_over_values(
    head: Sequence[FlatRow],
    corner: tuple[FlatCell, ...],
    stubs: int,
    values: int,
    *,
    padded: bool,
) -> HeadPlan | None:
    taken = sum(bool(cell.text) for cell in corner)
    labels, places = _labels(head, taken)
    rows = _head_labels(labels, places, None if padded else stubs)
    packing = pack_head(rows, values)
    if packing is None:
        return None
    span = stubs // len(corner) if corner else 0
    placed = tuple((cell, index * span, span) for index, cell in enumerate(corner))
    return HeadPlan(placed, packing, labels, stubs, packing.certain)


def _plan_whole(
    head: Sequence[FlatRow], stubs: int, values: int, *, padded: bool
) -> HeadPlan | None:
    """The head as one piece, where the label columns have headers with levels of their own."""
    labels, places = _labels(head, 0)
    packing = pack_head(_head_labels(labels, places, None if padded else 0), stubs + values)
    if packing is None:
        return None
    straddles = any(
        label.column < stubs < label.column + label.column_span for label in packing.labels
    )
    return HeadPlan((), packing, labels, 0, packing.certain and not straddles)


def _labels(
    head: Sequence[FlatRow], taken: int
) -> tuple[tuple[tuple[FlatCell, ...], ...], list[list[int]]]:
    """Cells with text and their places, row by row, without the first `taken` of the first row."""
    filled = [[(index, cell) for index, cell in enumerate(row) if cell.text] for row in head]
    filled[0] = filled[0][taken:]
    labels = tuple(tuple(cell for _, cell in row) for row in filled)
    return labels, [[index for index, _ in row] for row in filled]


def _head_labels(
    labels: Sequence[Sequence[FlatCell]], places: Sequence[Sequence[int]], offset: int | None
) -> list[list[HeadLabel]]:
    """What is to be packed; `offset` is the place of the first packed column, None if unknown."""
    return [
        [
            HeadLabel(cell.text, None if offset is None else place - offset)
            for cell, place in zip(row, row_places, strict=True)
        ]
        for row, row_places in zip(labels, places, strict=True)
    ]


def _agrees(plan: HeadPlan, head: Sequence[FlatRow]) -> bool:
    """Whether every packed label stands where the source has it."""
    return all(
        head[label.row][plan.first_column + label.column] is plan.labels[label.row][label.index]
        for label in plan.packing.labels
    )


def place_head(
    head: Sequence[FlatRow], plan: HeadPlan | None, stubs: int, values: int, canvas: Canvas
) -> None:
    """Put the cells of a head on the canvas; without a plan they stand as written."""
    if plan is None:
        _place_as_written(head, stubs + values, canvas)
        canvas.doubt(
            "table-spans-ambiguous",
            f"The {len(head)} header rows do not fit over {values} value columns; "
            "they stand as written.",
            head[0][0].origin,
        )
        return
    for cell, column, span in plan.corner:
        canvas.put(cell, 0, column, (len(head), span), "header")
    for label in plan.packing.labels:
        canvas.put(
            plan.labels[label.row][label.index],
            label.row,
            plan.first_column + label.column,
            (label.row_span, label.column_span),
            "header",
        )
    if not plan.certain:
        canvas.doubt(
            "table-spans-ambiguous",
            f"The {len(head)} header rows over {values} value columns can be put together "
            "in several ways.",
            head[0][0].origin,
        )


def _place_as_written(head: Sequence[FlatRow], width: int, canvas: Canvas) -> None:
    for index, row in enumerate(head):
        for column, cell in enumerate(row):
            if cell.text or (column < width and not cell.pad):
                canvas.put(cell, index, column, (1, 1), "header")
