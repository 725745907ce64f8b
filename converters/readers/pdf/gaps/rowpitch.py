"""Distances of lines: narrow inside a row and wide between rows, where a table has both."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from .gutters import BESIDE
from .rowlines import Lines, RowGroup, clash, has_number, is_whole, pitch_of
from .wrapping import goes_on

CLOSE = 1.7
"""Distance of baselines, in font sizes, up to which text may go on."""
_TWO_PITCHES = 1.07
"""Ratio of two distances of lines from which they differ on purpose."""
_AGREEING = 0.9
"""Share of the lines whose distances tell what their numbers do."""


def narrow_pitch(table: Lines, interval: Sequence[int]) -> float | None:
    """The largest distance of lines inside a row where a table has two distances, else None."""
    lines = table.lines
    pairs = [
        (pitch_of(lines[number - 1], lines[number]), number)
        for number in range(1, len(lines))
        if interval[number] == interval[number - 1]
    ]
    below = [pair for pair in pairs if pair[1] > table.header]
    # Headers are often set tighter, or moved to the middle of several rows.
    pairs = below if len(below) > 3 else pairs
    pitches = sorted(pitch for pitch, _ in pairs if pitch >= BESIDE)
    if not pitches or len(pairs) < 3:
        return None
    steps = [
        (above / below, below)
        for below, above in itertools.pairwise(pitches)
        if below <= CLOSE and above / below >= _TWO_PITCHES
    ]
    agrees = _agreement(table, pairs)
    for _, limit in sorted(steps, key=lambda step: (agrees(step[1]), step), reverse=True):
        if _is_inside_rows(table, limit + 0.01, pairs):
            return limit + 0.01
    # Lines of cells aligned to the middle stand closer than any two rows.
    if not steps and len(pitches) < 0.7 * len(pairs) and pitches[0] > 1.2:
        return BESIDE + 0.01
    return None


def _agreement(table: Lines, pairs: Sequence[tuple[float, int]]) -> Callable[[float], bool]:
    """Tells whether lines up to a distance are inside rows, by their numbers, and those beyond it
    start rows: numbers stand on the first line of each row, or on the last one."""
    if not table.numeric:
        return lambda limit: False
    whole = [has_number(table, line) for line in table.lines]

    def agrees(limit: float) -> bool:
        top = sum((pitch > limit + 0.01) == whole[number] for pitch, number in pairs)
        foot = sum((pitch > limit + 0.01) == whole[number - 1] for pitch, number in pairs)
        return max(top, foot) >= _AGREEING * len(pairs)

    return agrees


def _is_inside_rows(table: Lines, limit: float, pairs: Sequence[tuple[float, int]]) -> bool:
    """Whether lines up to `limit` apart are parts of one row and not rows set in groups."""
    lines = table.lines
    close = [number for pitch, number in pairs if BESIDE <= pitch <= limit]
    most = 0.6 * len(table.width)
    clashes = sum(
        clash(table, RowGroup([lines[number - 1]]), lines[number])
        or (
            bool(table.numeric)
            and min(len(lines[number - 1].columns), len(lines[number].columns)) > most
            and has_number(table, lines[number])
        )
        for number in close
    )
    if clashes > 0.1 * len(close):
        return False
    if bool(table.numeric):
        return True
    return not _are_whole_rows(table, close) and not (
        len(pairs) - len(close) == 1 and _start_rows(table, close)
    )


def _start_rows(table: Lines, numbers: Sequence[int]) -> bool:
    """Whether whole lines under the one white of a table, that below its header, go on with none.

    Then that white tells no rows: the lines of texts in two rows stand as close as those of one.
    """
    lines = table.lines
    return any(
        is_whole(table, lines[number]) and not goes_on(table, lines[number - 1], lines[number])
        for number in numbers
    )


def _are_whole_rows(table: Lines, numbers: Sequence[int]) -> bool:
    """Whether lines close to the one above mostly fill their columns: rows of a table of words."""
    lines = table.lines
    whole = sum(
        len(lines[number].columns) >= len(lines[number - 1].columns) > 1
        and is_whole(table, lines[number])
        for number in numbers
    )
    if len(numbers) > 3 and whole > 0.6 * len(numbers):
        return True
    more = sum(goes_on(table, lines[number - 1], lines[number]) for number in numbers)
    return 1 < len(numbers) == whole and 2 * more < len(numbers)
