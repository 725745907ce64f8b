"""Many pages are read by two processes, and nobody can tell from the document."""

from __future__ import annotations

import sys

import pytest

from tablewright.converters import read
from tablewright.converters.model import Document
from tablewright.converters.model.codec import encode
from tablewright.converters.readers import ReadOptions, Source
from tablewright.converters.readers.pdf.document import sharing
from tablewright.converters.readers.pdf.document.assemble import assemble
from tablewright.converters.readers.pdf.pages.reading import PageReader, ReadPage
from tablewright.converters.readers.pdf.workers.worker import open_pdf
from tests.readers.pdf.drawn import Page, drawn

XS, YS = (72, 180, 290, 400), [100 + 18 * row for row in range(12)]


def report(pages: int) -> bytes:
    """Prose, a running head, page numbers, and a table that goes on over all pages."""
    sheets = []
    for number in range(1, pages + 1):
        page = Page().text(72, 40, "Annual report").text(290, 810, str(number))
        rows = [[f"row {number}.{row}", str(row * number), "x"] for row in range(11)]
        page.table(XS, YS, rows).lines(72, 400, "Some words of prose stand below the table.")
        sheets.append(page)
    return drawn(*sheets)


def assembled(data: bytes, processes: int, seen: list[int] | None = None) -> Document:
    source = Source("a.pdf", data)
    progress = None if seen is None else seen.append
    pdf = open_pdf(source, None)
    return assemble(pdf, source, ReadOptions(), processes=processes, progress=progress)


linux = pytest.mark.skipif(sys.platform != "linux", reason="pages are shared on Linux alone")
forks = pytest.mark.filterwarnings("ignore:This process.*fork:DeprecationWarning")


@linux
@forks
def test_two_processes_give_the_document_of_one() -> None:
    data, seen = report(30), list[int]()
    assert assembled(data, 2, seen) == assembled(data, 1)
    assert sorted(seen) == list(range(1, 31))


@pytest.mark.parametrize("count", [12, 30, 250, 20_000])
def test_tickets_hold_each_page_once_and_the_last_ones_a_page_each(count: int) -> None:
    stretches = list(sharing._stretches(count))
    places = [place for first, last in stretches for place in range(first, last)]
    assert places == list(range(count))
    assert [last - first for first, last in stretches[-10:]] == [1] * 10


@linux
@forks
def test_the_helper_takes_a_part_of_the_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    fetched: list[int] = []
    fetch = sharing._Shared._fetched

    def noting(self: sharing._Shared, number: int, file: object) -> object:
        fetched.append(number)
        return fetch(self, number, file)  # type: ignore[arg-type]

    monkeypatch.setattr(sharing._Shared, "_fetched", noting)
    assembled(report(60), 2)
    assert fetched


@linux
@forks
def test_pages_that_need_more_than_half_of_the_memory_are_read_in_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = report(24)
    whole = assembled(data, 1)
    read_page, left = PageReader.read, [3]

    def short_of_memory(self: PageReader, number: int) -> ReadPage:
        if left[0]:
            left[0] -= 1
            raise MemoryError
        return read_page(self, number)

    monkeypatch.setattr(PageReader, "read", short_of_memory)
    left[0] = 1  # here and, for it is forked, in the helper
    assert assembled(data, 2) == whole


def test_a_worker_with_a_helper_gives_the_same_bytes() -> None:
    data = report(20)
    assert encode(read(data, name="a.pdf")) == encode(assembled(data, 1))
