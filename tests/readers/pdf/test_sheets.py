"""Tables as spreadsheets print them: values beside the last line of a label, rows set close."""

from __future__ import annotations

from tests.readers.pdf.drawn import Page, advance
from tests.readers.pdf.shown import shown

ENDS = (300.0, 380.0, 460.0)


def row(page: Page, y: float, label: str, *numbers: str) -> None:
    """A label in one or more lines, the values beside its last one."""
    lines = label.split("\n") if label else []
    for number, line in enumerate(lines):
        page.text(72, y - 12 * (len(lines) - 1 - number), line)
    for end, text in zip(ENDS, numbers, strict=False):
        page.text(end - advance(text, 10), y, text)


def test_a_line_between_rows_set_as_close_as_its_own_starts_the_row_whose_words_go_on() -> None:
    page = Page().line(72, 188, 460, 188).line(72, 206, 460, 206).line(72, 330, 460, 330)
    row(page, 200, "Goods", "2007", "2008", "2009")
    row(page, 230, "Rental income of\npersons", "7,622", "7,539", "24")
    row(page, 254, "Other nondurable\ngoods", "859", "754", "8,830")
    row(page, 290, "Gasoline and other\nenergy goods", "5,855", "4", "9,579")
    row(page, 306, "Foreign travel", "33", "56", "865")
    row(page, 330, "Motor vehicles and\nparts", "976", "64", "593")
    assert shown(page) == (
        "Goods | 2007 | 2008 | 2009\n"
        "Rental income of persons | 7,622 | 7,539 | 24\n"
        "Other nondurable goods | 859 | 754 | 8,830\n"
        "Gasoline and other energy goods | 5,855 | 4 | 9,579\n"
        "Foreign travel | 33 | 56 | 865\n"
        "Motor vehicles and parts | 976 | 64 | 593"
    )


def test_the_first_numbers_are_no_line_of_the_header_however_close_they_stand() -> None:
    page = Page()
    row(page, 200, "Industry", "Total", "Male", "Female")
    row(page, 211, "Total", "94.2", "243.5", "54.9")
    row(page, 250, "Gasoline and other\nenergy goods", "101.2", "201.9", "260.2")
    row(page, 274, "Housing", "281.5", "132.2", "228.1")
    row(page, 298, "Recreation", "113.9", "32.7", "36.3")
    row(page, 336, "Rental income of\npersons", "18.3", "88.1", "294.0")
    assert shown(page) == (
        "Industry | Total | Male | Female\n"
        "Total | 94.2 | 243.5 | 54.9\n"
        "Gasoline and other energy goods | 101.2 | 201.9 | 260.2\n"
        "Housing | 281.5 | 132.2 | 228.1\n"
        "Recreation | 113.9 | 32.7 | 36.3\n"
        "Rental income of persons | 18.3 | 88.1 | 294.0"
    )


def test_a_first_section_of_two_lines_is_no_header_of_the_labels() -> None:
    page = Page()
    row(page, 200, "", "2006", "Rank", "Employed")
    page.text(72, 212, "Current", bold=True).text(72, 224, "expenditure", bold=True)
    for place, name in enumerate(("Housing", "Travel", "Health", "Food")):
        row(page, 248 + 24 * place, name, "87", "32,408", "3,124")
    row(page, 368, "Gasoline and other\nenergy goods", "71,813", "143,838", "574")
    assert shown(page) == (
        " | 2006 | Rank | Employed\n"
        "Current expenditure | < | < | <\n"
        "Housing | 87 | 32,408 | 3,124\n"
        "Travel | 87 | 32,408 | 3,124\n"
        "Health | 87 | 32,408 | 3,124\n"
        "Food | 87 | 32,408 | 3,124\n"
        "Gasoline and other energy goods | 71,813 | 143,838 | 574"
    )


def accounts(page: Page, y: float, label: str, *values: str) -> None:
    """A row whose signs of currency stand at the left sides of its columns."""
    page.text(72, y, label)
    for start, end, text in zip((222, 304, 386), ENDS, values, strict=True):
        sign, _, amount = text.rpartition("$ ")
        if sign or amount != text:
            page.text(start, y, "$")
        page.text(end - advance(amount, 10), y, amount)


