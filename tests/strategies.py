"""Hypothesis strategies for the document model, shared by all tests.

What they draw is in normal form (`passes.normalise` leaves it as it is), its tables have the roles
and values that `build_table` gives, every note has a mark and every mark a note, and every
internal link a target. `Allow` says which features may occur: `documents(nested=False)`.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import replace as changed
from itertools import count

from hypothesis import strategies as st
from msgspec.structs import replace

from tablewright.converters.diagnostics import diagnostic
from tablewright.converters.model import (
    Accounting,
    Anchor,
    Asset,
    Block,
    Document,
    Furniture,
    Heading,
    Image,
    Inline,
    LeftOut,
    Link,
    Metadata,
    Note,
    NoteKind,
    NoteReference,
    SourceInfo,
)
from tablewright.converters.model.walk import (
    InlinesMap,
    iter_document_blocks,
    iter_inlines,
    map_block_lists,
    map_inlines,
)
from tablewright.converters.passes import normalise
from tests.block_strategies import (
    blocks,
    codes,
    definition_lists,
    equations,
    figures,
    headings,
    lists,
    origins,
    paragraphs,
    tables,
    tilings,
)
from tests.inline_strategies import (
    EVERYTHING,
    PENDING,
    PLAIN,
    Allow,
    cell_texts,
    images,
    inline_contents,
    links,
    text_inlines,
    texts,
    words,
)

__all__ = [
    "ASSETS",
    "EVERYTHING",
    "PLAIN",
    "Allow",
    "blocks",
    "cell_texts",
    "codes",
    "definition_lists",
    "documents",
    "equations",
    "figures",
    "headings",
    "images",
    "inline_contents",
    "links",
    "lists",
    "metadata",
    "origins",
    "paragraphs",
    "tables",
    "text_inlines",
    "texts",
    "tilings",
    "words",
]


def _asset(media_type: str, data: bytes) -> Asset:
    return Asset(hashlib.sha256(data).hexdigest(), media_type, data)


def _pixel(grey: int) -> bytes:
    return _chunked(
        (b"IHDR", bytes((0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0))),
        (b"IDAT", zlib.compress(bytes((0, grey)))),
        (b"IEND", b""),
    )


def _chunked(*chunks: tuple[bytes, bytes]) -> bytes:
    parts = [b"\x89PNG\r\n\x1a\n"]
    for kind, data in chunks:
        checksum = zlib.crc32(kind + data)
        parts += [len(data).to_bytes(4), kind, data, checksum.to_bytes(4)]
    return b"".join(parts)


ASSETS = (_asset("image/png", _pixel(255)), _asset("image/png", _pixel(0)))
"""Two pictures of one pixel, the first white, the second black."""


def documents(allow: Allow = EVERYTHING, **features: bool) -> st.SearchStrategy[Document]:
    """A whole document in normal form; `features` are fields of `Allow`."""
    return _documents(changed(allow, **features))


@st.composite
def _documents(draw: st.DrawFn, allow: Allow) -> Document:
    body = _with_numbered_marks(_with_names(draw(blocks(allow))))
    plain = changed(allow, notes=False, labels=False, alignment=False)
    document = Document(
        source=SourceInfo("sample.txt", "text/plain"),
        blocks=body,
        metadata=draw(metadata()) if allow.metadata else Metadata(),
        notes=tuple(draw(_notes(mark, plain)) for mark in _marks(body)),
    )
    document = normalise(_with_link_targets(draw, _with_assets(draw, document)))
    return draw(_with_record(document)) if allow.full else document


def _marks(body: tuple[Block, ...]) -> list[str]:
    return [inline.note for inline in iter_inlines(body) if isinstance(inline, NoteReference)]


@st.composite
def _notes(draw: st.DrawFn, mark: str, allow: Allow) -> Note:
    kinds: tuple[NoteKind, ...] = ("footnote", "footnote", "endnote")
    return Note(mark, (draw(paragraphs(allow)),), draw(st.sampled_from(kinds)))


def _with_numbered_marks(body: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks with note marks 1, 2, ... in reading order; none stands in a link or caption."""
    numbers = count(1)
    numbered = map_inlines(body, lambda content: _numbered(content, numbers))
    # Blocks are rebuilt from the inside, which is not the order in which they are read.
    order = {mark: str(place) for place, mark in enumerate(_marks(numbered), 1)}
    return map_inlines(numbered, lambda content: _renamed(content, order))


