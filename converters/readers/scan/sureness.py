"""How sure the cells of a scanned document are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from ...model import Block, Cell, Document, PageOrigin, Table
from ...model.block import Reading
from ...model.text import cell_text
from ..pdf.gaps.gridlines import is_number
from ..pdf.objects.geometry import Box, Boxes, rounded
from .calibration import calibrated
from .cells import CellReading
from .objects import Second
from .page import ScannedPage
from .separators import with_separators_in_doubt

PLACE_IN_DOUBT = 0.9
"""Confidence at most of a cell whose place is in doubt, however well it was read."""
_LONGEST = 12
"""Characters of a number whose second choices are kept."""


@dataclass(frozen=True, slots=True)
class Sureness:
    """What is known of the readings of one page."""

    cells: Mapping[Box, CellReading]
    """Cells that were read twice, by their box."""
    boxes: Boxes
    confidences: NDArray[np.float64]
    """Of the characters with these boxes."""
    doubted: frozenset[Box] = frozenset()
    """Boxes of cells that may hold what belongs into others."""
    seconds: Mapping[int, Second] = field(default_factory=dict)
    """What doubtful characters may be instead, by their places."""
    codes: NDArray[np.uint32] | None = None
    """Of the characters, where some have a second choice."""
    _order: NDArray[np.int64] = field(init=False)
    """The characters from top to bottom."""
    _middles: NDArray[np.float64] = field(init=False)
    """Shape (2, n): x and y of the middles of their boxes, in this order."""

    def __post_init__(self) -> None:
        left, top, right, bottom = self.boxes.T
        middles = np.stack(((left + right) / 2, (top + bottom) / 2))
        order = np.argsort(middles[1], kind="stable")
        object.__setattr__(self, "_order", order)
        object.__setattr__(self, "_middles", middles[:, order])

    @classmethod
    def of(cls, page: ScannedPage, doubted: Iterable[Box] = ()) -> Sureness:
        """That of a page; `doubted` are the boxes of cells whose place is in doubt."""
        cells = {rounded(reading.box): reading for reading in page.readings}
        characters = page.objects.characters
        return cls(
            cells,
            characters.boxes,
            page.confidences,
            frozenset(doubted),
            {second.place: second for second in page.seconds},
            characters.codes if page.seconds else None,
        )

    def within(self, box: Box) -> float | None:
        """Confidence of the least sure character in a box; None where there is none."""
        inside = self._inside(box)
        return float(self.confidences[inside].min()) if len(inside) else None

    def instead(self, box: Box) -> Iterator[tuple[str, float]]:
        """Other readings of the number in a box: each with one doubtful character changed."""
        if self.codes is None:
            return
        inside = sorted(self._inside(box).tolist())
        if self.seconds.keys().isdisjoint(inside):
            return
        places = sorted(inside, key=self._side)
        text = [chr(int(self.codes[place])) for place in places]
        for number, place in enumerate(places):
            if place in self.seconds:
                second = self.seconds[place]
                yield "".join([*text[:number], second.text, *text[number + 1 :]]), second.confidence

    def _side(self, place: int) -> float:
        return float(self.boxes[place, 0])

    def _inside(self, box: Box) -> NDArray[np.int64]:
        """Places of the characters whose middles stand in a box, from top to bottom."""
        x, y = self._middles
        first, last = y.searchsorted(box[1]), y.searchsorted(box[3], "right")
        near = x[first:last]
        return np.asarray(self._order[first:last][(near >= box[0]) & (near <= box[2])])


def with_sureness(document: Document, pages: Mapping[int, Sureness]) -> Document:
    """The document with confidences and rejected readings in the cells of its tables."""
    return replace(document, blocks=tuple(_block(block, pages) for block in document.blocks))


def _block(block: Block, pages: Mapping[int, Sureness]) -> Block:
    if not isinstance(block, Table):
        return block
    sure = replace(block, cells=tuple(_cell(cell, pages) for cell in block.cells))
    return with_separators_in_doubt(sure)


def _instead(cell: Cell, pages: Mapping[int, Sureness], known: Sequence[str]) -> Iterator[Reading]:
    """Readings with a second choice for one character, which sums may choose."""
    own = "".join(cell_text(cell).split())
    if len(cell.origins) != 1 or len(own) > _LONGEST or not is_number(own):
        return
    (origin,) = cell.origins
    if isinstance(origin, PageOrigin) and origin.box is not None and origin.page in pages:
        for text, confidence in pages[origin.page].instead(origin.box):
            if len(text) == len(own) and is_number(text) and text not in (own, *known):
                yield Reading(text, "second", round(confidence, 4))


def _cell(cell: Cell, pages: Mapping[int, Sureness]) -> Cell:
    confidences: list[float] = []
    readings: list[Reading] = []
    for origin in cell.origins:
        if not isinstance(origin, PageOrigin) or origin.box is None or origin.page not in pages:
            continue
        page = pages[origin.page]
        twice = page.cells.get(origin.box)
        sure = twice.confidence if twice else page.within(origin.box)
        if sure is not None:
            confidences.append(sure)
        readings += twice.readings if twice else ()
    if not confidences:
        return cell
    sure = calibrated(min(confidences), disputed=bool(readings))
    readings += _instead(cell, pages, [reading.text for reading in readings])
    if any(
        isinstance(origin, PageOrigin)
        and origin.page in pages
        and origin.box in pages[origin.page].doubted
        for origin in cell.origins
    ):
        sure = min(sure, PLACE_IN_DOUBT)
    return replace(cell, confidence=round(sure, 4), readings=tuple(readings))
