"""Tables of texts, as registers of measures and annexes set them: wrapped cells and few rules."""

from __future__ import annotations

from tests.readers.pdf.drawn import Page
from tests.readers.pdf.shown import shown

XS = (72.0, 250.0, 350.0)


def rows(page: Page, top: float, *texts: tuple[str, ...], pitch: float = 14.0) -> Page:
    """Texts at three places, a row every `pitch` points."""
    return page.texts(XS, [top + pitch * number for number in range(len(texts))], texts)


CASES = (
    "Alton | 102 | 88\nBarton | 204 | 190\nCalder | 96 | 91",
    "Alton | 17 | 12\nBarton | 33 | 30",
)


def test_captions_with_letters_part_tables() -> None:
    page = Page()
    for top, number, part in (
        (200.0, "4a", CASES[0]),
        (270.0, "4b", CASES[1]),
        (325.0, "4c", CASES[0]),
    ):
        page.text(72, top - 18, f"Table {number} Cases")
        table = [
            ("District", "Cases", "Closed"),
            *(tuple(r.split(" | ")) for r in part.split("\n")),
        ]
        rows(page, top, *table)
        for y in (top - 10, top + 4, top + 14 * len(table) - 10):
            page.line(72, y, 400, y)
    assert shown(page).count("District | Cases | Closed\nAlton") == 3


def test_the_same_header_on_other_columns_below_a_title_starts_a_table() -> None:
    page = Page().text(72, 180, "Civil cases")
    head = ("District", "Cases", "Closed")
    page.texts(XS, (200, 214, 228, 242), [head, *(r.split(" | ") for r in CASES[0].split("\n"))])
    page.text(72, 256, "Criminal cases")
    page.texts(
        (72, 230, 310), (274, 288, 302), [head, *(r.split(" | ") for r in CASES[1].split("\n"))]
    )
    found = shown(page)
    assert f"District | Cases | Closed\n{CASES[0]}" in found
    assert f"District | Cases | Closed\n{CASES[1]}" in found


def test_cells_in_the_middle_of_their_rows_make_a_table_between_rules() -> None:
    page = Page().line(72, 186, 500, 186).line(72, 204, 500, 204)
    rows(page, 199, ("Measure", "", "Lead"))
    for number, (long, more, lead) in enumerate(
        (
            ("Survey of all wells in the north and in", "the three valleys", "Institute"),
            ("Plans for the basins of the larger", "rivers", "Regions"),
            ("Map of sites that were polluted before", "the war", "Ministry"),
        )
    ):
        top = 204 + 34 * number
        page.text(72, top + 13, long).text(72, top + 26, more).text(350, top + 19.5, lead)
        page.line(72, top + 34, 500, top + 34)
    assert shown(page) == (
        "Measure | Lead\nSurvey of all wells in the north and in the three valleys | Institute\n"
        "Plans for the basins of the larger rivers | Regions\n"
        "Map of sites that were polluted before the war | Ministry"
    )


def test_a_row_between_rules_whose_texts_hardly_part_belongs_to_the_table() -> None:
    page = Page().line(72, 205, 460, 205).texts((72, 300), [200], [("Title", "Act")])
    texts = (
        ("Audit of harbours as laid down", "Decision 2001/792", "in the decision"),
        ("Reform of the second laboratory", "Law 14/2001", "of the state"),
        ("Extension of the upper basin", "Order 33", "where costs are shared"),
        ("Merger of the offices of both districts for", "Directive 97", "which no funds were set"),
    )
    for number, (one, other, more) in enumerate(texts):
        y = 219 + 32 * number
        page.text(72, y, one).text(292, y, other).text(72, y + 12, more).line(
            72, y + 18, 460, y + 18
        )
    assert shown(page) == "Title | Act\n" + "\n".join(f"{a} {c} | {b}" for a, b, c in texts)


def test_rows_with_a_label_alone_stand_between_rules_below_a_header_of_two() -> None:
    labels = ("New schools", "Food", "Harbours", "Closure of training", "Exports")
    page = Page().line(72, 205, 460, 205).texts((72, 300), [200], [("Indicator", "Comments")])
    for number, label in enumerate(labels):
        y = 220 + 20 * number
        page.text(72, y, label).line(72, y + 5, 460, y + 5)
    page.text(300, 280, "Grants").text(300, 300, "Merger")
    assert shown(page) == (
        "Indicator | Comments\nNew schools | \nFood | \nHarbours | \n"
        "Closure of training | Grants\nExports | Merger"
    )


