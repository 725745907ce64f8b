"""Which leading rows of a table between rules are its header."""

from __future__ import annotations

from tests.readers.pdf.drawn import Page, advance
from tests.readers.pdf.shown import shown

ENDS = (300.0, 380.0, 460.0)


def row(page: Page, y: float, label: str, *numbers: str) -> None:
    page.text(72, y, label)
    for end, text in zip(ENDS, numbers, strict=False):
        page.text(end - advance(text, 10), y, text)


def test_a_section_below_a_header_without_a_rule_is_a_row_though_one_parts_the_sum() -> None:
    page = Page().line(72, 188, 460, 188).line(72, 275, 460, 275).line(72, 293, 460, 293)
    row(page, 200, "Place", "Births", "Deaths", "Change")
    row(page, 218, "By county")
    for place, name in enumerate(("Alton", "Barton", "Calder")):
        row(page, 236 + 17 * place, name, "417", "208", "209")
    row(page, 287, "Total", "1,251", "624", "627")
    assert shown(page) == (
        "Place | Births | Deaths | Change\n"
        "By county | < | < | <\n"
        "Alton | 417 | 208 | 209\n"
        "Barton | 417 | 208 | 209\n"
        "Calder | 417 | 208 | 209\n"
        "Total | 1,251 | 624 | 627"
    )


def test_numbers_beside_rules_that_leave_their_column_out_stay_in_their_rows() -> None:
    page = Page().line(72, 188, 460, 188).line(72, 206, 460, 206).line(72, 296, 460, 296)
    row(page, 200, "Place", "Births", "Deaths", "Change")
    numbers = (("417", "208", "209"), ("91", "88", "3"), ("54", "54", "-"), ("62", "60", "2"))
    for place, name in enumerate(("Alton", "Barton", "Calder", "Dunmore")):
        *inner, last = numbers[place]
        row(page, 218 + 23 * place, name, *inner)
        # As in scans, what stands in one row is not quite level.
        page.text(ENDS[2] - advance(last, 10), 219.5 + 23 * place, last)
        page.line(72, 229 + 23 * place, 390, 229 + 23 * place)
    assert shown(page).splitlines()[1:] == [
        "Alton | 417 | 208 | 209",
        "Barton | 91 | 88 | 3",
        "Calder | 54 | 54 | -",
        "Dunmore | 62 | 60 | 2",
    ]


def test_headings_in_two_languages_are_one_row_beside_labels_wider_than_they_are() -> None:
    page = Page().line(72, 182, 460, 182).line(72, 212, 460, 212).line(72, 285, 460, 285)
    for y, texts in (
        (194, ("地区", "出生", "死亡", "增长")),
        (207, ("Place", "Births", "Deaths", "Change")),
    ):
        row(page, y, *texts)
    for place, name in enumerate(
        ("东河 Alton", "西岭 Barton Upper", "南浦 Calder", "石门 Dunmore")
    ):
        row(page, 226 + 17 * place, name, "417", "208", "209")
    assert shown(page).splitlines()[:2] == [
        "地区Place | 出生Births | 死亡Deaths | 增长Change",
        "东河 Alton | 417 | 208 | 209",
    ]


def test_a_row_that_counts_columns_is_one_though_labels_are_counted_by_a_sign() -> None:
    page = Page().line(72, 182, 460, 182).line(72, 226, 460, 226).line(72, 285, 460, 285)
    row(page, 194, "地区", "出生", "死亡", "增长")
    row(page, 207, "Place", "Births", "Deaths", "Change")
    row(page, 220, "甲", "1", "2", "3")
    for place, name in enumerate(("东河 Alton", "西岭 Barton Upper", "南浦 Calder")):
        row(page, 240 + 17 * place, name, "417", "208", "209")
    assert shown(page).splitlines()[:3] == [
        "地区Place | 出生Births | 死亡Deaths | 增长Change",
        "甲 | 1 | 2 | 3",
        "东河 Alton | 417 | 208 | 209",
    ]


def test_a_row_behind_a_sign_that_counts_labels_may_lack_a_number() -> None:
    page = Page().line(72, 182, 460, 182).line(72, 213, 460, 213).line(72, 272, 460, 272)
    row(page, 194, "地区", "出生", "死亡", "增长")
    row(page, 207, "甲", "", "2", "3")
    for place, name in enumerate(("东河", "西岭", "南浦")):
        row(page, 227 + 17 * place, name, "417", "208", "209")
    assert shown(page).splitlines()[:2] == ["地区 | 出生 | 死亡 | 增长", "甲 |  | 2 | 3"]


def test_a_name_in_two_scripts_is_one_label_though_all_names_are_as_long() -> None:
    page = Page().line(72, 182, 460, 182).line(72, 212, 460, 212).line(72, 285, 460, 285)
    row(page, 200, "Place", "Births", "Deaths", "Change")
    names = (("东河", "Alton"), ("西岭", "Barton"), ("南浦", "Calder"), ("石门", "Dunmore"))
    for place, (name, spelled) in enumerate(names):
        row(page, 226 + 17 * place, name, "417", "208", "209")
        page.text(99, 226 + 17 * place, spelled)
    assert shown(page).splitlines()[1] == "东河Alton | 417 | 208 | 209"


def test_lists_with_commas_are_cells_though_no_other_text_crosses_their_spaces() -> None:
    page = Page().line(72, 188, 400, 188).line(72, 206, 400, 206).line(72, 305, 400, 305)
    rows = [("a", "4047, 4237, 4238"), ("b", "4234, 6045"), ("c", "3330"), ("d", "2314, 4057")]
    for y, texts in zip((200, 220, 240, 260, 280), [("Drive", "Model"), *rows], strict=True):
        page.text(72, y, texts[0]).text(272, y, texts[1])
    assert shown(page) == "Drive | Model\n" + "\n".join(" | ".join(row) for row in rows)


def test_a_name_over_years_stands_over_several_though_it_stands_above_one_of_them() -> None:
    page = Page().line(70, 88, 330, 88).line(70, 121, 330, 121).line(70, 168, 330, 168)
    for name, middle in (("Spent", 182.0), ("Earned", 280.0)):
        page.centred(middle, 100, name)
    rows = [("Town", "2021", "2022", "2023", "2024", "2025")]
    rows += [("Alm", "4.1", "6.2", "7.9", "1.2", "1.3"), ("Ost", "3.3", "8.2", "5.1", "2.1", "1.6")]
    rows += [("Ulv", "2.4", "3.5", "6.6", "4.4", "8.1")]
    for number, row in enumerate(rows):
        y = 114 + 14 * number + (6 if number else 0)
        for end, text in zip((94, 160, 190, 220, 265, 310), row, strict=True):
            page.text(end - (advance(text, 10) if end > 94 else 20), y, text)
    assert shown(page).splitlines()[:2] == [
        "Town | Spent | < | < | Earned | <",
        "^ | 2021 | 2022 | 2023 | 2024 | 2025",
    ]
