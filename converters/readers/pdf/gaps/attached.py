"""Signs and marks that belong to a word beside them: units, currencies, raised marks."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import numpy as np

from ..lines.words import TextLine, Word
from .gridlines import GridLine, in_columns, is_nothing, is_number
from .gutters import Gutter

_UNIT_GAP = 0.75
"""Gap in em between a number and its sign; a space of a typewriter is 0.6."""
_SIGN_GAP = 0.6
"""Gap in em between a sign and the number that it belongs to."""
_DASH_GAP = 0.35
"""The same for a dash, which may stand for no value, where no other sign is used."""
_FAR = 15.0
"""Em between a sign of currency at the left side of a column and its number at the right one."""
_CURRENCIES = "$€£¥￥"
_ENDS = "0123456789)-–—"
"""Last characters of numbers, and of marks for none."""
_SIGNS = "+-−±"
_UNITS = frozenset(_CURRENCIES + "%‰％" + _SIGNS)


def with_units(lines: list[TextLine]) -> list[TextLine]:
    """The lines, numbers and their signs of currency or per cent a space away as one word.

    Signs that stand under each other look like a column else.
    """
    found = [line if _has_unit(line) else None for line in lines]
    signs = {word.text for line in found if line is not None for word in line.words}
    dash = _DASH_GAP if signs.isdisjoint("+±") else _SIGN_GAP
    lead = _signs_lead([line for line in found if line is not None])
    return [
        line if with_unit is None else TextLine(_with_units(line.words, dash, lead=lead))
        for line, with_unit in zip(lines, found, strict=True)
    ]


def _signs_lead(lines: Sequence[TextLine]) -> bool:
    """Whether signs of currency stand before their numbers: some do where no number precedes.

    Accounts set them at the left side of each column, nearer to the number of the one before. So
    do those between two numbers, off the first one, where none follows the last number of a line.
    """
    leading = following = between = 0
    for line in lines:
        for before, word, after in zip(
            (None, *line.words), line.words, (*line.words[1:], None), strict=False
        ):
            if not _is_currency(word):
                continue
            first = before is None or not before.text[-1].isdigit()
            leading += first and after is not None and _is_amount(after)
            last = after is None or not _is_amount(after)
            following += not first and last
            between += (
                before is not None
                and not (first or last)
                and word.x0 - before.x1 > _UNIT_GAP * word.size
            )
    return leading > following or between > following == 0


def _is_currency(word: Word) -> bool:
    return word.text[-1] in _CURRENCIES and len(word.text) < 4


def _is_amount(word: Word) -> bool:
    return is_number(word.text) or is_nothing(word.text)


def _has_unit(line: TextLine) -> bool:
    return not _UNITS.isdisjoint(line.letters) and any(
        text in _UNITS or text[-1] in _CURRENCIES for text in line.texts
    )


def _with_units(words: tuple[Word, ...], dash: float, *, lead: bool) -> tuple[Word, ...]:
    out: list[Word] = []
    for word in _with_signs_apart(words) if lead else words:
        last = out[-1] if out else None
        if last is None:
            out.append(word)
            continue
        gap = word.x0 - last.x1
        near = gap < _UNIT_GAP * word.size
        if lead and _is_currency(last) and _is_amount(word) and gap < _FAR * word.size:
            # A sign at the other side of its column tells nothing of where the number is.
            last = last if near else _moved(last, word)
        elif not near or (lead and _is_currency(word)) or not _are_one(last, word, dash):
            out.append(word)
            continue
        out[-1] = last._replace(
            # A typed space counts when the width of a character is asked for.
            text=last.text + " " * last.monospaced + word.text,
            x1=word.x1,
            top=min(last.top, word.top),
            bottom=max(last.bottom, word.bottom),
            places=np.concatenate((last.places, word.places)),
        )
    return tuple(out)


def _with_signs_apart(words: Sequence[Word]) -> Iterator[Word]:
    """The words, a sign right behind a number as a word of its own where a bare number follows.

    Boxes of scans hold the sign of the next column with the number that reaches close to it.
    """
    for word, after in zip(words, (*words[1:], None), strict=True):
        text = word.text
        bare = after is not None and after.text[0] not in _CURRENCIES and _is_amount(after)
        if not (bare and len(text) > 1 and text[-1] in _CURRENCIES and text[-2] in _ENDS):
            yield word
            continue
        x = word.x1 - (word.x1 - word.x0) / len(text)
        yield word._replace(text=text[:-1], x1=x, places=word.places[:-1])
        yield word._replace(text=text[-1], x0=x, places=word.places[-1:])


def _moved(sign: Word, number: Word) -> Word:
    """A sign as if it stood right before its number, the space of a typewriter between them."""
    width = sign.x1 - sign.x0
    space = width / len(sign.text) if sign.monospaced else 0.25 * number.size
    return sign._replace(x0=number.x0 - space - width, x1=number.x0 - space)


def _are_one(before: Word, after: Word, dash: float) -> bool:
    """Whether one of two words is a number and the other one its sign, up to `dash` em away."""
    if after.text in _UNITS:
        return after.text not in _SIGNS and before.text[-1].isdigit()
    if not after.text[0].isdigit():
        return False
    most = _SIGN_GAP if before.text in "+±" else dash
    close = after.x0 - before.x1 < most * after.size
    return (before.text[-1] in _CURRENCIES and len(before.text) < 4) or (
        before.text in _SIGNS and close
    )


def without_sign_columns(lines: Sequence[GridLine], gutters: Sequence[Gutter]) -> list[Gutter]:
    """The gutters but those between numbers and a column of their signs alone.

    Accounts set the sign of the currency at the left side of a column, and only in some rows.
    """
    out = list(gutters)
    found = in_columns(lines, len(gutters) + 1)
    for column in reversed(range(len(gutters) + 1)):
        texts = [piece.text for piece in found[column] if not piece.floating]
        if not texts or len(set(texts)) > 1:
            continue
        if texts[0][-1] in _CURRENCIES and len(texts[0]) < 4 and column < len(gutters):
            beside = column + 1
        elif texts[0] in "%‰％)" and column > 0:
            beside = column - 1
        else:
            continue
        numbers = [piece.numeric for line in lines if (piece := line.at(beside))]
        if sum(numbers) > 0.5 * len(numbers) and sum(numbers) >= max(2, len(texts)):
            del out[min(column, beside)]
    return out


def with_marks(lines: list[TextLine]) -> list[TextLine]:
    """The lines, superscripts that stand on the line above their word moved down to it.

    Beside a wrapped text aligned to the middle, raised marks are level with its upper line.
    """
    out: list[TextLine | None] = list(lines)
    for number, (above, below) in enumerate(itertools.pairwise(lines)):
        here = out[number]
        if here is None:
            continue
        if below.baseline - above.baseline > below.size:
            continue
        moved = [
            word
            for word in here.words
            if word.size < 0.85 * below.size
            and any(
                -0.1 < (word.x0 - base.x1) / base.size < 0.3 and base.size > word.size
                for base in below.words
            )
        ]
        if moved:
            kept = tuple(word for word in here.words if all(word is not other for other in moved))
            words = sorted((*below.words, *moved), key=lambda word: word.x0)
            out[number] = TextLine(kept) if kept else None
            out[number + 1] = TextLine(tuple(words))
    return [line for line in out if line is not None]
