"""Scans to searchable PDFs: pictures of the pages, their text invisible above them.

Other outputs are made from documents, which say what a page says; this one also needs how it
looks, which the readers of scans give beside the document.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from .errors import ProofFailed, UnsupportedFormat
from .forms.arbitration import arbitrate
from .model import Cell, Document, PageOrigin
from .model.facsimile import Facsimile, PlacedText
from .model.origin import Box
from .model.text import block_text, document_text
from .model.walk import iter_tables
from .readers import ReadOptions, Source, read_source
from .readers.detect import detect_format
from .writers.pdf import write_searchable

_SCANS = frozenset({"pdf", "scan"})


def searchable_pdf(
    source: Source, options: ReadOptions, *, reader: str | None = None
) -> tuple[bytes, Document]:
    """The PDF of a scan (a file of pictures, or a PDF of them), and its document.

    Numbers that sums decided are those of the document. Raises UnsupportedFormat for sources that
    are no scans, and what reading raises.
    """
    pages: list[Facsimile] = []
    document = arbitrate(_read(source, options, reader, pages))
    if not pages:
        raise UnsupportedFormat(_no_scan(source))
    out = io.BytesIO()
    write_searchable(_settled(pages, document), out, title=document.metadata.title or "")
    return out.getvalue(), document


def verify_searchable(data: bytes, document: Document) -> None:
    """Raise ProofFailed when the hidden text of `data` lacks characters of the document."""
    back = read_source(Source("output.pdf", data), ReadOptions(ocr="never"))
    missing = _characters(document) - _characters(back)
    if missing:
        sample = "".join(char for char, _ in missing.most_common(10))
        raise ProofFailed(f"The PDF lacks {missing.total()} characters of its pages: {sample!r}.")


def _characters(document: Document) -> Counter[str]:
    furniture = (block_text(entry.blocks) for entry in document.furniture)
    text = "".join((document_text(document), *furniture))
    return Counter(char for char in text if not char.isspace())


def _read(
    source: Source, options: ReadOptions, reader: str | None, pages: list[Facsimile]
) -> Document:
    kind = reader or detect_format(source)
    if kind not in _SCANS:
        raise UnsupportedFormat(_no_scan(source))
    if kind == "pdf":
        from .readers.pdf import read_pdf

        return read_pdf(source, options, pages.append)
    from .readers.scan.isolated import read_pictures_isolated

    return read_pictures_isolated(source, options, pages.append)


def _no_scan(source: Source) -> str:
    return (
        f"{source.name} is no scan: PDF is written of pictures of pages alone; "
        "write HTML or DOCX instead and print that."
    )


def _settled(pages: Sequence[Facsimile], document: Document) -> Iterator[Facsimile]:
    """The pages with the text of cells that a sum read otherwise than the page was read."""
    changed: dict[int, list[tuple[Box, str]]] = {}
    for cell in (cell for table in iter_tables(document.blocks) for cell in table.cells):
        if any(reading.source == "standing" for reading in cell.readings):
            for page, box in _places(cell):
                changed.setdefault(page, []).append((box, block_text(cell.blocks)))
    for facsimile in pages:
        for box, text in changed.get(facsimile.number, ()):
            facsimile = replace(facsimile, texts=_changed(facsimile.texts, box, text))
        yield facsimile


def _places(cell: Cell) -> Iterator[tuple[int, Box]]:
    for origin in cell.origins:
        if isinstance(origin, PageOrigin) and origin.box is not None:
            yield origin.page, origin.box


def _changed(texts: Sequence[PlacedText], box: Box, text: str) -> tuple[PlacedText, ...]:
    """The texts, those inside a box replaced by another."""
    left, top, right, bottom = box
    found: list[PlacedText] = []
    done = False
    for placed in texts:
        x, y = (placed.box[0] + placed.box[2]) / 2, (placed.box[1] + placed.box[3]) / 2
        if not (left < x < right and top < y < bottom):
            found.append(placed)
        elif not done:
            found.append(replace(placed, text=text))
            done = True
    return tuple(found)
