"""Put row labels that slid to the left back into their stub columns.

Where spans were dropped, a row shows only the labels that start in it: an outer label that spans
the rows above is missing, and an inner label that spans columns takes one place. How a label is
numbered (`三、`, `（三）`, `3.`) says in which column it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .cellkinds import is_total, is_value
from .enumerators import STYLES, read_enumerator

Labels = Sequence[str]
UNNUMBERED = ""
"""Style of a label without a number."""


@dataclass(frozen=True, slots=True)
class StubPlan:
    """Where the labels of each row stand."""

    columns: tuple[tuple[int, ...], ...]
    """For each row the stub column of each of its labels; the last one reaches to the values."""
    doubtful: tuple[int, ...]
    """Rows whose labels could as well stand elsewhere."""


def label_style(text: str) -> str:
    """The style of the number that opens a label, UNNUMBERED if there is none."""
    enumerator = read_enumerator(text)
    return enumerator.style if enumerator and enumerator.length < len(text) else UNNUMBERED


def count_levels(rows: Sequence[Labels]) -> int:
    """Stub columns that the labels need: styles of numbers, or labels of the fullest row."""
    order = _style_order(rows)
    fullest = max((len(labels) for labels in rows), default=0)
    return max(fullest, len(order) if order else 0)


def plan_stubs(rows: Sequence[Labels], columns: int) -> StubPlan:
    """Stub columns of the labels of each row, given the number of stub columns."""
    order = _style_order(rows)
    by_style = (
        {style: column for column, style in enumerate(order)}
        if order is not None and len(order) == columns
        else {}
    )
    planned: list[tuple[int, ...]] = []
    doubtful: list[int] = []
    full_row_above = False
    for index, labels in enumerate(rows):
        places = _by_style(labels, by_style, columns)
        if any(is_value(text) for text in labels):
            places = _overwritten(labels, by_style, columns, planned)
        elif places is None:
            places, sure = _by_count(labels, columns, full_row_above)
            if not sure:
                doubtful.append(index)
        full_row_above = full_row_above or len(labels) > 1
        planned.append(places)
    return StubPlan(tuple(planned), tuple(doubtful))


def _by_style(labels: Labels, by_style: dict[str, int], columns: int) -> tuple[int, ...] | None:
    """Columns by the styles of the labels; None where they do not say."""
    if len(labels) == columns:
        return tuple(range(columns))
    places: list[int] = []
    for text in labels:
        style = label_style(text)
        if style == UNNUMBERED and len(labels) == 1 and is_total(text):
            return (0,)
        if style not in by_style:
            return None
        places.append(by_style[style])
    return tuple(places) if places == sorted(set(places)) else None


def _overwritten(
    labels: Labels, by_style: dict[str, int], columns: int, above: Sequence[tuple[int, ...]]
) -> tuple[int, ...]:
    """Columns of labels of which some were overwritten with values.

    Those that are left stand by their style and the others after them; a lone value stands as
    deep as the row above, several as far to the right as can be.
    """
    known = [by_style[style] for text in labels if (style := label_style(text)) in by_style]
    missing = len(labels) - len(known)
    if known and known == sorted(set(known)) and known[-1] + missing < columns:
        return (*known, *range(known[-1] + 1, known[-1] + 1 + missing))
    if len(labels) == 1 and above and above[-1]:
        return (above[-1][-1],)
    return tuple(range(columns - len(labels), columns))


def _by_count(labels: Labels, columns: int, full_row_above: bool) -> tuple[tuple[int, ...], bool]:
    """Columns by the number of labels, and whether that leaves no doubt.

    A row with fewer labels than columns lacks the outer ones, which go on from above; above the
    first row with several labels there is nothing to go on, and a sum stands outermost.
    """
    count = len(labels)
    if count == 0 or count >= columns:
        return tuple(range(min(count, columns))), count == columns
    if not full_row_above or is_total(labels[0]):
        return tuple(range(count)), count == 1
    return tuple(range(columns - count, columns)), False


def _style_order(rows: Sequence[Labels]) -> list[str] | None:
    """Styles from the outermost inwards; None if no order agrees with all rows."""
    styles = [[label_style(text) for text in labels] for labels in rows]
    styles = [
        [] if (row == [UNNUMBERED] and is_total(labels[0])) or any(map(is_value, labels)) else row
        for row, labels in zip(styles, rows, strict=True)
    ]
    seen = list(dict.fromkeys(style for row in styles for style in row))
    if not any(seen):
        return None
    usual = sorted(seen, key=lambda style: STYLES.index(style) if style else len(STYLES))
    for order in (usual, seen):
        ranks = {style: rank for rank, style in enumerate(order)}
        if all(
            [ranks[style] for style in row] == sorted({ranks[style] for style in row})
            for row in styles
        ):
            return order
    return None
