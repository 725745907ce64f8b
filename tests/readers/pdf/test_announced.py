"""What stands above tables and between their pieces: titles, captions, counts of columns, units."""

from __future__ import annotations

from tests.readers.pdf.drawn import Page, advance
from tests.readers.pdf.shown import shown

ENDS = (300.0, 380.0, 460.0)
HEAD = ("Place", "Births", "Deaths", "Change")


def row(page: Page, y: float, texts: tuple[str, ...], ends: tuple[float, ...] = ENDS) -> Page:
    """A label at the left, numbers that end at `ends`."""
    page.text(72, y, texts[0])
    page.ending(ends, y, texts[1:])
    return page


def centred(page: Page, y: float, text: str, middle: float, *, size: float = 10) -> Page:
    return page.text(middle - advance(text, size) / 2, y, text, size=size)


def three_lined(names: str, *, top: float = 200) -> Page:
    """Rows between three rules; each row has the numbers 417, 208 and 209."""
    page = row(Page(), top, HEAD)
    for number, name in enumerate(names.split(), start=1):
        row(page, top + 15 * number, (name, "417", "208", "209"))
    low = top + 15 * len(names.split()) + 5
    return (
        page.line(72, top - 12, 460, top - 12)
        .line(72, top + 5, 460, top + 5)
        .line(72, low, 460, low)
    )


def table(names: str) -> str:
    return "\n".join([" | ".join(HEAD), *(f"{name} | 417 | 208 | 209" for name in names.split())])


def test_a_caption_may_say_on_the_next_page_that_its_table_is_continued() -> None:
    first = three_lined("Alton Barton Calder Dale").text(72, 180, "Table 5. Births and deaths")
    second = three_lined("Elgin Farrow", top=100)
    second.text(72, 70, "Table 5. Births and deaths by county,")
    second.text(72, 82, "after returns of the offices: 1996-Continued")
    assert table("Alton Barton Calder Dale Elgin Farrow") in shown(first, second)


def test_rows_that_say_that_the_table_goes_on_are_none() -> None:
    first = three_lined("Alton Barton Calder Dale", top=200)
    first.text(340, 290, "continued on next page").line(72, 295, 460, 295)
    second = three_lined("Elgin Farrow", top=115).text(72, 99, "Table 1, continued")
    second.line(72, 88, 460, 88)
    assert shown(first, second) == table("Alton Barton Calder Dale Elgin Farrow")


def test_numbers_that_count_the_columns_are_a_row_of_their_own() -> None:
    page = Page().line(72, 172, 460, 172).line(72, 205, 460, 205).line(72, 255, 460, 255)
    row(page, 185, HEAD)
    row(page, 200, ("", "(1)", "(2)", "(3)"))
    for number, name in enumerate(("Alton", "Barton", "Calder")):
        row(page, 218 + 15 * number, (name, "417", "208", "209"))
    lines = table("Alton Barton Calder").split("\n")
    assert shown(page) == "\n".join([lines[0], " | (1) | (2) | (3)", *lines[1:]])


def test_a_larger_title_in_a_frame_is_no_header() -> None:
    page = Page().box(66, 170, 470, 262).text(72, 186, "Key figures", size=12)
    row(page, 202, ("", "2003", "2004", "2005"))
    for number, name in enumerate(("Alton", "Barton", "Calder")):
        row(page, 217 + 15 * number, (name, "417", "208", "209"))
    assert " | 2003 | 2004 | 2005\nAlton | 417" in shown(page)


def test_a_unit_between_dashes_spans_the_columns_behind_the_labels() -> None:
    page = row(Page(), 200, HEAD)
    centred(page, 215, "--- Number ---", 365)
    names = ("Alton", "Barton", "Calder", "Dale")
    for number, name in enumerate(names):
        row(page, 230 + 15 * number, (name, "417", "208", "209"))
    lines = table(" ".join(names)).split("\n")
    assert shown(page) == "\n".join([lines[0], " | --- Number --- | < | <", *lines[1:]])


