"""Where pictures stand on a page and which way up."""

from __future__ import annotations

from collections.abc import Iterable
from ctypes import c_void_p
from dataclasses import dataclass

import numpy as np

from .geometry import Box, PageSpace
from .paths import Affine
from .pixels import PictureFacts, Pixels, picture_facts


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


def placements_of(
    images: Iterable[tuple[int, Affine]], space: PageSpace, turns: int
) -> list[Placement]:
    """The image objects of an open page, see `Drawings.handles`, in drawing order.

    `turns` are clockwise quarters by which the page is turned after its own rotation.
    """
    found: list[Placement] = []
    for handle, affine in images:
        facts = picture_facts(c_void_p(handle))
        if facts is not None:
            found.append(_placement(handle, facts, affine, space, turns))
    return found


def _placement(
    handle: int, facts: PictureFacts, affine: Affine, space: PageSpace, turns: int
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
