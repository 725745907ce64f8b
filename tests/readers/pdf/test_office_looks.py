"""What offices and browsers do to ruled tables: seals, spread labels, a frame for each cell."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

import numpy as np

from tablewright.converters.model import Table
from tablewright.converters.readers import Source
from tablewright.converters.readers.pdf.drawn.ruled import find_grids
from tablewright.converters.readers.pdf.grids.stacks import has_stacked_rows
from tablewright.converters.readers.pdf.objects.page import read_page
from tablewright.converters.readers.pdf.workers.worker import open_pdf
from tests.readers.pdf.drawn import Page, drawn
from tests.readers.pdf.shown import read_here, shown, tables_of
from tests.tables.notation import printed

XS = (60.0, 160.0, 260.0, 360.0, 460.0)
ROWS = (
    ("Harbour", "2021", "2022", "2023"),
    ("Alm", "11", "12", "13"),
    ("Ost", "21", "22", "23"),
    ("Ulv", "31", "32", "33"),
    ("Nes", "41", "42", "43"),
)
GRID = "\n".join(" | ".join(row) for row in ROWS)


def heights(count: int, top: float = 100.0, pitch: float = 20.0) -> list[float]:
    return [top + pitch * number for number in range(count + 1)]


def seal(page: Page, x: float, y: float, letters: str = "") -> None:
    """A ring with a star, and letters that stand aslant inside."""
    up, far, bent = page.height - y, 50, 27.6
    page.content.append(
        f"{x + far} {up} m {x + far} {up + bent} {x + bent} {up + far} {x} {up + far} c "
        f"{x - bent} {up + far} {x - far} {up + bent} {x - far} {up} c "
        f"{x - far} {up - bent} {x - bent} {up - far} {x} {up - far} c "
        f"{x + bent} {up - far} {x + far} {up - bent} {x + far} {up} c S"
    )
    turns = [2 * math.pi * number / 10 for number in range(10)]
    star = [
        f"{x + r * math.sin(turn):.2f} {up + r * math.cos(turn):.2f}"
        for turn, r in zip(turns, (18, 7) * 5, strict=True)
    ]
    page.content.append(f"{star[0]} m {' '.join(point + ' l' for point in star[1:])} h f")
    for number, letter in enumerate(letters):
        place = f"{x - 40 + 12 * number:.2f} {page.height - y + 14 * number:.2f}"
        page.text(0, 0, letter, size=11, matrix=f"0.64 0.77 -0.77 0.64 {place}")


def spread(page: Page, left: float, right: float, y: float, text: str) -> None:
    """A text whose characters stand at even distances from side to side."""
    pitch = (right - left - 10) / (len(text) - 1)
    for number, letter in enumerate(text):
        page.text(left + pitch * number, y, letter)


def test_a_seal_over_a_table_is_no_figure_of_it() -> None:
    page = Page().table(XS, heights(5), ROWS)
    seal(page, 330, 150)
    assert shown(page) == GRID


def test_lines_of_a_chart_over_the_lines_of_its_scale_are_a_figure() -> None:
    page = Page().grid(XS, heights(5))
    for start in (120, 150):
        for step in range(6):
            x, y = 80 + 60 * step, start + 20 * (step % 2)
            page.line(x, y, x + 60, start + 20 * (1 - step % 2))
    page.text(90, 112, "alm").text(300, 172, "ost")
    assert tables_of(page) == []


def test_letters_of_a_seal_are_in_no_cell_and_part_no_table() -> None:
    first = Page().table(XS, heights(5, top=720), ROWS)
    seal(first, 330, 770, "公章")
    again = Page().table(XS, heights(3, top=60), (("Vik", "51", "52", "53"),) * 3)
    document = read_here(drawn(first, again))
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert printed(table) == GRID + "\nVik | 51 | 52 | 53" * 3
    assert [mark.kind for mark in document.furniture] == ["watermark", "watermark"]


def test_a_header_that_is_spread_over_its_columns_is_one() -> None:
    page = Page().grid(XS, heights(2)[1:])
    page.line(60, 100, 460, 100).line(60, 100, 60, 120).line(460, 100, 460, 120)
    spread(page, 64, 456, 113, "第二十条情况")
    page.texts([64, 164, 264, 364], [133], [("甲", "乙", "丙", "丁")])
    page.grid(XS, [140, 160]).texts([64, 164, 264, 364], [153], [("1", "2", "3", "4")])
    assert shown(page) == "第二十条情况 | < | < | <\n甲 | 乙 | 丙 | 丁\n1 | 2 | 3 | 4"


def test_headers_in_the_middle_of_their_columns_are_several() -> None:
    page = Page().grid(XS, heights(3)[1:])
    page.line(60, 100, 460, 100).line(60, 100, 60, 120).line(460, 100, 460, 120)
    page.texts([105, 205, 305, 405], [113], [("甲", "乙", "丙", "丁")])
    page.texts([105, 205, 305, 405], [133, 153], [("1", "2", "3", "4"), ("5", "6", "7", "8")])
    assert shown(page) == "甲 | 乙 | 丙 | 丁\n1 | 2 | 3 | 4\n5 | 6 | 7 | 8"


def rings(page: Page, xs: Sequence[float], ys: Sequence[float], thick: float) -> None:
    """A frame for each cell, filled between two rectangles, and white between the frames."""
    for left, right in itertools.pairwise(xs):
        for top, bottom in itertools.pairwise(ys):
            boxes = [(left + by, top + by, right - by, bottom - by) for by in (1, 1 + thick)]
            paths = [
                f"{a:.2f} {page.height - d:.2f} {c - a:.2f} {d - b:.2f} re" for a, b, c, d in boxes
            ]
            page.content.append(f"{' '.join(paths[::-1])} f*")


def test_frames_filled_between_two_rectangles_are_lines() -> None:
    page = Page()
    rings(page, XS, [120, 140, 170], 0.75)
    rings(page, (60, 160, 460), [100, 120], 0.75)
    page.text(64, 113, "Harbour").text(164, 113, "Boats of the year")
    page.texts([64, 164, 264, 364], [133], [("", "2021", "2022", "2023")])
    page.lines(64, 151, "Alm and", "Ost", pitch=12).texts([164, 264], [157], [("11", "12")])
    assert shown(page) == (
        "Harbour | Boats of the year | < | <\n | 2021 | 2022 | 2023\nAlm and Ost | 11 | 12 | "
    )


def are_stacked(page: Page) -> bool:
    """Whether the cells of a page's only grid are taken to hold rows of their own."""
    objects = read_page(open_pdf(Source("made.pdf", drawn(page)), None), 0)
    (grid,) = find_grids(objects.drawings)
    return has_stacked_rows(objects, grid, np.ones(len(objects.characters.codes), bool))


