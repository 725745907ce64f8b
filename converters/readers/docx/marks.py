"""The hidden bookmarks of our own files, which group what Word leaves flat."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml.etree import _Element as Element

from .names import ID, W, visible_text

BOOKMARK_START: Final = W + "bookmarkStart"
BOOKMARK_END: Final = W + "bookmarkEnd"
_MARK: Final = re.compile(r"_tw(\d+)_(\w+)")


@dataclass(slots=True)
class Range:
    """Siblings between the two bookmarks of a mark; ranges inside it are grouped too."""

    kind: str
    number: str
    nodes: list[Node] = field(default_factory=list)


Node = Element | Range


def grouped(elements: Iterable[Element]) -> list[Node]:
    """Sibling elements with marked ranges as nodes of their own; other bookmarks stay."""
    top: list[Node] = []
    open_ranges: list[tuple[str, Range]] = []
    for element in elements:
        tag = element.tag
        inside = open_ranges[-1][1].nodes if open_ranges else top
        if tag == BOOKMARK_START:
            found = _MARK.fullmatch(element.get(W + "name", ""))
            if found:
                opened = Range(found[2], found[1])
                inside.append(opened)
                open_ranges.append((element.get(ID, ""), opened))
                continue
        elif tag == BOOKMARK_END and open_ranges and open_ranges[-1][0] == element.get(ID):
            open_ranges.pop()
            continue
        inside.append(element)
    return top


def elements_of(nodes: Iterable[Node]) -> Iterator[Element]:
    """The elements of nodes, those inside ranges too."""
    for node in nodes:
        if isinstance(node, Range):
            yield from elements_of(node.nodes)
        else:
            yield node


def text_of_nodes(nodes: Iterable[Node]) -> str:
    """All text of nodes."""
    return "".join(visible_text(element) for element in elements_of(nodes))
