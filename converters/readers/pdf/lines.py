"""Characters to segments: stretches of text on one line with no wide gap inside.

A segment is what a reader's eye takes as one piece: a line of a paragraph, a cell's line, a word
of a heading set apart. Paragraphs, columns and borderless tables are built from segments.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from ...model import Inline, Link, Text
from .page import PageLink, PageObjects

WIDE_GAP = 1.15
"""Gap that ends a segment, in em; word spaces of justified text stay below on all samples."""
WORD_GAP = 0.22
"""Gap that is a space where pdfium guessed none, in em."""
_SAME_LINE = 0.45
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


def is_wide(code: int) -> bool:
    """Whether a code point is written without spaces: Han, kana, full-width forms."""
    return (
        0x2E80 <= code <= 0x9FFF
        or 0xF900 <= code <= 0xFAFF
        or 0xFE30 <= code <= 0xFE4F
        or 0xFF00 <= code <= 0xFFEF
        or 0x20000 <= code <= 0x3FFFF
        or code in (0x201C, 0x201D, 0x2018, 0x2019, 0x2014, 0x2026, 0x00B7)
    )


def segments_of(
    page: PageObjects, chosen: NDArray[np.intp], *, gap: float = WIDE_GAP
) -> list[Segment]:
    """Segments of the characters at `chosen`, top to bottom and left to right."""
    if not len(chosen):
        return []
    characters = page.characters
    lines = _line_numbers(characters.boxes[chosen])
    order = np.lexsort((characters.boxes[chosen, 0], lines))
    places, lines = chosen[order], lines[order]
    boxes = characters.boxes[places]
    sizes = np.array([run.size for run in characters.table])[characters.runs[places]]
    gaps = np.concatenate(([0.0], boxes[1:, 0] - boxes[:-1, 2]))
    em = np.maximum(np.minimum(sizes, np.concatenate((sizes[:1], sizes[:-1]))), 1.0)
    starts = np.concatenate(([True], (np.diff(lines) > 0) | (gaps[1:] > gap * em[1:])))
    spaces = np.maximum(characters.spaced[places], gaps > WORD_GAP * em)
    bounds = [*np.nonzero(starts)[0].tolist(), len(places)]
    return [
        _segment(page, places[a:b], spaces[a:b], int(lines[a]))
        for a, b in itertools.pairwise(bounds)
    ]


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


def _segment(
    page: PageObjects, places: NDArray[np.intp], spaces: NDArray[np.int8], line: int
) -> Segment:
    characters = page.characters
    boxes = characters.boxes[places]
    codes = characters.codes[places].tolist()
    runs = characters.runs[places].tolist()
    table = characters.table
    sizes = [round(table[run].size, 1) for run in runs]
    size = max(set(sizes), key=sizes.count)
    baseline = float(np.median(characters.baselines[places]))
    texts: list[tuple[int, Text]] = []
    previous = 0
    for place, code, run_index, space, link in zip(
        places.tolist(),
        codes,
        runs,
        spaces.tolist(),
        characters.links[places].tolist(),
        strict=True,
    ):
        run = table[run_index]
        char = chr(code)
        spaced = bool(texts) and _is_space(space, previous, code)
        raised = run.size < 0.85 * size
        base = float(characters.baselines[place])
        text = Text(
            char,
            bold=run.bold,
            italic=run.italic,
            sup=raised and base < baseline - 0.15 * size,
            sub=raised and base > baseline + 0.08 * size,
        )
        if texts and texts[-1][0] == link and _format(texts[-1][1]) == _format(text):
            char = " " + char if spaced else char
            texts[-1] = (link, replace(text, text=texts[-1][1].text + char))
        else:
            if spaced:  # between two formats, or before a link: a plain space
                texts.append((-1, Text(" ")))
            texts.append((link, text))
        previous = code
    return Segment(
        text="".join(text.text for _, text in texts),
        inlines=_with_links(texts, page.links),
        box=(
            float(boxes[:, 0].min()),
            float(boxes[:, 1].min()),
            float(boxes[:, 2].max()),
            float(boxes[:, 3].max()),
        ),
        baseline=baseline,
        size=size,
        bold=all(table[run].bold for run in runs),
        line=line,
    )


def _with_links(texts: list[tuple[int, Text]], links: tuple[PageLink, ...]) -> tuple[Inline, ...]:
    inlines: list[Inline] = []
    for link, group in groupby(texts, key=lambda pair: pair[0]):
        content = tuple(text for _, text in group)
        if link < 0:
            inlines += content
        else:
            inlines.append(Link(links[link].href, content))
    return tuple(inlines)


def _is_space(mark: int, before: int, after: int) -> bool:
    """Whether a gap is a space: never between two wide characters.

    Between a wide and a narrow one typesetters widen the gap, so only a drawn space counts.
    """
    wide = is_wide(before) + is_wide(after)
    return mark > wide if wide < 2 else False


def _format(text: Text) -> tuple[bool, bool, bool, bool]:
    return text.bold, text.italic, text.sub, text.sup
