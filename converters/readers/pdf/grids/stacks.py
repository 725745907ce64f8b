"""Whether the cells of a drawn grid hold several rows each, which no rules part."""

from __future__ import annotations

import bisect
import itertools
import re
import statistics
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..drawn.ruled import Grid
from ..gaps.attached import with_marks, with_units
from ..gaps.gridlines import is_nothing, is_number
from ..lines.lines import heights_of
from ..lines.pagelines import text_lines
from ..lines.words import TextLine, Word
from ..objects.page import PageObjects
from ..objects.wide import starts_wide

_APART = 1.7
"""Distance of baselines, in font sizes, that lines of one text hardly have."""
_FURTHER = 1.12
"""Ratio of two distances of lines from which they differ on purpose."""
_TALL = 16.0
"""Points; lower rows hold one line of text."""
_ROWS = 3
"""Rows that stand level between two rules at least."""
_ROOMY = 1.5
"""Texts of each of them, on average, with room for more at least."""
_AT = 2.0
"""Points between a rule and the side of a column that it is at most."""
_COUNTED = re.compile(r"\d[\d.,]*(/\d+|\s?\(\d[\d.,]*\s?%?\))")
"""A count with the whole or the share behind it."""
_NOTE = re.compile(r"\((?:(?:19|20)\d\d|\d[\d.,]*\s?%)\)")
_IN_BRACKETS = re.compile(r"\((?:\d[\d.,]*|[-–—])\s?%?\)")
"""A share, an error or nothing of the kind, as it stands below a number; alone it may be a negative
number of its own."""


_BESIDE = 2
"""Rows that a rule leaving out labels parts at most, where these may stand in one cell."""


def has_stacked_rows(page: PageObjects, grid: Grid, free: NDArray[np.bool_]) -> bool:
    """Whether cells hold several rows: numbers, or short texts, under each other."""
    if max(b - a for a, b in itertools.pairwise(grid.ys)) < _TALL:
        return False
    chosen = _level_inside(page, grid, free)
    if not len(chosen) or _are_apart(page, chosen, grid.ys):
        return False
    lines = with_units(with_marks(text_lines(page, chosen)))
    rows = [bisect.bisect(grid.ys, line.level) for line in lines]
    if len(set(rows)) == len(rows):
        return False
    cells = _lines_of_cells(lines, rows, grid)
    if all(len(mine) < 2 for mine in cells.values()):
        return False
    return _has_parted_rows(page, grid, rows) or _are_stacked(cells, grid)


def _level_inside(page: PageObjects, grid: Grid, free: NDArray[np.bool_]) -> NDArray[np.intp]:
    """The characters inside a grid that `free` marks: letters of turned text stand under each
    other."""
    left, top, right, bottom = grid.box
    boxes = page.characters.boxes
    inside = (
        free
        & page.characters.level
        & (boxes[:, 0] > left - 1)
        & (boxes[:, 2] < right + 1)
        & (boxes[:, 1] > top - 1)
        & (boxes[:, 3] < bottom + 1)
    )
    return inside.nonzero()[0]


def _lines_of_cells(
    lines: Sequence[TextLine], rows: Sequence[int], grid: Grid
) -> dict[tuple[int, int], list[TextLine]]:
    """The lines of each cell, by its row and column; `rows` are those of the lines.

    Those of cells over many rows are left out: a label stands in lines of its own beside these.
    """
    cells: dict[tuple[int, int], list[TextLine]] = {}
    tall = {
        (row + 1, column + 1)
        for cell in grid.cells
        if cell.row_span > _BESIDE
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }
    for row, line in zip(rows, lines, strict=True):
        words: dict[int, list[Word]] = {}
        for word in line.words:
            words.setdefault(bisect.bisect(grid.xs, (word.x0 + word.x1) / 2), []).append(word)
        for column, mine in words.items():
            if (row, column) not in tall:
                cells.setdefault((row, column), []).append(TextLine(tuple(mine)))
    return cells


def _are_stacked(cells: dict[tuple[int, int], list[TextLine]], grid: Grid) -> bool:
    """Whether the lines of cells tell that these hold several rows.

    One ideograph in each line of a narrow column is a text written downwards: it tells nothing.
    """
    room = _room(cells, grid)
    cells = {
        (row, column): lines
        for (row, column), lines in cells.items()
        if not _is_downward(lines, room.get(column, 0.0))
    }
    by_row: dict[int, dict[int, list[TextLine]]] = {}
    for (row, column), lines in cells.items():
        by_row.setdefault(row, {})[column] = lines
    stacked = _stacked_numbers(cells)
    if any(len({len(lines) for lines in by_row[row].values()}) == 1 for row, _ in stacked):
        return True
    if len(stacked) > 1 or any(count > 2 for _, count in stacked):
        return True
    if any(_is_level(list(mine.values())) for mine in by_row.values()):
        return True
    if any(map(_has_columns, cells.values())):
        return True
    return any(_are_rows(mine, room) for mine in by_row.values()) or _has_stacks(cells, room)


