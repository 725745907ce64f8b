"""Lines of one paragraph where its column is wider, or its first line stands further out."""

from __future__ import annotations

from tests.readers.pdf.drawn import Page
from tests.readers.pdf.shown import shown

LONG = "total = first_quarter + second_quarter + third_quarter + fourth_quarter + corrections"
LEVEL = (
    "The office answers every request that reaches it within a mo",
    "nth and says in writing why a request was refused in part or",
    "as a whole so that nobody has to ask again.",
)


def test_lines_that_end_level_are_one_paragraph_beside_a_longer_line() -> None:
    page = Page().text(72, 100, LONG).lines(72, 140, *LEVEL)
    assert shown(page).endswith("\n\n" + " ".join(LEVEL))


def test_a_line_that_ends_where_other_paragraphs_do_goes_on() -> None:
    page = Page().text(72, 100, LONG).lines(72, 140, *LEVEL[:2], *LEVEL)
    page.text(72, 300, LEVEL[0]).text(72, 314, "and more.")
    assert shown(page).endswith(f"\n\n{LEVEL[0]} and more.")


def test_a_broken_word_goes_on_however_much_room_there_seems_to_be() -> None:
    page = Page().text(72, 100, LONG).lines(72, 140, "Requests are answered in writ-", "ing.")
    assert shown(page).endswith("Requests are answered in writing.")


def test_entries_whose_lines_hang_are_paragraphs_of_their_own() -> None:
    entries = (
        ("Abel, Nora (1999): The Reading Of Accounts And Registers Of Towns,", "Town Press."),
        ("Berg, Ole (2001): On Rivers.",),
        ("Cole, Ann (2004): Tables Of Harvests Of Three Valleys And A Plain,", "Valley Press."),
        ("Dorn, Max (2011): Bridges And Ferries Of The Lower River, Part Two.",),
        ("Egli, Ida (2015): The Weights And Measures Of Market Towns, Part 1,", "Town Press."),
    )
    page, y = Page(), 100
    for first, *rest in entries:
        page.text(72, y, first).lines(84, y + 12, *rest)
        y += 12 * (1 + len(rest))
    assert shown(page) == "\n\n".join(map(" ".join, entries))


def test_a_term_set_out_to_the_left_goes_on_with_the_text_below_it() -> None:
    prose = ("The measures are those of the year before, and their places are", "the same.")
    terms = (
        ("width", "the greatest distance between the two sides of a roof, the"),
        ("height", "the greatest distance between the ground and its upper end"),
    )
    page = Page().lines(72, 100, *prose)
    for place, (term, text) in enumerate(terms):
        page.text(72, 160 + 60 * place, f"{term} {text}", bold=False)
        page.lines(92, 172 + 60 * place, "eaves of which are not counted.", pitch=12)
    assert "roof, the eaves of which are not counted." in shown(page)


def test_paragraphs_whose_first_line_is_moved_in_stay_apart() -> None:
    first = "The office answers every request that reaches it within a month."
    rest = "It says in writing why a request was refused in part or in whole."
    page, y = Page(), 100
    for _ in range(4):
        page.text(84, y, first[:-2] + ".").text(72, y + 12, rest)
        y += 24
    assert shown(page).count("\n\n") == 3
