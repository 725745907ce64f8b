"""Bytes of unknown encoding to text, with the decision and its confidence as diagnostics.

Order: byte order mark, UTF-16 by its NUL bytes, strict UTF-8, the declared encoding when it fits,
then a comparison of candidate encodings by the characters they give. As in the WHATWG Encoding
standard, GB2312 and GBK are read as GB18030 and ISO-8859-1 as windows-1252.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from typing import Final

from charset_normalizer import from_bytes

from ..errors import UnreadableSource
from ..model.text import clean_text
from .base import Ledger, Source
from .encoding_labels import CODECS, LABELS
from .frequent_characters import (
    CYRILLIC,
    JAPANESE,
    KOREAN,
    PUNCTUATION,
    SIMPLIFIED,
    TRADITIONAL,
    WESTERN,
)

SAMPLE_BYTES = 256 * 1024
"""How much of a source is scored; the decision hardly changes after a few kilobytes."""
CLEAR_LEAD = 0.25
"""Lead of the best candidate's score that needs no second opinion."""
DAMAGE_SHARE = 0.05
"""Wrong sequences among the non-ASCII ones up to which text is damaged, not of another encoding."""

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32le"),
    (codecs.BOM_UTF32_BE, "utf-32be"),
    (codecs.BOM_UTF16_LE, "utf-16le"),
    (codecs.BOM_UTF16_BE, "utf-16be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_MAGIC: Final = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP package"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b\x08", "a gzip file"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "an RTF file"),
)
_CONTROL_BYTES = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))
_NON_ASCII = re.compile("[^\x00-\x7f]")
_PLAIN = frozenset(map(chr, (*range(32, 127), 9, 10, 13)))
_CAPITAL_INSIDE = re.compile("(?<=[а-яёa-z])[А-ЯЁ]|(?<=[A-Za-z])[а-яё]|[а-яёА-ЯЁ](?=[A-Za-z])")
_LONG_RUN = re.compile("[^\x00-\x7f]{3,}")
_CHINESE = SIMPLIFIED | TRADITIONAL


def normal_label(label: str | None) -> str | None:
    """The name of the encoding that a declared label means, or None for an unknown label."""
    return LABELS.get(label.strip(" \t\n\r\f\"'").lower()) if label else None


def refuse_binary(source: Source) -> None:
    """Raise UnreadableSource when a source that should be text is empty or plainly is not text."""
    data = source.data
    if not data.strip(b" \t\r\n\f\0\xef\xbb\xbf\xfe\xff"):
        raise UnreadableSource(f"{source.name} is empty; there is nothing to read.")
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise UnreadableSource(f"{source.name} is {kind}, not text; check the file.")
    head = data[:65536]
    controls = len(head) - len(head.translate(None, _CONTROL_BYTES))
    if controls > 0.02 * len(head) + 8 and _mark(data) is None and _utf_16_by_nuls(head) is None:
        raise UnreadableSource(f"{source.name} holds binary data, not text; check the file.")


