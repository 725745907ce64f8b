"""Equations and matrices, told from tables by the fonts that they are set in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ..objects.page import PageObjects
from .letters import has_letter
from .words import TextLine, Word

_LETTERS = re.compile(
    r"l?cm(mi|mib|sy|bsy|ex)\d|lmmath|lm(mi|sy|ex)\d|(tx|px|ntx|npx|zpl|mt|eu)\w*(mi|sy|ex)\d*\b"
    r"|eu[fsr][mb]\d|ms[ab]m\d|rsfs|stmary|.*math",
    re.IGNORECASE,
)
"""Fonts of formulas: those of TeX and its kin, and those with a table of mathematics."""
_EXTENSION = re.compile(r"(l?cm|lm|tx|px|ntx|npx|mt|zpl|eu)\w*ex\d*\b|lmmathext", re.IGNORECASE)
"""Fonts of tall brackets, roots and sums."""
_PIECES = (0x239B, 0x23B3)
"""Code points of the pieces of tall brackets and sums."""
_EQUAL = frozenset("=≈≤≥≡∝→⇒≃∼∈∑∏∫√∂")
_ENOUGH = ((0.5, 0), (0.25, 2), (0.1, 4))
"""Shares of words in formulas that make an equation of lines that fall into pieces, each with the
tall brackets (or pieces of these) that stand beside: the numbers of a matrix are set as all are."""
_TABLE_RULES = 3
"""Rules of one width that tables have, and fractions under each other hardly do."""


def is_mathematics(page: PageObjects, lines: Sequence[TextLine], rules: int = 0) -> bool:
    """Whether lines in pieces are equations or a matrix; `rules` run through above and below them.

    Signs alone tell nothing: tables of TeX take their minus, stars and dots from such fonts.
    """
    fonts = [run.font for run in page.characters.table]
    if rules >= _TABLE_RULES or not any(map(is_mathematical, fonts)):
        return False
    formula = np.array([is_mathematical(font) for font in fonts], bool)
    tall = np.array([bool(_EXTENSION.match(font)) for font in fonts], bool)
    codes, runs = page.characters.codes, page.characters.runs
    words = [word for line in lines for word in line.words]
    places = np.concatenate([word.places for word in words])
    low, high = _PIECES
    high_ones = tall[runs[places]] | ((codes[places] >= low) & (codes[places] <= high))
    brackets = int(np.count_nonzero(high_ones))
    words = [word for word in words if word.text in _EQUAL or any(map(str.isalnum, word.text))]
    count = sum(_is_formula(word, formula[runs[word.places]]) for word in words)
    return any(count > share * len(words) and brackets >= least for share, least in _ENOUGH)


@lru_cache(1024)
def is_mathematical(font: str) -> bool:
    """Whether the name of a font says that formulas are set in it."""
    return bool(_LETTERS.match(font))


def _is_formula(word: Word, formula: NDArray[np.bool_]) -> bool:
    """Whether a word has a letter of a formula, or is a sign between two formulas."""
    if word.text in _EQUAL:
        return True
    return has_letter(word.text) and bool(formula.any())
