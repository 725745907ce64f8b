"""Which rows at the start of a stretch of rows head its columns, by evidence alone.

First the stretch's shape says where a head would have to end: below every cell that reaches down
from it, below the parts of its group headers, below a row of units or column numbers. Then the
content says whether that is a head at all, strongest evidence first; see `_EVIDENCE`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from ..model.value import Decimal, Percent
from .draft import DraftCell
from .evidence import Column, Look, View, count_of
from .head_shape import grouped_throughout, head_end, is_numbering


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some rows of a table that may start with a head."""

    view: View
    first: int
    """First row."""
    end: int
    """One past the last row of the head that the shape suggests."""
    body: Sequence[int]
    """The rows below the head."""
    columns: list[Column]
    """What starts in the columns of the body."""

    labels_end: int
    """One past the last row of labels: `end`, or one less where a row numbers the columns."""

    def bottom(self) -> list[DraftCell]:
        """For each column the lowest label of the head."""
        return self.view.slots[self.labels_end - 1]

    def head_cells(self) -> list[DraftCell]:
        """The cells of the head."""
        return list(self.view.iter_cells(range(self.first, self.labels_end)))

    def head_looks(self) -> list[Look]:
        """What the cells of the head show."""
        return [self.view.look(cell) for cell in self.head_cells()]

    def body_looks(self) -> list[Look]:
        """What the cells of the body show."""
        return [self.view.look(cell) for cell in self.view.iter_cells(self.body)]

    def names(self) -> list[Look]:
        """What the first column of the body shows."""
        cells = self.view.iter_cells(self.body)
        return [self.view.look(cell) for cell in cells if not cell.column]


@dataclass(frozen=True, slots=True)
class Head:
    """A head that was found."""

    end: int
    """One past its last row."""
    reason: str
    contrast: bool
    """Whether words over values or blanks showed it, the evidence that seldom errs."""


def find_head(view: View, first: int, stop: int, body: Sequence[int]) -> Head | None:
    """The head that starts in row `first` and ends before `stop`, or None.

    `body` are the rows that it would head; rows of its own are ignored there.
    """
    end = head_end(view, first, first + 1, stop, body)
    if end is None:
        return None
    below = [row for row in body if row >= end]
    numbered = end - first > 1 and is_numbering(view.looks(end - 1))
    stretch = Stretch(view, first, end, below, view.profile(below), end - numbered)
    looks = [look for look in stretch.head_looks() if look.text]
    if not below or not looks or any(look.kind == "prose" for look in looks):
        return None
    if _is_row_of_fields(stretch):
        return None
    for evidence, contrast in _EVIDENCE:
        reason = evidence(stretch)
        if reason:
            return Head(end, reason, contrast)
    return None


# --- content ----------------------------------------------------------------------------------


def _words_over_values(stretch: Stretch) -> str | None:
    pairs = [
        (stretch.view.look(cell), column)
        for cell, column in zip(stretch.bottom(), stretch.columns, strict=True)
        if column.holds_values
    ]
    agree = sum(look.kind == "word" and not look.ends_in_colon for look, _ in pairs)
    against = sum(look.kind == "value" and not look.names_unit for look, _ in pairs)
    if not agree or 4 * against > agree:
        return None
    if stretch.view.columns <= 2 and any(column.words or column.prose for _, column in pairs):
        return None  # a label with its value, in a list of labels with values
    if _field_columns(stretch) > 1:
        return None  # pairs of label and value, side by side
    return f"words stand over numbers in {agree} of {count_of(len(pairs), 'column')}"


def _is_row_of_fields(stretch: Stretch) -> bool:
    """Whether a colon ends a label both in the last row above and in most rows below it."""
    view = stretch.view
    ends = {cell.column for cell in stretch.bottom() if view.look(cell).ends_in_colon}
    if not ends:
        return False
    below = [cell for cell in view.iter_cells(stretch.body) if cell.column in ends]
    return 2 * sum(view.look(cell).ends_in_colon for cell in below) > len(below) > 0


