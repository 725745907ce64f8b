"""Tables as yearbooks set them: wrapped headers beside rules, rows close to their neighbours."""

from __future__ import annotations

import numpy as np

from tablewright.converters.readers.pdf.headlook import look_of
from tablewright.converters.readers.pdf.labels import Label
from tablewright.converters.readers.pdf.words import Word
from tests.readers.pdf.drawn import Page
from tests.readers.pdf.shown import tables_of


def _label(column: int, x: float, *lines: tuple[float, str]) -> Label:
    words = [
        Word(text, x, x + 5 * len(text), y - 8, y + 2, y, 10, False, False, np.zeros(0, np.intp))
        for y, text in lines
    ]
    return Label(column, column, words)


def test_a_wrapped_header_beside_moves_the_rule_under_a_header_down() -> None:
    votes = _label(2, 345, (100, "Votes"))
    turnout = _label(4, 465, (100, "Turnout"), (111, "of"), (122, "all"))
    below = [_label(n, 220 + 60 * n, (140, f"Party-{n}")) for n in (1, 2, 3)]
    boxes = [(220 + 60 * n, 250 + 60 * n) for n in range(5)]
    rules = [(128.0, 270.0, 440.0), (144.0, 0.0, 600.0)]
    look = look_of([votes, turnout, *below], boxes, rules)
    assert look.ruled[id(votes)] == (1, 3)


def test_the_last_row_may_fall_apart_at_a_narrow_gap_where_others_do_at_wide_ones() -> None:
    page = Page()
    page.text(72, 100, "Date").text(160, 100, "Event").line(70, 104, 300, 104)
    events = (
        ("12 May 2009", "Proposal of the office"),
        ("3 March 2010", "First reading in the house"),
        ("8 April 2010", "Amendments of the council"),
        ("1 December 2010", "Entry into force"),
    )
    for number, (date, event) in enumerate(events):
        page.text(72, 117 + 15 * number, date).text(154, 117 + 15 * number, event)
    table = tables_of(page)[0]
    assert (table.rows, table.columns) == (5, 2)


def test_a_header_of_years_is_not_repeated_where_the_table_goes_on() -> None:
    head = ("Area", "Kind", "2008", "2009")
    body = [(f"Area-{n}", "Births", f"{n},204", f"{n},377") for n in range(1, 7)]
    xs = (70, 150, 220, 290, 360)
    first = Page().table(xs, [700 + 20 * n for n in range(6)], (head, *body[:4]))
    second = Page().table(xs, [60 + 20 * n for n in range(4)], (head, *body[4:]))
    table = tables_of(first, second)[0]
    assert table.rows == 7
