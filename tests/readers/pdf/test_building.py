"""Tables are built by two processes, and nobody can tell from them."""

from __future__ import annotations

import os
import sys
import time

import pytest

from tablewright.converters.model import Paragraph, Text
from tablewright.converters.readers.pdf.document import building
from tablewright.converters.readers.pdf.document.building import Built, built_tables
from tablewright.converters.tables.draft import DraftCell, DraftTable

linux = pytest.mark.skipif(sys.platform != "linux", reason="tables are shared on Linux alone")
forks = pytest.mark.filterwarnings("ignore:This process.*fork:DeprecationWarning")


def drafts(*sizes: int) -> list[DraftTable]:
    """A draft of so many rows for each size; one without rows has no cell."""
    return [
        DraftTable(
            size,
            3,
            [
                DraftCell(row, column, 1, 1, (Paragraph((Text(f"{size}.{row * column}"),)),))
                for row in range(size)
                for column in range(3)
            ],
        )
        for size in sizes
    ]


def list_of(drafts: list[DraftTable], processes: int = 1) -> list[Built]:
    return list(built_tables(drafts, processes))


SIZES = (4, 0, 30, 7, 2, 12)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A helper is worth its start for few cells too."""
    monkeypatch.setattr(building, "SHARED_CELLS", range(2, 1_000))


@linux
@forks
@pytest.mark.usefixtures("few")
def test_two_processes_build_the_tables_of_one() -> None:
    alone = list_of(drafts(*SIZES))
    assert [built.table is None for built in alone] == [size == 0 for size in SIZES]
    assert [finding.code for finding in alone[1].findings] == ["table-empty"]
    assert list_of(drafts(*SIZES), 2) == alone


@linux
@forks
@pytest.mark.usefixtures("few")
def test_the_helper_builds_some_of_the_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    here = list[int]()
    build = building.built_table

    def noting(draft: DraftTable) -> Built:
        here.append(draft.rows)
        return build(draft)

    monkeypatch.setattr(building, "built_table", noting)
    list_of(drafts(*SIZES), 2)
    assert 0 < len(here) < len(SIZES)


@linux
@forks
@pytest.mark.usefixtures("few")
def test_the_helper_does_not_wait_until_its_tables_are_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    children, fork = list[int](), os.fork

    def noting() -> int:
        children.append(fork())
        return children[-1]

    monkeypatch.setattr(os, "fork", noting)
    long = Paragraph((Text("more than a pipe holds " * 10_000),))
    tables = built_tables([DraftTable(1, 1, [DraftCell(0, 0, 1, 1, (long,))]) for _ in "1234"], 2)
    first = next(tables)
    ended, tries = None, 0
    while ended is None and tries < 1_000:
        ended = os.waitid(os.P_PID, children[0], os.WEXITED | os.WNOWAIT | os.WNOHANG)
        tries += 1
        time.sleep(0.01)
    assert ended is not None
    assert [first, *tables] == [first] * 4


@linux
@forks
@pytest.mark.usefixtures("few")
def test_tables_of_a_helper_that_dies_are_built_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    alone, parent, build = list_of(drafts(*SIZES)), os.getpid(), building.built_table

    def dying(draft: DraftTable) -> Built:
        if os.getpid() != parent and draft.rows == 2:
            os._exit(9)
        return build(draft)

    monkeypatch.setattr(building, "built_table", dying)
    assert list_of(drafts(*SIZES), 2) == alone
