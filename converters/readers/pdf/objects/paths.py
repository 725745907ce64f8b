"""The paths of a page as points in user space, and what they draw: lines, shapes, curves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from ctypes import c_void_p
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from . import pdfium
from .geometry import Box
from .pathpoints import read_points
from .slots import Slots

LEVEL = 0.7
"""Points across up to which a stroke is straight along a side of the page."""
_STEEP = 0.1
"""Rise of a shorter step, as curves are plotted in, from which it runs aslant."""
_DUST = 0.01
_OVER = 10.0
"""Points beyond the page from which a path runs over its side on purpose: bleeds are shorter."""
_LEAST = 3.0
"""Points along and up that a path is large at least to be told aslant."""

Affine = tuple[float, float, float, float, float, float]
Corners = list[tuple[float, float]]
"""The points of a sub-path in user space."""

_MATRICES = Slots(np.float32, 6)


@dataclass(slots=True)
class Points:
    """The points of some paths in user space, with what leads to each."""

    places: NDArray[np.float64]
    """x and y, one column for each point."""
    kinds: NDArray[np.uint8]
    closed: NDArray[np.bool_]
    ends: NDArray[np.int64]
    """Behind the last point of each path."""
    curves: int = 0
    """Curved segments that were seen."""

    @classmethod
    def read(
        cls, handles: Sequence[c_void_p], counts: Sequence[int], outers: Sequence[Affine]
    ) -> Points:
        """The first `counts` points of the paths `handles` in forms that are placed by `outers`."""
        raw = read_points(handles, counts)
        matrices = _MATRICES.written(partial(map, pdfium.object_matrix), handles).astype(np.float64)
        a, b, c, d, e, f = np.repeat(_within(matrices.T, outers), counts, axis=1)
        x, y = raw["x"].astype(np.float64), raw["y"].astype(np.float64)
        places = np.stack((x * a + y * c + e, x * b + y * d + f))
        ends = np.cumsum(np.array(counts, np.int64))
        return cls(places, raw["kind"], raw["closed"] != 0, ends)

    def beyond(self, page: Box) -> list[int]:
        """Numbers of the paths that reach over the sides of a page, in user space, by much."""
        left, bottom, right, top = page
        x, y = self.places
        if not len(x):
            return []
        if (x.min() > left - _OVER and x.max() < right + _OVER) and (
            y.min() > bottom - _OVER and y.max() < top + _OVER
        ):
            return []
        out = (x < left - _OVER) | (x > right + _OVER) | (y < bottom - _OVER) | (y > top + _OVER)
        found: list[int] = np.unique(
            np.searchsorted(self.ends, np.nonzero(out)[0], side="right")
        ).tolist()
        return found

    def clip(self, number: int, box: Box) -> bool:
        """Take what lies outside a box off a path; False, with nothing done, if all of it does."""
        start = int(self.ends[number - 1]) if number else 0
        mine = self.places[:, start : self.ends[number]]
        low, high = np.array(box).reshape(2, 2, 1)
        if ((mine < low).all(axis=1) | (mine > high).all(axis=1)).any():
            return False
        np.clip(mine, low, high, out=mine)
        return True

    def plain_strokes(
        self, stroked: NDArray[np.bool_]
    ) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
        """Which of the paths, of which some are `stroked`, are one such line, and these lines.

        Most paths of ruled pages and of plots are. Lines are rows of x, y, x, y.
        """
        pairs = np.diff(self.ends, prepend=0) == 2
        plain = pairs & stroked
        first = self.ends[plain] - 2
        right = (self.kinds[first] == pdfium.MOVE_TO) & (self.kinds[first + 1] == pdfium.LINE_TO)
        right &= ~self.closed[first] & ~self.closed[first + 1]
        plain[plain] = right
        first = first[right]
        return plain, np.concatenate((self.places[:, first], self.places[:, first + 1])).T

    def slants(self) -> NDArray[np.float64]:
        """Boxes of the paths that mostly run aslant or bend, on their way along and up.

        Behind the four sides of each stands the number of its steps that do so.
        """
        moved = self.kinds == pdfium.MOVE_TO
        steps = np.abs(np.diff(self.places, prepend=self.places[:, :1]))
        steps[:, moved] = 0.0
        less, more = steps.min(axis=0), steps.max(axis=0)
        aslant = (self.kinds == pdfium.BEZIER_TO) | (
            less > np.minimum(LEVEL, _STEEP * more + _DUST)
        )
        if not aslant.any():
            return np.zeros((0, 5))
        starts = np.unique(np.concatenate(([0], self.ends)))[:-1]
        bent = np.add.reduceat(steps * aslant, starts, axis=1)
        low = np.minimum.reduceat(self.places, starts, axis=1)
        high = np.maximum.reduceat(self.places, starts, axis=1)
        seen = (2 * bent >= np.add.reduceat(steps, starts, axis=1)) & (high - low >= _LEAST)
        many = np.add.reduceat(aslant, starts, dtype=np.float64)
        found: NDArray[np.float64] = np.vstack((low, high, many)).T[seen.all(axis=0)]
        return found

    def paths(self, chosen: NDArray[np.intp]) -> Iterator[list[Corners]]:
        """For each of some paths, named by their numbers, its sub-paths of straight segments."""
        if not len(self.kinds):
            yield from ([] for _ in chosen)
            return
        ends = self.ends[chosen]
        starts = np.concatenate(([0], self.ends))[chosen]
        seen = (self.kinds == pdfium.MOVE_TO, self.kinds == pdfium.BEZIER_TO, self.closed)
        sums = [np.concatenate(([0], np.cumsum(marks))) for marks in seen]
        moved, bent, shut = (total[ends] - total[starts] for total in sums)
        # Nearly all paths are one sub-path, a rectangle or a line: no look at each point.
        whole = (moved == 1) & seen[0].take(starts, mode="clip") & (ends - starts > 1)
        plain = whole & (bent == 0) & ((shut == 0) | ((shut == 1) & self.closed[ends - 1]))
        sizes = np.where(plain, ends - starts, 0)
        behind = np.cumsum(sizes)
        points = np.repeat(starts - behind + sizes, sizes) + np.arange(sizes.sum())
        corners = list(zip(*self.places[:, points].tolist(), strict=True))
        columns = (starts, ends, whole, plain, bent, shut, behind - sizes, behind)
        for first, last, one, straight, curves, closed, start, end in zip(
            *(column.tolist() for column in columns), strict=True
        ):
            if straight:
                path = corners[start:end]
                yield [[*path, path[0]] if closed else path]
            elif one and curves:
                self.curves += curves
                yield []
            else:
                yield self._subpaths(first, last)

    def _corners(self, first: int, last: int) -> Corners:
        xs, ys = self.places[:, first:last].tolist()
        return list(zip(xs, ys, strict=True))

    def _subpaths(self, first: int, last: int) -> list[Corners]:
        """The straight sub-paths of the path with the points from `first` to `last`."""
        paths: list[Corners] = []
        corners: Corners = []
        straight = True
        kinds, closed = self.kinds[first:last].tolist(), self.closed[first:last].tolist()
        for point, kind, shut in zip(self._corners(first, last), kinds, closed, strict=True):
            if kind == pdfium.MOVE_TO:
                if len(corners) > 1 and straight:
                    paths.append(corners)
                corners, straight = [point], True
                continue
            if kind != pdfium.LINE_TO:
                straight = False
                self.curves += 1
            corners.append(point)
            if shut:
                corners.append(corners[0])
        if len(corners) > 1 and straight:
            paths.append(corners)
        return paths


def _within(matrices: NDArray[np.float64], outers: Sequence[Affine]) -> NDArray[np.float64]:
    """Matrices, in columns, of objects in forms that are placed by `outers`."""
    a, b, c, d, e, f = matrices
    alike = len(set(map(id, outers))) == 1  # on most pages there is no form
    oa, ob, oc, od, oe, of = outers[0] if alike else np.array(outers, np.float64).reshape(-1, 6).T
    return np.stack(
        (
            *(a * oa + b * oc, a * ob + b * od),
            *(c * oa + d * oc, c * ob + d * od),
            *(e * oa + f * oc + oe, e * ob + f * od + of),
        )
    )
