"""Characters to segments: stretches of text on one line with no wide gap inside.

A segment is what a reader's eye takes as one piece: a line of a paragraph, a cell's line, a word
of a heading set apart. Paragraphs, columns and borderless tables are built from segments.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from ...model import Inline, Link, Text
from .characters import Glyph
from .page import PageLink, PageObjects

WIDE_GAP = 1.15
"""Gap that ends a segment, in em; word spaces of justified text stay below on all samples."""
WORD_GAP = 0.22
"""Gap that is a space where pdfium guessed none, in em."""
_SAME_LINE = 0.55
"""Share of the smaller height by which two characters of one line overlap."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Neighbouring characters of one line, in reading direction."""

    text: str
    inlines: tuple[Inline, ...]
    box: tuple[float, float, float, float]
    baseline: float
    size: float
    """Most frequent font size, in points."""
    bold: bool
    """Whether all of it is bold."""
    line: int
    """Number of the line; segments of one line share it."""

    @classmethod
    def plain(cls, text: str, boxes: NDArray[np.float64], size: float) -> Segment:
        """A segment of its own line, without formats: sideways text."""
        left, top = boxes[:, 0].min(), boxes[:, 1].min()
        right, bottom = boxes[:, 2].max(), boxes[:, 3].max()
        box = (float(left), float(top), float(right), float(bottom))
        return cls(text, (Text(text),), box, box[3], size, bold=False, line=-1)


def are_spaces(wide: NDArray[np.bool_], marks: NDArray[np.int8]) -> NDArray[np.bool_]:
    """Whether a space stands before each character: never between two `wide` ones.

    `marks` is 1 for a gap and 2 for a drawn space. Between a wide and a narrow character
    typesetters widen the gap, so only a drawn space counts there.
    """
    before = np.concatenate((wide[:1], wide[:-1]))
    return ~(wide & before) & (marks > (wide | before))


@dataclass(frozen=True, slots=True)
class InLines:
    """Characters sorted into lines, from left to right in each."""

    places: NDArray[np.intp]
    """Places on the page."""
    lines: NDArray[np.int64]
    """Number of the line of each."""
    starts: NDArray[np.bool_]
    """Whether a line starts there."""
    gaps: NDArray[np.float64]
    """Points between each character and the one before it."""
    ems: NDArray[np.float64]
    """The smaller font size of the two."""
    marks: NDArray[np.int8]
    """Whether a space may stand before it, see `are_spaces`."""


def in_lines(page: PageObjects, chosen: NDArray[np.intp]) -> InLines:
    """The characters at `chosen`, of which there is at least one, as lines."""
    characters = page.characters
    lines = _line_numbers(characters.boxes[chosen])
    order = np.lexsort((characters.boxes[chosen, 0], lines))
    places, lines = chosen[order], lines[order]
    boxes = characters.boxes[places]
    sizes = characters.sizes[places]
    gaps = np.concatenate(([0.0], boxes[1:, 0] - boxes[:-1, 2]))
    ems = np.maximum(np.minimum(sizes, np.concatenate((sizes[:1], sizes[:-1]))), 1.0)
    starts = np.concatenate(([True], np.diff(lines) > 0))
    marks = np.maximum(characters.spaced[places], gaps > WORD_GAP * ems)
    return InLines(places, lines, starts, gaps, ems, marks)


def segments_of(
    page: PageObjects, chosen: NDArray[np.intp], *, gap: float = WIDE_GAP
) -> list[Segment]:
    """Segments of the characters at `chosen`, top to bottom and left to right."""
    glyphs = page.characters.glyphs
    segments: list[Segment] = []
    for number, line in enumerate(_glyph_lines([glyphs[place] for place in chosen.tolist()])):
        line.sort(key=_left)
        start = 0
        for place in range(1, len(line)):
            before, here = line[place - 1], line[place]
            if here.left - before.right > gap * max(min(before.size, here.size), 1.0):
                segments.append(_segment(page, line[start:place], number))
                start = place
        segments.append(_segment(page, line[start:], number))
    return segments


