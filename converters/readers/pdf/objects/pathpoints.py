"""The points of paths, read from pdfium's memory at once.

pdfium tells each point of a path by four calls, which took half of the time of all drawings. The
handle of a segment is the address of its point, and those of one path lie side by side: x, y, kind
and whether it closes its sub-path. Whether they do is tried once, on a path made for it, and looked
up for each path by the address of its last point; where it is not so, each point is asked for.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Sequence
from ctypes import c_void_p
from functools import lru_cache, partial
from itertools import compress, repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import pdfium
from .slots import Slots

_POINT = np.dtype(
    {
        "names": ["x", "y", "kind", "closed"],
        "formats": ["=f4", "=f4", "u1", "u1"],
        "offsets": [0, 4, 8, 9],
        "itemsize": 12,
    }
)
_PLACES = Slots(np.float32, 2)


def read_points(handles: Sequence[c_void_p], counts: Sequence[int]) -> NDArray[Any]:
    """The first `counts` points of the paths `handles`: x, y, kind and closed of each."""
    points = _copied(handles, counts) if _lies_as_known() else None
    return _asked(handles, counts) if points is None else points


def _copied(handles: Sequence[c_void_p], counts: Sequence[int]) -> NDArray[Any] | None:
    """The points from memory, or None where those of a path do not lie side by side."""
    if 0 in counts:
        handles, counts = list(compress(handles, counts)), list(filter(None, counts))
    firsts = list(map(pdfium.path_segment, handles, repeat(0)))
    lasts = list(map(pdfium.path_segment, handles, [count - 1 for count in counts]))
    if None in firsts or None in lasts:
        return None
    many = np.array(counts, np.int64)
    sizes = _POINT.itemsize * many
    spans = np.array(lasts, np.int64) - np.array(firsts, np.int64)
    if (spans != sizes - _POINT.itemsize).any():
        return None
    points = np.empty(many.sum(), _POINT)
    targets = points.ctypes.data + np.cumsum(sizes) - sizes
    deque(map(ctypes.memmove, targets.tolist(), firsts, sizes.tolist()), maxlen=0)
    return points


def _asked(handles: Sequence[c_void_p], counts: Sequence[int]) -> NDArray[Any]:
    """The points by pdfium's own calls."""
    segments = [
        segment
        for handle, count in zip(handles, counts, strict=True)
        for segment in map(pdfium.path_segment, repeat(handle), range(count))
    ]
    points = np.zeros(len(segments), _POINT)
    pointers = list(map(c_void_p, segments))
    places = _PLACES.written(partial(map, pdfium.segment_point), pointers, each=1)
    points["x"], points["y"] = places.T
    points["kind"] = list(map(pdfium.segment_type, segments))
    points["closed"] = list(map(pdfium.segment_close, segments))
    return points


@lru_cache(1)
def _lies_as_known() -> bool:
    """Whether the memory of a path made for it holds what pdfium's calls tell of it."""
    path = c_void_p(pdfium.new_path(1.5, -2.25))
    try:
        pdfium.add_line(path, 40.0, 3.0)
        pdfium.add_curve(path, 5.0, 6.5, 7.0, 8.0, 9.0, 10.0)
        pdfium.close_path(path)
        pdfium.add_move(path, -11.0, 12.0)
        pdfium.add_line(path, 13.0, 14.0)
        count = pdfium.path_segment_count(path)
        read = _copied([path], [count])
        if read is None:
            return False
        asked = _asked([path], [count])
        return count == len(asked) > 1 and all(
            np.array_equal(read[name], asked[name]) for name in _POINT.names or ()
        )
    finally:
        pdfium.destroy_object(path)
