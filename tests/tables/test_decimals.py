from __future__ import annotations

import decimal

import pytest

from tablewright.converters.model import Decimal, Integer, Percent, Value
from tablewright.converters.model.text import cell_text
from tablewright.converters.tables.build import build_table
from tablewright.converters.tables.decimals import has_decimal_comma
from tablewright.converters.tables.values import parse_value
from tests.tables.notation import draft_of


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("12,5", "0,8"), True),
        (("1.204,5", "1.310,0", "7"), True),
        (("12,5 %", "7,25 %", "1.204"), True),
        (("1 204,5", "(12,5)", "-3,25"), True),
        (("1.234.567", "12,5"), True),
        (("1,234", "5,678"), False),
        (("12,5", "1,234", "2,345"), False),
        (("12,5", "0,8", "12.5"), False),
        (("1,2", "2,3"), False),
        (("12,5",), False),
        (("1.234", "5.678"), False),
        ((), False),
    ],
)
def test_forms_that_only_one_convention_has_decide(texts: tuple[str, ...], expected: bool) -> None:
    assert has_decimal_comma(texts) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12,5", Decimal(decimal.Decimal("12.5"))),
        ("1.204", Integer(1204)),
        ("1.204.300,75", Decimal(decimal.Decimal("1204300.75"))),
        ("-0,8 %", Percent(decimal.Decimal("-0.8"))),
        ("0,125", Decimal(decimal.Decimal("0.125"))),
        ("1,234", None),
        ("12.5", None),
        ("17", Integer(17)),
    ],
)
def test_with_a_decimal_comma_points_group_digits(text: str, expected: Value | None) -> None:
    assert parse_value(text, decimal_comma=True) == expected


def test_the_numbers_of_a_table_are_read_by_one_convention() -> None:
    table = build_table(
        draft_of("Land | Fläche | Anteil\nNord | 1.204 | 12,5\nOst | 310 | 0,8"), lambda _: None
    )
    assert table is not None
    assert {cell_text(cell): cell.value for cell in table.cells if cell.role == "data"} == {
        "1.204": Integer(1204),
        "12,5": Decimal(decimal.Decimal("12.5")),
        "310": Integer(310),
        "0,8": Decimal(decimal.Decimal("0.8")),
    }
