"""The characters of a page from pdfium: codes, boxes, and the runs that they belong to."""

from __future__ import annotations

from ctypes import c_void_p
from itertools import pairwise, repeat

import numpy as np
from numpy.typing import NDArray

from . import pdfium
from .arrays import changes
from .bidi import are_rtl
from .characterboxes import INK_BOXES, character_boxes
from .characters import MAX_CHARACTERS, Characters
from .clips import clipped
from .fonts import RunReader, Runs
from .geometry import Boxes, PageSpace
from .joined import with_letters
from .overprints import overprinted
from .texletters import with_ligatures
from .texsigns import hangs
from .wide import are_letters_wide, are_marks, with_marks

_BLANK, _HYPHEN, _WIDE, _REFUSED, _MARK = 1, 2, 4, 8, 16
_PLANES = 0x40000
_HALF = 0x110000
"""Stands for the second half of a character above U+FFFF: pdfium counts two with one box."""
_STRIDES = (16, 4)
"""Characters between two that are asked for their text object first, and then."""
_FEW = 200
"""Characters that are all asked sooner than those between which the object changes are found."""


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
_AXIS = 0.25
"""Of the font size, how far the middle of brackets and signs of sums lies above the baseline."""


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
        ligatures = with_ligatures(codes, self.text)
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
        boxes = character_boxes(self.text, runs, chosen)
        shown = (runs.of >= 0) & ~blank[chosen]
        hidden = clipped(boxes[shown], runs.of[shown], runs.table)
        unseen = ""
        if hidden is not None:
            unseen = "".join(map(chr, codes[chosen[shown][hidden]].tolist()))
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
        baselines = self._page_baselines(page_boxes, run_of, runs)
        self._raise_hanging(page_boxes, baselines, places, run_of, runs)
        characters = Characters(
            codes=codes,
            boxes=page_boxes,
            baselines=baselines,
            runs=run_of,
            sizes=runs.sizes[run_of] if len(run_of) else np.zeros(0),
            wide=with_marks(kinds & _WIDE != 0, kinds & _MARK != 0),
            spaced=_spaced(kept, guessed, blank & ~guessed),
            table=runs.table,
            links=np.full(len(codes), -1, np.int32),
            damaged=int(np.count_nonzero((codes == 0xFFFD) | (codes == 0))),
            cut=self.total > self.count,
            clipped=unseen,
        )
        return characters if ligatures is None else with_letters(characters)

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

    def _raise_hanging(
        self,
        page_boxes: Boxes,
        baselines: NDArray[np.float64],
        places: NDArray[np.intp],
        of: NDArray[np.int32],
        runs: Runs,
    ) -> None:
        """Put signs that hang below their origins on the line around whose middle they stand."""
        if not any(map(hangs, {run.font for run in runs.table})):
            return
        hanging = np.array([hangs(run.font) and run.angle == 0 for run in runs.table], bool)
        chosen = np.flatnonzero(hanging[of])
        ink = INK_BOXES.filled(pdfium.char_box, self.text, places[chosen].tolist(), each=1)
        # pdfium gives left, right, bottom, top.
        drawn = self.space.boxes(ink[:, [0, 2, 1, 3]])
        sizes = runs.sizes[of[chosen]]
        down = (drawn[:, 1] + drawn[:, 3]) / 2 + _AXIS * sizes - baselines[chosen]
        low = ink.any(axis=1) & (down > _AXIS * sizes)  # wide accents stand above their letters
        chosen, down = chosen[low], down[low]
        baselines[chosen] += down
        page_boxes[chosen, 1] += down
        page_boxes[chosen, 3] += down

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
    starts = changes(of)
    starts[1:] |= places[1:] - places[:-1] > 1
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
