"""Paragraphs that open with marks to nested lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from ....model import Block, Inline, Link, List, ListItem, PageOrigin, Paragraph, Text
from ....model.text import without_spaces
from ....passes.inlines import normalise_inlines
from ..lines.marks import Mark, read_marks
from .pieces import Piece

_DEEPER = 0.7
"""Font sizes by which an item stands to the right of the one that it belongs to."""
_SAME = 0.45
"""Font sizes within which left sides are the same."""
_MAX_DEPTH = 9
_SECTION_KINDS = ("han", "han-paren")
"""Numbers that open sections of Chinese documents far more often than items."""


@dataclass(slots=True)
class _Item:
    piece: Piece
    mark: Mark
    left: float
    """Where its mark starts."""
    body: float
    """Where its text starts."""
    doubt: float
    """Points by which `body` may be wrong."""
    blocks: list[Block] = field(default_factory=list)
    more: list[Piece] = field(default_factory=list)
    """Further paragraphs."""
    lists: list[_List] = field(default_factory=list)


@dataclass(slots=True)
class _List:
    items: list[_Item]

    @property
    def last(self) -> _Item:
        return self.items[-1]


@dataclass(frozen=True, slots=True)
class ListRun:
    """Neighbouring pieces that make one list."""

    root: _List


class ListFinder:
    """Finds the lists of a document; remembers how far each numbering has counted."""

    def __init__(self, *, stated: bool = False) -> None:
        self._counted: dict[str, int] = {}
        self._stated = stated

    def find(self, pieces: Sequence[Piece]) -> list[Piece | ListRun]:
        """Neighbouring pieces, those of lists gathered."""
        out: list[Piece | ListRun] = []
        place = 0
        while place < len(pieces):
            found = self._list_at(pieces, place)
            if found is None:
                out.append(pieces[place])
                place += 1
            else:
                run, place = found
                out.append(run)
        return out

    def _list_at(self, pieces: Sequence[Piece], start: int) -> tuple[ListRun, int] | None:
        marks = self._opening(pieces[start])
        for mark in marks:
            run, end = _gathered(pieces, start, mark)
            lead = pieces[start - 1] if start else None
            if self._is_list(run, lead):
                for nested in _all_lists(run):
                    last = nested.last.mark
                    self._counted[last.kind] = last.number
                return ListRun(run), end
        return None

    def _opening(self, piece: Piece) -> tuple[Mark, ...]:
        """The marks with which a piece can open a list.

        Where the structure of the PDF names lists, text with a mark that is in none is text.
        """
        if self._stated and piece.item < 0 and piece.lines[0].tag is not None:
            return ()
        return _marks(piece)

    def _is_list(self, run: _List, lead: Piece | None) -> bool:
        """Whether the items that were gathered are a list and not numbered text."""
        first = run.items[0].mark
        if run.items[0].piece.item >= 0:
            return True
        if not first.ordered:
            return not first.weak or len(run.items) > 1 or _hangs(run.items[0])
        follows = self._counted.get(first.kind) == first.number - 1
        if len(run.items) < 2:
            return follows and first.number > 1 and _hangs(run.items[0])
        if first.kind in _SECTION_KINDS:
            return any(map(_hangs, run.items)) or _is_clause_list(run, lead)
        return True


def _is_clause_list(run: _List, lead: Piece | None) -> bool:
    """Items of a sentence: led in by a colon, or closed by semicolons."""
    led = lead is not None and lead.text.rstrip().endswith(("：", ":"))
    closed = [item.piece.text.rstrip().endswith(("；", ";")) for item in run.items[:-1]]
    return led or all(closed)


def _all_lists(run: _List) -> list[_List]:
    return [run, *(deep for item in run.items for x in item.lists for deep in _all_lists(x))]


def _marks(piece: Piece) -> tuple[Mark, ...]:
    if piece.heading or piece.caption:
        return ()
    return piece.marks if piece.marks is not None else read_marks(piece.text)


def _hangs(item: _Item) -> bool:
    """Whether the lines below the first start right of the mark."""
    lines = item.piece.lines
    return len(lines) > 1 and lines[1].box[0] > item.left + _SAME * lines[0].size


def _gathered(pieces: Sequence[Piece], start: int, mark: Mark) -> tuple[_List, int]:
    """The list that starts with a piece whose mark is `mark`, and the place after it."""
    root = _List([_item(pieces[start], mark)])
    stack = [root]
    place = start + 1
    while place < len(pieces):
        piece = pieces[place]
        if piece.heading or piece.caption:
            break
        if not (_add_item(stack, piece) or _add_paragraph(stack, piece)):
            break
        place += 1
    return root, place


def _item(piece: Piece, mark: Mark) -> _Item:
    return _Item(piece, mark, piece.left, *piece.body_left(mark.length))


def _add_item(stack: list[_List], piece: Piece) -> bool:
    marks = _marks(piece)
    if not marks or (piece.item < 0) != (stack[-1].last.piece.item < 0):
        return False
    shift = _shift(stack, piece, marks)
    left = piece.left - shift
    size = piece.lines[0].size
    for depth in range(len(stack) - 1, -1, -1):
        last = stack[depth].last
        # Numbers set to the right start further left from 10 on; their texts are level.
        body = piece.body_left(marks[0].length)[0] - shift
        if min(abs(last.left - left), abs(last.body - body)) > max(_SAME * size, 3.0):
            continue
        for mark in marks:
            if _follows(last.mark, mark):
                del stack[depth + 1 :]
                stack[depth].items.append(_moved(_item(piece, mark), shift))
                return True
    deepest = stack[-1].last
    # A drawn bullet has no place: its item starts where its text does.
    start = deepest.left if marks[0].length else deepest.body
    inside = left > start + _DEEPER * size
    inner = [mark for mark in marks if mark.number <= 1 and mark.kind != deepest.mark.kind]
    # Chinese documents set ① under 1. at the same place.
    level = abs(deepest.left - left) <= 3.0 and deepest.mark.ordered
    if len(stack) < _MAX_DEPTH and (inside or (level and inner and inner[0].ordered)):
        chosen = next((mark for mark in marks if mark.number <= 1), None)
        if chosen is not None and (inside or chosen in inner):
            nested = _List([_moved(_item(piece, chosen), shift)])
            deepest.lists.append(nested)
            stack.append(nested)
            return True
    return False


def _moved(item: _Item, shift: float) -> _Item:
    item.left -= shift
    item.body -= shift
    return item


def _shift(stack: list[_List], piece: Piece, marks: Sequence[Mark]) -> float:
    """How far a new page or column moved the list to the right."""
    last = stack[-1].last.piece.lines[-1]
    first = piece.lines[0]
    if last.page == first.page and last.column == first.column:
        return 0.0
    for opened in reversed(stack):
        if any(_follows(opened.last.mark, mark) for mark in marks):
            return piece.left - opened.last.left
    return first.column[0] - last.column[0]


def _follows(before: Mark, mark: Mark) -> bool:
    if before.kind != mark.kind:
        return False
    return not mark.ordered or mark.number == before.number + 1


def _add_paragraph(stack: list[_List], piece: Piece) -> bool:
    """Add a piece without a mark to the item whose text starts where it starts."""
    if piece.item >= 0 or stack[-1].last.piece.item >= 0:
        return _add_to_stated(stack, piece)
    last = stack[-1].last.piece.lines[-1]
    first = piece.lines[0]
    if last.page != first.page or last.column != first.column:
        return False
    for depth in range(len(stack) - 1, -1, -1):
        item = stack[depth].last
        if item.body > item.left + 0.8 * first.size and abs(item.body - piece.left) < item.doubt:
            del stack[depth + 1 :]
            if not item.lists:
                item.more.append(piece)
                return True
    return False


def _add_to_stated(stack: list[_List], piece: Piece) -> bool:
    for opened in reversed(stack):
        if piece.item >= 0 and opened.last.piece.item == piece.item and not opened.last.lists:
            opened.last.more.append(piece)
            return True
    last = stack[-1].last
    if piece.item >= 0 and not _marks(piece) and abs(last.body - piece.left) < last.doubt:
        last.more.append(piece)
        return True
    return False


# --- to blocks ----------------------------------------------------------------------------------


def list_block(run: ListRun, dropped: list[str]) -> List:
    """The list; its marks are added to `dropped`."""
    return _block(run.root, dropped)


def _block(found: _List, dropped: list[str]) -> List:
    first = found.items[0].mark
    start = first.number if first.ordered else 1
    items = tuple(
        _list_item(item, start + place, dropped) for place, item in enumerate(found.items)
    )
    line = found.items[0].piece.lines[0]
    origin = PageOrigin(line.page, found.items[0].piece.origin_box)
    return List(items, first.ordered, start, first.style, origin)


def _list_item(item: _Item, usual: int, dropped: list[str]) -> ListItem:
    mark = item.mark
    dropped.append(without_spaces(mark.label))
    content = normalise_inlines(without_start(item.piece.content(dropped), mark.length))
    blocks: list[Block] = []
    if content:
        blocks.append(Paragraph(content, origin=item.piece.origin))
    blocks += [Paragraph(more.content(dropped), origin=more.origin) for more in item.more]
    blocks += [_block(nested, dropped) for nested in item.lists]
    usual_label = mark.plain and (not mark.ordered or mark.number == usual)
    if mark.checked is not None:
        usual_label = True
    return ListItem(tuple(blocks), None if usual_label else mark.label, mark.checked)


def without_start(inlines: Sequence[Inline], count: int) -> tuple[Inline, ...]:
    """Inlines without their first `count` visible characters and the white space after these."""
    out: list[Inline] = []
    for inline in inlines:
        if count < 0 or not isinstance(inline, Text | Link):
            out.append(inline)
        elif isinstance(inline, Link):
            inner = without_start(inline.content, count)
            count -= sum(not char.isspace() for x in inline.content for char in _text(x))
            count = -1 if count < 0 else count
            if inner:
                out.append(replace(inline, content=inner))
        else:
            text = inline.text
            while text and (count > 0 or text[0].isspace()):
                count -= not text[0].isspace()
                text = text[1:]
            if text:
                out.append(replace(inline, text=text))
                count = -1
    return tuple(out)


def _text(inline: Inline) -> str:
    return inline.text if isinstance(inline, Text) else ""
