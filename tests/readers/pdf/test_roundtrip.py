"""Documents printed by LibreOffice and Chromium: headings, lists, notes and figures come back."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest

from tablewright.converters import render
from tablewright.converters.model import (
    Asset,
    Block,
    Document,
    Figure,
    Heading,
    Image,
    List,
    ListItem,
    Note,
    NoteReference,
    Paragraph,
    SourceInfo,
    Text,
)
from tablewright.converters.model.text import block_text, inline_text
from tablewright.converters.readers.pdf.objects.png import png_of
from tests.readers.pdf.printing import by_browser, by_office
from tests.readers.pdf.shown import read_here

LONG = (
    "The office answered every request that reached it within the legal time of that year and it "
    "published the answers on its own site, which is open to everyone."
)
PICTURE = png_of(np.full((40, 80, 4), (200, 80, 30, 255), np.uint8))
DIGEST = hashlib.sha256(PICTURE).hexdigest()


def text(words: str) -> Paragraph:
    return Paragraph((Text(words),))


def item(words: str, *inner: Block) -> ListItem:
    return ListItem((text(words), *inner))


SAMPLE = Document(
    SourceInfo("sample", "text/plain"),
    (
        Heading(1, (Text("Annual report"),)),
        Paragraph((Text("It was a good year."), NoteReference("1"), Text(" " + LONG))),
        Heading(2, (Text("What was done"),)),
        List(
            (
                item("first point"),
                item(LONG, List((item("inner one"), item("inner two")))),
                item("third point"),
            )
        ),
        text(LONG),
        List((item("one"), item("two"), item(LONG), item("four")), ordered=True),
        Heading(2, (Text("主要工作"),)),
        text(
            "本机关依法履行政府信息公开职责，并按照要求编制本年度报告，现予公布，供社会各界查阅。"
            * 3
        ),
        Figure(
            (Paragraph((Image(DIGEST, alt="A red box", width_pt=160, height_pt=80),)),),
            (Text("Figure 1: A box"),),
        ),
        Heading(3, (Text("Details"),)),
        Paragraph((Text("See the rules."), NoteReference("2"))),
    ),
    notes=(
        Note("1", (text("Better than the year before."),)),
        Note("2", (text("Those of 2019, which are in force."),)),
    ),
    assets=(Asset(DIGEST, "image/png", PICTURE),),
)


def heads(document: Document) -> list[tuple[int, str]]:
    return [
        (block.level, inline_text(block.content))
        for block in document.blocks
        if isinstance(block, Heading)
    ]


def items(blocks: tuple[Block, ...], depth: int = 0) -> list[tuple[int, bool, str]]:
    """Depth, whether numbered, and text of each item of the lists in `blocks`."""
    return [
        entry
        for block in blocks
        if isinstance(block, List)
        for one in block.items
        for entry in (
            (depth, block.ordered, block_text(one.blocks[:1])),
            *items(one.blocks, depth + 1),
        )
    ]


def notes(document: Document) -> list[tuple[str, str]]:
    return [(note.id, block_text(note.blocks)) for note in document.notes]


def figures(document: Document) -> list[str]:
    return [inline_text(block.caption) for block in document.blocks if isinstance(block, Figure)]


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.parametrize("tagged", [True, False])
def test_a_document_printed_by_an_office_program_comes_back(tagged: bool, tmp_path: Path) -> None:
    (data,) = by_office([render(SAMPLE, "docx")], tmp_path, tagged=tagged)
    document = read_here(data)
    assert heads(document) == heads(SAMPLE)
    assert items(document.blocks) == items(SAMPLE.blocks)
    assert notes(document) == notes(SAMPLE)
    assert figures(document) == figures(SAMPLE)
    assert [asset.data for asset in document.assets][:1]


@pytest.mark.browser
@pytest.mark.slow
def test_a_document_printed_by_a_browser_comes_back(tmp_path: Path) -> None:
    data = by_browser(render(SAMPLE, "html").decode(), tmp_path, tagged=True)
    document = read_here(data)
    assert heads(document)[: len(heads(SAMPLE))] == heads(SAMPLE)
    assert items(document.blocks)[: len(items(SAMPLE.blocks))] == items(SAMPLE.blocks)
    assert figures(document) == figures(SAMPLE)
    images = [
        inline.alt
        for block in document.blocks
        if isinstance(block, Figure)
        for paragraph in block.blocks
        if isinstance(paragraph, Paragraph)
        for inline in paragraph.content
        if isinstance(inline, Image)
    ]
    assert images == ["A red box"]
