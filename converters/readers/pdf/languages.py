"""The language of a document: as the PDF states it, else as its script shows it."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from ctypes import c_ulong, c_void_p
from typing import Final

import pypdfium2

from ...model.text import clean_text
from .pdfium import _bind

_get_language = _bind("FPDFCatalog_GetLanguage", c_ulong, c_void_p, c_void_p, c_ulong)
_TAG: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SAMPLE: Final = 20_000
_ENOUGH: Final = 20
_SCRIPTS: Final = (
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("ar", re.compile("[\u0620-\u06ff]")),
    ("he", re.compile("[\u05d0-\u05ea]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
)
_HAN: Final = re.compile("[一-鿿]")
_KANA: Final = re.compile("[ぁ-んァ-ヶ]")
_SIMPLIFIED: Final = (
    "们这个来为国说时对会过发后经与学现当没动还进样开关机业实将两问间点义应种电书东车长门见无报编职责请"
    "办务财产农区县厅级规证专设计议认记讲论证评试话该语调费资质购负贸赛赔车转轮轻较输达运连远适选"
)
_TRADITIONAL: Final = (
    "們這個來為國說時對會過發後經與學現當沒動還進樣開關機業實將兩問間點義應種電書東車長門見無報編職責請"
    "辦務財產農區縣廳級規證專設計議認記講論證評試話該語調費資質購負貿賽賠車轉輪輕較輸達運連遠適選"
)
"""Frequent characters that differ between the two ways of writing, in the same order."""
_LATIN: Final = re.compile("[A-Za-z]")


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
    letters = len(_LATIN.findall(sample))
    han, kana = len(_HAN.findall(sample)), len(_KANA.findall(sample))
    if han + kana >= max(_ENOUGH, 0.3 * letters):
        return "ja" if kana > 0.1 * (han + kana) else _chinese(sample)
    for language, letter in _SCRIPTS:
        if len(letter.findall(sample)) >= max(_ENOUGH, letters):
            return language
    return None


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
