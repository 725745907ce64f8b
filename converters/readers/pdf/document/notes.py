"""Footnotes: small text at the foot of a page or column that raised marks in the text point to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from msgspec.structs import replace as replaced

from ....model import Inline, Link, Note, NoteReference, PageOrigin, Paragraph, Text
from ....model.text import inline_text, without_spaces
from ....model.walk import map_inlines
from ....passes.inlines import normalise_inlines
from ..grids.cells import join_lines
from ..grids.grids import PageTable
from ..lines.segments import Segment
from ..objects.geometry import Box, rounded, union
from ..pages.layout import Placed
from .flow import lines_of
from .lists import without_start
from .notemarks import circled_apart, labels_apart, labels_of, opening_label
from .pieces import Line
from .shelf import ShelvedDraft, whole

_SMALLER: Final = 0.94
"""Share of the text's size that notes stay below, unless a rule stands above them."""
_UPPER: Final = 0.35
"""Share of the page's height above which no note starts."""


@dataclass(slots=True)
class _Found:
    """A note before it has a number."""

    label: str
    page: int
    lines: list[Line]
    length: int
    """Visible characters of its mark."""
    id: str | None = None


@dataclass(slots=True)
class FootnoteFinder:
    """Takes the notes of a document out of its flow."""

    size: float
    """Font size of the running text."""
    rules: Mapping[int, Sequence[Box]]
    """Lines of each page that belong to no table."""
    heights: Mapping[int, float]
    """Height of each page."""
    notes: list[Note] = field(default_factory=list)
    unused: list[Note] = field(default_factory=list)
    """Notes among them that no mark points to."""
    _open: _Found | None = None
    _numbers: dict[int, int] = field(default_factory=dict)
    """Number of the last note of each page."""

    def take(self, items: Sequence[Placed], dropped: list[str]) -> list[Placed]:
        """The items without notes, their marks as references; marks are added to `dropped`."""
        kept: list[Placed] = []
        found: list[_Found] = []
        for page, group in groupby(items, key=lambda placed: placed.page):
            mine, notes = self._page(page, list(group))
            kept += mine
            found += notes
        if not found:
            return list(items)
        by_place = {(note.page, note.label): note for note in found}
        order: list[_Found] = []
        out = [_with_references(placed, by_place, order, dropped) for placed in kept]
        lost = [note for note in found if note.id is None]
        for number, note in enumerate(lost, start=len(order) + 1):
            note.id = str(number)
        self.notes = [_note(note, dropped) for note in (*order, *lost)]
        self.unused = self.notes[len(order) :]
        return out

    def _page(self, page: int, items: list[Placed]) -> tuple[list[Placed], list[_Found]]:
        """The items of a page without its notes, and these."""
        labels = {label for placed in items for label in labels_of(placed)}
        kept: list[Placed] = []
        notes: list[_Found] = []
        for _, column in groupby(items, key=lambda placed: placed.column):
            own = list(column)
            start = self._start(page, own, labels)
            kept += own[:start]
            notes += self._notes(page, own[start:], labels)
        return kept, notes

    def _start(self, page: int, own: Sequence[Placed], labels: set[str]) -> int:
        """Where the notes at the end of a column start; its length when there are none."""
        by_rule = self._below_rule(page, own)
        if self._is_plain_zone(page, own, by_rule):
            return by_rule
        if not (labels or self._open):
            return len(own)
        start = len(own)
        while start and self._is_small(own[start - 1], page):
            start -= 1
        for place in sorted({by_rule, start}):
            opened = place < len(own) and self._opens(page, own[place], labels)
            if opened:
                return place
        # Small print above the notes: they start at the first line with a mark of the page.
        for place in range(start, len(own)):
            if self._opens(page, own[place], labels):
                return place
        return len(own)

    def _is_plain_zone(self, page: int, own: Sequence[Placed], start: int) -> bool:
        """Whether small text below a rule counts from one on: notes whose marks are not raised."""
        if start >= len(own) or not all(self._is_small(placed, page) for placed in own[start:]):
            return False
        first = own[start].item
        opening = opening_label(first.inlines) if isinstance(first, Segment) else None
        last = self._numbers.get(page - 1, 0)
        return opening is not None and opening[0] in {"1", "①", "*", str(last + 1)}

    def _opens(self, page: int, placed: Placed, labels: set[str]) -> bool:
        item = placed.item
        if not isinstance(item, Segment) or item.box[1] < _UPPER * self.heights[page]:
            return False
        opening = opening_label(item.inlines)
        if opening is not None and opening[0] in labels:
            return True
        # A note of the page before goes on here.
        return self._open is not None and self._open.page == page - 1 and not labels

    def _below_rule(self, page: int, own: Sequence[Placed]) -> int:
        """The first item below a short line at the left of a column; all of them are text."""
        if not own:
            return 0
        left, right = own[0].column
        for x0, y, x1, _ in self.rules.get(page, ()):
            short = 0.1 * (right - left) < x1 - x0 < 0.7 * (right - left)
            if abs(x0 - left) > 6 or not short or y < _UPPER * self.heights[page]:
                continue
            below = [place for place, placed in enumerate(own) if placed.item.box[1] > y - 2]
            if (
                below
                and below == list(range(below[0], len(own)))
                and all(isinstance(own[place].item, Segment) for place in below)
            ):
                return below[0]
        return len(own)

    def _is_small(self, placed: Placed, page: int) -> bool:
        item = placed.item
        return (
            isinstance(item, Segment)
            and item.size < _SMALLER * self.size
            and item.box[1] > _UPPER * self.heights[page]
        )

    def _notes(self, page: int, items: Sequence[Placed], labels: set[str]) -> list[_Found]:
        notes: list[_Found] = []
        self._numbers[page] = self._numbers.get(page, self._numbers.get(page - 1, 0))
        for line in lines_of(items):
            opening = opening_label([x for segment in line.segments for x in segment.inlines])
            last = notes[-1] if notes else self._open
            first = not notes and self._open is None
            if opening is not None and (
                first or opening[0] in labels or _comes_next(last, opening[0])
            ):
                note = _Found(opening[0], page, [line], opening[1])
                if not any(other.label == note.label for other in notes):
                    notes.append(note)
                    if note.label.isdecimal():
                        self._numbers[page] = int(note.label)
                    continue
            if last is not None:
                last.lines.append(line)
        self._open = notes[-1] if notes else self._open
        return notes