def test_a_centred_second_line_belongs_to_the_header_over_columns() -> None:
    ends = (200.0, 300.0, 400.0)
    page = Page().line(72, 170, 404, 170).line(72, 218, 404, 218).line(72, 270, 404, 270)
    centred(centred(page, 182, "Compared with the year", 310), 192, "(+ or -)", 310)
    row(page, 212, ("Place", "Births", "Births", "Deaths"), ends)
    for number, name in enumerate(("Alton", "Barton", "Calder")):
        row(page, 232 + 15 * number, (name, "417", "+20", "-11"), ends)
    body = "\n".join(f"{name} | 417 | +20 | -11" for name in ("Alton", "Barton", "Calder"))
    assert shown(page) == (
        f"Place | Births | Compared with the year (+ or -) | <\n^ | ^ | Births | Deaths\n{body}"
    )


def test_a_header_level_with_lower_ones_takes_the_rows_between() -> None:
    ends = (150.0, 200.0, 260.0, 310.0, 370.0, 420.0)
    page = Page().line(72, 160, 424, 160).line(72, 210, 424, 210).line(72, 262, 424, 262)
    centred(page, 172, "Fever", 327).line(215, 176, 424, 176)
    for text, middle in (("Colds", 160), ("Inland", 272), ("Coast", 382)):
        centred(page, 188, text, middle)
    page.line(112, 192, 204, 192).line(215, 192, 312, 192).line(325, 192, 424, 192)
    row(page, 204, ("Area", *("2002", "2003") * 3), ends)
    for number, name in enumerate(("Alton", "Barton", "Calder")):
        row(page, 224 + 15 * number, (name, *("41", "28") * 3), ends)
    body = "\n".join(f"{n} | 41 | 28 | 41 | 28 | 41 | 28" for n in ("Alton", "Barton", "Calder"))
    assert shown(page) == (
        "Area | Colds | < | Fever | < | < | <\n^ | ^ | < | Inland | < | Coast | <\n"
        f"^ | 2002 | 2003 | 2002 | 2003 | 2002 | 2003\n{body}"
    )


def test_rules_below_each_row_leave_the_first_one_to_the_body() -> None:
    page = Page().box(72, 186, 464, 205, grey=0.9)
    row(page, 200, ("", *HEAD[1:]))
    for number, name in enumerate(("Alton", "Barton", "Calder", "Dale")):
        row(page, 218 + 15 * number, (name, "417", "208", "209"))
        page.line(72, 223 + 15 * number, 464, 223 + 15 * number)
    assert shown(page) == table("Alton Barton Calder Dale").replace("Place", "", 1)


def test_the_line_below_a_bare_caption_is_the_title() -> None:
    page = Page().text(240, 170, "Table 1").text(216, 182, "Births by district")
    row(page, 198, HEAD)
    for number, name in enumerate(("Alton", "Barton", "Calder", "Dale")):
        row(page, 213 + 15 * number, (name, "417", "208", "209"))
    assert shown(page) == table("Alton Barton Calder Dale")


def test_the_same_header_below_another_title_starts_another_table() -> None:
    page = Page()
    for top, title in ((200, "Q5. Have you heard of it?"), (292, "Q6. Does it do its work well?")):
        page.text(72, top - 24, title, bold=True)
        row(page, top, ("", "All", "Men", "Women")).line(72, top + 4, 460, top + 4)
        for number, name in enumerate(("Yes", "No", "Both")):
            row(page, top + 15 + 13 * number, (name, "41%", "46%", "37%"))
    answers = "\n".join(f"{name} | 41% | 46% | 37%" for name in ("Yes", "No", "Both"))
    assert shown(page).count(f" | All | Men | Women\n{answers}\n\n") == 1
    assert shown(page).endswith(f"\n\n | All | Men | Women\n{answers}")


def test_an_index_in_columns_is_no_table() -> None:
    page = Page()
    words = ["Accidents", "Births", "Coffee", "Deaths", "Exports", "Farms", "Grain", "Hotels"]
    for number, word in enumerate(words):
        for x in (72, 232, 392):
            page.text(x, 120 + 13 * number, f"{word}, {40 + number}, {120 + number}-{133 + number}")
    assert " | " not in shown(page)


