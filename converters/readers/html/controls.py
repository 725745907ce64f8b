"""Form controls and embedded media: what of them is text that a reader sees.

Kept: the state of check boxes and radio buttons as a mark, the value of text fields, the text of
buttons and text areas, the chosen options of selections. Left out: options that are not shown, and
the fallback text of players and frames.
"""

from __future__ import annotations

import re
from typing import Final

from .flow import Flow
from .media import find_picture, read_image
from .style import Style
from .tree import Node

_MARKS: Final = {"checkbox": ("☐", "☑"), "radio": ("○", "◉")}
_SEARCH = re.compile(r"search|key_?word|query|sousuo|\b(?:q|wd|kw)\b|value\s*=", re.IGNORECASE)
_TEXT_TYPES: Final = frozenset(
    ("", "text", "tel", "url", "email", "number", "date", "time", "month", "week")
)


def read_input(flow: Flow, node: Node, style: Style) -> bool:
    """`input`: a mark for boxes, the value of fields, nothing for buttons."""
    kind = node.attrs.get("type", "").lower()
    if kind == "image":
        return read_image(flow, node, style)
    if kind in _MARKS:
        flow.add_text(_MARKS[kind]["checked" in node.attrs])
    elif kind in _TEXT_TYPES and node.attrs.get("value", "").strip() and not _searches(node):
        flow.add_text(node.attrs["value"])
    return True


def _searches(node: Node) -> bool:
    """Whether a field is a search box, whose value is a prompt."""
    names = " ".join(node.attrs.get(name, "") for name in ("id", "name", "class", "onfocus"))
    return bool(_SEARCH.search(names))


def read_select(flow: Flow, node: Node, style: Style) -> bool:
    """`select`: the chosen options, or the first of a drop-down list without any."""
    options = [inner for inner in node.walk() if inner.tag == "option"]
    shown = [option for option in options if "selected" in option.attrs]
    listed = "multiple" in node.attrs or node.attrs.get("size", "1").strip() not in ("", "0", "1")
    if listed:
        shown = options
    elif not shown:
        shown = options[:1]
    taken, rest = _split_select(node, shown)
    flow.page.leave_out("unselected", " ".join(rest), node)
    for index, text in enumerate(taken):
        flow.add_text((" " if index else "") + text)
    return True


def _split_select(node: Node, shown: list[Node]) -> tuple[list[str], list[str]]:
    """Texts of the options that show, and all other text of a selection."""
    taken: list[str] = []
    rest: list[str] = []
    stack: list[Node | str] = [node]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            rest.append(item)
        elif any(item is option for option in shown):
            taken.append(item.text())
        elif item.tag not in ("script", "style"):
            stack.extend(reversed(item.children))
    return taken, rest


def read_textarea(flow: Flow, node: Node, style: Style) -> bool:
    """`textarea`: a paragraph of its own that keeps its lines."""
    state = flow.state.copy()
    state.keep_lines = True
    flow.enter(node, state, block=True)
    return True


def read_player(flow: Flow, node: Node, style: Style) -> bool:
    """`video`, `audio`, `iframe`, `canvas`, `embed`: not read; their fallback text is left out."""
    source = node.attrs.get("src", "")
    if source and node.tag in ("iframe", "frame"):
        flow.page.notice("external-ignored", source, node)
    elif node.tag != "iframe":
        flow.page.notice("feature-dropped", f"a {node.tag} element", node)
    flow.page.leave_out("fallback", node.text(), node)
    return True


def read_object(flow: Flow, node: Node, style: Style) -> bool:
    """`object`: a picture when it is one, else its fallback content."""
    source = node.attrs.get("data", "").strip()
    kind = node.attrs.get("type", "").lower()
    if source and (kind.startswith("image/") or source.lower().startswith("data:image/")):
        asset, href = find_picture(flow.page, node, source)
        if asset is not None or href is not None:
            inner = Node("img", {**node.attrs, "src": source}, node.parent)
            flow.page.leave_out("fallback", node.text(), node)
            return read_image(flow, inner, style)
    if source:
        flow.page.notice("external-ignored", source, node)
    return False


def read_button(flow: Flow, node: Node, style: Style) -> bool:
    """`button`: its text."""
    flow.add_text(" ")
    return False