def _glyph_lines(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Glyphs that share lines, as `_line_numbers` finds them."""
    lines: list[list[Glyph]] = []
    top = bottom = 0.0
    for glyph in sorted(glyphs, key=_middle):
        up, down = glyph.top, glyph.bottom
        shared = (down if down < bottom else bottom) - (up if up > top else top)
        low = bottom - top if bottom - top < down - up else down - up
        if not lines or shared < _SAME_LINE * low:
            lines.append([glyph])
            top, bottom = up, down
            continue
        lines[-1].append(glyph)
        if down - up > bottom - top:
            top, bottom = up, down
    return lines


def _left(glyph: Glyph) -> float:
    return glyph.left


def _middle(glyph: Glyph) -> float:
    return glyph.top + glyph.bottom


def _line_numbers(boxes: NDArray[np.float64]) -> NDArray[np.int64]:
    """A number for each box: boxes that overlap enough in height share a line.

    Boxes are taken from top to bottom; a line grows only by boxes that overlap its core, so that
    a superscript joins its line and two lines never melt into one.
    """
    middle = (boxes[:, 1] + boxes[:, 3]) / 2
    order = np.argsort(middle, kind="stable")
    numbers = np.zeros(len(boxes), np.int64)
    tops, bottoms = boxes[order, 1].tolist(), boxes[order, 3].tolist()
    line, top, bottom = 0, tops[0], bottoms[0]
    for place, up, down in zip(order.tolist(), tops, bottoms, strict=True):
        shared = min(bottom, down) - max(top, up)
        if shared < _SAME_LINE * min(bottom - top, down - up):
            line, top, bottom = line + 1, up, down
        elif down - up > bottom - top:
            top, bottom = up, down
        numbers[place] = line
    return numbers


def _segment(page: PageObjects, glyphs: list[Glyph], line: int) -> Segment:
    sizes: dict[float, int] = {}
    for glyph in glyphs:
        sizes[glyph.size] = sizes.get(glyph.size, 0) + 1
    size = round(max((count, value) for value, count in sizes.items())[1], 1)
    baseline = sorted(glyph.baseline for glyph in glyphs)[len(glyphs) // 2]
    texts = _texts(page, glyphs, size, baseline)
    table = page.characters.table
    return Segment(
        text="".join(text.text for _, text in texts),
        inlines=_with_links(texts, page.links),
        box=(
            glyphs[0].left,
            min(glyph.top for glyph in glyphs),
            max(glyph.right for glyph in glyphs),
            max(glyph.bottom for glyph in glyphs),
        ),
        baseline=baseline,
        size=size,
        bold=all(table[run].bold for run in {glyph.run for glyph in glyphs}),
        line=line,
    )


def _texts(
    page: PageObjects, glyphs: list[Glyph], size: float, baseline: float
) -> list[tuple[int, Text]]:
    """Texts of one format each, with their links; -1 for none."""
    texts: list[tuple[int, Text]] = []
    parts: list[str] = []
    held = glyphs[0]
    gap = False
    for before, glyph in zip([glyphs[0], *glyphs], glyphs, strict=False):
        space = before is not glyph and _is_space(before, glyph)
        if (glyph.run == held.run and glyph.link == held.link) or not parts:
            parts.append(" " + glyph.char if space else glyph.char)
            continue
        _add(texts, _formatted(page, held, "".join(parts), size, baseline), held.link, gap=gap)
        parts, held, gap = [glyph.char], glyph, space
    _add(texts, _formatted(page, held, "".join(parts), size, baseline), held.link, gap=gap)
    return texts


def _formatted(page: PageObjects, glyph: Glyph, text: str, size: float, baseline: float) -> Text:
    run = page.characters.table[glyph.run]
    raised = glyph.size < 0.85 * size
    return Text(
        text,
        bold=run.bold,
        italic=run.italic,
        sup=raised and glyph.baseline < baseline - 0.15 * size,
        sub=raised and glyph.baseline > baseline + 0.08 * size,
    )


def _add(texts: list[tuple[int, Text]], text: Text, link: int, *, gap: bool) -> None:
    """Add a text, to the one before it where link and format agree."""
    if texts and texts[-1][0] == link and _format(texts[-1][1]) == _format(text):
        joined = texts[-1][1].text + (" " if gap else "") + text.text
        texts[-1] = (link, replace(text, text=joined))
        return
    if gap:  # between two formats, or before a link: a plain space
        texts.append((-1, Text(" ")))
    texts.append((link, text))


def _is_space(before: Glyph, glyph: Glyph) -> bool:
    """`are_spaces` for one character."""
    wide = before.wide + glyph.wide
    if wide == 2:
        return False
    mark = glyph.spaced
    if not mark and glyph.left - before.right > WORD_GAP * max(min(before.size, glyph.size), 1.0):
        mark = 1
    return mark > wide


def _with_links(texts: list[tuple[int, Text]], links: tuple[PageLink, ...]) -> tuple[Inline, ...]:
    inlines: list[Inline] = []
    for link, group in groupby(texts, key=lambda pair: pair[0]):
        content = tuple(text for _, text in group)
        if link < 0:
            inlines += content
        else:
            inlines.append(Link(links[link].href, content))
    return tuple(inlines)


def _format(text: Text) -> tuple[bool, bool, bool, bool]:
    return text.bold, text.italic, text.sub, text.sup
