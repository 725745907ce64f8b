"""Charts drawn with lines and bars: their labels and values are no table.

A scale is known by numbers that stand beside the ends of the lines across and rise with them at an
even rate: text of a table stands between its rules, not level with them.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ..lines.pagelines import text_lines
from ..lines.words import TextLine, parts_within
from ..objects.geometry import Box, meet, union
from ..objects.page import PageObjects
from .axes import plots_with_axes
from .bars import bars_of
from .figures import figures_of, listed
from .rulings import joined
from .spikes import spikes_of

_TICKS = 3
"""Numbers that a scale has at least."""
_AWAY = 60.0
"""Points from the end of a line within which its number stands."""
_WORD = 0.8
"""Font sizes of white that end a number."""
_EVEN = 0.1
"""Share by which the rate of a scale varies at most."""
_LABEL = 0.35
"""Share of the chart's width that one label below it takes at most."""
_LABEL_LINES = 2
"""Lines of labels at most: more are a table below the chart."""
_VALUE = re.compile(r"([-−–+]?)[$€£¥]?(\d[\d,]*(?:\.\d+)?|\.\d+)\s?[%‰]?[A-Za-z]{0,2}")

_LEVEL = 1.5
"""Points by which the sides of panels of one figure differ at most."""
_PANELS = 0.3
"""White between panels, over their size, at most."""
_STRIP = 24.0
"""Points that the band of colour with the name of a panel is high at most."""
_TICK_AWAY = 30.0
"""Points between a plot and the numbers of its scale beside it at most."""

Side = tuple[float, float]
"""From and to, in points from the left."""


def charts_of(page: PageObjects, usable: NDArray[np.bool_]) -> list[Box]:
    """The boxes of charts with their labels; `usable` marks the characters that are shown."""
    plots = [*_scaled(page, usable), *bars_of(page, usable)]
    plots += [*plots_with_axes(page), *spikes_of(page), *figures_of(page, usable)]
    if not plots:
        return []
    lines = text_lines(page, np.nonzero(usable & page.characters.level)[0])
    panels = _united([*_united(plots), *_between(_united(plots))])
    return [_with_labels(_with_strips(page, box), lines) for box in panels]


def without_charts(page: PageObjects, charts: Sequence[Box]) -> PageObjects:
    """The page without what is drawn in charts."""
    if not charts:
        return page
    drawn = page.drawings
    across = drawn.horizontal[:, [1, 0, 2, 0]]
    down = drawn.vertical[:, [0, 1, 0, 2]]
    filled = ~_inside(drawn.fills, charts)
    return replace(
        page,
        drawings=replace(
            drawn,
            horizontal=drawn.horizontal[~_inside(across, charts)],
            vertical=drawn.vertical[~_inside(down, charts)],
            fills=drawn.fills[filled],
            fill_colours=drawn.fill_colours[filled],
        ),
    )


def _inside(boxes: NDArray[np.float64], charts: Sequence[Box]) -> NDArray[np.bool_]:
    found = np.zeros(len(boxes), bool)
    for left, top, right, bottom in charts:
        found |= (
            (boxes[:, 0] > left - 2)
            & (boxes[:, 2] < right + 2)
            & (boxes[:, 1] > top - 2)
            & (boxes[:, 3] < bottom + 2)
        )
    return found


def _united(plots: Sequence[Box]) -> list[Box]:
    """Boxes that share a place as one."""
    out: list[Box] = []
    for box in plots:
        for other in [o for o in out if meet(o, box)]:
            out.remove(other)
            box = union([box, other])
        out.append(box)
    return out


def _between(plots: Sequence[Box]) -> Iterator[Box]:
    """The white between plots of one height beside each other, or of one width under each other.

    Panels of one figure are set so; what stands between them are their labels.
    """
    for one, other in itertools.combinations(plots, 2):
        for low, high in ((0, 2), (1, 3)):
            first, second = sorted((one, other), key=lambda box: box[low])
            gap = second[low] - first[high]
            alike = all(abs(one[side] - other[side]) < _LEVEL for side in (1 - low, 3 - low))
            if alike and 0 <= gap < _PANELS * (first[high] - first[low]):
                yield union([one, other])


