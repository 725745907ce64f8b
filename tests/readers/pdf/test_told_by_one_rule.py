"""Looks of tables that a single rule of the reader tells: without it each comes out wrong."""

from __future__ import annotations

import pytest

from tests.readers.pdf.drawn import Page
from tests.readers.pdf.shown import shown

ENDS = (300.0, 380.0, 460.0)
HEAD = ("Place", "Births", "Deaths", "Change")


def row(page: Page, y: float, label: str, *numbers: str, bold: bool = False) -> Page:
    """A label at the left and numbers that end at the first of `ENDS`."""
    return page.text(72, y, label, bold=bold).ending(ENDS[: len(numbers)], y, numbers)


def rules(page: Page, *ys: float) -> Page:
    for y in ys:
        page.line(72, y, 460, y)
    return page


def test_cells_that_all_have_as_many_lines_hold_rows_though_no_text_had_room_for_more() -> None:
    page = Page().grid((72, 132, 192, 252), (100, 120, 184))
    rows = (
        ("AB-1204-CD1", "EF-3305-GH", "IJ-8711-KL"),
        ("AC-1205-CE", "EG-3306-GI", "IK-8712-KM"),
        ("AD-1206-CF", "EH-3307-GJ", "IL-8713-KN"),
        ("AE-1207-CG", "EI-3308-GK", "IM-8714-KO"),
    )
    page.texts((76, 136, 196), (114,), [("Code", "Part", "Mark")])
    page.texts((74, 134, 194), (132, 146, 160, 174), rows)
    assert shown(page) == "\n".join(["Code | Part | Mark", *map(" | ".join, rows)])


def test_a_bold_text_as_close_below_a_label_as_its_own_lines_heads_the_rows_below() -> None:
    page = rules(row(Page(), 200, *HEAD), 188, 206, 380)
    row(page, 220, "Alton and its villages in", "417", "208", "209").text(72, 232, "the north")
    row(page, 250, "Barton", "91", "88", "3")
    row(page, 268, "Calder and the islands in", "54", "54", "0").text(72, 280, "the south")
    row(page, 292, "Cities", bold=True)
    row(page, 310, "Dunmore", "62", "60", "2")
    row(page, 328, "Easton and the new town", "17", "12", "5").text(72, 340, "beside it")
    row(page, 358, "Fenton", "8", "7", "1")
    assert shown(page).splitlines()[3:6] == [
        "Calder and the islands in the south | 54 | 54 | 0",
        "Cities | < | < | <",
        "Dunmore | 62 | 60 | 2",
    ]


def test_a_sentence_that_stands_apart_between_rules_as_far_as_rows_is_no_row() -> None:
    sentence = "The counties below are those of the old province, but for the islands."
    page = Page()
    for top, names in ((100, ("Alton", "Barton")), (225, ("Dunmore", "Easton"))):
        rules(page, *(top + 30 * number for number in range(4)))
        for number, label in enumerate(("Place", *names)):
            values = ("417", "208", "209") if number else HEAD[1:]
            row(page, top + 18 + 30 * number, label, *values)
    page.text(72, 210, sentence)
    tables = [
        "\n".join([" | ".join(HEAD), *(f"{name} | 417 | 208 | 209" for name in names)])
        for names in (("Alton", "Barton"), ("Dunmore", "Easton"))
    ]
    assert shown(page) == f"{tables[0]}\n\n{sentence}\n\n{tables[1]}"


