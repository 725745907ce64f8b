"""The language of a document: as the PDF states it, else as its script shows it."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from ctypes import c_ulong, c_void_p
from typing import Final

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from ....model.text import clean_text
from .pdfium import _bind

_get_language = _bind("FPDFCatalog_GetLanguage", c_ulong, c_void_p, c_void_p, c_ulong)
_TAG: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SAMPLE: Final = 20_000
_ENOUGH: Final = 20
_SCRIPTS: Final = (
    ("ko", 0xAC00, 0xD7A3),
    ("ar", 0x0620, 0x06FF),
    ("he", 0x05D0, 0x05EA),
    ("th", 0x0E00, 0x0E7F),
    ("el", 0x0370, 0x03FF),
    ("hi", 0x0900, 0x097F),
)
"""Languages with the first and the last letter of their scripts."""
_HAN: Final = (0x4E00, 0x9FFF)
_HIRAGANA: Final = (0x3041, 0x3093)
_KATAKANA: Final = (0x30A1, 0x30F6)
_SIMPLIFIED: Final = (
    "们这个来为国说时对会过发后经与学现当没动还进样开关机业实将两问间点义应种电书东车长门见无报编职责请"
    "办务财产农区县厅级规证专设计议认记讲论证评试话该语调费资质购负贸赛赔车转轮轻较输达运连远适选"
)
_TRADITIONAL: Final = (
    "們這個來為國說時對會過發後經與學現當沒動還進樣開關機業實將兩問間點義應種電書東車長門見無報編職責請"
    "辦務財產農區縣廳級規證專設計議認記講論證評試話該語調費資質購負貿賽賠車轉輪輕較輸達運連遠適選"
)
"""Frequent characters that differ between the two ways of writing, in the same order."""
_CAPITALS: Final = (0x41, 0x5A)
_SMALL: Final = (0x61, 0x7A)


def stated_language(pdf: pypdfium2.PdfDocument) -> str | None:
    """The language that the catalogue names (ISO 32000-1, 14.9.2); None for none or nonsense."""
    handle = ctypes.cast(pdf.raw, c_void_p)
    length = _get_language(handle, None, 0)
    if not 2 < length < 200:
        return None
    buffer = ctypes.create_string_buffer(length)
    _get_language(handle, buffer, length)
    tag = clean_text(buffer.raw.decode("utf-16-le", errors="replace")).rstrip("\ufffd\0").strip()
    return tag.replace("_", "-") if _TAG.fullmatch(tag.replace("_", "-")) else None


def shown_language(text: str) -> str | None:
    """The language that the script of a text shows; None for scripts of many languages."""
    sample = text[:_SAMPLE]
    if sample.isascii():
        return None
    codes = np.frombuffer(sample.encode("utf-32-le", "surrogatepass"), "<u4")
    letters = _count(codes, *_CAPITALS) + _count(codes, *_SMALL)
    han = _count(codes, *_HAN)
    kana = _count(codes, *_HIRAGANA) + _count(codes, *_KATAKANA)
    if han + kana >= max(_ENOUGH, 0.3 * letters):
        return "ja" if kana > 0.1 * (han + kana) else _chinese(sample)
    for language, first, last in _SCRIPTS:
        if _count(codes, first, last) >= max(_ENOUGH, letters):
            return language
    return None


def _count(codes: NDArray[np.uint32], first: int, last: int) -> int:
    """How many code points lie between two, these among them."""
    return int(np.count_nonzero((codes >= first) & (codes <= last)))


def language_of(stated: str | None, text: str) -> str | None:
    """What the PDF states, unless its text is in the script of another language."""
    shown = shown_language(text)
    if stated is None or shown is None:
        return stated or shown
    return stated if stated.split("-")[0].lower() == shown.split("-")[0] else shown


def _chinese(sample: str) -> str:
    counts = Counter(sample)
    simplified = sum(counts[char] for char in _SIMPLIFIED)
    traditional = sum(counts[char] for char in _TRADITIONAL)
    if simplified > 3 * traditional:
        return "zh-Hans"
    return "zh-Hant" if traditional > 3 * simplified else "zh"
