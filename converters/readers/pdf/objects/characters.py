"""All characters of a page as arrays, with the runs (text objects) they belong to.

A box is the one pdfplumber gives: as wide as the advance, as high as the font size, standing on
the baseline lowered by the font's descent. Rotated and vertical runs are corrected, because
pdfium's loose boxes ignore the text matrix there.
"""

from __future__ import annotations

from collections.abc import Sequence
from ctypes import c_void_p
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, repeat
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from . import pdfium
from .bidi import are_rtl
from .clips import clipped
from .fonts import Run, RunReader, Runs
from .geometry import Box, Boxes, PageSpace, middles
from .overprints import overprinted
from .slots import Slots
from .wide import are_letters_wide, are_marks, with_marks

__all__ = ["MAX_CHARACTERS", "Characters", "Run", "read_characters"]

MAX_CHARACTERS = 400_000
"""Characters of one page that are read; the rest is reported as cut."""

_BLANK, _HYPHEN, _WIDE, _REFUSED, _MARK = 1, 2, 4, 8, 16
_PLANES = 0x40000
_HALF = 0x110000
"""Stands for the second half of a character above U+FFFF: pdfium counts two with one box."""
_STRIDES = (16, 4)
"""Characters between two that are asked for their text object first, and then."""
_ASLANT = 3
"""Degrees up to which text that runs aslant is read as level text."""
_FEW = 200
"""Characters that are all asked sooner than those between which the object changes are found."""
_BEARINGS = (0.2, 0.35)
"""White in em between a glyph and the next object's, at most, that is part of its advance: where
pdfium makes up a space, which it does between any two of turned text, and where it does not."""


def _kinds() -> NDArray[np.uint8]:
    """What each code point below _PLANES is; the last entry stands for all above."""
    codes = np.arange(_PLANES + 1, dtype=np.uint32)
    kinds = are_letters_wide(codes).astype(np.uint8) * np.uint8(_WIDE)
    kinds |= are_marks(codes).astype(np.uint8) * np.uint8(_MARK)
    kinds[[9, 10, 11, 12, 13, 32, 0xA0, 0x3000, *range(0x2000, 0x200C)]] |= _BLANK
    kinds[[0xFFFE, 0x0002]] |= _HYPHEN
    kinds[:0x20] |= _REFUSED
    kinds[0xD800:0xE000] |= _REFUSED
    kinds[0xFFFF] |= _REFUSED
    return kinds


_KINDS = _kinds()


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


def read_characters(page: c_void_p, space: PageSpace) -> Characters:
    """The characters of a loaded page; white space is left out and remembered in `spaced`."""
    text = c_void_p(pdfium.text_load(page))
    try:
        return _Reader(text, space).read()
    finally:
        pdfium.text_close(text)


