"""Read the body of a large part piece by piece, so that its tree never stands in memory whole.

A tree takes twenty times the memory of dense XML. Here the parser is fed a little at a time; what
has been read is cut off behind. A piece is a child of the body, or a row of a table of the body.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from lxml import etree
from lxml.etree import _Element as Element

from .names import PPR, RPR, TBL, TR, P, W
from .xml import parser_options

STREAMED_FROM: Final = 1024 * 1024
"""Bytes of XML from which a body is read by pieces; smaller ones are quicker in one go."""

_BODY: Final = W + "body"
_DELETED_MARK: Final = f"{PPR}/{RPR}/{W}del"
_MANY: Final = 100
"""Children from which on taking a paragraph out whole takes long."""
_KEPT: Final = frozenset({W + "tblPr", W + "tblGrid"})
"""What a table needs when its last row has been read."""


class BodyStream:
    """The children of a body in order, each only once. Raises etree.XMLSyntaxError midway."""

    def __init__(self, chunks: Iterable[bytes], meet: Callable[[Element], None]) -> None:
        """`chunks` are the XML (see `xml.chunks`); `meet` gets each piece before it is read."""
        self._chunks = iter(chunks)
        self._parser = etree.XMLPullParser(events=("start",), tag=_BODY, **parser_options())
        self._meet = meet
        self._done = False
        self._open: Element | None = None
        self._held: list[Element] = []
        self.body = self._begin()

    @property
    def has_dtd(self) -> bool:
        """Whether a document type is declared."""
        return self.body is not None and self.body.getroottree().docinfo.internalDTD is not None

    def _begin(self) -> Element | None:
        """Feed the parser up to the body; None when there is none."""
        while self._feed():
            for _event, element in self._parser.read_events():
                return element if isinstance(element, Element) else None
        return None

    def _feed(self) -> bool:
        """Let the tree grow; False when it is whole."""
        if self._done:
            return False
        chunk = next(self._chunks, None)
        if chunk is None:
            self._parser.close()
            self._done = True
        else:
            self._parser.feed(chunk)
        return True

    def __iter__(self) -> Iterator[Element]:
        """The children of the body; a table that is not whole yet is yielded to be grown."""
        if self.body is None:
            return
        for child in self._children(self.body):
            if self._open is child:
                yield child
                self._open = None
            else:
                self._meet(child)
                yield child

    def is_open(self, element: Element) -> bool:
        """Whether an element is the table that is growing."""
        return element is self._open

    def hold(self, child: Element) -> Element:
        """A child of the body that is not read before the next: it grows, is met, and stays."""
        if child is self._open:
            while not self._is_whole(child) and self._feed():
                pass
            self._meet(child)
            self._open = None
        self._held.append(child)
        return child

    def release(self) -> None:
        """Cut off the children that were held; they have been read."""
        for child in self._held:
            _cut_off(child)
        self._held.clear()

    def children_of(self, container: Element) -> Iterator[Element]:
        """The children of any element: as they come, for the table that is growing."""
        if container is not self._open:
            yield from container
            return
        for child in self._children(container):
            self._meet(child)
            yield child

    def _children(self, container: Element) -> Iterator[Element]:
        """Children as they become whole; each is cut off when the next one is asked for."""
        kept = 0
        while True:
            index = kept + (len(self._held) if container is self.body else 0)
            child = _child(container, index)
            if child is None or not self._is_whole(child):
                opened = child is not None and self._opens(child)
                if not opened and self._feed():
                    continue
            if child is None:
                return
            yield child
            while not self._is_whole(child) and self._feed():
                pass  # a growing table that nobody read to its end
            if child.tag in _KEPT:
                kept += 1
            elif not self._held or child is not self._held[-1]:
                _cut_off(child)

    def _opens(self, child: Element) -> bool:
        """Whether this is a table of the body whose rows can be read while it grows."""
        if child.tag != TBL or child.getparent() is not self.body or child.find(TR) is None:
            return False
        self._open = child
        return True

    def _is_whole(self, element: Element) -> bool:
        """Whether the parser has left an element: something follows it, or what is around it."""
        current: Element | None = element
        while current is not None:
            if self._done or current.getnext() is not None:
                return True
            current = current.getparent()
        return False


def _cut_off(child: Element) -> None:
    """Take an element out of its tree, which lxml does in quadratic time for what is inside.

    So the inside goes first, but for a paragraph that is held to be joined to the next one.
    """
    if child.tag != P or (len(child) > _MANY and child.find(_DELETED_MARK) is None):
        child.clear()
    parent = child.getparent()
    if parent is not None:
        parent.remove(child)


def _child(container: Element, index: int) -> Element | None:
    try:
        return container[index]
    except IndexError:
        return None


__all__ = ["STREAMED_FROM", "BodyStream"]
