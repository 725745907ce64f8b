"""Compare two documents: text, spans, header roles, structure.

Source, origins, diagnostics and the accounting are not compared: they tell where a document came
from, not what it says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TypeVar

from msgspec import Struct

from ..model import Block, Document, Heading, Image, Link, List, NoteReference, Table
from ..model.headers import header_tree
from ..model.text import cell_text, inline_text, iter_block_texts
from ..model.walk import iter_document_blocks, iter_inlines

BlockKind = TypeVar("BlockKind", bound=Block)

MAX_DIFFERENCES = 50
_MAX_ALIGNED = 5_000
"""Items up to which two sequences are aligned; longer ones are compared place by place."""
_SHOWN = 60


class Difference(Struct, frozen=True):
    """One thing that the two documents say differently."""

    kind: str
    """text, table, cell, heading, list, link, note, image."""
    where: str
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.where}: {self.kind} is {self.found}, not {self.expected}"


def compare(expected: Document, found: Document) -> tuple[Difference, ...]:
    """What `found` says differently from `expected`; at most MAX_DIFFERENCES."""
    checks = (_tables, _texts, _headings, _lists, _links, _images, _notes)
    differences: list[Difference] = []
    for check in checks:
        for difference in check(expected, found):
            differences.append(difference)
            if len(differences) >= MAX_DIFFERENCES:
                return tuple(differences)
    return tuple(differences)


def missing_text(expected: Document, text: str) -> tuple[Difference, ...]:
    """Lines of `expected` that do not occur in `text`, white space aside.

    For outputs that say the same in another shape, such as records instead of a grid.
    """
    pool = "".join(text.split())
    lines = (line for block in _all_texts(expected) for line in block.split("\n"))
    return tuple(
        Difference("text", "the output", _short(line), "missing")
        for line in dict.fromkeys(lines)
        if "".join(line.split()) not in pool
    )[:MAX_DIFFERENCES]


def squeeze(text: str) -> str:
    """Text with every run of white space as one space, none at the ends."""
    return " ".join(text.split())


def _short(text: str) -> str:
    text = squeeze(text)
    return repr(text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…")


def _all_texts(document: Document) -> Iterator[str]:
    yield from iter_block_texts(document.blocks)
    for note in document.notes:
        yield from iter_block_texts(note.blocks)


def _texts(expected: Document, found: Document) -> Iterator[Difference]:
    left = [text for text in map(squeeze, _all_texts(expected)) if text]
    right = [text for text in map(squeeze, _all_texts(found)) if text]
    if left == right:
        return
    for start, a, b in _changes(left, right):
        change = _around_change(" / ".join(a), " / ".join(b))
        yield Difference("text", f"text {start + 1}", *change)


def _around_change(a: str, b: str) -> tuple[str, str]:
    """Both texts cut to the place where they first differ."""
    if len(a) <= _SHOWN and len(b) <= _SHOWN:
        return repr(a), repr(b)
    at = next((i for i, (x, y) in enumerate(zip_longest(a, b)) if x != y), 0)
    start = max(0, at - 20)
    return _short(a[start:]), _short(b[start:])


def _tables(expected: Document, found: Document) -> Iterator[Difference]:
    pairs = zip_longest(_of(expected, Table), _of(found, Table))
    for number, (left, right) in enumerate(pairs, start=1):
        where = f"table {number}"
        if left is None or right is None or _shape(left) != _shape(right):
            yield Difference("table", where, _shape(left), _shape(right))
        else:
            yield from _cells(where, left, right)


def _shape(table: Table | None) -> str:
    if table is None:
        return "no table"
    return (
        f"{table.rows} rows x {table.columns} columns, {table.header_rows} header rows, "
        f"{table.stub_columns} stub columns, {len(table.cells)} cells"
    )


def _cells(where: str, left: Table, right: Table) -> Iterator[Difference]:
    trees = header_tree(left), header_tree(right)
    for a, b in zip(left.cells, right.cells, strict=True):
        place = f"{where}, row {a.row + 1}, column {a.column + 1}"
        if (a.row, a.column, a.row_span, a.column_span) != (
            b.row,
            b.column,
            b.row_span,
            b.column_span,
        ):
            spans = (
                f"{c.row_span} x {c.column_span} at {c.row + 1},{c.column + 1}" for c in (a, b)
            )
            yield Difference("span", place, *spans)
        elif a.role != b.role or a.status != b.status:
            yield Difference("role", place, f"{a.role} {a.status}", f"{b.role} {b.status}")
        elif squeeze(cell_text(a)) != squeeze(cell_text(b)):
            yield Difference("text", place, *_around_change(cell_text(a), cell_text(b)))
        elif a.role == "data" and trees[0].column_texts(a) != trees[1].column_texts(b):
            yield _path_difference(place, trees[0].column_texts(a), trees[1].column_texts(b))
        elif a.role == "data" and trees[0].row_texts(a) != trees[1].row_texts(b):
            yield _path_difference(place, trees[0].row_texts(a), trees[1].row_texts(b))
        elif a.value != b.value:
            yield Difference("value", place, repr(a.value), repr(b.value))


def _path_difference(place: str, left: Iterable[str], right: Iterable[str]) -> Difference:
    return Difference("header path", place, " > ".join(left), " > ".join(right))


def _headings(expected: Document, found: Document) -> Iterator[Difference]:
    def outline(document: Document) -> list[str]:
        return [
            f"{heading.level} {heading.label or ''}{squeeze(inline_text(heading.content))}"
            for heading in _of(document, Heading)
        ]

    yield from _sequence("heading", outline(expected), outline(found))


def _lists(expected: Document, found: Document) -> Iterator[Difference]:
    def shapes(document: Document) -> list[str]:
        return [
            f"{'ordered' if block.ordered else 'bulleted'} from {block.start}, "
            f"{len(block.items)} items"
            for block in _of(document, List)
        ]

    yield from _sequence("list", shapes(expected), shapes(found))


def _links(expected: Document, found: Document) -> Iterator[Difference]:
    def links(document: Document) -> list[str]:
        return [
            f"{inline.href} {squeeze(inline_text(inline.content))}"
            for inline in iter_inlines(_with_notes(document))
            if isinstance(inline, Link)
        ]

    yield from _sequence("link", links(expected), links(found))


def _images(expected: Document, found: Document) -> Iterator[Difference]:
    def images(document: Document) -> list[str]:
        return [
            f"{inline.asset or inline.href} {squeeze(inline.alt)}"
            for inline in iter_inlines(_with_notes(document))
            if isinstance(inline, Image)
        ]

    yield from _sequence("image", images(expected), images(found))


def _notes(expected: Document, found: Document) -> Iterator[Difference]:
    def marks(document: Document) -> list[str]:
        texts = {
            note.id: f"{note.kind} " + squeeze(" ".join(iter_block_texts(note.blocks)))
            for note in document.notes
        }
        return [
            texts.get(inline.note, "no note")
            for inline in iter_inlines(document.blocks)
            if isinstance(inline, NoteReference)
        ]

    yield from _sequence("note", marks(expected), marks(found))


def _with_notes(document: Document) -> tuple[Block, ...]:
    return document.blocks + tuple(block for note in document.notes for block in note.blocks)


def _of(document: Document, kind: type[BlockKind]) -> Iterator[BlockKind]:
    return (block for block in iter_document_blocks(document) if isinstance(block, kind))


def _sequence(kind: str, left: list[str], right: list[str]) -> Iterator[Difference]:
    if left == right:
        return
    for start, a, b in _changes(left, right):
        for place, pair in enumerate(zip_longest(a, b, fillvalue="nothing"), start=start + 1):
            yield Difference(kind, f"{kind} {place}", *map(_short, pair))


def _changes(left: list[str], right: list[str]) -> Iterator[tuple[int, list[str], list[str]]]:
    """Where two sequences differ: place in `left`, and what stands there in each."""
    if max(len(left), len(right)) > _MAX_ALIGNED:  # aligning is quadratic in the worst case
        for place, (a, b) in enumerate(zip_longest(left, right, fillvalue="")):
            if a != b:
                yield place, [a], [b]
        return
    for tag, a0, a1, b0, b1 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag != "equal":
            yield a0, left[a0:a1], right[b0:b1]
