"""Read DOCX: Office Open XML documents, transitional and strict (ECMA-376, ISO/IEC 29500).

What is read, read in part and dropped stands in `docs/docx-reading.md`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lxml import etree
from lxml.etree import _Element as Element

from ...errors import LimitExceeded, PasswordNeeded, UnreadableSource, UnsupportedFormat
from ...model import Block, Document
from ...model.text import block_text
from ..base import MAX_SOURCE_BYTES, Ledger, ReadOptions, Source, finish_document
from ..ole2 import MAGIC, root_names
from .archive import open_archive
from .body import read_blocks, read_stream
from .fields import linked_names, names_of_relations
from .furniture import read_furniture
from .literal import read_own
from .literal_stream import survey_own
from .media import Media
from .metadata import application, read_metadata
from .names import W, visible_text
from .notes import Notes
from .numbering import Numbering
from .package import Package, Part
from .side_part import read_side_part
from .story import Shared, open_story, open_stream
from .stream import STREAMED_FROM
from .styles import Styles
from .survey import Survey, section_references, survey

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

OWN_NAME: Final = "tablewright"
"""Application that marks the files which are read literally."""


def read_docx(source: Source, options: ReadOptions) -> Document:
    """The document of a DOCX file, tracked changes accepted.

    Raises UnreadableSource for files without a readable main part, UnsupportedFormat for other
    packages and legacy Word files, PasswordNeeded for encrypted ones, and LimitExceeded for
    archives that inflate beyond the limits.
    """
    return _read(source, options, embedding=0)


def read_embedded(source: Source, outer: Shared) -> Document:
    """The document of a DOCX file inside another one."""
    return _read(source, outer.options, embedding=outer.embedding + 1)


def _read(source: Source, options: ReadOptions, *, embedding: int) -> Document:
    _refuse_other_files(source)
    ledger = Ledger()
    package = Package(open_archive(source.data, source.name), source.name, ledger)
    name = package.main_name()
    data = package.content(name) or b""
    own = application(package) == OWN_NAME
    if len(data) >= STREAMED_FROM:
        large = _large_own(source, package, name, data) if own else None
        if large is not None:
            return large
        known = None if own else survey(data, options.changes)
        if known is not None:
            del data
            shared, main, blocks = _large_body(package, name, options, known, embedding)
            return _finished(source, shared, main, blocks, known.references)
    root = package.parsed(name, data, lean=True)
    if root is None:
        raise UnreadableSource(f"{source.name}: the main part of the document is not readable XML.")
    main = Part(name, root, package.relations(name))
    body = root.find(W + "body")
    if body is None:
        raise UnreadableSource(
            f"{source.name}: the main part of the document has no body; is it a Word document?"
        )
    side = read_side_part(package, main) if own else None
    if side is not None:
        return read_own(source.info(MEDIA_TYPE), package, main, body, side, ledger)
    del data
    shared = _shared(package, main, options, frozenset(linked_names(main)))
    shared.embedding = embedding
    blocks = read_blocks(open_story(shared, main), body, "/document/body")
    return _finished(source, shared, main, blocks, section_references(root))


def _large_own(source: Source, package: Package, name: str, data: bytes) -> Document | None:
    """The document of a large file of ours; None when it must be read in one go."""
    main = Part(name, etree.Element(W + "document"), package.relations(name))
    side = read_side_part(package, main)
    known = None if side is None else survey_own(data)
    if side is None or known is None:
        return None
    return read_own(source.info(MEDIA_TYPE), package, main, known, side, package.ledger)


def _large_body(
    package: Package, name: str, options: ReadOptions, known: Survey, embedding: int
) -> tuple[Shared, Part, tuple[Block, ...]]:
    """The blocks of a main part whose tree would take too much memory."""
    main = Part(name, etree.Element(W + "document"), package.relations(name))
    linked = known.linked.union(names_of_relations(main.relations.values()))
    shared = _shared(package, main, options, linked)
    shared.embedding = embedding
    return shared, main, read_stream(open_stream(shared, main, known), "/document/body")


def _finished(
    source: Source,
    shared: Shared,
    main: Part,
    blocks: tuple[Block, ...],
    references: Iterable[tuple[str, str]],
) -> Document:
    """The document with all that stands in other parts: notes, headers, metadata."""
    notes = shared.notes.read(lambda part, element, path: _note_blocks(shared, part, element, path))
    furniture = read_furniture(shared, main, references, read_blocks)
    if not shared.options.comments:
        _leave_out_comments(shared, main)
    sample = block_text(blocks[:50])[:5000]
    return finish_document(
        source.info(MEDIA_TYPE),
        blocks,
        shared.ledger,
        metadata=read_metadata(shared.package, shared.styles, shared.title, sample),
        notes=notes,
        assets=shared.media.assets,
        furniture=furniture,
    )


def _refuse_other_files(source: Source) -> None:
    data = source.data
    if len(data) > MAX_SOURCE_BYTES:
        raise LimitExceeded(
            f"{source.name} is larger than {MAX_SOURCE_BYTES // 2**20} MiB, the limit."
        )
    if not data:
        raise UnreadableSource(f"{source.name} is empty.")
    if data.startswith(MAGIC):
        raise _ole2_error(source)
    if not data.startswith(b"PK") and b"PK\x03\x04" not in data[:65_536]:
        raise UnreadableSource(f"{source.name} is not a Word document: it is no zip archive.")


def _ole2_error(source: Source) -> PasswordNeeded | UnsupportedFormat:
    """What an OLE2 file is, by the names of its streams ([MS-CFB], [MS-OFFCRYPTO] 2.3.4)."""
    names = root_names(source.data)
    if "EncryptedPackage" in names:
        return PasswordNeeded(
            f"{source.name} is encrypted; save a copy without a password and read that."
        )
    what = "a file of an old Office version"
    for stream, name in (
        ("WordDocument", "a Word 97-2003 document (.doc)"),
        ("Workbook", "an Excel 97-2003 workbook (.xls)"),
        ("Book", "an Excel 5.0/95 workbook (.xls)"),
        ("PowerPoint Document", "a PowerPoint 97-2003 presentation (.ppt)"),
    ):
        if stream in names:
            what = name
            break
    return UnsupportedFormat(
        f"{source.name} is {what}; save it as .docx first, or what is needed from it as HTML."
    )


def _shared(package: Package, main: Part, options: ReadOptions, linked: frozenset[str]) -> Shared:
    """What all parts need; `linked` are the names that links of the main part point to."""
    ledger = package.ledger
    styles = Styles(_side_part(package, main, "styles"))
    notes = Notes(package, main, ledger, comments=options.comments)
    return Shared(
        package=package,
        ledger=ledger,
        options=options,
        styles=styles,
        numbering=Numbering(_side_part(package, main, "numbering"), styles),
        media=Media(package),
        notes=notes,
        linked=linked.union(*map(linked_names, notes.parts)),
    )


def _side_part(package: Package, main: Part, kind: str) -> Element | None:
    for relation in main.related(kind):
        return package.tree(relation.target)
    return None


def _note_blocks(shared: Shared, part: Part, element: Element, path: str) -> tuple[Block, ...]:
    return read_blocks(open_story(shared, part, element), element, path)


def _leave_out_comments(shared: Shared, main: Part) -> None:
    for relation in main.related("comments"):
        root = shared.package.tree(relation.target)
        if root is not None:
            text = visible_text(root)
            shared.ledger.source(text)
            shared.ledger.leave_out("comment", text)


__all__ = ["MEDIA_TYPE", "read_docx", "read_embedded"]
