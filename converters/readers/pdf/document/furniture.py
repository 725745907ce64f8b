"""Running heads, page numbers and the like: what a document repeats on its pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ....model import FurnitureKind
from ....model.text import without_spaces
from ..gaps.captions import names_one
from ..grids.grids import PageTable
from ..lines.segments import Segment
from ..objects.geometry import Box
from ..objects.pictures import PagePicture
from ..pages.layout import PageLayout
from .runningtables import running_tables

MARGIN = 0.12
"""Share of the page's height, at the top and at the bottom, where furniture stands."""
_FOOT = 0.18
"""The same for a number in the middle below all text: some layouts leave wide margins."""
_ARTIFACTS = 0.2
"""The same for text that a tagged PDF calls no content."""
_LONG = 0.6
"""Share of the page's width from which a line in the margin may be one of the text."""
_APART = 4.0
"""White between a title and its table, in font sizes, at most, with a line between them."""
_RIGHT_OVER = 1.6
"""The same without a line between them."""
_CLOSE = 0.9
"""Font sizes of white between lines of one text at most."""
_SOLID = 0.4
"""The same between lines of one paragraph."""
_RUNNING = 3
"""Texts of a running head or foot at most, the page number among them."""
_SET_APART = 0.8
"""Font sizes of white between such a line and the text of the page at least."""
_PAGE_NUMBER = re.compile(
    r"[-—–·~\s第页頁共Pp]*(age)?\s*[-—–\s]*\d{1,4}\s*([-—–/]|of|共|页|頁|，|,|\s)*(\d{1,4})?"
    r"[-—–·~\s页頁]*"
)
_ROMAN_NUMBER = re.compile(r"[-—–·\s]*[ivxlc]{1,7}[-—–·\s]*")


@dataclass(frozen=True, slots=True)
class Fixture:
    """Something that is furniture."""

    kind: FurnitureKind
    item: Segment | PagePicture | PageTable
    page: int


@dataclass(slots=True)
class PageFixtures:
    """The furniture of one page, and the places in the layout of what is."""

    fixtures: list[Fixture] = field(default_factory=list)
    segments: set[int] = field(default_factory=set)
    pictures: set[int] = field(default_factory=set)
    tables: set[int] = field(default_factory=set)


def fixtures_of(layouts: Sequence[PageLayout]) -> list[PageFixtures]:
    """The furniture of each page.

    A segment in the margin is furniture when it is a page number, or when text that differs only
    in digits stands at nearly the same height on at least half of the pages, or of the pages with
    odd or with even numbers, and on two of them, if it is no title of a table. So are pictures
    that half of the pages have at one place, tables that run in the head or foot of the pages, and
    watermarks.
    """
    seen = _Seen.of(layouts)
    found: list[PageFixtures] = []
    for place, (layout, tables) in enumerate(zip(layouts, running_tables(layouts), strict=True)):
        page = PageFixtures(tables=tables)
        for number, segment in enumerate(layout.segments):
            kind = _kind(segment, layout, place, seen)
            if kind is not None:
                page.segments.add(number)
                page.fixtures.append(Fixture(kind, segment, layout.number))
        for number, picture in enumerate(layout.pictures):
            if seen.repeats_picture(picture):
                page.pictures.add(number)
                kind = _picture_kind(picture, layout)
                page.fixtures.append(Fixture(kind, picture, layout.number))
        for number in sorted(tables):
            table = layout.tables[number]
            page.fixtures.append(Fixture(_side(table.box, layout), table, layout.number))
        page.fixtures += [Fixture("watermark", mark, layout.number) for mark in layout.watermarks]
        found.append(page)
    return found


