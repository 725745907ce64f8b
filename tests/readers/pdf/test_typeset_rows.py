"""Tables as TeX sets them: rules between groups only, lines down drawn row by row."""

from __future__ import annotations

import itertools

from tests.readers.pdf.drawn import Page, advance
from tests.readers.pdf.shown import shown

XS = (72.0, 152.0, 232.0, 452.0)
HEAD = ("Kind", "Sample", "Measure")


def jointed(rows: tuple[tuple[str, str, tuple[str, ...]], ...], *, ruled: tuple[int, ...]) -> Page:
    """Rows below a header, a rule below those of `ruled`, verticals in pieces of one row each."""
    page = Page().line(XS[0], 200, XS[-1], 200).line(XS[0], 214, XS[-1], 214)
    page.texts([x + 4 for x in XS], [210], [HEAD])
    tops = [200.0, 214.0]
    for number, (first, second, texts) in enumerate(rows):
        top = tops[-1]
        page.text(XS[0] + 4, top + 10, first).text(XS[1] + 4, top + 10, second)
        page.lines(XS[2] + 4, top + 10, *texts, pitch=13.5)
        tops.append(top + 13.5 * len(texts))
        if number in ruled:
            page.line(XS[0], tops[-1], XS[-1], tops[-1])
    for top, bottom in itertools.pairwise(tops):
        for x in XS:
            page.line(x, top, x, bottom + 0.4)
    return page


def test_lines_down_that_are_drawn_row_by_row_part_rows_without_a_rule() -> None:
    page = jointed(
        (
            ("Count", "plain", ("Counted by hand at each of the gates in", "the morning")),
            ("", "weighed", ("Counted by hand, each of the gates with its", "share of all days")),
            ("Round", "plain", ("Estimated from the tickets that were sold",)),
            ("Share", "plain", ("Share of those asked that were there",)),
            ("", "weighed", ("The same by age",)),
        ),
        ruled=(2, 4),
    )
    assert shown(page) == (
        "Kind | Sample | Measure\n"
        "Count | plain | Counted by hand at each of the gates in the morning\n"
        " | weighed | Counted by hand, each of the gates with its share of all days\n"
        "Round | plain | Estimated from the tickets that were sold\n"
        "Share | plain | Share of those asked that were there\n"
        " | weighed | The same by age"
    )


def test_what_was_wrapped_by_hand_stays_one_row() -> None:
    page = jointed(
        (
            ("Count", "plain", ("Counted by hand at the gates",)),
            ("", "", ("in the morning",)),
            ("Share", "plain", ("Share of those that were asked",)),
            ("", "", ("at the gates",)),
        ),
        ruled=(1, 3),
    )
    assert shown(page) == (
        "Kind | Sample | Measure\n"
        "Count | plain | Counted by hand at the gates in the morning\n"
        "Share | plain | Share of those that were asked at the gates"
    )


def test_full_lines_between_the_rules_of_groups_are_rows() -> None:
    rows = [
        ("A-0", "plain", "count(gates)"),
        ("A-1", "plain", "count(gates, by)"),
        ("A-2", "plain", "count(gates, of)"),
        ("B-1", "share", "share(gates)"),
        ("B-2", "share", "share(gates, by)"),
        ("C-1", "round", "tickets(sold)"),
        ("C-2", "round", "tickets(given)"),
    ]
    page = Page().texts(XS, [210 + 13.5 * n for n in range(8)], [HEAD, *rows])
    for y in (200, 213.8, 254.3, 281.3, 308.3):
        page.line(XS[0], y, 330, y)
    assert shown(page) == "\n".join(" | ".join(row) for row in [HEAD, *rows])


def told(first: str, second: str, *, bold: str = "", strong: bool = False) -> str:
    """A table of two rows whose second cells are wrapped.

    The first line of the first ends with `bold`; the second line may be `strong`.
    """
    page = Page()
    for y in (200, 216, 276):
        page.line(72, y, 400, y)
    page.texts((72, 172), [211], [("Part", "What it does")])
    page.text(72, 228, "Counter").text(172, 228, first)
    page.text(172, 241.5, second, bold=strong)
    if bold:
        page.text(172 + advance(f"{first} ", 10), 228, bold, bold=True)
    page.text(72, 255, "Keeper")
    page.lines(172, 255, "Keeps what was counted by each", "until it is sent away", pitch=13.5)
    return shown(page)


LAST = "Keeper | Keeps what was counted by each until it is sent away"


def test_a_text_goes_on_below_a_bold_word_at_the_end_of_its_line() -> None:
    assert told("Takes what has come from", "and returns what it has left", bold="gates") == (
        "Part | What it does\nCounter | Takes what has come from gates"
        f" and returns what it has left\n{LAST}"
    )


def test_a_text_goes_on_until_its_bracket_is_closed() -> None:
    assert told("Takes what there is now (each", "All gates) or a part of it", strong=True) == (
        "Part | What it does\n"
        f"Counter | Takes what there is now (each All gates) or a part of it\n{LAST}"
    )