def test_signs_of_currency_at_the_left_of_their_columns_belong_to_the_number_behind_them() -> None:
    page = Page()
    row(page, 200, "Item", "Income", "Outlay", "Change")
    accounts(page, 218, "Wages", "$ 3,755,287", "$ 164", "$ (90,750)")
    accounts(page, 236, "Rent", "$ 81,989", "110.7", "$ -")
    accounts(page, 254, "Food", "$ -", "$ 275", "-")
    accounts(page, 272, "Travel", "$ (308,394)", "76.3", "$ 8,728,454")
    assert shown(page) == (
        "Item | Income | Outlay | Change\n"
        "Wages | $ 3,755,287 | $ 164 | $ (90,750)\n"
        "Rent | $ 81,989 | 110.7 | $ -\n"
        "Food | $ - | $ 275 | -\n"
        "Travel | $ (308,394) | 76.3 | $ 8,728,454"
    )


def test_a_sign_right_behind_the_number_of_the_column_before_goes_with_the_next_one() -> None:
    page = Page()
    row(page, 200, "Item", "Income", "Outlay", "Change")
    for y, name in ((218, "Wages"), (236, "Rent"), (254, "Food")):
        page.text(222, y, "$")
        row(page, y, name, "(90,750)", "164", "(52)")
        page.text(300, y, "$").text(380.5, y, "$")
    assert shown(page) == (
        "Item | Income | Outlay | Change\n"
        "Wages | $ (90,750) | $ 164 | $ (52)\n"
        "Rent | $ (90,750) | $ 164 | $ (52)\n"
        "Food | $ (90,750) | $ 164 | $ (52)"
    )


def test_signs_of_currency_behind_their_numbers_stay_with_these() -> None:
    page = Page()
    row(page, 200, "Posten", "2007", "2008", "2009")
    for y, name in ((218, "Miete"), (236, "Strom"), (254, "Reisen")):
        row(page, y, name, "1.204,50 €", "312,00 €", "7.518,25 €")
    assert shown(page) == (
        "Posten | 2007 | 2008 | 2009\n"
        "Miete | 1.204,50 € | 312,00 € | 7.518,25 €\n"
        "Strom | 1.204,50 € | 312,00 € | 7.518,25 €\n"
        "Reisen | 1.204,50 € | 312,00 € | 7.518,25 €"
    )


def test_a_year_that_goes_on_with_a_header_is_no_number_of_the_rows() -> None:
    page = Page()
    row(page, 200, "Area", "2006", "Employed", "Change,")
    page.text(460 - advance("2000-2008", 10), 212, "2000-2008")
    page.text(72, 242, "Northern areas", bold=True)
    for y, name in ((257, "Estwick"), (272, "Calder"), (287, "Tarrant")):
        row(page, y, name, "1,693", "15,710", "279.9")
    assert shown(page) == (
        "Area | 2006 | Employed | Change, 2000-2008\n"
        "Northern areas | < | < | <\n"
        "Estwick | 1,693 | 15,710 | 279.9\n"
        "Calder | 1,693 | 15,710 | 279.9\n"
        "Tarrant | 1,693 | 15,710 | 279.9"
    )


def middle(page: Page, x: float, y: float, text: str) -> None:
    page.text(x - len(text) * 5, y, text)


def test_a_unit_in_brackets_below_a_header_is_of_it_where_others_stand_over_columns() -> None:
    page = Page().line(72, 186, 470, 186).line(190, 205, 470, 205).line(72, 224, 470, 224)
    page.line(72, 302, 470, 302)
    middle(page, 100, 209, "年份")
    middle(page, 165, 202, "增长")
    page.centred(165, 217, "(%)")
    for x, text in ((265, "耕地面积"), (405, "普通中学")):
        middle(page, x, 200, text)
    for x, text in zip((215, 265, 315, 365, 405, 445), ("合计", "水田", "旱地") * 2, strict=True):
        middle(page, x, 218, text)
    values = ("906.9", "165.2", "181", "997.7", "468284", "762.4", "880")
    for y, year in zip((239, 254, 269, 284), ("2010", "2011", "2012", "2013"), strict=True):
        page.text(76, y, year)
        page.ending((188, 238, 288, 338, 388, 428, 468), y, values)
    assert shown(page).splitlines()[:3] == [
        "年份 | 增长(%) | 耕地面积 | < | < | 普通中学 | < | <",
        "^ | ^ | 合计 | 水田 | 旱地 | 合计 | 水田 | 旱地",
        "2010 | 906.9 | 165.2 | 181 | 997.7 | 468284 | 762.4 | 880",
    ]


def test_numbers_far_apart_are_cells_of_their_own_though_one_row_alone_has_them() -> None:
    page = Page()
    for y in (188, 206, 228, 250):
        page.line(72, y, 470, y)
    row(page, 200, "Voters", "276")
    row(page, 222, "Ballots", "189", "149", "40")
    row(page, 244, "Turnout", "68.48%")
    assert shown(page) == ("Voters | 276 |  | \nBallots | 189 | 149 | 40\nTurnout | 68.48% |  | ")
