"""Footnotes of drawn pages, tied to their marks."""

from __future__ import annotations

from tablewright.converters.model import Document, NoteReference, Paragraph, Table, Text
from tablewright.converters.model.text import block_text
from tests.readers.pdf.drawn import Page, drawn
from tests.readers.pdf.shown import read_here

LINE = "The office answered every request that reached it within the legal time of that year"


def noted(page: Page, mark: str, x: float = 182.0, y: float = 100.0) -> Page:
    """A line of text with a raised mark behind its words."""
    return page.text(72, y, "Words with a note here").text(x, y - 4, mark, size=6)


def notes_of(document: Document) -> list[tuple[str, str | None, str]]:
    return [(note.id, note.label, block_text(note.blocks)) for note in document.notes]


def references(document: Document) -> list[str]:
    return [
        inline.note
        for block in document.blocks
        if isinstance(block, Paragraph)
        for inline in block.content
        if isinstance(inline, NoteReference)
    ]


def test_small_text_at_the_foot_is_the_note_of_its_mark() -> None:
    page = noted(Page(), "1").lines(72, 130, LINE, LINE).text(72, 700, "1 Its note.", size=8)
    document = read_here(drawn(page))
    assert notes_of(document) == [("1", None, "Its note.")]
    assert references(document) == ["1"]
    first = document.blocks[0]
    assert isinstance(first, Paragraph)
    assert first.content == (Text("Words with a note here"), NoteReference("1"))


def test_a_note_of_several_lines_is_one() -> None:
    page = noted(Page(), "1").lines(72, 130, LINE, LINE)
    page.lines(72, 700, "1 A note whose text goes on", "in a second line.", size=8, pitch=10)
    assert notes_of(read_here(drawn(page))) == [
        ("1", None, "A note whose text goes on in a second line.")
    ]


def test_notes_below_a_short_rule_may_be_as_large_as_the_text() -> None:
    page = noted(Page(), "*").lines(72, 130, LINE, LINE).line(72, 690, 172, 690)
    page.text(72, 705, "* Below the rule.")
    assert notes_of(read_here(drawn(page))) == [("1", "*", "Below the rule.")]


def test_numbers_that_start_again_on_each_page_are_labels_of_running_notes() -> None:
    pages = [
        noted(Page(), "1").lines(72, 130, LINE, LINE).text(72, 700, f"1 Note of {side}.", size=8)
        for side in ("left", "right")
    ]
    assert notes_of(read_here(drawn(*pages))) == [
        ("1", None, "Note of left."),
        ("2", "1", "Note of right."),
    ]


def test_a_mark_in_a_table_points_to_a_note_too() -> None:
    page = Page().lines(72, 60, LINE, LINE).table([72, 200, 400], [100, 120, 140], [["a", "b"]] * 2)
    page.text(212, 110, "1", size=6).text(72, 700, "1 About b.", size=8)
    document = read_here(drawn(page))
    assert notes_of(document) == [("1", None, "About b.")]
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert NoteReference("1") in table.cells[1].blocks[0].content  # type: ignore[union-attr]


def test_circled_numbers_are_marks() -> None:
    page = Page().text(72, 100, "本机关依法公开①").lines(72, 130, "正文。" * 8, "正文。")
    page.text(72, 700, "①本数据截至年底。", size=8)
    document = read_here(drawn(page))
    assert notes_of(document) == [("1", "①", "本数据截至年底。")]


def test_small_print_without_a_mark_in_the_text_stays() -> None:
    page = Page().lines(72, 100, LINE, LINE, LINE).text(72, 700, "1 Printed on paper.", size=8)
    document = read_here(drawn(page))
    assert document.notes == ()
    assert "Printed on paper." in block_text(document.blocks)


def test_a_square_metre_is_no_mark() -> None:
    page = Page().text(72, 100, "area in m").text(117, 96, "2", size=6).lines(72, 130, LINE, LINE)
    document = read_here(drawn(page))
    assert document.notes == ()
    assert block_text(document.blocks).startswith("area in m2")
