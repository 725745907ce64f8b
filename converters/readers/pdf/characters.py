"""All characters of a page as arrays, with the runs (text objects) they belong to.

A box is the one pdfplumber gives: as wide as the advance, as high as the font size, standing on
the baseline lowered by the font's descent. Rotated and vertical runs are corrected, because
pdfium's loose boxes ignore the text matrix there.
"""

from __future__ import annotations

import ctypes
import math
import re
from ctypes import byref, c_double, c_float, c_void_p
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from . import pdfium
from .geometry import Boxes, PageSpace
from .wide import are_wide

MAX_CHARACTERS = 400_000
"""Characters of one page that are read; the rest is reported as cut."""

_BOLD = re.compile(r"bold|black|heavy|semibold|demi|黑体|simhei|[-,]B$", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|obl\b", re.IGNORECASE)
_FORCE_BOLD, _ITALIC_FLAG, _SYMBOLIC, _MONOSPACE = 1 << 18, 1 << 6, 1 << 2, 1
_INVISIBLE = (3, 7)
_HYPHENS = (0xFFFE, 0x0002)
_BLANKS = (9, 10, 11, 12, 13, 32, 0xA0, 0x3000, *range(0x2000, 0x200C))


@dataclass(frozen=True, slots=True)
class Run:
    """A text object: one font, size, colour and direction."""

    font: str
    size: float
    """Height of the em square in points, on the page."""
    bold: bool
    italic: bool
    monospaced: bool
    visible: bool
    """False for render modes 3 and 7 (ISO 32000-1, Table 106): the text layer of a scan."""
    angle: int
    """Direction of writing on the shown page, clockwise in degrees, rounded to whole degrees."""
    handle: int = 0
    """Address of the text object, good while the page is open; its marks and colour hang on it."""


class Glyph(NamedTuple):
    """One character with what building lines needs of it; tuples are faster than arrays there."""

    left: float
    top: float
    right: float
    bottom: float
    baseline: float
    size: float
    run: int
    link: int
    spaced: int
    wide: bool
    char: str


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
    """Which are written without spaces, see `is_wide`."""
    spaced: NDArray[np.int8]
    """What stands before the character: 0 nothing, 1 a space that pdfium guessed, 2 a drawn one."""
    table: tuple[Run, ...]
    links: NDArray[np.int32]
    """Index into the page's links, -1 for none."""
    damaged: int
    """Characters whose font maps them to no code point."""
    cut: bool
    """Whether the page has more characters than were read."""

    @cached_property
    def glyphs(self) -> list[Glyph]:
        """The characters one by one."""
        text = self.codes.astype("<u4").tobytes().decode("utf-32-le", errors="replace")
        columns = (
            *(side.tolist() for side in self.boxes.T),
            self.baselines.tolist(),
            self.sizes.tolist(),
            self.runs.tolist(),
            self.links.tolist(),
            self.spaced.tolist(),
            self.wide.tolist(),
            text,
        )
        return list(map(Glyph._make, zip(*columns, strict=True)))


@dataclass(frozen=True, slots=True)
class _Font:
    name: str
    bold: bool
    italic: bool
    monospaced: bool
    descent: float


def read_characters(page: c_void_p, space: PageSpace) -> Characters:
    """The characters of a loaded page; white space is left out and remembered in `spaced`."""
    text = c_void_p(pdfium.text_load(page))
    try:
        return _Reader(text, space).read()
    finally:
        pdfium.text_close(text)


class _Reader:
    """Holds the buffers that the calls for one page share."""

    def __init__(self, text: c_void_p, space: PageSpace) -> None:
        self.text = text
        self.space = space
        self.total = max(pdfium.text_count(text), 0)
        self.count = min(self.total, MAX_CHARACTERS)
        self.fonts: dict[int, _Font] = {}
        self.matrix = pdfium.Matrix()
        self.numbers = [c_double() for _ in range(4)]

    def read(self) -> Characters:
        codes = self._codes()
        boxes = self._loose_boxes()
        objects = self._objects()
        guessed = self._drop_generated(codes, objects)
        runs, table, baselines, upright, sizes = self._runs(objects)
        blank = np.isin(codes, _BLANKS)
        kept = (runs >= 0) & ~blank
        run_of = runs[kept]
        self._correct_boxes(boxes, runs, baselines, upright, sizes, table)
        _split_ligatures(boxes, runs)
        page_boxes = self.space.boxes(boxes)
        hyphens = np.isin(codes, _HYPHENS)
        codes[hyphens] = ord("-")
        codes[(codes < 0x20) | ((codes >= 0xD800) & (codes < 0xE000)) | (codes == 0xFFFF)] = 0xFFFD
        bases = self._page_baselines(page_boxes, runs, baselines, upright)
        return Characters(
            codes=codes[kept],
            boxes=page_boxes[kept],
            baselines=bases[kept],
            runs=run_of,
            sizes=sizes[run_of] if len(run_of) else np.zeros(0),
            wide=are_wide(codes[kept]),
            spaced=_spaced(kept, guessed, blank & ~guessed),
            table=tuple(run for run, *_ in table),
            links=np.full(int(np.count_nonzero(kept)), -1, np.int32),
            damaged=int(np.count_nonzero(np.isin(codes[kept], (0xFFFD, 0)))),
            cut=self.total > self.count,
        )

    def _codes(self) -> NDArray[np.uint32]:
        buffer = (ctypes.c_ushort * (2 * self.count + 2))()
        written = pdfium.text_get(self.text, 0, self.count, buffer)
        data = bytes(buffer)[: 2 * max(written - 1, 0)]
        decoded = data.decode("utf-16-le", errors="replace")
        if len(decoded) == self.count:
            return np.frombuffer(decoded.encode("utf-32-le"), np.uint32).copy()
        codes = [pdfium.char_unicode(self.text, index) for index in range(self.count)]
        return np.array(codes, np.uint32)

    def _loose_boxes(self) -> Boxes:
        """Boxes left, bottom, right, top in user space."""
        rectangles = (pdfium.Rectangle * max(self.count, 1))()
        for index in range(self.count):
            pdfium.char_loose_box(self.text, index, byref(rectangles, 16 * index))
        raw = np.frombuffer(rectangles, np.float32)[: 4 * self.count].reshape(-1, 4)
        return raw[:, [0, 3, 2, 1]].astype(np.float64)

    def _objects(self) -> list[int | None]:
        """The text object of each character; those of one object are neighbours: bisect."""
        objects: list[int | None] = [None] * self.count
        known = [False] * self.count

        def ask(index: int) -> int | None:
            if not known[index]:
                known[index] = True
                objects[index] = pdfium.char_object(self.text, index)
            return objects[index]

        stack = [(first, min(first + 32, self.count - 1)) for first in range(0, self.count, 32)]
        while stack:
            first, last = stack.pop()
            a, b = ask(first), ask(last)
            if a and a == b:
                objects[first : last + 1] = [a] * (last - first + 1)
                known[first : last + 1] = [True] * (last - first + 1)
            elif last - first > 1:
                middle = (first + last) // 2
                stack += [(first, middle), (middle, last)]
        return objects

    def _drop_generated(
        self, codes: NDArray[np.uint32], objects: list[int | None]
    ) -> NDArray[np.bool_]:
        """Forget the objects of characters that pdfium made up; returns which these are."""
        guessed = np.zeros(self.count, bool)
        for index in np.nonzero(np.isin(codes, (*_BLANKS, *_HYPHENS)))[0].tolist():
            if pdfium.char_generated(self.text, index) == 1:
                objects[index] = None
                guessed[index] = True
        return guessed

    def _runs(
        self, objects: list[int | None]
    ) -> tuple[
        NDArray[np.int32],
        list[tuple[Run, float]],
        NDArray[np.float64],
        NDArray[np.bool_],
        NDArray[np.float64],
    ]:
        """Run index of each character, and per run: itself, baseline, whether upright, size."""
        index_of: dict[int, int] = {}
        table: list[tuple[Run, float]] = []
        baselines: list[float] = []
        upright: list[bool] = []
        runs = np.full(self.count, -1, np.int32)
        last: int | None = None
        current = -1
        for index, handle in enumerate(objects):
            if not handle:
                continue
            if handle != last:
                last = handle
                found = index_of.get(handle)
                if found is None:
                    found = index_of[handle] = len(table)
                    run, descent, baseline, level = self._run(index, handle)
                    table.append((run, descent))
                    baselines.append(baseline)
                    upright.append(level)
                current = found
            runs[index] = current
        sizes = np.array([run.size for run, _ in table])
        return runs, table, np.array(baselines), np.array(upright, bool), sizes

    def _run(self, index: int, handle: int) -> tuple[Run, float, float, bool]:
        pointer = c_void_p(handle)
        font = self._font(pdfium.run_font(pointer))
        pdfium.char_matrix(self.text, index, byref(self.matrix))
        a, b, c, d = self.matrix.a, self.matrix.b, self.matrix.c, self.matrix.d
        x, y = self.numbers[0], self.numbers[1]
        pdfium.char_origin(self.text, index, byref(x), byref(y))
        size = pdfium.char_size(self.text, index) * math.hypot(c, d)
        turned = round(math.degrees(math.atan2(-b, a))) + 90 * self.space.quarter_turns
        mode = pdfium.run_mode(pointer)
        run = Run(
            font=font.name,
            size=size,
            bold=font.bold or mode == 2,
            italic=font.italic or (abs(b) < 1e-6 and abs(c) > 0.05 * abs(d) and d != 0),
            monospaced=font.monospaced,
            visible=mode not in _INVISIBLE,
            angle=turned % 360,
            handle=handle,
        )
        level = abs(b) < 1e-3 * max(abs(a), 1e-9) and a > 0
        return run, font.descent, y.value, level

    def _font(self, handle: int) -> _Font:
        font = self.fonts.get(handle)
        if font is None:
            font = self.fonts[handle] = _font(handle)
        return font

    def _correct_boxes(
        self,
        boxes: Boxes,
        runs: NDArray[np.int32],
        baselines: NDArray[np.float64],
        upright: NDArray[np.bool_],
        sizes: NDArray[np.float64],
        table: list[tuple[Run, float]],
    ) -> None:
        if not len(baselines):
            return
        descents = np.array([descent for _, descent in table])
        level = (runs >= 0) & upright[runs]
        of = runs[level]
        boxes[level, 1] = baselines[of] + descents[of] * sizes[of]
        boxes[level, 3] = boxes[level, 1] + sizes[of]
        # Vertical writing: pdfium leaves the width unscaled by the text matrix.
        vertical = level & (boxes[:, 2] - boxes[:, 0] > 2.5 * sizes[runs])
        boxes[vertical, 2] = boxes[vertical, 0] + sizes[runs[vertical]]
        turned = np.nonzero((runs >= 0) & ~upright[runs])[0]
        if len(turned):
            boxes[turned] = self._turned_boxes(turned, runs[turned], descents, sizes)

    def _turned_boxes(
        self,
        places: NDArray[np.intp],
        runs: NDArray[np.int32],
        descents: NDArray[np.float64],
        sizes: NDArray[np.float64],
    ) -> Boxes:
        """Boxes around characters of turned runs: from origin to origin, as high as the size."""
        x, y, a, b = c_double(), c_double(), c_double(), c_double()
        here, matrix = np.zeros((len(places), 2)), self.matrix
        along = np.zeros((len(places), 2))
        ink = np.zeros((len(places), 2))
        for row, index in enumerate(places.tolist()):
            pdfium.char_origin(self.text, index, byref(x), byref(y))
            here[row] = x.value, y.value
            pdfium.char_matrix(self.text, index, byref(matrix))
            length = math.hypot(matrix.a, matrix.b) or 1.0
            along[row] = matrix.a / length, matrix.b / length
            pdfium.char_box(self.text, index, byref(x), byref(a), byref(y), byref(b))
            ink[row] = a.value - x.value, b.value - y.value
        # The advance ends where the next character of the run starts; the last one has its ink.
        advance = np.abs((ink * np.abs(along)).sum(axis=1))
        step = ((here[1:] - here[:-1]) * along[:-1]).sum(axis=1)
        near = (runs[1:] == runs[:-1]) & (step > 0) & (step < 1.5 * sizes[runs[:-1]])
        advance[:-1][near] = step[near]
        up = np.stack((-along[:, 1], along[:, 0]), axis=1)
        base = here + up * (descents[runs] * sizes[runs])[:, None]
        corners = np.stack(
            [
                base + across * along * advance[:, None] + high * up * sizes[runs][:, None]
                for across in (0, 1)
                for high in (0, 1)
            ]
        )
        return np.concatenate((corners.min(axis=0), corners.max(axis=0)), axis=1)

    def _page_baselines(
        self,
        page_boxes: Boxes,
        runs: NDArray[np.int32],
        baselines: NDArray[np.float64],
        upright: NDArray[np.bool_],
    ) -> NDArray[np.float64]:
        bases = page_boxes[:, 3].copy() if len(page_boxes) else np.zeros(0)
        if len(baselines) and self.space.quarter_turns == 0:
            level = (runs >= 0) & upright[runs]
            bases[level] = self.space.top - baselines[runs[level]]
        return bases


def _split_ligatures(boxes: Boxes, runs: NDArray[np.int32]) -> None:
    """Share the box of a ligature among the characters that pdfium takes it apart into."""
    same = (runs[1:] >= 0) & (runs[1:] == runs[:-1]) & (boxes[1:] == boxes[:-1]).all(axis=1)
    starts = np.nonzero(same & ~np.concatenate(([False], same[:-1])))[0]
    for start in starts.tolist():
        end = start + 1
        while end < len(same) and same[end]:
            end += 1
        cuts = np.linspace(boxes[start, 0], boxes[start, 2], end - start + 2)
        boxes[start : end + 1, 0] = cuts[:-1]
        boxes[start : end + 1, 2] = cuts[1:]


def _spaced(
    kept: NDArray[np.bool_], guessed: NDArray[np.bool_], drawn: NDArray[np.bool_]
) -> NDArray[np.int8]:
    """For each kept character which blank ones stand between it and the kept one before."""
    places = np.nonzero(kept)[0]
    spaced = np.zeros(len(places), np.int8)
    for mark, blank in ((1, guessed), (2, drawn)):
        seen = np.concatenate(([0], np.cumsum(blank)))[places]
        spaced[1:][np.diff(seen) > 0] = mark
    return spaced


def _font(handle: int) -> _Font:
    buffer = ctypes.create_string_buffer(256)
    pdfium.font_name(handle, buffer, 256)
    name = buffer.value.decode("utf-8", errors="replace").split("+", 1)[-1]
    flags, weight = pdfium.font_flags(handle), pdfium.font_weight(handle)
    angle, descent = ctypes.c_int(), c_float()
    pdfium.font_italic_angle(handle, byref(angle))
    pdfium.font_descent(handle, 1.0, byref(descent))
    bold = bool(_BOLD.search(name)) or bool(flags & _FORCE_BOLD)
    return _Font(
        name=name,
        bold=bold or (weight >= 600 and not flags & _SYMBOLIC),
        italic=bool(_ITALIC.search(name)) or bool(flags & _ITALIC_FLAG) or angle.value != 0,
        monospaced=bool(flags & _MONOSPACE),
        descent=descent.value,
    )
