"""Which cells of ruled tables are read a second time."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("cv2", reason="needs the extra `ocr`")

from tablewright.converters.readers.pdf.drawn.ruled import Grid, GridCell
from tablewright.converters.readers.scan.blots import Mask
from tablewright.converters.readers.scan.cells import _beyond_doubt, _Cell, _cells, _settled
from tablewright.converters.readers.scan.placedlines import PlacedLine
from tablewright.converters.readers.scan.recogniser import ReadCharacter, ReadLine

CELL = (0.0, 0.0, 90.0, 60.0)
EM = 30.0


def placed(text: str, *, wide: int = 60, settled: bool = False) -> PlacedLine:
    characters = tuple(ReadCharacter(one, 0.9999, 0.5) for one in text)
    return PlacedLine(ReadLine(characters, settled), (15.0, 20.0, 15.0 + wide, 40.0))


def inked(*runs: tuple[int, int]) -> Mask:
    """Glyphs of twenty pixels' height from one column to another."""
    ink = np.zeros((60, 90), np.uint8)
    for start, end in runs:
        ink[20:40, start:end] = 1
    return ink


@pytest.mark.parametrize(
    ("text", "runs", "again"),
    [
        ("45", [(15, 26), (28, 39)], False),
        ("45", [(15, 41)], False),  # two digits that touch are as wide as two
        ("450", [(15, 41)], True),
        ("450", [(15, 27), (29, 54)], False),
        ("-5", [(15, 41)], True),  # only digits are so wide
        ("45", [(15, 26)], True),  # one digit that was read twice
    ],
)
def test_a_sure_number_is_read_again_where_its_ink_has_not_so_many_digits(
    text: str, runs: list[tuple[int, int]], again: bool
) -> None:
    line = placed(text, wide=runs[-1][1] - 15)
    cell = _Cell((0, 0, 90, 60), CELL, [0])
    sure = _beyond_doubt(inked(*runs), cell, [line.box], [line])
    assert (sure is None) is again


def test_a_settled_number_is_not_looked_at_where_no_other_ink_stands_in_its_cell() -> None:
    line = placed("45", wide=24, settled=True)
    cell = _Cell((0, 0, 90, 60), CELL, [0])
    alone = inked((15, 26), (28, 39))
    assert _settled(alone, cell, [line], EM) == line.line.confidence
    assert _settled(inked((15, 26), (28, 39), (60, 70)), cell, [line], EM) is None
    assert _settled(alone, cell, [placed("45", wide=24)], EM) is None


def two_cells(left: float) -> Grid:
    """Two cells side by side, forty points wide and thirty high."""
    edges = (left, left + 40, left + 80)
    return Grid(edges, (10, 40), (GridCell(0, 0, 1, 1), GridCell(0, 1, 1, 1)))


@pytest.mark.parametrize(
    ("left", "wide", "owned", "crossed"),
    [
        (35, 50, [[], [0]], [True, True]),  # its middle is right on the rule between the cells
        (25, 50, [[0], []], [True, True]),
        (22, 30, [[0], []], [False, False]),
        (2, 30, [[], []], [False, False]),  # its middle is left of the table
        (75, 60, [[], []], [False, False]),
    ],
)
def test_a_cell_is_crossed_only_by_a_line_that_one_of_the_cells_puts_away(
    left: float, wide: float, owned: list[list[int]], crossed: list[bool]
) -> None:
    line = PlacedLine(placed("3725 6079").line, (left, 20.0, left + wide, 32.0))
    cells = _cells([two_cells(20)], [line], 72)
    assert ([cell.lines for cell in cells], [cell.crossed for cell in cells]) == (owned, crossed)


def test_a_line_over_two_tables_crosses_cells_of_both() -> None:
    line = PlacedLine(placed("3725 6079").line, (70.0, 20.0, 140.0, 32.0))
    cells = _cells([two_cells(20), two_cells(100)], [line], 72)
    assert [cell.lines for cell in cells] == [[], [], [0], []]
    assert [cell.crossed for cell in cells] == [False, True, True, False]


def test_a_cell_is_crossed_by_a_long_line_that_holds_its_short_number_too() -> None:
    grid = Grid((0, 80, 120), (10, 40), (GridCell(0, 0, 1, 1), GridCell(0, 1, 1, 1)))
    line = PlacedLine(placed("all the others 5").line, (2.0, 20.0, 92.0, 32.0))
    cells = _cells([grid], [line], 72)
    assert [cell.crossed for cell in cells] == [True, True]
    line = PlacedLine(placed("all the others").line, (2.0, 20.0, 82.0, 32.0))
    assert [cell.crossed for cell in _cells([grid], [line], 72)] == [False, False]
