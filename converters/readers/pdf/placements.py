"""Where pictures stand on a page and which way up, found through form XObjects."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_void_p
from dataclasses import dataclass, field
from itertools import repeat

import numpy as np

from . import pdfium
from .drawings import MAX_DEPTH, MAX_OBJECTS
from .geometry import Box, PageSpace
from .pixels import PictureFacts, Pixels, picture_facts

_Affine = tuple[float, float, float, float, float, float]
_IDENTITY: _Affine = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_AT_ONCE = 2_000
"""Objects that are asked for at once."""


@dataclass(frozen=True, slots=True)
class Placement:
    """An image object on an open page."""

    handle: int
    facts: PictureFacts
    box: Box
    """In page space, clipped to the page."""
    across: tuple[float, float]
    """Direction of a row of pixels on the shown page, y downwards."""
    down: tuple[float, float]
    """Direction of a column of pixels, from the first row to the last."""

    @property
    def upright(self) -> bool:
        """Whether the picture is shown as its pixels are stored."""
        (ax, ay), (dx, dy) = self.across, self.down
        return ax > 0 and dy > 0 and abs(ay) < 0.02 * ax and abs(dx) < 0.02 * dy

    def shown(self, pixels: Pixels) -> Pixels:
        """Stored pixels turned and mirrored, by quarters, as the page shows them."""
        (ax, ay), (dx, dy) = self.across, self.down
        if abs(ax) < abs(ay):
            pixels = pixels.swapaxes(0, 1)
            ax, dy = dx, ay
        return pixels[:: -1 if dy < 0 else 1, :: -1 if ax < 0 else 1]


def placements_of(page: c_void_p, space: PageSpace, turns: int) -> list[Placement]:
    """The image objects of an open page in drawing order.

    `turns` are clockwise quarters by which the page is turned after its own rotation.
    """
    found: list[Placement] = []
    for handle, affine in _Walk().images(page, _IDENTITY):
        facts = picture_facts(c_void_p(handle))
        if facts is not None:
            found.append(_placement(handle, facts, affine, space, turns))
    return found


@dataclass(slots=True)
class _Walk:
    """Finds the image objects of a page, in drawing order."""

    budget: int = MAX_OBJECTS
    matrix: pdfium.Matrix = field(default_factory=pdfium.Matrix)

    def images(
        self, parent: c_void_p, outer: _Affine, depth: int = 0
    ) -> Iterator[tuple[int, _Affine]]:
        """Those of a page (depth 0) or of a form XObject, each with its matrix on the page."""
        if depth:
            count, get = pdfium.form_object_count(parent), pdfium.form_object
        else:
            count, get = pdfium.page_object_count(parent), pdfium.page_object
        first = 0
        while first < count and self.budget > 0:
            some = range(first, min(count, first + _AT_ONCE, first + self.budget))
            handles = list(map(get, repeat(parent), some))
            kinds = list(map(pdfium.object_type, handles))
            first, seen = some.stop, 0
            for number, (handle, kind) in enumerate(zip(handles, kinds, strict=True), start=1):
                if kind not in (pdfium.IMAGE, pdfium.FORM):
                    continue
                if number - seen > self.budget:
                    return
                if kind == pdfium.IMAGE:
                    yield handle, self._placed(handle, outer)
                elif depth < MAX_DEPTH:
                    self.budget -= number - seen
                    seen = number
                    placed = self._placed(handle, outer)
                    yield from self.images(c_void_p(handle), placed, depth + 1)
            self.budget -= len(some) - seen

    def _placed(self, handle: int, outer: _Affine) -> _Affine:
        pdfium.object_matrix(c_void_p(handle), byref(self.matrix))
        return _within(self.matrix, outer)


def _within(matrix: pdfium.Matrix, outer: _Affine) -> _Affine:
    a, b, c, d, e, f = matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f
    oa, ob, oc, od, oe, of = outer
    return (
        a * oa + b * oc,
        a * ob + b * od,
        c * oa + d * oc,
        c * ob + d * od,
        e * oa + f * oc + oe,
        e * ob + f * od + of,
    )


def _placement(
    handle: int, facts: PictureFacts, affine: _Affine, space: PageSpace, turns: int
) -> Placement:
    a, b, c, d, e, f = affine
    xs, ys = (e, e + a, e + c, e + a + c), (f, f + b, f + d, f + b + d)
    user = np.array([[min(xs), min(ys), max(xs), max(ys)]])
    left, top, right, bottom = space.boxes(user)[0].tolist()
    wide, high = space.width, space.height
    across, down = _shown((a, b), space.quarter_turns), _shown((-c, -d), space.quarter_turns)
    for _ in range(turns):
        left, top, right, bottom = high - bottom, left, high - top, right
        wide, high = high, wide
        across, down = (-across[1], across[0]), (-down[1], down[0])
    box = (max(left, 0.0), max(top, 0.0), min(right, wide), min(bottom, high))
    return Placement(handle, facts, box, across, down)


def _shown(direction: tuple[float, float], quarter_turns: int) -> tuple[float, float]:
    """A direction of user space (y up) on the shown page (y down)."""
    x, y = direction
    return ((x, -y), (y, x), (-x, y), (-y, -x))[quarter_turns]
