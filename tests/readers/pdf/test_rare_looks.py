"""Tables whose look is rare: lines down without lines across, more space between lines, pairs."""

from __future__ import annotations

import numpy as np

from tablewright.converters.readers.pdf.lines.words import Word, chunks_of
from tests.readers.pdf.drawn import Page, advance
from tests.readers.pdf.shown import shown, tables_of
from tests.tables.notation import printed

PROSE = "The words of this paragraph go on and on until the line is as full as any line may be."


def test_a_rule_down_that_starts_below_a_header_tells_that_it_heads_both_sides() -> None:
    page = Page()
    page.texts((80, 150, 300), [200], [("Name", "Rail", "Sum")])  # not over its middle
    page.texts((150, 222), [214], [("Paid", "Unpaid")])
    rows = [("North", "12", "7", "19"), ("South", "9", "31", "40"), ("East", "5", "3", "8")]
    page.texts((80, 150, 222, 300), [230, 244, 258], rows)
    page.line(140, 190, 140, 264).line(290, 190, 290, 264).line(214, 204, 214, 264)
    body = "\n".join(" | ".join(row) for row in rows)
    assert shown(page) == f"Name | Rail | < | Sum\n^ | Paid | Unpaid | ^\n{body}"


def test_lines_of_a_text_may_have_more_space_between_them_than_those_of_prose() -> None:
    page = Page().texts((72, 172, 292), [200], [("Office", "Task", "Staff")])
    y, rows = 200.0, ["Office | Task | Staff"]
    for number, wrapped in enumerate((True, False, False, True, True)):
        y += 26
        staff = str(7 * number + 3)
        page.texts((72, 172, 292), [y], [(f"Unit {number}", "Permits for all", staff)])
        task = "Permits for all"
        for line in ("the roads that", "lead to the sea", "and back again") if wrapped else ():
            y += 15
            page.text(172, y, line)
            task += f" {line}"
        rows.append(f"Unit {number} | {task} | {staff}")
    assert shown(page) == "\n".join(rows)


def test_the_header_of_leaders_keeps_their_numbers_from_being_page_numbers() -> None:
    page = Page()
    rows = [("Office", "Staff")]
    towns = ("Alton", "Barton", "Calder", "Dale", "Elmhurst", "Farley") * 2
    rows += [(town, str(90 - 7 * n)) for n, town in enumerate(towns)]
    for number, (label, value) in enumerate(rows):
        dots = "." * int((300 - advance(label + value, 10)) / 5)
        page.text(72, 200 + 14 * number, f"{label} {dots} {value}")
    assert shown(page) == "\n".join(" | ".join(row) for row in rows)


def test_negative_numbers_with_fractions_beside_other_values_number_no_equations() -> None:
    rows = [("Office", "Change"), ("North", "16.4"), ("South", "(0.8)"), ("East", "(75.6)")]
    page = Page().line(72, 188, 300, 188).line(72, 206, 300, 206).line(72, 262, 300, 262)
    page.texts((76, 200), [200, 218, 236, 254], rows)
    assert shown(page) == "\n".join(" | ".join(row) for row in rows)


def test_a_section_that_parts_the_rules_between_columns_leaves_rows_rows() -> None:
    rows = [("南部办公", "教育局", "桥梁隧道"), ("东部办公", "卫生局", "水库堤坝")]
    others = [("西部", "财政", "港口"), ("中部", "税务", "学校")]
    page = Page().line(72, 190, 330, 190).line(72, 208, 330, 208).line(72, 283, 330, 283)
    page.line(72, 190, 72, 283).line(330, 190, 330, 283)
    for x in (124, 166):
        page.line(x, 190, x, 239).line(x, 253, x, 283)
    page.texts((78, 130, 172), [203], [("单位", "部门", "项目")])
    page.texts((78, 130, 172), [222, 236], rows).text(78, 250, "其他单位和部门", bold=True)
    page.texts((78, 130, 172), [264, 278], others)
    text, other = ("\n".join(" | ".join(row) for row in part) for part in (rows, others))
    assert shown(page) == f"单位 | 部门 | 项目\n{text}\n其他单位和部门 | < | <\n{other}"


def test_rows_in_a_frame_stand_further_apart_than_the_lines_of_their_texts() -> None:
    page = Page().grid((72, 172, 282), (190, 208, 330))
    page.texts((78, 178), [203], [("Office", "Task")])
    rows = [
        ("Northern coast", "Harbours and|ferries"),
        ("Southern coast|and islands", "Schools, parks"),
        ("Eastern plains", "Water, railway|stations"),
        ("Western hills", "Timber, mining"),
    ]
    y = 224.0
    for row in rows:
        cells = [cell.split("|") for cell in row]
        for x, lines in zip((78, 178), cells, strict=True):
            page.lines(x, y, *lines, pitch=11)
        y += 11 * (max(map(len, cells)) - 1) + 17
    text = "\n".join(" | ".join(cell.replace("|", " ") for cell in row) for row in rows)
    assert shown(page) == f"Office | Task\n{text}"


