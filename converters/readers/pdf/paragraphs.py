"""Lines of text in reading order to paragraphs and headings."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ...model import Block, Heading, PageOrigin, Paragraph
from .cells import join_lines
from .columns import Extent
from .geometry import rounded, union
from .lines import Segment
from .wide import is_wide

_SENTENCE_END = tuple("。！？；.!?;:：")
_ITEM = re.compile(
    r"([一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|\d{1,2}(\.\d{1,2})*[.、)）]?\s"
    r"|\d{1,2}[.、．]\s?\D|[•·▪●■□◆○‣–-]\s|[a-z][.)]\s|第[一二三四五六七八九十百]+[章节条])"
)

_PITCH = 1.6
"""Distance of lines where a document has no paragraph of two lines, in font sizes."""


@dataclass(frozen=True, slots=True)
class Line:
    """Segments of one line that belong together."""

    segments: tuple[Segment, ...]
    page: int
    column: Extent
    """Sides of the column of text that it stands in."""

    def longer(self, segment: Segment) -> Line:
        """The line with one more segment at its end."""
        return Line((*self.segments, segment), self.page, self.column)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Box of all segments."""
        return union([segment.box for segment in self.segments])

    @property
    def baseline(self) -> float:
        """Baseline of its first segment."""
        return self.segments[0].baseline

    @property
    def text(self) -> str:
        """Its text, pieces apart by a space."""
        return " ".join(segment.text.strip() for segment in self.segments)

    @property
    def size(self) -> float:
        """Font size of its longest segment."""
        return max(self.segments, key=lambda segment: len(segment.text)).size

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(segment.bold for segment in self.segments)


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a document sets its running text."""

    size: float
    """Font size in which most characters are set, in points."""
    pitch: float
    """Usual distance of lines of one paragraph, in font sizes."""


def text_style(lines: Sequence[Line]) -> TextStyle:
    """The style of most of a document's text."""
    sizes: Counter[float] = Counter()
    for line in lines:
        for segment in line.segments:
            sizes[segment.size] += len(segment.text)
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    pitches: Counter[float] = Counter()
    for above, below in itertools.pairwise(lines):
        if above.page == below.page and abs(above.size - size) < 0.3 > abs(below.size - size):
            pitch = (below.baseline - above.baseline) / size
            if 0.9 < pitch < 3.2 and _is_full(above, below):
                pitches[round(pitch, 1)] += 1
    return TextStyle(size, pitches.most_common(1)[0][0] if pitches else _PITCH)


@dataclass(frozen=True, slots=True)
class Piece:
    """Neighbouring lines that make one paragraph or one heading."""

    lines: tuple[Line, ...]
    heading: bool

    @property
    def rank(self) -> tuple[float, bool]:
        """Order among headings: larger first, bold before plain."""
        return -round(self.lines[0].size * 2) / 2, not self.lines[0].bold


def pieces_of(lines: Sequence[Line], style: TextStyle) -> list[Piece]:
    """Neighbouring lines grouped."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _continues(groups[-1], line, style):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [
        Piece(
            tuple(group),
            len(group) <= 4 and all(_looks_like_heading(line, style.size) for line in group),
        )
        for group in groups
    ]


def blocks_of(pieces: Sequence[Piece], dropped: list[str]) -> list[Block]:
    """Blocks of a whole document's pieces; heading levels follow size and weight throughout.

    Hyphens that joining lines removed are added to `dropped`.
    """
    ranks = sorted({piece.rank for piece in pieces if piece.heading})
    level_of = {rank: min(place, 6) for place, rank in enumerate(ranks, start=1)}
    return [_block(piece, level_of, dropped) for piece in pieces]


def _continues(group: list[Line], line: Line, style: TextStyle) -> bool:
    before = group[-1]
    heading = _looks_like_heading(line, style.size)
    if abs(before.size - line.size) > 0.6 or _looks_like_heading(before, style.size) != heading:
        return False
    if before.page != line.page or line.baseline < before.baseline - 1:
        return not heading and _runs_on(before, line)
    pitch = (line.baseline - before.baseline) / line.size
    if pitch > max(1.25 * style.pitch, 1.5):
        return False
    if len(group) > 1 and pitch > 1.25 * (before.baseline - group[-2].baseline) / line.size:
        return False
    if heading:
        return _heading_goes_on(before, line)
    return _is_full(before, line) and not _opens_paragraph(group, line)


def _heading_goes_on(before: Line, line: Line) -> bool:
    if _ITEM.match(line.text) or before.bold != line.bold:
        return False
    middle = abs(sum(before.box[::2]) - sum(line.box[::2])) / 2
    return _is_full(before, line) or middle < line.size


def _opens_paragraph(group: list[Line], line: Line) -> bool:
    before = group[-1]
    left = min(previous.box[0] for previous in group[-2:])
    indented = line.box[0] - left > 1.2 * line.size
    if indented and len(group) == 1 and _ITEM.match(before.text):
        indented = False  # a hanging indent
    item = bool(_ITEM.match(line.text)) and before.text.rstrip().endswith(_SENTENCE_END)
    outdented = len(group) > 1 and before.box[0] - line.box[0] > 1.2 * line.size
    return indented or item or outdented


def _is_full(before: Line, line: Line) -> bool:
    """Whether the first word of `line` would not have fitted at the end of the line before."""
    text = line.text
    if not text:
        return False
    if is_wide(ord(text[0])):
        # Punctuation may not start a line, so up to two characters move to the next one.
        word = 2.6 * line.size
    else:
        width = line.box[2] - line.box[0]
        word = width * len(text.split(maxsplit=1)[0]) / len(text) + 0.2 * line.size
    return before.box[2] + word > before.column[1] - 0.1 * line.size


def _runs_on(before: Line, line: Line) -> bool:
    """Whether a paragraph goes on over a page or column break."""
    if before.text.rstrip().endswith(_SENTENCE_END) or _ITEM.match(line.text):
        return False
    starts_low = line.text[:1].islower() or is_wide(ord(line.text[:1] or " "))
    return _is_full(before, line) and starts_low


def _looks_like_heading(line: Line, body: float) -> bool:
    text = line.text
    if len(text) > 90 or text.endswith(("。", "；", ";", ",", "，")):
        return False
    if line.size >= body * 1.12:
        return True
    return (
        line.bold
        and line.size >= body * 0.98
        and len(text) <= 60
        and not text.endswith((":", "："))
    )


def _block(piece: Piece, level_of: dict[tuple[float, bool], int], dropped: list[str]) -> Block:
    lines = piece.lines
    content = join_lines([segment for line in lines for segment in line.segments], dropped)
    boxes = [line.box for line in lines if line.page == lines[0].page]
    origin = PageOrigin(lines[0].page, rounded(union(boxes)))
    if piece.heading:
        return Heading(level_of[piece.rank], content, origin=origin)
    return Paragraph(content, origin=origin)
