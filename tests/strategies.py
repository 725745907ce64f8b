"""Hypothesis strategies for the document model, shared by all tests.

What they draw is in normal form (`passes.normalise` leaves it as it is), its tables have the roles
and values that `build_table` gives, every note has a mark and every mark a note, and every
internal link a target. `Allow` says which features may occur: `documents(nested=False)`.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import replace as changed

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
    body = draw(blocks(allow))
    settled = _Settled(draw, allow)
    body = settled.blocks(body)
    notes = settled.take_notes()
    document = Document(
        source=SourceInfo("sample.txt", "text/plain"),
        blocks=body,
        metadata=draw(metadata()) if allow.metadata else Metadata(),
        notes=notes,
        assets=tuple(settled.assets.values()),
    )
    document = normalise(_with_link_targets(draw, document))
    return draw(_with_record(document)) if allow.full else document


class _Settled:
    """Gives pending notes, pictures and names their ids, in reading order."""

    def __init__(self, draw: st.DrawFn, allow: Allow) -> None:
        self.draw = draw
        self.allow = changed(allow, notes=False, labels=False, alignment=False)
        self.assets: dict[str, Asset] = {}
        self.marks = 0
        self.names = 0

    def blocks(self, drawn: tuple[Block, ...]) -> tuple[Block, ...]:
        drawn = map_inlines(drawn, self._contents)
        return map_block_lists(drawn, lambda inner: tuple(self._named(block) for block in inner))

    def _named(self, block: Block) -> Block:
        if isinstance(block, Heading) and block.id == PENDING:
            return replace(block, id=self._name("section"))
        return block

    def _name(self, stem: str) -> str:
        self.names += 1
        return f"{stem}-{self.names}"

    def _contents(self, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(self._inline(inline) for inline in content)

    def _inline(self, inline: Inline) -> Inline:
        if isinstance(inline, NoteReference):
            self.marks += 1
            return NoteReference(str(self.marks))
        if isinstance(inline, Anchor):
            return Anchor(self._name("place"))
        if isinstance(inline, Image) and inline.asset == PENDING:
            asset = self.draw(st.sampled_from(ASSETS))
            self.assets.setdefault(asset.sha256, asset)
            return replace(inline, asset=asset.sha256)
        if isinstance(inline, Link):
            return replace(inline, content=self._contents(inline.content))
        return inline

    def take_notes(self) -> tuple[Note, ...]:
        """A note for each mark."""
        kinds: tuple[NoteKind, ...] = ("footnote", "footnote", "endnote")
        return tuple(
            Note(
                str(number),
                self.blocks((self.draw(paragraphs(self.allow)),)),
                self.draw(st.sampled_from(kinds)),
            )
            for number in range(1, self.marks + 1)
        )


def _with_link_targets(draw: st.DrawFn, document: Document) -> Document:
    """The document with every pending internal link pointing at a name that exists."""
    names = [block.id for block in iter_document_blocks(document) if isinstance(block, Heading)]
    every = list(document.blocks) + [block for note in document.notes for block in note.blocks]
    names += [inline.id for inline in iter_inlines(every) if isinstance(inline, Anchor)]
    targets = [f"#{name}" for name in names if name] or ["https://example.org/"]

    def settle(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(
            replace(inline, href=draw(st.sampled_from(targets)))
            if isinstance(inline, Link) and inline.href == "#pending"
            else inline
            for inline in content
        )

    notes = tuple(replace(note, blocks=map_inlines(note.blocks, settle)) for note in document.notes)
    return replace(document, blocks=map_inlines(document.blocks, settle), notes=notes)


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
