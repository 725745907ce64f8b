"""Tables of the flow, those that go on over pages joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

import msgspec

from ....model import PageOrigin
from ....model.text import block_text, without_spaces
from ....tables.pieces import Piece as TablePiece
from ....tables.pieces import may_fit
from ....tables.sections import widen_sections
from ....tables.stitch import fits, stitch
from ...base import Ledger
from ..gaps.captions import is_continued_mark
from ..grids.grids import PageTable
from ..lines.segments import Segment
from ..pages.layout import Placed
from .furniture import is_page_number
from .parts import TablePart
from .shelf import whole

_CAPTION_LINES = 4
"""Lines that a repeated caption takes at most."""
_FULL = 0.7
"""Share of the text's height that a table whose title stands once more fills at least, or it had
room to go on below."""
_SHORT = 40
"""Characters of a line between the mark and the table at most."""
_NEAR = 5.0
"""Points by which pieces of one table stand aside of each other at most."""


def tables_apart(items: Sequence[Placed]) -> dict[int, TablePart]:
    """Each table by itself, by the identity of its page table."""
    tables = [placed.item for placed in items if isinstance(placed.item, PageTable)]
    return {id(table): _part(table) for table in tables}


def stitched_tables(
    items: Sequence[Placed], ledger: Ledger
) -> tuple[dict[int, TablePart], frozenset[int]]:
    """Tables by the identity of the page table where each starts; later pieces have none.

    With them the identities of the texts that stand over later pieces only because of the cut:
    续表, the title once more.
    """
    parts: dict[int, TablePart] = {}
    left: set[int] = set()
    ends = _Ends(max((placed.item.box[3] for placed in items), default=0.0))
    between: list[Placed] = []
    for placed in items:
        page, item = placed.page, placed.item
        if not isinstance(item, PageTable):
            between.append(placed)
            continue
        over = ends.reach(item, page, between)
        between = []
        mine = _Open(id(item), TablePiece(item.draft, item.xs, not item.ruled, item.gutters), item)
        above = ends.above(item, page)
        reason = None
        if above is not None and may_fit(above.piece, mine.piece):
            (upper, last), (lower, first) = _unmarked(above.piece, -1), _unmarked(mine.piece, 0)
            reason = fits(upper, lower)
        if above is not None and reason is not None:
            mine.key = above.key
            upper = replace(upper, draft=whole(upper.draft))
            lower = replace(lower, draft=whole(lower.draft))
            if upper.loose and lower.loose:
                widen_sections(upper.draft, lower.draft)
            mine.piece, repeated = stitch(upper, lower, f"page {page} goes on with {reason}")
            ledger.leave_out("repeated-header", last + first + repeated, PageOrigin(page))
            for segment in over:
                if id(segment) not in left:
                    ledger.leave_out("repeated-header", segment.text, PageOrigin(page))
                    left.add(id(segment))
            part = parts[above.key]
            part.draft, part.last_page, part.last_box = mine.piece.draft, page, item.box
            ends.before.remove(above)
        else:
            parts[mine.key] = _part(item)
        ends.here.append(mine)
    return parts, frozenset(left)


@dataclass(slots=True, eq=False)
class _Open:
    """A table that may go on."""

    key: int
    """The identity of the page table where it starts."""
    piece: TablePiece
    last: PageTable
    """Its last piece."""


@dataclass(slots=True)
class _Ends:
    """Tables that nothing stands below: those of the page before, and those of this one.

    There are several where they stand beside each other.
    """

    lowest: float
    """Where the lowest thing of all pages ends, in points."""
    before: list[_Open] = field(default_factory=list)
    here: list[_Open] = field(default_factory=list)
    page: int = 0
    over: frozenset[str] = frozenset()
    """Texts right over the first piece, without spaces: title, unit."""

    def reach(self, item: PageTable, page: int, between: Sequence[Placed]) -> list[Segment]:
        """Come to a table, over what stands between it and the one before.

        Gives what of this stands there because of the cut alone, if the table is one with that.
        """
        texts = [placed.item for placed in between if isinstance(placed.item, Segment)]
        over = _cut(between, self.over, page)
        if not (page == self.page and all(_beside(other.last, item) for other in self.here)):
            goes_on = page == self.page + 1 and over is not None
            if over and not any(is_continued_mark(segment.text) for segment in over):
                goes_on = goes_on and any(_FULL * self.lowest < t.last.box[3] for t in self.here)
            self.before, self.here = (self.here if goes_on else []), []
            if not goes_on:
                self.over = frozenset(without_spaces(text.text) for text in texts[-_CAPTION_LINES:])
        elif over is None and not _is_over([placed.item for placed in between], item):
            self.here = []
        self.page = page
        return over or []

    def above(self, item: PageTable, page: int) -> _Open | None:
        """The table that an item may go on with: of several the one that has its sides."""
        if len(self.before) + len(self.here) < 2:
            return self.before[0] if self.before else None
        return next((other for other in self.before if _have_same_sides(other.last, item)), None)


def _beside(one: PageTable, other: PageTable) -> bool:
    """Whether two tables of a page stand beside each other."""
    apart = one.box[2] <= other.box[0] or other.box[2] <= one.box[0]
    return apart and one.box[1] < other.box[3] and other.box[1] < one.box[3]


def _is_over(items: Sequence[object], table: PageTable) -> bool:
    """Whether all items are texts right over a table, as its caption is."""
    left, top, right, _ = table.box
    return all(
        isinstance(item, Segment)
        and item.box[3] < top + _NEAR
        and left - _NEAR < item.box[0]
        and item.box[2] < right + _NEAR
        for item in items
    )


def _have_same_sides(one: PageTable, other: PageTable) -> bool:
    """Whether two tables stand at one place across the page."""
    near = _NEAR + 0.03 * (one.box[2] - one.box[0])
    return abs(one.box[0] - other.box[0]) < near and abs(one.box[2] - other.box[2]) < near


def _part(table: PageTable) -> TablePart:
    return TablePart(table.draft, table.page, table.box, table.page, table.box)


def _cut(items: Sequence[Placed], over: frozenset[str], page: int) -> list[Segment] | None:
    """What says over a piece of a table on `page` that it goes on; None where other things stand.

    Beside page numbers there may be 续表, the caption, as continued, in a few lines, and what
    stands `over` the first piece once more. Other short lines may stand below a mark, as the name
    of a part: they say something new, so that they are not given.
    """
    segments = [placed.item for placed in items if isinstance(placed.item, Segment)]
    if len(segments) < len(items):
        return None
    segments = [segment for segment in segments if not is_page_number(segment.text)]
    mine = {id(placed.item) for placed in items if placed.page == page}
    again = [s for s in segments if id(s) in mine and without_spaces(s.text) in over]
    repeated = set(map(id, again))
    told = (segment for segment in segments if id(segment) not in repeated)
    lines = [list(line) for _, line in groupby(told, lambda segment: segment.line)]
    texts = [" ".join(segment.text for segment in line) for line in lines]
    last = len(texts)
    if not all(map(is_continued_mark, texts)):
        ends = (n for n in range(1, last + 1) if is_continued_mark(" ".join(texts[:n])))
        last = next(ends, 0) if last <= _CAPTION_LINES else 0
        if not last or any(len(without_spaces(text)) >= _SHORT for text in texts[last:]):
            return None
    return [*again, *(segment for line in lines[:last] for segment in line)]


def _unmarked(piece: TablePiece, edge: int) -> tuple[TablePiece, str]:
    """A piece without its first (0) or last (-1) row where that says that the table goes on."""
    draft = piece.draft
    if draft.rows < 3:
        return piece, ""
    row = edge % draft.rows
    mine = draft.cells_of(row, row + 1)
    text = " ".join(block_text(cell.blocks) for cell in mine if cell.blocks)
    if not is_continued_mark(text) or any(
        c.row < row < c.row + c.row_span or (c.row == row and c.row_span > 1) for c in draft.cells
    ):
        return piece, ""
    cells = [
        msgspec.structs.replace(cell, row=cell.row - (edge == 0))
        for cell in draft.cells
        if cell.row != row
    ]
    return replace(piece, draft=replace(whole(draft), rows=draft.rows - 1, cells=cells)), text


def report_stitching(part: TablePart, ledger: Ledger) -> None:
    """Say of which pieces a table was made."""
    for fragment in part.draft.fragments[1:]:
        ledger.report(
            "table-stitched",
            f"A piece of {fragment.rows} rows was joined to the table above it: {fragment.reason}; "
            f"{fragment.dropped_header_rows} repeated header rows were dropped and "
            f"{len(fragment.joined_cells)} cells joined.",
            fragment.origin,
        )
