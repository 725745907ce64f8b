"""Pieces of tables that page breaks cut apart."""

from __future__ import annotations

import pytest

from tablewright.converters.tables.build import build_table
from tablewright.converters.tables.stitch import Piece, fits, stitch
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
    ],
    ids=["rows", "repeated header", "torn label", "label above", "label below", "torn row"],
)  # fmt: skip
def test_pieces_become_one_table(above: str, below: str, expected: str) -> None:
    assert joined(above, below) == expected


def test_a_piece_with_fewer_lines_keeps_its_merged_columns() -> None:
    assert joined("a | b | c\n1 | 2 | 3", "x | 9\ny | 8", (72.0, 272.0, 372.0)) == (
        "a | b | c\n1 | 2 | 3\nx | < | 9\ny | < | 8"
    )


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
