"""Read `numbering.xml` and compute the labels that Word prints (ECMA-376 Part 1, 17.9).

Picture bullets (17.9.20) count as plain bullets.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from lxml.etree import _Element as Element

from ...model import ListStyle
from .names import W, is_on, number, val
from .numerals import format_number
from .styles import Styles

LEVELS: Final = 9

_PLACE: Final = re.compile("%([1-9])")
_PLAIN_TEXT: Final = re.compile(r"%[1-9][.)．]?")
_STYLES: Final[Mapping[str, ListStyle]] = {
    "lowerLetter": "lower-alpha",
    "upperLetter": "upper-alpha",
    "lowerRoman": "lower-roman",
    "upperRoman": "upper-roman",
    "chineseCounting": "cjk-ideographic",
    "chineseCountingThousand": "cjk-ideographic",
    "ideographDigital": "cjk-ideographic",
    "japaneseCounting": "cjk-ideographic",
    "taiwaneseCounting": "cjk-ideographic",
    "taiwaneseCountingThousand": "cjk-ideographic",
}
_PLAIN_FORMATS: Final = frozenset(
    {"decimal", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman"}
)
_CIRCLES: Final = frozenset("o○◦")
_SQUARES: Final = frozenset("§▪■□▫n\uf0a7\uf06e\uf071")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a numbering."""

    format: str = "decimal"
    text: str = ""
    """The label with %1 to %9 for the numbers of the levels."""
    start: int = 1
    restart: int | None = None
    """Number of levels after any of which the count starts anew; 0 never; None: all above."""
    legal: bool = False
    """All numbers of the label in decimal."""
    style_id: str | None = None
    """Paragraph style that takes this level by itself."""

    @property
    def is_bullet(self) -> bool:
        """Whether items have a sign instead of a number."""
        return self.format == "bullet"

    @property
    def is_blank(self) -> bool:
        """Whether nothing is printed: items go on with the paragraph before."""
        return not self.text.strip() and (self.format in {"bullet", "none"} or not self.text)


@dataclass(frozen=True, slots=True)
class Mark:
    """The number of one paragraph."""

    num_id: str
    abstract_id: str
    level: int
    """0 for the outermost."""
    number: int
    label: str
    """As printed; empty for bullets and blank levels."""
    ordered: bool
    style: ListStyle | None
    plain: bool
    """The label is the one that the style gives: `3.`, `3)`, `c.`"""
    blank: bool


@dataclass(slots=True)
class _Definition:
    abstract_id: str
    levels: dict[int, Level]
    overrides: dict[int, int]
    """First numbers by level that w:startOverride gives."""


