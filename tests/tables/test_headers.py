from __future__ import annotations

from pathlib import Path

import pytest

from tablewright.converters.tables.build import build_table
from tablewright.converters.tables.draft import DraftCell, DraftTable
from tablewright.converters.tables.headers import HeaderGuess, infer_headers
from tests.tables.notation import Case, draft_of, read_cases

CASES = read_cases(Path(__file__).parent / "headers.txt")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_what_heads_a_table_is_found(case: Case) -> None:
    guess = infer_headers(draft_of(case.table, case.given.get("thead"), case.given.get("stubs")))
    found = {
        "head": str(guess.header_rows),
        "stub": str(guess.stub_columns),
        "bands": ",".join(map(str, sorted(guess.body_header_rows))),
        "inner": ",".join(map(str, sorted(guess.inner_stub_columns))),
        "inferred": "yes" if guess.inferred else "no",
    }
    empty = {"head": "0", "stub": "0", "bands": "", "inner": ""}
    expected = {**empty, "inferred": found["inferred"], **case.expected}
    assert found == expected, guess.reason


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_a_table_marked_as_it_was_understood_is_understood_the_same(case: Case) -> None:
    draft = draft_of(case.table, case.given.get("thead"), case.given.get("stubs"))
    table = build_table(draft, lambda _: None)
    assert table is not None
    marked = [
        DraftCell(
            *(cell.row, cell.column, cell.row_span, cell.column_span, cell.blocks),
            header_mark=cell.role in ("header", "stub"),
            scope={"header": "column", "stub": "row"}.get(cell.role),  # type: ignore[arg-type]
        )
        for cell in table.cells
    ]
    again = build_table(
        DraftTable(table.rows, table.columns, marked, header_rows=table.header_rows or None),
        lambda _: None,
    )
    assert again == table


def test_a_literal_draft_is_taken_at_its_word() -> None:
    draft = draft_of("地区 | 人口\n东河 | 12")
    draft.literal = True
    assert infer_headers(draft) == HeaderGuess(0, 0)


def test_the_reason_is_one_sentence() -> None:
    guess = infer_headers(draft_of("地区 | 人口\n东河 | 12\n西山 | 7"))
    assert guess.reason == (
        "Inferred 1 header row, for words stand over numbers in 1 of 1 column; "
        "1 stub column, for words stand beside numbers."
    )


@pytest.mark.parametrize("thead", [None, 1, 300, 499, 500])
def test_a_long_table_is_judged_by_its_first_rows(thead: int | None) -> None:
    rows = ["地区 | 人口", *(f"村{row} | {row}" for row in range(499))]
    guess = infer_headers(draft_of("\n".join(rows), thead))
    assert guess.header_rows == {300: 300, 499: 499}.get(thead or 0, 1)


def test_a_head_printed_again_far_down_is_found() -> None:
    rows = ["地区 | 人口", *(f"村{row} | {row}" for row in range(499)), "地区 | 人口", "末 | 1"]
    assert infer_headers(draft_of("\n".join(rows))).body_header_rows == {500}
