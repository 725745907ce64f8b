"""Header rows and stub columns of a draft table, from marks and from evidence.

What the source marks is taken as it is, with one exception: a head that stops in the middle of a
header (a cell reaches over its end, or a group header stands without its parts) goes on to where
that header is whole. An author marks rows; a header that is cut in two was not meant. Where the
source marks nothing, content and shape decide, and the reason is recorded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .bands import band_rows, section_rows
from .column_heads import find_head
from .draft import DraftTable
from .evidence import View, count_of
from .head_shape import head_end, unfinished
from .marks import marked_head, marked_stub
from .row_heads import Body, Stub, find_stub


@dataclass(frozen=True, slots=True)
class HeaderGuess:
    """What heads a table."""

    header_rows: int
    """Leading rows of column headers."""
    stub_columns: int
    """Leading columns of row headers."""
    body_header_rows: frozenset[int] = field(default_factory=frozenset)
    """Rows below the leading ones that head columns again, or are sections."""
    inner_stub_columns: frozenset[int] = field(default_factory=frozenset)
    """Columns further right that head the cells beside them: label and value in pairs."""
    inferred: bool = False
    """Whether evidence, not a mark of the source, decided any of it."""
    reason: str = ""
    """One sentence saying what decided."""


@dataclass(frozen=True, slots=True)
class _Head:
    rows: int
    reason: str = ""
    """Empty where the source's marks decided."""


def infer_headers(
    draft: DraftTable, decimal_comma: bool | None = None, texts: Sequence[str] | None = None
) -> HeaderGuess:
    """What heads `draft`: its marks where it has them, evidence for the rest.

    `decimal_comma` says whether its numbers have decimal commas, None that it is to be found out;
    `texts` are those of its cells, where they are known. The cells must tile the grid and stand in
    row-major order. Takes time linear in the number of cells; of a large table the first rows are
    judged and the others only searched for bands.
    """
    if draft.literal:
        return HeaderGuess(draft.header_rows or 0, draft.stub_columns or 0)
    view = View(draft, decimal_comma, texts)
    sections = section_rows(view)
    head = _head(draft, view, sections)
    bands = band_rows(view, head.rows, sections)
    rows = [row for row in range(head.rows, view.sampled) if row not in bands]
    body = Body(view, rows, head.rows, view.profile(rows))
    marked = marked_stub(draft, view, rows) if rows else 0
    stub = find_stub(body, marked)
    return HeaderGuess(
        header_rows=head.rows,
        stub_columns=stub.columns,
        body_header_rows=bands,
        inner_stub_columns=stub.inner,
        inferred=bool(head.reason or stub.reason),
        reason=_reason(head, stub),
    )


def _head(draft: DraftTable, view: View, sections: Sequence[int]) -> _Head:
    titles = _titles(sections)
    marked = marked_head(draft, view)
    if marked > titles or (marked and draft.header_rows):
        return _completed(view, marked, sections)
    found = _found(view, titles, sections)
    if found.rows:
        return found
    if titles and len(sections) == titles:
        # A title alone heads the whole table; with more of its kind it opens a section.
        reason = "" if marked else "the first row is one cell over the whole width"
        return _Head(titles, reason)
    return _Head(0)


def _titles(sections: Sequence[int]) -> int:
    """Leading rows that are one cell over the whole width, at most three."""
    count = 0
    while count < min(len(sections), 3) and sections[count] == count:
        count += 1
    return count


def _completed(view: View, marked: int, sections: Sequence[int]) -> _Head:
    """The marked head, moved down to where no header is cut in two."""
    if marked >= min(view.rows, view.sampled):
        return _Head(marked)
    body = _rows_below(view, marked, sections)
    end = head_end(view, 0, marked, view.rows, body)
    crossing = any(cell.row < marked < cell.row + cell.row_span for cell in view.slots[marked - 1])
    if end is None or end == marked or not (crossing or unfinished(view, 0, marked)):
        return _Head(marked)
    return _Head(end, f"the source marks {marked} of them, which would cut a header in two")


def _found(view: View, titles: int, sections: Sequence[int]) -> _Head:
    if titles >= view.sampled:
        return _Head(0)
    stop = next((row for row in sections if row >= titles), view.rows)
    body = _rows_below(view, titles, sections)
    within = [row for row in body if row < stop]
    # Where a section opens right below the head, its rows show what the head stands over.
    closed = head_end(view, titles, titles + 1, stop, body) == stop
    head = find_head(view, titles, stop, body if closed or len(within) < 2 else within)
    return _Head(head.end, head.reason) if head else _Head(0)


def _rows_below(view: View, first: int, sections: Sequence[int]) -> list[int]:
    titles = set(sections)
    return [row for row in range(first, view.sampled) if row not in titles]


def _reason(head: _Head, stub: Stub) -> str:
    parts = []
    if head.reason:
        parts.append(f"{count_of(head.rows, 'header row')}, for {head.reason}")
    if stub.reason:
        columns = stub.columns + len(stub.inner)
        parts.append(f"{count_of(columns, 'stub column')}, for {stub.reason}")
    return f"Inferred {'; '.join(parts)}." if parts else ""
