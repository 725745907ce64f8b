"""Read large bodies of our own files by pieces, as `stream` does with those of others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree
from lxml.etree import _Element as Element

from ...model import Block, ElementOrigin
from .literal_blocks import read_nodes
from .literal_inlines import Literal
from .marks import Node, Range, streamed
from .names import INSTRUCTION_TAGS, TEXT_TAGS, text_of, visible_text
from .stream import BodyStream
from .xml import Cut

_BODY: Final = "body"
_LAZY: Final = frozenset({_BODY, "table"})
"""Marks around what is read as it comes."""
_BATCH: Final = 8_192
"""Texts that are entered in the ledger together, which is quicker than one by one."""


@dataclass(slots=True)
class OwnSurvey:
    """What has to be known of a body of ours before it is read from its beginning."""

    cut: Cut
    """The part, to be read once more."""
    is_marked: bool = False
    """Whether a mark tells the document from what its template has put around it."""
    around: list[str] = field(default_factory=list)
    """Texts outside that mark."""
    instructions: list[str] = field(default_factory=list)
    """Texts that instruct Word, such as those of fields."""


def survey_own(data: bytes) -> OwnSurvey | None:
    """Look through a part; None when it must be read whole: damaged, with a DTD, without body."""
    known = OwnSurvey(Cut(data))

    def meet(piece: Element) -> None:
        known.instructions.extend(map(text_of, piece.iter(*INSTRUCTION_TAGS)))

    try:
        stream = BodyStream(known.cut, meet)
        for node in streamed(stream, _LAZY):
            texts = _texts(stream, node)
            if isinstance(node, Range) and node.kind == _BODY and not known.is_marked:
                known.is_marked = True
                for _text in texts:
                    pass  # rows are to be met, and cut off again
            else:
                known.around.extend(texts)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return None if stream.body is None or stream.has_dtd else known


def _texts(stream: BodyStream, node: Node) -> Iterator[str]:
    """The visible text of a node, of a table that grows row by row."""
    if isinstance(node, Range):
        for inside in node.nodes:
            yield from _texts(stream, inside)
    elif stream.is_open(node):
        yield from map(visible_text, stream.children_of(node))
    else:
        yield visible_text(node)


def read_large(literal: Literal, known: OwnSurvey) -> tuple[Block, ...]:
    """The blocks of a large body, without what a template has put before and after them."""
    ledger, texts = literal.ledger, list[str]()
    instructions = "".join(known.instructions)
    ledger.source(instructions)
    ledger.leave_out("instruction", instructions, ElementOrigin("/document", literal.part.name))
    if known.is_marked:
        ledger.leave_out("template", "".join(known.around))

    def meet(piece: Element) -> None:
        texts.extend(map(text_of, piece.iter(*TEXT_TAGS)))
        if len(texts) > _BATCH:
            ledger.source("".join(texts))
            texts.clear()

    literal.stream = stream = BodyStream(known.cut, meet)
    nodes = streamed(stream, _LAZY)
    blocks = _marked(literal, stream, nodes) if known.is_marked else read_nodes(literal, nodes)
    ledger.source("".join(texts))
    literal.stream = None
    return blocks


def _marked(literal: Literal, stream: BodyStream, nodes: Iterator[Node]) -> tuple[Block, ...]:
    """The blocks inside the mark; the nodes around it are gone through."""
    blocks: tuple[Block, ...] | None = None
    for node in nodes:
        if blocks is None and isinstance(node, Range) and node.kind == _BODY:
            blocks = read_nodes(literal, node.nodes)
        else:
            for _text in _texts(stream, node):
                pass  # they are in the account of the survey; here they are met
    return blocks or ()


__all__ = ["OwnSurvey", "read_large", "survey_own"]