def test_a_row_beside_which_no_line_between_columns_is_drawn_is_a_section() -> None:
    xs = (72.0, 152.0, 232.0, 452.0)
    rows = (
        ("Kind", "Sample", "Measure"),
        ("Count", "plain", "Counted by hand at each of the gates in May"),
        ("", "weighed", "Counted by hand, each gate with its share"),
        ("In winter",),
        ("Count", "plain", "Counted from the tickets that were sold at"),
        ("", "weighed", "Estimated by those who guard all the gates"),
    )
    ys = [200 + 13.5 * number for number in range(7)]
    page = Page()
    for y in (ys[0], ys[1], ys[-1]):
        page.line(xs[0], y, xs[-1], y)
    for number, texts in enumerate(rows):
        for x in xs if len(texts) > 1 else (xs[0], xs[-1]):
            page.line(x, ys[number], x, ys[number + 1] + 0.4)
        page.texts([x + 4 for x in xs], [ys[number] + 10], [texts])
    assert shown(page).splitlines()[2:5] == [
        " | weighed | Counted by hand, each gate with its share",
        "In winter | < | <",
        "Count | plain | Counted from the tickets that were sold at",
    ]


def test_a_label_alone_spans_the_open_rows_below_a_framed_header_but_no_rule_between_them() -> None:
    def page() -> Page:
        page = Page().grid((72, 200, 280, 360), (100, 118))
        rows = (("Alton", "417", "208"), ("North",), ("Calder", "54", "54"), ("Dale", "62", "60"))
        page.texts((76, 204, 284), (113,), [HEAD[:3]])
        return page.texts((76, 204, 284), (133, 148, 163, 178), rows)

    assert shown(page()).splitlines()[2] == "North | < | <"
    assert shown(page().line(200, 118, 200, 185).line(280, 118, 280, 185)).splitlines()[2] == (
        "North |  | "
    )


def test_a_unit_between_dashes_spans_all_values_though_one_column_has_no_header() -> None:
    page = rules(row(Page(), 200, "Place", "2019", "2020"), 188, 218, 308)
    page.centred(370, 212, "-- per cent --")
    for number, name in enumerate(("Alton", "Barton", "Calder", "Dunmore")):
        row(page, 234 + 18 * number, name, "41.7", "20.8", "20.9")
    assert shown(page).splitlines()[:2] == ["Place | 2019 | 2020 | ", " | -- per cent -- | < | <"]


def test_sums_in_a_frame_of_their_own_are_the_last_row_of_the_open_rows_above() -> None:
    page = row(Page(), 112, *HEAD).line(72, 118, 460, 118)
    for number, name in enumerate(("Alton", "Barton", "Calder", "Dunmore")):
        row(page, 132 + 16 * number, name, "417", "208", "209")
    row(page.grid((70, 240, 310, 390, 464), (188, 204)), 199, "Total", "1,668", "832", "836")
    assert shown(page).splitlines()[-2:] == [
        "Dunmore | 417 | 208 | 209",
        "Total | 1,668 | 832 | 836",
    ]


def test_boxes_and_arrows_drawn_with_characters_are_no_table() -> None:
    rows = (
        ("+------+", "---->", "+------+"),
        ("| read |", "", "| sort |"),
        ("+------+", "---->", "+------+"),
        ("|", "", "|"),
        ("| read |", "---->", "| sort |"),
        ("+------+", "", "+------+"),
    )
    page = Page().texts((80, 180, 280), range(105, 189, 14), rows)
    assert "+------+ | ----> | +------+" not in shown(page)


def test_short_words_in_pairs_are_a_table_though_none_is_a_number() -> None:
    rows = (
        ("Name", "Meaning"),
        ("ash", "grey dust"),
        ("bay", "calm water"),
        ("cow", "farm animal"),
        ("dam", "wall of earth"),
        ("elm", "tall tree"),
        ("fen", "wet land"),
    )
    page = Page().texts((72, 200), range(105, 203, 14), rows)
    assert shown(page) == "\n".join(map(" | ".join, rows))