def test_addresses_side_by_side_are_no_table() -> None:
    page = Page()
    for number, (one, other) in enumerate((("Alton", "Barton"), ("Calder", "Dale"))):
        for x, name in ((72, one), (320, other)):
            page.lines(x, 120 + 70 * number, name, "1 Harbour Street", f"{name} 65784", pitch=12)
            page.text(x, 156 + 70 * number, "Tel. (062) 940-3468")
    assert " | " not in shown(page)


def test_units_in_brackets_for_each_column_are_a_row_of_their_own() -> None:
    page = Page().line(72, 172, 460, 172).line(72, 205, 460, 205).line(72, 255, 460, 255)
    row(page, 185, HEAD)
    row(page, 200, ("", "(1 000)", "(1 000)", "(%)"))
    for number, name in enumerate(("Alton", "Barton", "Calder")):
        row(page, 218 + 15 * number, (name, "417", "208", "209"))
    lines = table("Alton Barton Calder").split("\n")
    assert shown(page) == "\n".join([lines[0], " | (1 000) | (1 000) | (%)", *lines[1:]])


def test_a_small_word_of_grammar_goes_on_with_the_header_above_it() -> None:
    page = row(Page(), 185, ("", "Rate", "", "Share"))
    row(page, 197, ("Place", "per 1,000", "Turnover", "of women"))
    for number, name in enumerate(("Alton", "Barton", "Calder", "Dale")):
        row(page, 214 + 15 * number, (name, "24.4", "86.7", "96.8"))
    body = "\n".join(f"{n} | 24.4 | 86.7 | 96.8" for n in ("Alton", "Barton", "Calder", "Dale"))
    assert shown(page) == f"Place | Rate per 1,000 | Turnover | Share of women\n{body}"


def test_rows_of_shares_with_their_errors_are_rows_of_numbers() -> None:
    page = Page().line(72, 186, 470, 186).line(72, 205, 470, 205).line(72, 266, 470, 266)
    row(page, 200, HEAD)
    names = ("Alton", "Ames Point", "Barton", "Calder")
    for y, name in zip((218, 229, 248, 259), names, strict=True):
        row(page, y, (name, "70.6(0.5)", "2.7(1.5)", "46.5(0.5)"))
    body = "\n".join(f"{name} | 70.6(0.5) | 2.7(1.5) | 46.5(0.5)" for name in names)
    assert shown(page) == " | ".join(HEAD) + f"\n{body}"


def test_a_second_rule_over_the_first_numbers_closes_the_header() -> None:
    page = Page().line(200, 189, 460, 189).line(72, 204, 460, 204)
    centred(page, 185, "1990", 250)
    centred(page, 185, "2000", 410).text(72, 185, "Place")
    ends = (230.0, 310.0, 390.0, 460.0)
    row(page, 200, ("", "Births", "Deaths", "Births", "Deaths"), ends)
    for number, name in enumerate(("Alton", "Barton", "Calder")):
        row(page, 218 + 15 * number, (name, "417", "208", "409", "211"), ends)
    body = "\n".join(f"{n} | 417 | 208 | 409 | 211" for n in ("Alton", "Barton", "Calder"))
    assert shown(page) == (
        f"Place | 1990 | < | 2000 | <\n^ | Births | Deaths | Births | Deaths\n{body}"
    )


def test_a_wrapped_first_label_below_a_framed_header_is_no_section() -> None:
    page = Page()
    for left, right, text in ((70, 250, "Item"), (250, 310, "2008"), (310, 390, "2009")):
        page.box(left, 172, right, 190).text(left + 4, 185, text)
    page.box(390, 172, 470, 190).text(394, 185, "2010").text(72, 202, "Rented units, let to those")
    rows = [("free of charge", "595", "757", "262"), ("Owned units", "104", "310", "394")]
    rows += [("Empty units", "503", "375", "252"), ("Other units", "536", "489", "360")]
    for number, texts in enumerate(rows):
        row(page, 214 + 15 * number, texts)
    lines = [" | ".join(texts) for texts in rows]
    assert shown(page) == (
        f"Item | 2008 | 2009 | 2010\nRented units, let to those {lines[0]}\n" + "\n".join(lines[1:])
    )


