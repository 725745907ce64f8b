"""Memory that calls into pdfium fill, a slot for each call.

A call costs little more than the Python code around it, so that code is a `map` over ready-made
references: a third of the time of a loop that makes each one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from ctypes import byref, c_char
from functools import partial
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

_SLOTS = 1024


class Slots:
    """Slots of `parts` numbers each, used again and again."""

    def __init__(self, kind: DTypeLike, parts: int) -> None:
        self._kind = np.dtype(kind)
        self._parts = parts
        size = self._kind.itemsize
        memory = (c_char * (_SLOTS * parts * size))()
        self._values: NDArray[Any] = np.ndarray(
            (_SLOTS, parts), self._kind, buffer=memoryview(memory).cast("B")
        )
        self._references = [
            [byref(memory, (slot * parts + part) * size) for slot in range(_SLOTS)]
            for part in range(parts)
        ]

    def filled(
        self, call: Callable[..., Any], handle: Any, places: Sequence[int], *, each: int = 0
    ) -> NDArray[Any]:
        """What `call(handle, place, slot)` writes for each place: shape (n, parts).

        With `each` the call takes a reference to every `each`-th number of its slot instead of
        one to its start. Slots that it leaves alone are 0.
        """
        return self.written(partial(map, call, repeat(handle)), places, each=each)

    def written(
        self, calls: Callable[..., Iterator[Any]], of: Sequence[Any], *, each: int = 0
    ) -> NDArray[Any]:
        """What the calls that `calls` makes of some of `of` and as many slots write: one each."""
        references = self._references[::each] if each else self._references[:1]
        out = np.empty((len(of), self._parts), self._kind)
        for first in range(0, len(of), _SLOTS):
            some = of[first : first + _SLOTS]
            self._values[: len(some)] = 0
            deque(calls(some, *references), maxlen=0)
            out[first : first + len(some)] = self._values[: len(some)]
        return out