def test_wrapped_texts_of_rows_without_verticals_stand_in_the_columns_of_others() -> None:
    xs, ys = (72.0, 200.0, 330.0, 460.0), (200.0, 220.0, 250.0, 280.0, 310.0)
    page = Page().line(72, 200, 72, 310).line(460, 200, 460, 310)
    for y in ys:
        page.line(72, y, 460, y)
    for x in xs[1:3]:
        page.line(x, 200, x, 250)
    page.texts([x + 4 for x in xs], [213], [("Body", "Task", "Lead")])
    for number, (one, more) in enumerate(
        (
            (("Ministry of", "Survey of the", "Courts"), ("Health", "rivers", "")),
            (("Agency for", "Audit of the", "Police"), ("Work", "harbours", "")),
            (("Board of", "Reform of the", "Customs"), ("Trade", "archives", "")),
        )
    ):
        page.texts([x + 4 for x in xs], (233 + 30 * number, 245 + 30 * number), [one, more])
    assert shown(page) == (
        "Body | Task | Lead\nMinistry of Health | Survey of the rivers | Courts\n"
        "Agency for Work | Audit of the harbours | Police\n"
        "Board of Trade | Reform of the archives | Customs"
    )


def test_bands_that_leave_out_the_labels_join_none_of_them() -> None:
    page = Page()
    labels = ("Rivers and", "Forests", "Dry", "Coasts and", "Islands")
    ends = ("lakes", "of the state", "wetlands", "harbours", "of the north")
    values = (("12", "41"), ("88", "90"), ("31", "29"), ("64", "70"), ("7", "8"))
    rows(page, 200, ("Subject", "1990", "2000")).line(72, 205, 400, 205).line(72, 189, 400, 189)
    for number, (label, end, found) in enumerate(zip(labels, ends, values, strict=True)):
        y = 216 + 24 * number
        if number % 2:
            page.box(240, y - 9, 400, y + 15, grey=0.8)
        page.texts(XS, (y, y + 12), ((label,), (end, *found)))
    assert shown(page) == "Subject | 1990 | 2000\n" + "\n".join(
        " | ".join((f"{label} {end}", *found))
        for label, end, found in zip(labels, ends, values, strict=True)
    )


def test_a_section_in_the_middle_of_two_columns_spans_both() -> None:
    page = Page().line(72, 186, 460, 186).line(72, 205, 460, 205).line(72, 304, 460, 304)
    page.texts((72, 390), [200], [("Recommendation", "In force")])
    page.text(266 - 35, 220, "Common affairs").text(266 - 22.5, 265, "Transport")
    texts = (("Control of all that is bought", "2004"), ("Financing of the museums", "2005"))
    page.texts((72, 390), (235, 250), texts)
    page.texts((72, 390), (280, 295), (("Extension of the rails", "2006"), ("Plans", "2007")))
    assert shown(page) == (
        "Recommendation | In force\nCommon affairs | <\nControl of all that is bought | 2004\n"
        "Financing of the museums | 2005\nTransport | <\nExtension of the rails | 2006\n"
        "Plans | 2007"
    )


def test_white_behind_a_bracket_is_no_stretched_space() -> None:
    page = Page().line(72, 186, 480, 186).line(72, 205, 480, 205)
    rows(page, 200, ("Activity", "Year", "Indicator"))
    rows(
        page,
        220,
        ("Audit of the basin as laid", "2004", "Sites for"),
        ("in Article 7(2)", "", "which there"),
    )
    rows(page, 254, ("Closure of the office as laid", "2006", "Schools for"))
    rows(page, 268, ("down in Article 9(2)", "", "which no funds"))
    assert shown(page) == (
        "Activity | Year | Indicator\nAudit of the basin as laid in Article 7(2) | 2004 | "
        "Sites for which there\n"
        "Closure of the office as laid down in Article 9(2) | 2006 | Schools for which no funds"
    )


