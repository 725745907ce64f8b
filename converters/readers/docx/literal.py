"""Read our own files: what they say is exact, so nothing is inferred (`docs/docx-markup.md`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lxml.etree import _Element as Element

from ...model import Asset, Document, Note, SourceInfo
from ...model.text import block_text
from ..base import Ledger, finish_document
from .literal_blocks import read_body, read_literal
from .literal_inlines import Literal
from .literal_stream import OwnSurvey, read_large
from .media import Media
from .names import ID, W, number, val
from .package import Package, Part
from .side_part import SidePart
from .story import count_text

_NOTE_PARTS: Final = {"footnote": "footnotes", "endnote": "endnotes", "comment": "comments"}


def read_own(
    info: SourceInfo,
    package: Package,
    main: Part,
    body: Element | OwnSurvey,
    side: SidePart,
    ledger: Ledger,
) -> Document:
    """The document of a file that tablewright wrote; a large body has been surveyed only."""
    assets = _assets(package, side)
    literal = Literal(
        side=side,
        part=main,
        ledger=ledger,
        media=Media(package),
        note_ids={(note.kind, str(note.number)): note.id for note in side.notes},
        lists=_lists(package, main),
    )
    if isinstance(body, OwnSurvey):
        blocks = read_large(literal, body)
    else:
        count_text(ledger, main.root, main.name)
        blocks = read_body(literal, body)
    notes = _notes(package, main, literal)
    for piece in side.furniture:
        text = block_text(piece.blocks)
        ledger.source(text)
        ledger.furnish(text)
    return finish_document(
        info,
        blocks,
        ledger,
        metadata=side.metadata,
        notes=notes,
        assets=assets,
        furniture=side.furniture,
        literal=True,
    )


def _assets(package: Package, side: SidePart) -> tuple[Asset, ...]:
    assets: list[Asset] = []
    for record in side.assets:
        data = package.content(record.part)
        if data is not None:
            assets.append(Asset(record.sha256, record.media_type, data, record.name))
    return tuple(assets)


def _notes(package: Package, main: Part, literal: Literal) -> tuple[Note, ...]:
    elements: dict[tuple[str, str], tuple[Part, Element]] = {}
    for kind, relation_kind in _NOTE_PARTS.items():
        for relation in main.related(relation_kind)[:1]:
            part = package.part(relation.target)
            if part is not None:
                count_text(literal.ledger, part.root, part.name)
                for element in part.root.iterchildren(W + kind):
                    elements[kind, element.get(ID, "")] = (part, element)
    notes: list[Note] = []
    for record in literal.side.notes:
        found = elements.get((record.kind, str(record.number)))
        if found is None:
            literal.ledger.report("note-missing", f"The note {record.id} is not in the file.")
            continue
        literal.part = found[0]
        blocks = read_literal(literal, found[1])
        notes.append(Note(record.id, blocks, record.kind, record.label))
    literal.part = main
    return tuple(notes)


def _lists(package: Package, main: Part) -> dict[str, tuple[bool, str | None, int]]:
    """For each w:numId the kind of list that its definition is named for, and its start."""
    for relation in main.related("numbering"):
        root = package.tree(relation.target)
        if root is not None:
            names = {
                element.get(W + "abstractNumId", ""): val(element.find(W + "name")) or ""
                for element in root.iterchildren(W + "abstractNum")
            }
            return {
                num.get(W + "numId", ""): _list(num, names) for num in root.iterchildren(W + "num")
            }
    return {}


def _list(num: Element, names: Mapping[str, str]) -> tuple[bool, str | None, int]:
    name = names.get(val(num.find(W + "abstractNumId")) or "", "")
    kind, style, *_ = [*name.split(), "", ""]  # a number may follow, which makes names unique
    start = val(num.find(f"{W}lvlOverride/{W}startOverride"))
    return kind == "ordered", None if style in {"", "default"} else style, number(start, 1)
