"""OpenCV on one thread: pages are read side by side by processes, not by threads of one."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator


@contextlib.contextmanager
def on_one_thread() -> Iterator[None]:
    """Inside, OpenCV works on the thread that calls it alone.

    Its own threads wait for work busily between its many short tasks: with two of them a page took
    a quarter more processor time, and no less time by the clock. The choice is one for the whole
    process and is taken back.
    """
    import cv2

    before = cv2.getNumThreads()
    cv2.setNumThreads(1)
    try:
        yield
    finally:
        cv2.setNumThreads(before)