def headed(pitch: float, *titles: tuple[float, str]) -> Page:
    """Titles over columns so narrow that their headers are written downwards."""
    page = Page().grid((60, 160, 186, 212, 238), (120, 200, 220)).grid((60, 160, 238), (100, 120))
    for left, text in ((64, "项目"), *titles):
        page.text(left, 113 if left > 64 else 160, text)
    page.lines(168, 134, *"商业企业", pitch=pitch).lines(194, 143, *"研究所", pitch=pitch)
    return page.texts([64, 168, 194, 220], [213], [("新收", "15", "16", "31")])


def test_headers_written_downwards_are_no_rows_however_far_apart_their_lines_are() -> None:
    assert not are_stacked(headed(18, (180, "组织")))


def test_a_title_over_columns_says_nothing_of_the_room_in_one() -> None:
    assert not are_stacked(headed(15, (177, "组"), (205, "织")))


def test_short_texts_set_with_wide_lines_are_rows() -> None:
    page = Page().grid((60, 160, 220, 280), (100, 180, 200))
    for left, names in ((64, ("Alm", "Ost", "Ulv")), (164, "甲乙丙"), (224, "丁戊己")):
        page.lines(left, 120, *names, pitch=20)
    assert are_stacked(page.texts([64, 164, 224], [193], [("Nes", "庚辛", "壬癸")]))


def test_digits_for_which_a_cell_has_no_room_stand_below_the_others() -> None:
    xs, ys = (60.0, 160.0, 200.0, 217.0), (100.0, 120.0, 150.0, 170.0)
    page = Page().grid(xs, ys)
    page.texts([63, 163, 203], [113], [("Harbour", "boats", "no")])
    page.texts([63, 163], [133], [("Alm", "3")]).lines(203, 131, "12", "0", pitch=12)
    page.texts([63, 163, 203], [163], [("Ost", "4", "16")])
    assert shown(page) == "Harbour | boats | no\nAlm | 3 | 120\nOst | 4 | 16"


