"""Text that a clipping path cuts off (ISO 32000-1, 8.5.4)."""

from __future__ import annotations

from tests.readers.pdf.drawn import Page, drawn
from tests.readers.pdf.shown import read_here, shown

ROWS = [("Adams", "1,204"), ("Baker", "377"), ("Clark", "5,981"), ("Dodge", "12")]


def clipped(page: Page, left: float, top: float, right: float, text: str) -> Page:
    """A text whose end behind `right` is cut off."""
    height = page.height - top
    page.content.append(f"q {left} {height - 4} {right - left} 16 re W n")
    page.text(left, top, text)
    page.content.append("Q")
    return page


def test_leaders_that_are_cut_off_before_a_number_are_no_part_of_it() -> None:
    page = Page().text(72, 84, "County").text(300, 84, "Cases")
    for n, (label, number) in enumerate(ROWS):
        clipped(page, 72, 104 + 16 * n, 290, label + " ." * 60)
        page.text(300, 104 + 16 * n, number)
    table = "\n".join(" | ".join(row) for row in [("County", "Cases"), *ROWS])
    assert shown(page) == table


def test_a_text_that_is_cut_off_where_the_next_cell_starts_ends_there() -> None:
    page = Page()
    rows = [("Name", "Count")]
    for n, (label, number) in enumerate(ROWS):
        clipped(page, 74, 115 + 20 * n, 138, label + " and other counties of the north")
        page.text(142, 115 + 20 * n, number)
        rows.append((f"{label} and oth", number))
    page.table((72, 140, 220), [80 + 20 * n for n in range(6)], [rows[0]])
    assert shown(page).splitlines()[1:] == [" | ".join(row) for row in rows[1:]]


def test_a_text_that_no_other_stands_on_is_read_whole() -> None:
    words = "This line is cut off at the margin, but nothing stands there, so it is read whole."
    assert shown(clipped(Page(), 72, 100, 200, words)) == words


def test_characters_that_are_cut_off_are_counted() -> None:
    page = Page()
    for n, (label, number) in enumerate(ROWS):
        clipped(page, 74, 115 + 20 * n, 138, label + " and other counties of the north")
        page.text(142, 115 + 20 * n, number)
    document = read_here(drawn(page))
    (found,) = (d for d in document.diagnostics if d.code == "text-clipped")
    assert document.accounting is not None
    (left,) = document.accounting.left_out
    assert left.reason == "clipped"
    assert left.text.startswith("ercountiesofthenorth")
    assert f"{len(left.text)} characters of page 1" in found.message


def test_lines_that_have_no_room_in_their_row_are_read_as_they_are_seen() -> None:
    page = Page().grid((60, 160, 220), (100, 130, 160))
    for top, lines in ((100, ("Boats that came", "in late", "this year")), (130, ("Nets",))):
        page.content.append(f"q 60 {page.height - top - 30:.0f} 100 30 re W n")
        page.lines(64, top + 12, *lines, pitch=13)
        page.content.append("Q")
    page.text(164, 112, "12").text(164, 142, "7")
    document = read_here(drawn(page))
    assert shown(page) == "Boats that came in late | 12\nNets | 7"
    assert document.accounting is not None
    assert [(out.reason, out.text) for out in document.accounting.left_out] == [
        ("invisible", "thisyear")
    ]
