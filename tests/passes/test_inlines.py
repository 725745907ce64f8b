"""The normal form of inlines: idempotent, and nothing visible is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tablewright.converters.model import (
    Anchor,
    Document,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
    NoteReference,
    Paragraph,
    SourceInfo,
    Text,
)
from tablewright.converters.model.text import inline_text
from tablewright.converters.passes import normalise
from tablewright.converters.passes.inlines import normalise_inlines

TEXTS = st.text(st.sampled_from("ab 表\t\n\u3000\u00a0 "), max_size=6)
LEAVES = st.one_of(
    st.builds(Text, TEXTS, bold=st.booleans()),
    st.just(LineBreak()),
    st.just(Anchor("a")),
    st.just(NoteReference("1")),
    st.just(Image(href="x")),
)
INLINES: st.SearchStrategy[list[Inline]] = st.lists(
    st.one_of(LEAVES, st.lists(LEAVES, max_size=3).map(lambda inner: Link("#x", tuple(inner)))),
    max_size=6,
)


@given(INLINES)
def test_normal_form_is_reached_in_one_step(inlines: list[Inline]) -> None:
    once = normalise_inlines(inlines)
    assert normalise_inlines(once) == once


@given(INLINES)
def test_every_visible_character_stays_in_order(inlines: list[Inline]) -> None:
    def visible(content: list[Inline] | tuple[Inline, ...]) -> str:
        return re.sub("[ \t\n]", "", inline_text(content))

    assert visible(normalise_inlines(inlines)) == visible(inlines)


@given(st.lists(st.one_of(st.builds(Text, TEXTS, bold=st.booleans()), st.just(LineBreak()))))
def test_no_line_starts_or_ends_in_white_space_or_holds_a_run_of_it(inlines: list[Inline]) -> None:
    for line in inline_text(normalise_inlines(inlines)).split("\n"):
        assert line == line.strip(" \t\n")
        assert "  " not in line


@pytest.mark.parametrize(
    ("inlines", "expected"),
    [
        ([Text(" a "), Text(" b ")], (Text("a b"),)),
        ([Text("a "), Text(" b", bold=True)], (Text("a "), Text("b", bold=True))),
        ([Text("a "), LineBreak(), Text(" b")], (Text("a"), LineBreak(), Text("b"))),
        ([Text("\u3000首\u00a0")], (Text("\u3000首\u00a0"),)),
        ([Text("a "), Anchor("x"), Text(" ")], (Text("a"), Anchor("x"))),
        ([Link("#", (Text("a "),)), Text(" b")], (Link("#", (Text("a "),)), Text("b"))),
        ([Text("a"), Text(""), Text("b")], (Text("ab"),)),
        ([Text("")], ()),
        ([Text("1\t2\n3")], (Text("1 2 3"),)),
    ],
)
def test_white_space_and_formats_become_normal(
    inlines: list[Inline], expected: tuple[Inline, ...]
) -> None:
    assert normalise_inlines(inlines) == expected


def test_blank_paragraphs_go_and_numbered_ones_stay() -> None:
    blocks = (
        Paragraph((Text(" \t"), LineBreak())),
        Paragraph((), label="（一）"),
        Heading(2, (Text("\u3000"),)),
        Paragraph((Image(href="x"),)),
        List((ListItem((Paragraph((Text(" "),)), Paragraph((Text("a "),)))),)),
    )
    document = normalise(Document(SourceInfo("x", "text/plain"), blocks))
    assert document.blocks == (
        Paragraph((), label="（一）"),
        Paragraph((Image(href="x"),)),
        List((ListItem((Paragraph((Text("a"),)),)),)),
    )
