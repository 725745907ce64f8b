"""What docs/values.md says of texts is what they are read as."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tablewright.converters.model import Amount, Date, Decimal, Integer, Percent
from tablewright.converters.tables.values import parse_value

PAGE = (Path(__file__).parents[2] / "docs" / "values.md").read_text(encoding="utf-8")
KINDS: dict[str, type] = {
    "whole number": Integer,
    "decimal": Decimal,
    "share": Percent,
    "amount": Amount,
    "date": Date,
    "none": type(None),
}
ROWS = [
    (text, KINDS[kind])
    for texts, kind in re.findall(
        r"^\| (`.*`) \| (whole number|[a-z]+)[^|]*\|$", PAGE, re.MULTILINE
    )
    for text in re.findall("`([^`]+)`", texts)
    if kind in KINDS
]


def test_the_page_has_examples_of_every_kind() -> None:
    assert {kind for _, kind in ROWS} == set(KINDS.values())


@pytest.mark.parametrize(("text", "kind"), ROWS)
def test_an_example_has_the_kind_that_the_page_says(text: str, kind: type) -> None:
    assert type(parse_value(text)) is kind
