"""Planned tables to cells: rows from rules, spacing and wrapping, the header above them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..gaps.bands import band_edges
from ..gaps.boxes import column_boxes, flush_boxes, open_boxes
from ..gaps.gridlines import in_columns
from ..gaps.regions import Region
from ..gaps.rowlines import RowGroup, widths_of
from ..gaps.rows import group_rows
from ..gaps.rules import Rule, Wall
from ..gaps.slots import Slot, without_words
from ..gaps.spans import cells_of
from ..gaps.walls import inner_walls
from ..grids.grids import PageTable
from ..heads.headers import header_cells
from ..heads.headjoins import with_whole_heads
from ..heads.headparts import with_parted_words
from ..heads.headrows import header_rows
from ..heads.headwalls import with_walled_heads
from ..heads.undermiddles import widened
from ..objects.page import PageObjects
from .middles import widen_middles
from .plans import Plan, row_edges
from .ruledrows import lattice_of, ruled_slots
from .slottables import page_table


def table_of_plan(
    page: PageObjects, plan: Plan, dropped: list[str], held: NDArray[np.intp] | None
) -> PageTable | None:
    """The table of a plan without the words that others have `held`; None where none is left.

    What is not shown goes to `dropped`.
    """
    bands = band_edges(page.drawings, plan.region)
    rules = [*plan.region.rules, *bands]
    edges = row_edges(rules, plan.region)
    rows = plan.rows or tuple(group_rows(plan.lines, edges))
    header = 0 if plan.headless else header_rows(rows, plan.lines, plan.region, edges)
    lattice = lattice_of(plan, _sides(plan), bands, rows, header)
    found = ruled_slots(plan, lattice, _sides(plan)) if lattice is not None else None
    if lattice is not None and found is not None:
        widen_middles(found, lattice, _sides(plan))
        found = found if held is None else without_words(found, held)
        return page_table(page, plan.gutters, found, (_sides(plan), lattice.ys), dropped)
    walls = inner_walls(page.drawings, plan.region.box)
    body = rows[header:]
    slots, head = _header(plan, rows[:header], body, rules, walls)
    ruled = plan.region.rules
    centres = _centres(plan)
    cells = cells_of(body, centres, header=head, rules=ruled, edges=bands, walls=walls)
    widened(cells, slots, centres)
    for slot in cells:
        slot.row += head
        slots.append(slot)
    slots = slots if held is None else without_words(slots, held)
    if not slots:
        return None
    ys = [*_levels(rows[:header], plan.region, head), *_heights(body, plan.region)[bool(head) :]]
    return page_table(page, plan.gutters, slots, (_sides(plan), tuple(ys)), dropped)


def _header(
    plan: Plan,
    rows: Sequence[RowGroup],
    below: Sequence[RowGroup],
    rules: Sequence[Rule],
    walls: Sequence[Wall],
) -> tuple[list[Slot], int]:
    """The cells of the header above the rows `below` and the number of its rows."""
    if not rows:
        return [], 0
    lines = with_whole_heads([line for row in rows for line in row.lines], plan.lines)
    lines = with_walled_heads(lines, plan.gutters, walls)
    left, _, right, _ = plan.region.box
    body = plan.lines[len(lines) :]
    lines = with_parted_words(lines, body, plan.gutters)
    boxes = column_boxes(body or lines, lines, plan.gutters, (left, right))
    low = max(line.line.bottom for line in lines)
    inside = [rule for rule in rules if rule[0] < low + 2]
    found = widths_of(body)
    widths = [found.get(column, 0.0) for column in range(len(boxes))]
    others = [
        open_boxes(body or lines, lines, boxes),
        *flush_boxes(body or lines, lines, boxes, (left, right)),
    ]
    apart = [
        b.lines[0].line.baseline - a.lines[-1].line.baseline for a, b in itertools.pairwise(below)
    ]
    return header_cells(lines, boxes, inside, widths, others, min(apart, default=0.0))


def _levels(rows: Sequence[RowGroup], region: Region, count: int) -> list[float]:
    """Boundaries of the header's rows, at equal distances, and the one below it."""
    if not rows:
        return []
    top = min(region.box[1], rows[0].lines[0].line.top)
    bottom = max(line.line.bottom for row in rows for line in row.lines)
    return [top + (bottom - top) * number / count for number in range(count + 1)]


def _sides(plan: Plan) -> tuple[float, ...]:
    left, _, right, _ = plan.region.box
    left = min(left, *(line.x0 for line in plan.region.lines))
    right = max(right, *(line.x1 for line in plan.region.lines))
    inner = (
        next((x for x in plan.sides if a - 1 < x < b + 1), (a + b) / 2) for a, b in plan.gutters
    )
    return (left, *inner, right)


def _centres(plan: Plan) -> list[float]:
    """Middles of the columns' texts."""
    xs = _sides(plan)
    centres = []
    found = in_columns(plan.lines, len(xs) - 1)
    for (left, right), pieces in zip(itertools.pairwise(xs), found, strict=True):
        cells = [piece for piece in pieces if not piece.floating]
        if cells:
            left = min([cell.x0 for cell in cells])
            right = max([cell.x1 for cell in cells])
        centres.append((left + right) / 2)
    return centres


def _heights(rows: Sequence[RowGroup], region: Region) -> tuple[float, ...]:
    """Boundaries of the rows: halfway between their texts."""
    ys = [min(region.box[1], rows[0].lines[0].line.top)]
    for above, below in itertools.pairwise(rows):
        low = max(line.line.bottom for line in above.lines)
        high = min(line.line.top for line in below.lines)
        ys.append((low + high) / 2)
    ys.append(max(region.box[3], *(line.line.bottom for line in rows[-1].lines)))
    return tuple(ys)