def _joined_halves(codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Code units with the first of two surrogates made the character and the second one _HALF."""
    high = np.nonzero((codes[:-1] & 0xFC00 == 0xD800) & (codes[1:] & 0xFC00 == 0xDC00))[0]
    codes[high] = 0x10000 + ((codes[high] & 0x3FF) << 10) + (codes[high + 1] & 0x3FF)
    codes[high + 1] = _HALF
    return codes


_LOOSE_BOXES = Slots(np.float32, 4)
_ORIGINS = Slots(np.float64, 2)
_MATRICES = Slots(np.float32, 6)
_INK_BOXES = Slots(np.float64, 4)


class _Reader:
    """Reads the characters of one page."""

    def __init__(self, text: c_void_p, space: PageSpace) -> None:
        self.text = pdfium.handle(text)
        self.space = space
        self.total = max(pdfium.text_count(text), 0)
        self.count = min(self.total, MAX_CHARACTERS)

    def read(self) -> Characters:
        if not self.count:
            return _nothing()
        codes = self._codes()
        kinds = _KINDS[np.minimum(codes, _PLANES)]
        blank = kinds & _BLANK != 0
        whole = codes != _HALF
        guessed = self._guessed(kinds)
        # Blank characters cost calls for nothing, but in turned runs they end the ones before.
        for chosen in (np.nonzero(~blank & whole)[0], np.nonzero(whole)[0]):
            objects = self._objects(chosen, mixed=bool(are_rtl(codes).any()))
            objects[guessed[chosen]] = 0
            runs = RunReader(self.text, self.space).read(objects, chosen)
            if runs.upright.all():
                break
        boxes = self._boxes(runs, chosen)
        shown = (runs.of >= 0) & ~blank[chosen]
        hidden = clipped(boxes[shown], runs.of[shown], runs.table)
        if hidden is not None:
            shown[shown] = ~hidden
        page_boxes = self.space.boxes(boxes.compress(shown, axis=0))
        once = _drawn_once(codes, page_boxes, runs, chosen[shown], runs.of[shown])
        if once is not None:
            shown[shown] = once
            page_boxes = page_boxes[once]
        places = chosen[shown]
        kinds = kinds[places]
        kept = np.zeros(self.count, bool)
        kept[places] = True
        codes = codes[places]
        codes[kinds & _HYPHEN != 0] = ord("-")
        codes[kinds & (_REFUSED | _HYPHEN) == _REFUSED] = 0xFFFD
        run_of = runs.of[shown]
        return Characters(
            codes=codes,
            boxes=page_boxes,
            baselines=self._page_baselines(page_boxes, run_of, runs),
            runs=run_of,
            sizes=runs.sizes[run_of] if len(run_of) else np.zeros(0),
            wide=with_marks(kinds & _WIDE != 0, kinds & _MARK != 0),
            spaced=_spaced(kept, guessed, blank & ~guessed),
            table=runs.table,
            links=np.full(len(codes), -1, np.int32),
            damaged=int(np.count_nonzero((codes == 0xFFFD) | (codes == 0))),
            cut=self.total > self.count,
        )

    def _codes(self) -> NDArray[np.uint32]:
        units = np.zeros(2 * self.count + 2, "<u2")
        written = pdfium.text_get(self.text, 0, self.count, c_void_p(units.ctypes.data))
        units = units[: max(written - 1, 0)]
        if len(units) == self.count:
            return _joined_halves(units.astype(np.uint32))
        decoded = units.tobytes().decode("utf-16-le", errors="replace")
        if len(decoded) == self.count:
            return np.frombuffer(decoded.encode("utf-32-le"), np.uint32).copy()
        codes = map(pdfium.char_unicode, repeat(self.text), range(self.count))
        return _joined_halves(np.fromiter(codes, np.uint32, self.count))

    def _guessed(self, kinds: NDArray[np.uint8]) -> NDArray[np.bool_]:
        """Which characters pdfium made up."""
        places = np.nonzero(kinds & (_BLANK | _HYPHEN))[0]
        marks = map(pdfium.char_generated, repeat(self.text), places.tolist())
        guessed = np.zeros(self.count, bool)
        guessed[places[np.fromiter(marks, np.int32, len(places)) == 1]] = True
        return guessed

    def _objects(self, places: NDArray[np.intp], *, mixed: bool) -> NDArray[np.uint64]:
        """The address of the text object of each character at `places`, 0 for none.

        Characters of one object stand together, so what lies between two of them need not be
        asked for; `mixed` says that words may be turned round, and all are.
        """
        if mixed or len(places) < _FEW:
            return self._asked(places)
        # Between two that differ ever more are asked for: all at once, for an array costs as much
        # as twenty calls.
        known = np.arange(0, len(places), _STRIDES[0])
        objects = np.repeat(self._asked(places[known]), _STRIDES[0])[: len(places)]
        for wide, narrow in pairwise((*_STRIDES, 1)):
            ends = objects[np.minimum(known + wide, len(places) - 1)]
            parted = known[(objects[known] != ends) | (ends == 0) | (known + wide >= len(places))]
            inner = (parted[:, None] + np.arange(narrow, wide, narrow)).ravel()
            inner = inner[inner < len(places)]
            found = self._asked(places[inner])
            for step in range(narrow):
                here = inner + step < len(places)
                objects[inner[here] + step] = found[here]
            known = np.sort(np.concatenate((parted, inner)))
        return objects

    def _asked(self, places: NDArray[np.intp]) -> NDArray[np.uint64]:
        objects = map(pdfium.char_object, repeat(self.text), places.tolist())
        return np.fromiter(objects, np.uint64, len(places))

    def _boxes(self, runs: Runs, places: NDArray[np.intp]) -> Boxes:
        """Boxes left, bottom, right, top in user space of the characters at `places`."""
        raw = _LOOSE_BOXES.filled(pdfium.char_loose_box, self.text, places.tolist())
        boxes = raw[:, [0, 3, 2, 1]].astype(np.float64)
        if len(runs.table):
            self._correct(boxes, runs, places)
        _split_ligatures(boxes, runs.of)
        return boxes

    def _correct(self, boxes: Boxes, runs: Runs, places: NDArray[np.intp]) -> None:
        level = (runs.of >= 0) & runs.upright[runs.of]
        # Nearly always all of them, and a slice is quicker than so many places.
        chosen = slice(None) if level.all() else level
        of = runs.of[chosen]
        sizes = runs.sizes[of]
        bottom = runs.baselines[of] + runs.descents[of] * sizes
        tops = boxes[chosen, 3].copy()
        boxes[chosen, 1] = bottom
        boxes[chosen, 3] = bottom + sizes
        down = (of[1:] == of[:-1]) & (np.abs(np.diff(tops)) > 0.3 * sizes[1:])
        if down.any():
            self._stand(boxes, np.nonzero(level)[0][np.isin(of, of[1:][down])], runs, places)
        turned = np.nonzero((runs.of >= 0) & ~runs.upright[runs.of])[0]
        if len(turned):
            boxes[turned] = self._turned_boxes(places[turned].tolist(), runs.of[turned], runs)

    def _stand(
        self, boxes: Boxes, chosen: NDArray[np.intp], runs: Runs, places: NDArray[np.intp]
    ) -> None:
        """Correct those boxes that `chosen` names: vertical writing.

        pdfium gives the left end of each baseline, which lies 0.88 of the size below the place
        that the glyph hangs from, where the font does not say otherwise (ISO 32000-1, 9.7.4.3).
        """
        asked = places[chosen].tolist()
        origins = _ORIGINS.filled(pdfium.char_origin, self.text, asked, each=1)
        # Where a font tells no ascent boxes are as high as the ink, and a point ends lower.
        moving = _are_moving(origins[:, 1], runs.of[chosen], runs.sizes[runs.of[chosen]])
        chosen, origins = chosen[moving], origins[moving]
        sizes = runs.sizes[runs.of[chosen]]
        boxes[chosen, 0] = origins[:, 0]
        boxes[chosen, 2] = origins[:, 0] + sizes
        boxes[chosen, 3] = origins[:, 1] + 0.88 * sizes
        boxes[chosen, 1] = boxes[chosen, 3] - sizes

    def _turned_boxes(self, places: Sequence[int], of: NDArray[np.int32], runs: Runs) -> Boxes:
        """Boxes around characters of turned runs: from origin to origin, as high as the size."""
        here = _ORIGINS.filled(pdfium.char_origin, self.text, places, each=1)
        matrix = _MATRICES.filled(pdfium.char_matrix, self.text, places).astype(np.float64)
        drawn = _INK_BOXES.filled(pdfium.char_box, self.text, places, each=1)
        length = np.hypot(matrix[:, 0], matrix[:, 1])
        along = matrix[:, :2] / np.where(length > 0, length, 1.0)[:, None]
        sizes = runs.sizes[of]
        # The advance ends where the next character starts; the last one has its ink.
        reach = (drawn.reshape(-1, 2, 2) - here[:, :, None]) * along[:, :, None]
        advance = np.maximum(reach.max(axis=2).sum(axis=1), 0.0) * drawn.any(axis=1)
        step = ((here[1:] - here[:-1]) * along[:-1]).sum(axis=1)
        # Spaces may be steps inside one object, and pdfium makes them up.
        next_to = np.diff(places) == 1
        near = next_to & (of[1:] == of[:-1]) & (step > 0) & (step < 1.5 * sizes[:-1])
        most = np.where(next_to, *_BEARINGS[::-1]) * sizes[:-1]
        near |= _follow(matrix, here, sizes) & (np.abs(step - advance[:-1]) < most)
        advance[:-1][near] = step[near]
        up = np.stack((-along[:, 1], along[:, 0]), axis=1)
        base = here + up * (runs.descents[of] * sizes)[:, None]
        corners = np.stack(
            [
                base + across * along * advance[:, None] + high * up * sizes[:, None]
                for across in (0, 1)
                for high in (0, 1)
            ]
        )
        return np.concatenate((corners.min(axis=0), corners.max(axis=0)), axis=1)

    def _page_baselines(
        self, page_boxes: Boxes, of: NDArray[np.int32], runs: Runs
    ) -> NDArray[np.float64]:
        bases = page_boxes[:, 3].copy()
        if len(of) and self.space.quarter_turns == 0:
            level = runs.upright[of]
            bases[level] = self.space.top - runs.baselines[of[level]]
        return bases


def _drawn_once(
    codes: NDArray[np.uint32],
    boxes: Boxes,
    runs: Runs,
    places: NDArray[np.intp],
    of: NDArray[np.int32],
) -> NDArray[np.bool_] | None:
    """Which of the characters at `places` repeat none before them; None where none does."""
    starts = np.ones(len(places), bool)
    starts[1:] = (np.diff(places) > 1) | (of[1:] != of[:-1])
    again = overprinted(codes[places], boxes, runs.sizes[of], starts)
    return None if again is None else ~again


def _nothing() -> Characters:
    """The characters of an empty page."""
    return Characters(
        codes=np.zeros(0, np.uint32),
        boxes=np.zeros((0, 4)),
        baselines=np.zeros(0),
        runs=np.zeros(0, np.int32),
        sizes=np.zeros(0),
        wide=np.zeros(0, bool),
        spaced=np.zeros(0, np.int8),
        table=(),
        links=np.zeros(0, np.int32),
        damaged=0,
        cut=False,
    )


def _follow(
    matrices: NDArray[np.float64], origins: NDArray[np.float64], sizes: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Which characters have the next one on their line, set alike: each may be an object."""
    across = np.stack((-matrices[:-1, 1], matrices[:-1, 0]), axis=1)
    length = np.maximum(np.hypot(across[:, 0], across[:, 1]), 1e-9)
    off = np.abs(((origins[1:] - origins[:-1]) * across).sum(axis=1)) / length
    alike = np.abs(np.diff(matrices[:, :4], axis=0)).max(axis=1) < 1e-3 * length
    found: NDArray[np.bool_] = alike & (sizes[1:] == sizes[:-1]) & (off < 0.02 * sizes[1:])
    return found


def _are_moving(
    baselines: NDArray[np.float64], of: NDArray[np.int32], sizes: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Which characters belong to a run whose baselines differ: one written downwards."""
    low, high = np.full(of.max() + 1, np.inf), np.full(of.max() + 1, -np.inf)
    np.minimum.at(low, of, baselines)
    np.maximum.at(high, of, baselines)
    return (high - low)[of] > 0.3 * sizes


def _split_ligatures(boxes: Boxes, runs: NDArray[np.int32]) -> None:
    """Share the box of a ligature among the characters that pdfium takes it apart into."""
    same = (boxes[1:, 0] == boxes[:-1, 0]) & (runs[1:] >= 0) & (runs[1:] == runs[:-1])
    if not same.any():
        return
    same &= (boxes[1:] == boxes[:-1]).all(axis=1)
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
        seen = np.cumsum(blank)[places]
        spaced[1:][seen[1:] > seen[:-1]] = mark
    return spaced
