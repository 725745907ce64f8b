"""How bulletins, accounts and annexes set tables that hardly have rules, or frames between them."""

from __future__ import annotations

from tests.readers.pdf.drawn import Page, advance
from tests.readers.pdf.shown import shown

ENDS = (300.0, 380.0, 460.0)


def numbers(
    page: Page,
    rows: tuple[tuple[str, ...], ...],
    *,
    top: float,
    pitch: float = 15,
    ends: tuple[float, ...] = ENDS,
) -> Page:
    """Labels at the left, numbers that end at `ends`."""
    for number, (label, *values) in enumerate(rows):
        y = top + pitch * number
        if label:
            page.text(72, y, label)
        page.ending(ends, y, values)
    return page


def test_a_sum_without_a_label_is_a_row_of_its_own() -> None:
    rows = (
        ("", "Note", "2007", "2006"),
        ("Land", "7", "385", "836"),
        ("Investments", "8", "953", "109"),
        ("", "", "1,338", "945"),
        ("Stocks", "", "29", "310"),
        ("Debtors", "9", "101", "738"),
        ("", "", "130", "1,048"),
        ("Net assets", "", "1,468", "1,993"),
    )
    page = numbers(Page(), rows, top=200)
    for y in (234, 279):
        page.line(350, y, 460, y)
    assert shown(page) == "\n".join(" | ".join(row) for row in rows)


def test_a_section_spans_no_rule_between_columns() -> None:
    rows = (
        ("Group", "1990", "1995", "2000"),
        ("North",),
        ("Cases", "550", "774", "779"),
        ("Rate", "3.8", "44.6", "33.4"),
        ("South",),
        ("Cases", "266", "554", "320"),
    )
    page = Page().line(72, 185, 470, 185).line(72, 205, 470, 205).line(72, 283, 470, 283)
    page.line(160, 185, 160, 283)
    for number, row in enumerate(rows):
        numbers(page, ((*row, "", "", "")[:4],), top=200 + 15 * number)
    assert shown(page) == (
        "Group | 1990 | 1995 | 2000\nNorth |  |  | \nCases | 550 | 774 | 779\n"
        "Rate | 3.8 | 44.6 | 33.4\nSouth |  |  | \nCases | 266 | 554 | 320"
    )


def test_frames_above_each_other_with_merged_cells_are_several_tables() -> None:
    page = Page()
    for top, fish, catch in ((200, "Herring", "102"), (290, "Saithe", "334")):
        page.box(72, top, 400, top + 75)
        page.line(72, top + 25, 400, top + 25).line(72, top + 50, 280, top + 50)
        page.line(280, top, 280, top + 75).line(200, top + 25, 200, top + 75)
        page.text(76, top + 17, fish).text(284, top + 17, "Zone IV")
        page.text(76, top + 42, "Denmark").text(204, top + 42, catch)
        page.text(76, top + 67, "All").text(204, top + 67, "770").text(284, top + 42, "Closed")
    tables = [
        f"{fish} | < | Zone IV\nDenmark | {catch} | Closed\nAll | 770 | ^"
        for fish, catch in (("Herring", "102"), ("Saithe", "334"))
    ]
    assert shown(page) == "\n\n".join(tables)


def test_rules_around_two_halves_hold_rows_of_labels_and_numbers() -> None:
    page = Page().line(72, 186, 470, 186).line(72, 205, 470, 205).line(72, 267, 470, 267)
    page.line(270, 186, 270, 267, width=1.5)
    rows = (
        ("Subject", "Number", "Subject", "Number"),
        ("Men", "7,122", "In households", "14,001"),
        ("Women", "7,240", "Child", "3,900"),
        ("Under 5 years", "812", "Spouse", "3,011"),
        ("65 and over", "901", "Others", "610"),
    )
    for number, (one, first, other, second) in enumerate(rows):
        y = 200 + 15 * number
        page.text(76, y, one).text(262 - advance(first, 10), y, first)
        page.text(276, y, other).text(466 - advance(second, 10), y, second)
    assert shown(page) == "\n".join(" | ".join(row) for row in rows)


