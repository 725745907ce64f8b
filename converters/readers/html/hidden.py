"""Take out what a browser would not show, so that no hidden text reaches the document.

Hidden are: the `hidden` attribute, `display: none`, `visibility: hidden`, closed dialogs, text of
size zero, text moved off the screen or clipped away, fully transparent text, text in the colour of
its background, and marquees of a few pixels. `aria-hidden` is visible and stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from .style import Sheet, Style, color, points
from .tree import Node

OFF_SCREEN_PT: Final = -370.0
"""About -500 pixels; smaller shifts are ordinary design."""
_ZERO_CLIP = re.compile(r"rect\(\s*[01](px)?[\s,]+[01](px)?[\s,]+[01](px)?[\s,]+[01](px)?\s*\)")
_ZERO_PATH = re.compile(r"inset\(\s*(50|100)%")
_NEVER_SHOWN = frozenset(("datalist", "rp", "title"))
_SPECIAL = _NEVER_SHOWN | {"dialog", "a", "font"}

Leave = Callable[[str, Node], None]


@dataclass(frozen=True, slots=True)
class _Inherited:
    zero_size: bool = False
    background: str | None = None
    foreground: str | None = None
    styled: bool = False
    """Whether an ancestor may have a background that is not in the page."""


def prune_hidden(root: Node, sheet: Sheet, leave: Leave) -> None:
    """Remove hidden elements and texts below `root`; `leave` is told of each."""
    body = next((child for child in root.elements() if child.tag == "body"), None)
    if body is None:
        return
    plain = not sheet.by_tag
    """Whether elements without attributes have no style of their own."""
    stack: list[tuple[Node, _Inherited]] = [(body, _inherit(body, sheet, _Inherited()))]
    while stack:
        node, state = stack.pop()
        invisible = state.zero_size or _same_color(state)
        drop: list[int] = []
        for index, child in enumerate(node.children):
            if isinstance(child, str):
                if invisible and child.strip():
                    leave(child, node)
                    drop.append(index)
                continue
            if not child.attrs and plain and child.tag not in _SPECIAL:
                if child.children:
                    stack.append((child, state))
            elif _is_hidden(child, sheet):
                leave(child.text(), child)
                drop.append(index)
            elif child.children:
                stack.append((child, _inherit(child, sheet, state)))
        for index in reversed(drop):
            del node.children[index]


def _is_hidden(node: Node, sheet: Sheet) -> bool:
    attrs = node.attrs
    if node.tag in _NEVER_SHOWN:
        return True
    if not attrs and not sheet.by_tag:
        return node.tag == "dialog"
    if "hidden" in attrs:
        return True
    if node.tag == "dialog" and "open" not in attrs:
        return True
    if node.tag == "marquee" and _tiny(attrs):
        return True
    style = sheet.style(node)
    return bool(style) and hides(style)


def hides(style: Style) -> bool:
    """Whether styles hide an element with all it holds."""
    if style.get("display") == "none" or style.get("visibility") in ("hidden", "collapse"):
        return True
    if style.get("mso-hide") == "all" or style.get("content-visibility") == "hidden":
        return True
    opacity = style.get("opacity")
    if opacity is not None and re.fullmatch(r"0*\.?0*%?", opacity):
        return True
    return _off_screen(style) or _clipped(style)


def _off_screen(style: Style) -> bool:
    if _below(style.get("text-indent")) or _below(style.get("margin-left")):
        return True
    if style.get("position") in ("absolute", "fixed"):
        return _below(style.get("left")) or _below(style.get("top")) or _below(style.get("right"))
    return False


def _below(value: str | None) -> bool:
    length = points(value)
    return length is not None and length <= OFF_SCREEN_PT


def _clipped(style: Style) -> bool:
    if _ZERO_CLIP.search(style.get("clip", "")) or _ZERO_PATH.search(style.get("clip-path", "")):
        return True
    if not style.get("overflow", "").startswith(("hidden", "clip")):
        return False
    sizes = [points(style.get(name)) for name in ("height", "width", "max-height")]
    return any(size is not None and size <= 0.75 for size in sizes)


def _tiny(attrs: dict[str, str]) -> bool:
    sizes = [points(attrs.get(name)) for name in ("height", "width")]
    return any(size is not None and size <= 7.5 for size in sizes)


def _inherit(node: Node, sheet: Sheet, state: _Inherited) -> _Inherited:
    attrs = node.attrs
    if not attrs and not sheet.by_tag:
        return state
    style = sheet.style(node)
    zero = state.zero_size
    if style and "font-size" in style:
        size = points(style["font-size"])
        zero = size == 0 or (size is None and style["font-size"] == "0%")
    elif zero and sheet.external and "class" in attrs:
        zero = False  # a sheet that is not read may set the size again
    background = color(style.get("background-color") or style.get("background"))
    background = background or color(attrs.get("bgcolor"))
    foreground = color(style.get("color"))
    if node.tag == "font":
        foreground = foreground or color(attrs.get("color"))
    elif node.tag == "a" or (foreground is None and "class" in attrs and sheet.external):
        # links have a colour of their own, and a class may set one in a sheet that is not read
        foreground = foreground or (None if background is None else "unknown")
        return _Inherited(zero, background or state.background, foreground, state.styled)
    styled = state.styled or _may_be_painted(node, sheet, style)
    if background is not None:
        styled = False
    elif styled:
        background = "unknown"
    return _Inherited(
        zero,
        background or state.background,
        foreground or state.foreground,
        styled,
    )


def _may_be_painted(node: Node, sheet: Sheet, style: Style) -> bool:
    """Whether the element may have a background that cannot be seen from here."""
    if "background" in node.attrs or "url(" in style.get("background", ""):
        return True
    if "background-image" in node.attrs.get("style", "") or "gradient" in style.get(
        "background", ""
    ):
        return True
    return sheet.external and ("class" in node.attrs or "id" in node.attrs)


def _same_color(state: _Inherited) -> bool:
    if state.foreground is None or state.foreground == "unknown":
        return False
    return state.foreground == (state.background or "ffffff")
