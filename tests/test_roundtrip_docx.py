"""Document -> DOCX -> Document: what `docs/docx-markup.md` promises is the identity."""

import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from tablewright.converters.model import (
    Anchor,
    Block,
    Cell,
    Code,
    DefinitionItem,
    DefinitionList,
    Document,
    Equation,
    Figure,
    Heading,
    Image,
    Inline,
    InlineEquation,
    LineBreak,
    Link,
    List,
    ListItem,
    Metadata,
    Note,
    NoteReference,
    PageBreak,
    Paragraph,
    Quote,
    Ruby,
    Rule,
    SourceInfo,
    Table,
    Text,
)
from tablewright.converters.readers.base import ReadOptions, Source
from tablewright.converters.readers.docx import read_docx
from tablewright.converters.writers.base import WriteOptions
from tablewright.converters.writers.docx import write_docx
from tablewright.converters.writers.templating import builtin_folder
from tests.strategies import ASSETS, documents

_ENCODER = msgspec.json.Encoder(decimal_format="string")
_OF_THE_READING = {"origin", "origins"}


def carried(document: Document) -> Any:
    """The document as plain data without what belongs to its reading."""
    data = msgspec.json.decode(_ENCODER.encode(document))
    for name in ("source", "diagnostics", "accounting"):
        data.pop(name, None)
    if not data.get("metadata"):
        data.pop("metadata", None)  # left out only when it is the default object itself
    return _without_origins(data)


def _without_origins(data: Any) -> Any:
    if isinstance(data, dict):
        return {
            key: _without_origins(value)
            for key, value in data.items()
            if key not in _OF_THE_READING
        }
    return [_without_origins(entry) for entry in data] if isinstance(data, list) else data


def round_trip(document: Document, template: str = "standard") -> Document:
    data = write_docx(document, WriteOptions(template=template))
    return read_docx(Source("sample.docx", data), ReadOptions())


def of(*blocks: Block, notes: tuple[Note, ...] = (), **fields: Any) -> Document:
    return Document(source=SourceInfo("a.txt", "text/plain"), blocks=blocks, notes=notes, **fields)


def text(*inlines: Inline | str) -> Paragraph:
    return Paragraph(tuple(Text(i) if isinstance(i, str) else i for i in inlines))


@given(documents(full=True))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_document_comes_back(document: Document) -> None:
    back = round_trip(document)
    assert carried(back) == carried(document)
    assert back.accounting is not None
    assert back.accounting.unplaced == 0


def _deep(levels: int) -> List:
    block = List((ListItem((text("end"),)),), ordered=True, style="upper-roman")
    for level in range(levels):
        block = List((ListItem((text(f"level {level}"), block)), ListItem((text("next"),))))
    return block


def _cell(row: int, column: int, *blocks: Block, **fields: Any) -> Cell:
    return Cell(row=row, column=column, blocks=blocks, **fields)


