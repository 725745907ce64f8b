"""Join the pieces of a table that page breaks cut apart.

Pieces are joined when their columns fit on one set of column lines. Rows that repeat the header
are dropped, cells torn by the break are joined again, and every step is recorded in the table's
fragments.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ..model import Fragment
from ..model.text import block_text
from .draft import DraftTable
from .pieces import HEADER, Piece, may_fit, nearest_line, shared_white
from .repeatedheads import has_own_header, repeated_rows
from .tornrows import join_torn, lowered


def fits(above: Piece, below: Piece) -> str | None:
    """Why `below` goes on with the table of `above`, as one clause; None when it does not."""
    reason = may_fit(above, below)
    if reason is None or has_own_header(above.draft, below.draft):
        return None
    if reason == HEADER and not repeated_rows(above.draft, below.draft.cells):
        return None
    return reason


def stitch(above: Piece, below: Piece, reason: str) -> tuple[Piece, str]:
    """One piece from two, and the text of the repeated rows that were dropped.

    The drafts given are used up. Takes as long as the lower one is large: a table may go on over a
    thousand pages.
    """
    above.draft.put_in_order()
    loose = above.loose or below.loose
    if loose or len(above.xs) == len(below.xs):  # a page may have other widths of its own
        below = Piece(below.draft, above.xs, white=below.white)
    xs = _put_on_common_lines(above, below)
    bottom = below.draft.cells
    first_rows = above.draft.rows
    dropped = repeated_rows(above.draft, bottom)
    repeated = "".join(block_text(cell.blocks) for cell in bottom if cell.row < dropped)
    bottom = [lowered(cell, first_rows - dropped) for cell in bottom if cell.row >= dropped]
    # Where texts tell the rows, sides without a rule below them tell nothing of the last one.
    torn = above.draft.open_below and not loose
    joined = join_torn(above.draft, bottom, torn=torn)
    moved = sum(joined.removed_rows)
    fragments = above.draft.fragments or (
        Fragment(first_row=0, rows=first_rows, origin=above.draft.origin),
    )
    rows = first_rows + below.draft.rows - dropped - moved
    piece = Fragment(
        first_row=first_rows - moved,
        rows=below.draft.rows - dropped,
        origin=below.draft.origin,
        reason=reason,
        dropped_header_rows=dropped,
        joined_cells=joined.places,
    )
    draft = above.draft
    draft.rows, draft.columns = rows, len(xs) - 1
    draft.add_below(joined.below)
    draft.column_widths = tuple(round(b - a, 1) for a, b in itertools.pairwise(xs))
    draft.fragments = (*fragments, piece)
    draft.open_below = below.draft.open_below
    return Piece(draft, xs, loose, shared_white(above, below)), repeated + joined.repeated


def _put_on_common_lines(above: Piece, below: Piece) -> tuple[float, ...]:
    """Put the cells of two pieces on the column lines of both, which are given back."""
    shift = below.xs[0] - above.xs[0]
    shifted = [x - shift for x in below.xs]
    xs = _union(above.xs, shifted)
    _place(above.draft, above.xs, xs)
    _place(below.draft, shifted, xs)
    return xs


def _union(left: Sequence[float], right: Sequence[float]) -> tuple[float, ...]:
    return tuple(sorted([*left, *(x for x in right if nearest_line(x, left) is None)]))


def _place(draft: DraftTable, xs: Sequence[float], lines: Sequence[float]) -> None:
    """Put the cells of a draft on the common column lines."""
    if len(xs) == len(lines):  # they may be nearer to each other than those that are one
        return
    place = [nearest_line(x, lines) or 0 for x in xs]
    draft.columns = len(lines) - 1
    for cell in draft.cells:
        start, end = place[cell.column], place[cell.column + cell.column_span]
        cell.column, cell.column_span = start, max(end - start, 1)
