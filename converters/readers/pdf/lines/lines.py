"""Characters to lines: which stand on one line, their order, and the spaces between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..objects.arrays import changes
from ..objects.page import PageObjects
from .bridges import bridged
from .smallmarks import with_small_marks
from .tallsigns import tall_signs, with_tall_lines

WIDE_GAP = 1.15
"""Gap that ends a segment, in em; word spaces of justified text stay below on all samples."""
WORD_GAP = 0.22
"""Gap that is a space where pdfium guessed none, in em."""
RTL_GAP = 0.17
"""The same between letters of which one is written leftwards: joined letters leave no gap."""
NO_GAP = 0.05
"""Gap up to which a space that pdfium guessed, between glyphs drawn one by one, is none, in em."""
_SAME_LINE = 0.55
"""Share of the smaller height by which two characters of one line overlap."""
_BESIDE_ANOTHER = 0.35
"""The same where it stands nearly level with the one before it."""
_LEVEL = 0.85
"""Share of the larger height by which two characters overlap that stand so."""
_NO_MARK = 0.75
"""Share of a line's height from which its highest characters are none raised above it."""
_MANY_LINES = 24
"""Lines out of order from which all characters of a page are sorted at once."""


def are_spaces(wide: NDArray[np.bool_], marks: NDArray[np.int8]) -> NDArray[np.bool_]:
    """Whether a space stands before each character: never between two `wide` ones.

    `marks` is 1 for a gap and 2 for a drawn space. Between a wide and a narrow character
    typesetters widen the gap, so only a drawn space counts there.
    """
    before = np.concatenate((wide[:1], wide[:-1]))
    return ~(wide & before) & (marks > (wide | before))


@dataclass(frozen=True, slots=True)
class InLines:
    """Characters sorted into lines, from left to right in each."""

    places: NDArray[np.intp]
    """Places on the page."""
    boxes: NDArray[np.float64]
    starts: NDArray[np.bool_]
    """Whether a line starts there."""
    gaps: NDArray[np.float64]
    """Points between each character and the one before it."""
    ems: NDArray[np.float64]
    """The smaller font size of the two."""
    marks: NDArray[np.int8]
    """Whether a space may stand before it, see `are_spaces`."""


class _Sorted(NamedTuple):
    """Characters line by line and from left to right in each."""

    places: NDArray[np.intp]
    boxes: NDArray[np.float64]
    lines: NDArray[np.int64]
    """Number of the line of each."""
    owners: NDArray[np.int64]


def sorted_by_line(page: PageObjects, chosen: NDArray[np.intp]) -> _Sorted:
    """The characters at `chosen` sorted into lines, once for all who ask for the same ones."""
    known, key = page.characters.known, ("sorted", chosen.tobytes())
    if key not in known:
        known[key] = sorted_by_owner(page, chosen, np.zeros(len(chosen), np.int64))
    found: _Sorted = known[key]
    return found


def sorted_by_owner(
    page: PageObjects, chosen: NDArray[np.intp], owners: NDArray[np.int64]
) -> _Sorted:
    """The characters at `chosen` sorted by owner, line and place."""
    # `take` copies rows of boxes ten times faster than an index does.
    boxes = page.characters.boxes.take(chosen, axis=0)
    heights = boxes[:, 1] + boxes[:, 3]
    order = np.lexsort((heights, owners)) if owners.any() else np.argsort(heights, kind="stable")
    boxes, owners = boxes.take(order, axis=0), owners[order]
    tall = None if owners.any() else tall_signs(boxes)
    if tall is None:
        lines = _lines_in_order(boxes, owners)
    else:
        beside = [_lines_in_order(boxes[mask], owners[mask]) for mask in (~tall, tall)]
        placed, lines = with_tall_lines(boxes, tall, *beside)
        order, boxes = order[placed], boxes.take(placed, axis=0)
    across = _left_to_right(boxes[:, 0], lines)
    places, boxes = chosen[order[across]], boxes.take(across, axis=0)
    parted = bridged(boxes, lines) if len(lines) else None
    if parted is not None:
        across, lines = parted
        places, boxes = places[across], boxes.take(across, axis=0)
    return _Sorted(places, boxes, lines, owners)


