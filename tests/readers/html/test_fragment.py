from __future__ import annotations

from tablewright.converters.model import Block, Table
from tablewright.converters.model.text import block_text
from tablewright.converters.readers.base import Ledger
from tablewright.converters.readers.html.elements import HANDLERS
from tablewright.converters.readers.html.fragment import read_fragment
from tablewright.converters.readers.html.page import Page
from tablewright.converters.readers.html.style import Sheet


def read(html: str, *, literal: bool = False) -> tuple[tuple[Block, ...], Ledger]:
    ledger = Ledger()
    return read_fragment(html, Page(ledger, HANDLERS, Sheet(), literal=literal)), ledger


def test_hidden_text_of_a_piece_is_left_out() -> None:
    blocks, ledger = read("<p>a<span style='display:none'>b</span></p><script>c()</script>")
    assert block_text(blocks) == "a"
    assert [left.text for left in ledger.settle("a").left_out] == ["b"]


def test_a_literal_piece_keeps_its_roles() -> None:
    ours = (
        '<div data-table><table data-stub-columns="1"><tbody><tr>'
        '<td data-role="stub"></td><td data-role="spacer"></td></tr></tbody></table></div>'
    )
    (table,), _ = read(ours, literal=True)
    assert isinstance(table, Table)
    assert [cell.role for cell in table.cells] == ["stub", "spacer"]


def test_a_damaged_literal_piece_is_read_as_any_other() -> None:
    blocks, ledger = read('<div data-table data-origin="x">a</div>', literal=True)
    assert block_text(blocks) == "a"
    assert [finding.code for finding in ledger.diagnostics] == ["part-damaged"]