def _field_columns(stretch: Stretch) -> int:
    """Columns in which the words that label fields stand in the head and below it alike."""
    view = stretch.view
    heads = [
        column for column, cell in enumerate(stretch.bottom()) if view.look(cell).is_heading_word
    ]
    if not heads:
        return 0
    counts = [[0, 0] for _ in range(view.columns)]
    for cell in view.iter_cells(stretch.body):
        if cell.column in heads and (look := view.look(cell)).text:
            counts[cell.column][look.is_heading_word] += 1
    return sum(fields > others for others, fields in map(counts.__getitem__, heads))


def _periods_over_values(stretch: Stretch) -> str | None:
    view = stretch.view
    periods: list[Look] = []
    apart = False
    for cell, column in zip(stretch.bottom(), stretch.columns, strict=True):
        look = view.look(cell)
        if not (look.names_period and (column.holds_values or column.blank)):
            continue
        values = _values_below(stretch, cell.column)
        if values and all(value.names_period for value in values):
            continue
        periods.append(look)
        # A bare year may be a number; below it are none when all are percentages, or all decimals.
        apart |= not look.text.isdecimal() or _are_fractions(values)
    others = [look for look in stretch.head_looks() if look.kind == "value" and look not in periods]
    distinct = len({look.text for look in periods}) == len(periods)
    if others or not distinct or not (len(periods) > 1 or apart):
        return None
    return f"years or dates stand over other values in {count_of(len(periods), 'column')}"


def _values_below(stretch: Stretch, column: int) -> list[Look]:
    return [
        look
        for cell in stretch.view.iter_cells(stretch.body)
        if cell.column == column and (look := stretch.view.look(cell)).kind == "value"
    ]


def _are_fractions(values: Sequence[Look]) -> bool:
    """Whether values are all percentages, or all decimals, and two of them at least."""
    return len(values) > 1 and any(
        all(isinstance(look.value, kind) for look in values) for kind in (Percent, Decimal)
    )


def _words_over_blanks(stretch: Stretch) -> str | None:
    """An empty form: labels on top and on the left, nothing in between."""
    if _has_values(stretch) or not any(column.words for column in stretch.columns):
        return None
    if any(column.holds_values for column in stretch.columns):
        return None
    pairs = list(zip(stretch.bottom(), stretch.columns, strict=True))
    blank = [stretch.view.look(cell) for cell, column in pairs if column.blank]
    if len(blank) * 2 < len({cell.column for cell, _ in pairs}) or not all(
        look.kind == "word" for look in blank
    ):
        return None
    return f"words stand over blank cells in {count_of(len(blank), 'column')}"


def _has_values(stretch: Stretch) -> bool:
    return any(look.kind == "value" and not look.names_period for look in stretch.head_looks())


def _emphasis(stretch: Stretch) -> str | None:
    view = stretch.view
    head = [cell for cell in stretch.head_cells() if view.look(cell).text]
    if len(head) < 2 and view.columns > 1:
        return None
    names = [name for name in ("bold", "shaded") if all(getattr(cell, name) for cell in head)]
    if not names:
        return None
    body = [cell for cell in view.iter_cells(stretch.body) if view.look(cell).text]
    for name in names:
        marked = sum(getattr(cell, name) for cell in body)
        if marked * 2 < max(len(body), 1):
            return f"the first cells are {name} and those below are not"
    return None


def _empty_corner(stretch: Stretch) -> str | None:
    view = stretch.view
    corner, *others = dict.fromkeys(map(view.place, stretch.bottom()))
    if _has_values(stretch) or view.columns < 2 or view.at(corner).text:
        return None
    looks = [view.at(place) for place in others]
    names = stretch.columns[0]
    if not all(look.kind == "word" for look in looks) or not names.labels:
        return None
    if names.words <= names.blanks or len({look.text for look in looks}) < len(looks):
        return None
    return "the corner is empty and words stand right of it and below it"


def _groups(stretch: Stretch) -> str | None:
    """Header cells over two rows beside groups over several columns."""
    view, cells = stretch.view, stretch.head_cells()
    height = stretch.end - stretch.first
    wide = any(1 < cell.column_span < view.columns for cell in cells)
    if height < 2 or not wide:
        return None
    tall = any(cell.row_span == height for cell in cells)
    if not tall and not grouped_throughout(view, stretch.first, stretch.first + 1):
        return None
    if _has_values(stretch) or any(look.ends_in_colon for look in stretch.head_looks()):
        return None
    return f"spans group the headers of the first {height} rows"


