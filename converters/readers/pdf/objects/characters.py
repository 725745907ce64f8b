"""All characters of a page as arrays, with the runs (text objects) they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from .fonts import Run
from .geometry import Box, Boxes, middles

MAX_CHARACTERS = 400_000
"""Characters of one page that are read; the rest is reported as cut."""
_ASLANT = 3
"""Degrees up to which text that runs aslant is read as level text."""


@dataclass(frozen=True, eq=False)
class Characters:
    """Characters in the order of the page's content."""

    codes: NDArray[np.uint32]
    """Unicode code points."""
    boxes: Boxes
    baselines: NDArray[np.float64]
    """For upright text the y of the baseline; otherwise the bottom of the box."""
    runs: NDArray[np.int32]
    """Index into `table`."""
    sizes: NDArray[np.float64]
    """Font size of each, in points."""
    wide: NDArray[np.bool_]
    """Which are written without spaces, see `are_wide`."""
    spaced: NDArray[np.int8]
    """What stands before the character: 0 nothing, 1 a space that pdfium guessed, 2 a drawn one."""
    table: tuple[Run, ...]
    links: NDArray[np.int32]
    """Index into the page's links, -1 for none."""
    damaged: int
    """Characters whose font maps them to no code point."""
    cut: bool
    """Whether the page has more characters than were read."""
    clipped: str = ""
    """Characters that a clipping path hides, which are not among these."""

    @cached_property
    def angles(self) -> NDArray[np.int32]:
        """The direction of writing of each, see Run."""
        return self._of_runs([run.angle for run in self.table], np.int32)

    @cached_property
    def bold(self) -> NDArray[np.bool_]:
        """Whether each is bold."""
        return self._of_runs([run.bold for run in self.table], np.bool_)

    @cached_property
    def italic(self) -> NDArray[np.bool_]:
        """Whether each is italic."""
        return self._of_runs([run.italic for run in self.table], np.bool_)

    @cached_property
    def visible(self) -> NDArray[np.bool_]:
        """Whether each is drawn, see Run."""
        return self._of_runs([run.visible for run in self.table], np.bool_)

    @cached_property
    def level(self) -> NDArray[np.bool_]:
        """Whether each is written from left to right, or hardly aslant."""
        return (self.angles <= _ASLANT) | (self.angles >= 360 - _ASLANT)

    @cached_property
    def aslant(self) -> NDArray[np.bool_]:
        """Whether each is written along no side of the page: stamps and seals are."""
        off = (self.angles + _ASLANT) % 90
        return off > 2 * _ASLANT

    @cached_property
    def middles(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The middles of their boxes, across and down."""
        return middles(self.boxes)

    def inside(self, box: Box) -> NDArray[np.bool_]:
        """Which have their middles in a box."""
        left, top, right, bottom = box
        x, y = self.middles
        return (x > left) & (x < right) & (y > top) & (y < bottom)

    @cached_property
    def known(self) -> dict[tuple[str, bytes], Any]:
        """What was made of some of them, by its name and their places: several steps ask for it."""
        return {}

    @cached_property
    def text(self) -> str:
        """All of them, in the order of the page's content."""
        return self.codes.astype("<u4").tobytes().decode("utf-32-le", errors="replace")

    def _of_runs(self, values: list[Any], kind: DTypeLike) -> NDArray[Any]:
        return np.array(values, kind)[self.runs] if values else np.zeros(len(self.runs), kind)
