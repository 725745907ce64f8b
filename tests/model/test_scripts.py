from __future__ import annotations

import pytest

from tablewright.converters.model import Cell, Inline, LineBreak, Link, Paragraph, Text
from tablewright.converters.model.scripts import narrow, printed_text, quantity_text


def cell(*inlines: Inline) -> Cell:
    return Cell(0, 0, (Paragraph(inlines),))


def up(text: str) -> Text:
    return Text(text, sup=True)


MARKED = (
    ("a number with a mark", (Text("310"), up("1")), "310", "310¹"),
    ("two marks", (Text("1,310"), up("a,b")), "1,310", "1,310ᵃ,ᵇ"),
    ("a mark in brackets", (Text("310"), up("[1]")), "310", "310[¹]"),
    ("a mark before the number", (up("2"), Text("48.5")), "48.5", "²48.5"),
    ("a year with a mark", (Text("2023"), up("r")), "2023", "2023ʳ"),
    ("a mark that is a link", (Text("12"), Link("#n", (Text("2"),))), "12", "12²"),
    ("a raised link", (Text("12"), Link("n.html", (up("2"),))), "12", "12²"),
    ("a reference in words", (Text("see "), Link("#n", (Text("2"),))), "see 2", "see 2"),
    ("a power of ten", (Text("10"), up("6")), "10⁶", "10⁶"),
    ("a power behind a number", (Text("3 × 10"), up("-6")), "3 × 10⁻⁶", "3 × 10⁻⁶"),
    ("ten with the first mark", (Text("10"), up("1")), "10", "10¹"),
    ("a number that ends in ten", (Text("110"), up("6")), "110", "110⁶"),
    ("an area", (Text("12 km"), up("2")), "12 km²", "12 km²"),
    ("a mixed fraction", (Text("1"), up("1"), Text("/"), Text("2", sub=True)), "1¹/₂", "1¹/₂"),
    ("an ordinal", (Text("1"), up("st")), "1st", "1ˢᵗ"),
    ("raised cents", (Text("$12"), up("99")), "$12⁹⁹", "$12⁹⁹"),
    ("a price with a mark", (Text("$12"), up("1")), "$12", "$12¹"),
    ("a raised per cent sign", (Text("12"), up("%")), "12%", "12%"),
    ("an isotope", (up("14"), Text("C")), "¹⁴C", "¹⁴C"),
    ("a lowered index", (Text("x"), Text("12", sub=True)), "x₁₂", "x₁₂"),
    ("a raised text alone", (up("12"),), "12", "12"),
    (
        "a mark on the first of two lines",
        (Text("5"), up("1"), LineBreak(), Text("6")),
        "5\n6",
        "5¹\n6",
    ),
    ("a number put right", (Text("12", strike=True), Text("15")), "15", "~~12~~15"),
    ("a digit struck out", (Text("1"), Text("2", strike=True), Text("3")), "13", "1~~2~~3"),
    ("all struck out", (Text("12", strike=True), Text(" ")), "12", "~~12~~"),
    ("struck out alone", (Text("12", strike=True),), "12", "12"),
    ("plain text", (Text(" 310 "),), "310", "310"),
)


@pytest.mark.parametrize(
    ("inlines", "quantity", "printed"), [c[1:] for c in MARKED], ids=[c[0] for c in MARKED]
)
def test_raised_characters_never_join_the_digits_beside_them(
    inlines: tuple[Inline, ...], quantity: str, printed: str
) -> None:
    assert (quantity_text(cell(*inlines).blocks), printed_text(cell(*inlines))) == (
        quantity,
        printed,
    )


def test_a_cell_without_raised_characters_is_its_text() -> None:
    blocks = (Paragraph((Text("a"),)), Paragraph((Text("b", bold=True), Text("c"))))
    assert (quantity_text(blocks), printed_text(Cell(0, 0, blocks))) == ("a\nbc", "a\nbc")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12①", "12"),
        ("１２²件", "12件"),
        ("①", "①"),
        ("（1）", "(1)"),
        ("第②项，３件", "第②项,3件"),
    ],
)
def test_marks_of_notes_never_become_digits_of_compatibility(text: str, expected: str) -> None:
    assert narrow(text) == expected


def test_the_number_that_a_program_prints_before_a_text_is_printed() -> None:
    blocks = (Paragraph((Text("a"),), label="1."), Paragraph((), label="2."))
    assert (printed_text(Cell(0, 0, blocks)), quantity_text(blocks)) == ("1. a\n2.", "a")