def _repeated_labels(stretch: Stretch) -> str | None:
    """The same run of labels twice side by side, as in lists printed in two columns."""
    if stretch.end - stretch.first > 1 or stretch.view.columns % 2 or _has_values(stretch):
        return None
    texts = [stretch.view.look(cell).text for cell in stretch.bottom()]
    half = len(texts) // 2
    if half and all(texts) and texts[:half] == texts[half:] and len(set(texts)) == half > 1:
        return "the first row has the same labels twice"
    return None


def _headline_words(stretch: Stretch) -> str | None:
    """All is text: short distinct labels, and one sign more that they are of another kind."""
    looks = stretch.head_looks()
    if stretch.view.columns < 2 or not _short_distinct(looks):
        return None
    # The same words down the first column: a list of fields with what was filled in.
    names = [looks[0], *stretch.names()]
    fields = sum(look.is_heading_word for look in names)
    usual = sum(look.is_heading_word for look in looks)
    listed = fields > 1 and 3 * fields >= len(names) and fields >= usual
    if listed or any(look.ends_in_colon for look in names):
        return None
    usually = usual * len(names) > fields * len(looks)
    if usually and (len(stretch.body) > 1 or usual > 1):
        return "the first row has words that usually head columns"
    if len(stretch.body) < 2:
        return None
    coded = _coded_columns(stretch)
    if coded:
        return f"digits and signs stand below words in {count_of(coded, 'column')}"
    if stretch.view.columns > 2 and not _mostly_prose(stretch):
        return "the first row has short, distinct labels"
    if _short_over_long(stretch, looks[-1]):
        return "a short label stands over longer texts"
    return None


def _short_distinct(looks: list[Look]) -> bool:
    texts = [look.text for look in looks]
    return (
        all(look.kind == "word" and not look.ends_in_colon for look in looks)
        and not any(look.has_digits for look in looks)
        and len(set(texts)) == len(texts)
        and all(len(text) <= (16 if is_wide(text) else 40) for text in texts)
    )


def is_wide(text: str) -> bool:
    """Whether a text has Chinese, Japanese or Korean characters."""
    return any(char > "\u2e80" for char in text)


def _mostly_prose(stretch: Stretch) -> bool:
    looks = stretch.body_looks()
    return 3 * sum(look.kind == "prose" for look in looks) >= len(looks)


def _short_over_long(stretch: Stretch, label: Look) -> bool:
    """Whether all texts of the last column are longer than its label, most of them twice.

    Only for alphabets: a Chinese label is no shorter than a name that is filled in.
    """
    last = stretch.view.columns - 1
    cells = [cell for cell in stretch.view.iter_cells(stretch.body) if cell.column == last]
    lengths = sorted(len(stretch.view.look(cell).text) for cell in cells)
    size = len(label.text)
    return (
        len(lengths) > 2
        and not is_wide(label.text)
        and lengths[0] > size
        and lengths[len(lengths) // 2] >= 2 * size
    )


def _coded_columns(stretch: Stretch) -> int:
    """Columns under a word whose body holds texts full of digits, or of signs of programs."""
    view = stretch.view
    counts = [[0, 0] for _ in range(view.columns)]
    for cell in view.iter_cells(stretch.body):
        look = view.look(cell)
        if look.text:
            plain = is_wide(look.text) and not look.has_digits
            counts[cell.column][look.has_code and not plain] += 1
    return sum(
        coded > words and not view.look(cell).has_code
        for cell, (words, coded) in zip(stretch.bottom(), counts, strict=True)
    )


_EVIDENCE: Final[tuple[tuple[Callable[[Stretch], str | None], bool], ...]] = (
    (_words_over_values, True),
    (_periods_over_values, True),
    (_emphasis, True),
    (_repeated_labels, True),
    (_words_over_blanks, True),
    (_groups, False),
    (_empty_corner, False),
    (_headline_words, False),
)