@dataclass(slots=True)
class _Seen:
    """How often texts and pictures stand at places."""

    pages: int
    largest: float
    """Font size from which a text in the margin is a title."""
    texts: Counter[tuple[str, int]]
    sides: tuple[Counter[tuple[str, int]], Counter[tuple[str, int]]]
    """Texts of the pages at even and at odd places."""
    pictures: Counter[tuple[str, int, int]]
    loose: frozenset[tuple[str, int]]
    """Texts that stand on some page over no table: those are no titles of tables."""

    @classmethod
    def of(cls, layouts: Sequence[PageLayout]) -> _Seen:
        sides: tuple[Counter[tuple[str, int]], ...] = (Counter(), Counter())
        pictures: Counter[tuple[str, int, int]] = Counter()
        loose: set[tuple[str, int]] = set()
        for place, layout in enumerate(layouts):
            margins = [s for s in layout.segments if _in_margin(s, layout.height)]
            sides[place % 2].update(set(map(_key, margins)))
            loose.update(_key(s) for s in margins if not _is_over_table(s, layout))
            pictures.update({picture.key for picture in layout.pictures})
        largest = 1.2 * _usual_size(s for layout in layouts for s in layout.segments)
        even, odd = sides
        return cls(len(layouts), largest, even + odd, (even, odd), pictures, frozenset(loose))

    def repeats_text(self, segment: Segment, place: int) -> bool:
        half = max(2, (self.pages + 1) // 2)
        if _count(self.texts, segment) >= half:
            return True
        own = (self.pages + 1 - place % 2) // 2
        return own >= 3 and _count(self.sides[place % 2], segment) >= max(3, (own + 1) // 2)

    def repeats_picture(self, picture: PagePicture) -> bool:
        return self.pictures[picture.key] >= max(3, (self.pages + 1) // 2)


def _kind(segment: Segment, layout: PageLayout, place: int, seen: _Seen) -> FurnitureKind | None:
    """What furniture a segment is; None for text of the page."""
    if segment.artifact and layout.tagged and _in_margin(segment, layout.height, _ARTIFACTS):
        return "page_number" if is_page_number(segment.text) else _side(segment.box, layout)
    if not _in_margin(segment, layout.height):
        return "page_number" if _is_foot(segment, layout) else None
    if _is_number_line(segment.text) and _alone(segment, layout.segments):
        return "page_number"
    # Chapter titles stand at the same place too, but larger than the text.
    if segment.size >= seen.largest or (
        _is_over_table(segment, layout) and _key(segment) not in seen.loose
    ):
        return None
    if seen.repeats_text(segment, place) and not _is_line_of_text(segment, layout, place, seen):
        if is_page_number(segment.text):
            return "page_number"
        return _side(segment.box, layout)
    return _side(segment.box, layout) if _is_beside_number(segment, layout, place, seen) else None


def _is_beside_number(segment: Segment, layout: PageLayout, place: int, seen: _Seen) -> bool:
    """Whether a text, as the name of a chapter, shares the outermost line with the page number."""
    line = [other for other in layout.segments if other.line == segment.line]
    numbers = [other for other in line if other is not segment and _is_number_line(other.text)]
    if len(line) > _RUNNING or not any(seen.repeats_text(one, place) for one in numbers):
        return False
    above = segment.box[3] < layout.height / 2
    for other in layout.segments:
        if other.line != segment.line:
            gap = other.box[1] - segment.box[3] if above else segment.box[1] - other.box[3]
            if gap < _SET_APART * segment.size:
                return False
    return True


def _is_foot(segment: Segment, layout: PageLayout) -> bool:
    """Whether the last line of a page with a wide margin is a number in the middle, set apart."""
    middle = (segment.box[0] + segment.box[2]) / 2
    return (
        segment.box[1] > (1 - _FOOT) * layout.height
        and abs(middle - layout.width / 2) < 0.05 * layout.width
        and is_page_number(segment.text)
        and _alone(segment, layout.segments)
        and all(
            other is segment or other.box[3] < segment.box[1] - 1.2 * segment.size
            for other in layout.segments
        )
    )


def _is_line_of_text(segment: Segment, layout: PageLayout, place: int, seen: _Seen) -> bool:
    """Whether a long line stands close to another one on the side of the page's middle.

    A short one stands closer to one on any side that is set like it and not repeated.
    """
    long = segment.box[2] - segment.box[0] >= _LONG * layout.width
    above = segment.box[3] < layout.height / 2
    for other in layout.segments:
        below, over = other.box[1] - segment.box[3], segment.box[1] - other.box[3]
        if other.line == segment.line or not -1 < max(below, over) < _CLOSE * segment.size:
            continue
        if long and (below > over) == above:
            return True
        alike = abs(other.box[0] - segment.box[0]) < 1 and abs(other.size - segment.size) < 0.1
        close = max(below, over) < _SOLID * segment.size
        if alike and close and not seen.repeats_text(other, place):
            return True
    return False


def _is_over_table(segment: Segment, layout: PageLayout) -> bool:
    """Whether a text is the title or unit of the table below it, which may go on over pages.

    It names the table by its number, stands right over it, or over its middle with a line, as of
    the unit, between both. A running head stands apart.
    """
    left, _, right, bottom = segment.box
    for table in layout.tables:
        x0, top, x1, _ = table.box
        apart = (top - bottom) / segment.size
        if not (-0.5 < apart < _APART and x0 - 3 < left and right < x1 + 3):
            continue
        if apart < _RIGHT_OVER or names_one(segment.text):
            return True
        between = {
            other.line
            for other in layout.segments
            if other is not segment and bottom - 1 < other.box[1] and other.box[3] < top + 1
        }
        if len(between) == 1 and abs(left + right - x0 - x1) < 2 * segment.size:
            return True
    return False


def _side(box: Box, layout: PageLayout) -> FurnitureKind:
    return "header" if box[3] < layout.height / 2 else "footer"


def _picture_kind(picture: PagePicture, layout: PageLayout) -> FurnitureKind:
    if picture.box[3] < 0.25 * layout.height:
        return "header"
    return "footer" if picture.box[1] > 0.75 * layout.height else "watermark"


def _usual_size(segments: Iterable[Segment]) -> float:
    sizes: Counter[float] = Counter()
    for segment in segments:
        sizes[segment.size] += len(segment.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def is_page_number(text: str) -> bool:
    """Whether a line is nothing but a page number."""
    return bool(_PAGE_NUMBER.fullmatch(text.strip()))


def _is_number_line(text: str) -> bool:
    return is_page_number(text) or bool(_ROMAN_NUMBER.fullmatch(text.strip()))


def _in_margin(segment: Segment, height: float, share: float = MARGIN) -> bool:
    return segment.box[3] < share * height or segment.box[1] > (1 - share) * height


def _alone(segment: Segment, segments: Sequence[Segment]) -> bool:
    return [other.line for other in segments].count(segment.line) == 1


def _key(segment: Segment) -> tuple[str, int]:
    return re.sub(r"\d+", "#", without_spaces(segment.text)), round(segment.baseline / 6)


def _count(seen: Counter[tuple[str, int]], segment: Segment) -> int:
    text, band = _key(segment)
    return max(seen[(text, band + shift)] for shift in (-1, 0, 1))