def test_numbers_tell_distances_inside_rows_from_rounded_ones() -> None:
    page = Page().line(72, 186, 480, 186).line(72, 205, 480, 205)
    rows(page, 200, ("Act", "Year", "Measure"))
    y = 220.0
    texts = (
        ("Decision 2001", "1997", "Survey of towns", (10.8, "of 5 May 1999", "in the north")),
        ("Regulation No", "2000", "Audit of fisheries", (10.8, "1260/1999", "each year")),
        ("Order 33 of the", "1998", "Survey of the basin", (9.95, "Minister", "by the end")),
        ("Regulation No", "2009", "Reform of archives", (10.8, "44/2001", "and museums")),
    )
    for act, year, measure, (pitch, more, rest) in texts:
        page.texts(XS, [y], [(act, year, measure)]).texts(XS, [y + pitch], [(more, "", rest)])
        y += pitch + 11.6
    page.line(72, y - 6, 480, y - 6)
    assert shown(page) == "Act | Year | Measure\n" + "\n".join(
        f"{act} {more} | {year} | {measure} {rest}" for act, year, measure, (_, more, rest) in texts
    )


def test_a_header_set_to_the_left_over_numbers_belongs_to_a_first_section_between_rules() -> None:
    page = Page().texts((72, 200, 395), [200], [("Subject", "Project", "Number")])
    for y in (204, 218, 232, 246, 260):
        page.line(72, y, 500, y)
    page.text(286 - 25, 214, "Employment")
    for y, one, other, number in (
        (228, "Closure of the office", "Survey of the prisons in the towns", "405,814"),
        (242, "Merger of both boards", "Closure of archives once a year", "523,081"),
        (256, "Audit of the old sites", "Transfer of the register of vehicles", "868,658"),
    ):
        page.text(72, y, one).text(200, y, other).text(500 - 35, y, number)
    assert shown(page).startswith("Subject | Project | Number\nEmployment | < | <\nClosure")


def test_a_rule_beside_the_labels_leaves_columns_of_wrapped_texts_apart() -> None:
    page = Page().line(140, 186, 140, 300).line(72, 205, 480, 205)
    xs = (72, 146, 290, 380)
    page.texts(xs, [200], [("Body", "Activity", "Date", "Target")])
    for number, (label, one, more, last, date, target) in enumerate(
        (
            (
                "Courts",
                "Transfer of young",
                "farmers and all",
                "that they own",
                "02.03.2007",
                "2004",
            ),
            ("Agency", "Survey of public", "works before the", "end of May", "12.01.2002", "2001"),
            ("Police", "Reform of grants", "and a report to", "the board", "09.09.2001", "1999"),
        )
    ):
        y = 220 + 45 * number
        page.texts(xs, (y, y + 12, y + 24), [(label, one, date, target), ("", more), ("", last)])
    page.line(140, 300, 140, 345)
    assert shown(page) == (
        "Body | Activity | Date | Target\n"
        "Courts | Transfer of young farmers and all that they own | 02.03.2007 | 2004\n"
        "Agency | Survey of public works before the end of May | 12.01.2002 | 2001\n"
        "Police | Reform of grants and a report to the board | 09.09.2001 | 1999"
    )


def test_prose_runs_beside_a_small_table_whose_rule_ends_before_it() -> None:
    page = Page()
    words = "The bureau gathered figures from returns"
    for number in range(12):
        page.text(72, 200 + 12 * number, words if number % 6 < 5 else "that were sent.")
    page.text(300, 203, "Fires by cause").line(300, 220, 500, 220)
    for number, row in enumerate(
        (
            ("Cause", "1993", "1994"),
            ("Lightning", "254", "788"),
            ("Railways", "87", "54"),
            ("Total", "341", "842"),
        )
    ):
        page.texts((300, 400, 470), [216 + 11 * number + 3 * (number > 0)], [row])
    assert (
        "Cause | 1993 | 1994\nLightning | 254 | 788\nRailways | 87 | 54\nTotal | 341 | 842"
        in shown(page)
    )


def test_a_header_ruled_off_makes_a_table_of_texts_that_are_missing_in_many_rows() -> None:
    page = Page().line(72, 204, 480, 204).texts((72, 400), [200], [("Description", "Notes")])
    texts = (
        ("Survey of the waste of households for which no funds", "were set aside", "Transfer"),
        ("Publication of inspections of food and a report to the", "board", ""),
        ("Financing of the fishing fleet before the end of the", "programme", ""),
        ("Review of the supply of water and a report to the", "Parliament", "Financing"),
    )
    for number, (one, more, note) in enumerate(texts):
        y = 218 + 32 * number
        page.texts((72, 400), (y, y + 12), ((one, note), (more,)))
    assert shown(page) == "Description | Notes\n" + "\n".join(
        f"{one} {more} | {note}" for one, more, note in texts
    )
