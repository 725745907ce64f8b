"""Captions and notes of tables: lines around a table that belong to it.

A line like `表1 收支情况` or `Table 2: Income` directly above a table becomes its caption; lines
like `单位：万元`, `Unit: EUR` above it and `注：…`, `资料来源：…`, `Source: …` below it become its
notes, because they say how its values are to be read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from msgspec.structs import replace

from ..model import Block, Diagnostic, Document, Paragraph, Table
from ..model.text import inline_text
from ..model.walk import child_block_lists, iter_tables, map_document
from ..tables.remarks import CAPTION_NUMBER, REMARK, UNIT

MAX_CAPTION: Final = 120
"""Characters of the longest caption."""
_CAPTION: Final = re.compile(
    rf"(?:续|附)?表\s?{CAPTION_NUMBER}(?:[\s　:：.．、]\s*\S.*|（续）|\(续\))?"
    rf"|(?:Table|TABLE|Tab\.)\s?{CAPTION_NUMBER}(?:[\s:.：—–-].*)?"
)
_SENTENCE: Final = re.compile(rf"(?:Table|TABLE|Tab\.)\s?{CAPTION_NUMBER}\s+[a-z].*\.")
"""A sentence that begins with the name of a table."""


def attach_captions(document: Document, report: Callable[[Diagnostic], None]) -> Document:
    """The document with captions and notes of tables moved into their tables."""
    del report  # nothing is lost, and the choice can be seen in the table
    if any(True for _ in iter_tables(_inner_blocks(document))):
        return map_document(document, _attach)
    return replace(document, blocks=_attach(document.blocks))  # cells need not be rebuilt


def _inner_blocks(document: Document) -> Iterator[Block]:
    """All blocks but those that stand directly in the body."""
    for block in document.blocks:
        for children in child_block_lists(block):
            yield from children
    for note in document.notes:
        yield from note.blocks


def _attach(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    out: list[Block] = []
    if not any(isinstance(block, Table) for block in blocks):
        return blocks
    for block in blocks:
        if isinstance(block, Table):
            out.append(_with_lines_above(block, out))
        elif isinstance(block, Paragraph) and _is_remark(block) and out:
            last = out[-1]
            if isinstance(last, Table):
                out[-1] = replace(last, notes=(*last.notes, block))
            else:
                out.append(block)
        else:
            out.append(block)
    return tuple(out)


def _with_lines_above(table: Table, above: list[Block]) -> Table:
    """The table with its caption and unit lines, which are taken off the end of `above`."""
    while above and isinstance(line := above[-1], Paragraph):
        if _is_unit(line):
            table = replace(table, notes=(line, *table.notes))
        elif not table.caption and _is_caption(line):
            table = replace(table, caption=line.content)
        else:
            break
        above.pop()
    return table


def _is_caption(line: Paragraph) -> bool:
    text = inline_text(line.content).strip()
    return (
        not line.label
        and len(text) <= MAX_CAPTION
        and text[-1:] not in "。；;，,："
        and bool(_CAPTION.fullmatch(text))
        and not _SENTENCE.fullmatch(text)
    )


def _is_unit(line: Paragraph) -> bool:
    return not line.label and bool(UNIT.fullmatch(inline_text(line.content).strip()))


def _is_remark(line: Paragraph) -> bool:
    return not line.label and bool(REMARK.fullmatch(inline_text(line.content).strip()))