def _is_downward(lines: list[TextLine], room: float) -> bool:
    """Whether the lines of a cell have an ideograph each, and room for no second one."""
    return len(lines) > 1 and all(
        len(line.letters) == 1 and starts_wide(line.letters) and room < 2 * line.size
        for line in lines
    )


def _has_stacks(cells: dict[tuple[int, int], list[TextLine]], room: dict[int, float]) -> bool:
    """Whether several cells of one row are stacks of texts that had `room` for more."""
    least: dict[int, float] = {}
    for (row, _), lines in cells.items():
        least[row] = min(least.get(row, np.inf), _least_pitch(lines))
    stacks = Counter(
        row
        for (row, column), lines in cells.items()
        if column in room and _is_stack(lines, room[column], least[row])
    )
    return any(count > 1 for count in stacks.values())


def _are_apart(page: PageObjects, chosen: NDArray[np.intp], ys: Sequence[float]) -> bool:
    """Whether no two lines stand between the same two rules, which needs no words to be seen."""
    heights = zip(*heights_of(page, chosen), strict=True)
    rows = [bisect.bisect(ys, (top + bottom) / 2) for top, bottom in heights]
    return len(set(rows)) == len(rows)


def _has_parted_rows(page: PageObjects, grid: Grid, rows: list[int]) -> bool:
    """Whether a vertical rule between columns runs through most of one cell of several lines.

    `rows` are those of all lines, from 1. A section over all columns parts the rule, and its row
    and those beside it were one cell.
    """
    down = page.drawings.vertical
    for cell in grid.cells:
        if cell.column_span == 1 or rows.count(cell.row + 1) < _ROWS:
            continue
        _, top, _, bottom = grid.cell_box(cell)
        reach = np.clip(np.minimum(down[:, 2], bottom) - np.maximum(down[:, 1], top), 0, None)
        for x in grid.xs[cell.column + 1 : cell.column + cell.column_span]:
            if reach[np.abs(down[:, 0] - x) < _AT].sum() > 0.5 * (bottom - top):
                return True
    return False


def _stacked_numbers(cells: dict[tuple[int, int], list[TextLine]]) -> list[tuple[int, int]]:
    """Row and lines of each cell that holds numbers under each other.

    Rows in which more cells hold one number are none of several rows: a long number was broken in
    a narrow cell, or one cell has two. Where all cells of several rows end in a number in brackets,
    it belongs to the one above: negative numbers would stand in some.
    """
    single = Counter(
        row for (row, _), lines in cells.items() if len(lines) == 1 and is_number(_text(lines[0]))
    )
    found = [
        (row, lines)
        for (row, _), lines in cells.items()
        if _all_numbers(lines) and not _is_with_note(lines)
    ]
    if len({row for row, _ in found}) > 1 and all(_ends_in_brackets(lines) for _, lines in found):
        return []
    stacked = Counter(row for row, _ in found)
    return [(row, len(lines)) for row, lines in found if single[row] <= stacked[row]]


def _ends_in_brackets(lines: list[TextLine]) -> bool:
    """Whether the last line of a cell, and no other one, is a number in brackets."""
    marks = [bool(_IN_BRACKETS.fullmatch(_text(line))) for line in lines]
    return marks[-1] and not any(marks[:-1])


def _text(line: TextLine) -> str:
    return " ".join(word.text for word in line.words)


def _has_columns(lines: list[TextLine]) -> bool:
    """Whether the lines of a cell are labels with numbers away from them, which are columns."""
    values = sum(len(line.chunks) > 1 and _ends_in_value(line.chunks[-1].text) for line in lines)
    return len(lines) > _ROWS and values > 0.6 * len(lines)


def _ends_in_value(text: str) -> bool:
    return is_number(text) or is_nothing(text)


def _is_level(cells: list[list[TextLine]]) -> bool:
    """Whether all cells of a row have as many lines: wrapped texts hardly do."""
    counts = {len(lines) for lines in cells}
    return len(counts) == 1 and len(cells) > 2 and counts.pop() > 3


