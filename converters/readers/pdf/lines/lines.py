"""Characters to segments: stretches of text on one line with no wide gap inside.

A segment is what a reader's eye takes as one piece: a line of a paragraph, a cell's line, a word
of a heading set apart. Paragraphs, columns and borderless tables are built from segments.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import NamedTuple

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from ....model import Inline, Link, Text
from ..objects.bidi import are_rtl, has_rtl, in_reading_order
from ..objects.page import PageLink, PageObjects
from ..objects.tags import TagBlock
from .bridges import bridged
from .narrowgutters import behind_gutters
from .smallmarks import with_small_marks
from .tallsigns import tall_signs, with_tall_lines

WIDE_GAP = 1.15
"""Gap that ends a segment, in em; word spaces of justified text stay below on all samples."""
WORD_GAP = 0.22
"""Gap that is a space where pdfium guessed none, in em."""
RTL_GAP = 0.17
"""The same between letters of which one is written leftwards: joined letters leave no gap."""
_NO_GAP = 0.05
"""Gap up to which a space that pdfium guessed, between glyphs drawn one by one, is none, in em."""
_SAME_LINE = 0.55
"""Share of the smaller height by which two characters of one line overlap."""
_BESIDE_ANOTHER = 0.35
"""The same where it stands nearly level with the one before it."""
_LEVEL = 0.85
"""Share of the larger height by which two characters overlap that stand so."""
_NO_MARK = 0.75
"""Share of a line's height from which its highest characters are none raised above it."""


_MANY_LINES = 24
"""Lines out of order from which all characters of a page are sorted at once."""


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
    boxes: NDArray[np.float64]
    starts: NDArray[np.bool_]
    """Whether a line starts there."""
    gaps: NDArray[np.float64]
    """Points between each character and the one before it."""
    ems: NDArray[np.float64]
    """The smaller font size of the two."""
    marks: NDArray[np.int8]
    """Whether a space may stand before it, see `are_spaces`."""


class _Sorted(NamedTuple):
    """Characters line by line and from left to right in each."""

    places: NDArray[np.intp]
    boxes: NDArray[np.float64]
    lines: NDArray[np.int64]
    """Number of the line of each."""
    owners: NDArray[np.int64]


def _sorted(page: PageObjects, chosen: NDArray[np.intp]) -> _Sorted:
    """The characters at `chosen` sorted into lines, once for all who ask for the same ones."""
    known, key = page.characters.known, ("sorted", chosen.tobytes())
    if key not in known:
        known[key] = _by_owner(page, chosen, np.zeros(len(chosen), np.int64))
    found: _Sorted = known[key]
    return found


def _by_owner(page: PageObjects, chosen: NDArray[np.intp], owners: NDArray[np.int64]) -> _Sorted:
    """The characters at `chosen` sorted by owner, line and place."""
    # `take` copies rows of boxes ten times faster than an index does.
    boxes = page.characters.boxes.take(chosen, axis=0)
    heights = boxes[:, 1] + boxes[:, 3]
    order = np.lexsort((heights, owners)) if owners.any() else np.argsort(heights, kind="stable")
    boxes, owners = boxes.take(order, axis=0), owners[order]
    tall = None if owners.any() else tall_signs(boxes)
    if tall is None:
        lines = _lines_in_order(boxes, owners)
    else:
        beside = [_lines_in_order(boxes[mask], owners[mask]) for mask in (~tall, tall)]
        placed, lines = with_tall_lines(boxes, tall, *beside)
        order, boxes = order[placed], boxes.take(placed, axis=0)
    across = _left_to_right(boxes[:, 0], lines)
    places, boxes = chosen[order[across]], boxes.take(across, axis=0)
    parted = bridged(boxes, lines) if len(lines) else None
    if parted is not None:
        across, lines = parted
        places, boxes = places[across], boxes.take(across, axis=0)
    return _Sorted(places, boxes, lines, owners)


def in_lines(page: PageObjects, chosen: NDArray[np.intp]) -> InLines:
    """The characters at `chosen`, of which there is at least one, as lines."""
    characters = page.characters
    places, boxes, lines, _ = _sorted(page, chosen)
    sizes = characters.sizes[places]
    gaps = np.concatenate(([0.0], boxes[1:, 0] - boxes[:-1, 2]))
    ems = np.maximum(np.minimum(sizes, np.concatenate((sizes[:1], sizes[:-1]))), 1.0)
    starts = np.concatenate(([True], lines[1:] > lines[:-1]))
    spaced = characters.spaced[places]
    marks = np.where((gaps < _NO_GAP * ems) & (spaced == 1), 0, spaced)
    marks = np.maximum(marks, gaps > WORD_GAP * ems)
    return InLines(places, boxes, starts, gaps, ems, marks)