def test_dots_that_stand_for_no_value_lead_nowhere() -> None:
    page = Page().line(72, 186, 470, 186).line(72, 205, 470, 205).line(72, 270, 470, 270)
    row(page, 200, HEAD)
    rows = [("Alton", "417", "...", "..."), ("Barton", "208", "11", "...")]
    rows += [(name, "417", "208", "209") for name in ("Calder", "Dale")]
    for number, texts in enumerate(rows):
        row(page, 216 + 15 * number, texts)
        page.text(76 + advance(texts[0], 10), 216 + 15 * number, "." * 25)
    body = "\n".join(" | ".join(texts) for texts in rows)
    assert shown(page) == f"{' | '.join(HEAD)}\n{body}"


def test_a_section_below_the_colour_of_the_header_is_none_of_it() -> None:
    page = Page().box(72, 186, 464, 205, grey=0.8)
    row(page, 200, ("Place", "Births", "Deaths", "Change"))
    centred(page, 220, "Men", 348)
    for number, name in enumerate(("Alton", "Barton", "Calder", "Dale")):
        row(page, 235 + 15 * number, (name, "417", "208", "209"))
    assert shown(page).split("\n")[0] == " | ".join(HEAD)


def test_rows_without_verticals_take_the_columns_of_the_others() -> None:
    page = Page().box(70, 180, 470, 260)
    for y in (200, 220, 240):
        page.line(70, y, 470, y)
    for x in (170, 270, 370):
        page.line(x, 200, x, 220).line(x, 240, x, 260)
    rows = (HEAD, *((name, "417", "208", "209") for name in ("Alton", "Barton", "Calder")))
    page.texts([76, 176, 276, 376], [194, 214, 234, 254], rows)
    assert shown(page) == table("Alton Barton Calder")


def test_a_rule_under_the_header_may_be_longer_than_all_texts() -> None:
    page = Page().line(72, 205, 440, 205)
    rows = (
        (200, ("Grant", "Who may apply", "What is paid")),
        (218, ("Start-up", "Persons under 35 who take", "Up to 25 000 in two")),
        (229, ("", "over a farm", "parts")),
        (246, ("Loan", "Groups of farms", "Interest above 3 %")),
        (263, ("Advice", "All farms", "Four fifths of the")),
        (274, ("", "", "fees of an adviser")),
        (291, ("Cover", "Farms with vines", "Half of the premium")),
    )
    for y, texts in rows:
        page.texts([72, 170, 320], [y], (texts,))
    assert shown(page).startswith("Grant | Who may apply | What is paid\nStart-up | Persons")


def test_a_framed_header_may_end_with_counts_of_its_columns() -> None:
    page = Page()
    xs = (70, 240, 310, 390, 470)
    for left, right, text, count in zip(xs, xs[1:], HEAD, ("", "(1)", "(2)", "(3)"), strict=False):
        page.box(left, 160, right, 175).text(left + 4, 171, text)
        page.box(left, 175, right, 190).text(left + 4, 186, count)
    for number, name in enumerate(("Alton", "Barton", "Calder", "Dale")):
        row(page, 203 + 15 * number, (name, "417", "208", "209"))
    lines = table("Alton Barton Calder Dale").split("\n")
    assert shown(page) == "\n".join([lines[0], " | (1) | (2) | (3)", *lines[1:]])


def test_one_label_may_be_the_only_one_of_its_indent() -> None:
    page = Page()
    names = (("Calder", 0), ("Wyre", 0), ("Corrida", 8), ("Carrick", 8), ("Alton", 16), ("All", 0))
    for number, (name, indent) in enumerate(names):
        y = 200 + 11 * number
        page.text(72 + indent, y, name).text(285, y, "417").text(365, y, "208")
    assert shown(page) == "\n".join(f"{name} | 417 | 208" for name, _ in names)
