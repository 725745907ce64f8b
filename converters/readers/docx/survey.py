"""What has to be known of a part before it is read from its beginning."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree
from lxml.etree import _Element as Element

from ...model import FurnitureKind
from .fields import FIELD_CHAR, FIELD_TYPE, lost_marks, names_in
from .names import R_ID, W
from .revisions import Changes, show_changes
from .stream import BodyStream
from .xml import Cut

SECTION_PARTS: Final[dict[str, FurnitureKind]] = {
    W + "headerReference": "header",
    W + "footerReference": "footer",
}
"""References of sections to their headers and footers."""

_WANTED: Final = (
    FIELD_CHAR,
    *SECTION_PARTS,
    *(W + name for name in ("hyperlink", "fldSimple", "instrText")),
)


def section_references(root: Element) -> Iterator[tuple[str, str]]:
    """Tags and relationship ids of the references to headers and footers below an element."""
    return ((reference.tag, reference.get(R_ID, "")) for reference in root.iter(*SECTION_PARTS))


@dataclass(frozen=True, slots=True)
class Survey:
    """The lost field marks, link targets and section references of a part."""

    lost_marks: frozenset[int]
    """Running numbers, from 0, of the field marks without a partner."""
    linked: frozenset[str]
    """Names that links point to."""
    references: tuple[tuple[str, str], ...]
    """Tags and relationship ids of the references to headers and footers."""
    cut: Cut
    """The part, to be read once more."""


def survey(data: bytes, changes: Changes) -> Survey | None:
    """Look through a part; None when it must be read whole: damaged, with a DTD, without body."""
    cut = Cut(data)
    marks: list[str | None] = []
    linked: set[str] = set()
    references: list[tuple[str, str]] = []

    def meet(piece: Element) -> None:
        if next(piece.iter(*_WANTED), None) is None:
            return  # as in most pieces; one look is quicker than several
        linked.update(names_in(piece))
        show_changes(piece, changes)
        marks.extend(mark.get(FIELD_TYPE) for mark in piece.iter(FIELD_CHAR))
        references.extend(section_references(piece))

    try:
        stream = BodyStream(cut, meet)
        for child in stream:
            for _row in stream.children_of(child) if stream.is_open(child) else ():
                pass
    except (etree.XMLSyntaxError, ValueError):
        return None
    if stream.body is None or stream.has_dtd:
        return None
    return Survey(lost_marks(marks), frozenset(linked), tuple(references), cut)


__all__ = ["SECTION_PARTS", "Survey", "section_references", "survey"]
