"""Text objects of a page and the fonts they are set in."""

from __future__ import annotations

import ctypes
import math
import re
from ctypes import byref, c_float
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from . import pdfium
from .arrays import changes
from .geometry import PageSpace
from .slots import Slots

_BOLD = re.compile(r"bold|black|heavy|semibold|demi|黑体|simhei|[-,]B$", re.IGNORECASE)
_TEX_BOLD = re.compile(
    r"(?:l?cm(?:ss)?bx(?:ti|sl)?|cmb(?:sy)?|cmmib|cmssdc|eu[fr]b|(?:ec|sf|la)(?:b[xil]|s[xo]|rb))\d"
    r"|nimbus\w+-medi",
    re.IGNORECASE,
)
"""Bold fonts of TeX (Computer Modern and what descends from it), whose names are short for that."""
_ITALIC = re.compile(r"italic|oblique|obl\b", re.IGNORECASE)
_TYPED = re.compile(
    r"courier|mono(?!type)|consol|letter-?gothic|prestige|typewriter|ocr-?[ab]\b|monaco|menlo"
    r"|(?:cm|ec|sf|la|lm)(?:sl|it)?tt\d",
    re.IGNORECASE,
)
"""Typewriter faces: the standard ones need not be described, so no flag may say what they are."""
_FORCE_BOLD, _ITALIC_FLAG, _SYMBOLIC, _MONOSPACE = 1 << 18, 1 << 6, 1 << 2, 1
_INVISIBLE = (3, 7)
_DEEPEST = -0.75
"""Descent in em below which none is believed: boxes would lie rows below their text."""
_USUAL_DESCENT = -0.25


class Run(NamedTuple):
    """A text object: one font, size, colour and direction. A page has hundreds: cheap to make."""

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


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """The text objects of a page as arrays, in the order of their first characters."""

    of: NDArray[np.int32]
    """For each character of the page the place of its text object, -1 for none."""
    table: tuple[Run, ...]
    baselines: NDArray[np.float64]
    """The y of the first character's origin in user space."""
    upright: NDArray[np.bool_]
    """Whether it runs to the right in user space."""
    sizes: NDArray[np.float64]
    descents: NDArray[np.float64]
    """Part of the size that lies below the baseline; negative."""


class _Font(NamedTuple):
    name: str
    bold: bool
    italic: bool
    monospaced: bool
    descent: float


class _Style(NamedTuple):
    """What text objects share that are set alike."""

    run: tuple[str, float, bool, bool, bool, bool, int]
    """A Run without its handle."""
    upright: bool
    descent: float


_MATRICES = Slots(np.float32, 6)
_ORIGINS = Slots(np.float64, 2)

_NAME = ctypes.create_string_buffer(256)

_Key = tuple[int, int, float, float, float, float, float]


class RunReader:
    """Reads the text objects of one page; `text` is the handle of its text page."""

    def __init__(self, text: Any, space: PageSpace) -> None:
        self.text = text
        self.space = space
        self.fonts: dict[int, _Font] = {}
        self.styles: dict[_Key, _Style] = {}

    def read(self, objects: NDArray[np.uint64], characters: NDArray[np.intp]) -> Runs:
        """The text objects of `characters`.

        `objects` has the address of each character's, 0 for none.
        """
        if not len(objects):
            return self._runs(np.zeros(0, np.int32), [], [])
        starts = changes(objects)
        begins = characters[starts].tolist()
        numbers: dict[int, int] = {0: -1}
        firsts: list[int] = []
        places: list[int] = []
        for begin, address in zip(begins, objects[starts].tolist(), strict=True):
            number = numbers.get(address)
            if number is None:
                number = numbers[address] = len(firsts)
                firsts.append(begin)
            places.append(number)
        del numbers[0]
        of = np.array(places, np.int32)[np.cumsum(starts) - 1]
        return self._runs(of, firsts, list(numbers))

    def _runs(self, of: NDArray[np.int32], firsts: list[int], addresses: list[int]) -> Runs:
        matrices = _MATRICES.filled(pdfium.char_matrix, self.text, firsts)[:, :4]
        origins = _ORIGINS.filled(pdfium.char_origin, self.text, firsts, each=1)
        keys = zip(
            map(pdfium.run_font, addresses),
            map(pdfium.run_mode, addresses),
            map(pdfium.char_size, repeat(self.text), firsts),
            *matrices.T.tolist(),
            strict=True,
        )
        known = self.styles
        styles = [known[key] if key in known else self._style(key) for key in keys]
        make = tuple.__new__  # a page has hundreds
        table = tuple(
            [
                make(Run, (*style.run, address))
                for style, address in zip(styles, addresses, strict=True)
            ]
        )
        return Runs(
            of,
            table,
            baselines=origins[:, 1].copy(),
            upright=np.array([style.upright for style in styles], bool),
            sizes=np.array([style.run[1] for style in styles], np.float64),
            descents=np.array([style.descent for style in styles], np.float64),
        )

    def _style(self, key: _Key) -> _Style:
        handle, mode, size, a, b, c, d = key
        if size < 0:  # as report writers draw: a matrix that turns upside down turns it back
            size, a, b, c, d = -size, -a, -b, -c, -d
        font = self.fonts.get(handle)
        if font is None:
            font = self.fonts[handle] = _font(handle)
        turned = round(math.degrees(math.atan2(-b, a))) + 90 * self.space.quarter_turns
        run = (
            font.name,
            size * math.hypot(c, d),
            font.bold or mode == 2,
            font.italic or (abs(b) < 1e-6 and abs(c) > 0.05 * abs(d) and d != 0),
            font.monospaced,
            mode not in _INVISIBLE,
            turned % 360,
        )
        upright = abs(b) < 1e-3 * max(abs(a), 1e-9) and a > 0
        style = self.styles[key] = _Style(run, upright, font.descent)
        return style


@lru_cache(1024)
def bold_by_name(name: str) -> bool:
    """Whether the name of a font says that it is bold."""
    return bool(_BOLD.search(name) or _TEX_BOLD.match(name))


@lru_cache(1024)
def italic_by_name(name: str) -> bool:
    """Whether the name of a font says that it is slanted."""
    return bool(_ITALIC.search(name))


@lru_cache(1024)
def typed_by_name(name: str) -> bool:
    """Whether the name of a font says that its letters are equally wide."""
    return bool(_TYPED.search(name))


def _descent(stated: float) -> float:
    """The descent of a font, in em, or a usual one where what it states is out of all bounds."""
    return _USUAL_DESCENT if stated < _DEEPEST else min(stated, 0.0)


def _font(handle: int) -> _Font:
    pdfium.font_name(handle, _NAME, 256)
    name = _NAME.value.decode("utf-8", errors="replace").split("+", 1)[-1]
    flags, weight = pdfium.font_flags(handle), pdfium.font_weight(handle)
    angle, descent = ctypes.c_int(), c_float()
    pdfium.font_italic_angle(handle, byref(angle))
    pdfium.font_descent(handle, 1.0, byref(descent))
    bold = bold_by_name(name) or bool(flags & _FORCE_BOLD)
    return _Font(
        name=name,
        bold=bold or (weight >= 600 and not flags & _SYMBOLIC),
        italic=italic_by_name(name) or bool(flags & _ITALIC_FLAG) or angle.value != 0,
        monospaced=bool(flags & _MONOSPACE) or typed_by_name(name),
        # pdfium measures a font that states no descent by whatever glyph has the code of a letter
        # with one, and may find it above the baseline.
        descent=_descent(descent.value),
    )
