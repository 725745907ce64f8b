"""Cells whose place in their table is in doubt, however well they were read.

A number in a wrong row reads as well as in its own, so rows and columns are held against what
stands on the page: lines of text, white space, the lines that the detector found. Where they do
not agree, the numbers from there on are marked, for a row too many moves all those below it.
"""

from __future__ import annotations

import itertools
import re
import statistics
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from ..pdf.gaps.gridlines import is_nothing, is_number
from ..pdf.grids.grids import PageTable
from ..pdf.heads.doubleheads import is_translation
from ..pdf.objects.geometry import Box
from ..pdf.objects.page import PageObjects
from ..pdf.pages.layout import PageLayout
from .labeldoubts import doubts_of_labels
from .nearby import doubts_around
from .tablecells import LEVEL, CellLine, Doubt, Glyphs, Middles, TableCell, cells_of

_CLOSE = 0.8
"""Distance of a label from its neighbours over that of rows below which it may wrap one."""
_AS_LINES = 1.1
"""The same over that of lines of one label."""
_APART = 2.2
"""Distance of headers from what is below them over that of rows from which they may be none."""
_ROOM = 2.2
"""Font sizes by which a line of a header may be narrower than its column when a word more did not
fit: one character and the white on both sides."""
_MANY = 3
"""Level lines of two cells of a row from which they may be rows."""
_HARDLY = 0.2
"""Share of its rows that such a column has texts in at most."""
_TOUCHING = 0.3
"""Font sizes between characters that no rule and no white space parts."""
_HALF_WIDE, _HALF_NARROW = 0.5, 0.28
"""Half the width of ideographs and of digits in font sizes."""
_VALUE = re.compile(r"[-+−–<>]?\d+([.,:]\d+)*([eE][-+−–]?\d+)?[%％]?")
_SIGNS = frozenset("<>≤≥=≈")
_GROUP = re.compile(r"\d{3}(?!\d)")
"""Three digits with which a number goes on."""
_SENTENCE = re.compile(r".{14,}[。！？；]$")


def doubtful_places(
    layout: PageLayout, objects: PageObjects
) -> tuple[Mapping[Box, str], list[tuple[str, str]]]:
    """The boxes of number cells in doubt with the reason, and diagnostics: codes and messages."""
    doubted: dict[Box, str] = {}
    findings: list[tuple[str, str]] = []
    glyphs = Glyphs(objects.characters)
    for number, table in enumerate(layout.tables):
        cells = cells_of(table, objects, glyphs)
        doubts = [*_doubts(table, cells, objects), *doubts_around(layout, number, cells)]
        if not doubts:
            continue
        first = min(doubts, key=lambda doubt: doubt.row)
        for cell in cells:
            if cell.row + cell.row_span > first.row and cell.lines:
                doubted[cell.box] = first.reason
        message = f"Numbers of a table on page {layout.number} may stand in wrong cells: "
        findings.append(("place-doubtful", f"{message}{first.reason}."))
    return doubted, findings


def _doubts(table: PageTable, cells: Sequence[TableCell], objects: PageObjects) -> Iterator[Doubt]:
    """What speaks against the rows and columns of a table inside it."""
    for cell in cells:
        if len(cell.lines) > 1 and cell.numeric and cell.row_span == 1:
            yield Doubt(cell.row, "a cell holds numbers of two lines")
        elif len(cell.lines) == 1 and _holds_two(cell.lines[0]):
            yield Doubt(cell.row, "a cell holds two numbers")
    rows: dict[int, list[TableCell]] = {}
    for cell in cells:
        if cell.row_span == 1 and cell.lines:
            rows.setdefault(cell.row, []).append(cell)
    for row, mine in rows.items():
        # The ink of a dash says little of the level of its line.
        numbers = [cell.lines[0] for cell in mine if cell.numeric]
        levels = [line.baseline for line in numbers if is_number(line.text)]
        if levels and max(levels) - min(levels) > LEVEL * mine[0].lines[0].size:
            yield Doubt(row, "numbers of a row do not stand level")
        if _holds_rows(mine):
            yield Doubt(row, "a row holds several lines with numbers")
    yield from _without_text(cells, rows)
    yield from _over_several(cells)
    yield from doubts_of_labels(cells)
    if table.ruled:
        yield from _straddling(table, cells, objects)
    else:
        yield from _unruled(table, cells, rows)


