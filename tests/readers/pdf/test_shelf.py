"""Tables of long documents lie on a shelf, and nobody can tell from the document."""

from __future__ import annotations

import errno
import os

import pytest

from tablewright.converters.errors import LimitExceeded
from tablewright.converters.model import Document, Table
from tablewright.converters.model.codec import encode
from tablewright.converters.readers import ReadOptions, Source
from tablewright.converters.readers.pdf.document import assemble as assembling
from tablewright.converters.readers.pdf.document import shelving
from tablewright.converters.readers.pdf.document.assemble import assemble, assemble_lean
from tablewright.converters.readers.pdf.document.building import Built, built_table
from tablewright.converters.readers.pdf.document.shelf import Shelf, ShelvedDraft
from tablewright.converters.readers.pdf.document.shelvedtables import (
    ShelvedTable,
    packed,
    whole_document,
)
from tablewright.converters.readers.pdf.workers.frames import BLOCKS
from tablewright.converters.readers.pdf.workers.worker import open_pdf
from tablewright.converters.tables import build
from tablewright.converters.tables.draft import DraftTable
from tests.readers.pdf.drawn import Page, drawn

XS = (72, 180, 290, 400)
PAGES = 14


def rows(number: int, count: int, word: str = "row") -> list[list[str]]:
    return [[f"{word} {number}.{row}", str(row * number), f"{row}.5"] for row in range(count)]


def grid(page: Page, top: float, cells: list[list[str]]) -> Page:
    return page.table(XS, [top + 18 * row for row in range(len(cells) + 1)], cells)


def apart(number: int) -> Page:
    """A table with words above and below it."""
    page = Page().text(72, 80, f"Some words of prose stand above table {number} of this report.")
    return grid(page, 100, rows(number, 6)).text(72, 400, "And some words of prose below it.")


def going_on(number: int) -> Page:
    """A table without an end."""
    return grid(Page(), 100, rows(number, 30))


def open_rows(number: int) -> Page:
    """Rows without lines that go on, on some pages without anything in the last column."""
    wide = 3 if number % 4 else 2
    cells = [row[:wide] for row in rows(number, 40)]
    return Page().texts(XS[:wide], [100 + 15 * row for row in range(40)], cells)


def captioned(number: int) -> Page:
    """A table with a caption and a source."""
    page = Page().text(72, 192, f"Table {number}: Requests")
    return grid(page, 200, rows(number, 6)).text(72, 330, "Source: the register of the office")


def noted(number: int) -> Page:
    """A table with a mark of a note in a cell, and the note."""
    page = grid(Page(), 100, rows(number, 6)).text(100 + number, 129, "1", size=6)
    page.lines(72, 300, *["Words that are as large as most of the text of this page."] * 5)
    return page.text(72, 700, "1 Its note.", size=8)


def arabic(number: int) -> Page:
    """A table in letters that are written from right to left."""
    del number
    return grid(Page(), 100, [["شهر سنة", "عدد كل", "باب"]] * 5)


def running(number: int) -> Page:
    """A small table in the head of each page above another one."""
    head = Page().table(XS, [20, 38], [["Annual report", "Number 7", f"Page {number}"]])
    return grid(head, 100, rows(number, 6)).text(72, 400, "Some words of prose.")


def hijacked(number: int) -> Page:
    """A table with advertising before the name of a public body."""
    return grid(Page(), 100, [[f"bet365市人民政府 {number}", "办公室", "3"]] * 4)


KINDS = (apart, going_on, open_rows, captioned, noted, arabic, running, hijacked)


def assembled(data: bytes, processes: int = 1) -> Document:
    source = Source("a.pdf", data)
    return assemble(open_pdf(source, None), source, ReadOptions(), processes=processes)


def lean(data: bytes) -> Document:
    source = Source("a.pdf", data)
    return assemble_lean(open_pdf(source, None), source, ReadOptions())


