"""Tables that are read from the right."""

from __future__ import annotations

import pytest

from tablewright.converters.readers.pdf.document.fromright import in_order_of_columns
from tablewright.converters.tables.build import build_table
from tests.tables.notation import draft_of, printed


def read(rows: str) -> str:
    """A table, given as it is seen from left to right, as it is read."""
    draft = draft_of(rows)
    in_order_of_columns(draft)
    table = build_table(draft, lambda _: None)
    assert table is not None
    return printed(table)


def test_an_arabic_table_starts_at_its_right_side() -> None:
    seen = "الطلاب | المعلمون | المنطقة\n264 | 476 | الرياض\n981 | 286 | تبوك"
    assert read(seen) == "المنطقة | المعلمون | الطلاب\nالرياض | 476 | 264\nتبوك | 286 | 981"


def test_headers_over_several_columns_stand_over_the_same_ones() -> None:
    seen = "الطلاب | المدارس | < | المنطقة\n^ | أهلية | حكومية | ^\n٧٥ | ٤٠٥ | ٣٣٢ | الرياض"
    assert read(seen) == (
        "المنطقة | المدارس | < | الطلاب\n^ | حكومية | أهلية | ^\nالرياض | ٣٣٢ | ٤٠٥ | ٧٥"
    )


@pytest.mark.parametrize(
    "seen",
    [
        "Region | طلاب | المنطقة المنورة\nTabuk | 476 | منطقة تبوك\nNajran | 286 | منطقة نجران",
        "Region | Pupils | المنطقة\nTabuk | 476 | تبوك",
        "م | الطلاب | الاسم\n1 | 476 | تبوك\n2 | 17 | نجران\n3 | 18 | جازان",
        "Name | Staff\nTabuk | 17",
    ],
    ids=["labels in two scripts", "mostly Latin", "rows counted at the left", "Latin"],
)
def test_other_tables_start_at_their_left_side(seen: str) -> None:
    assert read(seen) == seen
