"""Sheets with two pages side by side: each is laid out by itself, left before right."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ..pdf.objects.drawings import Drawings
from ..pdf.objects.page import PageObjects
from ..pdf.pages.layout import PageLayout
from ..pdf.pages.plainly import lay_out_at_any_rate

_BROAD = 1.2
"""Width of a sheet of two pages over its height, at least."""
_MIDDLE = (0.42, 0.58)
"""Shares of the width between which the gutter runs."""
_GUTTER = 0.05
"""Its own share of the width, at least: columns of one page stand nearer to each other."""
_MARGINS = 1.2
"""The gutter, two margins of pages, over the margin at the sides of the sheet, at least."""
_LINES, _LONG = 6, 0.75
"""Long lines that a page of prose has, and the share of its text's width that is long."""
_FILLED = 0.4
"""Share of the height of the sheet that the text of each page takes."""


def lay_out_sheet(objects: PageObjects, dropped: list[str]) -> PageLayout:
    """The layout of a page, or of two pages on a sheet; places are those on the sheet."""
    gutter = gutter_of(objects)
    if gutter is None:
        return lay_out_at_any_rate(objects, dropped)
    boxes = objects.characters.boxes
    onward = (boxes[:, 0] + boxes[:, 2]) / 2 >= gutter
    left = _laid_out(objects, ~onward, gutter, dropped, after=False)
    right = _laid_out(objects, onward, gutter, dropped, after=True)
    message = f"Sheet {objects.number} holds two pages, which were read one after the other."
    return replace(
        left,
        tables=left.tables + right.tables,
        segments=left.segments + right.segments,
        left_out=left.left_out + right.left_out,
        rules=left.rules + right.rules,
        findings=(("sheet-split", message), *left.findings, *right.findings),
        gutter=gutter,
    )


def gutter_of(objects: PageObjects) -> float | None:
    """The x of the middle between two pages on a sheet; None for a single page.

    Nothing stands in the gutter but lines along it, both pages are filled, and one at least has
    lines of prose: rows of a broad table have cells there.
    """
    boxes = objects.characters.boxes
    width = objects.width
    if width < _BROAD * objects.height or not len(boxes):
        return None
    gap = _gap(boxes, width)
    margin = (float(boxes[:, 0].min()) + width - float(boxes[:, 2].max())) / 2
    if gap is None or gap[1] - gap[0] < max(_GUTTER * width, _MARGINS * margin):
        return None
    gutter = (gap[0] + gap[1]) / 2
    rules = objects.drawings.horizontal
    if ((rules[:, 1] < gutter) & (rules[:, 2] > gutter)).any():
        return None
    onward = (boxes[:, 0] + boxes[:, 2]) / 2 >= gutter
    sides = [_Side.of(objects, side) for side in (~onward, onward)]
    filled = all(side.high >= _FILLED * objects.height for side in sides)
    prose = [side.long >= _LINES for side in sides]
    ruled = [_has_rules(objects, gutter, after) for after in (False, True)]
    paged = all(is_prose or has for is_prose, has in zip(prose, ruled, strict=True))
    return gutter if filled and any(prose) and paged else None


def _gap(boxes: NDArray[np.float64], width: float) -> tuple[float, float] | None:
    """The widest blank strip over the whole height whose middle is about that of the sheet."""
    spans = boxes[np.argsort(boxes[:, 0], kind="stable")][:, [0, 2]]
    ends = np.maximum.accumulate(spans[:-1, 1])
    starts = spans[1:, 0]
    middles = (starts + ends) / 2 / width
    rooms = np.where((middles > _MIDDLE[0]) & (middles < _MIDDLE[1]), starts - ends, 0.0)
    if not len(rooms) or rooms.max() <= 0:
        return None
    place = int(np.argmax(rooms))
    return float(ends[place]), float(starts[place])


class _Side:
    """The text of one half of a sheet."""

    def __init__(self, high: float, long: int) -> None:
        self.high = high
        """Points from its first line to its last one."""
        self.long = long
        """Lines nearly as wide as all of it."""

    @classmethod
    def of(cls, objects: PageObjects, chosen: NDArray[np.bool_]) -> _Side:
        boxes, runs = objects.characters.boxes[chosen], objects.characters.runs[chosen]
        if not len(boxes):
            return cls(0.0, 0)
        count = int(runs.max()) + 1
        first, last = np.full(count, np.inf), np.full(count, -np.inf)
        np.minimum.at(first, runs, boxes[:, 0])
        np.maximum.at(last, runs, boxes[:, 2])
        wide = float(boxes[:, 2].max() - boxes[:, 0].min())
        long = int((last - first >= _LONG * wide).sum())
        return cls(float(boxes[:, 3].max() - boxes[:, 1].min()), long)


def _has_rules(objects: PageObjects, gutter: float, after: bool) -> bool:
    """Whether a half has the rules of a table."""
    rules = objects.drawings.horizontal
    side = rules[:, 1] >= gutter if after else rules[:, 2] <= gutter
    return int(side.sum()) >= 3


def _laid_out(
    objects: PageObjects,
    chosen: NDArray[np.bool_],
    gutter: float,
    dropped: list[str],
    *,
    after: bool,
) -> PageLayout:
    """One half of a sheet; its tables name characters of the whole."""
    places = np.nonzero(chosen)[0]
    characters = objects.characters
    half = replace(
        characters,
        **{
            name: getattr(characters, name)[places]
            for name in (
                "codes",
                "boxes",
                "baselines",
                "runs",
                "sizes",
                "wide",
                "spaced",
                "links",
            )
        },
    )
    drawings = _half(objects.drawings, gutter, after)
    layout = lay_out_at_any_rate(replace(objects, characters=half, drawings=drawings), dropped)
    for table in layout.tables:
        table.characters = places[table.characters]
    return layout


def _half(drawings: Drawings, gutter: float, after: bool) -> Drawings:
    """The rules on one side of the gutter."""
    middles = drawings.horizontal[:, 1:].mean(axis=1)
    return replace(
        drawings,
        horizontal=drawings.horizontal[(middles >= gutter) == after],
        vertical=drawings.vertical[(drawings.vertical[:, 0] >= gutter) == after],
    )
