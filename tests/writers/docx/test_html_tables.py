"""Tables of HTML pages, read back from the DOCX by two that share no code with us."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tablewright.converters.readers.base import Ledger, ReadOptions, Source
from tablewright.converters.readers.encoding import decode
from tablewright.converters.readers.html import read_html
from tablewright.converters.readers.html.declared import declared_encoding
from tablewright.converters.writers.base import WriteOptions
from tablewright.converters.writers.docx import write_docx
from tests.readers.docx.oracle import oracle_tables
from tests.readers.html import oracle
from tests.writers.docx.ooxml_oracle import faults
from tests.writers.docx.pandoc_tables import Cell, pandoc_tables

SAMPLES = sorted((Path(__file__).resolve().parents[3] / "samples").glob("*.html"))


def loose_table(seed: int, depth: int = 0) -> str:
    """A table as careless pages have them: spans that overlap, reach out or cover everything,
    rows of any length, groups of rows, empty rows, empty tables, tables in cells."""
    chance = random.Random(f"{seed}/{depth}")
    columns = chance.choice((1, 2, 3, 4, 5, 8, 12, 40))
    parts: list[str] = []
    for row in range(chance.choice((0, 1, 2, 3, 5, 9))):
        cells = [
            _loose_cell(chance, f"{seed}.{depth}.{row}.{column}", seed, depth)
            for column in range(max(columns + chance.choice((0, 0, 0, -1, 1, -3)), 0))
        ]
        if chance.random() < 0.1:
            parts.append("</tbody><tbody>")
        parts.append(f"<tr>{''.join(cells)}</tr>")
    head = chance.choice(("", "", "<thead><tr><th>head<th colspan=9>wide</thead>"))
    caption = chance.choice(("", "<caption>Caption</caption>"))
    return f"<table>{caption}{head}<tbody>{''.join(parts)}</tbody></table>"


def _loose_cell(chance: random.Random, name: str, seed: int, depth: int) -> str:
    span = ""
    if chance.random() < 0.2:
        span += f" rowspan={chance.choice((0, 2, 2, 3, 99))}"
    if chance.random() < 0.2:
        span += f" colspan={chance.choice((2, 2, 3, 7))}"
    kind = chance.random()
    if kind < 0.15:
        content = ""
    elif kind < 0.25:
        content = f"<p>{name}<p>second<ul><li>item</ul>"
    elif kind < 0.28 and depth < 2:
        content = loose_table(seed * 7 + 1, depth + 1)
    else:
        content = f"{name} <b>数</b>"
    return f"<{'th' if kind > 0.9 else 'td'}{span}>{content}"


PAGE = "<!DOCTYPE html><meta charset=utf-8><title>T</title><h1>Tables</h1>{}"
GENERATED = PAGE.format("".join(f"<p>Table {n}</p>{loose_table(n)}" for n in range(60)))
EXTREME = {
    "spans over row ends": "<tr><td rowspan=9>a<td>b<tr><td>c<tr><td colspan=5>d<td>e",
    "a span that covers everything": "<tr><td rowspan=3 colspan=3>all<tr><tr><tr><td>x<td>y<td>z",
    "sixty-three columns": "<tr>" + "<td>x" * 63 + "<tr>" + "<td>y" * 63,
    "a thousand columns in one cell": "<tr><td colspan=1000>a<tr><td>b<td>c",
    "rows of one merged cell": "<tr><td rowspan=2>a<td rowspan=2>b<tr><tr><td>c<td>d",
    "cells without text": "<tr><td><td><tr><td><td>x",
    "crossing spans": "<tr><td>a<td rowspan=2>b<tr><td colspan=2>c<tr><td>d<td>e",
}


def expected(data: bytes) -> list[oracle.Grid]:
    """The data tables of a page (two rows and columns or more, no table inside)."""
    text, _ = decode(data, Ledger(), declared=declared_encoding(data))
    return oracle.read(text).tables


@cache
def written(data: bytes) -> bytes:
    document = read_html(Source("page.html", data), ReadOptions(content="all"))
    return write_docx(document, WriteOptions())


def exact(data: bytes, read_back: Callable[[bytes], list[list[Cell]]]) -> tuple[int, int, int, int]:
    """Tables, how many are exact, tables with spans, how many of these are exact."""
    found = [oracle.canonical(cells) for cells in read_back(written(data))]
    wanted = expected(data)
    spanned = [grid for grid in wanted if any(h > 1 or w > 1 for _, _, h, w in grid)]
    hits = sum(grid in found for grid in wanted)
    return len(wanted), hits, len(spanned), sum(grid in found for grid in spanned)


@pytest.mark.parametrize("name", EXTREME)
def test_an_extreme_table_is_exact(name: str) -> None:
    data = PAGE.format(f"<table>{EXTREME[name]}</table>").encode()
    assert faults(written(data)) == []
    tables, hits, _, _ = exact(data, oracle_tables)
    assert hits == tables == 1


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_tables_of_a_sample_are_exact(path: Path) -> None:
    tables, hits, _, _ = exact(path.read_bytes(), oracle_tables)
    assert hits == tables


def test_careless_tables_are_exact() -> None:
    data = GENERATED.encode()
    assert faults(written(data)) == []
    tables, hits, spanned, spanned_hits = exact(data, oracle_tables)
    assert tables > 50
    assert spanned > 45
    assert (hits, spanned_hits) == (tables, spanned)


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not installed")
def test_pandoc_reads_the_same_tables() -> None:
    pages = [GENERATED.encode(), *(path.read_bytes() for path in SAMPLES)]
    figures = [exact(page, pandoc_tables) for page in pages]
    tables, hits, spanned, spanned_hits = (sum(side) for side in zip(*figures, strict=True))
    assert hits >= 0.99 * tables
    assert spanned_hits >= 0.99 * spanned
