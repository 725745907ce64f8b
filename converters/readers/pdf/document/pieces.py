"""Lines, and neighbouring lines that make one paragraph or heading."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec import Struct
from msgspec.structs import replace

from ....model import Inline, PageOrigin
from ....model.text import without_spaces
from ..grids.cells import join_lines
from ..lines.columns import Extent
from ..lines.kept import Kept
from ..lines.marks import Mark
from ..lines.segments import Segment
from ..objects.bidi import has_rtl, runs_rightwards
from ..objects.geometry import Box, rounded, union
from ..objects.tags import TagBlock


class Line(Struct, frozen=True, dict=True):
    """Segments of one line that belong together."""

    segments: tuple[Segment, ...]
    page: int
    column: Extent
    """Sides of the column of text that it stands in."""
    aside: bool = False
    """It stands in the margin beside the text."""
    level: bool = False
    """It ends where others do, set to both sides of a measure narrower than the column."""

    def longer(self, segment: Segment) -> Line:
        """The line with one more segment at its end."""
        return replace(self, segments=(*self.segments, segment))

    @Kept
    def box(self) -> Box:
        """Box of all segments."""
        if len(self.segments) == 1:
            return self.segments[0].box
        return union([segment.box for segment in self.segments])

    @property
    def baseline(self) -> float:
        """Baseline of its first segment."""
        return self.segments[0].baseline

    @Kept
    def text(self) -> str:
        """Its text, pieces apart by a space."""
        return " ".join([segment.text.strip() for segment in self.segments])

    @Kept
    def size(self) -> float:
        """Font size of its longest segment."""
        return self._longest().size

    @Kept
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(segment.bold for segment in self.segments)

    @Kept
    def rtl(self) -> bool:
        """Whether it is read from right to left."""
        text = "".join([segment.text for segment in self.segments])
        return has_rtl(text) and not runs_rightwards(text)

    @property
    def lead(self) -> float:
        """How far in it starts, in points from the left or, read leftwards, from the right."""
        return -self.box[2] if self.rtl else self.box[0]

    @Kept
    def tag(self) -> TagBlock | None:
        """The paragraph of the PDF's structure that it is part of."""
        return self._longest().tag

    def _longest(self) -> Segment:
        if len(self.segments) == 1:
            return self.segments[0]
        return max(self.segments, key=lambda segment: len(segment.text))


@dataclass(frozen=True, slots=True)
class Piece:
    """Neighbouring lines that make one paragraph or one heading."""

    lines: tuple[Line, ...]
    heading: bool
    level: int | None = None
    """Level of a heading that the source states; None to tell it by size, weight and number."""
    caption: bool = False
    """It names the table or picture beside it."""
    marks: tuple[Mark, ...] | None = None
    """What opens it where the source states that; None to read it from the text."""
    item: int = -1
    """The list item that the source states it is part of; -1 for none."""

    @property
    def text(self) -> str:
        """Its lines with spaces between them."""
        return " ".join(line.text for line in self.lines)

    @property
    def left(self) -> float:
        """Left side of its first line."""
        return self.lines[0].box[0]

    @property
    def origin_box(self) -> Box:
        """Box of its lines on the page where it starts."""
        first = self.lines[0].page
        return rounded(union([line.box for line in self.lines if line.page == first]))

    @property
    def origin(self) -> PageOrigin:
        """Where it stands."""
        return PageOrigin(self.lines[0].page, self.origin_box)

    def content(self, dropped: list[str]) -> tuple[Inline, ...]:
        """Its text in one; hyphens that joining lines removed are added to `dropped`."""
        return join_lines([s for line in self.lines for s in line.segments], dropped)

    def body_left(self, count: int) -> tuple[float, float]:
        """Where the text after its first `count` visible characters starts, and how surely.

        The second number is the points by which the first may be wrong.
        """
        first = self.lines[0]
        segment = first.segments[0]
        if len(without_spaces(segment.text)) <= count and len(first.segments) > 1:
            return first.segments[1].box[0], 3.0
        if len(self.lines) > 1 and self.lines[1].box[0] > self.left + 0.45 * first.size:
            return self.lines[1].box[0], 3.0
        taken = _taken(segment.text, count)
        wide = segment.box[2] - segment.box[0]
        return segment.box[0] + wide * taken / max(len(segment.text), 1), first.size


def _taken(text: str, count: int) -> int:
    """Characters up to the one after `count` visible ones."""
    for place, char in enumerate(text):
        if count <= 0 and not char.isspace():
            return place
        count -= not char.isspace()
    return len(text)
