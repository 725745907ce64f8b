"""Levels of headings: by what the source states, by size and weight, and by numbering."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping, Sequence

from ....tables.enumerators import STYLES, read_enumerator
from ..objects.wide import is_wide
from .pieces import Piece

MAX_LEVEL = 6

Look = tuple[float, bool, int]
"""Negative size in half points, whether not bold, depth of the numbering style (-1 for none)."""


def heading_levels(pieces: Sequence[Piece]) -> list[int]:
    """The level of each heading, 1 or more; the same look has the same level throughout.

    Larger comes before smaller, bold before plain, and among headings set alike 一、 before
    （一） before 1. and so on.
    """
    bold = {_size(piece) for piece in pieces if piece.lines[0].bold}
    looks = _unified([_look(piece, bold) for piece in pieces])
    stated: dict[Look, Counter[int]] = {}
    for piece, look in zip(pieces, looks, strict=True):
        if piece.level is not None:
            stated.setdefault(look, Counter())[piece.level] += 1
    level_of: dict[Look, int] = {}
    level = 0
    for look in sorted(set(looks)):
        given = stated.get(look)
        level = given.most_common(1)[0][0] if given else min(level + 1, MAX_LEVEL)
        level_of[look] = level
    return [
        piece.level if piece.level is not None else level_of[look]
        for piece, look in zip(pieces, looks, strict=True)
    ]


def _size(piece: Piece) -> float:
    return round(piece.lines[0].size * 2) / 2


def _look(piece: Piece, bold: Container[float]) -> Look:
    """`bold` are the sizes in which bold headings are set.

    Ideographs of a font without a bold face look plain beside bold letters: their weight says
    nothing then.
    """
    line, size = piece.lines[0], _size(piece)
    enumerator = read_enumerator(line.text)
    depth = STYLES.index(enumerator.style) if enumerator else -1
    plain = not line.bold and not (size in bold and any(is_wide(ord(char)) for char in line.text))
    return -size, plain, depth


def _unified(looks: Sequence[Look]) -> list[Look]:
    """Looks in which numbering tells apart only what size and weight do not.

    A heading without a number is as deep as the outermost numbered one that is set alike; one
    numbering style is set in one way.
    """
    outermost: dict[tuple[float, bool], int] = {}
    ways: dict[int, Counter[tuple[float, bool]]] = {}
    for size, plain, depth in looks:
        if depth >= 0:
            known = outermost.get((size, plain), depth)
            outermost[size, plain] = min(known, depth)
            ways.setdefault(depth, Counter())[size, plain] += 1
    usual: Mapping[int, tuple[float, bool]] = {
        depth: counts.most_common(1)[0][0]
        for depth, counts in ways.items()
        if counts.most_common(1)[0][1] > 0.6 * counts.total()
    }
    out: list[Look] = []
    for size, plain, depth in looks:
        if depth < 0:
            out.append((size, plain, outermost.get((size, plain), -1)))
        else:
            out.append((*usual.get(depth, (size, plain)), depth))
    return out