def _with_strips(page: PageObjects, box: Box) -> Box:
    """Panels with the bands of colour on their tops, which hold their names."""
    fills = page.drawings.fills
    on = np.abs(fills[:, 3] - box[1]) < _LEVEL
    on &= (fills[:, 0] > box[0] - _LEVEL) & (fills[:, 2] < box[2] + _LEVEL)
    on &= fills[:, 3] - fills[:, 1] < _STRIP
    return union([box, *listed(fills[on])])


def _scaled(page: PageObjects, usable: NDArray[np.bool_]) -> Iterator[Box]:
    """Plots with lines across that have the numbers of a scale beside them."""
    rules = joined(page.drawings.horizontal)
    if len(rules) < _TICKS:
        return
    order = np.lexsort((rules[:, 0], np.round(rules[:, 2]), np.round(rules[:, 1])))
    groups = itertools.groupby(rules[order].tolist(), key=lambda r: (round(r[1]), round(r[2])))
    for (left, right), found in groups:
        group = [y for y, _, _ in found]
        if len(group) < _TICKS:
            continue
        sides = (((left - _AWAY, left + 1.0), True), ((right - 1.0, right + _AWAY), False))
        for side, leftwards in sides:
            strip = _strip(page, usable, side)
            held = _level_with_text(page, strip, group)
            if len(held) < _fewest_ticks(len(group)):
                continue
            found_at = [(y, _beside(page, strip, y, leftwards=leftwards)) for y in held]
            ticks = [(y, tick) for y, tick in found_at if tick is not None]
            if not _is_scale([(y, value) for y, (value, _) in ticks], len(group)):
                continue
            numbers = union([box for _, (_, box) in ticks])
            if not _is_ruled_off(rules, numbers):
                yield union([(left, group[0], right, group[-1]), numbers])
                break


def _strip(page: PageObjects, usable: NDArray[np.bool_], side: Side) -> NDArray[np.intp]:
    """The upright characters between two sides, white space aside."""
    characters = page.characters
    middle, _ = characters.middles
    shown = usable & characters.level & (characters.codes > 32)
    return np.nonzero(shown & (middle > side[0]) & (middle < side[1]))[0]


def _level_with_text(
    page: PageObjects, strip: NDArray[np.intp], heights: Sequence[float]
) -> list[float]:
    """Those of the heights that some characters of a strip are level with."""
    boxes = page.characters.boxes.take(strip, axis=0)
    tops, bottoms = boxes[:, 1] + 1, boxes[:, 3] - 0.5
    high = tops < bottoms
    # As many start above a height as end above it, unless some are level with it.
    started = np.searchsorted(np.sort(tops[high]), heights, side="left")
    ended = np.searchsorted(np.sort(bottoms[high]), heights, side="right")
    return list(itertools.compress(heights, (started > ended).tolist()))


def _beside(
    page: PageObjects, strip: NDArray[np.intp], y: float, *, leftwards: bool
) -> tuple[float, Box] | None:
    """The number level with a line on one side of it, and its box; None for anything else.

    `strip` are the characters on that side.
    """
    characters = page.characters
    boxes = characters.boxes
    places = strip[(boxes[strip, 1] + 1 < y) & (y < boxes[strip, 3] - 0.5)]
    if not len(places):
        return None
    places = _nearest(page, places[np.argsort(boxes[places, 0])], leftwards=leftwards)
    found = _VALUE.fullmatch("".join(map(chr, characters.codes[places].tolist())))
    if found is None:
        return None
    low, high = boxes[places, :2].min(axis=0), boxes[places, 2:].max(axis=0)
    box = (float(low[0]), float(low[1]), float(high[0]), float(high[1]))
    return _amount(found), box


def _nearest(page: PageObjects, places: NDArray[np.intp], *, leftwards: bool) -> NDArray[np.intp]:
    """Of characters from left to right, those of the last word, or of the first one."""
    boxes = page.characters.boxes[places]
    wide = boxes[1:, 0] - boxes[:-1, 2] > _WORD * page.characters.sizes[places[0]]
    gaps = np.nonzero(wide)[0]
    if not len(gaps):
        return places
    return places[gaps[-1] + 1 :] if leftwards else places[: gaps[0] + 1]


