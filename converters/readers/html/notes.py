"""Footnotes, endnotes and comments of pandoc, Word, LibreOffice and Sphinx pages.

A note is an element that one of these programs marks as such and that a link elsewhere in the page
points to. Links to it become note marks, it leaves the text, and its back links go.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ...model import Note, NoteKind, NoteReference
from .flow import Flow, State
from .page import Page
from .style import Style
from .tree import Node, Tree, origin

_WORD = re.compile(r"mso-element:\s*(footnote|endnote|comment)(?![-\w])")
_LIBRE = re.compile(r"^sd(footnote|endnote)\d+$")
_CONTAINER = re.compile(r"(?:^|\s)(footnotes|endnotes|footnote-list)(?:\s|$)")
_HOLDERS: Final = ("div", "aside", "section", "ol")
_BACK_CLASSES: Final = ("footnote-back", "fn-backref", "sdfootnotesym", "sdendnotesym", "backref")


@dataclass(slots=True)
class _Definition:
    node: Node
    kind: NoteKind
    names: set[str]
    marks: list[Node]
    label: str = ""


def find_notes(page: Page, tree: Tree) -> list[_Definition]:
    """Take the notes out of the tree and remember what points to them."""
    found = [definition for node in tree.tagged(*_HOLDERS) for definition in _definitions(node)]
    if not found:
        return []
    by_name = {name: definition for definition in found for name in definition.names}
    inside = {id(inner) for definition in found for inner in definition.node.walk()}
    for node in tree.tagged("a"):
        if id(node) in inside:
            continue
        definition = by_name.get(node.attrs.get("href", "").removeprefix("#"))
        if definition is not None and len(node.text().strip()) <= 12:
            definition.marks.append(node)
    used = [definition for definition in found if definition.marks]
    for number, definition in enumerate(used, 1):
        _take_out(page, definition, str(number))
    return used


def _definitions(node: Node) -> list[_Definition]:
    attrs = node.attrs
    if not attrs:
        return []
    word = _WORD.search(attrs.get("style", "").lower())
    if word is not None and node.tag == "div":
        kind: NoteKind = "endnote" if word[1] == "endnote" else "footnote"
        return [_Definition(node, "comment" if word[1] == "comment" else kind, _names(node), [])]
    libre = _LIBRE.match(attrs.get("id", ""))
    if libre is not None and node.tag == "div":
        kind = "endnote" if libre[1] == "endnote" else "footnote"
        return [_Definition(node, kind, _names(node), [])]
    classes = attrs.get("class", "")
    if node.tag == "aside" and "footnote" in classes.split() and "id" in attrs:
        return [_Definition(node, "footnote", {attrs["id"]}, [])]
    if _CONTAINER.search(classes) or attrs.get("role") == "doc-endnotes":
        kind = "endnote" if "endnotes" in classes.split() else "footnote"
        items = [inner for inner in node.walk() if inner.tag == "li" and inner.attrs.get("id")]
        return [_Definition(item, kind, {item.attrs["id"]}, []) for item in items]
    return []


def _names(node: Node) -> set[str]:
    """Names in a note that marks may point to: its own and those of its anchors."""
    names = {node.attrs.get("id", "")}
    for inner in node.walk():
        if inner.tag == "a":
            names |= {inner.attrs.get("name", ""), inner.attrs.get("id", "")}
    return names - {""}


def _take_out(page: Page, definition: _Definition, number: str) -> None:
    node = definition.node
    definition.label = definition.marks[0].text().strip()
    for mark in definition.marks:
        page.note_marks[id(mark)] = number
    sources = {
        name
        for mark in definition.marks
        for holder in (mark, mark.parent)
        if holder is not None
        for name in (holder.attrs.get("id"), holder.attrs.get("name"))
        if name
    }
    for inner in list(node.walk()):
        back = inner.attrs.get("href", "").removeprefix("#")
        classes = inner.classes()
        is_back = inner.tag == "a" and (
            back in sources or any(name in classes for name in _BACK_CLASSES)
        )
        if is_back or (inner.tag == "span" and "label" in classes and node.tag == "aside"):
            page.ledger.convert(inner.text())
            _remove(inner)
    _remove(node)


def _remove(node: Node) -> None:
    """Remove an element, and containers that are empty without it."""
    parent = node.parent
    if parent is None:
        return
    parent.children = [child for child in parent.children if child is not node]
    empty = all(
        child.tag == "hr" if isinstance(child, Node) else not child.strip()
        for child in parent.children
    )
    if empty and parent.tag in ("ol", "section", "div", "aside") and parent.parent is not None:
        _remove(parent)


def read_notes(page: Page, definitions: list[_Definition]) -> list[Note]:
    """The notes that were taken out, in the order of the source."""
    notes: list[Note] = []
    for number, definition in enumerate(definitions, 1):
        flow = Flow(page, 1, State())
        flow.read(list(definition.node.children))
        label = definition.label.strip("[]()（）〔〕【】 ")
        notes.append(
            Note(
                str(number),
                flow.finish(),
                definition.kind,
                None if label in ("", str(number)) else definition.label,
                origin(definition.node),
            )
        )
    return notes


def read_note_mark(flow: Flow, node: Node, style: Style) -> bool:
    """A link that is the mark of a note; False for any other link."""
    number = flow.page.note_marks.get(id(node))
    if number is None:
        return False
    flow.page.ledger.convert(node.text())
    flow.add(NoteReference(number))
    return True