class Numbering:
    """The numberings of a document and how far each has counted."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._abstract: dict[str, dict[int, Level]] = {}
        self._links: dict[str, str] = {}
        self._definitions: dict[str, _Definition] = {}
        self._styled: dict[tuple[str, str], int] = {}
        if root is not None:
            self._read(root, styles)
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def _read(self, root: Element, styles: Styles) -> None:
        for element in root.iterchildren(W + "abstractNum"):
            abstract_id = element.get(W + "abstractNumId", "")
            self._abstract[abstract_id] = _levels(element)
            link = val(element.find(W + "numStyleLink"))
            if link is not None:
                self._links[abstract_id] = link
        numbers = {num.get(W + "numId", ""): num for num in root.iterchildren(W + "num")}
        for num_id, num in numbers.items():
            self._definitions[num_id] = self._definition(num, numbers, styles)
        for num_id, definition in self._definitions.items():
            for index, level in definition.levels.items():
                if level.style_id is not None:
                    self._styled.setdefault((num_id, level.style_id), index)

    def _definition(
        self, num: Element, numbers: Mapping[str, Element], styles: Styles
    ) -> _Definition:
        abstract_id = val(num.find(W + "abstractNumId")) or ""
        if abstract_id in self._links:
            # 17.9.21: the levels are those of the numbering that the numbering style names.
            linked = numbers.get(styles.numbering(self._links[abstract_id]) or "")
            target = None if linked is None else val(linked.find(W + "abstractNumId"))
            if target is not None and self._abstract.get(target):
                abstract_id = target
        levels = dict(self._abstract.get(abstract_id, {}))
        overrides: dict[int, int] = {}
        for override in num.iterchildren(W + "lvlOverride"):
            index = number(override.get(W + "ilvl"))
            own = override.find(W + "lvl")
            if own is not None:
                levels[index] = _level(own)
            start = val(override.find(W + "startOverride"))
            if start is not None:
                overrides[index] = number(start, 1)
                levels[index] = replace(levels.get(index, Level()), start=overrides[index])
        return _Definition(abstract_id, levels, overrides)

    def level_of_style(self, num_id: str, style_id: str) -> int | None:
        """The level that a paragraph style takes in a numbering (w:pStyle of the level)."""
        return self._styled.get((num_id, style_id))

    def next(self, num_id: str, index: int) -> Mark | None:
        """Count one more paragraph; None for a numbering that does not exist."""
        definition = self._definitions.get(num_id)
        if definition is None:
            return None
        index = min(max(index, 0), LEVELS - 1)
        level = definition.levels.get(index, Level(format="none"))
        counts = self._counts.setdefault(definition.abstract_id, [None] * LEVELS)
        current = self._advance(num_id, definition, counts, index, level)
        for deeper in range(index + 1, LEVELS):
            below = definition.levels.get(deeper)
            restart = None if below is None else below.restart
            if restart is None or (restart > 0 and index < restart):
                counts[deeper] = None
        label = "" if level.is_bullet else _label(definition, counts, level)
        return Mark(
            num_id=num_id,
            abstract_id=definition.abstract_id,
            level=index,
            number=current,
            label=label,
            ordered=not level.is_bullet and level.format != "none",
            style=_list_style(level),
            plain=level.format in _PLAIN_FORMATS and _is_plain(level, index),
            blank=level.is_blank or not (label.strip() or level.is_bullet),
        )

    def _advance(
        self,
        num_id: str,
        definition: _Definition,
        counts: list[int | None],
        index: int,
        level: Level,
    ) -> int:
        first = (num_id, index) not in self._begun
        self._begun.add((num_id, index))
        before = counts[index]
        if first and index in definition.overrides:
            current = definition.overrides[index]
        else:
            current = level.start if before is None else before + 1
        counts[index] = current
        return current


def _is_plain(level: Level, index: int) -> bool:
    return _PLAIN_TEXT.fullmatch(level.text) is not None and level.text[1] == str(index + 1)


def _label(definition: _Definition, counts: list[int | None], level: Level) -> str:
    def place(found: re.Match[str]) -> str:
        index = int(found[1]) - 1
        other = definition.levels.get(index, Level())
        count = counts[index]
        current = other.start if count is None else count
        style = "decimal" if level.legal and other.format not in {"none"} else other.format
        return format_number(current, style)

    return _PLACE.sub(place, level.text)


def _list_style(level: Level) -> ListStyle | None:
    if not level.is_bullet:
        return _STYLES.get(level.format)
    sign = level.text.strip()
    if sign in _CIRCLES:
        return "circle"
    return "square" if sign in _SQUARES else None


def _levels(abstract: Element) -> dict[int, Level]:
    return {
        number(element.get(W + "ilvl")): _level(element)
        for element in abstract.iterchildren(W + "lvl")
    }


def _level(element: Element) -> Level:
    restart = val(element.find(W + "lvlRestart"))
    return Level(
        format=_format(element),
        text=val(element.find(W + "lvlText")) or "",
        start=number(val(element.find(W + "start")), 1),
        restart=None if restart is None else number(restart),
        legal=is_on(element.find(W + "isLgl")),
        style_id=val(element.find(W + "pStyle")),
    )


def _format(element: Element) -> str:
    """The number format; one inside mc:AlternateContent is a custom format (17.9.17)."""
    found = element.find(W + "numFmt")
    if found is None:
        found = next(element.iter(W + "numFmt"), None)
    if found is None:
        return "decimal"
    stored = val(found) or "decimal"
    if stored != "custom":
        return stored
    return "decimalZero" if found.get(W + "format", "").startswith("0") else "decimal"


__all__ = ["LEVELS", "Level", "Mark", "Numbering"]
