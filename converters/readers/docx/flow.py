"""Assemble a flow of paragraphs into blocks: lists, code, quotes, captions.

DOCX has no lists: it has numbered paragraphs. Those that follow each other become nested lists;
a paragraph without a number ends them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Literal

from msgspec.structs import replace

from ...model import (
    Block,
    Code,
    DefinitionItem,
    DefinitionList,
    Figure,
    Image,
    Inline,
    List,
    ListItem,
    ListStyle,
    Paragraph,
    Quote,
    Table,
    Text,
)
from ...model.text import inline_text, is_blank
from .numbering import Mark

Kind = Literal["plain", "code", "quote", "caption", "term", "definition"]

_PICTURE_WORD: Final = re.compile(r"\s*(?:图|圖|Fig|Abb|Illustration|Chart|Рис)", re.IGNORECASE)
_TABLE_WORD: Final = re.compile(r"\s*(?:续?表|Tab|表格|Табл|Cuadro)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One paragraph or other block of a flow."""

    blocks: tuple[Block, ...]
    """Empty for an empty list item."""
    mark: Mark | None = None
    """The number of a list item."""
    kind: Kind = "plain"


@dataclass(slots=True)
class _Item:
    blocks: list[Block]
    mark: Mark


@dataclass(slots=True)
class _OpenList:
    first: Mark
    last: _Item
    """The item that is still growing."""
    done: list[ListItem] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Number of the first item."""
        return self.first.number if self.first.ordered else 1

    def add(self, item: _Item) -> None:
        """Begin another item, which finishes the one before."""
        self.finish_item()
        self.last = item

    def finish_item(self) -> None:
        """Take the last item as it is."""
        label = _label(self.last.mark, self.start + len(self.done))
        self.done.append(ListItem(tuple(self.last.blocks), label))


class Flow:
    """Entries on their way to blocks; what is finished takes no more memory than its blocks."""

    def __init__(self) -> None:
        self._out: list[Entry] = []
        self._lists: list[_OpenList] = []
        self._plain = True
        self._packed = 0

    def take(self, entries: list[Entry]) -> None:
        """Take the next entries out of a list."""
        self._plain = self._plain and all(map(_is_plain, entries))
        _gather(entries, self._lists, self._out)
        entries.clear()
        self._out[self._packed :] = _packed(self._out[self._packed :])
        self._packed = len(self._out)

    def blocks(self, *, in_cell: bool = False) -> tuple[Block, ...]:
        """The blocks of all entries, at their end."""
        _close_down_to(self._lists, 0, self._out)
        if self._plain:
            return tuple(block for entry in self._out for block in entry.blocks)
        listed = self._out if in_cell else [_as_sections(entry) for entry in self._out]
        return _with_captions(_grouped(listed))


def _is_plain(entry: Entry) -> bool:
    return entry.mark is None and entry.kind == "plain"


def _packed(entries: list[Entry]) -> list[Entry]:
    """The entries, plain paragraphs that follow each other in one."""
    out: list[Entry] = []
    run: list[Block] = []
    for entry in entries:
        paragraphs = bool(entry.blocks) and all(isinstance(x, Paragraph) for x in entry.blocks)
        if paragraphs and _is_plain(entry):
            run.extend(entry.blocks)
            continue
        if run:
            out.append(Entry(tuple(run)))
            run = []
        out.append(entry)
    if run:
        out.append(Entry(tuple(run)))
    return out


def assemble(entries: list[Entry], *, in_cell: bool = False) -> tuple[Block, ...]:
    """The blocks of a flow."""
    if in_cell and len(entries) == 1 and entries[0].mark and not entries[0].blocks:
        # A column of automatic numbers: cells that hold a number and no text.
        return (Paragraph((), label=entries[0].mark.label),) if entries[0].mark.label else ()
    if all(map(_is_plain, entries)):
        return tuple(block for entry in entries for block in entry.blocks)
    flow = Flow()
    flow.take(entries)
    return flow.blocks(in_cell=in_cell)


# --- lists ----------------------------------------------------------------------------------


def _gather(entries: Iterable[Entry], stack: list[_OpenList], out: list[Entry]) -> None:
    """Add entries to `out`, numbered ones to the lists of `stack`, which are open at its end."""
    for entry in entries:
        mark = entry.mark
        if mark is None or (mark.blank and not stack):
            _close_down_to(stack, 0, out)
            out.append(replace_mark(entry))
        elif mark.blank:
            _close_down_to(stack, _depth_for(stack, mark), out)
            stack[-1].last.blocks.extend(entry.blocks)
        else:
            _add_item(stack, entry.blocks, mark, out)


def replace_mark(entry: Entry) -> Entry:
    """The entry without its number."""
    return entry if entry.mark is None else Entry(entry.blocks, None, entry.kind)


def _as_sections(entry: Entry) -> Entry:
    """A list of one item whose label is written in East Asian style, as numbered paragraphs.

    What stands alone between paragraphs under 一、 or （一） is the head of a section, no list.
    """
    if len(entry.blocks) != 1 or not isinstance(entry.blocks[0], List):
        return entry
    paragraphs: list[Block] = []
    block: Block = entry.blocks[0]
    while isinstance(block, List):
        item = block.items[0]
        first = item.blocks[0] if item.blocks else None
        alone = len(block.items) == 1 and isinstance(first, Paragraph) and len(item.blocks) <= 2
        if not alone or item.label is None or item.label.isascii():
            return entry
        assert isinstance(first, Paragraph)
        paragraphs.append(replace(first, label=item.label))
        if len(item.blocks) == 1:
            return Entry(tuple(paragraphs))
        block = item.blocks[1]
    return entry


def _depth_for(stack: list[_OpenList], mark: Mark) -> int:
    """Number of open lists that stay open for a paragraph of a level; at least one."""
    return max(sum(opened.first.level <= mark.level for opened in stack), 1)


def _add_item(
    stack: list[_OpenList], blocks: tuple[Block, ...], mark: Mark, out: list[Entry]
) -> None:
    depth = sum(opened.first.level <= mark.level for opened in stack)
    same_level = bool(depth) and stack[depth - 1].first.level == mark.level
    if same_level and not _continues(stack[depth - 1], mark):
        depth -= 1
    _close_down_to(stack, depth, out)
    if not stack or stack[-1].first.level < mark.level:
        stack.append(_OpenList(mark, _Item(list(blocks), mark)))
    else:
        stack[-1].add(_Item(list(blocks), mark))


def _continues(opened: _OpenList, mark: Mark) -> bool:
    """Whether a paragraph is the next item of an open list, not the first of another one."""
    last = opened.last.mark
    if mark.ordered != last.ordered:
        return False
    if mark.num_id == last.num_id:
        return True
    return mark.abstract_id == last.abstract_id and (
        not mark.ordered or mark.number == last.number + 1
    )


def _close_down_to(stack: list[_OpenList], depth: int, out: list[Entry]) -> None:
    while len(stack) > depth:
        block = _list(stack.pop())
        if stack:
            stack[-1].last.blocks.append(block)
        else:
            out.append(Entry((block,)))


def _list(opened: _OpenList) -> List:
    first = opened.first
    opened.finish_item()
    return List(
        items=tuple(opened.done),
        ordered=first.ordered,
        start=opened.start,
        style=_style(first),
    )


def _style(mark: Mark) -> ListStyle | None:
    return "none" if not mark.ordered and mark.label else mark.style


def _label(mark: Mark, usual: int) -> str | None:
    if mark.plain and mark.number == usual:
        return None
    return mark.label.strip() or None


# --- code and quotes ------------------------------------------------------------------------


def _grouped(entries: list[Entry]) -> list[Entry]:
    """Neighbouring lines of code, quoted blocks, terms and definitions as one block each."""
    out: list[Entry] = []
    for entry in entries:
        last = out[-1] if out else None
        if entry.kind == "quote":
            if last is not None and last.kind == "quote" and isinstance(last.blocks[0], Quote):
                quote = last.blocks[0]
                blocks = (*quote.blocks, *entry.blocks)
                out[-1] = Entry((replace(quote, blocks=blocks),), None, "quote")
            else:
                out.append(Entry((Quote(entry.blocks),), None, "quote"))
        elif entry.kind == "definition" and last is not None and _takes(last):
            _define(out, entry)
        elif entry.kind == "code" and last is not None and last.kind == "code":
            out[-1] = Entry((*last.blocks, *entry.blocks), None, "code")
        else:
            out.append(entry)
    return [_code(entry) if entry.kind == "code" else entry for entry in out]


def _takes(last: Entry) -> bool:
    """Whether a definition belongs to what stands before it."""
    return last.kind == "term" or (
        last.kind == "definition" and isinstance(last.blocks[0], DefinitionList)
    )


def _define(out: list[Entry], entry: Entry) -> None:
    """Join a definition with its term, and both with the list of definitions before them."""
    block = out.pop().blocks[0]
    items: tuple[DefinitionItem, ...] = ()
    if isinstance(block, DefinitionList):
        *before, last = block.items
        items = (*before, replace(last, definitions=((*last.definitions[0], *entry.blocks),)))
    elif isinstance(block, Paragraph):
        previous = out[-1].blocks[0] if out and out[-1].kind == "definition" else None
        if isinstance(previous, DefinitionList):
            items = previous.items
            out.pop()
        items = (*items, DefinitionItem((block.content,), (entry.blocks,)))
    out.append(Entry((DefinitionList(items),), None, "definition"))


def _code(entry: Entry) -> Entry:
    blocks = [block for block in entry.blocks if isinstance(block, Code)]
    text = "\n".join(block.text for block in blocks).strip("\n")
    return Entry((Code(text, origin=blocks[0].origin),) if text.strip() else ())


# --- captions -------------------------------------------------------------------------------


def _with_captions(entries: list[Entry]) -> tuple[Block, ...]:
    """Captions joined with the table after or before them, or the picture before them."""
    blocks: list[Block] = []
    captions: list[Paragraph | None] = []
    for entry in entries:
        for block in entry.blocks:
            caption = entry.kind == "caption" and isinstance(block, Paragraph)
            before = captions[-1] if captions else None
            if isinstance(block, Table) and before is not None and _heads(before, block):
                blocks[-1] = replace(block, caption=before.content)
                captions[-1] = None
                continue
            if caption and blocks and isinstance(block, Paragraph):
                joined = _captioned(blocks[-1], block)
                if joined is not None:
                    blocks[-1] = joined
                    continue
            blocks.append(block)
            captions.append(block if caption and isinstance(block, Paragraph) else None)
    return tuple(blocks)


def _heads(caption: Paragraph, table: Table) -> bool:
    """Whether a caption that stands before a table is the table's."""
    return not table.caption and not _names(_PICTURE_WORD, caption)


def _captioned(block: Block, caption: Paragraph) -> Block | None:
    """A block with the caption that follows it; None when it is not the caption's."""
    if isinstance(block, Table) and not block.caption and _names(_TABLE_WORD, caption):
        return replace(block, caption=caption.content)
    if isinstance(block, Paragraph) and _is_picture(block) and not _names(_TABLE_WORD, caption):
        return Figure((block,), caption.content)
    return None


def _names(word: re.Pattern[str], caption: Paragraph) -> bool:
    return word.match(inline_text(caption.content)) is not None


def _is_picture(paragraph: Paragraph) -> bool:
    content: tuple[Inline, ...] = paragraph.content
    rest = [inline for inline in content if not isinstance(inline, Image)]
    return len(rest) < len(content) and all(isinstance(x, Text) for x in rest) and is_blank(rest)
