"""The processes that open PDFs and pictures: one for each file, or kept for many files.

A process takes longer to import what it needs than to read a small file. A kept one is asked for
one file after the other and forks itself for each, so that no file finds anything of another one.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from typing import BinaryIO

KEEP = "--keep"
"""Says to a process that more than one request comes."""


class Worker:
    """A process that answers requests, see `frames`."""

    def __init__(self, *, kept: bool) -> None:
        self.kept = kept
        self._process = subprocess.Popen(  # noqa: S603  our own interpreter and module
            [sys.executable, "-m", f"{__package__}.worker", *([KEEP] if kept else [])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},  # numpy would start threads
            start_new_session=True,  # a group of its own: what it forks dies with it
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self.requests: BinaryIO = self._process.stdin  # type: ignore[assignment]
        self.answers: BinaryIO = self._process.stdout  # type: ignore[assignment]

    @property
    def alive(self) -> bool:
        """Whether it can be asked for one more file."""
        return self._process.poll() is None

    def end(self, threads: Sequence[threading.Thread] = ()) -> None:
        """Kill the process and what it forked; `threads` use its pipes and end then."""
        if sys.platform == "win32":
            self._process.kill()
        else:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for thread in threads:
            thread.join()
        self.answers.close()
        with contextlib.suppress(OSError):  # of what was left to be written
            self.requests.close()


_idle: list[Worker] | None = None
"""Kept processes that have nothing to do; None while none is kept."""


@contextlib.contextmanager
def kept_workers() -> Iterator[None]:
    """Inside, processes are kept for the next file; where there is no fork this does nothing."""
    global _idle
    if _idle is not None or sys.platform != "linux":
        yield
        return
    idle: list[Worker] = []
    _idle = idle
    try:
        yield
    finally:
        _idle = None
        while idle:
            idle.pop().end()


def take_worker() -> Worker:
    """A process that answers one request, or more of them: see `kept`."""
    while _idle:
        with contextlib.suppress(IndexError):  # another thread was faster
            worker = _idle.pop()
            if worker.alive:
                return worker
            worker.end()
    return Worker(kept=_idle is not None)


def give_back(worker: Worker, threads: Sequence[threading.Thread]) -> bool:
    """Keep a process that has answered; False when nobody wants it any more.

    `threads` use its pipes and end with the answer.
    """
    idle = _idle
    if idle is None or not worker.kept:
        return False
    for thread in threads:
        thread.join()
    idle.append(worker)
    return True