def test_tables_of_bands_of_colour_may_stand_close_to_each_other() -> None:
    page = Page()
    head = ("Office", "Town", "Sum")
    rows = [head, *((f"Unit {n}", "Alton", str(7 * n + 100)) for n in range(6))]
    for n in range(0, 7, 2):
        page.box(72, 190 + 16 * n, 238, 206 + 16 * n, grey=0.9)
        page.box(243, 190 + 16 * n, 409, 206 + 16 * n, grey=0.9)
    for left in (75, 247):
        page.texts((left, left + 70, left + 147), [202 + 16 * n for n in range(7)], rows)
    text = "\n".join(" | ".join(row) for row in rows)
    assert [printed(table) for table in tables_of(page)] == [text, text]


def test_a_section_before_a_row_without_values_is_no_title_where_all_rows_are_ruled() -> None:
    rows = [("Office", "Town", "Staff"), *((f"Unit {n}", "Alton", str(n + 12)) for n in range(4))]
    rows += [("Abroad", "", ""), ("Unit 5", "Calder", "-"), ("Unit 6", "Dale", "31")]
    page = Page()
    for number in range(len(rows) + 1):
        page.line(72, 190 + 18 * number, 372, 190 + 18 * number)
    page.texts((76, 176, 300), [203 + 18 * n for n in range(len(rows))], rows)
    (table,) = tables_of(page)
    assert table.rows == len(rows)


def test_tables_beside_each_other_go_on_over_a_page_break_each_with_its_own_rows() -> None:
    def pieces(top: float, *, first: int, count: int) -> Page:
        page = Page()
        for left, place in ((72, "Alton"), (312, "Barton")):
            rows = [(place, str(100 * left + n)) for n in range(first, first + count)]
            rows = rows if first else [("Office", "Staff"), *rows]
            ys = [top + 18 * n for n in range(len(rows) + 1)]
            page.table((left, left + 100, left + 180), ys, rows)
        return page

    one = pieces(500, first=0, count=13).text(72, 400, PROSE)
    other = pieces(60, first=13, count=4).text(72, 300, PROSE)
    tables = tables_of(one, other)
    assert [(table.rows, table.columns) for table in tables] == [(18, 2), (18, 2)]
    assert "Barton" not in printed(tables[0])


def test_bold_sections_span_pages_of_a_table_that_have_no_header() -> None:
    rows = [(town, str(17 * n + 3), "north") for n, town in enumerate(("Alton", "Barton") * 9)]
    head = ("Office", "Staff", "Region")
    one = Page().text(72, 380, PROSE)
    one.texts((72, 200, 320), [416 + 20 * n for n in range(19)], [head, *rows])
    other = Page().texts((72, 200, 320), [60 + 20 * n for n in range(4)], rows[:4])
    other.text(72, 140, "Other offices", bold=True)
    other.texts((72, 200, 320), [160 + 20 * n for n in range(8)], rows[4:12]).text(72, 400, PROSE)
    (table,) = tables_of(one, other)
    assert "\nOther offices | < | <\n" in printed(table)


def test_a_section_parts_rows_that_pieces_of_rules_between_columns_part() -> None:
    rows = [(f"Label {n}", f"word {n}", f"town {n}") for n in range(9)]
    page = Page().line(72, 190, 372, 190).line(72, 206, 372, 206).line(72, 366, 372, 366)
    page.texts((76, 176, 276), [202], [("Name", "Word", "Town")])
    for x in (172, 272):
        page.line(x, 190, x, 206)
    for row in range(10):
        y = 206 + 16 * row
        for x in (72, 372) if row == 5 else (72, 172, 272, 372):
            page.line(x, y, x, y + 15.4)
        if row == 5:
            page.text(76, y + 12, "Others")
        else:
            page.texts((76, 176, 276), [y + 12], [rows[row - (row > 5)]])
    body = [" | ".join(row) for row in rows]
    body.insert(5, "Others | < | <")
    assert shown(page) == "\n".join(["Name | Word | Town", *body])


def test_the_fill_of_a_header_over_columns_tells_that_it_heads_all_that_are_below_it() -> None:
    page = Page()
    for box in ((72, 190, 150, 242), (150, 190, 350, 216), (350, 190, 460, 242)):
        page.box(*box, grey=0.85)
    for box in ((150, 216, 240, 242), (240, 216, 350, 242)):
        page.box(*box, grey=0.85)
    page.text(78, 207, "Office").text(253, 207, "Rail").text(356, 207, "Sum")
    page.text(180, 233, "Paid").text(280, 233, "Unpaid")
    rows = [("North", "12", "7", "19"), ("South", "9", "31", "40"), ("East", "5", "3", "8")]
    for number, row in enumerate([*rows, *rows]):
        if number % 2:
            page.box(72, 242 + 26 * number, 460, 268 + 26 * number, grey=0.95)
        page.texts((78, 156, 246, 356), [259 + 26 * number], [row])
    body = "\n".join(" | ".join(row) for row in [*rows, *rows])
    assert shown(page) == f"Office | Rail | < | Sum\n^ | Paid | Unpaid | ^\n{body}"