def _are_rows(cells: dict[int, list[TextLine]], room: dict[int, float]) -> bool:
    """Whether the lines of a row, by column, are rows of their own.

    They stand level in several columns, and most texts had room for more: more than one at each
    line, since a list may stand beside a text that is wrapped.
    """
    levels: list[dict[int, TextLine]] = []
    for column, line in sorted(
        ((column, line) for column, lines in cells.items() for line in lines),
        key=lambda pair: pair[1].baseline,
    ):
        near = bool(levels) and all(
            abs(line.baseline - other.baseline) < 0.3 * line.size for other in levels[-1].values()
        )
        if near and column not in levels[-1]:
            levels[-1][column] = line
        else:
            levels.append({column: line})
    full = [level for level in levels if len(level) > max(1.0, 0.5 * len(cells))]
    if len(full) < _ROWS or len(full) < 0.5 * len(levels):
        return False
    if _are_set_apart(levels, full):
        return True
    roomy = sum(
        column in above
        and column in room
        and above[column].x1 - above[column].x0 + _first_word(below[column])
        < room[column] - 0.5 * below[column].size
        for above, below in itertools.pairwise(full)
        for column in below
    )
    return roomy >= _ROOMY * (len(full) - 1)


def _are_set_apart(levels: list[dict[int, TextLine]], full: list[dict[int, TextLine]]) -> bool:
    """Whether the lines with most columns all stand further below the last one than others do."""
    heights = [statistics.fmean(line.baseline for line in level.values()) for level in levels]
    gaps = {
        id(level): b - a
        for level, (a, b) in zip(levels[1:], itertools.pairwise(heights), strict=False)
    }
    wide = [gaps.pop(id(level)) for level in full if id(level) in gaps]
    return bool(gaps) and min(wide) > _FURTHER * max(gaps.values())


def _first_word(line: TextLine) -> float:
    """How wide the first piece of a line is that may stand on the line above it."""
    first = line.words[0]
    return first.size if starts_wide(first.text) else first.x1 - first.x0


def _is_with_note(lines: list[TextLine]) -> bool:
    """Whether two lines are a number and the year that it is of, or its share, in brackets."""
    return len(lines) == 2 and bool(
        _NOTE.fullmatch(_text(lines[1])) and not _NOTE.fullmatch(_text(lines[0]))
    )


def _all_numbers(lines: list[TextLine]) -> bool:
    """Whether most lines are numbers, or counts with their share."""
    texts = [_text(line) for line in lines]
    marks = [is_number(text) or bool(_COUNTED.fullmatch(text)) for text in texts]
    blanks = sum(is_nothing(text) for text in texts)
    return sum(marks) > 1 and sum(marks) + blanks >= 0.6 * len(marks)


def _room(cells: dict[tuple[int, int], list[TextLine]], grid: Grid) -> dict[int, float]:
    """Points that texts of a column may be wide, by column: margins are equal on both sides.

    Texts that reach over the sides of their column stand in cells over several of them: where all
    do, no margin is known.
    """
    margins: dict[int, list[float]] = {}
    for (_, column), lines in cells.items():
        if 0 < column < len(grid.xs):
            left, right = grid.xs[column - 1], grid.xs[column]
            near = min(min(line.x0 - left, right - line.x1) for line in lines)
            margins.setdefault(column, []).append(near)
    return {
        column: grid.xs[column]
        - grid.xs[column - 1]
        - 2 * min((near for near in found if near >= 0), default=0.0)
        for column, found in margins.items()
    }


def _least_pitch(lines: list[TextLine]) -> float:
    """The smallest distance of baselines in font sizes, of lines above each other."""
    pitches = [(b.baseline - a.baseline) / b.size for a, b in itertools.pairwise(lines)]
    return min((pitch for pitch in pitches if pitch > 0.8), default=np.inf)


def _is_stack(lines: list[TextLine], room: float, least: float) -> bool:
    """Whether the lines of a cell are texts of their own.

    All stand further apart than the `least` distance in the cells beside them, most do so more
    than lines of one text do, or the next word had room on each. Ideographs break anywhere, so
    that lines full of them are one text, however wide its lines are set.
    """
    if len(lines) < 3:
        return False
    pairs = list(itertools.pairwise(lines))
    if _least_pitch(lines) > _FURTHER * least:
        return True
    room -= 0.5 * lines[0].size
    short = [above.x1 - above.x0 + _first_word(below) < room for above, below in pairs]
    if not any(short) and all(starts_wide(below.text) for below in lines[1:]):
        return False
    apart = sum(below.baseline - above.baseline > _APART * below.size for above, below in pairs)
    return apart > 0.5 * len(pairs) or sum(short) > 0.8 * len(pairs)