def test_two_centred_lines_above_a_table_without_rules_are_its_title() -> None:
    page = Page()
    for y, text in ((180, "SUMMARY OF BUDGETARY RESOURCES"), (194, "(Thousands)")):
        page.centred(266, y, text)
    rows = (
        ("", "2005", "2006"),
        ("Balance brought forward", "12,418", "9,377"),
        ("Recoveries of years before", "1,204", "2,115"),
        ("Appropriation", "440,120", "451,903"),
        ("Collections", "3,118", "2,140"),
        ("Total", "456,860", "465,535"),
    )
    table = "\n".join(" | ".join(row) for row in rows)
    found = shown(numbers(page, rows, top=212, pitch=13, ends=(300.0, 460.0)))
    assert found.endswith(f"\n\n{table}")
    assert found.startswith(("SUMMARY", "# SUMMARY"))


def test_a_rule_may_stand_below_the_header_and_below_each_section() -> None:
    page = Page()
    head = ("", "Total", "18-24", "25-44")
    parts = (("How often do you read?", 215), ("Where do you read?", 279))
    numbers(page, (head,), top=200).line(72, 204, 462, 204)
    for text, y in parts:
        page.text(72, y, text, bold=True).line(72, y + 4, 462, y + 4)
        answers = (("Never", "31%", "24%", "29%"), ("Often", "44%", "46%", "45%"))
        numbers(page, (*answers, ("(N)", "(204)", "(150)", "(402)")), top=y + 16)
    body = "Never | 31% | 24% | 29%\nOften | 44% | 46% | 45%\n(N) | (204) | (150) | (402)"
    assert shown(page) == (
        f" | Total | 18-24 | 25-44\nHow often do you read? | < | < | <\n{body}\n"
        f"Where do you read? | < | < | <\n{body}"
    )


def test_a_legend_in_the_first_column_below_the_last_rule_is_no_row() -> None:
    page = Page()
    rows = (("Element", "A", "B"), ("Mission", "x", "o"), ("Goals", "o", "x"), ("Plans", "x", "x"))
    for number, row in enumerate(rows):
        y = 200 + 18 * number
        page.texts([72, 320, 400], [y], (row,)).line(72, y + 5, 440, y + 5)
    page.line(72, 186, 440, 186).text(72, 270, "x Yes").text(130, 270, "o Partly")
    table = "\n".join(" | ".join(row) for row in rows)
    assert shown(page).startswith(f"{table}\n\nx Yes")


def test_larger_type_in_another_column_joins_no_two_lines() -> None:
    page = Page()
    for y, text in ((300, "Number"), (307.4, "of workers"), (314.8, "(thousands)")):
        page.text(72, y, text, size=7.4)
    page.text(300, 311.5, "The Bureau gathered", size=9)
    found = shown(page)
    assert all(text in found for text in ("of workers", "(thousands)", "The Bureau gathered"))


def test_errors_in_brackets_are_no_column() -> None:
    page = Page().line(72, 186, 470, 186).line(72, 205, 470, 205).line(72, 282, 470, 282)
    rows = (
        ("Town", "62.1 (0.5)", "61.9 (0.4)", "17.4 (0.3)"),
        ("Village", "51.0 (1.0)", "37.0 (0.8)", "29.1 (0.6)"),
        ("Remote", "64.2 (1.2)", "31.9 (0.9)", "19.0 (0.7)"),
        ("Church", "77.3 (1.9)", "64.7 (1.6)", "29.5 (0.2)"),
        ("Other", "80.0 (2.9)", "59.3 (2.6)", "33.2 (1.7)"),
    )
    numbers(page, (("School", "Basic", "Fair", "Score"),), top=200)
    for number, (label, *values) in enumerate(rows):
        y = 216 + 15 * number
        page.text(72, y, label)
        for end, value in zip(ENDS, values, strict=True):
            share, error = value.split()
            page.text(end - 50, y, share).text(end - 28, y, error)
    table = "\n".join(" | ".join(row) for row in rows)
    assert shown(page) == f"School | Basic | Fair | Score\n{table}"


def test_a_blank_line_may_follow_the_typed_rule_under_a_header() -> None:
    page = Page()
    rows = (
        ("Old age", "120,344", "98,112", "81.5"),
        ("Survivors", "44,018", "39,226", "89.1"),
        ("Health", "8,902", "8,116", "91.2"),
    )
    numbers(page, (("Claims", "Received", "Allowed", "Percent"),), top=200)
    page.text(72, 211, "_" * 78)
    numbers(page, rows, top=233, pitch=11).text(72, 266, "_" * 78)
    table = "\n".join(" | ".join(row) for row in rows)
    assert shown(page) == f"Claims | Received | Allowed | Percent\n{table}"
