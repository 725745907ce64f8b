"""Reading order: text columns of a page by its white space (recursive X-Y cut)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..objects.geometry import Box

_GUTTER = 6.5
"""Points of white space between text columns; segments do not end at narrower ones."""
_MIN_COLUMN = 60.0
_MIN_LINES = 4
_MEASURE = 0.7
"""Share of the width between equal margins that a column of text has at least."""
_SAME_END = 1.5
"""Points by which the ends of lines set to both sides differ at most."""
_ENDING = 0.25
"""Share of lines that end where a column does, set to both sides."""
_LEVEL = 2.0
"""Points by which the tops of columns that start together differ at most."""
_CLOSE = 0.9
"""Heights of a line that its column may be white above it."""
_MOVED_IN = 2.5
"""Heights of a line that the first one of a paragraph is moved in at most."""
_NEAR = 12
"""Boxes of a band that the next line is compared with."""
_NEVER = float("inf")


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
    ends = sum(box[2] > right - _SAME_END for box in boxes)
    if ends < max(_MIN_LINES, _ENDING * len(boxes)):
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
        starts = _restarts(places, boxes) if len(columns) > 1 else []
        if len(starts) > 1:
            return [item for part in starts for item in _cut(part, boxes, depth + 1, column)]
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
    beside = _stand_beside([[boxes[place] for place in row] for row in rows])
    bands: list[list[int]] = [list(rows[0])]
    for row, before, here in zip(rows[1:], beside, beside[1:], strict=False):
        if before == here:
            bands[-1] += row
        else:
            bands.append(list(row))
    return bands


def _restarts(places: list[int], boxes: Sequence[Box]) -> list[list[int]]:
    """Parts above each other of columns that all start again, level, below a line set off."""
    rows = _split(places, boxes, 1, 0.0)
    beside = _stand_beside([[boxes[place] for place in row] for row in rows])
    parts: list[list[int]] = [[]]
    for place, row in enumerate(rows):
        end = next((n for n in range(place, len(rows)) if beside[n]), len(rows))
        if 0 < place < end < len(rows) and beside[place - 1]:
            tops = [min(boxes[p][1] for p in part) for part in _split(rows[end], boxes, 0, _GUTTER)]
            if max(tops) - min(tops) < _LEVEL:
                parts.append([])
        parts[-1] += row
    return parts


def _stand_beside(rows: Sequence[Sequence[Box]]) -> list[bool]:
    """Which rows, that no box crosses, are of columns of text.

    These are the ones with boxes side by side, and those next to them where one column goes on
    beside white of the others: around a heading, at the foot of the longest one.
    """
    sides = [_merged([(box[0], box[2]) for box in row]) for row in rows]
    beside = [len(spans) > 1 for spans in sides]
    if any(beside) and not all(beside):
        for step in (1, -1):
            _take_neighbours(rows, sides, beside, step)
    return beside


def _take_neighbours(
    rows: Sequence[Sequence[Box]],
    sides: Sequence[Sequence[Extent]],
    beside: list[bool],
    step: int,
) -> None:
    """Mark rows below (step 1) or above (-1) those `beside` each other that belong to them."""
    spans: Sequence[Extent] = ()
    near: list[Box] = []
    for place in range(len(rows))[::step]:
        row, own = rows[place], sides[place]
        joined = _merged([*spans, *own])
        if not beside[place] and spans and len(joined) == len(spans):
            after = place + step
            held = _NEVER
            if 0 <= after < len(rows) and len(_merged([*spans, *sides[after]])) < len(spans):
                held = _distance(row, rows[after])
            high = max(box[3] - box[1] for box in row)
            near_enough = held if _is_full(own, spans, high) else min(_CLOSE * high, held)
            beside[place] = _distance(row, near) <= near_enough
        if not beside[place]:
            spans, near = (), []
            continue
        spans = joined if len(joined) > 1 else own
        near = [*near, *row][-_NEAR:]


def _is_full(own: Sequence[Extent], spans: Sequence[Extent], high: float) -> bool:
    """Whether a line, `high` points of it, is as wide as one of the columns, moved in or not."""
    left, right = own[0][0], own[-1][1]
    return any(
        abs(right - end) < _SAME_END and -_SAME_END < left - start < _MOVED_IN * high
        for start, end in spans
    )


def _distance(row: Sequence[Box], others: Sequence[Box]) -> float:
    """Points between boxes and the next ones above or below them."""
    return min(
        (
            max(box[1] - other[3], other[1] - box[3], 0.0)
            for box in row
            for other in others
            if box[0] < other[2] and other[0] < box[2]
        ),
        default=_NEVER,
    )


def _merged(extents: Sequence[Extent]) -> list[Extent]:
    """Extents joined where less than a gutter is between them."""
    out: list[Extent] = []
    for left, right in sorted(extents):
        if out and left < out[-1][1] + _GUTTER:
            out[-1] = (out[-1][0], max(out[-1][1], right))
        else:
            out.append((left, right))
    return out


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
