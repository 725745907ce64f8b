"""Tables that go on over pages: pieces that a page alone does not show well.

A table has one set of columns. Where a page ends and the next one begins with pieces of equal
width, the piece with most rows tells the columns of all; lines beside the page break that were left
over belong to the pieces when they stand on these columns. Pages are laid out again with what the
others know (`KnownColumns`).
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeGuard

from ....model.text import block_text
from ....tables.repeatedheads import has_own_header
from ..gaps.gutters import Gutter
from ..gaps.known import KnownColumns
from ..gaps.openings import is_continued_mark, names_one
from ..grids.grids import PageTable
from ..lines.letters import has_letter
from ..lines.segments import Segment
from ..objects.geometry import Box, union
from ..pages.layout import Placed
from .flow import FlowPage

_SAME_WIDTH = 0.85
"""Share of the width of both pieces together that each of them has at least."""
_NEAR = 2.2
"""White between a piece and a line that belongs to it, in font sizes, at most."""
_NARROW = 0.5
"""Share of the table's width that a line left over takes at most."""
_STRAYS = 12
"""Pieces of text left over between a table and the page's edge, at most."""
_ROWS = 3
"""Rows from which a piece tells the columns of pages where no table was found."""


@dataclass(slots=True)
class _Piece:
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
class _Page:
    """What stands on a page, furniture aside, in reading order."""

    number: int
    items: tuple[PageTable | Segment | None, ...]
    """None for a picture."""

    def edge(self, *, top: bool) -> _Piece | None:
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
        return _Piece(self.number, table.box, table.draft.rows, table, table.gutters, strays, above)

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


def known_columns(flow: Sequence[FlowPage]) -> dict[int, list[KnownColumns]]:
    """What the pages of a document know of each other's tables, by the number of the page."""
    pages = [_Page(page.number, tuple(map(_item, page.items))) for page in flow]
    if not any(item.gutters for page in pages for item in page.items if _is_table(item)):
        return {}
    known: dict[int, list[KnownColumns]] = {}
    for chain in _chains(pages):
        for page, columns in _agreed(chain):
            known.setdefault(page, []).append(columns)
    return known


def _is_table(item: PageTable | Segment | None) -> TypeGuard[PageTable]:
    return isinstance(item, PageTable)


def _item(placed: Placed) -> PageTable | Segment | None:
    return placed.item if isinstance(placed.item, PageTable | Segment) else None


def _are_strays(segments: Sequence[Segment], table: PageTable) -> bool:
    """Whether short texts, nearest first, follow a table closely and inside its sides."""
    left, top, right, bottom = table.box
    for segment in segments:
        x0, y0, x1, y1 = segment.box
        near = _NEAR * segment.size
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


def _chains(pages: Sequence[_Page]) -> Iterator[list[_Piece]]:
    """The pieces of each table that goes on over pages."""
    chain: list[_Piece] = []
    for place, page in enumerate(pages):
        follows = bool(chain) and chain[-1].page == page.number - 1
        top = page.edge(top=True)
        if top is not None and follows and _go_on(chain[-1], top):
            if _starts_again(top, chain[0]):
                top.strays = []
            chain.append(top)
        elif follows and (lines := _unseen(page, chain[-1], top=True)) is not None:
            chain.append(lines)
            if not _is_all(page, lines):
                yield chain
                chain = []
        else:
            yield chain
            chain = _started(pages[:place], top) if top is not None else []
        bottom = page.edge(top=False)
        last = chain[-1] if chain else None
        if last is not None and last.page == page.number and last.table is None:
            continue
        if bottom is None:
            yield chain
            chain = []
        elif last is None or last.table is not bottom.table:
            yield chain
            chain = [bottom]
        elif last is not bottom:
            last.strays += bottom.strays
    yield chain


def _started(pages: Sequence[_Page], top: _Piece) -> list[_Piece]:
    """A table whose first piece that was seen is the one on top of a page."""
    before = _before(pages, top)
    if not before:
        top.strays = []  # the table begins here: what stands above is no part of it
    return [*before, top]


def _go_on(above: _Piece, below: _Piece) -> bool:
    """Whether two pieces beside a page break may be one table."""
    left, right = max(above.box[0], below.box[0]), min(above.box[2], below.box[2])
    whole = max(above.box[2], below.box[2]) - min(above.box[0], below.box[0])
    if right - left < _SAME_WIDTH * whole:
        return False
    if above.table is None or below.table is None:
        return True
    return not has_own_header(above.table.draft, below.table.draft)


def _before(pages: Sequence[_Page], top: _Piece) -> list[_Piece]:
    """Lines of the pages before that stand on the columns of the piece on top of a page."""
    out: list[_Piece] = []
    below: _Piece | None = top
    for page in reversed(pages):
        if below is None or page.number != below.page - 1:
            break
        below = _unseen(page, below, top=False)
        if below is not None:
            out.append(below)
            if not _is_all(page, below):
                break
    return out[::-1]