def _over_several(cells: Sequence[TableCell]) -> Iterator[Doubt]:
    """Cells over several columns or rows with a text for each: rules between them were not seen.

    Characters that are set far apart, as in short headers, are no texts.
    """
    levels = {
        row: statistics.median(line.baseline for cell in mine for line in cell.lines)
        for row, mine in itertools.groupby(
            sorted((c for c in cells if c.numeric and c.row_span == 1), key=lambda cell: cell.row),
            key=lambda cell: cell.row,
        )
    }
    for cell in cells:
        apart = [[part for part in line.text.split() if len(part) > 1] for line in cell.lines]
        if cell.column_span > 1 and max(map(len, apart), default=0) > 1:
            yield Doubt(cell.row, "a cell over several columns holds texts that stand far apart")
        if cell.row_span > 1 and len(cell.lines) >= max(_MANY, cell.row_span):
            rows = [levels[r] for r in range(cell.row, cell.row + cell.row_span) if r in levels]
            near = LEVEL * cell.lines[0].size
            beside = sum(any(abs(line.baseline - y) < near for line in cell.lines) for y in rows)
            if beside == cell.row_span:
                yield Doubt(cell.row, "a label over several rows has a line beside each")


def _holds_two(line: CellLine) -> bool:
    """Whether a line is two values, or starts with a number and has two beside each other.

    Spaces stand in numbers too: before groups of three digits.
    """
    parts = line.text.split()
    if len(parts) > 1 and all(is_number(part) or is_nothing(part) for part in parts):
        return True
    words = [word for word in line.words if word not in _SIGNS]
    return any(
        _VALUE.fullmatch(one) and _VALUE.fullmatch(other) and not _GROUP.match(other)
        for one, other in itertools.pairwise(words)
        if _VALUE.fullmatch(words[0])
    )


def _holds_rows(cells: Sequence[TableCell]) -> bool:
    """Whether several cells of a row hold many lines that stand level, most of one with digits.

    Such a row may be several; texts that are wrapped in all columns hardly have digits everywhere.
    """
    tall = [cell for cell in cells if len(cell.lines) >= _MANY]
    return any(
        2 * sum(any(map(str.isdigit, line.text)) for line in one.lines) > len(one.lines)
        and sum(_stands_level(line, other) for line in one.lines) >= _MANY
        for one, other in itertools.permutations(tall, 2)
    )


def _stands_level(line: CellLine, cell: TableCell) -> bool:
    return any(abs(line.baseline - one.baseline) < LEVEL * line.size for one in cell.lines)


def _without_text(
    cells: Sequence[TableCell], rows: Mapping[int, Sequence[TableCell]]
) -> Iterator[Doubt]:
    """Rows and columns of which no cell of one row or column has text, though longer ones do."""
    columns = {cell.column for cell in cells if cell.column_span == 1 and cell.lines}
    for cell in cells:
        if not cell.numeric:
            continue
        for row in range(cell.row, cell.row + cell.row_span):
            if row not in rows:
                yield Doubt(row, "a row has no text of its own")
        for column in range(cell.column, cell.column + cell.column_span):
            if column not in columns:
                yield Doubt(0, "a column has no text of its own")


def _straddling(
    table: PageTable, cells: Sequence[TableCell], objects: PageObjects
) -> Iterator[Doubt]:
    """Texts that were found as one and stand in two cells with no white between them."""
    characters = objects.characters
    owner: dict[int, TableCell] = {}
    inside = Middles(table, objects)
    for cell in cells:
        owner.update(dict.fromkeys(inside.of(cell.box), cell))
    for before, after in itertools.pairwise(sorted(owner)):
        one, other = owner[before], owner[after]
        if one is other or characters.runs[before] != characters.runs[after]:
            continue
        kinds = {_kind(chr(int(characters.codes[place]))) for place in (before, after)}
        if len(kinds) > 1 or "" in kinds or one.row != other.row:
            continue
        if _gap(objects, before, after) < _TOUCHING:
            yield Doubt(min(one.row, other.row), "a text reaches over two cells")


def _kind(char: str) -> str:
    """What a character is a part of: a number, a word; "" for neither."""
    return "number" if char.isdigit() else "word" if char.isalpha() else ""


def _gap(objects: PageObjects, before: int, after: int) -> float:
    """Font sizes of white between two characters, whose boxes are drawn halfway to each other."""
    boxes, size = objects.characters.boxes, max(1.0, float(objects.characters.sizes[after]))
    apart = (boxes[after, 0] + boxes[after, 2] - boxes[before, 0] - boxes[before, 2]) / 2 / size
    wide = objects.characters.wide[[before, after]]
    return float(apart) - float(np.where(wide, _HALF_WIDE, _HALF_NARROW).sum())