def in_lines(page: PageObjects, chosen: NDArray[np.intp]) -> InLines:
    """The characters at `chosen`, of which there is at least one, as lines."""
    characters = page.characters
    places, boxes, lines, _ = sorted_by_line(page, chosen)
    sizes = characters.sizes[places]
    gaps = np.concatenate(([0.0], boxes[1:, 0] - boxes[:-1, 2]))
    ems = np.maximum(np.minimum(sizes, np.concatenate((sizes[:1], sizes[:-1]))), 1.0)
    starts = changes(lines)
    spaced = characters.spaced[places]
    marks = np.where((gaps < NO_GAP * ems) & (spaced == 1), 0, spaced)
    marks = np.maximum(marks, gaps > WORD_GAP * ems)
    return InLines(places, boxes, starts, gaps, ems, marks)


def heights_of(page: PageObjects, chosen: NDArray[np.intp]) -> tuple[list[float], list[float]]:
    """Top and bottom of each line of the characters at `chosen`, of which there is at least one."""
    _, boxes, lines, _ = sorted_by_line(page, chosen)
    starts = changes(lines).nonzero()[0]
    tops, bottoms = (
        np.minimum.reduceat(boxes[:, 1], starts),
        np.maximum.reduceat(boxes[:, 3], starts),
    )
    return tops.tolist(), bottoms.tolist()


def _left_to_right(
    lefts: NDArray[np.float64], lines: NDArray[np.int64], first: NDArray[np.intp] | None = None
) -> NDArray[np.intp]:
    """The order of characters, which stand line by line, from left to right in each line.

    Of two that start at one place the one with the lower `first` comes first, else the one that
    is first now. Most lines are in order as they stand.
    """
    goes_on = lefts[1:] >= lefts[:-1] if first is None else lefts[1:] > lefts[:-1]
    wrong = lines[1:][(lines[1:] == lines[:-1]) & ~goes_on]
    order = np.arange(len(lefts))
    if not len(wrong):
        return order
    numbers = wrong[changes(wrong)]
    if len(numbers) > _MANY_LINES:
        return np.lexsort((lefts, lines) if first is None else (first, lefts, lines))
    starts, ends = np.searchsorted(lines, numbers), np.searchsorted(lines, numbers, side="right")
    for a, b in zip(starts.tolist(), ends.tolist(), strict=True):
        mine = (lefts[a:b],) if first is None else (first[a:b], lefts[a:b])
        order[a:b] = a + np.lexsort(mine)
    return order


def _lines_in_order(boxes: NDArray[np.float64], owners: NDArray[np.int64]) -> NDArray[np.int64]:
    """A number for each box of those sorted by owner and height: lines are never shared by two.

    A line grows only by boxes that overlap its core, so that a superscript joins its line and
    two lines never melt into one, nor by a box below the first one, as high as it: both stand
    beside a larger text of another column. A box nearly as high as the one before it, a sign of
    another font, goes with that. Boxes as high as the one before them need no look.
    """
    seen = changes(boxes[:, 1], boxes[:, 3], owners).nonzero()[0]
    fresh = np.zeros(len(boxes), np.int64)
    last, top, bottom = -1, 0.0, 0.0
    head = foot = 0.0
    before, after = 0.0, 0.0
    columns = (boxes[seen, 1].tolist(), boxes[seen, 3].tolist(), owners[seen].tolist())
    for place, up, down, owner in zip(seen.tolist(), *columns, strict=True):
        shared = (down if down < bottom else bottom) - (up if up > top else top)
        low = bottom - top if bottom - top < down - up else down - up
        high = foot - head
        under = up > foot - 0.1 * high and 0.8 * high < down - up < 1.25 * high
        under = under and high > _NO_MARK * (bottom - top)
        level = (down if down < after else after) - (up if up > before else before)
        level /= max(down - up, after - before, 0.1)
        before, after = up, down
        apart = shared < (_BESIDE_ANOTHER if level > _LEVEL else _SAME_LINE) * low
        if owner != last or under or apart:
            fresh[place] = 1
            last, top, bottom = owner, up, down
            head, foot = up, down
        elif down - up > bottom - top:
            top, bottom = up, down
    return with_small_marks(boxes, np.cumsum(fresh) - 1, owners)
