"""Tables of surveys and registers: shares below counts, groups, open bodies below framed heads."""

from __future__ import annotations

from tests.readers.pdf.drawn import Page
from tests.readers.pdf.shown import shown, tables_of


def test_shares_in_brackets_below_the_counts_of_all_drawn_rows_are_no_rows() -> None:
    page = Page().grid((70, 200, 280, 360), (90, 106, 136, 166, 196))
    page.text(74, 101, "Agent").text(204, 101, "Blood").text(284, 101, "Pus")
    for n, (agent, blood, pus) in enumerate(
        (("First", "172/542", "584/1969"), ("Second", "33/88", "61/90"), ("Third", "5/7", "0/30"))
    ):
        y = 118 + 30 * n
        page.text(74, y + 6, agent)
        page.text(204, y, blood).text(204, y + 12, f"({31 + n}.7)")
        page.text(284, y, pus).text(284, y + 12, "(-)" if pus[0] == "0" else f"({29 + n}.5)")
    assert shown(page).split("\n")[1:] == [
        "First | 172/542 (31.7) | 584/1969 (29.5)",
        "Second | 33/88 (32.7) | 61/90 (30.5)",
        "Third | 5/7 (33.7) | 0/30 (-)",
    ]


def test_numbers_in_brackets_that_stand_above_others_too_are_rows_of_their_own() -> None:
    page = Page().grid((70, 200, 280, 360), (90, 106, 136, 166))
    page.text(74, 101, "Item").text(204, 101, "2021").text(284, 101, "2022")
    gross = (("Income", "418", "(90)"), ("Costs", "(207)", "311"))
    net = (("Gain", "(12)", "77"), ("Loss", "35", "(8)"))
    for n, block in enumerate((gross, net)):
        for line, row in enumerate(block):
            for x, text in zip((74, 204, 284), row, strict=True):
                page.text(x, 118 + 30 * n + 12 * line, text)
    assert tables_of(page)[0].rows == 5


def _groups(
    page: Page, labels: tuple[str, ...], rows: tuple[str, ...], places: tuple[int, ...]
) -> Page:
    """Groups of rows between rules, the lines of their labels at `places` from each top."""
    high = 12 * len(rows) + 6
    for y in (90, 106, *(106 + high * (n + 1) for n in range(len(labels)))):
        page.line(70, y, 420, y)
    page.text(74, 101, "Area").text(124, 101, "Kind of house").text(290, 101, "M").text(
        370, 101, "F"
    )
    for n, label in enumerate(labels):
        for line, place in zip(label.split("|"), places, strict=False):
            page.text(74, 106 + high * n + place, line, size=9)
        for k, row in enumerate(rows):
            y = 117 + high * n + 12 * k
            page.text(124, y, row, size=9)
            page.text(286, y, f"{37 + 31 * n + 7 * k}", size=9)
            page.text(366, y, f"{51 + 13 * n + 9 * k}", size=9)
    return page


def test_the_lines_of_a_label_at_the_top_of_a_group_are_one_label() -> None:
    rows = ("public", "private", "own", "all")
    page = _groups(Page(), ("Rural", "Urban", "Rural +|Urban"), rows, (11, 23))
    firsts = [line.split(" | ")[0] for line in shown(page).split("\n")]
    up = ["^"] * 3
    assert firsts == ["Area", "Rural", *up, "Urban", *up, "Rural + Urban", *up]


def test_the_lines_of_a_label_around_the_middle_of_three_rows_are_one_label() -> None:
    page = _groups(Page(), ("Rural", "Rural +|Urban"), ("public", "private", "all"), (18, 28))
    firsts = [line.split(" | ")[0] for line in shown(page).split("\n")]
    assert firsts[4:] == ["Rural + Urban", "^", "^"]


def test_rules_that_leave_the_labels_out_part_no_groups() -> None:
    rows = ("public", "private", "own", "other", "lent", "all")
    page = _groups(Page(), ("Rural", "Urban"), rows, (41,))
    for n in range(2):
        page.line(110, 133 + 78 * n, 420, 133 + 78 * n).line(110, 157 + 78 * n, 420, 157 + 78 * n)
    firsts = [line.split(" | ")[0] for line in shown(page).split("\n")]
    up = ["^"] * 5
    assert firsts == ["Area", "Rural", *up, "Urban", *up]


def test_the_lines_of_a_framed_header_part_numbers_from_labels_a_space_away_below() -> None:
    page = Page().box(70, 90, 400, 210)
    page.line(70, 108, 400, 108).line(70, 122, 400, 122)
    for x in (92, 200, 300):
        page.line(x, 90, x, 122)
    for x, text in zip((74, 110, 230, 330), ("SL", "State", "2020", "2021"), strict=True):
        page.text(x, 102, text)
        page.text(x, 118, f"[{(74, 110, 230, 330).index(x) + 1}]")
    names = ("Alton Hill", "Barton", "Calder", "Dunmore Bay", "Elmsley")
    for n, name in enumerate(names):
        y = 136 + 14 * n
        page.text(84, y, f"{n + 1}").text(94, y, name)
        page.text(250, y, f"{4713 + 311 * n}").text(350, y, f"{5108 + 97 * n}")
    page.text(74, 226, "Counts are those of the offices.")
    table, _, note = shown(page).partition("\n\n")
    assert table.split("\n")[:4] == [
        "SL | State | 2020 | 2021",
        "[1] | [2] | [3] | [4]",
        "1 | Alton Hill | 4713 | 5108",
        "2 | Barton | 5024 | 5205",
    ]
    assert note == "Counts are those of the offices."
