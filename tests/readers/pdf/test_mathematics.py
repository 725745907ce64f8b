"""Equations and matrices are no tables; letters and signs of formulas in tables change nothing."""

from __future__ import annotations

from collections.abc import Sequence

from tablewright.converters.model.walk import iter_tables
from tablewright.converters.readers.pdf.lines.mathematics import is_mathematical

from .drawn import Page, drawn
from .shown import read_here

XS = (120, 200, 280, 360)


def tables_of(page: Page) -> int:
    """Tables of a page whose bold font is one of formulas."""
    data = drawn(page).replace(b"/BaseFont /Helvetica-Bold", b"/BaseFont /CMMI10        ")
    return len(list(iter_tables(read_here(data).blocks)))


def set_in_formulas(page: Page, rows: Sequence[tuple[str, ...]]) -> Page:
    """Rows whose texts with a letter, and the signs between them, are set as formulas."""
    for number, row in enumerate(rows):
        for x, text in zip(XS, row, strict=False):
            formula = len(text) < 4 and not text.isdigit()
            page.text(x, 200 + 15 * number, text, bold=formula)
    return page


def test_equations_under_each_other_are_no_table() -> None:
    rows = [("u", "=", "ax", "+ b"), ("v", "=", "cx", "+ d"), ("w", "=", "ex", "+ f")]
    counted = [("u", "ax", "b", "12"), ("v", "cx", "d", "34"), ("w", "ex", "f", "56")]
    assert tables_of(set_in_formulas(Page(), rows)) == 0
    assert tables_of(set_in_formulas(Page(), counted)) == 0


def test_letters_and_signs_of_formulas_before_numbers_are_a_table() -> None:
    rows = [("Gate", "low", "high", "mean"), ("k", "-12", "14", "-35"), ("m", "-32", "16", "-71")]
    rows += [("n", "-52", "18", "-39"), ("p", "-11", "19", "-24")]
    assert tables_of(set_in_formulas(Page(), rows)) == 1


def test_fonts_of_formulas_are_known_by_their_names() -> None:
    ours = ("CMMI10", "CMSY7", "CMEX10", "LMMathItalic12-Regular", "txsy", "CambriaMath", "MSBM10")
    assert all(map(is_mathematical, ours))
    others = ("CMR10", "CMBX12", "CMTI10", "CMTT9", "LMRoman10-Regular", "Symbol", "Helvetica")
    assert not any(map(is_mathematical, others))
