"""Documents printed by Chromium and LibreOffice, read back from their PDFs."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from tablewright.converters import read, render
from tablewright.converters.forms import extract_facts
from tablewright.converters.model import Document, Heading, Paragraph, Table, Text
from tablewright.converters.model.text import block_text, cell_text
from tests.readers.pdf.printing import by_browser, by_office
from tests.readers.pdf.shown import read_here
from tests.readers.pdf.specimens import STYLES, Specimen, book, specimen

SEEDS = range(1000, 1000 + 4 * len(STYLES))
REPORTS = ("report-one-cell-per-line", "report-padded-rows-2019")

Grid = list[tuple[int, int, int, int, str]]


def grid(table: Table) -> Grid:
    """Cells by place, spans and text without spaces."""
    return [
        (c.row, c.column, c.row_span, c.column_span, "".join(cell_text(c).split()))
        for c in table.cells
    ]


def truth(known: Specimen) -> Grid:
    out: Grid = []
    taken: set[tuple[int, int]] = set()
    for row, slots in enumerate(known.rows):
        column = 0
        for slot in slots:
            while (row, column) in taken:
                column += 1
            height, width = slot.row_span, slot.column_span
            taken |= {(row + r, column + c) for r in range(height) for c in range(width)}
            out.append((row, column, height, width, "".join(slot.text.split())))
    return sorted(out)


def tables_by_seed(document: Document) -> dict[int, list[Table]]:
    """The tables after each marker `Specimen N`."""
    found: dict[int, list[Table]] = {}
    seed = -1
    for block in document.blocks:
        if isinstance(block, Heading | Paragraph):
            words = block_text((block,)).split()
            if words[:1] == ["Specimen"]:
                seed = int(words[1])
        elif isinstance(block, Table):
            found.setdefault(seed, []).append(block)
    return found


@pytest.mark.browser
@pytest.mark.slow
def test_known_tables_come_back_from_a_printed_book(tmp_path: Path) -> None:
    document = read_here(by_browser(book(SEEDS), tmp_path))
    found = tables_by_seed(document)
    exact = {
        seed: [grid(table) for table in found.get(seed, [])] == [truth(specimen(seed))]
        for seed in SEEDS
    }
    ruled = [exact[seed] for seed in SEEDS if specimen(seed).style in ("grid", "open-sides")]
    assert all(ruled)
    assert sum(exact.values()) >= 0.6 * len(exact)
    assert sum(len(found.get(seed, [])) == 1 for seed in SEEDS) >= len(exact) - 2


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
