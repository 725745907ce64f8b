"""Pieces of tables at the edges of pages, with what was left over beside them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeGuard

from ....model.text import block_text
from ..gaps.captions import is_continued_mark, names_one
from ..gaps.gutters import Gutter
from ..grids.grids import PageTable
from ..lines.segments import Segment
from ..objects.geometry import Box, union
from ..pages.layout import Placed

NEAR = 2.2
"""White between a piece and a line that belongs to it, in font sizes, at most."""
_NARROW = 0.5
"""Share of the table's width that a line left over takes at most."""
_STRAYS = 12
"""Pieces of text left over between a table and the page's edge, at most."""


@dataclass(slots=True)
class TablePiece:
    """A piece of a table, or lines that may be one."""

    page: int
    box: Box
    rows: int
    table: PageTable | None = None
    """None where the page alone shows no table."""
    gutters: tuple[Gutter, ...] = ()
    strays: list[Segment] = field(default_factory=list)
    """What was left over between the table and the edge of the page."""
    above: tuple[str, ...] = ()
    """Texts of the first line where there is no table, and those above a table."""

    def first(self) -> tuple[str, ...]:
        """Texts of its first row or line, and those above it."""
        cells = self.table.draft.cells if self.table is not None else []
        return *(block_text(c.blocks) for c in cells if c.row == 0 and c.blocks), *self.above

    def widened(self) -> Box:
        """Its box with what was left over."""
        return union([self.box, *(segment.box for segment in self.strays)])


@dataclass(frozen=True, slots=True)
class TablePage:
    """What stands on a page, furniture aside, in reading order."""

    number: int
    items: tuple[PageTable | Segment | None, ...]
    """None for a picture."""

    def edge(self, *, top: bool) -> TablePiece | None:
        """The table at the upper or lower edge, with what was left over beside it."""
        items = self.items if top else self.items[::-1]
        place = next((n for n, item in enumerate(items) if isinstance(item, PageTable)), None)
        if place is None or place > _STRAYS:
            return None
        table = items[place]
        assert isinstance(table, PageTable)
        if table.ruled or not table.gutters:
            return None
        strays = [item for item in items[:place] if isinstance(item, Segment)]
        if len(strays) < place:
            return None
        strays = _below_mark(strays) if top else strays
        if not _are_strays(strays[::-1], table):
            return None
        above = tuple(segment.text for segment in strays) if top else ()
        return TablePiece(
            self.number, table.box, table.draft.rows, table, table.gutters, strays, above
        )

    def lines(self, *, top: bool) -> list[list[Segment]]:
        """The lines from an edge on to the first item that is no text, nearest first."""
        items = self.items if top else self.items[::-1]
        texts = list(itertools.takewhile(lambda item: isinstance(item, Segment), items))
        segments = [item for item in texts if isinstance(item, Segment)]
        lines: dict[int, list[Segment]] = {}
        for segment in segments:
            lines.setdefault(segment.line, []).append(segment)
        found = sorted(lines.values(), key=lambda line: line[0].baseline, reverse=not top)
        return [sorted(line, key=lambda segment: segment.box[0]) for line in found]


def is_table(item: PageTable | Segment | None) -> TypeGuard[PageTable]:
    """Whether an item of a page is a table."""
    return isinstance(item, PageTable)


def text_or_table(placed: Placed) -> PageTable | Segment | None:
    """The item that is placed; None for a picture."""
    return placed.item if isinstance(placed.item, PageTable | Segment) else None


def _are_strays(segments: Sequence[Segment], table: PageTable) -> bool:
    """Whether short texts, nearest first, follow a table closely and inside its sides."""
    left, top, right, bottom = table.box
    for segment in segments:
        x0, y0, x1, y1 = segment.box
        near = NEAR * segment.size
        if (
            x0 < left - 3
            or x1 > right + 3
            or x1 - x0 > _NARROW * (right - left)
            or y0 > bottom + near
            or y1 < top - near
            or names_one(segment.text)
        ):
            return False
        top, bottom = min(top, y0), max(bottom, y1)
    return True


def _below_mark(segments: Sequence[Segment]) -> list[Segment]:
    """What stands below the last line that says that a table goes on, if one does."""
    marks = [
        number
        for number, line in itertools.groupby(segments, key=lambda segment: segment.line)
        if is_continued_mark(" ".join(segment.text for segment in line))
    ]
    if not marks:
        return list(segments)
    last = max(n for n, segment in enumerate(segments) if segment.line == marks[-1])
    return list(segments[last + 1 :])
