"""Tables without a full grid: columns from white space, rows from rules, spacing and wrapping."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..drawn.cards import are_cards
from ..gaps.attached import with_marks, with_units, without_sign_columns
from ..gaps.bands import band_edges
from ..gaps.boxes import column_boxes, flush_boxes, open_boxes
from ..gaps.dashedunits import with_dashed_units
from ..gaps.doubts import is_table
from ..gaps.fargaps import with_far_numbers
from ..gaps.floats import drawn_across, runs_beside
from ..gaps.gridlines import GridLine, grid_lines, in_columns
from ..gaps.groupspaces import without_group_spaces
from ..gaps.gutters import Gutter
from ..gaps.guttervotes import find_gutters
from ..gaps.known import KnownColumns
from ..gaps.middlelabels import with_middle_labels
from ..gaps.prose import is_justified
from ..gaps.prosecolumns import columns_of_prose, with_wide_tables
from ..gaps.reach import larger_region
from ..gaps.regions import Region, framed_regions, ruled_regions, without_first
from ..gaps.rowlines import RowGroup, widths_of
from ..gaps.rows import group_rows
from ..gaps.rules import Rule, Wall, rules_of
from ..gaps.rulestarts import with_rule_starts
from ..gaps.slots import Slot, without_words
from ..gaps.spans import cells_of
from ..gaps.spread import with_prose_whole
from ..gaps.stretched import with_whole_lines
from ..gaps.torn import with_torn_numbers
from ..gaps.walls import gutters_at_walls, inner_walls, parted_at_walls, walls_in
from ..grids.grids import PageTable
from ..heads.headers import header_cells
from ..heads.headjoins import with_whole_heads
from ..heads.headparts import with_parted_words
from ..heads.headrows import header_rows
from ..heads.headwalls import with_walled_heads
from ..heads.titles import title_in_frame, title_lines
from ..heads.undermiddles import widened
from ..lines.mathematics import is_mathematics
from ..lines.pagelines import text_lines
from ..lines.words import TextLine
from ..objects.geometry import Box, overlap, union
from ..objects.page import PageObjects
from .leaders import take_leaders, without_leaders, without_typed_rules
from .slottables import page_table
from .typedwalls import without_typed_walls

_SHORT_TEXTS = 0.2
"""Share of a table's width by which all texts of its last column may end before its rules."""
_HEADED = 5
"""Columns of a header that is set off and lines below it at least."""
_ON = 0.3
"""Font sizes by which texts stand off the left side of their header at most."""
_FRAME = 14.0
"""Points of white inside the frames around texts at most."""
_FULL = 0.8
"""Share of a table's width that edges of colour below its header take at least."""
_PADDING = 1.2
"""Font sizes by which rules reach over the labels at most."""
_PAGE_HIGH = 0.8
"""Share of the page's height from which two rules alone are those of its header and footer."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """A table before its texts are read."""

    region: Region
    gutters: tuple[Gutter, ...]
    lines: tuple[GridLine, ...]
    headless: bool = False
    rows: tuple[RowGroup, ...] = ()
    """Its rows where they are known already."""


def aligned_tables(
    page: PageObjects,
    free: NDArray[np.bool_],
    taken: Sequence[Box],
    dropped: list[str],
    frames: Sequence[Box] = (),
    known: Sequence[KnownColumns] = (),
) -> list[PageTable]:
    """Tables of the characters that `free` marks; `taken` are the boxes of ruled tables.

    `frames` are the boxes of grids whose rows are not all ruled. Tables at the places that are
    `known` have the columns that other pages show.
    """
    lines, leaders = without_leaders(
        page, with_units(with_marks(text_lines(page, np.nonzero(free)[0])))
    )
    lines, walled = without_typed_walls(page, lines, leaders)
    lines, typed = without_typed_rules(lines, leaders)
    rules = sorted([*rules_of(page.drawings.horizontal, taken), *typed, *walled])
    stops = [*rules, *((y, box[0], box[2]) for box in taken for y in (box[1], box[3]))]
    lines = with_whole_lines(lines)
    pieced = sum(len(line.chunk_sides) > 1 for line in lines)
    if pieced < (1 if rules or known else 2):
        return []
    tables: list[PageTable] = []
    for columns in known:
        plan = _known_plan(columns, lines, rules)
        if plan is not None:
            _add(tables, page, plan, dropped)
            lines = _without(lines, plan.region.box)
    left_over = list(lines)
    for region in framed_regions(frames, rules, lines):
        plan = _ruled_plan(page, region)
        if plan is not None:
            _add(tables, page, plan, dropped)
            left_over = _without(left_over, region.box)
    framed = [table.box for table in tables]
    for region in sorted(ruled_regions(rules, lines, taken), key=_area, reverse=True):
        if any(overlap(region.box, box) for box in framed):
            continue
        middle = (region.box[1] + region.box[3]) / 2
        if any(t.box[1] < middle < t.box[3] and _beside(t.box, region.box) for t in tables):
            continue
        if len(region.full) == 2 and region.box[3] - region.box[1] > _PAGE_HIGH * page.height:
            continue
        plan = _ruled_plan(page, region)
        if plan is None:
            continue
        plan = _larger_plan(page, plan, left_over, stops)
        _add(tables, page, plan, dropped)
        left_over = _without(left_over, plan.region.box)
    if sum(len(line.chunk_sides) > 1 for line in left_over) < 2:
        left_over = []  # no two lines that fall into pieces
    drawn = drawn_across(rules, page.drawings) if left_over else []
    parts = [with_prose_whole(part) for part in columns_of_prose(left_over)]
    for column in with_wide_tables(left_over, parts, drawn):
        found = [*taken, *(table.box for table in tables)]
        for run in runs_beside(column, rules, page.drawings, found):
            for plan in _plans(page, run, rules):
                _add(tables, page, plan, dropped)
    if leaders.places:
        take_leaders(page, tables, leaders, dropped)
    return tables


def _larger_plan(
    page: PageObjects, plan: _Plan, lines: Sequence[TextLine], stops: Sequence[Rule]
) -> _Plan:
    """The table with those of `lines` that go on with it beyond its rules.

    Where a header shows more columns than sparse rows do, more lines may stand on these.
    """
    larger = larger_region(plan.region, plan.lines, plan.gutters, lines, stops)
    found = _ruled_plan(page, larger) if larger is not None else None
    if found is None:
        return plan
    more = len(found.gutters) > len(plan.gutters)
    return _larger_plan(page, found, lines, stops) if more else found


def _area(region: Region) -> float:
    left, top, right, bottom = region.box
    return (right - left) * (bottom - top)


def _beside(one: Box, other: Box) -> bool:
    """Whether two boxes share a part of their width."""
    return one[0] < other[2] and other[0] < one[2]


def _without(lines: Sequence[TextLine], box: Box) -> list[TextLine]:
    """Lines without the words inside a box."""
    left, top, right, bottom = box
    out = []
    for line in lines:
        if not top - 1 < line.level < bottom + 1:
            out.append(line)
            continue
        words = tuple(w for w in line.words if not left - 3 <= (w.x0 + w.x1) / 2 <= right + 3)
        if words:
            out.append(TextLine(words))
    return out


def _known_plan(
    known: KnownColumns, lines: Sequence[TextLine], rules: Sequence[Rule]
) -> _Plan | None:
    """The table of the lines in a box, on known columns; None where no line is."""
    left, top, right, bottom = known.box
    inside = [
        part
        for line in lines
        if top - 1 < line.level < bottom + 1
        and (part := line.within(left - 3, right + 3)) is not None
    ]
    if not inside:
        return None
    region = _region(inside, rules, known.box)
    found = with_torn_numbers(grid_lines(inside, known.gutters))
    return _Plan(region, known.gutters, tuple(found), known.headless)


def _region(run: Sequence[TextLine], rules: Sequence[Rule], known: Box | None = None) -> Region:
    """The place of a run of lines, as large as `known` at least, with the rules inside."""
    left, right = min(line.x0 for line in run), max(line.x1 for line in run)
    top, bottom = run[0].top, max(line.bottom for line in run)
    if known is not None:
        left, top, right, bottom = union([(left, top, right, bottom), known])
    end = right + max(9.0, _SHORT_TEXTS * (right - left))
    beside = max(9.0, _PADDING * run[0].size)
    inside = tuple(
        rule
        for rule in rules
        if top - 4 <= rule[0] <= bottom + 4
        and left - beside < rule[1] < rule[2]
        and (rule[2] < end or (rule[1] < left + 9 and run[0].baseline < rule[0] < run[-1].top))
    )
    least = 0.8 if known is None else 0.95  # the rules of a known table are as wide as it
    full = tuple(y for y, x0, x1 in inside if x1 - x0 > least * (right - left))
    return Region((left, top, right, bottom), tuple(run), inside, full)


def _plans(page: PageObjects, run: Sequence[TextLine], rules: Sequence[Rule]) -> Iterator[_Plan]:
    """The table of a run of lines without rules around it."""
    region = _region(run, rules)
    left, top, right, bottom = region.box
    if is_mathematics(page, run):
        return
    if are_cards(page.drawings, (left - _FRAME, top - _FRAME, right + _FRAME, bottom + _FRAME)):
        return
    bands = band_edges(page.drawings, region)
    edges = _edges(bands, region)
    ruled = len(edges) > 2 or _is_headed(region, edges)
    wide = _edges(bands, region, _FULL)
    plan = _plan(region, walls_in(page.drawings, region.box), edges=wide, ruled=ruled)
    rows = _rows(page, plan) if plan is not None else []
    if plan is not None and (ruled or len(rows) > 1):
        yield replace(plan, rows=tuple(rows))


def _is_headed(region: Region, edges: Sequence[float]) -> bool:
    """Whether the first line falls into pieces, ruled off or on colour, that all stand on texts."""
    titles = next((n for n, line in enumerate(region.lines) if len(line.chunks) > 1), 0)
    head, *body = region.lines[titles:]
    if not body:
        return False
    under = [y for y in (*region.full, *edges) if head.baseline - 1 < y < body[0].baseline]
    if not under or len(head.chunks) < 2 or len(body) + len(head.chunks) < _HEADED:
        return False
    starts = [x0 for line in body for x0, _, _ in line.tight_sides]
    near = _ON * head.size
    if all(sum(abs(x0 - x) < near for x in starts) > 1 for x0, _, _ in head.chunk_sides):
        return True
    sides = [x for x, _, _ in max(body, key=lambda line: len(line.tight_sides)).tight_sides]
    return len(sides) == len(head.chunks) and all(
        2 * sum(abs(x - side) < near for x in starts) > len(body) and side - near < x0 < x1 < after
        for side, after, (x0, x1, _) in zip(
            sides, [*sides[1:], math.inf], head.chunk_sides, strict=True
        )
    )


def _rows(page: PageObjects, plan: _Plan) -> list[RowGroup]:
    rules = [*plan.region.rules, *band_edges(page.drawings, plan.region)]
    return group_rows(plan.lines, _edges(rules, plan.region))


def _ruled_plan(page: PageObjects, region: Region) -> _Plan | None:
    """The table between rules; vertical ones may stand in its header alone."""
    if are_cards(page.drawings, region.box):
        return None
    if is_mathematics(page, region.lines, len(region.full)):
        return None
    region = replace(region, lines=parted_at_walls(page, region.lines))
    left, top, right, _ = region.box
    under = next((y for y in region.full if y > region.lines[0].baseline), None)
    head = [] if under is None else walls_in(page.drawings, (left, top, right, under))
    edges = _edges(band_edges(page.drawings, region), region, _FULL)
    return _plan(region, walls_in(page.drawings, region.box), head, edges=edges, ruled=True)


def _plan(
    region: Region,
    walls: Sequence[float],
    head: Sequence[float] = (),
    *,
    edges: Sequence[float],
    ruled: bool,
) -> _Plan | None:
    left, _, right, _ = region.box
    left = min(left, *(line.x0 for line in region.lines))
    right = max(right, *(line.x1 for line in region.lines))
    found = find_gutters(region.lines, left, right, head=_lines_above_rule(region, edges))
    found = with_far_numbers(region.lines, found)
    found = with_rule_starts(found, region.lines, region.rules, (left, right))
    found = without_group_spaces(found, region.lines)
    found = with_middle_labels(found, region.lines)
    gutters = gutters_at_walls(found, walls, region.lines)
    gutters = [next(((x - 1, x + 1) for x in head if a < x < b), (a, b)) for a, b in gutters]
    if not gutters:
        return None
    lines = grid_lines(region.lines, gutters)
    kept = without_sign_columns(lines, gutters)
    if len(kept) < len(gutters):
        gutters, lines = kept, grid_lines(region.lines, kept)
    lines = with_dashed_units(with_torn_numbers(lines), gutters, region.rules)
    titles = title_in_frame(lines) if ruled and len(region.rules) == 2 else 0
    titles = titles if ruled else title_lines(lines, len(gutters) + 1)
    if titles:
        return _plan(without_first(region, titles), walls, head, edges=edges, ruled=ruled)
    if not is_table(lines, len(gutters) + 1, ruled=ruled):
        return None
    if not ruled and is_justified(lines, len(gutters)):
        return None
    return _Plan(region, tuple(gutters), tuple(lines))


def _lines_above_rule(region: Region, edges: Sequence[float]) -> int:
    """Lines above the first rule, or edge of colour, that runs through below one; 0 for none, or
    too many."""
    first = region.lines[0].baseline
    rule = min((y for y in (*region.full, *edges) if y > first), default=None)
    if rule is None:
        return 0
    count = sum(line.baseline < rule for line in region.lines)
    return count if count < len(region.lines) else 0


def _add(tables: list[PageTable], page: PageObjects, plan: _Plan, dropped: list[str]) -> None:
    """Add the table of a plan; words that an earlier one has stay there alone."""
    held = np.concatenate([table.characters for table in tables]) if tables else None
    table = _table(page, plan, dropped, held)
    if table is not None:
        tables.append(table)


def _table(
    page: PageObjects, plan: _Plan, dropped: list[str], held: NDArray[np.intp] | None
) -> PageTable | None:
    bands = band_edges(page.drawings, plan.region)
    rules = [*plan.region.rules, *bands]
    edges = _edges(rules, plan.region)
    rows = plan.rows or tuple(group_rows(plan.lines, edges))
    header = 0 if plan.headless else header_rows(rows, plan.lines, plan.region, edges)
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
    plan: _Plan,
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


def _edges(rules: Sequence[Rule], region: Region, share: float = 0.2) -> list[float]:
    """Heights at which rules or edges of colour part rows, over a share of the width at least."""
    least = share * (region.box[2] - region.box[0])
    lengths: dict[int, float] = {}
    for y, left, right in rules:
        lengths[round(y)] = lengths.get(round(y), 0.0) + right - left
    return sorted(float(y) for y, length in lengths.items() if length > least)


def _sides(plan: _Plan) -> tuple[float, ...]:
    left, _, right, _ = plan.region.box
    left = min(left, *(line.x0 for line in plan.region.lines))
    right = max(right, *(line.x1 for line in plan.region.lines))
    return (left, *((a + b) / 2 for a, b in plan.gutters), right)


def _centres(plan: _Plan) -> list[float]:
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
