"""Commas that were read as points, told by the other numbers of their table."""

from __future__ import annotations

import pytest

from tablewright.converters.model import Cell, Paragraph, Table, Text
from tablewright.converters.readers.scan.separators import with_separators_in_doubt

MANY = ("1,202 1,303", "2,202 2,303", "3,202 3,303", "4,202 4,303")


def table(*rows: str, sure: float | None = 0.999) -> Table:
    return Table(
        rows=len(rows),
        columns=len(rows[0].split()),
        cells=tuple(
            Cell(row, column, (Paragraph((Text(text),)),), confidence=sure)
            for row, line in enumerate(rows)
            for column, text in enumerate(line.split())
        ),
    )


def doubted(*rows: str) -> list[str]:
    before = table(*rows)
    after = with_separators_in_doubt(before)
    texts = [text for line in rows for text in line.split()]
    return [
        text
        for text, old, new in zip(texts, before.cells, after.cells, strict=True)
        if new.confidence != old.confidence
    ]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (("387 50,547", "8 12,001", "5.354 7", *MANY), ["5.354"]),
        (
            ("387 50.547", "8 12.001", "5,354 7", *(row.replace(",", ".") for row in MANY)),
            ["5,354"],
        ),
        (("387 50,547", "8 28.459"), ["50,547", "28.459"]),
        (("8,5 9,9", "0,3 58,9", "1,4 -85.8%", "1,1 2,2", "3,3 4,4"), ["-85.8%"]),
        (("8 38", "07 12", "13 14", "15 16"), ["07"]),
        (("17:1", "13.5", "2.0", "4.4"), ["17:1"]),
        (("1.234,5 18", "2,234.5 19"), ["1.234,5", "2,234.5"]),
        (("1.5", "3883.522426.0", "2.0", "4.4"), ["3883.522426.0"]),
        (("五 11", "2 7", "三 9", "5 4", "8 2"), ["三"]),
        (("60.8%|", "3.9%", "2.0%", "4.4%"), ["60.8%|"]),
        (("1.5", ":3882.0", "2.0", "4.4"), [":3882.0"]),
        (("67.1 3.110", "78.9 986", "44.4 783"), ["3.110"]),
        (("947.3", "947.33-1514.6", "2.0", "4.4"), ["947.33-1514.6"]),
    ],
)
def test_numbers_whose_separators_do_not_agree_ask_for_a_review(
    rows: tuple[str, ...], found: list[str]
) -> None:
    assert doubted(*rows) == found


@pytest.mark.parametrize(
    "rows",
    [
        ("387 50,547", "8 12,001", "5,354 7"),
        ("387 50.547", "8 12.001", "5.354 7"),  # groups after points throughout
        ("1.234 50,547", "2.345 12,001", "7.001 9"),  # a column with three decimals
        ("0.234 50,547", "12 12,001", "7.001 9"),  # so has one with a leading zero
        ("1,234.5 0.25", "12.0 1,000"),
        ("1.4.2025 3,5", "2.4.2025 7,1", "12 1,1", "13 2,2"),
        ("07 17:30", "08 18:15", "12 9:05"),
        ("1.5-2.5 1999-2000", "2.5-3.5 2001-02", "4 2003"),  # ranges throughout
    ],
)
def test_separators_that_agree_are_left_alone(rows: tuple[str, ...]) -> None:
    assert doubted(*rows) == []


def test_cells_that_were_not_recognised_are_left_alone() -> None:
    digital = table("387 50,547", "8 28.459", sure=None)
    assert with_separators_in_doubt(digital) is digital


@pytest.mark.parametrize(
    ("text", "sure"), [("608 6", False), ("82 5%", False), ("1 204", True), ("12 480 117,5", True)]
)
def test_a_space_inside_a_number_that_parts_no_group_asks_for_a_review(
    text: str, sure: bool
) -> None:
    cell = Cell(0, 0, (Paragraph((Text(text),)),), confidence=0.999)
    found = with_separators_in_doubt(Table(rows=1, columns=1, cells=(cell,)))
    assert (found.cells[0].confidence == 0.999) is sure