def _fewest_ticks(lines: int) -> float:
    """Numbers that a scale has at least beside so many lines."""
    return max(_TICKS, 0.5 * lines)


def _is_scale(ticks: Sequence[tuple[float, float]], lines: int) -> bool:
    """Whether the numbers rise at an even rate, or by an even factor, from line to line upwards."""
    if len(ticks) < _fewest_ticks(lines):
        return False
    values = [value for _, value in ticks]
    if min(values) > 0 and _is_even(ticks, [math.log(value) for value in values]):
        return True
    return _is_even(ticks, values)


def _is_even(ticks: Sequence[tuple[float, float]], values: Sequence[float]) -> bool:
    pairs = itertools.pairwise(zip(ticks, values, strict=True))
    rates = [(b - a) / max(low[0] - high[0], 0.1) for (high, a), (low, b) in pairs]
    return (
        max(rates) < 0
        and min(rates) > (1 + _EVEN) * sum(rates) / len(rates)
        and (max(rates) < (1 - _EVEN) * sum(rates) / len(rates))
    )


def _is_ruled_off(rules: NDArray[np.float64], numbers: Box) -> bool:
    """Whether rules run through between the numbers: labels of groups of rows do so."""
    left, top, right, bottom = numbers
    between = (rules[:, 0] > top) & (rules[:, 0] < bottom)
    over = (rules[:, 1] < right - 1) & (rules[:, 2] > left + 1)
    return int(np.count_nonzero(between & over)) > 1


def _with_labels(box: Box, lines: Sequence[TextLine]) -> Box:
    """A plot with the lines of labels below it and the values right above it."""
    left, top, right, bottom = box
    near = parts_within(lines, left - 30, right + 30)
    below: list[TextLine] = []
    reach = bottom
    for line in near:
        if line.level > bottom and line.top - reach < 1.3 * line.size:
            if not _are_labels(line, right - left):
                break
            below.append(line)
            reach = line.bottom
    if len(below) > _LABEL_LINES:
        below = []
    above = [
        line
        for line in near
        if top - 1.5 * line.size < line.bottom <= top + line.size
        and all(_VALUE.fullmatch(word.text) for word in line.words)
    ]
    boxes = [(line.x0, line.top, line.x1, line.bottom) for line in (*below, *above)]
    return union([box, *boxes, *_scale_beside(box, near)])


def _scale_beside(box: Box, near: Sequence[TextLine]) -> list[Box]:
    """The numbers that stand left of a plot, one level with each other's ends.

    They rise at an even rate, as the values of a table beside bars do not.
    """
    left, top, _, bottom = box
    found: list[Box] = []
    ticks: list[tuple[float, float]] = []
    for line in near:
        middle, chunk = line.level, line.chunks[0]
        if not top - line.size < middle < bottom + line.size:
            continue
        value = _VALUE.fullmatch(chunk.text)
        if value is not None and left - _TICK_AWAY < chunk.x1 <= left + 1:
            found.append((chunk.x0, line.top, chunk.x1, line.bottom))
            ticks.append((middle, _amount(value)))
    ends = [x1 for _, _, x1, _ in found]
    if len(found) < _TICKS or max(ends) - min(ends) >= _LEVEL:
        return []
    scales = _scales(sorted(ticks))
    alike = {tuple(value for _, value in scale) for scale in scales}
    even = all(_is_scale(scale, len(scale)) for scale in scales)
    return found if even or len(alike) == 1 < len(scales) else []


def _scales(ticks: Sequence[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    """Numbers down a page, apart where they rise: panels above each other have a scale each."""
    scales: list[list[tuple[float, float]]] = [[]]
    for tick in ticks:
        if scales[-1] and tick[1] >= scales[-1][-1][1]:
            scales.append([])
        scales[-1].append(tick)
    return scales


def _amount(value: re.Match[str]) -> float:
    """What a number of a scale says."""
    return (-1.0 if value[1] in ("-", "−", "–") else 1.0) * float(value[2].replace(",", ""))


def _are_labels(line: TextLine, width: float) -> bool:
    return len(line.tight) > 1 and all(chunk.x1 - chunk.x0 < _LABEL * width for chunk in line.tight)
