"""Sections underlined in the column of labels, and colours that word processors lay twice."""

from __future__ import annotations

from tests.readers.pdf.drawn import Page
from tests.readers.pdf.shown import shown

ENDS = (290.0, 360.0, 430.0, 500.0)
SIDES = (72.0, 96.0, 230.0, 300.0, 370.0, 440.0, 510.0)
ROWS = (
    ("1", "Ash Water", "512.06", "491.78", "6.229", "3.113"),
    ("2", "Birch Dam", "423.67", "405.91", "6.157", "2.305"),
    ("3", "Cedar Lake", "527.91", "496.58", "2.344", "0.488"),
    ("4", "Dune Pool", "280.75", "275.70", "1.711", "1.117"),
    ("5", "Elm Pond", "359.50", "351.80", "0.132", "0.067"),
    ("6", "Fir Basin", "352.81", "346.59", "1.436", "0.380"),
)
HEAD = ("No", "Water", "Full", "Level", "Room", "Held")


def with_underlined_sections(page: Page, top: float) -> Page:
    """Rows below underlined names of regions, each as wide as its label's column, and parts."""
    y = top
    for number, row in enumerate(ROWS):
        if number % 3 == 0:
            page.text(90, y, f"{'North' if number else 'South'} Region", size=12, bold=True)
            page.line(72, y + 4, 230, y + 4, width=1)
            y += 18
            page.text(96, y, "Old Parish", bold=True).line(96, y + 1.5, 146, y + 1.5)
            y += 18
        if number % 3 == 2:  # nearer to the row above than rows stand to each other
            page.text(96, y - 4, "New Parish", bold=True).line(96, y - 2.5, 146, y - 2.5)
            y += 14
        page.text(76, y, row[0]).text(96, y, row[1]).ending(ENDS, y, row[2:])
        y += 18
    return page


def test_underlined_sections_do_not_part_the_labels_from_the_numbers() -> None:
    page = Page().grid(SIDES, (170, 200))
    for left, text in zip(SIDES, HEAD, strict=False):
        page.text(left + 4, 188, text)
    all_over = ("<",) * 5
    expected = [HEAD]
    for number, row in enumerate(ROWS):
        if number % 3 == 0:
            expected += [(f"{'North' if number else 'South'} Region", *all_over)]
            expected += [("Old Parish", *all_over)]
        expected += [("New Parish", *all_over)] * (number % 3 == 2) + [row]
    assert shown(with_underlined_sections(page, 216)) == "\n".join(map(" | ".join, expected))


def test_a_colour_laid_on_itself_parts_no_rows() -> None:
    page = Page().text(76, 200, "Indicators").text(320, 200, "Now").text(420, 200, "Then")
    y = 206.0
    for number, label in enumerate(("Roads", "Bridges and the ways to them", "Ferries", "Ports")):
        low = y + (26 if number == 1 else 14)
        page.box(72, y, 460, low, grey=0.9 - 0.1 * (number % 2))
        if number == 1:  # the cell, then each of its lines
            page.box(76, y + 1, 396, y + 13, grey=0.8).box(76, y + 13, 396, low - 1, grey=0.8)
            page.text(76, y + 11, label[:15]).text(76, low - 4, label[16:])
            page.text(320, low - 4, "1.0").text(420, y + 11, "1.8")
        else:
            page.text(76, y + 11, label).text(320, y + 11, f"{number}.0")
            page.text(420, y + 11, f"{number}.8")
        y = low
    assert shown(page) == "\n".join(
        (
            "Indicators | Now | Then",
            "Roads | 0.0 | 0.8",
            "Bridges and the ways to them | 1.0 | 1.8",
            "Ferries | 2.0 | 2.8",
            "Ports | 3.0 | 3.8",
        )
    )


def test_years_in_brackets_over_coloured_rows_are_headers() -> None:
    page = Page().box(72, 180, 500, 208, grey=0.8)
    page.text(320, 191, "Round 6").text(420, 191, "Round 5")
    page.text(76, 203, "Indicators").text(320, 203, "(2023-24)").text(420, 203, "(2019-21)")
    labels = ("Homes with light", "Homes with wells", "Iodized salt", "Insured homes")
    for number, label in enumerate(labels):
        y = 220.0 + 12 * number
        page.text(76, y, label).text(330, y, f"9{number}.4").text(430, y, f"8{number}.1")
    assert shown(page) == "\n".join(
        (
            "Indicators | Round 6 (2023-24) | Round 5 (2019-21)",
            *(f"{label} | 9{n}.4 | 8{n}.1" for n, label in enumerate(labels)),
        )
    )
