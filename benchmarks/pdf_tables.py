"""How well known tables come back from PDFs of Chromium, WeasyPrint, LibreOffice and XeLaTeX.

    python benchmarks/pdf_tables.py [--varied | --held-out] [--count 480] [--engine NAME]
        [--worst 20] [--only SEED,...]

Prints TEDS (PubTabNet, `th` as `td`) and exact grids by style, engine, setting, width and depth of
the header. Recovery is tuned on the first part, which is plain, and the second, `--varied`; the
third, `--held-out`, has other seeds, words, fonts, lines and shades, and only its figures are
looked at. Printed PDFs are kept in the system's temporary folder, so a second run takes a few
seconds a hundred tables.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tablewright.converters.model import Document, Table
from tablewright.converters.readers import ReadOptions, Source
from tablewright.converters.readers.pdf.document.assemble import assemble
from tablewright.converters.readers.pdf.workers.worker import open_pdf
from tests.readers.pdf.specimens import engines, nothing
from tests.readers.pdf.specimens.known import (
    ENGINES,
    FIRST_HARDER,
    FIRST_HELD_OUT,
    FIRST_VARIED,
    RULED,
    STYLES,
    Known,
    known_table,
)
from tests.readers.pdf.specimens.scoring import Grid, Result, results, truth_of

BLANKS = 112


def read_file(path: Path) -> Document:
    """The document of a printed file."""
    source = Source(path.name, path.read_bytes())
    return assemble(open_pdf(source, None), source, ReadOptions())


def line(name: str, chosen: Sequence[Result]) -> str:
    """One row of the report."""
    if not chosen:
        return ""
    count = len(chosen)
    teds = sum(result.teds for result in chosen) / count
    exact = sum(result.exact for result in chosen)
    missed = sum(result.missed for result in chosen)
    return f"{name:24}{count:6}{teds:9.3f}{exact:7}{100 * exact / count:6.0f} %{missed:8}"


def groups(found: Sequence[Result]) -> list[tuple[str, Callable[[Result], bool]]]:
    """Names of groups with what belongs to them."""
    out: list[tuple[str, Callable[[Result], bool]]] = [
        ("all", lambda r: True),
        ("ruled", lambda r: r.known.look.style in RULED),
        ("borderless and partly", lambda r: r.known.look.style not in RULED),
        ("with spans", lambda r: r.known.spanned),
    ]
    out += [(style, lambda r, s=style: r.known.look.style == s) for style in STYLES]
    out += [(engine, lambda r, e=engine: r.known.engine == e) for engine in ENGINES]
    settings = sorted({result.known.setting for result in found})
    out += [(name, lambda r, n=name: r.known.setting == n) for name in settings]
    out += [(f"script {n}", lambda r, n=n: r.known.script == n) for n in ("en", "zh", "ru")]
    for low, high in ((1, 1), (2, 3), (4, 6), (7, 10), (11, 30)):
        out.append((f"{low}-{high} columns", lambda r, a=low, b=high: a <= r.known.columns <= b))
    out += [(f"{n} header rows", lambda r, n=n: r.known.head == n) for n in range(1, 6)]
    return out


def show(grid: Grid) -> str:
    """A grid as text, for looking at."""
    return "\n".join(
        " | ".join(
            text + (f" <{columns}" if columns > 1 else "") + (f" ^{rows}" if rows > 1 else "")
            for rows, columns, text in row
        )
        for row in grid
    )


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser()
    part = parser.add_mutually_exclusive_group()
    part.add_argument("--varied", action="store_true")
    part.add_argument("--harder", action="store_true")
    part.add_argument("--held-out", action="store_true")
    parser.add_argument("--count", type=int, default=480)
    parser.add_argument("--engine", choices=ENGINES)
    parser.add_argument("--worst", type=int, default=0)
    parser.add_argument("--only", default="")
    parser.add_argument("--first", type=int, help="another first seed")
    parser.add_argument("--blanks", type=int, default=BLANKS)
    options = parser.parse_args()
    if options.held_out and (options.worst or options.only):
        parser.error("the held-out part is not looked at")
    first = FIRST_HELD_OUT if options.held_out else FIRST_VARIED if options.varied else 0
    if options.harder:
        first = FIRST_HARDER
    if options.first is not None:
        first = options.first
    specimens = [known_table(seed) for seed in range(first, first + options.count)]
    found, more, false = measure(specimens, first, options.blanks, options.engine)
    only = {int(seed) for seed in options.only.split(",") if seed}
    for result in sorted(found, key=lambda result: result.teds):
        if result.known.seed in only:
            _show(result)
    if options.worst:
        for result in sorted(found, key=lambda result: result.teds)[: options.worst]:
            look = result.known
            print(
                f"{look.seed} {look.engine} {look.look.style} {look.setting} {look.script} "
                f"{len(look.rows)}x{look.columns} {result.teds:.3f}{' missed' * result.missed}"
            )
    if only:
        return
    print(f"{'':24}{'tables':>6}{'TEDS':>9}{'exact':>7}{'':8}{'missed':>8}")
    for name, belongs in groups(found):
        row = line(name, [result for result in found if belongs(result)])
        if row:
            print(row)
    print(f"tables too many beside known ones: {more}; on {options.blanks} pages without: {false}")


def measure(
    specimens: Sequence[Known], first: int, blanks: int, engine: str | None
) -> tuple[list[Result], int, int]:
    """Results, tables too many, and tables on pages without."""
    found: list[Result] = []
    more = false = 0
    chosen = [name for name in ENGINES if engine in (None, name) and engines.is_there(name)]
    with ProcessPoolExecutor(2) as pool:
        for name in chosen:
            mine = [known for known in specimens if known.engine == name]
            documents = pool.map(read_file, engines.printed(name, mine))
            part, too_many = results(mine, documents)
            found += part
            more += too_many
        for name in chosen:
            pages = [nothing.blank_page(first + n) for n in range(blanks)]
            path = engines.printed_source(
                name, nothing.book(name, [page for page in pages if page.engine == name])
            )
            document = pool.submit(read_file, path).result()
            tables = [block for block in document.blocks if isinstance(block, Table)]
            if tables and first < FIRST_HELD_OUT:
                print(name, "false", [(t.origin, t.rows, t.columns) for t in tables])
            false += len(tables)
    return found, more, false


def _show(result: Result) -> None:
    known = result.known
    print(f"== {known.seed} {known.engine} {known.setting} {known.look} {result.teds:.3f}")
    print(show(truth_of(known)))
    print("-- found")
    print(show(result.found))


if __name__ == "__main__":
    main()
