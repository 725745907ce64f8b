"""The few words that a page says itself, and the language it says them in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ...model import NoteKind

_TAG = re.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_KANA = re.compile("[\u3040-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7af]")
_LATIN = re.compile("[A-Za-z]")
_HAN = re.compile("[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one language."""

    notes: Mapping[NoteKind, str]
    back: str
    lost: str
    derived: str
    untitled: str


ENGLISH: Final = Words(
    notes={"footnote": "Footnotes", "endnote": "Endnotes", "comment": "Comments"},
    back="back to the text",
    lost="lost",
    derived="computed",
    untitled="Untitled",
)

CHINESE: Final = Words(
    notes={"footnote": "脚注", "endnote": "尾注", "comment": "批注"},
    back="返回正文",
    lost="缺失",
    derived="推算",
    untitled="无标题",
)

WORDS: Final[Mapping[str, Words]] = {"en": ENGLISH, "zh": CHINESE}


def words_of(language: str) -> Words:
    """Words for a language tag, English where the language has none here."""
    return WORDS.get(language.partition("-")[0].lower(), ENGLISH)


def is_language_tag(tag: str | None) -> bool:
    """Whether `tag` has the form of a BCP 47 tag."""
    return tag is not None and _TAG.fullmatch(tag) is not None


def guess_language(text: str) -> str:
    """`ja`, `ko` or `zh` by the script that most of `text` has, else `en`."""
    kana, hangul, han = (len(script.findall(text)) for script in (_KANA, _HANGUL, _HAN))
    # One Han character says about as much as four Latin letters.
    if len(_LATIN.findall(text)) > 4 * (kana + hangul + han):
        return "en"
    if hangul > han:
        return "ko"
    # Japanese is never without kana; Chinese quotes one at most.
    return "ja" if 5 * kana > han else "zh" if han else "en"
