import pytest
from hypothesis import given
from hypothesis import strategies as st

from tablewright.converters.model import Cell, Integer, Paragraph, Table, Text
from tablewright.converters.writers.docx.widths import fit_columns, text_units, wants_landscape
from tests.strategies import tables

ROOM, LETTER = 9000, 95


def row(*texts: str) -> Table:
    cells = tuple(
        Cell(
            row=0,
            column=column,
            blocks=(Paragraph((Text(text),)),),
            value=Integer(int(text)) if text.isdecimal() else None,
        )
        for column, text in enumerate(texts)
    )
    return Table(rows=1, columns=len(texts), cells=cells)


@pytest.mark.parametrize(("text", "units"), [("abc", 3), ("中文", 4), ("a中１", 5), ("", 0)])
def test_a_wide_character_counts_two(text: str, units: int) -> None:
    assert text_units(text) == units


@given(tables(), st.integers(500, 14000))
def test_columns_fill_at_most_the_room(table: Table, room: int) -> None:
    widths = fit_columns(table, room, LETTER)
    assert len(widths) == table.columns
    assert min(widths) >= 1
    assert sum(widths) <= room + table.columns


def test_widths_of_the_model_are_kept_where_they_fit() -> None:
    table = Table(1, 2, row("a", "b").cells, column_widths=(100.0, 50.0))
    assert fit_columns(table, ROOM, LETTER) == [2000, 1000]
    assert fit_columns(table, 1500, LETTER) == [1000, 500]


def test_widths_of_the_model_that_would_break_a_number_grow_where_there_is_room() -> None:
    table = Table(1, 2, row("a", "1234567").cells, column_widths=(400.0, 20.0))
    assert fit_columns(table, ROOM, LETTER) == [8000, 7 * LETTER + 160]
    assert fit_columns(table, 4000, LETTER) == [4000 - 7 * LETTER - 160, 7 * LETTER + 160]


def test_a_longer_text_has_a_wider_column() -> None:
    short, long = fit_columns(row("是", "按规定需要逐项说明理由的办理结果"), ROOM, LETTER)
    assert long > 3 * short


def test_number_columns_are_equally_wide() -> None:
    widths = fit_columns(row("事项名称很长很长很长很长", "1", "1000", "20"), ROOM, LETTER)
    assert max(widths[1:]) - min(widths[1:]) <= 1


def test_only_a_table_whose_words_would_break_wants_a_turned_page() -> None:
    assert wants_landscape(row(*["123456789"] * 16), ROOM, LETTER)
    assert not wants_landscape(row(*["12"] * 16), ROOM, LETTER)
    assert not wants_landscape(row("123456789" * 10, "x"), ROOM, LETTER)