def decode(data: bytes, ledger: Ledger, *, declared: str | None) -> tuple[str, str]:
    """The text of `data` and the name of the encoding that was used.

    `declared` is the label that the source itself or its transport gives, in any spelling; None
    when there is none. Reports what was guessed, contradicted or damaged. Characters that no
    document may hold become U+FFFD, line ends become \\n, and a byte order mark is dropped.
    """
    choice = _choose(data, declared, ledger)
    text, damaged = _lenient(data, choice)
    text = text.removeprefix("\ufeff")
    if damaged:
        ledger.report(
            "encoding-damaged",
            f"{damaged} byte sequences are not {choice}; they became U+FFFD.",
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    clean = clean_text(text.replace("\f", "\n"))
    if clean.count("\ufffd") > text.count("\ufffd"):
        count = clean.count("\ufffd") - text.count("\ufffd")
        ledger.report("control-characters", f"{count} control characters became U+FFFD.")
    return clean, choice


def _choose(data: bytes, declared: str | None, ledger: Ledger) -> str:
    label = normal_label(declared)
    marked = _mark(data)
    if marked is not None:
        if label not in (None, marked) and not (label or "").startswith("utf-16"):
            _contradicted(ledger, declared, marked, "the byte order mark")
        return marked
    wide = _utf_16_by_nuls(data[:65536])
    if wide is not None:
        ledger.report("encoding-guessed", f"{wide} was taken, by the places of its NUL bytes.")
        return wide
    if label is not None and label.startswith("utf-16"):
        label = "utf-8"  # bytes in which the label could be read are not UTF-16 (HTML 13.2.3.2)
    if data.isascii():
        return "iso-2022-jp" if b"\x1b$" in data else (label or "utf-8")
    return _choose_by_bytes(data, label, declared, ledger)


def _choose_by_bytes(data: bytes, label: str | None, declared: str | None, ledger: Ledger) -> str:
    utf_8 = _utf_8_damage(data)
    if utf_8 == 0 and label in (None, "utf-8"):
        return "utf-8"
    if utf_8 == 0 and label is not None:
        scores = {name: _score(data, name) for name in ("utf-8", label)}
        if scores["utf-8"] + 0.05 < scores[label]:
            return label
        _contradicted(ledger, declared, "utf-8", "all bytes are valid UTF-8")
        return "utf-8"
    if utf_8 <= DAMAGE_SHARE:
        if label not in (None, "utf-8"):
            _contradicted(ledger, declared, "utf-8", "nearly all bytes are valid UTF-8")
        return "utf-8"
    return _best_fit(data, label, declared, ledger)


def _contradicted(ledger: Ledger, declared: str | None, taken: str, why: str) -> None:
    ledger.report("encoding-contradicted", f"{declared} is declared, but {taken} was taken: {why}.")


def _best_fit(data: bytes, label: str | None, declared: str | None, ledger: Ledger) -> str:
    """The encoding whose characters look most like running text; the declared one is preferred."""
    names = dict.fromkeys((*_CANDIDATES, *([label] if label and label != "utf-8" else [])))
    scores = {name: _score(data, name) for name in names}
    ranked = sorted(scores, key=lambda name: (-scores[name], name))
    best = ranked[0]
    if label is not None and label != "utf-8":
        if scores[label] >= scores[best] - CLEAR_LEAD:
            return label
        _contradicted(ledger, declared, best, f"its characters fit better ({_share(scores, best)})")
        return best
    lead = scores[best] - scores[ranked[1]]
    if lead < CLEAR_LEAD:
        best = _second_opinion(data, best, scores)
    message = f"{best} was taken with confidence {_confidence(scores, best):.2f}"
    if label == "utf-8":
        _contradicted(ledger, declared, best, "the bytes are not UTF-8")
    ledger.report("encoding-guessed", f"{message}, by the characters that it gives.")
    return best


def _share(scores: Mapping[str, float], name: str) -> str:
    return f"{max(scores[name], 0):.2f} of 1"


def _confidence(scores: Mapping[str, float], best: str) -> float:
    """0 to 1: half for how usual the characters are, half for the lead over the next candidate."""
    others = max((score for name, score in scores.items() if name != best), default=0.0)
    usual = min(max(scores[best], 0.0) / 0.6, 1.0)
    lead = min(max(scores[best] - others, 0.0) / 0.4, 1.0)
    return min(0.5 * usual + 0.5 * lead, 0.99)


def _second_opinion(data: bytes, best: str, scores: dict[str, float]) -> str:
    """Between close candidates the one that charset-normalizer names, else `best`."""
    match = from_bytes(data[:SAMPLE_BYTES]).best()
    if match is None:
        return best
    for name, codec in CODECS.items():
        if codecs.lookup(codec).name == codecs.lookup(match.encoding).name:
            scores.setdefault(name, _score(data, name))
            return name if scores[name] >= scores[best] - CLEAR_LEAD / 2 else best
    return best


def _mark(data: bytes) -> str | None:
    return next((name for mark, name in _MARKS if data.startswith(mark)), None)


def _utf_16_by_nuls(head: bytes) -> str | None:
    """UTF-16 without a mark: NUL is the high byte of every ASCII character."""
    if b"\0" not in head:
        return None
    head = head[: len(head) // 2 * 2]
    looks = {name: _wide_look(head, name) for name in ("utf-16le", "utf-16be")}
    best = max(looks, key=lambda name: looks[name])
    return best if looks[best] > 0.5 else None


def _wide_look(head: bytes, name: str) -> float:
    """How much `head` looks like text in a wide encoding, -1 to 1."""
    text = head.decode(CODECS[name], "replace")
    if not text:
        return -1.0
    known = sum(char in _PLAIN or char in _CHINESE or char in PUNCTUATION for char in text)
    hanzi = sum("\u3041" <= char <= "\ud7a3" for char in text)
    strange = sum(char in "\0\ufffd" or "\ue000" <= char <= "\uf8ff" for char in text)
    return (known + 0.2 * hanzi - strange) / len(text)


def _utf_8_damage(data: bytes) -> float:
    """Share of wrong sequences among the non-ASCII ones of `data` read as UTF-8; 0 for none.

    A last character that was cut off with the rest of the file is not wrong, only damaged.
    """
    try:
        data.decode()
    except UnicodeDecodeError:
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        text = decoder.decode(data)
        if text.isascii():
            return 1.0
        if "\ufffd" not in text:
            return DAMAGE_SHARE
        wrong = text.count("\ufffd")
        return wrong / max(len(_NON_ASCII.findall(text)), 1)
    return 0.0


def _euro_or_replacement(error: UnicodeError) -> tuple[str, int]:
    """WHATWG reading of a byte that GB18030 does not know: 0x80 is the euro sign."""
    assert isinstance(error, UnicodeDecodeError)
    byte = error.object[error.start]
    return ("€" if byte == 0x80 else "\ufffd"), error.start + 1


def _c1_or_replacement(error: UnicodeError) -> tuple[str, int]:
    """WHATWG reading of the bytes that windows code pages leave out: the C1 control."""
    assert isinstance(error, UnicodeDecodeError)
    return "\ufffd", error.start + 1


codecs.register_error("tablewright-gb18030", _euro_or_replacement)
codecs.register_error("tablewright-bytewise", _c1_or_replacement)


def _lenient(data: bytes, name: str) -> tuple[str, int]:
    """Text of `data`, and how many sequences were replaced."""
    handler = "tablewright-gb18030" if name == "gb18030" else "tablewright-bytewise"
    if name.startswith("utf"):
        handler = "replace"
    text = data.decode(CODECS[name], handler)
    codec = CODECS[name]
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return text, text.count("\ufffd")
    return text, 0


_CANDIDATES: Final = (
    "gb18030",
    "big5",
    "shift_jis",
    "euc-jp",
    "euc-kr",
    "windows-1252",
    "windows-1251",
    "koi8-r",
)
_FREQUENT: Final[Mapping[str, frozenset[str]]] = {
    "gb18030": _CHINESE,
    "big5": _CHINESE,
    "utf-8": _CHINESE | KOREAN | JAPANESE | WESTERN | CYRILLIC,
    "shift_jis": JAPANESE,
    "euc-jp": JAPANESE,
    "euc-kr": KOREAN,
    "windows-1252": WESTERN,
    "iso-8859-15": WESTERN,
    "windows-1251": CYRILLIC,
    "koi8-r": CYRILLIC,
    "koi8-u": CYRILLIC,
}


def _score(data: bytes, name: str) -> float:
    """How much the non-ASCII characters of `data` in an encoding look like text: about -3 to 1."""
    text, _damaged = _lenient(data[:SAMPLE_BYTES], name)
    characters = _NON_ASCII.findall(text)
    if not characters:
        return 0.0
    frequent = _FREQUENT.get(name, WESTERN)
    japanese = name in ("shift_jis", "euc-jp", "utf-8")
    total = sum(_weight(char, frequent, japanese) for char in characters)
    return (total - _odd_letters(text, name)) / len(characters)


def _weight(char: str, frequent: frozenset[str], japanese: bool) -> float:
    if char in frequent:
        return 1.0
    if char in PUNCTUATION or "\uff01" <= char <= "\uff5e":
        return 0.5
    if "\u3041" <= char <= "\u30fe":
        return 1.0 if japanese else -0.1
    if "\u4e00" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7a3":
        return 0.0
    if char == "\ufffd":
        return -3.0
    # Private use, unassigned, half-width katakana and compatibility forms: signs of a wrong table.
    if "\ue000" <= char <= "\uf8ff" or "\uff61" <= char <= "\uff9f" or "\x80" <= char <= "\x9f":
        return -1.0
    return -0.3


def _odd_letters(text: str, name: str) -> float:
    """What to take off a one-byte encoding, in which any pair of bytes gives two letters."""
    if name in ("windows-1251", "koi8-r", "koi8-u"):
        return 2.0 * len(_CAPITAL_INSIDE.findall(text))
    if _FREQUENT.get(name, WESTERN) is WESTERN:
        return 1.5 * sum(len(run) for run in _LONG_RUN.findall(text))
    return 0.0
