"""Blots of long runs of ink, told from the runs: a page has few of these, but many pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .blots import Mask

Run = tuple[int, int, int]
"""Row, first column and the one after the last."""


@dataclass(frozen=True, slots=True)
class RunBlot:
    """Runs that touch each other, be it at corners, from top to bottom."""

    runs: tuple[Run, ...]
    left: int
    top: int
    width: int
    height: int

    @property
    def row(self) -> float:
        """The mean row of its pixels, from its first."""
        area = sum(end - start for _, start, end in self.runs)
        return sum((end - start) * (row - self.top) for row, start, end in self.runs) / area

    def covered(self, ink: Mask) -> float:
        """Share of its columns in which one of its pixels is one of `ink`."""
        found = np.zeros(self.width, np.uint8)
        for row, start, end in self.runs:
            found[start - self.left : end - self.left] |= ink[row, start:end]
        return np.count_nonzero(found) / self.width


def run_blots(mask: Mask) -> list[RunBlot]:
    """The blots of a mask in the order of `blots.components`.

    That is the order, row by row, of the squares of two by two pixels in which they begin.
    """
    runs = _runs(mask)
    grouped: dict[int, list[Run]] = {}
    for run, owner in zip(runs, _owners(runs), strict=True):
        grouped.setdefault(owner, []).append(run)
    groups = sorted(grouped.values(), key=lambda group: min((y // 2, x // 2) for y, x, _ in group))
    return [_blot(group) for group in groups]


def _runs(mask: Mask) -> list[Run]:
    """All runs, row by row and from left to right."""
    found: list[Run] = []
    for row in np.flatnonzero(mask.any(1)).tolist():
        pixels = mask[row].tobytes()
        start = pixels.find(1)
        while start >= 0:
            end = pixels.find(0, start)
            end = end if end >= 0 else len(pixels)
            found.append((row, start, end))
            start = pixels.find(1, end)
    return found


def _owners(runs: Sequence[Run]) -> list[int]:
    """For each run the number of the first one of those that it hangs together with."""
    owners = list(range(len(runs)))

    def owner_of(place: int) -> int:
        while owners[place] != place:
            owners[place] = owners[owners[place]]
            place = owners[place]
        return place

    above = 0
    for place, (row, start, end) in enumerate(runs):
        while runs[above][0] < row - 1 or (runs[above][0] == row - 1 and runs[above][2] < start):
            above += 1
        other = above
        while runs[other][0] == row - 1 and runs[other][1] <= end:
            one, two = sorted((owner_of(place), owner_of(other)))
            owners[two] = one
            other += 1
    return [owner_of(place) for place in range(len(runs))]


def _blot(runs: Sequence[Run]) -> RunBlot:
    left, right = min(run[1] for run in runs), max(run[2] for run in runs)
    top, bottom = runs[0][0], runs[-1][0]
    return RunBlot(tuple(runs), left, top, right - left, bottom + 1 - top)
