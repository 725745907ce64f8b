"""Which cells a person should look at."""

from __future__ import annotations

from ...model import Cell

SURE = 0.95
"""Confidence below which a cell is marked for review."""


def needs_review(cell: Cell) -> bool:
    """Whether the reading of a cell is in doubt: unsure, or disputed and decided by no rule."""
    if cell.confidence is not None and cell.confidence < SURE:
        return True
    return any(reading.rejected_by == "confidence" for reading in cell.readings)
