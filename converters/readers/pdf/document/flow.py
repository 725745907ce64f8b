"""All pages as one flow: furniture out, the rest in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from ..lines.segments import Segment
from ..pages.layout import PageLayout, Placed, order
from .furniture import Fixture, fixtures_of
from .pieces import Line


@dataclass(slots=True)
class Flow:
    """The items of all pages in reading order, each with its page."""

    items: list[Placed] = field(default_factory=list)
    fixtures: list[Fixture] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FlowPage:
    """What a page adds to the flow."""

    number: int
    items: list[Placed]
    fixtures: list[Fixture]


def flow_pages(layouts: Sequence[PageLayout]) -> list[FlowPage]:
    """What each of the laid out pages adds to their flow."""
    return [
        FlowPage(
            layout.number,
            order(layout, found.segments, found.pictures, found.tables),
            found.fixtures,
        )
        for layout, found in zip(layouts, fixtures_of(layouts), strict=True)
    ]


def flow_of(pages: Sequence[FlowPage]) -> Flow:
    """The flow of pages."""
    flow = Flow()
    for page in pages:
        flow.fixtures += page.fixtures
        flow.items += page.items
    return flow


def lines_of(run: Sequence[Placed]) -> list[Line]:
    """Neighbouring segments of one line of one page as lines; other items end a line."""
    lines: list[Line] = []
    before: Placed | None = None
    for placed in run:
        segment = placed.item
        if isinstance(segment, Segment):
            if before is not None and _one_line(before, placed):
                lines[-1] = lines[-1].longer(segment)
            else:
                lines.append(Line((segment,), placed.page, placed.column, placed.aside))
        before = placed
    return [
        replace(line, segments=line.segments[::-1]) if len(line.segments) > 1 and line.rtl else line
        for line in lines
    ]


def _one_line(before: Placed, placed: Placed) -> bool:
    left, right = before.item, placed.item
    return (
        isinstance(left, Segment)
        and isinstance(right, Segment)
        and before.page == placed.page
        and before.aside == placed.aside
        and right.line >= 0
        and left.line == right.line
        and right.box[0] >= left.box[2] - 1
        and (left.tag is None or right.tag is None or left.tag.number == right.tag.number)
    )
