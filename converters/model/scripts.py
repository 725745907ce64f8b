"""Texts of cells in which raised, lowered and struck characters stay apart from other digits.

`310` with a raised `1` behind it is the number 310 with the mark of a note, and neither 3101 nor a
text without value. Joined without more, as `cell_text` does for comparing and counting, it would
read 3101: what shows a cell as plain text takes `printed_text`, what reads its value
`quantity_text`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from .block import Block, Cell, Heading, Paragraph
from .inline import Inline, Link, Text
from .text import block_text, inline_text, plain_text

UNSEEN: Final = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2060\u2066\u2067\u2068\u2069\ufeff"
)
"""Characters that show nothing beside digits: joiners, soft hyphens, marks of direction.

Not the overrides of direction, under which digits are seen in another order.
"""
_Shift = Literal["", "sup", "sub", "struck"]

_RAISED: Final = str.maketrans(
    "0123456789+-−=()nabcdefghijklmoprstuvwxyz",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻ",
)
_LOWERED: Final = str.maketrans(
    "0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ"
)

_POWER: Final = re.compile(r"(?:^|[^\d.,])10$")
"""What a raised number behind it is the power of."""
_LENGTH: Final = re.compile(r"(?:^|[^A-Za-z])(?:[kcdmµ]?m|ft|in|yd|mi)$")
"""Units of length, whose raised 2 or 3 make areas and volumes of them."""
_ORDINAL: Final = re.compile(r"st|nd|rd|th|er|ère|ème", re.IGNORECASE)
_SIGN: Final = re.compile("[%‰°]")
_PRICE: Final = re.compile(r"[$€£¥￥]\s?\d[\d,. ]*$")
_MARK: Final = re.compile(
    r"[\[(（〔]?(?:注|note)?[\w*†‡§¶#+,，、;. ]{1,8}[\])）〕]?", re.IGNORECASE
)
_LINKED_MARK: Final = re.compile(r"[\[(（〔]?(?:\d{1,3}|[a-z]|[*†‡§¶]{1,3})[\])）〕]?")
_DIGIT_FIRST: Final = re.compile(r"[-+−(（$€£¥￥]?\s?\.?\d")

SMALL_DIGIT: Final = re.compile("[⁰¹²³⁴-⁹₀-₉①-⑳⓪㉑-㉟㊱-㊿]")
"""A raised, lowered or circled number."""
_BEHIND_DIGIT: Final = re.compile(f"(?<=[0-9０-９])(?:{SMALL_DIGIT.pattern})+")


@dataclass(frozen=True, slots=True)
class _Run:
    text: str
    shift: _Shift


def printed_text(cell: Cell) -> str:
    """Text of a cell as it is printed: raised and lowered characters as such (`310¹`, `CO₂`).

    A number that the source's program computes stands before its paragraph. Characters that
    Unicode has no raised or lowered form of stay as they are. What is struck out beside other text
    stands between tildes: `~~12~~15`.
    """
    labelled = any(isinstance(block, Paragraph | Heading) and block.label for block in cell.blocks)
    if labelled or (plain_text(cell.blocks) is None and _is_shifted(cell.blocks)):
        return "\n".join(_printed_lines(cell.blocks)).strip()
    return block_text(cell.blocks).strip()


def quantity_text(blocks: Sequence[Block]) -> str:
    """Text of blocks without what is struck out and the marks of notes, to read a value from.

    Powers (`10²`), areas (`m²`), fractions and prices with raised cents keep their raised
    characters, so that what is not plain digits is never read as such.
    """
    if plain_text(blocks) is None and _is_shifted(blocks):
        return "\n".join(_valid_lines(blocks)).strip()
    return block_text(blocks).strip()


def narrow(text: str) -> str:
    """`text` in Unicode's compatibility form, without the marks of notes behind digits.

    That form makes digits of raised, lowered and circled ones: 1011 of `101①`. Elsewhere than
    behind a digit they stay as they are.
    """
    if not SMALL_DIGIT.search(text):
        return unicodedata.normalize("NFKC", text)
    parts = SMALL_DIGIT.split(_BEHIND_DIGIT.sub("", text))
    kept = SMALL_DIGIT.findall(_BEHIND_DIGIT.sub("", text))
    narrowed = [unicodedata.normalize("NFKC", part) for part in parts]
    return "".join(part + small for part, small in zip(narrowed, [*kept, ""], strict=True))


def _is_shifted(blocks: Sequence[Block]) -> bool:
    return all(isinstance(block, Paragraph | Heading) for block in blocks) and any(
        run.shift
        for block in blocks
        if isinstance(block, Paragraph | Heading)
        for run in _runs(block.content)
    )


def _printed_lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            text = "".join(_shown(_runs(block.content)))
            label = block.label or ""
            # A label in full-width brackets has its room with it.
            yield f"{label} {text}" if label and label[-1].isascii() else label + text
        else:
            yield block_text((block,))


def _valid_lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            yield "".join(_without_marks(_runs(block.content)))


def _runs(inlines: Iterable[Inline]) -> list[_Run]:
    """The text of inlines as runs of one height each."""
    runs: list[_Run] = []
    for text, told in _pieces(inlines):
        shift: _Shift = "sup" if told == "mark" else told
        if told == "mark" and (not runs or runs[-1].text[-1:].isspace()):
            shift = ""  # `see 1` names a place
        if runs and runs[-1].shift == shift:
            runs[-1] = _Run(runs[-1].text + text, shift)
        elif text:
            runs.append(_Run(text, shift))
    return runs


def _pieces(inlines: Iterable[Inline]) -> Iterator[tuple[str, _Shift | Literal["mark"]]]:
    for inline in inlines:
        if isinstance(inline, Text):
            yield inline.text, _shift(inline)
        elif isinstance(inline, Link):
            text = inline_text(inline.content)
            if inline.href.startswith("#") and _LINKED_MARK.fullmatch(text.strip()):
                yield text, "mark"  # it leads to its note
            else:
                yield from _pieces(inline.content)
        else:
            yield inline_text((inline,)), ""


def _shift(text: Text) -> _Shift:
    if text.strike:
        return "struck"
    return "sup" if text.sup else "sub" if text.sub else ""


def _shown(runs: Sequence[_Run]) -> Iterator[str]:
    if len(runs) == 1:
        yield runs[0].text
        return
    for run in runs:
        yield f"~~{run.text}~~" if run.shift == "struck" else _moved(run)


def _moved(run: _Run) -> str:
    table = {"sup": _RAISED, "sub": _LOWERED}.get(run.shift)
    return run.text.translate(table) if table else run.text


def _without_marks(runs: Sequence[_Run]) -> Iterator[str]:
    valid = [run for run in runs if run.shift != "struck"]
    runs = valid if any(run.text.strip() for run in valid) else runs
    if len(runs) == 1:
        yield runs[0].text
        return
    before = ""
    for place, run in enumerate(runs):
        after = runs[place + 1].text if place + 1 < len(runs) else ""
        text = _quantity_part(run, before.rstrip(), after.lstrip())
        before += text
        yield text


def _quantity_part(run: _Run, before: str, after: str) -> str:
    text = run.text.strip()
    if run.shift in ("", "struck"):
        return run.text
    if run.shift == "sub" or _is_part(text, before, after):
        return _moved(run)
    if _SIGN.fullmatch(text) or (_ORDINAL.fullmatch(text) and before[-1:].isdigit()):
        return run.text
    return "" if _MARK.fullmatch(text) else _moved(run)


def _is_part(text: str, before: str, after: str) -> bool:
    """Whether a raised text says something of the quantity, and is no mark."""
    if not before:
        return _DIGIT_FIRST.match(after) is None
    if after.startswith(("/", "⁄")):
        return True
    if text.isdecimal() and _PRICE.search(before):
        return len(text) == 2
    if re.fullmatch(r"[-−+]?\d+", text):
        return bool(text != "1" and _POWER.search(before)) or (
            text in "23" and bool(_LENGTH.search(before))
        )
    return False