def test_a_bold_header_below_a_title_in_white_starts_another_table() -> None:
    page = Page().text(72, 168, "Inns and beds")
    heads = (100, ("Place", "Born", "Died", "More")), (184, ("Town", "Inns", "Beds", "Rooms"))
    for y, texts in heads:
        for x, text in zip((72, 160, 220, 270), texts, strict=True):
            page.text(x, y, text, bold=True)
    for number, name in enumerate(("Alton", "Barton", "Calder", "Dale", "Elm", "Fen")):
        y = 114 + 14 * number + 42 * (number > 2)
        page.text(72, y, name).ending((180, 240, 298), y, ("417", "208", "209"))
    assert "\n\nInns and beds\n\nTown | Inns | Beds | Rooms\nDale | " in shown(page)


def test_rows_of_words_set_in_groups_are_rows_though_groups_are_further_apart() -> None:
    rows = (
        ("Kind", "Colour", "Place"),
        ("apple", "green", "north"),
        ("pear", "yellow", "south"),
        ("plum", "blue", "west"),
        ("oak", "brown", "east"),
        ("ash", "grey", "north"),
        ("elm", "dark", "south"),
        ("hen", "white", "farm"),
        ("cow", "spotted", "field"),
        ("pig", "pink", "barn"),
    )
    ys = (100, 118, 130, 142, 160, 172, 184, 202, 214, 226)
    page = rules(Page(), 88, 106, 232).texts((72, 172, 272), ys, rows)
    assert shown(page) == "\n".join(map(" | ".join, rows))


def test_fractions_no_further_apart_than_words_stand_in_two_columns() -> None:
    page = Page().texts((155, 183.6, 260), (100,), [("First", "Next", "Last")])
    rows = (("Alton", "0.81", "0.65", "0.77"), ("Barton", "0.44", "1.00", "0.68"),
            ("Calder", "0.65", "0.44", "0.74"), ("Dale", "0.49", "0.68", "1.00"))  # fmt: skip
    page.texts((72, 160, 183.6, 260), range(114, 170, 14), rows)
    assert shown(page) == "\n".join([" | First | Next | Last", *map(" | ".join, rows)])


def test_a_text_above_the_labels_that_had_room_for_their_header_is_a_title() -> None:
    page = rules(Page().text(72, 88, "Appendix A"), 106, 160)
    row(page, 100, "Ref.", *HEAD[1:])
    for number, name in enumerate(("Alton and the islands", "Barton", "Calder")):
        row(page, 120 + 16 * number, name, "417", "208", "209")
    assert shown(page).startswith("Appendix A\n\nRef. | Births | Deaths | Change\nAlton")


def test_a_short_text_as_far_above_the_first_row_as_rows_are_is_a_section() -> None:
    page = Page().text(72, 100, "Northern part")
    for number, name in enumerate(("Alton", "Barton", "Calder", "Dale")):
        row(page, 114 + 14 * number, name, "417", "208", "209")
    assert shown(page).startswith("Northern part | ")


def test_rules_between_sums_and_groups_part_no_single_rows_where_numbers_stand_on_numbers() -> None:
    groups = (
        (("Obligations by activity:",), ("Direct", "1,204", "1,263", "1,311"),
         ("Repaid", "88", "91", "90")),
        (("Total obligations", "1,292", "1,354", "1,401"),),
        (("Resources for these:",), ("Balance, start of year", "112", "96", "61"),
         ("Granted", "1,281", "1,322", "1,377")),
        (("Total resources", "1,393", "1,418", "1,438"),),
        (("Balance, end of year", "101", "64", "37"),),
    )  # fmt: skip
    page = rules(row(Page(), 100, "Item", "2006", "2007", "2008"), 105)
    y = 104
    for group in groups:
        for texts in group:
            y += 13
            row(page, y, *texts)
        rules(page, y + 4)
        y += 3
    lines = shown(page).splitlines()
    assert lines[1:3] == ["Obligations by activity: | < | < | <", "Direct | 1,204 | 1,263 | 1,311"]
    assert lines[5] == "Resources for these: | < | < | <"


