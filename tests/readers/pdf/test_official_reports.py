"""Tables as European and international bodies set them: units below years, annexes, rests."""

from __future__ import annotations

from collections.abc import Sequence

from tests.readers.pdf.drawn import Page
from tests.readers.pdf.shown import shown, tables_of

_YEARS = ("2011", "2012", "2013", "2014", "2015")


def _centred(page: Page, y: float, texts: Sequence[tuple[float, str]]) -> None:
    for middle, text in texts:
        page.centred(middle, y, text)


def _demand(units: Sequence[Sequence[tuple[float, str]]]) -> Page:
    page = Page().line(70, 88, 520, 88).line(70, 142, 520, 142).line(70, 206, 520, 206)
    _centred(page, 100, [(220 + 65 * n, year) for n, year in enumerate(_YEARS)])
    for number, line in enumerate(units):
        _centred(page, 116 + 12 * number, line)
    for row, label in enumerate(("Consumption", "Investment", "Exports", "Imports")):
        page.text(72, 155 + 15 * row, label)
        values = [f"{300 + 7 * row}.4" if n == 0 else f"{row + n}.{n}" for n in range(5)]
        _centred(page, 155 + 15 * row, [(220 + 65 * n, v) for n, v in enumerate(values)])
    return page


def test_units_below_years_hold_for_the_years_over_which_they_stand() -> None:
    first, second = (220.0, "Current prices"), (382.5, "Percentage changes, volume")
    page = _demand(((first, second), ((220.0, "EUR billion"), (382.5, "(2010 prices)"))))
    rows = shown(page).split("\n")
    assert rows[0].replace(" ", "").endswith("|2011|2012|2013|2014|2015")
    assert rows[1].replace(" ", "").startswith("|CurrentpricesEURbillion|Percentage")


def test_a_unit_in_brackets_below_years_holds_for_all() -> None:
    page = _demand((((350.0, "(million EUR)"),),))
    rows = [row.replace(" ", "") for row in shown(page).split("\n")]
    assert rows[1].endswith("|(millionEUR)|<|<|<|<")


def test_ends_of_wrapped_headers_are_no_units_below_others() -> None:
    page = _demand((((285.0, "(revised)"), (415.0, "forecast")),))
    assert "<" not in shown(page)


def test_a_rule_below_a_header_far_wider_than_the_texts_sets_it_off() -> None:
    page = Page().text(72, 100, "Directive 98/11").text(350, 100, "This Directive")
    page.line(68, 108, 560, 108)
    rows = (
        ("Article 1(1)", "Article 1"),
        ("Second-subparagraph", "Article 2(1)"),
        ("Last sentence", "-"),
        ("Points (a) to (d)", "Third-article"),
        ("-", "Article 4"),
        ("Annex I", "Annexes"),
    )
    for number, (old, new) in enumerate(rows):
        page.text(72, 122 + 20 * number, old).text(304, 122 + 20 * number, new)
    table = tables_of(page)[0]
    assert (table.rows, table.columns) == (7, 2)


_SHREDS = (
    ("Land", "Ausga", "Einna", "Saldo"),
    ("", "ben", "hmen", ""),
    ("Altmar", "76998", "57844", "71884"),
    ("k", "89", "33", "3"),
    ("Berg", "67382", "49628", "99027"),
    ("", "28", "03", "51"),
    ("Cordau", "52797", "27345", "40013"),
    ("", "24", "57", ""),
)


def _shreds(rows: Sequence[Sequence[str]], *, pitch: float = 12.0) -> Page:
    page = (
        Page().line(70, 88, 212, 88).line(70, 90 + pitch * len(rows), 212, 90 + pitch * len(rows))
    )
    for number, (label, *values) in enumerate(rows):
        y = 100 + pitch * number
        page.text(72, y, label)
        page.ending((142, 176, 210), y, values)
    return page


def test_rests_below_columns_full_of_letters_and_digits_are_no_rows() -> None:
    assert [row.replace(" ", "") for row in shown(_shreds(_SHREDS)).split("\n")[1:]] == [
        "Altmark|7699889|5784433|718843",
        "Berg|6738228|4962803|9902751",
        "Cordau|5279724|2734557|40013",
    ]


def test_shares_below_counts_are_rows_where_no_word_is_broken() -> None:
    labels = ("Area", "", "Men", "share", "Women", "share", "All", "share")
    rows = [(label, *row[1:]) for label, row in zip(labels, _SHREDS, strict=True)]
    assert tables_of(_shreds(rows))[0].rows >= 7


def test_short_words_as_wide_as_their_column_are_no_rests() -> None:
    rows = [("Area", "Count", "Share", "Place")]
    rows += [(f"Area {n}", "76998", "57844", ("south", "north")[n % 2]) for n in range(6)]
    assert tables_of(_shreds(rows))[0].rows == 7


