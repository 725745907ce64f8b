"""Styles with their inheritance resolved (ECMA-376 Part 1, 17.7).

Each style is resolved once; a style based on itself, directly or not, ends its chain there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from lxml.etree import _Element as Element

from .names import PPR, RPR, VAL, W, by_tag, is_on, number, val

_HEADING_NAME: Final = re.compile(
    r"(?:heading|überschrift|titre|título|titulo|titolo|rubrik|kop|nagłówek|заголовок|标题|標題"
    r"|見出し|제목)\s*([1-9])",
    re.IGNORECASE,
)
_TITLE_NAMES: Final = frozenset(
    {"title", "标题", "標題", "titel", "titre", "título", "表題", "제목"}
)
_CODE_RUN_NAMES: Final = frozenset(
    {"verbatim char", "source text", "html code", "html typewriter", "html sample", "inline code"}
)
_CODE_NAMES: Final = frozenset({"source code", "preformatted text", "html preformatted"})
_QUOTE_NAMES: Final = frozenset({"quote", "intense quote", "block text", "quotations"})
_CAPTION_NAMES: Final = frozenset(
    {"caption", "题注", "題注", "table caption", "image caption", "table", "figure", "illustration"}
)
_CAPTION_PARENTS: Final = frozenset({"table", "figure", "illustration"})
_TERM_NAMES: Final = frozenset({"definition term", "list heading"})
_DEFINITION_NAMES: Final = frozenset({"definition", "list contents"})
_RULE_NAMES: Final = frozenset({"horizontal line", "horizontal rule"})


@dataclass(frozen=True, slots=True)
class RunProperties:
    """What run properties say; None where they say nothing."""

    bold: bool | None = None
    italic: bool | None = None
    strike: bool | None = None
    hidden: bool | None = None
    underline: bool | None = None
    vertical: str | None = None
    """`superscript`, `subscript` or `baseline`."""
    font: str | None = None
    """The font of symbols; only symbol fonts matter here."""
    code: bool = False
    link: bool = False
    """The look of hyperlinks."""

    def over(self, base: RunProperties) -> RunProperties:
        """These properties, with `base` where they say nothing."""
        return RunProperties(
            base.bold if self.bold is None else self.bold,
            base.italic if self.italic is None else self.italic,
            base.strike if self.strike is None else self.strike,
            base.hidden if self.hidden is None else self.hidden,
            base.underline if self.underline is None else self.underline,
            self.vertical or base.vertical,
            self.font or base.font,
            self.code or base.code,
            self.link or base.link,
        )


PLAIN: Final = RunProperties()
_SMALL: Final = 18
"""Half-points; larger text that is moved up or down stands on a line of its own."""
_SHOWN: Final = frozenset(
    W + name
    for name in ("b", "i", "strike", "dstrike", "vanish", "u", "vertAlign", "position", "rFonts")
)
"""Run properties that matter here; size, colour and language do not."""


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a paragraph style, with its ancestors, gives its paragraphs."""

    id: str = ""
    name: str = ""
    """In lower case."""
    level: int | None = None
    """Heading level 1-9; 0 for body text by the style's own word; None where nothing is said."""
    is_title: bool = False
    is_caption: bool = False
    is_code: bool = False
    is_quote: bool = False
    is_term: bool = False
    is_definition: bool = False
    is_rule: bool = False
    num_id: str | None = None
    num_level: int | None = None
    alignment: str | None = None
    run: RunProperties = PLAIN


@dataclass(frozen=True, slots=True)
class TableStyle:
    """Which parts of a table a style sets apart."""

    first_row: bool = False
    """First rows look different from the body."""
    first_column: bool = False
    first_row_bold: bool = False
    first_column_bold: bool = False
    first_row_shaded: bool = False
    first_column_shaded: bool = False


BODY_STYLE: Final = ParagraphStyle()
_PLAIN_TABLE: Final = TableStyle()


