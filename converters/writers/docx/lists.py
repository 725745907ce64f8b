"""Lists as numbered paragraphs, or with printed labels where Word cannot compute them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from ...model import Block, List, ListItem, Paragraph
from .inlines import direction, write_inlines
from .numbering import LEVEL_INDENT, LEVELS, STARTS, list_style
from .session import MAX_INDENT, Place, Session
from .xml import jc, styled_run, text_element

WriteBlocks = Callable[[Iterable[Block], Session, Place], str]
_BULLETS = {"disc": "\u2022", "circle": "\u25e6", "square": "\u25aa", "none": ""}
_CHECKED, _UNCHECKED = "\u2611", "\u2610"


def write_list(block: List, session: Session, place: Place, write_blocks: WriteBlocks) -> str:
    """A list: real numbering, unless Word cannot compute the labels."""
    if not _is_numbered(block, place.depth):
        return _labelled_list(block, session, place, write_blocks)
    with session.numbering.list(block, place.depth) as number:
        numbering = f'<w:numPr><w:ilvl w:val="{place.depth}"/><w:numId w:val="{number}"/></w:numPr>'
        return "".join(
            [_numbered_item(item, numbering, session, place, write_blocks) for item in block.items]
        )


def _numbered_item(
    item: ListItem, numbering: str, session: Session, place: Place, write_blocks: WriteBlocks
) -> str:
    first, rest = _split(item)
    inner = _inside(place)
    paragraph = _item_paragraph(first, numbering, _label_indent(place), "", session, inner)
    nested = write_blocks(rest, session, inner)
    if _is_simple(item, place.depth + 1):
        return paragraph + nested
    return session.bookmarks.mark("list_item", paragraph + nested)


def _split(item: ListItem) -> tuple[Paragraph | None, tuple[Block, ...]]:
    """The paragraph that carries the label, if the item starts with one, and what follows."""
    first = item.blocks[0] if item.blocks else None
    if isinstance(first, Paragraph) and first.content and first.label is None:
        return first, item.blocks[1:]
    return None, item.blocks


def _is_simple(item: ListItem, depth: int) -> bool:
    """Whether an item is one paragraph with numbered lists only."""
    first, rest = _split(item)
    if first is None:
        return not rest
    return all(isinstance(block, List) and _is_numbered(block, depth) for block in rest)


def _is_numbered(block: List, depth: int) -> bool:
    return (
        depth < LEVELS
        and bool(block.items)
        and block.start in STARTS
        and all(item.label is None and item.checked is None for item in block.items)
    )


def _inside(place: Place) -> Place:
    return replace(
        place,
        style="ListContinue",
        depth=place.depth + 1,
        cell=False,
        indent=min(place.indent + LEVEL_INDENT, MAX_INDENT),
        width=max(place.width - LEVEL_INDENT, 1000),
    )


def _label_indent(place: Place) -> str:
    """Indent of an item where the numbering's own, counted from the margin, would be wrong."""
    left = min(place.indent, MAX_INDENT) + LEVEL_INDENT
    if left == (place.depth + 1) * LEVEL_INDENT:
        return ""
    return f'<w:ind w:left="{left}" w:hanging="{LEVEL_INDENT}"/>'


def _item_paragraph(
    first: Paragraph | None,
    numbering: str,
    indent: str,
    label: str,
    session: Session,
    place: Place,
) -> str:
    content = write_inlines(first.content, session, place) if first else ""
    alignment = jc(first.alignment) if first else ""
    bidi = direction(first.content, first.alignment) if first else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="ListParagraph"/>{numbering}{bidi}{indent}{alignment}</w:pPr>'
        f"{label}{content}</w:p>"
    )


def _labelled_list(block: List, session: Session, place: Place, write_blocks: WriteBlocks) -> str:
    items: list[str] = []
    left = place.indent + LEVEL_INDENT
    indent = f'<w:ind w:left="{left}" w:hanging="{LEVEL_INDENT}"/>'
    inner = replace(_inside(place), depth=0)
    for position, item in enumerate(block.items):
        first, rest = _split(item)
        label = styled_run("ComputedLabel", text_element(_shown_label(block, item, position)))
        label += styled_run("ComputedLabel", "<w:tab/>")
        paragraph = _item_paragraph(first, "", indent, label, session, inner)
        fields = {"label": item.label, "checked": item.checked}
        told = {key: value for key, value in fields.items() if value is not None}
        content = paragraph + write_blocks(rest, session, inner)
        items.append(session.bookmarks.mark("labelled_item", content, told))
    return session.bookmarks.mark("list", "".join(items) or "<w:p/>", _told(block))


def _told(block: List) -> dict[str, bool | int | str]:
    told: dict[str, bool | int | str] = {}
    if block.ordered:
        told["ordered"] = True
    if block.start != 1:
        told["start"] = block.start
    if block.style is not None:
        told["style"] = block.style
    return told


def _shown_label(block: List, item: ListItem, position: int) -> str:
    box = "" if item.checked is None else _CHECKED if item.checked else _UNCHECKED
    if item.label is not None:
        return item.label + box
    style = list_style(block)
    if box or style in _BULLETS:
        return box or _BULLETS[style]
    return f"{block.start + position}."