def test_texts_below_the_rule_under_headers_over_groups_are_headers_too() -> None:
    page = Page()
    for y in (88, 104, 120, 182):
        page.line(70, y, 520, y)
    page.text(72, 100, "Answer")
    _centred(page, 100, ((220.0, "Total"), (310.0, "Sex"), (460.0, "Age")))
    middles = (220.0, 280.0, 340.0, 400.0, 460.0, 520.0)
    heads = ("Men", "Women", "15-34", "35-54", "55+")
    _centred(page, 116, list(zip(middles[1:], heads, strict=True)))
    for row, label in enumerate(("Yes", "No", "Unsure")):
        page.text(72, 135 + 15 * row, label)
        _centred(page, 135 + 15 * row, [(x, f"{20 + 3 * n + row}") for n, x in enumerate(middles)])
    assert shown(page).split("\n")[:2] == [
        "Answer | Total | Sex | < | Age | < | <",
        "^ | ^ | Men | Women | 15-34 | 35-54 | 55+",
    ]


def test_a_framed_header_over_groups_goes_with_the_lower_headers_and_rows_below() -> None:
    page = Page().box(70, 90, 430, 200)
    page.line(70, 108, 430, 108).line(150, 90, 150, 108).line(290, 90, 290, 108)
    page.text(74, 103, "Sector").text(200, 103, "Use").text(340, 103, "Target")
    for y, texts in (
        (122, ("", "1990", "2005", "2020", "2030")),
        (138, ("Energy", "87", "72", "60", "44")),
        (154, ("Transport", "31", "36", "30", "21")),
        (170, ("Waste", "12", "11", "8", "7")),
        (186, ("Total", "130", "119", "98", "72")),
    ):
        for x, text in zip((74, 170, 240, 310, 380), texts, strict=True):
            page.text(x, y, text)
    assert shown(page).split("\n")[:3] == [
        "Sector | Use | < | Target | <",
        " | 1990 | 2005 | 2020 | 2030",
        "Energy | 87 | 72 | 60 | 44",
    ]


def test_rows_of_two_columns_without_the_line_between_are_parted_by_their_texts() -> None:
    page = Page().box(70, 88, 430, 184)
    for n, (service, fee) in enumerate(
        (
            ("Service", "Fee"),
            ("Registration", "850.00"),
            ("Each class", "150.00"),
            ("Opposition", "350.00"),
            ("Renewal", "1350.00"),
            ("Extract", "30.00"),
        )
    ):
        page.text(74, 100 + 16 * n, service).text(254, 100 + 16 * n, fee)
        page.line(70, 104 + 16 * n, 430, 104 + 16 * n)
        if n % 2:
            page.line(250, 88 + 16 * n, 250, 104 + 16 * n)
    assert (tables_of(page)[0].rows, tables_of(page)[0].columns) == (6, 2)
    assert "<" not in shown(page)


def test_groups_of_digits_below_numbers_without_decimals_are_their_rests() -> None:
    page = Page().line(70, 88, 330, 88).line(70, 178, 330, 178)
    rows = (
        ("Item", "Plan", "Outturn"),
        ("Cohesion", "2 176.7", "4 150.2"),
        ("Research", "8 272.6", "7 091.2"),
        ("Justice", "2 609.4", "3 743.9"),
        ("Total", "13", "14"),
        ("", "058.7", "985.3"),
    )
    for n, (label, *values) in enumerate(rows):
        page.text(72, 100 + 14 * n - 2 * (n == 5), label or " ")
        page.ending((230, 310), 100 + 14 * n - 2 * (n == 5), values)
    assert shown(page).split("\n")[-1] == "Total | 13 058.7 | 14 985.3"


def _ruled_columns(rows: Sequence[Sequence[str]]) -> Page:
    page = Page().line(70, 88, 330, 88).line(70, 104, 330, 104).line(70, 206, 330, 206)
    y = 100.0
    for label, *values in rows:
        if label:
            page.text(72, y, label)
        page.ending((230, 310), y, values)
        y += 16 if label == "Item" else 12
    return page


def test_groups_of_digits_alone_below_rows_are_rests_where_one_starts_with_zero() -> None:
    rows = (
        ("Item", "2010", "2011"),
        ("Dwellings", "35", "31"),
        ("", "811", "058"),
        ("Offices", "22", "84"),
        ("", "208", "398"),
        ("Price", "3 612", "8 806"),
    )
    assert shown(_ruled_columns(rows)).split("\n")[1:] == [
        "Dwellings | 35 811 | 31 058",
        "Offices | 22 208 | 84 398",
        "Price | 3 612 | 8 806",
    ]