def _numbered(content: tuple[Inline, ...], numbers: Iterator[int]) -> tuple[Inline, ...]:
    return tuple(
        NoteReference(str(next(numbers))) if isinstance(inline, NoteReference) else inline
        for inline in content
    )


def _renamed(content: tuple[Inline, ...], names: dict[str, str]) -> tuple[Inline, ...]:
    return tuple(
        NoteReference(names[inline.note]) if isinstance(inline, NoteReference) else inline
        for inline in content
    )


def _with_names(body: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks with a name of its own for every pending heading and anchor."""
    numbers = count(1)

    def name_anchors(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(
            Anchor(f"place-{next(numbers)}") if isinstance(inline, Anchor) else inline
            for inline in content
        )

    def name_headings(drawn: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(
            replace(block, id=f"section-{next(numbers)}")
            if isinstance(block, Heading) and block.id == PENDING
            else block
            for block in drawn
        )

    return map_block_lists(map_inlines(body, name_anchors), name_headings)


def _with_assets(draw: st.DrawFn, document: Document) -> Document:
    """The document with an asset behind every pending picture, in the order of first use."""

    def settle(inline: Inline) -> Inline:
        if isinstance(inline, Image) and inline.asset == PENDING:
            return replace(inline, asset=draw(st.sampled_from(ASSETS)).sha256)
        if isinstance(inline, Link):
            return replace(inline, content=tuple(map(settle, inline.content)))
        return inline

    document = _map_inlines(document, lambda content: tuple(map(settle, content)))
    used = [inline.asset for inline in _every_inline(document) if isinstance(inline, Image)]
    assets = {asset.sha256: asset for asset in ASSETS}
    return replace(document, assets=tuple(assets[key] for key in dict.fromkeys(used) if key))


def _every_inline(document: Document) -> Iterator[Inline]:
    yield from iter_inlines(document.blocks)
    for note in document.notes:
        yield from iter_inlines(note.blocks)


def _map_inlines(document: Document, change: InlinesMap) -> Document:
    notes = tuple(replace(note, blocks=map_inlines(note.blocks, change)) for note in document.notes)
    return replace(document, blocks=map_inlines(document.blocks, change), notes=notes)


def _with_link_targets(draw: st.DrawFn, document: Document) -> Document:
    """The document with every pending internal link pointing at a name that exists."""
    names = [block.id for block in iter_document_blocks(document) if isinstance(block, Heading)]
    names += [inline.id for inline in _every_inline(document) if isinstance(inline, Anchor)]
    targets = [f"#{name}" for name in names if name] or ["https://example.org/"]

    def settle(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(
            replace(inline, href=draw(st.sampled_from(targets)))
            if isinstance(inline, Link) and inline.href == "#pending"
            else inline
            for inline in content
        )

    return _map_inlines(document, settle)


def metadata() -> st.SearchStrategy[Metadata]:
    """Title, language and the like, each there or not."""
    line = st.none() | texts(3)
    return st.builds(
        Metadata,
        title=line,
        language=st.sampled_from((None, "zh-CN", "en")),
        authors=st.lists(texts(1), max_size=2).map(tuple),
        issuing_body=line,
        document_number=st.none() | st.just("某办函〔2021〕3号"),
        subject=line,
        keywords=st.lists(texts(1), max_size=2, unique=True).map(tuple),
        description=line,
        published=st.none() | st.dates().map(str),
    )


@st.composite
def _with_record(draw: st.DrawFn, document: Document) -> Document:
    """The document with what the JSON format alone carries."""
    left_out = st.builds(LeftOut, st.just("hidden"), texts(1), st.none() | origins())
    furniture = st.builds(
        Furniture, st.just("page_number"), paragraphs(PLAIN).map(lambda block: (block,))
    )
    return replace(
        document,
        source=SourceInfo("a.html", "text/html", "0" * 64, 12, 3, "gb18030"),
        furniture=draw(st.lists(furniture, max_size=1).map(tuple)),
        accounting=Accounting(12, 10, left_out=draw(st.lists(left_out, max_size=1).map(tuple))),
        diagnostics=(diagnostic("table-ragged", "A row was short.", draw(st.none() | origins())),),
    )
