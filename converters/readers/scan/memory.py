"""Memory that was freed, given back to the system."""

from __future__ import annotations

import ctypes
import sys
from functools import cache


@cache
def _library() -> ctypes.CDLL | None:
    """The C library, where it keeps freed memory and can be told not to (glibc)."""
    if sys.platform != "linux":
        return None
    library = ctypes.CDLL(None)
    return library if hasattr(library, "malloc_trim") else None


def give_back() -> None:
    """Give freed memory back: what a model worked on is ten times what is kept of a page."""
    library = _library()
    if library is not None:
        library.malloc_trim(0)
