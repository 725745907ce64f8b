"""Lines of text that were read badly, read again by their ink: stacked lines, lone dashes."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from .blots import Mask
from .detector import Gray, PixelBox
from .ink import cell_lines, crop, stretches_of
from .placedlines import PlacedLine
from .recogniser import ReadCharacter, ReadLine, read_lines

_DOUBTFUL = 0.9
"""Confidence below which a tall box is looked into."""
_READABLE = 0.6
"""Confidence of lines read each alone from which they stand if they say more."""
_TALL, _NARROW = 1.5, 2.2
"""Height over that of a glyph from which a box may hold two lines; width up to which it is looked
into however sure its reading is: one of two glyphs above each other may be all that was read."""
_FLAT, _SHORTEST, _LONGEST = 0.24, 0.17, 0.8
"""Greatest height, least and greatest width of a dash, in glyph heights."""
_HAN = 0.6
"""Least width of the numeral 一, in glyph heights."""
_DASH = 0.97
"""How sure a flat single stroke is a dash."""


def unstacked(gray: Gray, ink: Mask, lines: Sequence[PlacedLine], em: float) -> list[PlacedLine]:
    """The lines; those that hold two lines of a narrow column above each other are cut in two."""
    out: list[PlacedLine] = []
    tall: list[tuple[PlacedLine, list[PixelBox]]] = []
    for placed in lines:
        high = placed.box[3] - placed.box[1]
        narrow = placed.box[2] - placed.box[0] < _NARROW * em
        if high > _TALL * em and (narrow or placed.line.confidence < _DOUBTFUL):
            tall.append((placed, cell_lines(ink, _grown(placed.box), em)))
        else:
            out.append(placed)
    read = iter(read_lines([crop(gray, box, em) for _, boxes in tall for box in boxes]))
    for placed, boxes in tall:
        parts = [PlacedLine(next(read), box) for box in boxes]
        parts = [part for part in parts if part.line.characters]
        out += parts if _is_better(parts, placed) else [placed]
    return out


def _is_better(parts: Sequence[PlacedLine], whole: PlacedLine) -> bool:
    """Whether the lines of a box, read each alone, say more than the box read as one line."""
    if len(parts) < 2:
        return False
    sure = min(part.line.confidence for part in parts)
    more = sum(len(part.line.text) for part in parts) > len(whole.line.text)
    return sure > whole.line.confidence or (more and sure > _READABLE)


def _grown(box: PixelBox) -> PixelBox:
    return box[0] - 4, box[1] - 4, box[2] + 4, box[3] + 4


def with_dashes(ink: Mask, lines: Sequence[PlacedLine], em: float) -> list[PlacedLine]:
    """The lines that say something; single flat strokes are dashes whatever they were read as."""
    dashed = (
        PlacedLine(_DASHED, placed.box)
        if len(placed.line.text) <= 2 and _is_flat(ink, placed, em)
        else placed
        for placed in lines
    )
    return [placed for placed in dashed if placed.line.characters]


_DASHED = ReadLine((ReadCharacter("-", _DASH, 0.5),))


def _is_flat(ink: Mask, placed: PlacedLine, em: float) -> bool:
    import cv2

    if placed.line.text in {"-", "—", "–"} and placed.line.confidence > _DOUBTFUL:
        return False
    left, top, right, bottom = (round(side) for side in placed.box)
    part = ink[max(0, top - 1) : bottom + 1, max(0, left) : right]
    if not part.size:
        return False
    _, _, wide, high = cv2.boundingRect(part)
    if not high:
        return False
    if placed.line.text == "一" and wide > _HAN * em:
        return False
    if _are_dots(part, high):
        return False
    return high <= _FLAT * em and _SHORTEST * em <= wide <= _LONGEST * em and wide > 1.5 * high


def _are_dots(part: Mask, high: int) -> bool:
    """Whether flat ink is dots beside each other, as for values that there are not, and no dash.

    The pieces of a broken dash are longer than high, or close together.
    """
    dots = stretches_of(part)
    gaps = [after[0] - before[1] for before, after in itertools.pairwise(dots)]
    return len(dots) > 1 and all(b - a <= 1.5 * high for a, b in dots) and min(gaps) >= 0.5 * high
