"""Totals of tables that follow no form."""

from __future__ import annotations

import pytest

from tablewright.converters.forms import arithmetic
from tablewright.converters.model import Cell, Table
from tablewright.converters.tables.values import parse_value

from .crude import paragraph


def table(*rows: str, header: bool = True) -> Table:
    """A table of one line per row, cells separated by bars; the first column is the stub."""
    texts = [[text.strip() for text in row.split("|")] for row in rows]
    cells = [
        Cell(
            r,
            c,
            (paragraph(text),) if text else (),
            role="header" if header and r == 0 else "stub" if c == 0 else "data",
            value=parse_value(text) if text and c and (r or not header) else None,
        )
        for r, row in enumerate(texts)
        for c, text in enumerate(row)
    ]
    return Table(
        rows=len(texts), columns=len(texts[0]), cells=tuple(cells), header_rows=int(header)
    )


def outcomes(found: Table) -> list[tuple[str, str, tuple[int, int], object, object]]:
    return [(s.outcome, s.direction, s.total, s.left, s.right) for s in arithmetic(found)]


def test_a_total_row_is_found_by_its_word_and_checked() -> None:
    found = table("项目|一季度|二季度", "甲|3|4", "乙|5|6", "合计|8|11")
    assert outcomes(found) == [
        ("pass", "row", (3, 1), 8, 8),
        ("fail", "row", (3, 2), 10, 11),
    ]


def test_a_total_column_is_found_by_its_head_and_checked() -> None:
    found = table("地区|男|女|总计", "东|3|4|7", "西|5|6|12")
    assert outcomes(found) == [
        ("pass", "column", (1, 3), 7, 7),
        ("fail", "column", (2, 3), 11, 12),
    ]


def test_subtotals_cover_their_own_rows_and_the_total_covers_the_subtotals() -> None:
    found = table(
        "Item|2023|2024", "a|1|2", "b|3|4", "Subtotal|4|6", "c|5|6", "d|7|8", "Subtotal|12|14",
        "Total|16|21",
    )  # fmt: skip
    assert [(s.total, s.outcome, s.left, s.addends) for s in arithmetic(found)] == [
        ((3, 1), "pass", 4, ((1, 1), (2, 1))),
        ((3, 2), "pass", 6, ((1, 2), (2, 2))),
        ((6, 1), "pass", 12, ((4, 1), (5, 1))),
        ((6, 2), "pass", 14, ((4, 2), (5, 2))),
        ((7, 1), "pass", 16, ((3, 1), (6, 1))),
        ((7, 2), "fail", 20, ((3, 2), (6, 2))),
    ]


def test_a_total_may_stand_first() -> None:
    found = table("Item|x|y", "Total|4|6", "a|1|2", "b|3|4")
    assert [one[0] for one in outcomes(found)] == ["pass", "pass"]


def test_a_last_row_without_a_word_is_a_total_only_where_it_fits_everywhere() -> None:
    assert len(arithmetic(table("Item|x|y", "a|1|2", "b|3|4", "all|4|6"))) == 2
    assert arithmetic(table("Item|x|y", "a|1|2", "b|3|4", "c|4|7")) == ()


def test_a_blank_is_not_zero() -> None:
    found = table("Item|x|y", "a|1|2", "b||4", "Total|1|6")
    assert [(s.total, s.outcome) for s in arithmetic(found)] == [
        ((3, 1), "not_assessable"),
        ((3, 2), "pass"),
    ]


@pytest.mark.parametrize("word", ["totally|1|2", "总计划|1|2", "subtotalled|1|2"])
def test_words_that_only_begin_like_a_total_are_none(word: str) -> None:
    assert arithmetic(table("Item|x|y", "a|5|2", "b|3|4", word)) == ()


def test_tables_without_numbers_have_no_totals() -> None:
    assert arithmetic(table("a|b", "c|d")) == ()
