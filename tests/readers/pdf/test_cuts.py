"""Reports whose tables a page break cuts at every row, printed by two programs: all facts right."""

from __future__ import annotations

from pathlib import Path

import pytest

from tablewright.converters import read
from tablewright.converters.model import Document, Table
from tests.readers.pdf.cutting import (
    Outcome,
    cut_before_each_row,
    outcome,
    shifted_in_docx,
    shifted_in_html,
    tables_alone,
)
from tests.readers.pdf.printing import by_browser, by_office

REPORTS = ("report-one-cell-per-line", "report-padded-rows-2019")
PAGES = {
    "large": ("", range(0, 1000, 40)),
    "small": ("@page{size:A5;margin:12mm}body{font-size:9pt}", range(0, 700, 25)),
}


def known(samples: Path, name: str) -> Document:
    return tables_alone(read(samples / f"{name}.txt"))


def uncut(result: Outcome, document: Document, wanted: set[int]) -> dict[int, set[int]]:
    """By table the rows that no page break came to, of those that it can come to.

    Headers are repeated or kept with the row below them.
    """
    tables = [block for block in document.blocks if isinstance(block, Table)]
    missed = {}
    for number in wanted:
        table = tables[number]
        heads = {cell.end_row for cell in table.cells if cell.role == "header"}
        rows = set(range(table.header_rows + 1, table.rows)) - heads
        if rows - result.cuts.get(number, set()):
            missed[number] = rows - result.cuts.get(number, set())
    return missed


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("name", REPORTS)
def test_a_browser_breaks_the_page_before_every_row(
    name: str, samples: Path, tmp_path: Path
) -> None:
    document = known(samples, name)
    result = outcome(by_browser(cut_before_each_row(document), tmp_path), document)
    assert result.wrong_facts == []
    assert result.wrong_tables == []
    assert uncut(result, document, {0, 1, 2}) == {}


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("size", PAGES)
@pytest.mark.parametrize("name", REPORTS)
def test_a_browser_breaks_pages_inside_rows(
    name: str, size: str, samples: Path, tmp_path: Path
) -> None:
    document = known(samples, name)
    css, heights = PAGES[size]
    result = outcome(by_browser(shifted_in_html(document, heights, css), tmp_path), document)
    assert result.copies == len(heights)
    assert result.wrong_facts == []
    assert result.wrong_tables == []


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize("name", REPORTS)
def test_an_office_program_breaks_the_page_at_every_row(
    name: str, number: int, samples: Path, tmp_path: Path
) -> None:
    document = known(samples, name)
    (data,) = by_office([shifted_in_docx(document, number, range(1, 720, 15))], tmp_path)
    result = outcome(data, document)
    assert result.copies == 48
    assert result.wrong_facts == []
    assert result.wrong_tables == []
    assert uncut(result, document, {number}) == {}