def _is_all(page: _Page, piece: _Piece) -> bool:
    """Whether a piece takes all text of a page."""
    boxes = [item.box for item in page.items if item is not None]
    return None not in page.items and all(
        box[1] >= piece.box[1] - 1 and box[3] <= piece.box[3] + 1 for box in boxes
    )


def _unseen(page: _Page, known: _Piece, *, top: bool) -> _Piece | None:
    """The lines at an edge of a page where no table was seen that stand on known columns."""
    if known.rows < _ROWS:
        return None
    found: list[list[Segment]] = []
    sure = crossing = 0
    for line in page.lines(top=top):
        if not _is_inside(line, known.box) or (found and not _is_near(found[-1], line)):
            break
        crossing = crossing + 1 if _crosses(line, known.gutters) else 0
        if crossing > 1:
            break
        found.append(line)
        if len(line) > 1 and not crossing:
            sure = len(found)
    many = sum(len(line) > 1 for line in found[:sure])
    if not sure or many < 0.5 * sure:
        return None
    found = found[:sure]
    if top and known.table is not None and _is_headed_otherwise(found, known.table):
        return None
    boxes = [segment.box for line in found for segment in line]
    left, _, right, _ = known.box
    texts = [segment.text for segment in min(found, key=lambda line: line[0].baseline)]
    box = union([(left, boxes[0][1], right, boxes[0][3]), *boxes])
    return _Piece(page.number, box, len(found), gutters=known.gutters, above=tuple(texts))


def _is_headed_otherwise(lines: Sequence[Sequence[Segment]], table: PageTable) -> bool:
    """Whether lines are words that a table's header lacks, and below them numbers alone."""
    values = [not has_letter(segment.text) for line in lines for segment in line]
    head = values.index(True) if True in values else 0
    if head < 2 or not all(values[head:]):
        return False
    known = {_bare(block_text(cell.blocks)) for cell in table.draft.cells if cell.row < _ROWS}
    texts = [segment.text for line in lines for segment in line][:head]
    return not any(_bare(text) in other for text in texts for other in known)


def _is_inside(line: Sequence[Segment], box: Box) -> bool:
    return all(box[0] - 3 <= s.box[0] and s.box[2] <= box[2] + 3 for s in line)


def _is_near(one: Sequence[Segment], other: Sequence[Segment]) -> bool:
    apart = abs(one[0].baseline - other[0].baseline)
    return apart < (_NEAR + 1) * other[0].size


def _crosses(line: Sequence[Segment], gutters: Sequence[Gutter]) -> bool:
    near = 0.1 * line[0].size
    return any(s.box[0] < a - near and s.box[2] > b + near for s in line for a, b in gutters)


def _agreed(chain: Sequence[_Piece]) -> Iterator[tuple[int, KnownColumns]]:
    """For the pieces that are to be read again their page and the columns of the table."""
    if len(chain) < 2:
        return
    rows: Counter[int] = Counter()
    for piece in chain:
        if piece.table is not None:
            rows[len(piece.gutters)] += piece.rows
    count = max(rows, key=lambda count: rows[count])
    alike = [p for p in chain if p.table is not None and len(p.gutters) == count]
    best = max(alike, key=lambda piece: piece.rows)
    gutters = best.gutters
    for piece in alike:
        shared = [
            (max(a, x), min(b, y))
            for (a, b), (x, y) in zip(gutters, piece.gutters, strict=True)
            if min(b, y) > max(a, x)
        ]
        gutters = tuple(shared) if len(shared) == count else gutters
    head = chain[0]
    for number, piece in enumerate(chain):
        apart = len(piece.gutters) == count and not all(
            a < y and x < b for (a, b), (x, y) in zip(gutters, piece.gutters, strict=True)
        )
        if piece.table is None or piece.strays or len(piece.gutters) != count or apart:
            headless = number > 0 and not _repeats(piece, head)
            box = _over(piece.widened(), gutters, best.box)
            yield piece.page, KnownColumns(box, gutters, headless)


def _over(box: Box, gutters: Sequence[Gutter], known: Box) -> Box:
    """A box made as wide as the piece that tells the columns, where outer ones are empty in it."""
    if not gutters or (box[0] < gutters[0][0] and gutters[-1][1] < box[2]):
        return box
    return (min(box[0], known[0]), box[1], max(box[2], known[2]), box[3])


def _starts_again(piece: _Piece, head: _Piece) -> bool:
    """Whether a piece has the header of the first one: what stands above is no row of it."""
    return replace(piece, above=()).first() == replace(head, above=()).first() != ()


def _repeats(piece: _Piece, head: _Piece) -> bool:
    """Whether the first line of a piece is the beginning of the header of the first one."""
    known = [_bare(text) for text in head.first()]
    if head.table is not None:
        cells = head.table.draft.cells
        known += [_bare(block_text(cell.blocks)) for cell in cells if cell.row < 3]
    return all(any(_bare(text) in other for other in known) for text in piece.first())


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)
