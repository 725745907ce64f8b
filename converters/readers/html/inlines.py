"""Collect the inlines of one line box: texts with their format, links, pictures, anchors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ...model import Inline, LineBreak, Link, Text
from .style import Style

BOLD: Final = 1
ITALIC: Final = 2
UNDERLINE: Final = 4
STRIKE: Final = 8
SUB: Final = 16
SUP: Final = 32
CODE: Final = 64

FORMAT_TAGS: Final = {
    "b": BOLD,
    "strong": BOLD,
    "i": ITALIC,
    "em": ITALIC,
    "cite": ITALIC,
    "dfn": ITALIC,
    "var": ITALIC,
    "u": UNDERLINE,
    "ins": UNDERLINE,
    "s": STRIKE,
    "strike": STRIKE,
    "del": STRIKE,
    "sub": SUB,
    "sup": SUP,
    "code": CODE,
    "kbd": CODE,
    "samp": CODE,
    "tt": CODE,
}


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads; one object for each `a` element."""

    href: str
    title: str | None


def make_text(text: str, flags: int) -> Text:
    """A text with the format that the flags stand for."""
    if not flags:
        return Text(text)
    return Text(
        text,
        bold=bool(flags & BOLD),
        italic=bool(flags & ITALIC),
        underline=bool(flags & UNDERLINE),
        strike=bool(flags & STRIKE),
        sub=bool(flags & SUB),
        sup=bool(flags & SUP),
        code=bool(flags & CODE),
    )


def apply_style(flags: int, style: Style) -> int:
    """Flags changed by font and decoration properties."""
    weight = style.get("font-weight")
    if weight is not None:
        heavy = weight in ("bold", "bolder") or (weight.isdecimal() and int(weight) >= 600)
        flags = flags | BOLD if heavy else flags & ~BOLD
    slant = style.get("font-style")
    if slant is not None:
        flags = flags | ITALIC if slant.startswith(("italic", "oblique")) else flags & ~ITALIC
    line = style.get("text-decoration-line") or style.get("text-decoration")
    if line:
        flags |= UNDERLINE if "underline" in line else 0
        flags |= STRIKE if "line-through" in line else 0
    align = style.get("vertical-align")
    if align in ("sub", "super"):
        flags = flags & ~(SUB | SUP) | (SUB if align == "sub" else SUP)
    return flags


class Run:
    """The inlines of the paragraph that is being read."""

    __slots__ = ("_items", "_visible", "last")

    def __init__(self) -> None:
        self._items: list[tuple[Target | None, int, str | Inline]] = []
        self._visible = False
        self.last = ""
        """The last character of text, where text was added last."""

    def add_text(self, text: str, flags: int, target: Target | None) -> None:
        """Add text; white space alone does not make a paragraph."""
        self._items.append((target, flags, text))
        self.last = text[-1:]
        if not self._visible and not text.isspace():
            self._visible = True

    def add(self, inline: Inline, target: Target | None) -> None:
        """Add another inline."""
        self._items.append((target, 0, inline))
        self.last = ""
        self._visible = self._visible or not isinstance(inline, LineBreak)

    @property
    def visible(self) -> bool:
        """Whether the run holds more than white space and line breaks."""
        return self._visible

    @property
    def empty(self) -> bool:
        """Whether nothing at all was added."""
        return not self._items

    def take(self) -> tuple[Inline, ...]:
        """The inlines so far, merged and with their links; the run is empty afterwards."""
        items, visible = self._items, self._visible
        self._items, self._visible, self.last = [], False, ""
        if not visible:
            return ()
        out: list[Inline] = []
        group: list[Inline] = []
        group_target: Target | None = None
        texts: list[str] = []
        text_flags = 0
        for target, flags, item in items:
            is_text = isinstance(item, str)
            if texts and (not is_text or flags != text_flags or target is not group_target):
                group.append(make_text("".join(texts), text_flags))
                texts = []
            if target is not group_target:
                _close(out, group, group_target)
                group = []
                group_target = target
            if is_text:
                assert isinstance(item, str)
                texts.append(item)
                text_flags = flags
            else:
                assert not isinstance(item, str)
                group.append(item)
        if texts:
            group.append(make_text("".join(texts), text_flags))
        _close(out, group, group_target)
        return tuple(out)


def _close(out: list[Inline], group: list[Inline], target: Target | None) -> None:
    if target is None:
        out.extend(group)
    elif any(not isinstance(item, Text) or item.text.strip() for item in group):
        out.append(Link(target.href, tuple(group), target.title))
    else:
        out.extend(group)  # a link around nothing but white space shows nothing
