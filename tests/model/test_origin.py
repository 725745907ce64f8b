"""Packed origins are the tuple that they stand for."""

from __future__ import annotations

import copy
import pickle

import msgspec
import pytest

from tablewright.converters.model import (
    Cell,
    Document,
    ElementOrigin,
    PageOrigin,
    SourceInfo,
    Table,
)
from tablewright.converters.model.codec import decode, encode
from tablewright.converters.model.origin import PackedOrigins, RowPlace, unpack

GRID = ElementOrigin("/document/body/tbl[1]", "word/document.xml")
ROW = RowPlace.of(GRID, "/document/body/tbl[1]/tr[2]", 1)
TUPLE = (ElementOrigin("/document/body/tbl[1]/tr[2]/tc[3]", "word/document.xml"),)
PACKED = PackedOrigins(ROW, "tc[3]")


def document(cell: Cell) -> Document:
    source = SourceInfo(name="a.docx", media_type="a/b", sha256="0" * 64, size=1)
    return Document(source=source, blocks=(Table(1, 1, (cell,)),))


def test_they_compare_hash_and_show_as_the_tuple() -> None:
    assert PACKED == TUPLE
    assert TUPLE == PACKED
    assert PackedOrigins(ROW, "tc[3]") == PACKED
    assert PackedOrigins(ROW, "tc[4]") != PACKED
    assert list(TUPLE) != PACKED
    assert hash(PACKED) == hash(TUPLE)
    assert repr(PACKED) == repr(TUPLE)


@pytest.mark.parametrize("steps", ["tr[2]", "tr[7]", "ins[3]/tr[2]", "sdt[1]/sdtContent/tr[1]"])
def test_a_place_of_a_row_gives_the_path_it_was_made_of(steps: str) -> None:
    assert RowPlace.of(GRID, f"{GRID.path}/{steps}", 1).path == f"{GRID.path}/{steps}"


def test_they_are_read_and_joined_as_the_tuple() -> None:
    page = (PageOrigin(1),)
    assert (len(PACKED), PACKED[0], PACKED[-1], PACKED[:]) == (1, TUPLE[0], TUPLE[0], TUPLE)
    assert tuple(PACKED) == TUPLE
    assert (PACKED + page, page + PACKED) == (TUPLE + page, page + TUPLE)
    match PACKED:
        case [ElementOrigin(path=path)]:
            assert path == TUPLE[0].path
        case _:
            pytest.fail("they are no sequence")


def test_copies_and_pickles_are_the_tuple() -> None:
    copies = (copy.copy(PACKED), copy.deepcopy(PACKED), pickle.loads(pickle.dumps(PACKED)))
    assert all(type(made) is tuple and made == TUPLE for made in copies)


def test_cells_with_them_are_written_and_compared_as_others() -> None:
    packed = document(Cell(0, 0, origins=PACKED))  # type: ignore[arg-type]
    plain = document(Cell(0, 0, origins=TUPLE))
    assert packed == plain
    assert hash(packed) == hash(plain)
    assert encode(packed) == encode(plain)
    assert decode(encode(packed)) == packed


def test_other_values_are_not_written() -> None:
    with pytest.raises(TypeError, match="complex is no part of a document"):
        msgspec.json.encode(1j, enc_hook=unpack)
