"""Writing and stamps in coloured ink over a page, told from coloured print by their shape.

Print in colour is small glyphs in level lines, rules that are dead straight, and areas. A pen
leaves strokes that are larger than the glyphs of the page and no such rules, words that are not
level, and strokes that run over the print. Only those are taken out; what may be print stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .blots import Mask
from .colouredink import Piece, coloured_ink, core_level
from .detector import Gray
from .marks import OVER_PRINT, Mark, Marked
from .penstrokes import is_line_of_print, is_ruled, is_tilted_frame, tilt_of_row
from .planes import Colours
from .seals import fits_seal, is_ring

_ONE_PEN, _LETTER = 35, 0.6
"""How much colours of one pen differ at most, and room between its letters, in their heights."""
_LARGE, _LONG = 1.7, 2.5
"""Shorter, or longer, side from which a stroke at print is larger than glyphs, in their heights."""
_FREE, _ASPECT, _UPRIGHT = 4.0, 1.5, 3.0
"""The longer side of one that stands by itself, and that over the shorter one, at least; upright
ones may be large glyphs."""
_ALIKE, _BESIDE = 1.7, 1.5
"""Heights that differ less are those of glyphs of one word, and room between such, in heights."""
_NEAR: Final = 0.7
"""How far strokes of one mark, and glyphs of one word, are apart, in glyph heights."""
_TILTED: Final = 3.0
"""Degrees off level from which a row of glyphs is written by hand or stamped."""
_CROSSING: Final = 0.08
"""Share of the ink of small strokes that lies at print which they run over, at least."""
_LONE: Final = 1.8
"""Longer side from which a stroke of its own right beside print is no glyph, in glyph heights."""
_TWIN: Final = 0.08
"""How much the sides and the ink of prints of one glyph differ at most."""
_NAMES: Final = ("red", "green", "blue")


def without_coloured_marks(
    colours: Colours, gray: Gray, skew: float, taken: NDArray[np.bool_] | None
) -> Marked | None:
    """The page without marks in colour; None where there are none.

    `gray` is the same page, where nothing is of what was `taken` from it; `skew` the degrees by
    which its lines fall to the right.
    """
    found = coloured_ink(colours, gray, taken)
    if found is None:
        return None
    pieces, em = found.pieces, found.em
    _judge(pieces, em, skew, gray.shape)
    written = [piece for piece in pieces if piece.kind is not None]
    if not written:
        return None
    shown, mask = gray.copy(), np.zeros_like(gray)
    for piece in written:
        _take_out(colours, shown, mask, piece)
    return Marked(shown, mask, tuple(_mark(piece) for piece in written))


def _mark(piece: Piece) -> Mark:
    assert piece.kind is not None
    box = (float(piece.left), float(piece.top), float(piece.right), float(piece.bottom))
    return Mark(piece.kind, box, _NAMES[int(piece.colour.argmax())])


def _judge(pieces: list[Piece], em: float, skew: float, page: tuple[int, ...]) -> None:
    """Give each piece that is none of the print its kind."""
    for piece in pieces:
        if is_tilted_frame(piece.ink, em, skew) or _is_round_stamp(piece, page):
            piece.kind = "stamp"
    for frame in [piece for piece in pieces if piece.kind == "stamp"]:
        for piece in pieces:
            if _within(piece, frame) and _same_ink(piece, frame):
                piece.kind = "stamp"
    for piece in pieces:
        if piece.kind is None and _is_stroke(piece, pieces, em, skew):
            piece.kind = "handwriting"
    glyphs = [
        piece
        for piece in pieces
        if piece.kind != "stamp" and not (piece.is_area or is_ruled(piece.ink, em, skew))
    ]
    for row in _rows(glyphs, em):
        if any(piece.kind for piece in row) or _is_written(row, pieces, em, skew):
            for piece in row:
                piece.kind = "handwriting"
    _spread(pieces, em, skew)


def _is_round_stamp(piece: Piece, page: tuple[int, ...]) -> bool:
    box = (piece.left, piece.top, piece.wide, piece.high)
    return not piece.is_area and fits_seal(box, page) and is_ring(piece.ink > 0)


def _is_stroke(piece: Piece, pieces: list[Piece], em: float, skew: float) -> bool:
    """Whether a piece is a stroke larger than glyphs, and neither an area nor a rule."""
    short, long = sorted((piece.wide, piece.high))
    runs_over = piece.crossing > _CROSSING
    if long < _LONG * em and short < _LARGE * em and not runs_over:
        return False
    if piece.is_area or is_ruled(piece.ink, em, skew):
        return False
    if piece.encloses or runs_over:
        return True
    slim = _ASPECT if piece.wide > piece.high else _UPRIGHT
    if long < _FREE * em or long < slim * short or is_line_of_print(piece.ink, skew):
        return False
    others = [other for other in pieces if other is not piece]
    if any(_of_one_line(piece, other) for other in others):
        return False
    # Strokes of a large ideograph stand beside each other; so far apart only a hand writes.
    return long >= 2 * _FREE * em or not any(_is_part_of_glyph(piece, other) for other in others)


def _is_part_of_glyph(piece: Piece, other: Piece) -> bool:
    across = max(piece.left, other.left) - min(piece.right, other.right)
    down = max(piece.top, other.top) - min(piece.bottom, other.bottom)
    size = max(piece.high, piece.wide)
    near = max(across, down) < 0.5 * size and max(other.high, other.wide) > 0.5 * size
    return near and _same_ink(piece, other)


def _of_one_line(piece: Piece, other: Piece) -> bool:
    """Whether two pieces stand beside or below each other as glyphs of one size do."""
    if not _same_ink(piece, other):
        return False
    alike = max(piece.high, other.high) <= _ALIKE * min(piece.high, other.high)
    across = max(piece.left, other.left) - min(piece.right, other.right)
    down = max(piece.top, other.top) - min(piece.bottom, other.bottom)
    beside = down < -0.6 * piece.high and across < _BESIDE * piece.high
    below = across < -0.6 * piece.wide and down < _BESIDE * piece.high
    return alike and (beside or below)


def _same_ink(piece: Piece, other: Piece) -> bool:
    return bool(np.abs(piece.colour - other.colour).max() < 60)


def _within(piece: Piece, frame: Piece) -> bool:
    x, y = (piece.left + piece.right) / 2, (piece.top + piece.bottom) / 2
    return frame.left <= x <= frame.right and frame.top <= y <= frame.bottom


def _rows(pieces: list[Piece], em: float) -> Iterator[list[Piece]]:
    """The pieces that stand beside each other as the glyphs of a word do."""
    left = sorted(pieces, key=lambda piece: piece.left)
    while left:
        row = [left.pop(0)]
        grown = True
        while grown:
            grown = False
            for piece in list(left):
                if any(_is_beside(piece, other, em) for other in row[-4:]):
                    row.append(piece)
                    left.remove(piece)
                    grown = True
        yield row


def _is_beside(piece: Piece, other: Piece, em: float) -> bool:
    across = max(piece.left, other.left) - min(piece.right, other.right)
    down = max(piece.top, other.top) - min(piece.bottom, other.bottom)
    return _same_ink(piece, other) and across < _NEAR * em and down < 0.2 * em


def _is_written(row: list[Piece], pieces: list[Piece], em: float, skew: float) -> bool:
    """Whether small pieces in a row are off level, run over the print, or are a tick beside it."""
    ink = sum(float(piece.ink.sum()) for piece in row)
    if sum(piece.crossing * float(piece.ink.sum()) for piece in row) > _CROSSING * ink:
        return True
    if len(row) == 1:
        return _is_tick(row[0], pieces, em, skew)
    boxes = [(piece.left, piece.top, piece.right, piece.bottom) for piece in row]
    tilt = tilt_of_row(boxes, em)
    return tilt is not None and abs(tilt - skew) > _TILTED


def _is_tick(piece: Piece, pieces: list[Piece], em: float, skew: float) -> bool:
    """Whether a stroke by itself, larger than glyphs, stands right beside print.

    Printed signs of one kind are alike wherever they stand; strokes of a pen never are.
    """
    short, long = sorted((piece.wide, piece.high))
    if long < _LONE * em or short < 0.5 * em or not (piece.encloses or piece.beside):
        return False
    if is_line_of_print(piece.ink, skew):
        return False
    return not any(_are_twins(piece, other) for other in pieces if other is not piece)


def _are_twins(piece: Piece, other: Piece) -> bool:
    sizes = (
        (piece.wide, piece.high, int(piece.ink.sum())),
        (
            other.wide,
            other.high,
            int(other.ink.sum()),
        ),
    )
    return all(abs(one - two) <= max(2, _TWIN * one) for one, two in zip(*sizes, strict=True))


def _spread(pieces: list[Piece], em: float, skew: float) -> None:
    """Give pieces that stand within a mark, or beside it as its next letter, the kind of it."""
    marks = [piece for piece in pieces if piece.kind is not None]
    while marks:
        mark = marks.pop()
        for piece in pieces:
            if piece.kind is not None or piece.is_area or not _is_of(piece, mark, em):
                continue
            if not is_ruled(piece.ink, em, skew):
                piece.kind = mark.kind
                marks.append(piece)


def _is_of(piece: Piece, mark: Piece, em: float) -> bool:
    if np.abs(piece.colour - mark.colour).max() > _ONE_PEN:
        return False
    across = max(piece.left, mark.left) - min(piece.right, mark.right)
    down = max(piece.top, mark.top) - min(piece.bottom, mark.bottom)
    if max(piece.high, piece.wide) < em:
        return max(across, down) < 0.2 * em
    alike = max(piece.high, mark.high) < 2 * min(piece.high, mark.high)
    level = down < -0.3 * min(piece.high, mark.high)
    return alike and level and across < _LETTER * max(piece.high, mark.high)


def _take_out(colours: Colours, shown: Gray, mask: Mask, piece: Piece) -> None:
    """Make the ink of a mark as bright as paper in `shown`; print below it stays dark.

    In the light of its strongest colour the ink is paler than print is; there it is evened.
    """
    import cv2

    around = 4
    top, left = max(0, piece.top - around), max(0, piece.left - around)
    inside = (slice(top, piece.bottom + around), slice(left, piece.right + around))
    own = np.zeros(shown[inside].shape, np.uint8)
    own[piece.top - top :, piece.left - left :][: piece.high, : piece.wide] = piece.ink
    reach = cv2.dilate(own, np.ones((2 * around - 1, 2 * around - 1), np.uint8)) > 0
    light = colours[inside].max(2)
    level = core_level(light[own > 0])
    lit = np.clip(light * (255 / max(1.0, level)), 0, 255).astype(np.uint8)
    part = shown[inside]
    part[reach] = np.maximum(part, lit)[reach]
    mask[inside] |= own
    below = mask[piece.top : piece.bottom, piece.left : piece.right]
    below[piece.over > 0] = OVER_PRINT
