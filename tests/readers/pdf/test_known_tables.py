"""Known tables printed by four engines come back; pages without tables give none.

The whole part, and figures by style, are `benchmarks/pdf_tables.py --held-out`.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tablewright.converters.model import Table
from tests.readers.pdf.shown import read_here
from tests.readers.pdf.specimens import engines, nothing
from tests.readers.pdf.specimens.known import FIRST_HELD_OUT, RULED, known_table
from tests.readers.pdf.specimens.scoring import Result, results

SEEDS = range(FIRST_HELD_OUT, FIRST_HELD_OUT + 160)
BLANKS = range(FIRST_HELD_OUT, FIRST_HELD_OUT + 112)

PRINTED = [
    pytest.param("chromium", marks=pytest.mark.browser),
    pytest.param("libreoffice", marks=pytest.mark.office),
    pytest.param("xelatex", marks=pytest.mark.tex),
    "weasyprint",
]


def mean(found: Sequence[Result]) -> float:
    """The mean TEDS."""
    return sum(result.teds for result in found) / len(found)


def exact(found: Sequence[Result]) -> float:
    """The share of exact grids."""
    return sum(result.exact for result in found) / len(found)


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("engine", PRINTED)
def test_known_tables_come_back(engine: str) -> None:
    if not engines.is_there(engine):
        pytest.skip(f"{engine} is not installed")
    specimens = [known for known in map(known_table, SEEDS) if known.engine == engine]
    documents = [read_here(path.read_bytes()) for path in engines.printed(engine, specimens)]
    found, _ = results(specimens, documents)
    ruled = [result for result in found if result.known.look.style in RULED]
    others = [result for result in found if result.known.look.style not in RULED]
    assert mean(ruled) >= 0.94
    assert exact(ruled) >= 0.8
    assert mean(others) >= 0.92
    assert exact(others) >= 0.65
    assert sum(result.missed for result in found) <= 1


@pytest.mark.slow
@pytest.mark.parametrize("engine", PRINTED)
def test_pages_without_tables_give_none(engine: str) -> None:
    if not engines.is_there(engine):
        pytest.skip(f"{engine} is not installed")
    pages = [page for page in map(nothing.blank_page, BLANKS) if page.engine == engine]
    path = engines.printed_source(engine, nothing.book(engine, pages))
    tables = [b for b in read_here(path.read_bytes()).blocks if isinstance(b, Table)]
    assert len(tables) <= 1