def test_two_numbers_in_a_wide_cell_stay_two() -> None:
    xs, ys = (60.0, 160.0, 200.0, 260.0), (100.0, 120.0, 150.0, 170.0)
    page = Page().grid(xs, ys)
    page.texts([63, 163, 203], [113], [("Harbour", "boats", "no")])
    page.texts([63, 163], [133], [("Alm", "3")]).lines(203, 131, "12", "0", pitch=12)
    page.texts([63, 163, 203], [163], [("Ost", "4", "16")])
    assert shown(page) == "Harbour | boats | no\nAlm | 3 | 12 0\nOst | 4 | 16"


def test_where_dotted_rules_cross_there_are_no_marks_of_an_axis() -> None:
    xs = (60.0, 100.0, 140.0, 180.0, 220.0)
    page, ys = Page(), heights(5, pitch=24)
    for y in ys:
        for left, right in itertools.pairwise(xs):
            page.line(left + 0.75, y, right - 0.75, y)
        for x in xs:
            page.line(x - 0.75, y, x + 0.75, y)
    for x in xs:
        for top, bottom in itertools.pairwise(ys):
            page.line(x, top + 0.75, x, bottom - 0.75)
        for y in ys:
            page.line(x, y - 0.75, x, y + 0.75)
    page.texts([64, 104, 144, 184], [115 + 24 * n for n in range(5)], ROWS)
    assert shown(page) == GRID


def test_sides_of_a_cell_that_run_over_the_page_end_where_they_are_clipped() -> None:
    page = Page().table(XS, heights(3, top=720), ROWS[:3])
    page.content.append("q 50 50 420 740 re W n")
    for x in XS:
        page.line(x, 780, x, 1100)
    page.line(60, 1100, 460, 1100)
    page.content.append("Q")
    page.text(300, 825, "7")
    (table,) = tables_of(page)
    assert table.origin is not None
    assert getattr(table.origin, "box", None) == (60.0, 720.0, 460.0, 792.0)


def test_a_running_head_right_over_a_table_that_goes_on_is_no_title_of_it() -> None:
    head, rows = "Report of the Alm Harbour Office", (("Vik", "51", "52", "53"),) * 3
    first = Page().text(60, 70, head).text(60, 110, "Boats that came in.")
    first.table(XS, heights(5, top=700), ROWS)
    second = Page().text(60, 70, head).table(XS, heights(3, top=75), rows)
    assert shown(first, second) == "Boats that came in.\n\n" + GRID + "\nVik | 51 | 52 | 53" * 3


def test_a_cell_for_one_digit_breaks_numbers_at_each() -> None:
    xs, ys = (60.0, 160.0, 200.0, 209.0), (100.0, 130.0, 160.0, 190.0)
    page = Page().grid(xs, ys).texts([63, 163], [118, 148, 178], [("Harbour", "boats")])
    page.lines(199.5, 113, "总", "计", pitch=12)
    page.texts([63, 163], [148, 178], [("Alm", "30"), ("Ost", "40")])
    page.lines(202, 143, "7", "0", pitch=12).text(202, 178, "8")
    assert shown(page) == "Harbour | boats | 总计\nAlm | 30 | 70\nOst | 40 | 8"


def test_two_numbers_of_two_digits_in_a_cell_as_wide_as_each_stay_two() -> None:
    xs, ys = (60.0, 160.0, 200.0, 217.0), (100.0, 120.0, 150.0, 170.0)
    page = Page().grid(xs, ys)
    page.texts([63, 163, 203], [113], [("Harbour", "boats", "no")])
    page.texts([63, 163], [133], [("Alm", "3")]).lines(203, 131, "12", "15", pitch=12)
    page.texts([63, 163, 203], [163], [("Ost", "4", "16")])
    assert shown(page) == "Harbour | boats | no\nAlm | 3 | 12 15\nOst | 4 | 16"


def test_texts_that_fill_cells_without_margins_end_at_the_wall() -> None:
    xs, ys = (60.0, 110.0, 160.0, 210.0), (100.0, 120.0, 140.0)
    page = Page().grid(xs, ys).texts(xs, [113], [("信息公开量", "本年制发数", "本年废止数")])
    page.texts([62, 112, 162], [133], [("规章", "1", "2")])
    assert shown(page) == "信息公开量 | 本年制发数 | 本年废止数\n规章 | 1 | 2"


