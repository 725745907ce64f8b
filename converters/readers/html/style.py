"""What inline styles, simple style sheet rules and old attributes say about an element.

Of a page's own `style` sheets only compound selectors are matched (`p`, `.a`, `td.a.b`, `#x`), in
the order of specificity; combinators and pseudo classes are not. Linked sheets are never loaded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from .tree import Node, Tree
from .words import words

Style = dict[str, str]

_DECLARATION = re.compile(
    r"([-\w]+)\s*:\s*((?:[^;\"'(]|\"[^\"]*\"|'[^']*'|\([^)]*\)|[\"'(])*)", re.ASCII
)
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_COMPOUND = re.compile(r"([a-zA-Z][a-zA-Z0-9]*|\*)?((?:[.#][-\w]+)*)$", re.ASCII)
_PART = re.compile(r"([.#])([-\w]+)", re.ASCII)
_READ: Final = words(
    "display visibility font-weight font-style text-decoration text-decoration-line"
    " vertical-align text-align white-space opacity position left top right text-indent margin-left"
    " font-size clip clip-path list-style-type list-style color background background-color"
    " overflow float height width max-height page-break-before break-before page-break-after"
    " break-after mso-list mso-outline-level mso-element mso-hide content-visibility"
)
_MAX_RULES: Final = 5000
_EMPTY: Final[Style] = {}


def parse_declarations(text: str) -> Style:
    """Properties and values of a style attribute, names in lower case."""
    style: Style = {}
    for name, value in _DECLARATION.findall(text):
        name = name.lower()
        if name in _READ:
            style[name] = value.replace("!important", "").strip().lower()
    return style


@dataclass(slots=True)
class _Rule:
    tag: str | None
    id: str | None
    classes: frozenset[str]
    style: Style
    rank: tuple[int, int, int, int]


@dataclass(slots=True)
class Sheet:
    """The usable rules of a page, by what their selectors end in."""

    by_class: dict[str, list[_Rule]] = field(default_factory=dict)
    by_id: dict[str, list[_Rule]] = field(default_factory=dict)
    by_tag: dict[str, list[_Rule]] = field(default_factory=dict)
    external: bool = False
    """Whether the page links sheets that are not read."""
    _inline: dict[str, Style] = field(default_factory=dict)
    _count: int = 0

    def style(self, node: Node) -> Style:
        """The styles of an element: sheet rules, then its own attribute."""
        attrs = node.attrs
        own = attrs.get("style")
        inline = self._parsed(own) if own else _EMPTY
        rules = self._rules(node) if self._count else ()
        if not rules:
            return inline
        merged: Style = {}
        for rule in sorted(rules, key=lambda rule: rule.rank):
            merged.update(rule.style)
        merged.update(inline)
        return merged

    def _parsed(self, text: str) -> Style:
        style = self._inline.get(text)
        if style is None:
            style = self._inline[text] = parse_declarations(text)
        return style

    def _rules(self, node: Node) -> list[_Rule]:
        found = list(self.by_tag.get(node.tag, ()))
        classes = node.attrs.get("class")
        if classes and self.by_class:
            names = classes.split()
            for name in dict.fromkeys(names):
                for rule in self.by_class.get(name, ()):
                    if rule.classes.issubset(names) and rule.tag in (None, node.tag):
                        found.append(rule)
        identity = node.attrs.get("id")
        if identity and identity in self.by_id:
            found.extend(rule for rule in self.by_id[identity] if rule.tag in (None, node.tag))
        return found

    def add(self, text: str) -> None:
        """Take over the rules of one sheet."""
        for selectors, body in _iter_rules(_COMMENT.sub(" ", text)):
            style = parse_declarations(body)
            if style:
                for selector in selectors.split(","):
                    self._add_rule(selector.strip(), style)

    def _add_rule(self, selector: str, style: Style) -> None:
        match = _COMPOUND.match(selector)
        if not selector or match is None or self._count >= _MAX_RULES:
            return
        tag = None if match[1] in (None, "*") else match[1].lower()
        parts = _PART.findall(match[2])
        ids = [name for kind, name in parts if kind == "#"]
        classes = [name for kind, name in parts if kind == "."]
        if match[1] == "*" and not parts:
            return  # resets like `* {}` say nothing about one element
        self._count += 1
        rank = (len(ids), len(classes), tag is not None, self._count)
        rule = _Rule(tag, ids[0] if ids else None, frozenset(classes), style, rank)
        if ids:
            self.by_id.setdefault(ids[0], []).append(rule)
        elif classes:
            self.by_class.setdefault(classes[-1], []).append(rule)
        elif tag:
            self.by_tag.setdefault(tag, []).append(rule)


def _iter_rules(text: str) -> Iterable[tuple[str, str]]:
    """Selector lists and bodies; of @-rules only what applies to a screen."""
    position = 0
    while True:
        opening = text.find("{", position)
        if opening < 0:
            return
        selector = text[position:opening].strip()
        selector = selector.rsplit(";", 1)[-1].strip()  # behind an @import or @charset
        end = _closing(text, opening)
        body = text[opening + 1 : end]
        position = end + 1
        if not selector.startswith("@"):
            yield selector, body
        elif selector.startswith("@media") and _for_screen(selector):
            yield from _iter_rules(body)


def _for_screen(query: str) -> bool:
    query = query[6:].strip().lower()
    return query in ("", "all", "screen")


def _closing(text: str, opening: int) -> int:
    depth = 0
    position = opening
    while True:
        close = text.find("}", position)
        if close < 0:
            return len(text)
        depth += text.count("{", position, close)
        depth -= 1
        if depth <= 0:
            return close
        position = close + 1


def read_sheets(tree: Tree) -> Sheet:
    """The style sheets that stand in the page itself."""
    sheet = Sheet()
    for node in tree.tagged("style"):
        media = node.attrs.get("media", "").lower()
        if node.children and (not media or "screen" in media or "all" in media):
            sheet.add(str(node.children[0]))
    sheet.external = any(
        "stylesheet" in node.attrs.get("rel", "").lower() for node in tree.tagged("link")
    )
    return sheet


_LENGTH = re.compile(r"(-?\d*\.?\d+)\s*(px|pt|em|rem|ex|in|cm|mm|pc|%)?", re.ASCII)
_POINTS: Final = {
    "": 0.75,
    "px": 0.75,
    "pt": 1.0,
    "em": 12.0,
    "rem": 12.0,
    "ex": 6.0,
    "in": 72.0,
    "cm": 28.3465,
    "mm": 2.83465,
    "pc": 12.0,
}


def points(value: str | None) -> float | None:
    """A length in points; bare numbers are pixels; None for percentages and words."""
    match = _LENGTH.match(value.strip()) if value else None
    if match is None or match[2] == "%":
        return None
    return round(float(match[1]) * _POINTS[match[2] or ""], 2)


_NAMED: Final = {"white": "ffffff", "black": "000000", "transparent": "", "inherit": ""}
_HEX = re.compile(r"#([0-9a-f]{6}|[0-9a-f]{3})\b")
_RGB = re.compile(r"rgba?\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*(?:,\s*([\d.]+)\s*)?\)")


def color(value: str | None) -> str | None:
    """A colour as six hexadecimal digits; None when there is none or it is not understood."""
    if not value:
        return None
    value = value.strip().lower()
    match = _HEX.search(value)
    if match:
        digits = match[1]
        return digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
    match = _RGB.search(value)
    if match:
        if match[4] and float(match[4]) == 0:
            return None
        return "".join(f"{min(int(part), 255):02x}" for part in match.group(1, 2, 3))
    if re.fullmatch("[0-9a-f]{6}", value):
        return value
    word = value.split()[0] if value.split() else ""
    return _NAMED.get(word) or (f"name:{word}" if word.isalpha() and word not in _NAMED else None)
