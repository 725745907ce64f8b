"""Tagged pages for fixtures: texts as marked content and a structure tree over them."""

from __future__ import annotations

from typing import Any

from tests.readers.pdf.drawn import Page, drawn

Node = tuple[Any, ...]
"""Type, children (nodes and ids of marked content), further entries."""


def marked(page: Page, mark: int | None, x: float, y: float, text: str, **how: float) -> Page:
    """Text as marked content `mark`, or as an artifact."""
    tag = "/Artifact BMC" if mark is None else f"/P << /MCID {mark} >> BDC"
    page.content.append(tag)
    page.text(x, y, text, **how)  # type: ignore[arg-type]
    page.content.append("EMC")
    return page


def tagged(page: Page, root: Node, *more: bytes) -> bytes:
    """A PDF of one page whose structure is `root`; `more` objects follow those of the tree."""
    first = 9
    objects: list[bytes] = []
    parents: dict[int, int] = {}

    def build(node: Node, parent: int) -> int:
        number = first + 1 + len(objects)
        objects.append(b"")
        kids = []
        for child in node[1]:
            if isinstance(child, int):
                parents[child] = number
                kids.append(str(child))
            else:
                kids.append(f"{build(child, number)} 0 R")
        entries = node[2] if len(node) == 3 else ""
        objects[number - first - 1] = (
            f"<< /Type /StructElem /S /{node[0]} /P {parent} 0 R /Pg 7 0 R "
            f"/K [{' '.join(kids)}] {entries} >>".encode()
        )
        return number

    top = build(root, first)
    marks = " ".join(
        f"{parents[mark]} 0 R" if mark in parents else "null"
        for mark in range(max(parents, default=-1) + 1)
    )
    tree = (
        f"<< /Type /StructTreeRoot /K [{top} 0 R] /ParentTree << /Nums [0 [{marks}]] >> >>"
    ).encode()
    page.entries += " /StructParents 0"
    return drawn(
        page,
        extra=[tree, *objects, *more],
        catalogue=f"/MarkInfo << /Marked true >> /StructTreeRoot {first} 0 R",
    )
