"""Tables that run in the head or foot of a document's pages: its name, its number, the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ....model.text import block_text
from ..grids.grids import PageTable
from ..pages.layout import PageLayout

_EDGE = 0.09
"""Share of the page's height up to which such a table starts, from the edge on."""
_DEEP = 0.25
"""Share of the page's height in which it ends."""
_CELLS = 40
"""Cells that it has at most."""
_OF_PAGES = re.compile(
    r"\b(page|pages|seite|pagina|página|pág|стр)\b|第\s*\d+\s*[页頁]"
    r"|^\s*\d+\s*(/|of|von|de|di|sur|из|共)\s*\d+\s*$",
    re.IGNORECASE,
)
_PLACE = 6
"""Points up to which two tables stand at one place."""


def running_tables(layouts: Sequence[PageLayout]) -> list[set[int]]:
    """For each page the places, among its tables, of those that run in its head or foot.

    They have the same texts at the same place on half of the pages and on two at least. Only
    numbers of pages may differ, for any other number may be what the page tells.
    """
    keys = [
        {place: _key(table, layout) for place, table in enumerate(layout.tables)}
        for layout in layouts
    ]
    seen = Counter(key for page in keys for key in set(page.values()) if key is not None)
    half = max(2, (len(layouts) + 1) // 2)
    return [
        {place for place, key in page.items() if key is not None and seen[key] >= half}
        for page in keys
    ]


def _key(table: PageTable, layout: PageLayout) -> tuple[tuple[str, ...], tuple[int, ...]] | None:
    """What is the same of a table on each page where it runs; None for tables of the text."""
    left, top, right, bottom = table.box
    head = top < _EDGE * layout.height and bottom < _DEEP * layout.height
    foot = bottom > (1 - _EDGE) * layout.height and top > (1 - _DEEP) * layout.height
    if not (head or foot) or len(cells := table.draft.cells) > _CELLS:
        return None
    texts = tuple(_without_page(block_text(cell.blocks), layout.number) for cell in cells)
    if not any(texts):
        return None
    return texts, tuple(round(x / _PLACE) for x in (left, right, top if head else bottom))


def _without_page(text: str, number: int) -> str:
    text = " ".join(text.split())
    if text == str(number) or _OF_PAGES.search(text):
        return re.sub(r"\d+", "#", text)
    return text