def heights_of(page: PageObjects, chosen: NDArray[np.intp]) -> tuple[list[float], list[float]]:
    """Top and bottom of each line of the characters at `chosen`, of which there is at least one."""
    _, boxes, lines, _ = _sorted(page, chosen)
    starts = np.concatenate(([0], (lines[1:] > lines[:-1]).nonzero()[0] + 1))
    tops, bottoms = (
        np.minimum.reduceat(boxes[:, 1], starts),
        np.maximum.reduceat(boxes[:, 3], starts),
    )
    return tops.tolist(), bottoms.tolist()


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
            _by_owner(page, chosen, owners) if owners.any() else _sorted(page, chosen)
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
        marks[1:][(gaps < _NO_GAP * ems) & (marks[1:] == 1)] = 0
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
        fresh = np.concatenate(([True], owners[1:] != owners[:-1]))
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
            zip(least.tolist(), most.tolist(), strict=True),
            zip(low.tolist(), high.tolist(), strict=True),
            strict=True,
        )
        out = []
        for start, end, text, run, box, line, strong, slanted, alike, sizes, bases in columns:
            (small, large), (up, down) = sizes, bases
            size = round(large if small == large else self._usual_size(start, end), 1)
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


def _left_to_right(
    lefts: NDArray[np.float64], lines: NDArray[np.int64], first: NDArray[np.intp] | None = None
) -> NDArray[np.intp]:
    """The order of characters, which stand line by line, from left to right in each line.

    Of two that start at one place the one with the lower `first` comes first, else the one that
    is first now. Most lines are in order as they stand.
    """
    goes_on = lefts[1:] >= lefts[:-1] if first is None else lefts[1:] > lefts[:-1]
    wrong = lines[1:][(lines[1:] == lines[:-1]) & ~goes_on]
    order = np.arange(len(lefts))
    if not len(wrong):
        return order
    numbers = wrong[np.concatenate(([True], wrong[1:] != wrong[:-1]))]
    if len(numbers) > _MANY_LINES:
        return np.lexsort((lefts, lines) if first is None else (first, lefts, lines))
    starts, ends = np.searchsorted(lines, numbers), np.searchsorted(lines, numbers, side="right")
    for a, b in zip(starts.tolist(), ends.tolist(), strict=True):
        mine = (lefts[a:b],) if first is None else (first[a:b], lefts[a:b])
        order[a:b] = a + np.lexsort(mine)
    return order


def _lines_in_order(boxes: NDArray[np.float64], owners: NDArray[np.int64]) -> NDArray[np.int64]:
    """A number for each box of those sorted by owner and height: lines are never shared by two.

    A line grows only by boxes that overlap its core, so that a superscript joins its line and
    two lines never melt into one, nor by a box below the first one, as high as it: both stand
    beside a larger text of another column. A box nearly as high as the one before it, a sign of
    another font, goes with that. Boxes as high as the one before them need no look.
    """
    changes = np.ones(len(boxes), bool)
    changes[1:] = (boxes[1:, 1] != boxes[:-1, 1]) | (boxes[1:, 3] != boxes[:-1, 3])
    changes[1:] |= owners[1:] != owners[:-1]
    seen = np.nonzero(changes)[0]
    fresh = np.zeros(len(boxes), np.int64)
    last, top, bottom = -1, 0.0, 0.0
    head = foot = 0.0
    before, after = 0.0, 0.0
    columns = (boxes[seen, 1].tolist(), boxes[seen, 3].tolist(), owners[seen].tolist())
    for place, up, down, owner in zip(seen.tolist(), *columns, strict=True):
        shared = (down if down < bottom else bottom) - (up if up > top else top)
        low = bottom - top if bottom - top < down - up else down - up
        high = foot - head
        under = up > foot - 0.1 * high and 0.8 * high < down - up < 1.25 * high
        under = under and high > _NO_MARK * (bottom - top)
        level = (down if down < after else after) - (up if up > before else before)
        level /= max(down - up, after - before, 0.1)
        before, after = up, down
        apart = shared < (_BESIDE_ANOTHER if level > _LEVEL else _SAME_LINE) * low
        if owner != last or under or apart:
            fresh[place] = 1
            last, top, bottom = owner, up, down
            head, foot = up, down
        elif down - up > bottom - top:
            top, bottom = up, down
    return with_small_marks(boxes, np.cumsum(fresh) - 1, owners)


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
