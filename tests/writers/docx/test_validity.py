"""What Word calls a damaged file, by our own oracle and by openxml-audit."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tablewright.converters import read
from tablewright.converters.model import (
    Block,
    Cell,
    Document,
    Heading,
    Image,
    InlineEquation,
    Link,
    List,
    ListItem,
    Note,
    NoteReference,
    Paragraph,
    Quote,
    SourceInfo,
    Table,
    Text,
)
from tablewright.converters.writers.base import WriteOptions
from tablewright.converters.writers.docx import write_docx
from tablewright.converters.writers.templating import builtin_folder
from tests.strategies import ASSETS, documents
from tests.test_roundtrip_docx import CASES, carried, round_trip
from tests.writers.docx.audit import findings
from tests.writers.docx.ooxml_oracle import WP, W, faults, grid, parts, tables

SAMPLES = sorted(
    path
    for path in (Path(__file__).resolve().parents[3] / "samples").iterdir()
    if path.is_file() and path.name != "README.md"
)


def of(*blocks: Block, notes: tuple[Note, ...] = ()) -> Document:
    return Document(source=SourceInfo("a", "b"), blocks=blocks, notes=notes, assets=ASSETS)


def text(*inlines: Text | Link | NoteReference | Image | InlineEquation | str) -> Paragraph:
    return Paragraph(tuple(Text(i) if isinstance(i, str) else i for i in inlines))


def numbered(*items: tuple[Block, ...], start: int = 1) -> List:
    return List(tuple(map(ListItem, items)), ordered=True, start=start)


def one_cell(*blocks: Block) -> Table:
    return Table(1, 1, (Cell(row=0, column=0, blocks=blocks),))


def nested(block: Block, levels: int, wrap: Callable[[Block], Block]) -> Block:
    for _ in range(levels):
        block = wrap(block)
    return block


LONG = Table(
    5000,
    1,
    tuple(Cell(row=row, column=0, blocks=(text(f"r{row}"),)) for row in range(5000)),
    stub_columns=1,
)
TRAPS = {
    "a list in a note alone": of(
        text("x", NoteReference("n")), notes=(Note("n", (numbered((text("a"),), start=4),)),)
    ),
    "lists in the body and in a note": of(
        numbered((text("x", NoteReference("n")),)),
        notes=(Note("n", (numbered((text("a"),)),), "endnote"),),
    ),
    "a table and a link in a note": of(
        text("x", NoteReference("n")),
        notes=(Note("n", (one_cell(text(Link("https://example.org/", (Text("y"),)))),)),),
    ),
    "a list in a cell of an item": of(
        numbered((text("a"),), (text("b"), one_cell(numbered(*[(text("x"),)] * 5))), (text("c"),))
    ),
    "starts that Word does not know": of(
        *(numbered((text("x"),), start=start) for start in (-1, 0, 32767, 32768, 10**12))
    ),
    "quotes moved in without end": of(nested(text("x"), 70, lambda block: Quote((block,)))),
    "lists moved in without end": of(nested(text("x"), 40, lambda block: numbered((block,)))),
    "a picture shown thrice": of(
        *(text(Image(ASSETS[0].sha256, alt="x")) for _ in range(2)),
        one_cell(text(Image(ASSETS[0].sha256))),
    ),
    "a formula in a heading": of(Heading(1, (Text("x"), InlineEquation(r"\frac{a}{b}")))),
    "text from right to left": of(
        Heading(1, (Text("مرحبا"),)),
        text("שלום ", Text("עולם", bold=True, italic=True), " abc"),
        Paragraph((Text("مرحبا"),), "right"),
        numbered((text("مرحبا"),)),
        one_cell(text("مرحبا")),
    ),
    "five thousand rows": of(LONG),
    "tables in cells that hold nothing else": of(one_cell(one_cell(one_cell()))),
}


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_gives_a_sound_file_that_comes_back(name: str, tmp_path: Path) -> None:
    data = write_docx(TRAPS[name], WriteOptions())
    assert faults(data) == []
    assert carried(round_trip(TRAPS[name])) == carried(TRAPS[name])
    if len(data) < 20_000:  # openxml-audit takes the square of the length
        assert findings(data, tmp_path) == []


@pytest.mark.parametrize("template", ["standard", "gongwen"])
def test_odd_documents_are_valid(template: str, tmp_path: Path) -> None:
    for name, document in CASES.items():
        data = write_docx(document, WriteOptions(template=template))
        assert (name, faults(data), findings(data, tmp_path)) == (name, [], [])


@pytest.mark.parametrize("template", ["standard", "gongwen"])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_samples_are_valid(path: Path, template: str, tmp_path: Path) -> None:
    data = write_docx(read(path), WriteOptions(template=template))
    assert (faults(data), findings(data, tmp_path)) == ([], [])


@given(documents(full=True))
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_any_document_is_valid(tmp_path: Path, document: Document) -> None:
    assert findings(write_docx(document, WriteOptions(template="gongwen")), tmp_path) == []


def numbering_of(document: Document) -> list[tuple[str, str]]:
    """For each item in the body the number of its list and that of its definition."""
    found = parts(write_docx(document, WriteOptions()))
    definitions = {
        num.get(f"{W}numId", ""): num[0].get(f"{W}val", "")
        for num in found["word/numbering.xml"].root.iter(f"{W}num")
    }
    numbers = found["word/document.xml"].root.iter(f"{W}numId")
    return [(n.get(f"{W}val", ""), definitions[n.get(f"{W}val", "")]) for n in numbers]


def test_a_list_inside_an_item_does_not_count_for_the_list_around_it() -> None:
    """Word counts by definition, so the items after the inner list would go on from it."""
    items = numbering_of(TRAPS["a list in a cell of an item"])
    assert items == [("1", "1"), ("1", "1"), *[("2", "2")] * 5, ("1", "1")]


def test_lists_one_after_the_other_share_their_definition() -> None:
    assert numbering_of(of(numbered((text("x"),)), text("y"), numbered((text("z"),)))) == [
        ("1", "1"),
        ("2", "1"),
    ]


def test_no_text_is_moved_in_farther_than_word_allows() -> None:
    for name in ("quotes moved in without end", "lists moved in without end"):
        root = parts(write_docx(TRAPS[name], WriteOptions()))["word/document.xml"].root
        assert max(int(e.get(f"{W}left", "0")) for e in root.iter(f"{W}ind")) < 31680


def test_pictures_have_numbers_of_their_own() -> None:
    data = write_docx(TRAPS["a picture shown thrice"], WriteOptions())
    drawings = parts(data)["word/document.xml"].root.iter(f"{WP}docPr")
    assert [drawing.get("id") for drawing in drawings] == ["1", "2", "3"]


def test_scripts_from_right_to_left_are_told_to_word() -> None:
    root = parts(write_docx(TRAPS["text from right to left"], WriteOptions()))
    body = root["word/document.xml"].root
    told = [
        (p.find(f"{W}pPr/{W}bidi") is not None, len(p.findall(f".//{W}rtl")))
        for p in body.iter(f"{W}p")
        if p.find(f".//{W}t") is not None
    ]
    assert told == [(True, 1), (True, 2), (False, 1), (True, 1), (True, 1)]


def test_five_thousand_rows_are_read_back_by_the_oracle() -> None:
    [table] = tables(write_docx(TRAPS["five thousand rows"], WriteOptions()))
    assert grid(table) == [(c.row, 0, 1, 1, f"r{c.row}") for c in LONG.cells]


def test_bookmarks_of_a_template_stay_its_own(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(builtin_folder("docx", "standard"), tmp_path / "own"))
    main = folder / "document.xml.j2"
    cover = (
        '<w:p><w:bookmarkStart w:id="7" w:name="Target"/><w:r><w:t>Cover</w:t></w:r>'
        '<w:bookmarkEnd w:id="7"/></w:p>{{ body }}'
    )
    main.write_text(main.read_text("utf-8").replace("{{ body }}", cover), encoding="utf-8")
    document = of(Heading(1, (Text("x"),), id="target"), text(Link("#target", (Text("y"),))))
    data = write_docx(document, WriteOptions(template=folder))
    assert faults(data) == []
    assert findings(data, tmp_path) == []


FAULTS = {
    "order in w:pPr": (r"(<w:pStyle [^>]*/>)(<w:numPr>.*?</w:numPr>)", r"\2\1"),
    "order in w:tcPr": (r"(<w:tcW [^>]*/>)(<w:gridSpan [^>]*/>)", r"\2\1"),
    "a cell without paragraph": (r"<w:p>(?:(?!<w:p>).)*?</w:p></w:tc>", "</w:tc>"),
    "an unknown element": ("<w:p>", "<w:p><w:paragraph/>"),
    "no w:tblGrid": ("<w:tblGrid>.*?</w:tblGrid>", ""),
    "a style that is not there": ('w:val="BodyText"', 'w:val="Nothing"'),
    "a bookmark twice": (r"(<w:bookmarkStart [^>]*/>)", r"\1\1"),
    "a relationship that is not there": ('r:embed="[^"]*"', 'r:embed="nothing"'),
    "text outside a run": ("<w:p>", "<w:p>text"),
    "a drawing twice": (r"(<w:r><w:drawing>.*?</w:drawing></w:r>)", r"\1\1"),
}
SOUND = of(
    Heading(1, (Text("x"),), id="target"),
    text("y", Image(ASSETS[0].sha256)),
    numbered((text("z"),)),
    Table(
        2,
        2,
        (
            Cell(row=0, column=0, blocks=(text("a"),), column_span=2),
            Cell(row=1, column=0, blocks=(text("b"),)),
            Cell(row=1, column=1, blocks=(text("c"),)),
        ),
    ),
)


@pytest.mark.parametrize("name", FAULTS)
def test_the_oracle_sees_what_is_wrong(name: str) -> None:
    data = write_docx(SOUND, WriteOptions())
    assert faults(data) == []
    pattern, replacement = FAULTS[name]
    main = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    broken, count = re.subn(pattern, replacement, main, count=1)
    assert count == 1
    assert faults(replaced(data, "word/document.xml", broken.encode())) != []


def replaced(data: bytes, name: str, content: bytes) -> bytes:
    """The package with one part exchanged."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.namelist():
            new.writestr(entry, content if entry == name else old.read(entry))
    return out.getvalue()
