from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tablewright.converters.model import (
    Cell,
    Document,
    Figure,
    Heading,
    Image,
    LineBreak,
    Link,
    List,
    ListItem,
    Note,
    NoteReference,
    Paragraph,
    Ruby,
    SourceInfo,
    Table,
    Text,
)
from tablewright.converters.model.text import (
    cell_text,
    clean_text,
    document_text,
    is_empty_block,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain 文字\t\n\r", "plain 文字\t\n\r"),
        ("a\x00b\x0bc\x1f", "a\ufffdb\ufffdc\ufffd"),
        ("\ud800x\udfff", "\ufffdx\ufffd"),
        ("\ufffe\uffff\ufffd", "\ufffd\ufffd\ufffd"),
        ("𠮷\x7f\x85", "𠮷\x7f\x85"),
    ],
)
def test_clean_text_replaces_what_xml_refuses(text: str, expected: str) -> None:
    assert clean_text(text) == expected


@given(st.text(st.characters(codec=None)))
def test_cleaned_text_of_any_characters_fits_into_xml(text: str) -> None:
    cleaned = clean_text(text)
    assert len(cleaned) == len(text)
    element = etree.Element("a")
    element.text = cleaned
    assert clean_text(cleaned) == cleaned


def test_plain_text_holds_what_stands_on_the_page_and_nothing_computed() -> None:
    content = (
        Text("a"),
        LineBreak(),
        Link("#x", (Text("b", bold=True),)),
        NoteReference("1"),
        Image(href="y", alt="alternative"),
        Ruby((Text("务"),), "wù"),
    )
    nested = List((ListItem((Paragraph((Text("item"),), label="1."),), label="①"),))
    table = Table(1, 1, (Cell(0, 0, (nested,)),), caption=(Text("caption"),))
    blocks = (Heading(1, content, label="一、"), table, Figure((), (Text("figure"),)))
    note = Note("1", (Paragraph((Text("note"),)),))
    document = Document(SourceInfo("a", "b"), blocks, notes=(note,))
    assert document_text(document) == "a\nb务wù\ncaption\nitem\nfigure\nnote"
    assert cell_text(table.cells[0]) == "item"


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (Paragraph(()), True),
        (Paragraph((Text(" \u3000"), LineBreak())), True),
        (Paragraph((Link("#a", (Text(" "),)),)), True),
        (Paragraph((Text("a"),)), False),
        (Paragraph((Image(href="a"),)), False),
        (Paragraph((NoteReference("1"),)), False),
        (List(()), False),
    ],
)
def test_a_paragraph_without_anything_to_see_is_empty(
    block: Paragraph | List, expected: bool
) -> None:
    assert is_empty_block(block) is expected
