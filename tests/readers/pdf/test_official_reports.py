"""Tables as European and international bodies set them: units below years, annexes, rests."""

from __future__ import annotations

from collections.abc import Sequence

from tests.readers.pdf.drawn import Page, advance
from tests.readers.pdf.shown import shown, tables_of

_YEARS = ("2011", "2012", "2013", "2014", "2015")


def _centred(page: Page, y: float, texts: Sequence[tuple[float, str]]) -> None:
    for middle, text in texts:
        page.text(middle - advance(text, 10) / 2, y, text)


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
        for end, value in zip((142, 176, 210), values, strict=True):
            page.text(end - advance(value, 10), y, value)
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
