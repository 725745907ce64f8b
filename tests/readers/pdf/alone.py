"""Reading in a process of its own, so that nothing that ran before counts into its memory.

The largest child of a process is told over its whole life, and a child begins with the size of the
process that started it: both say more of the tests before than of the file that is read.
"""

from __future__ import annotations

import multiprocessing
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import pytest

from tablewright.converters import read
from tablewright.converters.errors import TablewrightError
from tablewright.converters.readers.pdf.workers import isolate


@dataclass(frozen=True)
class Reading:
    """What came of reading one file.

    `error` is the name of the exception or None, `codes` those of the document's diagnostics,
    `seconds` of the clock, `largest` the bytes of the largest worker.
    """

    error: str | None
    codes: frozenset[str]
    seconds: float
    largest: int


def read_alone(*made: Callable[[], bytes], open_seconds: float | None = None) -> list[Reading]:
    """Read so many files one after the other in one new process; one answer for each."""
    pytest.importorskip("resource")
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return [pool.submit(_reading, make, open_seconds).result() for make in made]


def _reading(make: Callable[[], bytes], open_seconds: float | None) -> Reading:
    if open_seconds is not None:
        isolate.OPEN_SECONDS = open_seconds
    data = make()
    began = time.monotonic()
    try:
        document = read(data, name="a.pdf")
    except TablewrightError as error:
        return Reading(type(error).__name__, frozenset(), time.monotonic() - began, _largest())
    codes = frozenset(finding.code for finding in document.diagnostics)
    return Reading(None, codes, time.monotonic() - began, _largest())


def _largest() -> int:
    import resource

    scale = 1 if sys.platform == "darwin" else 1024
    return int(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) * scale
