"""How well known pages came back."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from tablewright.converters.model import Document, Table
from tablewright.converters.model.text import block_text, cell_text
from tablewright.converters.readers.scan.doubts import needs_review

from .pages import KnownPage


@dataclass(frozen=True)
class Score:
    """Counts of one page."""

    numbers: int
    """Number cells of the truth."""
    right: int
    """Those read exactly, at their row and column."""
    wrong: int
    """Cells at the place of a number cell that say something else, with no mark for review."""
    marked: int
    """Cells wrong or missing whose mark asks for review, or that are empty."""
    cells: int
    found: int
    same: int
    """Cells with the same place and spans."""
    characters: int
    errors: int
    """Characters to insert, delete or change."""

    @property
    def span_f1(self) -> float:
        """Of cells with their place and spans."""
        return 2 * self.same / (self.cells + self.found) if self.cells + self.found else 1.0


def plain(text: str) -> str:
    """A text for comparison: compatibility forms folded, no white space, dashes alike."""
    bare = "".join(unicodedata.normalize("NFKC", text).split())
    return bare.translate(str.maketrans("—–−‐‑一“”‘’", "------\"\"''")).lower()


def score(page: KnownPage, document: Document) -> Score:
    """The counts of a page that was read."""
    tables = matched(page, [block for block in document.blocks if isinstance(block, Table)])
    cells = {
        (number, cell.row, cell.column): cell
        for number, table in enumerate(tables)
        for cell in (table.cells if table else ())
    }
    right = wrong = marked = 0
    for place, text in page.numbers.items():
        cell = cells.get(place)
        read = plain(cell_text(cell)) if cell else ""
        if read == plain(text):
            right += 1
        elif read and cell is not None and not needs_review(cell):
            wrong += 1
        else:
            marked += 1
    truth = {
        (number, s.row, s.column, s.row_span, s.column_span)
        for number, slots in enumerate(page.tables)
        for s in slots
    }
    found = {
        (number, cell.row, cell.column, cell.row_span, cell.column_span)
        for (number, _, _), cell in cells.items()
    }
    expected, read = plain(page.text), plain(block_text(document.blocks))
    return Score(
        numbers=len(page.numbers),
        right=right,
        wrong=wrong,
        marked=marked,
        cells=len(truth),
        found=len(found),
        same=len(truth & found),
        characters=len(expected),
        errors=Levenshtein.distance(expected, read),
    )


def matched(page: KnownPage, tables: list[Table]) -> list[Table | None]:
    """The table read for each known one: in order; of too many the largest stay."""
    known = sum(1 for slots in page.tables if slots)
    largest = sorted(tables, key=lambda table: -len(table.cells))[:known]
    kept: list[Table | None] = [table for table in tables if table in largest]
    return kept + [None] * (len(page.tables) - len(kept))
