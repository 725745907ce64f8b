"""Characters to segments: stretches of text on one line with no wide gap inside.

A segment is what a reader's eye takes as one piece: a line of a paragraph, a cell's line, a word
of a heading set apart. Paragraphs, columns and borderless tables are built from segments.
"""

from __future__ import annotations

import itertools
from collections import Counter
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
    if not len(chosen):
        return []
    found = in_lines(page, chosen)
    places = found.places
    spaces = are_spaces(page.characters.wide[places], found.marks)
    fresh = found.starts | (found.gaps > gap * found.ems)
    bounds = [*np.nonzero(fresh)[0].tolist(), len(places)]
    return [
        _segment(page, places[a:b], spaces[a:b], int(found.lines[a]))
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
    page: PageObjects, places: NDArray[np.intp], spaces: NDArray[np.bool_], line: int
) -> Segment:
    characters = page.characters
    boxes = characters.boxes[places]
    runs = characters.runs[places]
    table = characters.table
    used = [table[run] for run in np.unique(runs).tolist()]
    counts = Counter[float]()
    for run, count in zip(*np.unique(runs, return_counts=True), strict=True):
        counts[round(table[run].size, 1)] += int(count)
    size = counts.most_common(1)[0][0]
    baseline = float(np.median(characters.baselines[places]))
    texts = _texts(page, places, spaces, size, baseline)
    left, top = boxes[:, :2].min(axis=0).tolist()
    right, bottom = boxes[:, 2:].max(axis=0).tolist()
    return Segment(
        text="".join(text.text for _, text in texts),
        inlines=_with_links(texts, page.links),
        box=(left, top, right, bottom),
        baseline=baseline,
        size=size,
        bold=all(run.bold for run in used),
        line=line,
    )


def _texts(
    page: PageObjects,
    places: NDArray[np.intp],
    spaces: NDArray[np.bool_],
    size: float,
    baseline: float,
) -> list[tuple[int, Text]]:
    """Texts of one format each, with their links; -1 for none."""
    characters = page.characters
    runs, links = characters.runs[places], characters.links[places]
    fresh = np.concatenate(([True], (np.diff(runs) != 0) | (np.diff(links) != 0)))
    bounds = [*np.nonzero(fresh)[0].tolist(), len(places)]
    codes = characters.codes[places].astype("<u4")
    whole = codes.tobytes().decode("utf-32-le", errors="replace")
    spaced = spaces.tolist()
    texts: list[tuple[int, Text]] = []
    for a, b in itertools.pairwise(bounds):
        run, link = characters.table[runs[a]], int(links[a])
        parts = [
            " " + char if spaced[a + 1 + n] else char for n, char in enumerate(whole[a + 1 : b])
        ]
        content = whole[a] + "".join(parts)
        raised = run.size < 0.85 * size
        base = float(characters.baselines[places[a]])
        text = Text(
            content,
            bold=run.bold,
            italic=run.italic,
            sup=raised and base < baseline - 0.15 * size,
            sub=raised and base > baseline + 0.08 * size,
        )
        gap = a > 0 and spaced[a]
        if texts and texts[-1][0] == link and _format(texts[-1][1]) == _format(text):
            joined = texts[-1][1].text + (" " if gap else "") + content
            texts[-1] = (link, replace(text, text=joined))
        else:
            if gap:  # between two formats, or before a link: a plain space
                texts.append((-1, Text(" ")))
            texts.append((link, text))
    return texts


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