def test_a_frame_of_one_row_ends_before_the_next_one_starts() -> None:
    page = Page().grid((60, 160, 460), (100, 120)).text(64, 113, "Alm").text(164, 113, "12")
    page.text(64, 133, "Boats by year").grid((160, 260, 360, 460), (140, 180, 220, 260))
    page.grid((60, 160), (140, 260)).text(64, 203, "Harbour")
    page.texts([164, 264, 364], [163, 203, 243], [row[1:] for row in ROWS])
    assert shown(page) == (
        "Alm | 12\n\nBoats by year\n\nHarbour | 2021 | 2022 | 2023\n^ | 11 | 12 | 13\n"
        "^ | 21 | 22 | 23"
    )


def test_tables_with_headers_between_their_rows_have_one_more_on_the_next_page() -> None:
    xs = (60.0, 200.0, 330.0, 460.0)
    upper = (("Group", "Boats", "Crew"), ("Alm", "1", "2"), ("Group", "Nets", "Men"))
    first = Page().table(xs, heights(4, top=720), (*upper, ("Ost", "3", "4")))
    second = Page().table(xs, heights(2, top=60), (("Group", "Sails", "Boys"), ("Ulv", "5", "6")))
    (table,) = tables_of(first, second)
    assert table.rows == 6


def test_a_header_alone_at_the_end_of_a_page_goes_on_with_its_rows() -> None:
    xs = (60.0, 160.0, 260.0, 360.0, 460.0)
    first = Page().grid((60, 260, 460), (740, 760)).texts([64, 264], [753], [("Boats", "Crew")])
    lower = (("in", "out", "men", "boys"), ("1", "2", "3", "4"), ("5", "6", "7", "8"))
    second = Page().table(xs, heights(3, top=60), lower)
    assert shown(first, second) == (
        "Boats | < | Crew | <\nin | out | men | boys\n1 | 2 | 3 | 4\n5 | 6 | 7 | 8"
    )


def test_a_label_written_downwards_in_two_lines_is_read_from_right_to_left() -> None:
    page = Page().grid((100, 240, 300), (100, 125, 150, 175, 200)).line(60, 100, 60, 200)
    page.line(60, 100, 100, 100).line(60, 200, 100, 200)
    page.texts([104, 244], [117, 142, 167, 192], [(f"item {n}", str(n)) for n in range(4)])
    for x, text, start, pitch in ((82, "其他不予处", 125, 11), (69, "理项", 130, 44)):
        for number, letter in enumerate(text):
            page.text(x, start + pitch * number, letter)
    assert shown(page).splitlines()[0] == "其他不予处理项 | item 0 | 0"


def test_a_label_beside_many_rows_says_nothing_of_the_lines_in_them() -> None:
    ys = (100.0, 140.0, 180.0, 220.0)
    page = Page().grid((80, 148, 196), ys).line(60, 100, 60, 220)
    page.line(60, 100, 80, 100).line(60, 220, 80, 220).lines(65, 118, *"年度办理结果", pitch=10)
    for y in ys[:-1]:
        page.lines(84, y + 15, "无正当理由逾", "期不补正公开", "的", pitch=12)
        page.lines(152, y + 15, "不再处理", "其公开信", "息", pitch=12)
    assert not are_stacked(page)


def test_frames_of_prose_with_a_bar_along_them_are_no_table() -> None:
    page = Page().grid((40, 52, 500), (80, 200, 320))
    for top in (95, 215):
        page.lines(64, top, *("The boats of the harbour came in late this year.",) * 6, pitch=15)
    assert tables_of(page) == []


def test_a_running_head_with_text_between_it_and_a_table_is_no_title_of_that() -> None:
    head, rows = "Report of the Harbour Office", (("Vik", "51", "52", "53"),) * 3
    middle = 260 - 2.5 * len(head)
    first = Page().text(middle, 50, head).lines(60, 64, "Boats came in.", "Nets were sold.")
    first.table(XS, [80 + 40 * n for n in range(18)], (*ROWS, *rows * 4))
    second = Page().text(middle, 50, head).table(XS, heights(3, top=60), rows)
    blocks = shown(first, second).split("\n\n")
    assert [block.split("\n")[0] for block in blocks] == [
        "Boats came in.",
        "Nets were sold.",
        ROWS[0][0] + " | 2021 | 2022 | 2023",
    ]
