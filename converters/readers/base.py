"""What every reader takes and gives."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from msgspec.structs import replace

from ..diagnostics import diagnostic
from ..model import (
    Accounting,
    Asset,
    Block,
    Diagnostic,
    Document,
    Furniture,
    LeftOut,
    Metadata,
    Note,
    Origin,
    SourceInfo,
)
from ..model.text import document_text
from ..passes import apply_passes, normalise

MAX_SOURCE_BYTES = 256 * 1024 * 1024
MAX_NESTING = 60
"""Depth of nested lists, tables and quotes; what is deeper is flattened and reported."""


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes to read and what is known about them."""

    name: str
    """File name without folders, or `-` for standard input."""
    data: bytes
    folder: Path | None = None
    """Where files named by the source may lie (pictures beside an HTML page); None: nowhere."""

    def info(self, media_type: str, encoding: str | None = None) -> SourceInfo:
        """The source as the document records it."""
        digest = hashlib.sha256(self.data).hexdigest()
        return SourceInfo(
            name=self.name,
            media_type=media_type,
            sha256=digest,
            size=len(self.data),
            encoding=encoding,
        )


OcrEngine = Literal["accurate", "fast", "tesseract"]
"""What reads pictures of pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """Choices of the caller; a reader ignores what does not concern it."""

    content: Literal["main", "all"] = "main"
    """Whether menus and the like around the main content of a page are left out."""
    pages: tuple[int, ...] | None = None
    """Page numbers from 1; None for all. Only sources with pages know them."""
    password: str | None = None
    ocr: Literal["auto", "always", "never"] = "auto"
    """Whether pictures are read: pages without usable text, all pictures, or none."""
    ocr_engine: OcrEngine = "accurate"
    """What reads them."""
    stitch: bool = True
    """Whether the pieces of a table on following pages become one table."""
    engine: Literal["auto", "pdfium", "pdfplumber"] = "auto"
    """What reads the objects of a PDF page; auto: pdfium, and pdfplumber where it fails."""
    changes: Literal["accepted", "original", "all"] = "accepted"
    """Tracked changes: the text after them, before them, or both, deleted text struck out."""
    comments: bool = False
    """Whether comments in the margin become notes."""


@dataclass(slots=True)
class Ledger:
    """Collects diagnostics and the whereabouts of the source's characters while reading.

    White space is not counted. A reader passes every character of its source to `source`, what
    it drops on purpose to `leave_out`, what it turns into something else to `convert`, and what
    is page furniture to `furnish`. `settle` compares all that with the document.
    """

    diagnostics: list[Diagnostic] = field(default_factory=list)
    _source: Counter[str] = field(default_factory=Counter)
    _converted: Counter[str] = field(default_factory=Counter)
    _furniture: Counter[str] = field(default_factory=Counter)
    _placed: Counter[str] = field(default_factory=Counter)
    _left_out: list[LeftOut] = field(default_factory=list)

    def report(self, code: str, message: str, origin: Origin | None = None) -> None:
        """Add a diagnostic of the catalogue."""
        self.diagnostics.append(diagnostic(code, message, origin))

    def add(self, finding: Diagnostic) -> None:
        """Add a finished diagnostic; has the shape that `build_table` wants."""
        self.diagnostics.append(finding)

    def source(self, text: str) -> None:
        """Text that stands in the source, visible or not."""
        self._source.update(text)

    def place(self, letters: Mapping[str, int]) -> None:
        """How often each character stands in what `settle` is not given of the document."""
        self._placed.update(letters)

    def convert(self, text: str) -> None:
        """Text of the source that the document holds in another form (a formula, a check box)."""
        self._converted.update(text)

    def furnish(self, text: str) -> None:
        """Text of the source that went to the document's furniture."""
        self._furniture.update(text)

    def leave_out(self, reason: str, text: str, origin: Origin | None = None) -> None:
        """Text of the source that is not in the document, and why."""
        if text.strip():
            self._left_out.append(LeftOut(reason, text.strip(), origin))

    def settle(self, placed_text: str) -> Accounting:
        """The finished account, given the text of the document's blocks and notes.

        Reports `text-unplaced` when characters of the source are nowhere.
        """
        source, placed = _visible(self._source), _visible(Counter(placed_text) + self._placed)
        converted, furniture = _visible(self._converted), _visible(self._furniture)
        left_out = _visible(Counter("".join(entry.text for entry in self._left_out)))
        expected = placed + converted + furniture + left_out
        unplaced, added = source - expected, expected - source
        missing = unplaced.total()
        if missing:
            self.report(
                "text-unplaced",
                f"{missing} characters of the source are in no part of the document: "
                f"{_sample(unplaced)!r}.",
            )
        return Accounting(
            source=source.total(),
            placed=placed.total() - added.total(),
            converted=converted.total(),
            furniture=furniture.total(),
            left_out=tuple(self._left_out),
            unplaced=missing,
            unplaced_sample=_sample(unplaced),
            added=added.total(),
        )


def _visible(counts: Counter[str]) -> Counter[str]:
    return Counter({char: count for char, count in counts.items() if not char.isspace()})


def _sample(counts: Counter[str]) -> str:
    return "".join(char * min(count, 3) for char, count in counts.most_common(20))


def finish_document(
    info: SourceInfo,
    blocks: tuple[Block, ...],
    ledger: Ledger,
    *,
    metadata: Metadata | None = None,
    notes: tuple[Note, ...] = (),
    assets: tuple[Asset, ...] = (),
    furniture: tuple[Furniture, ...] = (),
    literal: bool = False,
) -> Document:
    """The document of a reader: passes applied, characters accounted for.

    `literal` is for sources that tablewright wrote: what they say is exact, so nothing is
    inferred and only the inlines are brought to their normal form.
    """
    document = Document(
        source=info,
        blocks=blocks,
        metadata=metadata or Metadata(),
        notes=notes,
        assets=assets,
        furniture=furniture,
    )
    document = normalise(document) if literal else apply_passes(document, ledger.add)
    accounting = ledger.settle(document_text(document))
    return replace(document, accounting=accounting, diagnostics=tuple(ledger.diagnostics))


@dataclass(frozen=True, slots=True)
class Reader:
    """An entry of the table of readers."""

    read: Callable[[Source, ReadOptions], Document]
    label: str
    media_type: str
    suffixes: tuple[str, ...]
