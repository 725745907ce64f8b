"""How sure the cells of a scanned document are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from ...model import Block, Cell, Document, PageOrigin, Table
from ...model.block import Reading
from ..pdf.geometry import Box, Boxes, rounded
from .calibration import calibrated
from .cells import CellReading
from .page import ScannedPage

PLACE_IN_DOUBT = 0.9
"""Confidence at most of a cell whose place is in doubt, however well it was read."""


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

    @classmethod
    def of(cls, page: ScannedPage, doubted: Iterable[Box] = ()) -> Sureness:
        """That of a page; `doubted` are the boxes of cells whose place is in doubt."""
        cells = {rounded(reading.box): reading for reading in page.readings}
        return cls(cells, page.objects.characters.boxes, page.confidences, frozenset(doubted))

    def within(self, box: Box) -> float | None:
        """Confidence of the least sure character in a box; None where there is none."""
        x = (self.boxes[:, 0] + self.boxes[:, 2]) / 2
        y = (self.boxes[:, 1] + self.boxes[:, 3]) / 2
        inside = (x >= box[0]) & (x <= box[2]) & (y >= box[1]) & (y <= box[3])
        return float(self.confidences[inside].min()) if inside.any() else None


def with_sureness(document: Document, pages: Mapping[int, Sureness]) -> Document:
    """The document with confidences and rejected readings in the cells of its tables."""
    return replace(document, blocks=tuple(_block(block, pages) for block in document.blocks))


def _block(block: Block, pages: Mapping[int, Sureness]) -> Block:
    if not isinstance(block, Table):
        return block
    return replace(block, cells=tuple(_cell(cell, pages) for cell in block.cells))


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
    if any(
        isinstance(origin, PageOrigin)
        and origin.page in pages
        and origin.box in pages[origin.page].doubted
        for origin in cell.origins
    ):
        sure = min(sure, PLACE_IN_DOUBT)
    return replace(cell, confidence=round(sure, 4), readings=tuple(readings))
