"""Rulings, filled boxes and pictures of a page as arrays.

A ruling is a straight stroke, a side of a stroked rectangle, or a filled rectangle thinner than
THIN points, its ends cut aslant or not. Form XObjects are followed with their matrices. Clip paths
are applied only to what reaches over the sides of the page: browsers draw the sides of a cell that
goes on over pages as long as all of it, and clip them to the page's text.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from ctypes import byref, c_void_p
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import compress, repeat

import numpy as np
from numpy.typing import NDArray

from . import pdfium
from .clips import clip_box
from .dots import dotted_rules, is_dot
from .geometry import Box, Boxes, PageSpace, intersection
from .paths import LEVEL, Affine, Points
from .slots import Slots
from .thinlines import CORNER, THIN, line_images, mitred_side

MAX_OBJECTS = 60_000
MAX_DEPTH = 12
MAX_SEGMENTS = 20_000
"""Segments of one path that are read."""
_AT_ONCE = 2_000
_WHITE = 252
"""Least of red, green and blue from which a fill is white."""
_LINES = 40
"""Lines of a coloured cell at most that have the same colour once more."""
_PURE_WHITE = (255, 255, 255)
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_MODES = Slots(np.int32, 2)
_COLOURS = Slots(np.uint32, 4)


@dataclass(frozen=True, eq=False)
class Drawings:
    """What is drawn on a page beside text, in page space."""

    horizontal: NDArray[np.float64]
    """Shape (n, 3): y, left, right."""
    vertical: NDArray[np.float64]
    """Shape (n, 3): x, top, bottom."""
    fills: Boxes
    """Filled boxes that are no rulings."""
    fill_colours: NDArray[np.uint8]
    """Shape (n, 3): red, green, blue of `fills`."""
    images: Boxes
    curves: int
    """Curved segments: many of them mean a chart or outlined text."""
    cut: bool
    """Whether the page has more objects than were read."""
    slants: Boxes = field(default_factory=lambda: np.zeros((0, 4)))
    """Boxes of paths that run aslant or bend: charts, diagrams, maps."""
    bends: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    """For each of `slants` the steps that it takes aslant, three for a curve."""
    handles: tuple[tuple[int, Affine], ...] = ()
    """Address and matrix, in user space, of each image object: good while the page is open."""

    @cached_property
    def coloured(self) -> Boxes:
        """The fills that are not white, each as it is seen.

        Word processors colour a cell and then, in it, each of its lines: whatever lies on a fill
        of its own colour is left out.
        """
        shown = self.fill_colours.min(axis=1, initial=255) < _WHITE
        fills: Boxes = self.fills[shown]
        colours = self.fill_colours[shown]
        for _ in range(_LINES):
            under, over = fills[:-1], fills[1:]
            hidden = (colours[:-1] == colours[1:]).all(axis=1)
            hidden &= (over[:, :2] > under[:, :2] - LEVEL).all(axis=1)
            hidden &= (over[:, 2:] < under[:, 2:] + LEVEL).all(axis=1)
            if not hidden.any():
                break
            seen = np.append(True, ~hidden)
            fills, colours = fills[seen], colours[seen]
        return fills


@dataclass(slots=True)
class _Walk:
    page: Box
    """Left, bottom, right, top of the page in user space."""
    segments: list[tuple[float, float, float, float]] = field(default_factory=list)
    dots: list[tuple[float, float, float, float]] = field(default_factory=list)
    boxes: list[tuple[float, float, float, float]] = field(default_factory=list)
    colours: list[tuple[int, int, int]] = field(default_factory=list)
    images: list[tuple[float, float, float, float]] = field(default_factory=list)
    handles: list[tuple[int, Affine]] = field(default_factory=list)
    paths: list[c_void_p] = field(default_factory=list)
    """Paths that were met and not read yet: all at once, for an array costs as much as twenty."""
    outers: list[Affine] = field(default_factory=list)
    """Matrices of the forms that they stand in."""
    slants: list[NDArray[np.float64]] = field(default_factory=list)
    curves: int = 0
    budget: int = MAX_OBJECTS
    matrix: pdfium.Matrix = field(default_factory=pdfium.Matrix)

    def objects(self, parent: c_void_p, affine: Affine, depth: int) -> None:
        """Walk the objects of a page (depth 0) or of a form XObject."""
        if depth:
            count, get = pdfium.form_object_count(parent), pdfium.form_object
        else:
            count, get = pdfium.page_object_count(parent), pdfium.page_object
        for first in range(0, count, _AT_ONCE):
            if self.budget < 0:
                return
            some = range(first, min(count, first + _AT_ONCE, first + self.budget + 1))
            self.budget -= len(some)
            addresses = list(map(get, repeat(parent), some))
            for address, kind in zip(addresses, map(pdfium.object_type, addresses), strict=True):
                if kind == pdfium.PATH:
                    self.paths.append(c_void_p(address))
                    self.outers.append(affine)
                elif kind == pdfium.FORM and depth < MAX_DEPTH:
                    handle = c_void_p(address)
                    self.objects(handle, self._placed(handle, affine), depth + 1)
                elif kind == pdfium.IMAGE:
                    self._image(address, affine)
            if not depth or len(self.paths) >= _AT_ONCE:
                self._paths()

    def _placed(self, handle: c_void_p, outer: Affine) -> Affine:
        matrix = self.matrix
        pdfium.object_matrix(handle, byref(matrix))
        a, b, c, d, e, f = matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f
        if outer is _IDENTITY:
            return a, b, c, d, e, f
        oa, ob, oc, od, oe, of = outer
        return (
            a * oa + b * oc,
            a * ob + b * od,
            c * oa + d * oc,
            c * ob + d * od,
            e * oa + f * oc + oe,
            e * ob + f * od + of,
        )

    def _image(self, address: int, outer: Affine) -> None:
        a, b, c, d, e, f = placed = self._placed(c_void_p(address), outer)
        self.handles.append((address, placed))
        xs, ys = (e, e + a, e + c, e + a + c), (f, f + b, f + d, f + b + d)
        self.images.append((min(xs), min(ys), max(xs), max(ys)))

    def _paths(self) -> None:
        """Take the drawn ones of the paths that were met."""
        handles, outers = self.paths, self.outers
        if not handles:
            return
        self.paths, self.outers = [], []
        modes = _MODES.written(partial(map, pdfium.path_mode), handles, each=1)
        shown = modes.max(axis=1) > 0
        handles, outers = list(compress(handles, shown)), list(compress(outers, shown))
        counts = list(map(pdfium.path_segment_count, handles))
        for number, count in enumerate(counts):
            self.budget -= count // 8
            counts[number] = min(count, MAX_SEGMENTS) if self.budget > -MAX_SEGMENTS else 0
        points = Points.read(handles, counts, outers)
        hidden = {n for n in points.beyond(self.page) if not self._clip(points, n, handles, outers)}
        if hidden:
            shown = np.array([n not in hidden for n in range(len(handles))])
            self.paths, self.outers = list(compress(handles, shown)), list(compress(outers, shown))
            self._paths()
            return
        modes = modes[shown]
        plain, strokes = points.plain_strokes(modes[:, 1] != 0)
        others = np.nonzero(~plain)[0]
        # The order of what is drawn is kept: so many plain strokes come before each other path.
        before = np.concatenate(([0], np.cumsum(plain)))[others].tolist()
        modes = modes[others]
        places = others.tolist()
        colours = iter(_fill_colours([handles[n] for n in compress(places, modes[:, 0])]))
        kept = 0
        for (filled, stroked), many, path in zip(
            modes.tolist(), before, points.paths(others), strict=True
        ):
            colour = next(colours) if filled else (0, 0, 0)
            if many > kept:
                self._strokes_of(strokes[kept:many])
                kept = many
            if filled and len(path) == 2 and (frame := _as_frame(*path)) is not None:
                if colour != _PURE_WHITE:
                    self._sides(frame)
                continue
            for corners in path:
                box = _as_box(corners) or (mitred_side(corners) if filled else None)
                if box is None:
                    if stroked:
                        self._strokes(corners)
                elif filled:
                    self._filled(box, colour, stroked=bool(stroked))
                else:
                    self._sides(box)
        self._strokes_of(strokes[kept:])
        self.curves += points.curves
        self.slants.append(points.slants())

    def _clip(
        self, points: Points, number: int, handles: Sequence[c_void_p], outers: Sequence[Affine]
    ) -> bool:
        """Take off a path what lies beyond the page or its clip path; False where nothing stays.

        The clip path of what a form draws may be in other coordinates.
        """
        box = clip_box(handles[number]) if outers[number] is _IDENTITY else None
        return points.clip(number, intersection(self.page, box) if box else self.page)

    def _filled(
        self, box: tuple[float, float, float, float], colour: tuple[int, int, int], *, stroked: bool
    ) -> None:
        left, bottom, right, top = box
        if right - left < THIN or top - bottom < THIN:
            if colour != _PURE_WHITE:
                self._middle(box)
            return
        self.boxes.append(box)
        self.colours.append(colour)
        if stroked:
            self._sides(box)

    def _middle(self, box: tuple[float, float, float, float]) -> None:
        left, bottom, right, top = box
        if is_dot(left, bottom, right, top, THIN):
            self.dots.append(box)
        elif right - left >= top - bottom:
            y = (bottom + top) / 2
            self.segments.append((left, y, right, y))
        else:
            x = (left + right) / 2
            self.segments.append((x, bottom, x, top))

    def _sides(self, box: tuple[float, float, float, float]) -> None:
        left, bottom, right, top = box
        if right - left < THIN or top - bottom < THIN:
            self._middle(box)
            return
        self.segments += [
            (left, bottom, right, bottom),
            (left, top, right, top),
            (left, bottom, left, top),
            (right, bottom, right, top),
        ]

    def _strokes_of(self, lines: NDArray[np.float64]) -> None:
        """Take single stroked lines, whose ends are rows of x, y, x, y."""
        if not len(lines):
            return
        level = (np.abs(lines[:, :2] - lines[:, 2:]) < LEVEL).any(axis=1)
        lines = lines[level]
        sides = np.concatenate(
            (np.minimum(lines[:, :2], lines[:, 2:]), np.maximum(lines[:, :2], lines[:, 2:])), axis=1
        )
        self.segments += map(tuple, sides.tolist())

    def _strokes(self, points: list[tuple[float, float]]) -> None:
        for (x0, y0), (x1, y1) in itertools.pairwise(points):
            if abs(x0 - x1) < LEVEL or abs(y0 - y1) < LEVEL:
                self.segments.append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))


def _fill_colours(handles: Sequence[c_void_p]) -> list[tuple[int, int, int]]:
    """Red, green and blue that paths are filled with; black where that cannot be told."""
    colours = _COLOURS.written(partial(map, pdfium.fill_colour), handles, each=1)
    return list(map(tuple, colours[:, :3].tolist()))


def _as_box(points: list[tuple[float, float]]) -> tuple[float, float, float, float] | None:
    """The rectangle that a closed path of four corners draws, or None."""
    if not 4 <= len(points) <= 6 or (len(points) > 4 and points[0] != points[-1]):
        return None
    if len(points) < 6 or points[4] == points[0]:
        # Most boxes are drawn by the operator for them: four corners and the first one again.
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points[:4]
        if (x0 == x3 and y0 == y1 and x1 == x2 and y2 == y3) or (
            x0 == x1 and y1 == y2 and x2 == x3 and y3 == y0
        ):
            return (
                x0 if x0 < x2 else x2,
                y0 if y0 < y2 else y2,
                x2 if x0 < x2 else x0,
                y2 if y0 < y2 else y0,
            )
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, right, bottom, top = min(xs), max(xs), min(ys), max(ys)
    corners = all(
        min(x - left, right - x) < CORNER and min(y - bottom, top - y) < CORNER for x, y in points
    )
    return (left, bottom, right, top) if corners else None


def _as_frame(
    path: list[tuple[float, float]], other: list[tuple[float, float]]
) -> tuple[float, float, float, float] | None:
    """The middle of the thin frame that is filled between two rectangles, or None."""
    one, second = _as_box(path), _as_box(other)
    if one is None or second is None:
        return None
    (left, bottom, right, top), (a, b, c, d) = sorted((one, second))
    if not all(0 <= width < THIN for width in (a - left, b - bottom, right - c, top - d)):
        return None
    return (left + a) / 2, (bottom + b) / 2, (right + c) / 2, (top + d) / 2


def read_drawings(page: c_void_p, space: PageSpace) -> Drawings:
    """The drawings of a loaded page."""
    walk = _Walk((space.left, space.bottom, space.right, space.top))
    walk.objects(page, _IDENTITY, 0)
    for line in line_images(walk.images):
        walk._middle(line)
    segments = space.boxes(_array(walk.segments))
    wide = segments[:, 2] - segments[:, 0] >= segments[:, 3] - segments[:, 1]
    flat, tall = segments[wide], segments[~wide]
    horizontal = np.stack(((flat[:, 1] + flat[:, 3]) / 2, flat[:, 0], flat[:, 2]), axis=1)
    vertical = np.stack(((tall[:, 0] + tall[:, 2]) / 2, tall[:, 1], tall[:, 3]), axis=1)
    slants = np.concatenate((np.zeros((0, 5)), *walk.slants))
    if walk.dots:
        across, down = dotted_rules(space.boxes(_array(walk.dots)))
        horizontal, vertical = (
            np.concatenate((horizontal, across)),
            np.concatenate((vertical, down)),
        )
    return Drawings(
        horizontal=horizontal,
        vertical=vertical,
        fills=space.boxes(_array(walk.boxes)),
        fill_colours=np.array(walk.colours, np.uint8).reshape(-1, 3),
        images=space.boxes(_array(walk.images)),
        curves=walk.curves,
        cut=walk.budget < 0,
        slants=space.boxes(slants[:, :4]),
        bends=slants[:, 4].astype(np.int64),
        handles=tuple(walk.handles),
    )


def _array(boxes: list[tuple[float, float, float, float]]) -> Boxes:
    return np.array(boxes, np.float64).reshape(-1, 4)
