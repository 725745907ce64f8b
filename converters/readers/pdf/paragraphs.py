"""Lines of text in reading order to paragraphs and headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...model import Block, Heading, PageOrigin, Paragraph
from .cells import join_lines
from .geometry import rounded, union
from .lines import Segment, is_wide

_SENTENCE_END = tuple("。！？；.!?;:：")
_ITEM = re.compile(
    r"([一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|\d{1,2}(\.\d{1,2})*[.、)）]?\s"
    r"|\d{1,2}[.、．]\s?\D|[•·▪●■□◆○‣–-]\s|[a-z][.)]\s|第[一二三四五六七八九十百]+[章节条])"
)


@dataclass(frozen=True, slots=True)
class Line:
    """Segments of one line that belong together."""

    segments: tuple[Segment, ...]
    page: int

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Box of all segments."""
        return union([segment.box for segment in self.segments])

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


def body_size(lines: Iterable[Line]) -> float:
    """The font size in which most characters are set, in points; 10 where there is no text."""
    counts: Counter[float] = Counter()
    for line in lines:
        for segment in line.segments:
            counts[segment.size] += len(segment.text)
    return counts.most_common(1)[0][0] if counts else 10.0


@dataclass(frozen=True, slots=True)
class Piece:
    """Neighbouring lines that make one paragraph or one heading."""

    lines: tuple[Line, ...]
    heading: bool

    @property
    def rank(self) -> tuple[float, bool]:
        """Order among headings: larger first, bold before plain."""
        return -round(self.lines[0].size * 2) / 2, not self.lines[0].bold


def pieces_of(lines: Sequence[Line], *, body: float) -> list[Piece]:
    """Neighbouring lines grouped; `body` is the document's text size in points."""
    right = max((line.box[2] for line in lines), default=0.0)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _continues(groups[-1], line, body, right):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [
        Piece(tuple(group), len(group) <= 4 and all(_looks_like_heading(x, body) for x in group))
        for group in groups
    ]


def blocks_of(pieces: Sequence[Piece], dropped: list[str]) -> list[Block]:
    """Blocks of a whole document's pieces; heading levels follow size and weight throughout.

    Hyphens that joining lines removed are added to `dropped`.
    """
    ranks = sorted({piece.rank for piece in pieces if piece.heading})
    level_of = {rank: min(place, 6) for place, rank in enumerate(ranks, start=1)}
    return [_block(piece, level_of, dropped) for piece in pieces]


def _continues(group: list[Line], line: Line, body: float, right: float) -> bool:
    before = group[-1]
    heading = _looks_like_heading(line, body)
    if abs(before.size - line.size) > 0.6 or _looks_like_heading(before, body) != heading:
        return False
    if before.page != line.page:
        return _runs_on(before, line, right)
    pitch = line.box[1] - before.box[1]
    if pitch > 2.4 * line.size or line.box[1] < before.box[1] - 1:
        return line.box[1] < before.box[1] - 1 and _runs_on(before, line, right)
    if len(group) > 1:
        usual = group[1].box[1] - group[0].box[1]
        if usual > 0 and pitch > 1.35 * usual:
            return False
    if heading:
        return before.box[2] > right - 4 * line.size or not _ITEM.match(line.text)
    if _ITEM.match(line.text) and before.box[2] < right - 1.5 * line.size:
        return False
    indented = line.box[0] - min(previous.box[0] for previous in group[-2:]) > 1.2 * line.size
    if indented and len(group) > 1:
        return False
    if indented and before.text.endswith(_SENTENCE_END):
        return False
    if before.box[2] > right - 2.5 * before.size:
        return True
    # A ragged right margin: the line is long enough, and the sentence is not over.
    return before.box[2] > 0.75 * right and not before.text.rstrip().endswith(_SENTENCE_END)


def _runs_on(before: Line, line: Line, right: float) -> bool:
    """Whether a paragraph goes on over a page or column break."""
    if before.text.rstrip().endswith(_SENTENCE_END) or _ITEM.match(line.text):
        return False
    full = before.box[2] > right - 2.5 * before.size
    starts_low = line.text[:1].islower() or is_wide(ord(line.text[:1] or " "))
    return full and starts_low


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