_INNER = Table(1, 2, (_cell(0, 0, text("a")), _cell(0, 1, text("b"))))
CASES = {
    "lists that touch": of(_deep(0), _deep(0), List((ListItem((text("x"),)),))),
    "two lists in one item": of(List((ListItem((text("x"), _deep(0), _deep(0))),))),
    "an item that starts with a list": of(List((ListItem((_deep(1),)), ListItem((text("y"),))))),
    "an item without blocks": of(List((ListItem(()), ListItem((text("y"),))))),
    "an item with a table": of(List((ListItem((text("x"), _INNER, text("z"))),))),
    "a list without items": of(List(())),
    "a list of twelve levels": of(_deep(12)),
    "items with labels and boxes": of(
        List((ListItem((text("x"), _deep(2)), "1-2"), ListItem((), checked=True)), start=4)
    ),
    "a numbered paragraph in an item": of(
        List((ListItem((Paragraph((Text("x"),), label="（一）"),)),), ordered=True)
    ),
    "Chinese numbers": of(List((ListItem((text("x"),)),), True, 3, "cjk-ideographic")),
    "a centred item": of(List((ListItem((Paragraph((Text("x"),), "center"),)),))),
    "quotes in quotes that touch": of(
        Quote((text("x"), Quote((text("y"),)))), Quote((text("z"), _INNER)), Quote(())
    ),
    "definitions of several blocks": of(
        DefinitionList(
            (
                DefinitionItem(((Text("t"),), (Text("u"),)), ((text("x"), _deep(1)), ())),
                DefinitionItem((), ((_INNER,),)),
                DefinitionItem(((Text("v"),),), ()),
            )
        ),
        DefinitionList(()),
    ),
    "a figure with a table": of(Figure((_INNER, text("x")), (Text("caption"),)), Figure(())),
    "tables that touch": of(_INNER, _INNER, Table(1, 1, (_cell(0, 0, _INNER),)), _INNER),
    "code": of(Code("a\n\tb  c\n\nd"), Code("x", "python"), Code("", None), Code("  y")),
    "breaks": of(Rule(), PageBreak(), Rule(), text("x", LineBreak(), LineBreak(), "y")),
    "names that are no bookmarks": of(
        Heading(1, (Text("x"),), id="a b"),
        Heading(2, (Text("x"),), id="A"),
        Heading(9, (Text("x"),), id="a", label="1.2"),
        text(Anchor("tw1"), "x", Anchor("a" * 60), Link("#a b", (Text("y"),))),
        text(Anchor("一、总体情况"), Link("#A", (Text("y"),)), Link("#nowhere", (Text("z"),))),
    ),
    "addresses that are no URI": of(
        text(
            Link("http://例子.中国/路 径?x=[1]", (Text("x"),), "title"),
            Link("", (Text("y", bold=True),)),
            Link("//host/x", (Text("z"),)),
            Link("a b/c", (Text("z"), Text("w", code=True))),
        )
    ),
    "text that is sub and sup": of(text(Text("x", sub=True, sup=True), "y")),
    "pictures": of(
        text(Image(ASSETS[0].sha256, alt="a\nb", title="t"), Image(href="../x.png", alt="remote")),
        text(Image(ASSETS[1].sha256, width_pt=50.0, height_pt=20.5, alt="x")),
        text(Image(ASSETS[1].sha256, width_pt=5000.0), "x"),
        assets=ASSETS,
    ),
    "formulas": of(
        Equation(r"\frac{a}{b}", "<math/>", "(1)"),
        Equation(r"\nosuch"),
        text("x", InlineEquation("x^2", "<math/>"), InlineEquation("{")),
    ),
    "ruby": of(text(Ruby((Text("漢"), Text("字", bold=True)), "かん じ"), Ruby((), "x"))),
    "notes": of(
        text("a", NoteReference("n1"), "b", NoteReference("e"), NoteReference("c")),
        Table(1, 1, (_cell(0, 0, text("x", NoteReference("own"))),), caption=(Text("T"),)),
        text(NoteReference("n1"), NoteReference("nowhere")),
        notes=(
            Note("n1", (text("first"), _INNER, text("last", NoteReference("e")))),
            Note("own", (_INNER,), label="※"),
            Note("unused", (text("nobody asked"),)),
            Note("e", (List((ListItem((text("x"),)),)),), "endnote"),
            Note("c", (text("why?"),), "comment", "LX"),
            Note("empty", ()),
        ),
    ),
    "cells that align": of(
        Table(
            1,
            8,
            (
                _cell(0, 0, text("a"), alignment="right"),
                _cell(0, 1, Paragraph((Text("a"),), "center"), text("b")),
                _cell(0, 2, _INNER, alignment="center"),
                _cell(0, 3, alignment="justify"),
                _cell(0, 4, Heading(3, (Text("h"),), alignment="right")),
                _cell(0, 5, Figure((text("f"),)), text("a"), alignment="justify"),
                _cell(0, 6, text("a"), Quote((Paragraph((Text("q"),), "center"),)), text("b")),
                _cell(0, 7, Quote((Paragraph((Text("q"),), "center"),)), text("b")),
            ),
        )
    ),
    "doubtful cells": of(
        Table(
            1,
            4,
            (
                _cell(0, 0, status="lost"),
                _cell(0, 1, text("x"), status="derived", confidence=0.5),
                _cell(0, 2, _INNER, status="lost", role="stub"),
                _cell(0, 3, text("x"), text("y"), status="derived", role="header"),
            ),
            header_rows=1,
            stub_columns=3,
            id="t 1",
            column_widths=(10.5, 900.0, 0.0, 3.25),
            notes=(text("note"), _deep(1)),
        )
    ),
    "a table too wide for Word": of(
        Table(
            2,
            130,
            (
                _cell(0, 0, text("over the cuts", Anchor("place")), column_span=130, role="header"),
                *(_cell(1, column, text(f"c{column}")) for column in range(130)),
            ),
            header_rows=1,
            caption=(Text("caption"),),
            notes=(text("note"),),
            id="t",
        ),
        text(Link("#t", (Text("x"),)), Link("#place", (Text("y"),))),
    ),
    "metadata": of(
        text("x"),
        metadata=Metadata(
            title="<t>&\n", authors=("a; b", "c"), generator="gen", extra=(("k", "v"), ("K", ""))
        ),
    ),
    "nothing": of(),
}


@pytest.mark.parametrize("href", ["javascript:x", "file:///c:/x", "a:b"])
def test_a_link_that_no_format_may_carry_keeps_its_text(href: str) -> None:
    document = of(text("see ", Link(href, (Text("here", bold=True),))))
    expected = of(text("see ", Text("here", bold=True)))
    assert carried(round_trip(document)) == carried(expected)


@pytest.mark.parametrize("template", ["standard", "gongwen"])
@pytest.mark.parametrize("name", CASES)
def test_odd_documents_come_back(name: str, template: str) -> None:
    assert carried(round_trip(CASES[name], template)) == carried(CASES[name])


def test_a_cover_of_the_template_does_not_come_back(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(builtin_folder("docx", "standard"), tmp_path / "own"))
    main = folder / "document.xml.j2"
    cover = "<w:p><w:r><w:t>Cover</w:t></w:r></w:p>{{ body }}<w:p><w:r><w:t>End</w:t></w:r></w:p>"
    main.write_text(main.read_text("utf-8").replace("{{ body }}", cover), encoding="utf-8")
    document = CASES["quotes in quotes that touch"]
    data = write_docx(document, WriteOptions(template=folder))
    back = read_docx(Source("sample.docx", data), ReadOptions())
    assert carried(back) == carried(document)
    assert back.accounting is not None
    assert [entry.text for entry in back.accounting.left_out] == ["CoverEnd"]
    assert back.accounting.unplaced == 0
