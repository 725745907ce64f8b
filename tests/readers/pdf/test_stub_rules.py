"""Rules that leave the labels out, and frames around the last row alone."""

from __future__ import annotations

from tests.readers.pdf.drawn import Page
from tests.readers.pdf.shown import shown

COLUMNS = (72, 200, 260, 330)
HEAD = ("", "Stock", "Surplus", "Equity")
ROWS = [
    ("Balance at start", "175", "202", "377"),
    ("Profit", "", "41", "41"),
    ("Dividends", "", "(12)", "(12)"),
    ("Income", "", "29", "29"),
    ("Purchases", "(5)", "", "(5)"),
    ("Balance at end", "170", "231", "401"),
]


def _statement(page: Page, top: float, year: str) -> None:
    """A header and sums below rules that start after the labels, other rows below longer ones."""
    for y in (top, top + 16, top + 34):
        page.line(190 if y < top + 30 else 72, y, 370, y)
    page.text(270, top + 12, year)
    page.texts(COLUMNS, [top + 29], [HEAD])
    page.texts(COLUMNS, [top + 48 + 16 * number for number in range(6)], ROWS)
    for y, left in ((53, 72), (85, 190), (101, 190), (117, 72), (133, 72)):
        page.line(left, top + y, 370, top + y)


def test_rules_that_leave_the_labels_out_belong_to_the_table_of_the_longer_ones() -> None:
    page = Page()
    _statement(page, 150, "2031")
    body = "\n".join(" | ".join(row).replace("| |", "|  |") for row in (HEAD, *ROWS))
    assert shown(page) == f" | 2031 | < | <\n{body}"


def test_a_header_below_such_a_rule_starts_another_table() -> None:
    page = Page()
    _statement(page, 150, "2031")
    _statement(page, 310, "2032")
    body = "\n".join(" | ".join(row) for row in (HEAD, *ROWS))
    assert shown(page) == f" | 2031 | < | <\n{body}\n\n | 2032 | < | <\n{body}"


def test_a_frame_around_the_last_row_alone_belongs_to_the_rows_above_it() -> None:
    page = Page().line(72, 188, 370, 188).line(72, 206, 370, 206)
    rows = [("Office", *HEAD[1:]), *ROWS]
    page.texts(COLUMNS, [201, *(220 + 16 * number for number in range(6))], rows)
    page.grid((72, 190, 250, 320, 370), (288, 306))
    assert shown(page) == "\n".join(" | ".join(row) for row in rows)


def test_a_frame_beside_the_labels_has_its_header_over_a_rule_that_leaves_these_out() -> None:
    page = Page().line(190, 206, 370, 206).line(72, 226, 370, 226).line(72, 366, 370, 366)
    for x in (190, 250, 310, 370):
        page.line(x, 190 if x in {190, 370} else 206, x, 382)
    page.text(264, 202, "Amounts")
    page.texts((72, 194, 254, 314), [220], [("Office", *HEAD[1:])])
    page.texts((72, 194, 254, 314), [244 + 26 * number for number in range(6)], ROWS)
    body = "\n".join(" | ".join(row) for row in ROWS)
    assert shown(page) == f"Office | Amounts | < | <\n^ | Stock | Surplus | Equity\n{body}"


def test_a_rule_that_leaves_labels_out_ends_the_header_of_a_table_of_words() -> None:
    page = Page().line(72, 186, 370, 186).line(190, 220, 370, 220).line(72, 300, 370, 300)
    for x in (72, 190, 370):
        page.line(x, 186, x, 300)
    page.text(255, 199, "Weather").texts(
        (76, 200, 262, 324), [213], [("Wind", "Dry", "Wet", "Ice")]
    )
    rows = [("None", "open", "open", "shut"), ("Calm", "open", "shut", "shut")]
    rows += [("Storm", "shut", "shut", "shut")]
    page.texts((76, 200, 262, 324), (237, 260, 283), rows)
    body = "\n".join(" | ".join(row) for row in rows)
    assert shown(page) == f"Wind | Weather | < | <\n^ | Dry | Wet | Ice\n{body}"
