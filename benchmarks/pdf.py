"""CPU milliseconds per page of reading PDFs, beside pdfplumber and pdfium's bare text.

    python benchmarks/pdf.py FILE.pdf...

Each figure is the best of several interleaved runs in one process over the first pages of a file.
`objects` is characters and rulings alone, `document` everything: all blocks and tables. Ratios
are pdfplumber / tablewright for the same pages. Nothing is asserted: machines differ.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pypdfium2

from tablewright.converters.readers import ReadOptions, Source
from tablewright.converters.readers.pdf.assemble import assemble
from tablewright.converters.readers.pdf.page import read_page
from tablewright.converters.readers.pdf.worker import open_pdf

RUNS = 3
PAGES = 4


def cpu_ms(work: Callable[[], object]) -> float:
    """CPU milliseconds of one run."""
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


def bare_text(path: Path, pages: range) -> None:
    document = pypdfium2.PdfDocument(path)
    for number in pages:
        page = document[number]
        page.get_textpage().get_text_bounded()
    document.close()


def objects(path: Path, pages: range) -> None:
    pdf = open_pdf(Source(path.name, path.read_bytes()), None)
    for number in pages:
        read_page(pdf, number)
    pdf.close()


def document(path: Path, pages: range) -> None:
    source = Source(path.name, path.read_bytes())
    pdf = open_pdf(source, None)
    assemble(pdf, source, ReadOptions(pages=tuple(number + 1 for number in pages)))
    pdf.close()


def plumber_objects(path: Path, pages: range) -> None:
    with pdfplumber.open(path) as pdf:
        for number in pages:
            _ = pdf.pages[number].chars, pdf.pages[number].edges


def plumber_tables(path: Path, pages: range) -> None:
    with pdfplumber.open(path) as pdf:
        for number in pages:
            pdf.pages[number].extract_tables()


STEPS = (bare_text, objects, document, plumber_objects, plumber_tables)


def main() -> None:
    heads = ("pages", "bare", "objects", "document", "pl.chars", "pl.tables", "objects x", "all x")
    print(f"{'file':<36}" + "".join(f"{head:>10}" for head in heads))
    ratios: list[tuple[float, float]] = []
    for path in map(Path, sys.argv[1:]):
        pages = range(min(PAGES, len(pypdfium2.PdfDocument(path))))
        best = [float("inf")] * len(STEPS)
        for _ in range(RUNS):
            for place, step in enumerate(STEPS):
                best[place] = min(best[place], cpu_ms(lambda s=step, p=path, n=pages: s(p, n)))
        bare, ours, whole, chars, tables = (figure / len(pages) for figure in best)
        ratios.append((chars / ours, tables / whole))
        figures = (len(pages), bare, ours, whole, chars, tables, *ratios[-1])
        print(f"{path.name[:35]:<36}" + "".join(f"{figure:>10.1f}" for figure in figures))
    if ratios:
        medians = (f"{statistics.median(side):.1f}" for side in zip(*ratios, strict=True))
        print("median ratios", *medians)


if __name__ == "__main__":
    main()
