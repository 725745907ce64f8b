"""Headers between vertical rules: the columns that the rules beside a header leave to it."""

from __future__ import annotations

from collections.abc import Sequence

from ..gaps.gridlines import GridLine, Piece
from ..gaps.gutters import Gutter
from ..gaps.rules import Wall

_AT = 2.0
"""Points between a rule and the gutter that it stands in at most."""


def with_walled_heads(
    lines: Sequence[GridLine], gutters: Sequence[Gutter], walls: Sequence[Wall]
) -> list[GridLine]:
    """Header lines whose pieces take the columns that vertical rules leave to them.

    A rule between two columns that starts below a header, inside the header lines, tells that it
    heads both; so the header takes all columns from the rule on its left to the one on its right.
    """
    if not walls or len(lines) < 2:
        return list(lines)
    low = lines[-1].line.bottom
    out: list[GridLine] = []
    for line in lines:
        y = (line.line.top + line.line.bottom) / 2
        at = [_state(gutter, walls, y, low) for gutter in gutters]
        spans = [_between(piece, at) for piece in line.pieces]
        if any(span is not None for span in spans):
            pieces = [
                piece
                if span is None or spans.count(span) > 1
                else Piece(*span, piece.words, fixed=True)
                for piece, span in zip(line.pieces, spans, strict=True)
            ]
            line = GridLine(line.line, pieces)
        out.append(line)
    return out


def _state(gutter: Gutter, walls: Sequence[Wall], y: float, low: float) -> str:
    """What is in a gutter at a height: `wall`, `below` where one starts below it and above `low`,
    else nothing."""
    mine = [wall for wall in walls if gutter[0] - _AT <= wall[0] <= gutter[1] + _AT]
    if any(top < y < bottom for _, top, bottom in mine):
        return "wall"
    return "below" if any(y < top < low for _, top, _ in mine) else ""


def _between(piece: Piece, at: Sequence[str]) -> tuple[int, int] | None:
    """The columns from the wall on the left of a piece to the one on its right.

    None where a gutter between them has no wall below, or the piece stands in one column with
    walls on both its sides.
    """
    first, last = piece.first, piece.last
    while first and at[first - 1] != "wall":
        first -= 1
    while last < len(at) and at[last] != "wall":
        last += 1
    between = at[first:last]
    if not between or any(state != "below" for state in between):
        return None
    return first, last
