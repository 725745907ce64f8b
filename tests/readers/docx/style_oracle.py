"""Styles and numbering for the text oracle: levels of headings, list items, hidden text."""

from __future__ import annotations

import re

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(
    r"(?:heading|标题|überschrift|titre|título|titolo|заголовок)\s*([1-9])$", re.I
)
_TITLES = {"title", "标题", "titel", "titre", "título"}


def _val(element: etree._Element | None, path: str) -> str | None:
    found = None if element is None else element.find(path)
    return None if found is None else found.get(W + "val", "")


class Styles:
    """Looks things up along the chain of w:basedOn."""

    def __init__(self, styles: etree._Element | None, numbering: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._default: str | None = None
        for style in () if styles is None else styles.iter(W + "style"):
            self._styles.setdefault(style.get(W + "styleId", ""), style)
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true"):
                self._default = self._default or style.get(W + "styleId")
        self._levels: dict[str, dict[str, etree._Element]] = {}
        self._read_numbering(numbering)

    def _read_numbering(self, numbering: etree._Element | None) -> None:
        if numbering is None:
            return
        abstract = {
            a.get(W + "abstractNumId"): a for a in numbering.iterchildren(W + "abstractNum")
        }
        numbers = {n.get(W + "numId", ""): n for n in numbering.iterchildren(W + "num")}
        for name, number in numbers.items():
            found = abstract.get(_val(number, W + "abstractNumId"))
            link = _val(found, W + "numStyleLink")
            if link is not None:
                style = self._styles.get(link)
                other = numbers.get(_val(style, f"{W}pPr/{W}numPr/{W}numId") or "")
                found = abstract.get(_val(other, W + "abstractNumId"), found)
            levels = (
                {}
                if found is None
                else {lvl.get(W + "ilvl", ""): lvl for lvl in found.iterchildren(W + "lvl")}
            )
            for override in number.iterchildren(W + "lvlOverride"):
                own = override.find(W + "lvl")
                if own is not None:
                    levels[override.get(W + "ilvl", "")] = own
            self._levels[name] = levels

    def _chain(self, paragraph: etree._Element) -> list[etree._Element]:
        name = _val(paragraph, f"{W}pPr/{W}pStyle")
        if name is None or name not in self._styles:
            name = self._default if name is None else None
        chain: list[etree._Element] = []
        while name is not None and name in self._styles and self._styles[name] not in chain:
            chain.append(self._styles[name])
            name = _val(self._styles[name], W + "basedOn")
        return chain

    def heading(self, paragraph: etree._Element) -> tuple[int, bool]:
        """Level 1-9, or 0; and whether this is the title."""
        own = _val(paragraph, f"{W}pPr/{W}outlineLvl")
        if own is not None:
            return (int(own) + 1 if own.isdigit() and int(own) < 9 else 0), False
        for style in self._chain(paragraph):
            name = (_val(style, W + "name") or style.get(W + "styleId") or "").strip().lower()
            level = _val(style, f"{W}pPr/{W}outlineLvl")
            if name in _TITLES:
                return 0, True
            if level is not None:
                return (int(level) + 1 if level.isdigit() and int(level) < 9 else 0), False
            found = _HEADING.match(name)
            if found:
                return int(found[1]), False
        return 0, False

    def number(self, paragraph: etree._Element) -> int | None:
        """The list level of a numbered paragraph from 0; None without a number that shows."""
        number = _val(paragraph, f"{W}pPr/{W}numPr/{W}numId")
        level = _val(paragraph, f"{W}pPr/{W}numPr/{W}ilvl")
        for style in self._chain(paragraph):
            if number is None:
                number = _val(style, f"{W}pPr/{W}numPr/{W}numId")
                if number is not None and level is None:
                    level = self._level_of(number, style.get(W + "styleId", ""))
                    level = level or _val(style, f"{W}pPr/{W}numPr/{W}ilvl")
        if number is None or number == "0" or number not in self._levels:
            return None
        found = self._levels[number].get(level or "0")
        if found is None or not _shows(found):
            return None
        return min(int(level or 0), 8)

    def _level_of(self, number: str, style: str) -> str | None:
        for index, level in self._levels.get(number, {}).items():
            if _val(level, W + "pStyle") == style:
                return index
        return None

    def hides(self, properties: etree._Element | None) -> bool:
        """Whether a run says that it is hidden, or its character style does."""
        own = _val(properties, W + "vanish")
        if own is None:
            style = self._styles.get(_val(properties, W + "rStyle") or "")
            own = _val(style, f"{W}rPr/{W}vanish")
        return own is not None and own not in ("0", "false", "off")


def _shows(level: etree._Element) -> bool:
    style = _val(level, W + "numFmt") or "decimal"
    text = (_val(level, W + "lvlText") or "").strip()
    return bool(text) and not (style == "none" and not text)