def _unruled(
    table: PageTable, cells: Sequence[TableCell], rows: Mapping[int, Sequence[TableCell]]
) -> Iterator[Doubt]:
    """What only white space tells."""
    levels = {
        row: statistics.median(cell.lines[0].baseline for cell in mine if cell.numeric)
        for row, mine in rows.items()
        if any(cell.numeric for cell in mine)
    }
    pitches = [b - a for (_, a), (_, b) in itertools.pairwise(sorted(levels.items()))]
    usual = statistics.median(pitches) if pitches else 0.0
    first = min(levels, default=0)
    yield from _hardly_filled(table, cells, first)
    for row, mine in rows.items():
        texts = [cell for cell in mine if cell.column > 0]
        if row in levels or (row < first and texts):
            continue
        if len(texts) > 1:
            yield Doubt(row, "headers stand between numbers")
        lines = mine[0].lines
        above = [level for other, level in levels.items() if other < row]
        below = [level for other, level in levels.items() if other > row]
        distances = [lines[0].baseline - level for level in above]
        distances += [level - lines[-1].baseline for level in below]
        close = min(distances, default=usual) < _CLOSE * usual
        if close or (not texts and _is_wrapped(mine[0], cells)):
            yield Doubt(row, "a label may belong to the row beside it")
        if any(_SENTENCE.match(line.text) for line in lines):
            yield Doubt(row, "a sentence stands between rows")
    if _starts_apart(rows, first, usual):
        yield Doubt(0, "a line far above it may be none of its headers")
    yield from _stacked_headers(table, cells, first)


def _hardly_filled(table: PageTable, cells: Sequence[TableCell], first: int) -> Iterator[Doubt]:
    """Columns without a header and rows without a label that hold hardly more than marks for none.

    Specks and torn glyphs make such, and all that stands behind them moves on.
    """
    held = [cell for cell in cells if cell.lines]
    headed = {
        column
        for cell in held
        if cell.row < first
        for column in range(cell.column, cell.column + cell.column_span)
    }
    bodies = Counter(cell.column for cell in held if cell.row >= first and cell.column_span == 1)
    rows = table.draft.rows - first
    for column in range(1, table.draft.columns):
        if headed and column not in headed and bodies[column] <= _HARDLY * rows:
            yield Doubt(0, "a column without a header holds hardly anything")
    for row in range(first, first + rows):
        own = [cell for cell in held if cell.row == row and cell.row_span == 1]
        blank = all(len(cell.lines) == 1 and is_nothing(cell.lines[0].text) for cell in own)
        if own and blank and not any(cell.column == 0 for cell in own):
            yield Doubt(row, "a row without a label holds nothing but marks for none")


def _starts_apart(rows: Mapping[int, Sequence[TableCell]], first: int, usual: float) -> bool:
    """Whether a line or more is blank below a row at the top: it may be the head of the page."""
    return usual > 0 and any(
        min(cell.lines[0].baseline for cell in rows[below])
        - max(cell.lines[-1].baseline for cell in rows[above])
        > _APART * usual
        for above, below in itertools.pairwise(sorted(rows))
        if above < max(first, 1)
    )


def _is_wrapped(label: TableCell, cells: Sequence[TableCell]) -> bool:
    """Whether a label is as near to one beside it as lines of one label are to each other."""
    labels = [cell for cell in cells if cell.column == label.column and cell is not label]
    pitches = [
        below.baseline - above.baseline
        for cell in labels
        for above, below in itertools.pairwise(cell.lines)
    ]
    lines = [line.baseline for cell in labels for line in cell.lines]
    apart = [level - label.lines[-1].baseline for level in lines]
    apart += [label.lines[0].baseline - level for level in lines]
    nearest = min((distance for distance in apart if distance > 0), default=0.0)
    return bool(pitches) and nearest < _AS_LINES * min(pitches)


def _stacked_headers(table: PageTable, cells: Sequence[TableCell], first: int) -> Iterator[Doubt]:
    """Headers of several lines that had room for one: they may be headers above each other."""
    for cell in cells:
        if cell.row >= first or len(cell.lines) < 2 or cell.numeric:
            continue
        left, right = table.xs[cell.column], table.xs[cell.column + cell.column_span]
        for line, below in itertools.pairwise(cell.lines):
            one = below.text.startswith(("(", "（", "/")) or is_translation(line.text, below.text)
            if not one and line.x1 - line.x0 + _ROOM * line.size < right - left:
                yield Doubt(0, "a header may be two headers above each other")
