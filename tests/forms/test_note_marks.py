"""Raised marks of notes behind the numbers of a report are no digits of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tablewright.converters import read
from tablewright.converters.forms import extract_facts
from tablewright.converters.readers import Source

SAMPLE = Path(__file__).parents[2] / "samples" / "portal-page-gbk.html"
_NUMBER = re.compile(r"(>\s*[1-9]\d*)(\s*<)")


def values(page: str) -> object:
    tables = extract_facts(read(Source("report.html", page.encode("gbk")))).tables
    return [
        (table, row, column, fact.value)
        for table, rows in tables.items()
        for row, columns in rows.items()
        for column, fact in columns.items()
    ]


@pytest.mark.parametrize("mark", ["<sup>1</sup>", "①", "<sup>注2</sup>"])
def test_a_number_with_a_note_is_the_number_that_it_was(mark: str) -> None:
    page = SAMPLE.read_bytes().decode("gbk")
    marked, count = _NUMBER.subn(rf"\g<1>{mark}\g<2>", page)
    assert count > 20
    assert values(marked) == values(page)
