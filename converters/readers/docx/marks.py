"""The hidden bookmarks of our own files, which group what Word leaves flat."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from lxml.etree import _Element as Element

from .names import ID, W, visible_text
from .stream import BodyStream

BOOKMARK_START: Final = W + "bookmarkStart"
BOOKMARK_END: Final = W + "bookmarkEnd"
_MARK: Final = re.compile(r"_tw(\d+)_(\w+)")


@dataclass(slots=True)
class Range:
    """Siblings between the two bookmarks of a mark; ranges inside it are grouped too."""

    kind: str
    number: str
    nodes: Iterable[Node]
    """Once only, as they come, for ranges that `streamed` gives."""


Node = Element | Range


def grouped(elements: Iterable[Element]) -> list[Node]:
    """Sibling elements with marked ranges as nodes of their own; other bookmarks stay."""
    top: list[Node] = []
    open_ranges: list[tuple[str, list[Node]]] = []
    for element in elements:
        inside = open_ranges[-1][1] if open_ranges else top
        found = _mark(element)
        if found is not None:
            nodes: list[Node] = []
            inside.append(Range(found[2], found[1], nodes))
            open_ranges.append((element.get(ID, ""), nodes))
        elif open_ranges and _ends(element, open_ranges[-1][0]):
            open_ranges.pop()
        else:
            inside.append(element)
    return top


def streamed(
    stream: BodyStream, kinds: frozenset[str], elements: Iterable[Element] | None = None
) -> Iterator[Node]:
    """The nodes of a large body, or of some of its `elements`; each is to be read before the next.

    So are the nodes of a range of one of the `kinds`, unless it stands in one of its kind. Those
    of other ranges stand together.
    """
    elements = iter(stream if elements is None else elements)
    for element in elements:
        found = _mark(element)
        if found is None:
            yield element
            continue
        inside = _up_to_end(elements, element.get(ID, ""))
        if found[2] in kinds:
            nodes = streamed(stream, kinds - {found[2]}, inside)
            yield Range(found[2], found[1], nodes)
            for _unread in nodes:
                pass
        else:
            yield Range(found[2], found[1], grouped(map(stream.hold, inside)))
            stream.release()


def _up_to_end(elements: Iterator[Element], number: str) -> Iterator[Element]:
    """The elements of a range whose bookmark has this id, those of ranges inside it too."""
    open_ranges = [number]
    for element in elements:
        if _mark(element) is not None:
            open_ranges.append(element.get(ID, ""))
        elif _ends(element, open_ranges[-1]):
            open_ranges.pop()
            if not open_ranges:
                return
        yield element


def _mark(element: Element) -> re.Match[str] | None:
    if element.tag != BOOKMARK_START:
        return None
    return _MARK.fullmatch(element.get(W + "name", ""))


def _ends(element: Element, number: str) -> bool:
    return element.tag == BOOKMARK_END and element.get(ID) == number


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
