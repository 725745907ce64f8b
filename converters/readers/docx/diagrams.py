"""SmartArt as nested lists: the points of its data part (ECMA-376 Part 1, 21.4.2)."""

from __future__ import annotations

from typing import Final

from lxml.etree import _Element as Element

from ...model import Block, List, ListItem, Paragraph, Text
from .names import DGM, A, number, text_of

_MAX_DEPTH: Final = 20
_CONTENT: Final = frozenset({"node", "asst"})
"""Types of points that people wrote; others hold transitions and the layout."""


def diagram_blocks(root: Element) -> tuple[Block, ...]:
    """The list of a diagram's texts, nested as its points are; none without text."""
    points = {
        point.get("modelId", ""): point
        for point in root.iter(DGM + "pt")
        if point.get("type", "node") in _CONTENT
    }
    children = _children(root)
    below = {child for family in children.values() for child in family}
    start = [p.get("modelId", "") for p in root.iter(DGM + "pt") if p.get("type") == "doc"]
    tops = [child for identity in start for child in children.get(identity, ())]
    tops += [identity for identity in points if identity not in below]
    seen: set[str] = set()
    items = _items(tops, points, children, seen, 0)
    rest = [identity for identity in points if identity not in seen]
    items += _items(rest, points, {}, seen, 0)  # what only goes in circles
    return (List(tuple(items)),) if items else ()


def _children(root: Element) -> dict[str, list[str]]:
    """The points below each point in their order, by the connections of type parOf."""
    found: list[tuple[str, int, str]] = [
        (link.get("srcId", ""), number(link.get("srcOrd")), link.get("destId", ""))
        for link in root.iter(DGM + "cxn")
        if link.get("type", "parOf") == "parOf"
    ]
    children: dict[str, list[str]] = {}
    for source, _order, target in sorted(found, key=lambda link: link[1]):
        children.setdefault(source, []).append(target)
    return children


def _items(
    identities: list[str],
    points: dict[str, Element],
    children: dict[str, list[str]],
    seen: set[str],
    depth: int,
) -> list[ListItem]:
    items: list[ListItem] = []
    for identity in identities:
        if identity in seen or identity not in points:
            continue
        seen.add(identity)
        below = children.get(identity, []) if depth < _MAX_DEPTH else []
        inner = _items(below, points, children, seen, depth + 1)
        blocks: list[Block] = list(_paragraphs(points[identity]))
        if blocks and inner:
            blocks.append(List(tuple(inner)))
        if blocks:
            items.append(ListItem(tuple(blocks)))
        else:
            items += inner  # an empty point that only groups others
    return items


def _paragraphs(point: Element) -> list[Paragraph]:
    lines = (
        "".join(
            text_of(part) if part.tag == A + "t" else " " for part in line.iter(A + "t", A + "br")
        )
        for body in point.iterchildren(DGM + "t")
        for line in body.iter(A + "p")
    )
    return [Paragraph((Text(line),)) for line in lines if line.strip()]