class Styles:
    """The styles of a document by id."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self._runs: dict[str, RunProperties] = {}
        self._tables: dict[str, TableStyle] = {}
        self._numberings: dict[str, str] = {}
        default: str | None = None
        for element in () if root is None else root.iterchildren(W + "style"):
            style_id = element.get(W + "styleId", "")
            self._elements.setdefault(style_id, element)
            if element.get(W + "type") == "paragraph" and is_on_attribute(element, "default"):
                default = default or style_id
        self.default_paragraph = self.paragraph(default)
        self.languages = _languages(root)

    def paragraph(self, style_id: str | None) -> ParagraphStyle:
        """The resolved paragraph style; that of body text for an unknown id."""
        if style_id is None:
            return getattr(self, "default_paragraph", BODY_STYLE)
        return self._paragraph(style_id, frozenset())

    def _paragraph(self, style_id: str, below: frozenset[str]) -> ParagraphStyle:
        known = self._paragraphs.get(style_id)
        if known is None:
            element = self._elements.get(style_id)
            parent = None if element is None else val(element.find(W + "basedOn"))
            base = BODY_STYLE
            if parent and parent != style_id and parent not in below and len(below) < 100:
                base = self._paragraph(parent, below | {style_id})
            known = _paragraph_style(style_id, element, base)
            self._paragraphs[style_id] = known
        return known

    def run(self, style_id: str) -> RunProperties:
        """The resolved properties of a character style."""
        return self._run(style_id, frozenset())

    def _run(self, style_id: str, below: frozenset[str]) -> RunProperties:
        known = self._runs.get(style_id)
        if known is None:
            element = self._elements.get(style_id)
            parent = None if element is None else val(element.find(W + "basedOn"))
            base = PLAIN
            if parent and parent != style_id and parent not in below and len(below) < 100:
                base = self._run(parent, below | {style_id})
            name = _name(element, style_id)
            known = PLAIN if element is None else direct_properties(by_tag(element.find(RPR)))
            known = replace(known, code=name in _CODE_RUN_NAMES, link="hyperlink" in name).over(
                base
            )
            self._runs[style_id] = known
        return known

    def table(self, style_id: str | None) -> TableStyle:
        """What a table style, with its ancestors, sets apart."""
        if style_id is None:
            return _PLAIN_TABLE
        known = self._tables.get(style_id)
        if known is None:
            known = _PLAIN_TABLE
            seen: set[str] = set()
            ancestor: str | None = style_id
            while ancestor and ancestor not in seen and ancestor in self._elements:
                seen.add(ancestor)
                element = self._elements[ancestor]
                known = _joined(known, _table_style(element))
                ancestor = val(element.find(W + "basedOn"))
            self._tables[style_id] = known
        return known

    def numbering(self, style_id: str) -> str | None:
        """The w:numId that a numbering style stands for."""
        element = self._elements.get(style_id)
        if element is None:
            return None
        return val(element.find(f"{PPR}/{W}numPr/{W}numId"))


def is_on_attribute(element: Element, name: str) -> bool:
    """Whether an on/off attribute is there and on."""
    return element.get(W + name, "0") not in {"0", "false", "off"}


def _name(element: Element | None, style_id: str) -> str:
    name = None if element is None else val(element.find(W + "name"))
    return (name or style_id).strip().lower()


def _paragraph_style(
    style_id: str, element: Element | None, base: ParagraphStyle
) -> ParagraphStyle:
    name = _name(element, style_id)
    properties = None if element is None else element.find(PPR)
    run = PLAIN if element is None else direct_properties(by_tag(element.find(RPR)))
    level = None if properties is None else outline_level(properties.find(W + "outlineLvl"))
    if level is None and not base.level:
        level = _named_level(name)
    num_pr = None if properties is None else properties.find(W + "numPr")
    num_id = None if num_pr is None else val(num_pr.find(W + "numId"))
    num_level = None if num_pr is None else val(num_pr.find(W + "ilvl"))
    alignment = None if properties is None else val(properties.find(W + "jc"))
    return ParagraphStyle(
        id=style_id,
        name=name,
        level=base.level if level is None else level,
        is_title=name in _TITLE_NAMES or base.is_title,
        is_caption=name in _CAPTION_NAMES or base.is_caption,
        is_code=name in _CODE_NAMES or base.is_code,
        is_quote=name in _QUOTE_NAMES or base.is_quote,
        is_term=name in _TERM_NAMES or base.is_term,
        is_definition=name in _DEFINITION_NAMES or base.is_definition,
        is_rule=name in _RULE_NAMES,
        num_id=base.num_id if num_id is None else num_id,
        num_level=base.num_level if num_level is None else number(num_level),
        alignment=alignment or base.alignment,
        run=run.over(base.run),
    )


def outline_level(element: Element | None) -> int | None:
    """Heading level 1-9 of w:outlineLvl (17.3.1.20), 0 for body text, None without it."""
    stored = val(element)
    if stored is None:
        return None
    level = number(stored, 9)
    return level + 1 if 0 <= level <= 8 else 0


def _named_level(name: str) -> int | None:
    found = _HEADING_NAME.fullmatch(name)
    return int(found[1]) if found else None


def direct_properties(found: Mapping[str, Element]) -> RunProperties:
    """What the children of one w:rPr, by name, say; its character style is not followed."""
    if _SHOWN.isdisjoint(found):
        return PLAIN
    underline = found.get(W + "u")
    fonts = found.get(W + "rFonts")
    return RunProperties(
        bold=_toggle(found.get(W + "b")),
        italic=_toggle(found.get(W + "i")),
        strike=_either(_toggle(found.get(W + "strike")), _toggle(found.get(W + "dstrike"))),
        hidden=_toggle(found.get(W + "vanish")),
        underline=None if underline is None else underline.get(VAL, "single") != "none",
        vertical=val(found.get(W + "vertAlign")) or _by_position(found),
        font=None if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi"),
    )


def _by_position(found: Mapping[str, Element]) -> str | None:
    """A mark raised or lowered by hand: small, and moved by a quarter of its size (17.3.2.24)."""
    moved, size = number(val(found.get(W + "position"))), number(val(found.get(W + "sz")))
    if not 0 < size <= _SMALL or 4 * abs(moved) < size:
        return None
    return "superscript" if moved > 0 else "subscript"


def _toggle(element: Element | None) -> bool | None:
    return None if element is None else is_on(element)


def _either(first: bool | None, second: bool | None) -> bool | None:
    return second if first is None else first or bool(second)


def _table_style(element: Element) -> TableStyle:
    conditions: dict[str, Element] = {
        part.get(W + "type", ""): part for part in element.iterchildren(W + "tblStylePr")
    }
    row, column = conditions.get("firstRow"), conditions.get("firstCol")
    return TableStyle(
        first_row=_sets_apart(row),
        first_column=_sets_apart(column),
        first_row_bold=_is_bold(row),
        first_column_bold=_is_bold(column),
        first_row_shaded=_is_shaded_condition(row),
        first_column_shaded=_is_shaded_condition(column),
    )


def _sets_apart(condition: Element | None) -> bool:
    return _is_bold(condition) or _is_shaded_condition(condition)


def _is_bold(condition: Element | None) -> bool:
    return condition is not None and is_on(condition.find(f"{RPR}/{W}b"))


def _is_shaded_condition(condition: Element | None) -> bool:
    return condition is not None and is_shaded(condition.find(f"{W}tcPr/{W}shd"))


def is_shaded(shading: Element | None) -> bool:
    """Whether w:shd gives a background other than white (17.3.5)."""
    if shading is None:
        return False
    fill = shading.get(W + "fill", "auto").lower()
    pattern = shading.get(VAL, "clear")
    if pattern in {"solid"} or pattern.startswith("pct"):
        return shading.get(W + "color", "auto").lower() != "ffffff"
    return fill not in {"auto", "ffffff"} or bool(shading.get(W + "themeFill"))


def _joined(own: TableStyle, base: TableStyle) -> TableStyle:
    return TableStyle(
        own.first_row or base.first_row,
        own.first_column or base.first_column,
        own.first_row_bold or base.first_row_bold,
        own.first_column_bold or base.first_column_bold,
        own.first_row_shaded or base.first_row_shaded,
        own.first_column_shaded or base.first_column_shaded,
    )


def _languages(root: Element | None) -> Mapping[str, str]:
    """Default languages of a document: `val` for Latin text, `eastAsia`, `bidi`."""
    path = f"{W}docDefaults/{W}rPrDefault/{RPR}/{W}lang"
    element = None if root is None else root.find(path)
    if element is None:
        return {}
    names = ("val", "eastAsia", "bidi")
    return {name: text for name in names if (text := element.get(W + name))}


__all__ = [
    "BODY_STYLE",
    "PLAIN",
    "ParagraphStyle",
    "RunProperties",
    "Styles",
    "TableStyle",
    "direct_properties",
    "is_on_attribute",
    "is_shaded",
    "outline_level",
]
