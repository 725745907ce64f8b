"""Grey pictures as one plane: a third of the pixels to look at."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

Colours = NDArray[np.uint8]
"""Shape (height, width, 3): red, green, blue."""
_ROWS: Final = 64
"""Rows that are compared at a time: they fit beside the processor."""


def as_colours(plane: NDArray[np.uint8]) -> Colours:
    """A grey plane as red, green and blue, without a copy."""
    return np.broadcast_to(plane[:, :, np.newaxis], (*plane.shape, 3))


def grey_plane(colours: Colours) -> NDArray[np.uint8] | None:
    """The plane that `as_colours` was given; None for other pictures."""
    return None if colours.strides[2] else colours[:, :, 0]


def common_plane(colours: Colours) -> NDArray[np.uint8] | None:
    """The plane of a picture whose three planes are alike; None where a pixel has a colour."""
    import cv2

    plane = np.empty(colours.shape[:2], np.uint8)
    for top in range(0, len(colours), _ROWS):
        one, two, three = cv2.split(colours[top : top + _ROWS])
        if cv2.norm(one, two, cv2.NORM_INF) or cv2.norm(two, three, cv2.NORM_INF):
            return None
        plane[top : top + _ROWS] = one
    return plane


def shrunk(plane: NDArray[np.uint8], factor: int) -> NDArray[np.uint8]:
    """A plane with so many pixels across and down as one; what is left over is cut off.

    Divided evenly it is far quicker than by any other size.
    """
    import cv2

    size = max(1, plane.shape[1] // factor), max(1, plane.shape[0] // factor)
    whole = plane[: size[1] * factor, : size[0] * factor]
    return np.asarray(cv2.resize(whole, size, interpolation=cv2.INTER_AREA), np.uint8)
