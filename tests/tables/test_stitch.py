"""Pieces of tables that page breaks cut apart."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tablewright.converters.tables.build import build_table
from tablewright.converters.tables.draft import DraftCell
from tablewright.converters.tables.pieces import Piece
from tablewright.converters.tables.stitch import fits, stitch
from tests.tables.notation import draft_of, printed

XS = (72.0, 172.0, 272.0, 372.0)


def joined(above: str, below: str, xs: tuple[float, ...] = XS) -> str | None:
    """Both pieces as one table; None when they do not fit."""
    first = Piece(draft_of(above), XS)
    second = Piece(draft_of(below), xs)
    reason = fits(first, second)
    if reason is None:
        return None
    piece, _repeated = stitch(first, second, reason)
    table = build_table(piece.draft, lambda _: None)
    assert table is not None
    return printed(table)


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ("a | b | c\n1 | 2 | 3", "4 | 5 | 6", "a | b | c\n1 | 2 | 3\n4 | 5 | 6"),
        ("a | b | c\n1 | 2 | 3", "a | b | c\n4 | 5 | 6", "a | b | c\n1 | 2 | 3\n4 | 5 | 6"),
        ("（四）无 | x | 3\n^ | y | 4", "法提供 | z | 5\n^ | w | 6",
         "（四）无法提供 | x | 3\n^ | y | 4\n^ | z | 5\n^ | w | 6"),
        ("（四）无法提供 | x | 3\n^ | y | 4", " | z | 5\n^ | w | 6",
         "（四）无法提供 | x | 3\n^ | y | 4\n^ | z | 5\n^ | w | 6"),
        (" | x | 3\n^ | y | 4", "（四）无法提供 | z | 5\n^ | w | 6",
         "（四）无法提供 | x | 3\n^ | y | 4\n^ | z | 5\n^ | w | 6"),
        ("总计 | 1 | 2\n部分公开（区分处理的，只 | 3 | 4", "计这一情形） |  | \n其他 | 5 | 6",
         "总计 | 1 | 2\n部分公开（区分处理的，只计这一情形） | 3 | 4\n其他 | 5 | 6"),
        ("（三）不予公 | 1.属于国 | 3", "开 | 家秘密 | \n^ | 2.其他 | 4",
         "（三）不予公开 | 1.属于国家秘密 | 3\n^ | 2.其他 | 4"),
        ("（三）不予公开 | 1.属于国 | 3", " | 家秘密 | \n^ | 2.其他 | 4",
         "（三）不予公开 | 1.属于国家秘密 | 3\n^ | 2.其他 | 4"),
        ("North | x | 3\n^ | y | 4", "North | z | 5\n^ | w | 6",
         "North | x | 3\n^ | y | 4\n^ | z | 5\n^ | w | 6"),
    ],
    ids=["rows", "repeated header", "torn label", "label above", "label below", "torn row",
         "torn row and label", "torn row in a group", "label once more"],
)  # fmt: skip
def test_pieces_become_one_table(above: str, below: str, expected: str) -> None:
    assert joined(above, below) == expected


def test_a_header_is_repeated_though_only_one_piece_shows_its_spans() -> None:
    above, below = "a | b | <\n | x | y\np | 1 | 2", "a | b | <\n^ | x | y\nq | 3 | 4"
    assert joined(above, below) == "a | b | <\n | x | y\np | 1 | 2\nq | 3 | 4"


def test_pieces_with_the_same_header_may_have_columns_of_other_widths() -> None:
    moved = (XS[0], 150.0, 290.0, XS[3])
    assert joined("a | b | c\np | 1 | 2", "a | b | c\nq | 3 | 4", moved) == (
        "a | b | c\np | 1 | 2\nq | 3 | 4"
    )
    assert joined("a | b | c\np | 1 | 2", "d | e | f\nq | 3 | 4", moved) is None
    assert joined("a | b | c\np | 1 | 2", "q | 3 | 4\nr | 5 | 6", moved) is None


def test_an_open_row_goes_on_whatever_it_holds() -> None:
    above, below = draft_of("a | b\nfirst words. | other"), draft_of("and more. | words\nc | d")
    above.open_below = True
    piece, _repeated = stitch(Piece(above, XS[:3]), Piece(below, XS[:3]), "the same column lines")
    table = build_table(piece.draft, lambda _: None)
    assert table is not None
    assert printed(table) == "a | b\nfirst words. and more. | other words\nc | d"
    assert [(part.first_row, part.joined_cells) for part in table.fragments] == [
        (0, ()),
        (1, ((1, 0), (1, 1))),
    ]


def test_three_pieces_are_one_table_and_each_has_its_trace() -> None:
    texts = (
        "项目 | 数量 | 备注\n甲 | 1 | 无",
        "项目 | 数量 | 备注\n乙 | 2 | 无",
        "丙 | 3 | 无",
    )
    pieces = [Piece(draft_of(text), XS) for text in texts]
    whole, text = stitch(pieces[0], pieces[1], "one")
    assert text == "项目数量备注"
    whole, text = stitch(whole, pieces[2], "two")
    assert text == ""
    assert [(f.first_row, f.rows, f.dropped_header_rows) for f in whole.draft.fragments] == [
        (0, 2, 0),
        (2, 1, 1),
        (3, 1, 0),
    ]


def test_a_piece_with_fewer_lines_keeps_its_merged_columns() -> None:
    assert joined("a | b | c\n1 | 2 | 3", "x | 9\ny | 8", (72.0, 272.0, 372.0)) == (
        "a | b | c\n1 | 2 | 3\nx | < | 9\ny | < | 8"
    )


def test_words_beside_numbers_with_units_or_above_numbers_are_no_header_of_their_own() -> None:
    above = "Name | Paid | Left\nAnn | 3 | 4"
    assert joined(above, "Bob | 6.33 € | x\nCy | 7 | 8") == (
        "Name | Paid | Left\nAnn | 3 | 4\nBob | 6.33 € | x\nCy | 7 | 8"
    )
    first, second = draft_of(above), draft_of("Bob | na | x\nCy | 7 | 8")
    for cell in first.cells:
        cell.bold = cell.row == 0
    assert fits(Piece(first, XS), Piece(second, XS)) == "the same column lines"


@pytest.mark.parametrize(
    ("below", "xs"),
    [
        ("1 | 2 | 3", (72.0, 140.0, 300.0, 372.0)),
        ("1 | 2 | 3", (72.0, 172.0, 272.0, 472.0)),
        ("名称 | 金额 | 比例\n甲 | 1 | 2", XS),
    ],
    ids=["other lines", "other width", "own header"],
)
def test_two_tables_stay_two(below: str, xs: tuple[float, ...]) -> None:
    assert joined("项目 | 数量 | 备注\n甲 | 1 | 2", below, xs) is None


def test_where_texts_tell_the_rows_an_open_frame_joins_none() -> None:
    above, below = draft_of("a | b\nClerk | 12"), draft_of("Clerk | 7\nRegistrar | 9")
    above.open_below = True
    pieces = [Piece(draft, XS[:3], loose=True) for draft in (above, below)]
    piece, _repeated = stitch(pieces[0], pieces[1], "columns at the same places")
    table = build_table(piece.draft, lambda _: None)
    assert table is not None
    assert printed(table) == "a | b\nClerk | 12\nClerk | 7\nRegistrar | 9"


def test_a_text_in_small_letters_goes_on_behind_a_semicolon() -> None:
    above = "No | State | Cost\n5 | closed by flood; | 12"
    below = " | the road was opened in May. | \n6 | None | 9"
    assert joined(above, below) == (
        "No | State | Cost\n5 | closed by flood; the road was opened in May. | 12\n6 | None | 9"
    )


def test_a_number_below_a_number_starts_a_row_of_its_own() -> None:
    above, below = draft_of("Kind | 2023\nDay schools | 396"), draft_of("Evening schools | 8,200")
    above.open_below = True
    piece, _repeated = stitch(Piece(above, XS[:3]), Piece(below, XS[:3]), "the same column lines")
    table = build_table(piece.draft, lambda _: None)
    assert table is not None
    assert printed(table) == "Kind | 2023\nDay schools | 396\nEvening schools | 8,200"


def test_narrow_columns_stay_apart_where_pieces_are_joined() -> None:
    xs = (72.0, 172.0, 171.5, 272.0)
    drafts = draft_of("a | b | c\n1 | 2 | 3"), draft_of("4 | 5 | 6")
    first, second = (Piece(draft, xs, loose=True) for draft in drafts)
    piece, _repeated = stitch(first, second, "columns at the same places")
    table = build_table(piece.draft, lambda _: None)
    assert table is not None
    assert printed(table) == "a | b | c\n1 | 2 | 3\n4 | 5 | 6"


def test_cells_of_rows_are_the_same_in_order_and_out_of_order() -> None:
    mixed = draft_of("a | b | c\n1 | 2 | 3\n4 | 5 | 6\n7 | 8 | 9")
    mixed.cells.reverse()
    found = sorted(mixed.cells_of(1, 3), key=lambda cell: (cell.row, cell.column))
    mixed.put_in_order()
    assert mixed.cells_of(1, 3) == found
    assert [(cell.row, cell.column) for cell in found] == [(r, c) for r in (1, 2) for c in range(3)]


def test_a_piece_is_joined_without_a_look_at_the_rows_far_above_it() -> None:
    class Seen(list[DraftCell]):
        """Cells that count how many of them are looked at one by one."""

        looked_at = 0

        def __iter__(self) -> Iterator[DraftCell]:
            Seen.looked_at += len(self)
            return super().__iter__()

    rows = "\n".join(f"label {n} | {n} | {n + 1}" for n in range(100))
    whole = Piece(draft_of(rows), XS, loose=True)
    whole.draft.put_in_order()
    whole.draft.cells = Seen(whole.draft.cells)
    below = Piece(draft_of("label x | 1 | 2\nlabel y | 3 | 4"), XS, loose=True)
    reason = fits(whole, below)
    assert reason is not None
    piece, _repeated = stitch(whole, below, reason)
    assert piece.draft.rows == 102
    assert Seen.looked_at == 0
