"""Tables that go on over pages: pieces that a page alone does not show well.

A table has one set of columns. Where a page ends and the next one begins with pieces of equal
width, the piece with most rows tells the columns of all; lines beside the page break that were left
over belong to the pieces when they stand on these columns. Pages are laid out again with what the
others know (`KnownColumns`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ....model.text import block_text, without_spaces
from ....tables.repeatedheads import has_own_header
from ..gaps.gutters import Gutter
from ..gaps.known import KnownColumns
from ..grids.grids import PageTable
from ..lines.letters import has_letter
from ..lines.segments import Segment
from ..objects.geometry import Box, union
from .flow import FlowPage
from .tablepieces import NEAR, TablePage, TablePiece, is_table, text_or_table

_SAME_WIDTH = 0.85
"""Share of the width of both pieces together that each of them has at least."""
_ROWS = 3
"""Rows from which a piece tells the columns of pages where no table was found."""


def known_columns(flow: Sequence[FlowPage]) -> dict[int, list[KnownColumns]]:
    """What the pages of a document know of each other's tables, by the number of the page."""
    pages = [TablePage(page.number, tuple(map(text_or_table, page.items))) for page in flow]
    if not any(item.gutters for page in pages for item in page.items if is_table(item)):
        return {}
    known: dict[int, list[KnownColumns]] = {}
    for chain in _chains(pages):
        for page, columns in _agreed(chain):
            known.setdefault(page, []).append(columns)
    return known


def _chains(pages: Sequence[TablePage]) -> Iterator[list[TablePiece]]:
    """The pieces of each table that goes on over pages."""
    chain: list[TablePiece] = []
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


def _started(pages: Sequence[TablePage], top: TablePiece) -> list[TablePiece]:
    """A table whose first piece that was seen is the one on top of a page."""
    before = _before(pages, top)
    if not before:
        top.strays = []  # the table begins here: what stands above is no part of it
    return [*before, top]


def _go_on(above: TablePiece, below: TablePiece) -> bool:
    """Whether two pieces beside a page break may be one table."""
    left, right = max(above.box[0], below.box[0]), min(above.box[2], below.box[2])
    whole = max(above.box[2], below.box[2]) - min(above.box[0], below.box[0])
    if right - left < _SAME_WIDTH * whole:
        return False
    if above.table is None or below.table is None:
        return True
    return not has_own_header(above.table.draft, below.table.draft)


def _before(pages: Sequence[TablePage], top: TablePiece) -> list[TablePiece]:
    """Lines of the pages before that stand on the columns of the piece on top of a page."""
    out: list[TablePiece] = []
    below: TablePiece | None = top
    for page in reversed(pages):
        if below is None or page.number != below.page - 1:
            break
        below = _unseen(page, below, top=False)
        if below is not None:
            out.append(below)
            if not _is_all(page, below):
                break
    return out[::-1]


def _is_all(page: TablePage, piece: TablePiece) -> bool:
    """Whether a piece takes all text of a page."""
    boxes = [item.box for item in page.items if item is not None]
    return None not in page.items and all(
        box[1] >= piece.box[1] - 1 and box[3] <= piece.box[3] + 1 for box in boxes
    )


def _unseen(page: TablePage, known: TablePiece, *, top: bool) -> TablePiece | None:
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
    return TablePiece(page.number, box, len(found), gutters=known.gutters, above=tuple(texts))


def _is_headed_otherwise(lines: Sequence[Sequence[Segment]], table: PageTable) -> bool:
    """Whether lines are words that a table's header lacks, and below them numbers alone."""
    values = [not has_letter(segment.text) for line in lines for segment in line]
    head = values.index(True) if True in values else 0
    if head < 2 or not all(values[head:]):
        return False
    known = {
        without_spaces(block_text(cell.blocks)) for cell in table.draft.cells if cell.row < _ROWS
    }
    texts = [segment.text for line in lines for segment in line][:head]
    return not any(without_spaces(text) in other for text in texts for other in known)


def _is_inside(line: Sequence[Segment], box: Box) -> bool:
    return all(box[0] - 3 <= s.box[0] and s.box[2] <= box[2] + 3 for s in line)


def _is_near(one: Sequence[Segment], other: Sequence[Segment]) -> bool:
    apart = abs(one[0].baseline - other[0].baseline)
    return apart < (NEAR + 1) * other[0].size


def _crosses(line: Sequence[Segment], gutters: Sequence[Gutter]) -> bool:
    near = 0.1 * line[0].size
    return any(s.box[0] < a - near and s.box[2] > b + near for s in line for a, b in gutters)


def _agreed(chain: Sequence[TablePiece]) -> Iterator[tuple[int, KnownColumns]]:
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


def _starts_again(piece: TablePiece, head: TablePiece) -> bool:
    """Whether a piece has the header of the first one: what stands above is no row of it."""
    return replace(piece, above=()).first() == replace(head, above=()).first() != ()


def _repeats(piece: TablePiece, head: TablePiece) -> bool:
    """Whether the first line of a piece is the beginning of the header of the first one."""
    known = [without_spaces(text) for text in head.first()]
    if head.table is not None:
        cells = head.table.draft.cells
        known += [without_spaces(block_text(cell.blocks)) for cell in cells if cell.row < 3]
    return all(any(without_spaces(text) in other for other in known) for text in piece.first())
