from __future__ import annotations

from pathlib import Path

import pytest

from tablewright.converters.tables.headers import infer_headers
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
