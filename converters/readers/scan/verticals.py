"""Vertical rules of a page, told from strokes of glyphs that stand in line."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np

from .blots import Mask
from .glyphstrokes import Strokes, Texts, reach_of, strokes_met

_IN_TEXT, _WHOLE, UNBROKEN = 0.4, 0.9, 0.97
"""Share of a vertical rule in text from which it is doubted, the share of it that must have ink
then, and that from which it is a rule although a box of text holds all of it."""
_LINE = 1.5
"""Glyph heights by which a vertical goes on beyond the last rule at least."""
_CUT = 3
"""Verticals that go on beyond the last rule at least where a page break cut their row."""


def bounded(down: Strokes, across: Strokes, texts: Texts, em: float) -> Strokes:
    """Vertical rules without the strokes of glyphs that stand in line with them or alone.

    A rule of a table ends at horizontal rules. What goes on beyond the last one for less than a
    line, or through text, are strokes of glyphs; so is what stands mostly in text and meets no
    two horizontal rules. Where several go on for as far as each other, a page break cut a row.
    """
    reach = reach_of(em)
    kept: list[tuple[float, float, float]] = []
    met: list[tuple[float, float, float, float, float]] = []
    for x, top, bottom in down.tolist():
        places = strokes_met(across, x, top - reach, bottom + reach, reach)
        if len(places) >= 2:
            met.append((x, top, bottom, float(places.min()), float(places.max())))
        elif _share_in_text(x, top, bottom, texts) < 0.5:
            kept.append((x, top, bottom))
    above = [(top, first) for _, top, _, first, _ in met]
    below = [(bottom, last) for _, _, bottom, _, last in met]
    for x, top, bottom, first, last in met:
        top = _end(x, top, first, texts, em, cut=_is_cut(above, (top, first), em))
        bottom = _end(x, bottom, last, texts, em, cut=_is_cut(below, (bottom, last), em))
        kept.append((x, top, bottom))
    return np.array(sorted(kept), np.float64).reshape(-1, 3)


def _end(x: float, end: float, rule: float, texts: Texts, em: float, *, cut: bool) -> float:
    """The end of a vertical, or the last rule it meets where strokes of glyphs go on from there."""
    beyond = abs(end - rule)
    if cut:
        return end if beyond >= em else rule
    in_text = _share_in_text(x, min(end, rule), max(end, rule), texts) > _IN_TEXT
    return rule if in_text or beyond < _LINE * em else end


def _is_cut(ends: Sequence[tuple[float, float]], end: tuple[float, float], em: float) -> bool:
    """Whether a vertical ends where as many others do that meet the same last rule.

    Each of `ends` is the end of a vertical and the place of the last rule that it meets. Strokes of
    glyphs go on in line with one or two verticals, not with all between three columns.
    """
    reach = reach_of(em)
    alike = sum(abs(one[0] - end[0]) <= reach and abs(one[1] - end[1]) <= reach for one in ends)
    same = sum(abs(one[1] - end[1]) <= reach for one in ends)
    return alike >= _CUT and 2 * alike > same


def row_by_row(
    ink: Mask, dark: Mask, down: Strokes, whole: Strokes, across: Strokes, texts: Texts, em: float
) -> Strokes:
    """Vertical rules judged between each two horizontal ones.

    Strokes of glyphs reach nearly from rule to rule in narrow rows, and those of several rows may
    stand in line: where a rule runs through text it must be inked throughout. What is so from
    rule to rule is one even inside a box of text, which holds the texts of two cells then. Where
    no other row has one there, all of it must be as `dark` as text, for it may be the stroke of a
    glyph nearly as high as its row; `ink` has pale lines as well.
    """
    reach = reach_of(em)
    kept: list[tuple[float, float, float]] = []
    inside: list[tuple[float, float, float]] = []
    for x, top, bottom in down.tolist():
        crossed = _crossed(x, top, bottom, texts)
        for start, end in _between(x, top, bottom, across, em):
            if _share_in_text(x, start, end, crossed) <= _IN_TEXT:
                kept.append((x, start, end))
            elif support(ink, x, start, end) > _WHOLE:
                inside.append((x, start, end))
    for x, top, bottom in whole.tolist():
        parts = _between(x, top - 2 * reach, bottom + 2 * reach, across, em)[1:-1]
        near = [part[1:] for part in kept + inside if abs(x - part[0]) < em / 4] if parts else []
        for start, end in parts:
            known = any(first < (start + end) / 2 < last for first, last in near)
            if not known and support(ink, x, start, end, 1) > UNBROKEN:
                inside.append((x, start, end))
                near.append((start, end))
    places = [x for x, _, _ in kept + inside]
    for x, start, end in inside:
        if sum(abs(x - other) < em / 4 for other in places) > 1 or (
            support(dark, x, start, end, 1) > UNBROKEN
        ):
            kept.append((x, start, end))
    return _joined(kept)


def _between(
    x: float, top: float, bottom: float, across: Strokes, em: float
) -> list[tuple[float, float]]:
    """The parts of a vertical stroke between the horizontal rules that it meets."""
    reach = reach_of(em)
    near = (across[:, 1] - reach <= x) & (x <= across[:, 2] + reach)
    met = across[near & (across[:, 0] > top + reach) & (across[:, 0] < bottom - reach), 0]
    return list(itertools.pairwise([top, *sorted(met.tolist()), bottom]))


def _joined(parts: Sequence[tuple[float, float, float]]) -> Strokes:
    """Strokes at one place whose ends meet as one."""
    out: list[tuple[float, float, float]] = []
    for x, start, end in sorted(parts):
        if out and out[-1][0] == x and start <= out[-1][2]:
            out[-1] = (x, out[-1][1], end)
        else:
            out.append((x, start, end))
    return np.array(out, np.float64).reshape(-1, 3)


def support(ink: Mask, x: float, top: float, bottom: float, reach: int = 2) -> float:
    """Share of a vertical stretch that has ink, within `reach` pixels of its place."""
    part = ink[int(top) : int(bottom) + 1, max(0, round(x) - reach) : round(x) + reach + 1]
    return np.count_nonzero(part.any(1)) / len(part) if part.size else 0.0


def _share_in_text(x: float, top: float, bottom: float, texts: Texts) -> float:
    """Share of a vertical stretch that lies inside boxes of text."""
    crossed = _crossed(x, top, bottom, texts).tolist()
    inside = sum(min(bottom, y) - max(top, first) for _, first, _, y in crossed)
    return float(inside / max(1.0, bottom - top))


def _crossed(x: float, top: float, bottom: float, texts: Texts) -> Texts:
    """The boxes of text that a vertical stretch runs through."""
    x0, y0, x1, y1 = texts.T
    return np.asarray(texts[(x0 + 2 < x) & (x < x1 - 2) & (y0 < bottom) & (y1 > top)])