def without_shelf(data: bytes, monkeypatch: pytest.MonkeyPatch) -> Document:
    with monkeypatch.context() as patch:
        patch.setattr(assembling, "HAS_SHELVES", False)
        return assembled(data)


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_is_the_same_with_and_without_a_shelf(
    kind: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert callable(kind)
    data = drawn(*(kind(number) for number in range(1, PAGES + 1)))
    plain = without_shelf(data, monkeypatch)
    assert any(isinstance(block, Table) for block in plain.blocks)
    assert encode(assembled(data)) == encode(plain)


def test_pages_of_all_kinds_are_the_same_too(monkeypatch: pytest.MonkeyPatch) -> None:
    data = drawn(*(KINDS[number * number % len(KINDS)](number) for number in range(30)))
    assert encode(assembled(data)) == encode(without_shelf(data, monkeypatch))


def test_a_long_document_has_its_tables_without_cells_until_they_are_sent() -> None:
    document = lean(drawn(*map(apart, range(PAGES))))
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert len(tables) == PAGES
    assert all(isinstance(table, ShelvedTable) and not table.cells for table in tables)
    assert BLOCKS.decode(packed(document.blocks)) == whole_document(document).blocks


def test_captions_that_are_found_later_are_sent_with_the_table() -> None:
    document = lean(drawn(*map(captioned, range(PAGES))))
    whole = whole_document(document)
    assert BLOCKS.decode(packed(document.blocks)) == whole.blocks
    table = next(block for block in whole.blocks if isinstance(block, Table))
    assert table.caption
    assert len(table.notes) == 1


def test_pieces_that_probably_go_on_are_not_built_by_themselves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    built = list[int]()

    def noting(draft: DraftTable) -> Built:
        built.append(1)
        return built_table(draft)

    monkeypatch.setattr(shelving, "built_table", noting)
    document = lean(drawn(*map(going_on, range(PAGES))))
    assert len([block for block in document.blocks if isinstance(block, Table)]) == 1
    assert len(built) == 1


@pytest.mark.parametrize("room", [0, 1, 2, 9, 10])
def test_tables_for_which_there_is_no_room_on_the_shelf_stay_in_memory(
    room: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = drawn(*map(apart, range(PAGES)))
    plain, left, put = without_shelf(data, monkeypatch), [room], Shelf.put

    def filled(self: Shelf, packed: bytes) -> object:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, "no space")
        return put(self, packed)

    monkeypatch.setattr(Shelf, "put", filled)
    assert encode(assembled(data)) == encode(plain)


def test_what_a_full_disk_took_a_part_of_is_no_part_of_what_follows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shelf, pwrite = Shelf(), os.pwrite
    first = shelf.put(b"first")
    with monkeypatch.context() as patch:
        patch.setattr(os, "pwrite", lambda file, data, start: pwrite(file, data[:2], start))
        with pytest.raises(OSError, match="no room"):
            shelf.put(b"second")
    assert [shelf.get(place) for place in (first, shelf.put(b"third"))] == [b"first", b"third"]


def test_a_table_that_is_too_large_is_refused_as_without_a_shelf(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = drawn(*map(apart, range(PAGES)))
    monkeypatch.setattr(build, "MAX_CELLS", 5)
    with pytest.raises(LimitExceeded):
        without_shelf(data, monkeypatch)
    with pytest.raises(LimitExceeded):
        assembled(data)


def test_cells_of_a_draft_on_a_shelf_are_those_that_were_put_there() -> None:
    seen: list[ShelvedDraft] = []
    shelve = shelving.Shelver.shelve

    def noting(self: shelving.Shelver, layout: object) -> None:
        shelve(self, layout)  # type: ignore[arg-type]
        seen.extend(table.draft for table in layout.tables)  # type: ignore[attr-defined]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shelving.Shelver, "shelve", noting)
        lean(drawn(*map(apart, range(PAGES))))
    assert len(seen) == PAGES
    assert [len(draft.cells) for draft in seen] == [18] * PAGES
