"""CPU milliseconds per page of reading PDFs, beside pdfplumber and pdfium's bare text.

    python benchmarks/pdf.py [--peers PYTHON] [FILE.pdf...]

Without files it measures files of its own. Each figure is the best of several interleaved runs in
one process over up to four pages of a file, from the first third of long ones. `bare` is pdfium
alone: open, load, text. `objects` is characters and rulings, `document` everything: all blocks
and tables. The collector of cycles is set as in the worker, for all alike. Ratios are pdfplumber /
tablewright for the same pages, and tablewright / bare. With `--peers` camelot and img2table are
measured too, where that interpreter has them. Nothing is asserted: machines differ.
"""

from __future__ import annotations

import gc
import json
import logging
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pdfplumber
import pypdfium2

from tablewright.converters.readers import ReadOptions, Source
from tablewright.converters.readers.pdf.document.assemble import assemble
from tablewright.converters.readers.pdf.objects.page import read_page
from tablewright.converters.readers.pdf.workers.worker import collect_rarely, open_pdf

RUNS = 4
PAGES = 4
LONG = 8


def cpu_ms(work: Callable[[Path, range], object], path: Path, pages: range) -> float:
    """CPU milliseconds of one run for each page."""
    gc.collect()
    began = time.process_time()
    work(path, pages)
    return (time.process_time() - began) * 1000 / len(pages)


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
HEADS = (
    *("pages", "bare", "objects", "document", "pl.chars", "pl.tables"),
    *("objects x", "all x", "obj/bare", "all/bare"),
)


def chosen_pages(path: Path) -> range:
    count = len(pypdfium2.PdfDocument(path))
    first = count // 3 if count > LONG else 0
    return range(first, first + min(PAGES, count))


def measure(path: Path) -> tuple[float, ...]:
    """The figures of one file in the order of HEADS, but the pages."""
    pages = chosen_pages(path)
    best = [float("inf")] * len(STEPS)
    for run in range(RUNS):
        for place, step in enumerate(STEPS):
            if step.__name__.startswith("plumber") and run > 1:
                continue
            best[place] = min(best[place], cpu_ms(step, path, pages))
    bare, ours, whole, chars, tables = best
    return (*best, chars / ours, tables / whole, ours / bare, whole / bare)


def show(paths: Sequence[Path]) -> None:
    print(f"{'file':<36}" + "".join(f"{head:>10}" for head in HEADS))
    rows = []
    for path in paths:
        rows.append(measure(path))
        figures = (len(chosen_pages(path)), *rows[-1])
        print(f"{path.name[:35]:<36}" + "".join(f"{figure:>10.1f}" for figure in figures))
    if rows:
        medians = [statistics.median(column) for column in zip(*rows, strict=True)]
        print(f"{'median':<46}" + "".join(f"{figure:>10.1f}" for figure in medians))


def show_peers(python: str, paths: Sequence[Path]) -> None:
    """Camelot and img2table on the first pages of the same files."""
    script = Path(__file__).with_name("pdf_peers.py")
    for path in paths:
        pages = min(PAGES, len(pypdfium2.PdfDocument(path)))
        done = subprocess.run(
            [python, str(script), str(pages), str(path)], capture_output=True, text=True
        )
        if done.returncode:
            print(f"{path.name[:35]:<36} {python} failed: {done.stderr.strip()[-200:]}")
            return
        (figures,) = json.loads(done.stdout).values()
        ours = min(cpu_ms(document, path, range(pages)) for _ in range(RUNS))
        parts = [
            f"{name} failed"
            if figure is None
            else f"{name} {figure:.0f} ms ({figure / ours:.0f} x)"
            for name, figure in figures.items()
        ]
        print(f"{path.name[:35]:<36} document {ours:.0f} ms; " + "; ".join(parts))


def main() -> None:
    logging.disable(logging.WARNING)
    collect_rarely()
    names = sys.argv[1:]
    python = None
    if names[:1] == ["--peers"]:
        python, names = names[1], names[2:]
    with tempfile.TemporaryDirectory() as folder:
        if names:
            paths = [Path(name) for name in names]
        else:
            from pdf_samples import write_samples

            paths = write_samples(Path(folder))
        show(paths)
        if python is not None:
            show_peers(python, paths)


if __name__ == "__main__":
    main()
