"""Header rows and stub columns of a draft table, from marks and from evidence."""

from __future__ import annotations

from dataclasses import dataclass, field

from .draft import DraftTable


@dataclass(frozen=True, slots=True)
class HeaderGuess:
    """What heads a table."""

    header_rows: int
    """Leading rows of column headers."""
    stub_columns: int
    """Leading columns of row headers."""
    body_header_rows: frozenset[int] = field(default_factory=frozenset)
    """Rows below the leading ones that head columns again, or are sections."""
    inferred: bool = False
    """Whether evidence, not a mark of the source, decided any of it."""
    reason: str = ""
    """One sentence saying what decided."""


def infer_headers(draft: DraftTable) -> HeaderGuess:
    """What heads `draft`: its marks where it has them, evidence for the rest."""
    return HeaderGuess(draft.header_rows or 0, draft.stub_columns or 0)
