"""Characters to segments: stretches of text on one line with no wide gap inside.

A segment is what a reader's eye takes as one piece: a line of a paragraph, a cell's line, a word
of a heading set apart. Paragraphs, columns and borderless tables are built from segments.
"""

from __future__ import annotations

from itertools import groupby, pairwise

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from ....model import Inline, Link, Text
from ..objects.arrays import changes
from ..objects.bidi import are_rtl, has_rtl, in_reading_order
from ..objects.geometry import Tenths
from ..objects.page import PageLink, PageObjects
from ..objects.tags import TagBlock
from .lines import NO_GAP, RTL_GAP, WIDE_GAP, WORD_GAP, are_spaces, sorted_by_line, sorted_by_owner
from .narrowgutters import behind_gutters


class Segment(Struct, frozen=True, gc=False):
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
    run: int = -1
    """Run of its middle character; -1 for none."""
    tag: TagBlock | None = None
    """The paragraph of the PDF's structure that it is part of."""
    artifact: bool = False
    """The PDF says that it is no content."""

    @classmethod
    def plain(cls, text: str, boxes: NDArray[np.float64], size: float) -> Segment:
        """A segment of its own line, without formats: sideways text."""
        left, top = boxes[:, 0].min(), boxes[:, 1].min()
        right, bottom = boxes[:, 2].max(), boxes[:, 3].max()
        box = (float(left), float(top), float(right), float(bottom))
        return cls(text, (Text(text),), box, box[3], size, bold=False, line=-1)


def segments_of(
    page: PageObjects, chosen: NDArray[np.intp], *, gap: float = WIDE_GAP
) -> list[Segment]:
    """Segments of the characters at `chosen`, top to bottom and left to right.

    Without a `gap` that is asked for, those of columns with a narrow gutter are apart as well.
    """
    return segments_by_owner(page, chosen, np.zeros(len(chosen), np.int64), 1, gap=gap)[0]


def segments_by_owner(
    page: PageObjects,
    chosen: NDArray[np.intp],
    owners: NDArray[np.int64],
    count: int,
    *,
    gap: float = WIDE_GAP,
) -> list[list[Segment]]:
    """For each owner 0 to `count` the segments of its characters; `owners` goes with `chosen`.

    The cells of a table are read together: so many small arrays would cost more than the work.
    """
    found: list[list[Segment]] = [[] for _ in range(count)]
    if not len(chosen):
        return found
    pieces = _Pieces(page, chosen, owners, gap)
    for owner, segment in zip(pieces.owners, pieces.segments(), strict=True):
        found[owner].append(segment)
    return found