def test_a_label_above_rows_set_further_in_heads_them_though_it_fills_its_column() -> None:
    page = rules(row(Page(), 100, *HEAD), 88, 105, 250)
    y = 106
    for number in range(3):
        y += 14
        page.text(72, y, f"Counties of District {number + 1}")
        for name in ("Alton Upper", "Barton"):
            y += 14
            page.text(80, y, name).ending(ENDS, y, ("417", "208", "209"))
    assert shown(page).splitlines()[1:3] == [
        "Counties of District 1 | < | < | <",
        "Alton Upper | 417 | 208 | 209",
    ]


@pytest.mark.parametrize(
    ("mark", "left"), [("(continued)", 400), ("(continued)", 72), ("续表", 430)]
)
def test_what_says_that_a_table_goes_on_is_no_header_of_it(mark: str, left: float) -> None:
    page = row(Page().text(left, 100, mark), 114, *HEAD)
    for number, name in enumerate(("Alton Upper", "Barton", "Calder", "Dale")):
        row(page, 128 + 14 * number, name, "417", "208", "209")
    assert shown(page).startswith(f"{mark}\n\nPlace | Births | Deaths | Change\nAlton Upper | ")


def test_short_texts_between_rules_of_two_tables_are_a_title_and_no_section() -> None:
    page = Page()
    for top, year in ((100, 1961), (240, 1971)):
        rules(page, top, top + 15, top + 104)
        row(page, top + 11, "Year", *HEAD[1:])
        for number in range(6):
            row(page, top + 28 + 14 * number, str(year + number), "417", "208", "209")
    page.lines(72, 218, "counted by hand", "at all the gates", pitch=13)
    assert "\n\ncounted by hand\n\nat all the gates\n\nYear | Births" in shown(page)


def test_a_sentence_between_rows_that_stands_apart_parts_two_tables() -> None:
    sentence = "The counties below are those of the old province, but for the islands and towns."
    page = row(Page(), 100, *HEAD).text(72, 170, sentence)
    for number, name in enumerate(("Alton", "Barton", "Calder")):
        row(page, 114 + 14 * number, name, "417", "208", "209")
        row(page, 198 + 14 * number, name, "17", "28", "-9")
    assert f"Calder | 417 | 208 | 209\n\n{sentence}\n\nAlton | 17 | 28 | -9" in shown(page)


def test_a_remark_between_rows_parts_two_tables() -> None:
    page = row(Page(), 100, *HEAD).text(72, 156, "Note: of the old province.")
    for number, name in enumerate(("Alton", "Barton", "Calder")):
        row(page, 114 + 14 * number, name, "417", "208", "209")
        row(page, 170 + 14 * number, name, "17", "28", "-9")
    assert "Calder | 417 | 208 | 209\n\nAlton | 17 | 28 | -9" in shown(page)


def test_texts_set_to_the_right_behind_labels_are_a_column_and_no_spread_prose() -> None:
    rows = (
        ("Response", "low in the towns"),
        ("Field period", "March to June"),
        ("Interviews", "by telephone"),
        ("Language", "that of the county"),
        ("Weights", "by age and sex"),
        ("Review", "none so far"),
    )
    page = Page()
    for number, (label, text) in enumerate(rows):
        page.text(72, 100 + 14 * number, label).ending((400,), 100 + 14 * number, (text,))
    assert shown(page) == "\n".join(map(" | ".join, rows))


def test_spread_prose_whose_words_stand_far_apart_is_no_table_though_they_end_at_one_side() -> None:
    lines = (
        ("those", "who were", "counted"),
        ("in the", "towns", "alone"),
        ("came", "back to", "the old"),
        ("farms", "by the", "end of"),
        ("may", "and few", "of her"),
        ("left", "again", "later"),
    )
    page = Page()
    for number, (first, middle, last) in enumerate(lines):
        y = 100 + 12 * number
        page.text(72, y, first).centred(236 + 6 * (number % 2), y, middle).ending(
            (400,), y, (last,)
        )
    assert " | " not in shown(page)
