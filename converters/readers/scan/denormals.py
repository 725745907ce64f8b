"""Numbers too small for their format taken as zero while a model runs.

Activations of the detector fade out into such numbers (denormals), with which processors of the
x86 kind calculate up to a hundred times slower; as zeros they give the same boxes in a third of the
time. The setting belongs to a thread, and other code of the process may count on it: it is changed
around each run of a model and put back.
"""

from __future__ import annotations

import contextlib
import ctypes
import platform
import sys
from collections.abc import Iterator
from functools import cache
from typing import Final

_PLACES: Final = {"x86_64": (7, 0x8040), "aarch64": (0, 1 << 24)}
"""By processor: which word of C's `fenv_t` has the setting on Linux, and its bits there."""
_WORDS: Final = 16
"""More than `fenv_t` has on any of them."""


@cache
def _library() -> ctypes.CDLL | None:
    """The C library of this process, where it can change the setting."""
    if sys.platform != "linux" or platform.machine() not in _PLACES:
        return None
    library = ctypes.CDLL(None)
    return library if hasattr(library, "fesetenv") and hasattr(library, "fegetenv") else None


def can_be_switched() -> bool:
    """Whether `denormals_as_zero` does anything on this system."""
    return _library() is not None


@contextlib.contextmanager
def denormals_as_zero() -> Iterator[None]:
    """Calculate without denormals on this thread; before and after it is as it was."""
    library = _library()
    if library is None:
        yield
        return
    word, bits = _PLACES[platform.machine()]
    before, inside = (ctypes.c_uint32 * _WORDS)(), (ctypes.c_uint32 * _WORDS)()
    library.fegetenv(before)
    ctypes.memmove(inside, before, ctypes.sizeof(before))
    inside[word] |= bits
    library.fesetenv(inside)
    try:
        yield
    finally:
        library.fesetenv(before)