class _Pieces:
    """Characters sorted by owner, line and place, cut into segments."""

    def __init__(
        self, page: PageObjects, chosen: NDArray[np.intp], owners: NDArray[np.int64], gap: float
    ) -> None:
        self.page = page
        characters = page.characters
        places, boxes, lines, owners = (
            sorted_by_owner(page, chosen, owners) if owners.any() else sorted_by_line(page, chosen)
        )
        self.places = places
        self.sizes = characters.sizes[places]
        self.baselines = characters.baselines[places]
        self.links = characters.links[places]
        self.runs = characters.runs[places]
        gaps = boxes[1:, 0] - boxes[:-1, 2]
        ems = np.maximum(np.minimum(self.sizes[1:], self.sizes[:-1]), 1.0)
        ends = (lines[1:] != lines[:-1]) | (gaps > gap * ems)
        if gap == WIDE_GAP:
            ends |= behind_gutters(boxes, lines, gaps, ems)
        starts = np.concatenate(([True], ends))
        self.starts = np.nonzero(starts)[0]
        marks = characters.spaced[places]
        marks[1:][(gaps < NO_GAP * ems) & (marks[1:] == 1)] = 0
        codes = characters.codes[places]
        rtl = are_rtl(codes)
        self.has_rtl = bool(rtl.any())
        space: float | NDArray[np.float64] = WORD_GAP
        if self.has_rtl:
            # What stands before such a character, or a sign beside it, stands to its right.
            marks[rtl | (codes < 0x30) | ((codes > 0x39) & (codes < 0x41))] = 0
            space = np.where(rtl[1:] | rtl[:-1], RTL_GAP, WORD_GAP)
        marks[1:] = np.maximum(marks[1:], gaps > space * ems)
        self.spaces = are_spaces(characters.wide[places], marks) & ~starts
        self.owners = owners[self.starts].tolist()
        fresh = changes(owners)
        first_lines = lines[fresh][np.cumsum(fresh) - 1]
        self.lines = (lines - first_lines)[self.starts].tolist()
        left, right = boxes[self.starts, 0], np.maximum.reduceat(boxes[:, 2], self.starts)
        top = np.minimum.reduceat(boxes[:, 1], self.starts)
        bottom = np.maximum.reduceat(boxes[:, 3], self.starts)
        self.boxes = list(
            zip(left.tolist(), top.tolist(), right.tolist(), bottom.tolist(), strict=True)
        )

    def segments(self) -> list[Segment]:
        """The segments in order."""
        self._write()
        bold = self.page.characters.bold[self.places]
        italic = self.page.characters.italic[self.places]
        least, most = _range(self.sizes, self.starts)
        low, high = _range(self.baselines, self.starts)
        all_bold = np.logical_and.reduceat(bold, self.starts)
        any_bold = np.logical_or.reduceat(bold, self.starts)
        all_italic = np.logical_and.reduceat(italic, self.starts)
        any_italic = np.logical_or.reduceat(italic, self.starts)
        linked = np.maximum.reduceat(self.links, self.starts) >= 0
        plain = (all_bold == any_bold) & (all_italic == any_italic) & ~linked
        ends = np.concatenate((self.starts[1:], [len(self.places)]))
        columns = zip(
            self.starts.tolist(),
            ends.tolist(),
            self._all_texts(ends),
            self.runs[(self.starts + ends) // 2].tolist(),
            self.boxes,
            self.lines,
            all_bold.tolist(),
            all_italic.tolist(),
            plain.tolist(),
            *(part.tolist() for part in (least, most, low, high)),
            strict=True,
        )
        out, tenths = [], Tenths()
        for start, end, text, run, box, line, strong, slanted, alike, *between in columns:
            small, large, up, down = between
            size = tenths[large if small == large else self._usual_size(start, end)]
            baseline = up if up == down else self._middle_baseline(start, end)
            inlines: tuple[Inline, ...]
            if alike and small >= 0.85 * size:
                inlines = (Text(text, strong, slanted),)
            else:
                texts = self._texts(start, end, size, baseline)
                text = "".join(part.text for _, part in texts)
                inlines = _with_links(texts, self.page.links)
            if self.has_rtl and has_rtl(text):
                text, inlines = in_reading_order(inlines)
            out.append(Segment(text, inlines, box, baseline, size, strong, line, run))
        return out

    def _write(self) -> None:
        """Lay all characters out as one text, with the spaces between them."""
        shift = np.cumsum(self.spaces)
        self.spots = np.arange(len(self.places)) + shift
        codes = np.full(len(self.places) + int(shift[-1]), 0x20, "<u4")
        codes[self.spots] = self.page.characters.codes[self.places]
        self.whole = codes.tobytes().decode("utf-32-le", errors="replace")

    def _all_texts(self, ends: NDArray[np.intp]) -> list[str]:
        """The text of each segment; they end before `ends`."""
        spots = zip(self.spots[self.starts].tolist(), self.spots[ends - 1].tolist(), strict=True)
        return [self.whole[first : last + 1] for first, last in spots]

    def text(self, start: int, end: int) -> str:
        """Characters from `start` to `end` with the spaces inside."""
        return self.whole[self.spots[start] : self.spots[end - 1] + 1]

    def _usual_size(self, start: int, end: int) -> float:
        counts: dict[float, int] = {}
        for size in self.sizes[start:end].tolist():
            counts[size] = counts.get(size, 0) + 1
        return max((count, size) for size, count in counts.items())[1]

    def _middle_baseline(self, start: int, end: int) -> float:
        return float(np.sort(self.baselines[start:end])[(end - start) // 2])

    def _texts(self, start: int, end: int, size: float, baseline: float) -> list[tuple[int, Text]]:
        """Texts of one format each, with their links; -1 for none."""
        runs, links = self.runs[start:end], self.links[start:end]
        changes = (runs[1:] != runs[:-1]) | (links[1:] != links[:-1])
        bounds = [start, *(np.nonzero(changes)[0] + start + 1).tolist(), end]
        texts: list[tuple[int, Text]] = []
        for first, last in pairwise(bounds):
            text = self._formatted(first, self.text(first, last), size, baseline)
            _add(texts, text, int(self.links[first]), gap=bool(self.spaces[first]))
        return texts

    def _formatted(self, place: int, text: str, size: float, baseline: float) -> Text:
        run = self.page.characters.table[self.runs[place]]
        raised = self.sizes[place] < 0.85 * size
        return Text(
            text,
            bold=run.bold,
            italic=run.italic,
            sup=bool(raised and self.baselines[place] < baseline - 0.15 * size),
            sub=bool(raised and self.baselines[place] > baseline + 0.08 * size),
        )


def _range(
    values: NDArray[np.float64], starts: NDArray[np.intp]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The least and the largest value of each stretch."""
    return np.minimum.reduceat(values, starts), np.maximum.reduceat(values, starts)


def _add(texts: list[tuple[int, Text]], text: Text, link: int, *, gap: bool) -> None:
    """Add a text, to the one before it where link and format agree."""
    if texts and texts[-1][0] == link and _format(texts[-1][1]) == _format(text):
        joined = texts[-1][1].text + (" " if gap else "") + text.text
        texts[-1] = (link, replace(text, text=joined))
        return
    if gap:  # between two formats, or before a link: a plain space
        texts.append((-1, Text(" ")))
    texts.append((link, text))


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
