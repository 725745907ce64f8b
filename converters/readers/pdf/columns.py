"""Reading order: text columns of a page by its white space (recursive X-Y cut)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .geometry import Box

_GUTTER = 9.0
"""Points of white space between text columns; narrower gaps are word spaces."""
_MIN_COLUMN = 60.0
_MIN_LINES = 4
_MEASURE = 0.7
"""Share of the width between equal margins that a column of text has at least."""


Extent = tuple[float, float]
"""Left and right side of a text column in points."""


def reading_order(boxes: Sequence[Box], width: float) -> list[tuple[int, Extent]]:
    """Places of `boxes` in reading order, each with the column of text that it stands in.

    The page, `width` points wide, is cut at gutters that run through at least a few lines, then
    at blank bands, and so on inside each part; boxes that cannot be cut apart are read from top
    to bottom.
    """
    if not boxes:
        return []
    left, right = _extent(range(len(boxes)), boxes)
    # A page of few short lines still has a measure: about as wide as its margins allow.
    right = max(right, left + _MEASURE * (width - 2 * left))
    return _cut(list(range(len(boxes))), boxes, 0, (left, right))


def _extent(places: Iterable[int], boxes: Sequence[Box]) -> Extent:
    chosen = [boxes[place] for place in places]
    return min(box[0] for box in chosen), max(box[2] for box in chosen)


def _cut(
    places: list[int], boxes: Sequence[Box], depth: int, column: Extent
) -> list[tuple[int, Extent]]:
    if len(places) >= 2 and depth <= 12:
        columns = _columns(places, boxes)
        if len(columns) > 1:
            parts = [(part, _extent(part, boxes)) for part in columns]
            return [item for part, own in parts for item in _cut(part, boxes, depth + 1, own)]
        bands = _bands(places, boxes)
        if len(bands) > 1:
            return [item for part in bands for item in _cut(part, boxes, depth + 1, column)]
    return [(place, column) for place in _by_lines(places, boxes)]


def _by_lines(places: list[int], boxes: Sequence[Box]) -> list[int]:
    rows: list[list[int]] = []
    for place in sorted(places, key=lambda place: (boxes[place][1] + boxes[place][3]) / 2):
        box = boxes[place]
        if rows:
            last = boxes[rows[-1][0]]
            shared = min(last[3], box[3]) - max(last[1], box[1])
            if shared > 0.5 * min(last[3] - last[1], box[3] - box[1]):
                rows[-1].append(place)
                continue
        rows.append([place])
    return [place for row in rows for place in sorted(row, key=lambda place: boxes[place][0])]


def _columns(places: list[int], boxes: Sequence[Box]) -> list[list[int]]:
    """Parts side by side with a gutter between them, or one part."""
    parts = _split(places, boxes, 0, _GUTTER)
    if len(parts) < 2:
        return parts
    for part in parts:
        width = max(boxes[p][2] for p in part) - min(boxes[p][0] for p in part)
        if len(part) < _MIN_LINES or width < _MIN_COLUMN:
            return [places]
    return parts


def _bands(places: list[int], boxes: Sequence[Box]) -> list[list[int]]:
    """Parts above each other where cutting lets at least one of them be cut into columns."""
    rows = _split(places, boxes, 1, 0.0)
    if len(rows) < 2:
        return rows
    single = [len(_split(row, boxes, 0, _GUTTER)) == 1 for row in rows]
    bands: list[list[int]] = [list(rows[0])]
    for row, before, here in zip(rows[1:], single, single[1:], strict=False):
        if before == here:
            bands[-1] += row
        else:
            bands.append(list(row))
    return bands


def _split(places: list[int], boxes: Sequence[Box], axis: int, gap: float) -> list[list[int]]:
    """Parts along an axis (0 across, 1 down) between which at least `gap` points are blank."""
    parts: list[list[int]] = []
    reach = 0.0
    for place in sorted(places, key=lambda place: boxes[place][axis]):
        low, high = boxes[place][axis], boxes[place][axis + 2]
        if parts and low < reach + gap:
            parts[-1].append(place)
            reach = max(reach, high)
        else:
            parts.append([place])
            reach = high
    return parts
