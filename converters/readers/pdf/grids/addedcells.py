"""Cells of one slot added to a table that was found without them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ....model import PageOrigin
from ..drawn.ruled import GridCell
from ..objects.geometry import Box, rounded, union
from ..objects.page import PageObjects
from .cells import cell_texts
from .grids import PageTable, draft_cells


def add_cells(
    page: PageObjects,
    table: PageTable,
    slots: Sequence[tuple[int, int]],
    places: Sequence[NDArray[np.intp]],
    boxes: Sequence[Box],
    dropped: list[str],
) -> None:
    """Put the characters at `places` into `slots` (row, column) of a table that has room there.

    `boxes` are around the characters of each; what the texts leave out goes to `dropped`.
    """
    draft = table.draft
    texts = cell_texts(page, places, boxes, dropped)
    draft.cells += draft_cells(page, [GridCell(*slot, 1, 1) for slot in slots], boxes, texts)
    draft.cells.sort(key=lambda cell: (cell.row, cell.column))
    table.box = union([table.box, *boxes])
    draft.origin = PageOrigin(page.number, rounded(table.box))
    table.characters = np.union1d(table.characters, np.concatenate(places))