def test_sections_of_a_later_page_span_as_those_below_the_header_do() -> None:
    towns = ("Alton", "Barton", "Calder")
    rows = [(town, str(17 * n + 3), "north") for n, town in enumerate(towns * 6)]
    one = Page().text(72, 380, PROSE)
    one.texts((72, 200, 320), [416], [("Office", "Staff", "Region")])
    one.texts((72, 200, 320), [436, 456], rows[:2]).text(72, 476, "Others by name")
    one.texts((72, 200, 320), [496 + 20 * n for n in range(15)], rows[:15])
    other = Page().texts((72, 200, 320), [60 + 20 * n for n in range(4)], rows[:4])
    other.text(72, 140, "All of the rest")
    other.texts((72, 200, 320), [160 + 20 * n for n in range(8)], rows[4:12]).text(72, 400, PROSE)
    (table,) = tables_of(one, other)
    assert "\nOthers by name | < | <\n" in printed(table)
    assert "\nAll of the rest | < | <\n" in printed(table)


def test_ideographs_right_beside_numbers_are_labels_though_a_section_reaches_over_these() -> None:
    rows = [("规范性文件等项", "9.0", "70"), ("行政许可各事项", "39.9", "36")]
    rows.append(("行政强制事项目", "37.2", "85"))
    page = Page().texts((72, 150, 200), [200], [("项目", "比例", "件数")])
    page.text(72, 232, "不予处理其他处理制发件数")
    for y, row in zip((216, 248, 264, 280, 296), [*rows, *rows[:2]], strict=True):
        page.text(72, y, row[0])
        for end, text in ((166, row[1]), (215, row[2])):
            page.text(end - advance(text, 10), y, text)
    assert "行政强制事项目 | 37.2 | 85" in shown(page)


def test_no_text_of_half_a_column_is_wrapped() -> None:
    page = Page().grid((72, 272, 452), (190, 208, 278))
    page.line(72, 208, 452, 208)
    rows = [("保释", "说明"), ("年龄伤亡", "说明"), ("联系方式所属部门", "说明"), ("说明", "本地")]
    page.texts((76, 276), [203, 221, 235, 249], rows)
    assert shown(page) == "\n".join(" | ".join(row) for row in rows)


def test_the_last_row_of_cells_aligned_to_the_middle_belongs_to_the_table() -> None:
    page = Page().line(72, 208, 300, 208)
    page.texts((76, 200), [203, 221, 239], [("Office", "Staff"), ("North", "71"), ("South", "9")])
    page.text(76, 257, "East and all").text(200, 263, "996").text(76, 269, "islands of it")
    page.text(72, 300, PROSE)
    assert shown(page) == (
        f"Office | Staff\nNorth | 71\nSouth | 9\nEast and all islands of it | 996\n\n{PROSE}"
    )


def test_what_stands_on_the_colour_of_a_header_belongs_to_it() -> None:
    page = Page().text(72, 170, PROSE).box(72, 186, 290, 216, grey=0.85)
    page.text(212, 199, "Staff of all").text(76, 211, "Office").text(212, 211, "kinds")
    for n, row in enumerate((("North", "12"), ("South", "9"), ("East", "31"), ("West", "5"))):
        if n % 2:
            page.box(72, 216 + 18 * n, 290, 234 + 18 * n, grey=0.95)
        page.texts((76, 212), [228 + 18 * n], [row])
    assert shown(page) == (
        f"{PROSE}\n\nOffice | Staff of all kinds\nNorth | 12\nSouth | 9\nEast | 31\nWest | 5"
    )


def test_ideographs_of_a_typewriter_face_are_as_wide_as_two_letters() -> None:
    def word(text: str, x0: float, x1: float) -> Word:
        return Word(text, x0, x1, 0, 10, 8, 10, False, True, np.zeros(0, np.intp))

    apart = (word("气温", 0, 20), word("株数", 30, 50))
    near = (word("气温", 0, 20), word("株数", 25, 45))
    set_apart = (word("合", 0, 10), word("计", 20, 30))
    assert [len(chunks_of(words)) for words in (apart, near, set_apart)] == [2, 1, 1]


def test_the_end_of_a_label_on_the_next_page_is_no_section_where_these_are_bold() -> None:
    rows = [(town, str(17 * n + 3), "north") for n, town in enumerate(("Alton", "Barton") * 9)]
    rows[-1] = ("The towns around", "41", "west")
    one = Page().text(72, 360, PROSE).texts((72, 200, 320), [396], [("Office", "Staff", "Region")])
    one.text(72, 416, "By name", bold=True)
    one.texts((72, 200, 320), [436 + 20 * n for n in range(18)], rows)
    other = Page().text(72, 60, "the sea")
    other.texts((72, 200, 320), [80 + 20 * n for n in range(8)], rows[:8]).text(72, 400, PROSE)
    (table,) = tables_of(one, other)
    assert "\nThe towns around the sea | 41 | west\n" in printed(table)
