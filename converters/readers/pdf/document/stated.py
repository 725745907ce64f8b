"""Paragraphs, headings and items as a tagged PDF states them, where the page agrees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from ....model.text import without_spaces
from ..lines.marks import Mark, read_marks
from .pieces import Line, Piece

_AGREES = 0.75
"""Share of line ends at which structure and page must say the same."""
_FEW = 4
_TITLE = 1.25
"""Share of the text's size from which a line is a title though it is stated to be text."""
_DRAWN = Mark("bullet drawn", 0, "", 0, None, plain=True)


def by_tags(groups: Sequence[list[Line]]) -> list[list[Line]]:
    """Lines grouped as the structure states it, page by page, where it fits how they look.

    A structure that calls each line a paragraph, or a page one paragraph, says nothing.
    """
    out: list[list[Line]] = []
    for page, same in groupby(groups, key=lambda group: group[0].page):
        mine = list(same)
        lines = [line for group in mine for line in group if line.page == page]
        whole = len(lines) == sum(map(len, mine))
        if whole and _agrees(mine, lines):
            out += _regrouped(mine)
        else:
            out += mine
    return out


def _agrees(groups: Sequence[list[Line]], lines: Sequence[Line]) -> bool:
    if any(line.tag is None for line in lines):
        return False
    starts = {id(group[0]) for group in groups}
    same = total = 0
    for above, below in pairwise(lines):
        total += 1
        same += (id(below) in starts) == (_number(above) != _number(below))
    return total < _FEW or same >= _AGREES * total


def _number(line: Line) -> int:
    assert line.tag is not None
    return line.tag.number


def _regrouped(groups: Sequence[list[Line]]) -> list[list[Line]]:
    lines = [line for group in groups for line in group]
    out: list[list[Line]] = []
    for line in lines:
        if out and _number(out[-1][-1]) == _number(line):
            out[-1].append(line)
        else:
            out.append([line])
    return out


def stated_piece(lines: Sequence[Line], body: float) -> Piece | None:
    """A piece as its tag says; None where nothing is said of it or of only a part of it."""
    tags = {line.tag for line in lines}
    tag = lines[0].tag
    if tag is None or len(tags) != 1:
        return None
    group = tuple(lines)
    if tag.item >= 0:
        marks = _item_marks(group, tag.label) if tag.opens else ()
        return Piece(group, heading=False, marks=marks, item=tag.item)
    if tag.kind[0] == "H" and len(lines) <= 6:
        return Piece(group, heading=True, level=tag.level)
    if tag.kind == "Title":
        return Piece(group, heading=True, level=1)
    if tag.kind == "Caption":
        return Piece(group, heading=False, caption=True)
    return None


def _item_marks(lines: Sequence[Line], label: str | None) -> tuple[Mark, ...]:
    """The mark of an item: read from its text, which a label printed apart may not be in."""
    text = " ".join(line.text for line in lines)
    found = read_marks(text)
    bare = without_spaces(text)
    if found and (not label or bare.startswith(label) or sorted(found[0].label) == sorted(label)):
        return found
    if not label:
        # Without any label it is a further paragraph of the item before.
        return () if label is None else (_DRAWN,)
    own = read_marks(label + " ") if bare.startswith(label) else ()
    return own or (_DRAWN,)


def without_unstated(pieces: Sequence[Piece], body: float) -> list[Piece]:
    """The pieces; where the structure has headings, text that only looks like one is none.

    A title is left: programs often tag it as a paragraph.
    """
    if not any(piece.heading and piece.level is not None for piece in pieces):
        return list(pieces)
    return [
        replace(piece, heading=False) if _is_unstated(piece, body) else piece for piece in pieces
    ]


def _is_unstated(piece: Piece, body: float) -> bool:
    first = piece.lines[0]
    stated = first.tag is not None and first.tag.kind in ("P", "LI")
    return piece.heading and piece.level is None and stated and first.size < _TITLE * body
