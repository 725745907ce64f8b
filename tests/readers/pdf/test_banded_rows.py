"""Tables whose rows bands of colour part, and pages that cut such rows."""

from __future__ import annotations

from collections.abc import Sequence

from tests.readers.pdf.drawn import Page, drawn
from tests.readers.pdf.shown import read_here, shown

XS = (72.0, 172.0, 372.0, 472.0)
HEAD = ("No", "Measure", "Cost")
TEXT = ("Repair of the northern bank", "after the flood of March, with", "two sluices")


def head(page: Page, top: float) -> Page:
    """A dark header without a rule below it, in the frame of a table that goes on."""
    page.box(XS[0], top, XS[-1], top + 20, grey=0.3)
    return page.texts([x + 4 for x in XS], [top + 13], [HEAD])


def test_the_edge_of_a_coloured_header_parts_it_from_the_row_below() -> None:
    page = head(Page(), 200).box(XS[0], 200, XS[-1], 280)
    for y in (240, 260):
        page.line(XS[0], y, XS[-1], y)
    for x in XS[1:-1]:
        page.line(x, 240, x, 260)
    rows = [("74", "Archive", "297"), ("75", "Bridges", "318"), ("76", "Canals", "204")]
    page.texts([x + 4 for x in XS], (233, 253, 273), rows)
    assert shown(page) == (
        "No | Measure | Cost\n74 | Archive | 297\n75 | Bridges | 318\n76 | Canals | 204"
    )


def banded(page: Page, top: float, rows: Sequence[tuple[str, tuple[str, ...], str]]) -> float:
    """Rows of wrapped texts, each second one on grey; returns where they end."""
    for number, (first, texts, last) in enumerate(rows):
        bottom = top + 12 * len(texts) + 4
        if number % 2 == 0:
            page.box(XS[0], top, XS[-1], bottom, grey=0.75)
        page.text(XS[0] + 4, top + 10, first).text(XS[2] + 4, top + 10, last)
        page.lines(XS[1] + 4, top + 10, *texts, pitch=12)
        top = bottom
    return top


def framed(page: Page, top: float, bottom: float, *, closed: bool) -> Page:
    page.line(XS[0], top, XS[-1], top).line(XS[0], top, XS[0], bottom)
    page.line(XS[-1], top, XS[-1], bottom)
    for x in XS[1:-1]:
        page.line(x, top, x, top + 20)
    return page.line(XS[0], bottom, XS[-1], bottom) if closed else page


ROWS = [(str(n), TEXT, f"{n}00") for n in range(1, 8)]
WHOLE = "\n".join(f"{n} | {' '.join(TEXT)} | {n}00" for n in range(1, 8))


def test_bands_of_colour_are_rows_inside_a_frame() -> None:
    page = head(Page(), 200)
    framed(page, 200, banded(page, 220, ROWS), closed=True)
    assert shown(page) == f"No | Measure | Cost\n{WHOLE}"


def test_a_row_that_a_page_cuts_goes_on_below_the_repeated_header() -> None:
    above, below = head(Page(), 500), head(Page(), 72)
    framed(above, 500, banded(above, 520, [*ROWS[:3], ("4", TEXT[:2], "400")]), closed=False)
    framed(below, 72, banded(below, 92, [("", TEXT[2:], ""), *ROWS[4:]]), closed=True)
    assert shown(above, below) == f"No | Measure | Cost\n{WHOLE}"


def test_whole_rows_at_a_page_break_without_a_rule_stay_two() -> None:
    above, below = head(Page(), 500), head(Page(), 72)
    framed(above, 500, banded(above, 520, ROWS[:4]), closed=False)
    framed(below, 72, banded(below, 92, ROWS[4:]), closed=True)
    document = read_here(drawn(above, below))
    assert shown(above, below) == f"No | Measure | Cost\n{WHOLE}"
    assert document.accounting is not None
    assert document.accounting.unplaced == 0


def test_framed_tables_of_bands_below_each_other_are_two() -> None:
    page = Page()
    rows = [(str(n), ("Measure",), f"{n}00") for n in range(1, 5)]
    for top in (200, 400):
        head(page, top)
        framed(page, top, banded(page, top + 20, rows), closed=True)
    table = "No | Measure | Cost\n" + "\n".join(f"{n} | Measure | {n}00" for n in range(1, 5))
    assert shown(page) == f"{table}\n\n{table}"


def test_a_sum_with_few_numbers_is_parted_as_the_rows_above_it_are() -> None:
    page = head(Page(), 200)
    bottom = banded(page, 220, [*ROWS, ("Total", (" ",), "2,800")])
    framed(page, 200, bottom, closed=True)
    assert shown(page) == f"No | Measure | Cost\n{WHOLE}\nTotal |  | 2,800"
