"""Whether the text of a page can be used, or whether the page has to be read from its picture."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from ...frequent_characters import JAPANESE, SIMPLIFIED, TRADITIONAL
from .joined import chosen_characters
from .page import PageObjects

LayerState = Literal["usable", "missing", "invisible", "garbage"]

_FEW: Final = 20
"""Characters below which nothing is said about their quality."""
_DAMAGED: Final = 0.2
"""Share of characters without meaning from which a layer is garbage."""
_STACKED: Final = 0.4
"""Share of characters drawn onto others."""
_RARE: Final = 0.03
"""Share of frequent ideographs below which a Chinese text is none."""
_MANY_IDEOGRAPHS: Final = 150
_CID: Final = re.compile(r"\(cid:\d+\)")
_MOJIBAKE: Final = re.compile(
    r"锟斤拷|烫烫烫|屯屯屯|[ÃÂ][\u0080-\u00bf]|â€.|[àáâãäåæçèéêë][\u0080-\u00bf¡-¿]{2}"
)
_LATIN_SUPPLEMENT: Final = re.compile("[\u00a1-\u00ff]{4,}")
_STARTS: Final = np.isin(np.arange(0xFFFF), [*range(0xA1, 0x100), *map(ord, "锟烫屯")])
"""Which characters a match of either can start with."""
_IS_MEANINGLESS: Final = np.isin(
    np.arange(0xFFFF), [*range(0x20), *range(0x80, 0xA0), *range(0xE000, 0xF900), 0xFFFD]
)
"""Controls, characters of the private area and the one that stands for unknown ones."""
_FIRST_IDEOGRAPH, _LAST_IDEOGRAPH = ord("一"), ord("鿿")


def _are_frequent() -> NDArray[np.bool_]:
    """For each ideograph of the basic block whether texts use it often."""
    marks = np.zeros(_LAST_IDEOGRAPH - _FIRST_IDEOGRAPH + 1, bool)
    frequent = map(ord, SIMPLIFIED | TRADITIONAL | JAPANESE)
    marks[[code - _FIRST_IDEOGRAPH for code in frequent if code >= _FIRST_IDEOGRAPH]] = True
    return marks


_IS_FREQUENT: Final = _are_frequent()


@dataclass(frozen=True, slots=True)
class TextLayer:
    """A verdict on the text of a page."""

    state: LayerState
    """missing: no characters; invisible: all are hidden, the layer of a scan; garbage: they
    do not say what the page shows."""
    reason: str = ""
    """What speaks against it; empty for usable text."""


def judge(page: PageObjects) -> TextLayer:
    """What the characters of a page are worth, without those of form fields on it."""
    characters = page.characters
    count = len(characters.codes) - page.added
    if page.added:
        characters = chosen_characters(characters, np.arange(count))
        page = replace(page, characters=characters, added=0)
    if not count:
        return TextLayer("missing", "there are no characters")
    reason = _garbage(page)
    if reason is not None:
        return TextLayer("garbage", reason)
    if not any(run.visible for run in characters.table):
        return TextLayer("invisible", "all characters are hidden")
    return TextLayer("usable")


def _garbage(page: PageObjects) -> str | None:
    """Why the characters are no text; None when they may be."""
    codes = page.characters.codes
    count = len(codes)
    if count < _FEW:
        return None
    meaningless = np.count_nonzero(_IS_MEANINGLESS[np.minimum(codes, len(_IS_MEANINGLESS) - 1)])
    share = meaningless / count
    if share > _DAMAGED:
        return f"{share:.0%} of the characters have no meaning"
    text = page.characters.text
    coded = sum(map(len, _CID.findall(text))) / count if "(cid:" in text else 0.0
    if coded > _DAMAGED:
        return f"{coded:.0%} of the characters are glyph numbers"
    return _mojibake(text, codes) or _stacked(page)


def _mojibake(text: str, codes: np.ndarray) -> str | None:
    if not (codes >= 0x80).any():
        return None
    count = len(text)
    # No match can take more than three characters for one of these, or is made of them alone.
    leads = np.count_nonzero(_STARTS[np.minimum(codes, len(_STARTS) - 1)])
    if 3 * leads > 0.15 * count:
        wrong = sum(map(len, _MOJIBAKE.findall(text))) / count
        supplement = sum(map(len, _LATIN_SUPPLEMENT.findall(text))) / count
        if wrong > 0.15 or supplement > 0.4:
            return "the characters were decoded with the wrong table"
    ideographs = codes[(codes >= _FIRST_IDEOGRAPH) & (codes <= _LAST_IDEOGRAPH)]
    if len(ideographs) >= _MANY_IDEOGRAPHS:
        known = np.count_nonzero(_IS_FREQUENT[ideographs - _FIRST_IDEOGRAPH]) / len(ideographs)
        if known < _RARE:
            return f"only {known:.0%} of the ideographs are ones that texts use often"
    return None


def _stacked(page: PageObjects) -> str | None:
    """Whether many characters stand on others: glyphs whose places are lost."""
    boxes = page.characters.boxes
    left, top = (np.round(boxes[:, side] * 2).astype(np.int64) for side in (0, 1))
    # Text mostly comes line by line: this sort is quick where numbers rise already.
    keys = np.sort(top * 100_003 + left, kind="stable")
    share = np.count_nonzero(keys[1:] == keys[:-1]) / len(keys)
    return f"{share:.0%} of the characters stand on others" if share > _STACKED else None