def test_numbers_of_three_digits_below_others_are_rows_where_none_is_grouped() -> None:
    rows = (
        ("Item", "2010", "2011"),
        ("Dwellings", "35", "31"),
        ("", "811", "258"),
        ("Offices", "22", "84"),
        ("", "208", "398"),
        ("Price", "36", "88"),
    )
    assert tables_of(_ruled_columns(rows))[0].rows == 6


def test_the_year_in_brackets_below_a_share_in_a_drawn_cell_is_no_row() -> None:
    page = Page().grid((70, 200, 280, 360), (90, 106, 134, 162))
    page.text(74, 101, "Aim").text(204, 101, "Base").text(284, 101, "Target")
    for n, (aim, base, target) in enumerate(
        (("Energy", "12 %", "20 %"), ("Roads", "61 %", "75 %"))
    ):
        y = 117 + 28 * n
        page.text(74, y, aim).text(74, y + 12, "in all")
        page.text(204, y, base).text(204, y + 12, "(2010)")
        page.text(284, y, target).text(284, y + 12, "(2020)")
    assert tables_of(page)[0].rows == 3


def test_a_unit_in_brackets_on_its_own_band_below_marked_years_holds_for_all() -> None:
    page = Page()
    for n in range(0, 6, 2):
        page.box(70, 90 + 16 * n, 430, 106 + 16 * n, grey=0.85)
    _centred(
        page, 102, [(250 + 50 * n, year) for n, year in enumerate(("2010", "2011(1)", "2012p"))]
    )
    _centred(page, 118, [(300, "(million)")])
    for row, label in enumerate(("Revenue", "Taxes", "Fees", "Interest")):
        page.text(74, 134 + 16 * row, label)
        _centred(page, 134 + 16 * row, [(250 + 50 * n, f"{31 + row + n}.4") for n in range(3)])
    rows = shown(page).split("\n")
    assert rows[:2] == [" | 2010 | 2011(1) | 2012p", " | (million) | < | <"]


def test_units_below_wrapped_headers_hold_for_their_columns() -> None:
    page = Page().line(70, 88, 530, 88).line(70, 128, 530, 128).line(70, 192, 530, 192)
    page.text(72, 112, "Branch")
    middles = (215.0, 285.0, 385.0, 475.0)
    _centred(page, 100, ((285.0, "Persons"), (385.0, "Gross")))
    heads = ("Firms", "employed", "value", "Tax")
    _centred(page, 112, list(zip(middles, heads, strict=True)))
    _centred(page, 124, ((250.0, "No."), (430.0, "thousand euro")))
    for row, branch in enumerate(("Mining", "Energy", "Building", "Trade")):
        page.text(72, 142 + 14 * row, branch)
        _centred(page, 142 + 14 * row, [(x, f"{1 + row}{n}421") for n, x in enumerate(middles)])
    assert shown(page).split("\n")[:2] == [
        "Branch | Firms | Persons employed | Gross value | Tax",
        " | No. | < | thousand euro | <",
    ]


def test_a_section_on_its_band_below_the_header_is_none_of_it() -> None:
    page = Page().box(70, 88, 430, 104, grey=0.3).box(70, 104, 430, 120, grey=0.8)
    page.text(74, 100, "Indicator").text(240, 100, "Aim").text(300, 100, "2013").text(
        370, 100, "2014"
    )
    page.text(74, 116, "1. Access")
    for row, label in enumerate(("Replies in time", "Waiting time", "Complaints")):
        y = 132 + 16 * row
        page.text(74, y, label).text(240, y, f"{9 + row}").text(300, y, f"{31 + row}")
        page.text(370, y, f"{47 + row}").line(70, y + 4, 430, y + 4)
    page.line(70, 120, 430, 120)
    assert shown(page).split("\n")[:2] == ["Indicator | Aim | 2013 | 2014", "1. Access | < | < | <"]


def test_groups_of_digits_beside_the_rest_of_a_label_are_rests() -> None:
    page = Page().line(70, 88, 370, 88).line(70, 104, 370, 104).line(70, 180, 370, 180)
    rows = (
        (100, ("Title", "Heading", "2014", "2015")),
        (116, ("01 02", "Economic and", "98 654", "39 229")),
        (128, ("", "monetary union", "025", "122")),
        (142, ("01 03", "Affairs", "4 110 752", "3 702 111")),
        (156, ("", "Total", "20 682", "54 020")),
        (168, ("", "", "535", "150")),
    )
    for y, (code, label, *values) in rows:
        page.text(72, y, code or " ").text(120, y, label or " ")
        page.ending((270, 350), y, values)
    assert shown(page).split("\n")[1:] == [
        "01 02 | Economic and monetary union | 98 654 025 | 39 229 122",
        "01 03 | Affairs | 4 110 752 | 3 702 111",
        " | Total | 20 682 535 | 54 020 150",
    ]
