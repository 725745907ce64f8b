"""Tracked changes (ECMA-376 Part 1, 17.13.5): what stands in the text before and after them.

Accepted is how the file is written. The original is what rejecting all changes gives: insertions
and deletions change roles, and properties are those of the w:…Change elements.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from lxml.etree import _Element as Element

from .names import MATH, RPR, W

Changes = Literal["accepted", "original", "all"]
"""Tracked changes as `--changes` has them."""
Revision = Literal["", "inserted", "deleted"]
"""How text is marked where both versions are shown."""

_DELETED_TEXT: Final[Mapping[str, str]] = {
    W + "delText": W + "t",
    W + "delInstrText": W + "instrText",
}
_SWAPPED: Final[Mapping[str, str]] = {
    W + "ins": W + "del",
    W + "del": W + "ins",
    W + "moveTo": W + "moveFrom",
    W + "moveFrom": W + "moveTo",
    W + "cellIns": W + "cellDel",
    W + "cellDel": W + "cellIns",
    **_DELETED_TEXT,
}
_CHANGES: Final = tuple(
    W + name
    for name in (
        "pPrChange",
        "rPrChange",
        "tblPrChange",
        "tblPrExChange",
        "trPrChange",
        "tcPrChange",
        "tblGridChange",
        "sectPrChange",
    )
)
_UNTOUCHED: Final = frozenset(
    {RPR, *_SWAPPED}
    | {W + name for name in ("sectPr", "cellMerge", "headerReference", "footerReference")}
)
"""What stands among properties and belongs to no w:…Change: it is not part of what is restored."""


def show_changes(root: Element, changes: Changes) -> None:
    """Bring a tree, or a piece of one, to the state that is to be read; `accepted` it is in."""
    if changes == "original":
        show_original(root)
    elif changes == "all":
        show_deleted(root)


def show_original(root: Element) -> None:
    """Change a tree into what it was before all tracked changes, which become its deletions."""
    for change in list(root.iter(*_CHANGES)):
        _restore(change)
    for merge in root.iter(W + "cellMerge"):
        merge.set(W + "vMerge", merge.get(W + "vMergeOrig", ""))
    for numbering in list(root.iter(W + "numPr")):
        properties = numbering.getparent()
        if numbering.find(W + "ins") is not None and properties is not None:
            properties.remove(numbering)
    for element in list(root.iter(*_SWAPPED)):
        element.tag = _SWAPPED[element.tag]


def show_deleted(root: Element) -> None:
    """Make deleted text ordinary text; its wrappers still tell it apart, but not in formulas."""
    for formula in root.iter(MATH):
        for removed in list(formula.iter(W + "del", W + "moveFrom")):
            removed.tag = W + "ins"
    for element in list(root.iter(*_DELETED_TEXT)):
        element.tag = _DELETED_TEXT[element.tag]


def _restore(change: Element) -> None:
    """Put the properties that a change remembers in place of those around it."""
    properties = change.getparent()
    if properties is None:
        return
    before = list(change[0]) if len(change) else []
    kept = [child for child in properties if child.tag in _UNTOUCHED]
    properties[:] = [*before, *kept]


def vertical_merge(properties: Mapping[str, Element]) -> str | None:
    """The w:vMerge of a cell, as a tracked merge leaves it (17.13.5.3); None without one.

    `continue` is a cell that belongs to the one above it.
    """
    merge = properties.get(W + "vMerge")
    tracked = properties.get(W + "cellMerge")
    if tracked is not None:
        state = tracked.get(W + "vMerge")
        if state is not None:
            return {"rest": "restart", "cont": "continue"}.get(state)
    return None if merge is None else merge.get(W + "val", "continue")


def mark_removed(properties: Mapping[str, Element]) -> bool:
    """Whether a paragraph's mark was deleted or moved away (17.13.5.15, 17.13.5.21)."""
    marks = properties.get(RPR)
    return marks is not None and any(
        marks.find(W + name) is not None for name in ("del", "moveFrom")
    )


def cell_revision(properties: Mapping[str, Element]) -> Revision:
    """Whether a cell was inserted or deleted (17.13.5.1, 17.13.5.2)."""
    if W + "cellDel" in properties:
        return "deleted"
    return "inserted" if W + "cellIns" in properties else ""


def row_revision(properties: Element | None) -> Revision:
    """Whether a row was inserted or deleted (17.13.5.12, 17.13.5.16)."""
    if properties is None:
        return ""
    if properties.find(W + "del") is not None:
        return "deleted"
    return "inserted" if properties.find(W + "ins") is not None else ""


__all__ = [
    "Changes",
    "Revision",
    "cell_revision",
    "mark_removed",
    "row_revision",
    "show_changes",
    "show_deleted",
    "show_original",
    "vertical_merge",
]