def _comes_next(last: _Found | None, label: str) -> bool:
    return (
        last is not None
        and label.isdecimal()
        and last.label.isdecimal()
        and int(label) == int(last.label) + 1
    )


def _with_references(
    placed: Placed,
    notes: Mapping[tuple[int, str], _Found],
    order: list[_Found],
    dropped: list[str],
) -> Placed:
    """An item whose marks of known notes are references; the notes are added to `order`."""

    def change(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        page = placed.page
        return tuple(new for x in inlines for new in _changed(x, page, notes, order, dropped))

    item = placed.item
    if isinstance(item, Segment):
        inlines = change(item.inlines)
        if inlines != item.inlines:
            return replaced(placed, item=replaced(item, inlines=inlines))
    elif isinstance(item, PageTable):
        if isinstance(item.draft, ShelvedDraft):
            if not any((placed.page, label) in notes for label in item.draft.labels):
                return placed
            item.draft = whole(item.draft)
        for cell in item.draft.cells:
            cell.blocks = map_inlines(cell.blocks, change)
    return placed


def _changed(
    inline: Inline,
    page: int,
    notes: Mapping[tuple[int, str], _Found],
    order: list[_Found],
    dropped: list[str],
) -> list[Inline]:
    if isinstance(inline, Link):
        inner = [n for x in inline.content for n in _changed(x, page, notes, order, dropped)]
        return [replaced(inline, content=tuple(inner))]
    if not isinstance(inline, Text):
        return [inline]
    parts = labels_apart(inline.text) if inline.sup else circled_apart(inline.text)
    if not any(label and (page, label) in notes for label, _ in parts):
        return [inline]
    out: list[Inline] = []
    for label, part in parts:
        note = notes.get((page, label)) if label else None
        if note is None:
            out.append(replaced(inline, text=part))
            continue
        if note.id is None:
            order.append(note)
            note.id = str(len(order))
        dropped.append(without_spaces(part))
        out.append(NoteReference(note.id))
    return out


def _note(found: _Found, dropped: list[str]) -> Note:
    """A note; its mark is added to `dropped`."""
    assert found.id is not None
    segments = [segment for line in found.lines for segment in line.segments]
    whole = join_lines(segments, dropped)
    dropped.append(without_spaces(inline_text(whole))[: found.length])
    content = normalise_inlines(without_start(whole, found.length))
    box = union([line.box for line in found.lines if line.page == found.page])
    origin = PageOrigin(found.page, rounded(box))
    label = None if found.label == found.id else found.label
    return Note(found.id, (Paragraph(content, origin=origin),), "footnote", label, origin)