def test_a_text_goes_on_with_a_bracket_below_a_line_that_is_full() -> None:
    assert told("Takes what has come from each", "(weighted)") == (
        f"Part | What it does\nCounter | Takes what has come from each (weighted)\n{LAST}"
    )


def test_a_header_that_ends_with_a_stroke_goes_on_below_though_it_hangs() -> None:
    page = Page().line(72, 200, 400, 200).line(72, 228, 400, 228).line(72, 272, 400, 272)
    page.text(76, 210, "Section/").texts((87, 172, 262), [222], [("Part", "Default", "Meaning")])
    page.texts((76, 172, 262), (240, 253, 266), [("a", "0", "x"), ("b", "1", "y"), ("c", "2", "z")])
    assert shown(page) == "Section/ Part | Default | Meaning\na | 0 | x\nb | 1 | y\nc | 2 | z"


def test_a_word_too_long_for_the_last_column_is_whole() -> None:
    page = Page()
    for n in range(4):
        page.line(72, 200 + 16 * n, 252, 200 + 16 * n)
    for x in (72, 132, 192, 252):
        page.line(x, 200, x, 248)
    rows = [("In", "Out", "Remembrances"), ("0", "1", "2"), ("3", "4", "5")]
    page.texts((76, 136, 196), (211, 227, 243), rows)
    assert shown(page) == "\n".join(" | ".join(row) for row in rows)


def test_labels_of_many_lines_beside_single_numbers_are_those_of_a_table() -> None:
    page = Page()
    page.texts([60, 140, 200], [200], [("Library", "Loans", "Visits")])
    labels = (
        ("Coaches", "visitors"),
        ("Cattle", "coaches", "rivers", "volumes", "of lakes"),
        ("Members", "minimum", "sunshine"),
        ("Sports", "loans", "maximum", "of all"),
        ("Archives", "theatres", "subsidies", "audience", "seats", "tickets"),
    )
    y = 216.0
    for number, label in enumerate(labels):
        page.texts([140, 200], [y], [(f"{number + 2}6790", f"7{number}")])
        page.lines(60, y, *label, pitch=11)
        y += 11 * len(label) + 6
    rows = [f"{' '.join(label)} | {n + 2}6790 | 7{n}" for n, label in enumerate(labels)]
    assert shown(page) == "\n".join(["Library | Loans | Visits", *rows])


def test_marks_raised_halfway_to_the_line_above_stay_with_their_own() -> None:
    page = Page().line(72, 188, 420, 188).line(72, 204, 420, 204).line(72, 250, 420, 250)
    rows = [("Ion", "first", "second"), ("Mn", "(2g)", "(4e)"), ("Cl", "(4j)", "(2g)")]
    rows += [("He", "(8r)", "(4g)"), ("Ag", "(4k)", "(4h)")]
    ys = [200, *(214 + 10.4 * number for number in range(4))]
    page.texts((80, 180, 300), ys, rows)
    for row, x, mark in ((1, 180, "a"), (2, 300, "b"), (3, 180, "c"), (4, 300, "d")):
        # Set solid, a mark reaches as far into the line above.
        page.text(x + 20, ys[row] - 4.6, mark, size=6)
    lines = [" | ".join(row) for row in rows]
    assert shown(page).replace(" (", "(").split("\n") == [
        "Ion | first | second",
        *("Mn |(2g)a |(4e)", "Cl |(4j) |(2g)b", "He |(8r)c |(4g)", "Ag |(4k) |(4h)d"),
    ], lines


def test_rules_around_a_header_belong_to_rows_that_a_vertical_parts_below_them() -> None:
    page = Page().line(72, 200, 372, 200).line(72, 214, 372, 214).line(222, 200, 222, 394)
    rows = [(str(11 + n), str(3 * n), str(n + 40), str(2 * n)) for n in range(13)]
    page.texts((80, 152, 230, 302), [210], [("Dose", "Count", "Dose", "Count")])
    page.texts((80, 152, 230, 302), [226 + 13 * n for n in range(13)], rows)
    assert shown(page).splitlines()[:2] == ["Dose | Count | Dose | Count", "11 | 0 | 40 | 0"]


def test_rules_around_a_header_are_of_the_table_that_other_rules_part_far_below() -> None:
    page = Page().line(72, 100, 372, 100).line(72, 116, 372, 116).line(172, 180, 372, 180)
    page.line(72, 244, 372, 244).line(172, 100, 172, 244).line(272, 100, 272, 244)
    page.texts((76, 176, 276), [112], [("Port", "Boats", "Crew")]).text(76, 180, "Alm")
    page.texts((176, 276), [150, 214], [("12", "48"), ("7", "21")])
    assert shown(page) == "Port | Boats | Crew\nAlm | 12 | 48\n^ | 7 | 21"
