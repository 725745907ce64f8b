"""Documents printed by Chromium and LibreOffice, read back from their PDFs."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from tablewright.converters import read, render
from tablewright.converters.forms import extract_facts
from tablewright.converters.model import Document, Paragraph, Text
from tests.readers.pdf.printing import by_browser, by_office
from tests.readers.pdf.shown import read_here

REPORTS = ("report-one-cell-per-line", "report-padded-rows-2019")


def shifted(document: Document, lines: int) -> Document:
    """The document after so many lines more, so that pages break elsewhere."""
    filler = tuple(Paragraph((Text(f"填充第{number}行。"),)) for number in range(lines))
    return replace(document, blocks=filler + document.blocks)


def values(document: Document) -> dict[tuple[str, str, str], object]:
    facts = extract_facts(document)
    return {
        (table, row, column): (fact.value, fact.text)
        for table, rows in facts.tables.items()
        for row, columns in rows.items()
        for column, fact in columns.items()
    }


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.parametrize("name", REPORTS)
def test_facts_survive_page_breaks_of_an_office_program(
    name: str, samples: Path, tmp_path: Path
) -> None:
    document = read(samples / f"{name}.txt")
    documents = [render(shifted(document, lines), "docx") for lines in range(0, 34, 2)]
    for data in by_office(documents, tmp_path):
        assert values(read_here(data)) == values(document)


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("lines", [0, 3, 8, 9, 15, 21])
@pytest.mark.parametrize("name", REPORTS)
def test_facts_survive_page_breaks_of_a_browser(
    name: str, lines: int, samples: Path, tmp_path: Path
) -> None:
    document = read(samples / f"{name}.txt")
    html = render(shifted(document, lines), "html").decode()
    assert values(read_here(by_browser(html, tmp_path))) == values(document)
