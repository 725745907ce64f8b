"""Lists as numbering definitions (ECMA-376 Part 1, 17.9)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from ...model import List
from .xml import DECLARATION, ROOT_ATTRIBUTES

LEVELS: Final = 9
STARTS: Final = range(32768)
"""Numbers that Word lets a list start with (ECMA-376 Part 1, 17.9.26, as Word narrows it)."""
LEVEL_INDENT: Final = 480
"""Twips by which each level stands further in: two Chinese characters of 12 points."""
_FORMATS: Final = {
    "decimal": ("decimal", "%{}."),
    "lower-alpha": ("lowerLetter", "%{}."),
    "upper-alpha": ("upperLetter", "%{}."),
    "lower-roman": ("lowerRoman", "%{}."),
    "upper-roman": ("upperRoman", "%{}."),
    "cjk-ideographic": ("chineseCounting", "%{}、"),
    "disc": ("bullet", "\u2022"),
    "circle": ("bullet", "\u25e6"),
    "square": ("bullet", "\u25aa"),
    "none": ("none", ""),
}


def list_style(block: List) -> str:
    """The style of a list, the usual one where it names none."""
    return block.style or ("decimal" if block.ordered else "disc")


@dataclass(slots=True)
class Numbering:
    """Numbers (`w:num`), one for each list, over shared definitions.

    Word counts the items of a definition, not of a number: a list in a cell of an item would
    make the items after it go on from its own. So a list inside another of its kind and level
    has a definition of its own, as long as the outer one is open.
    """

    _definitions: dict[tuple[bool, str | None, int], int] = field(default_factory=dict)
    _numbers: list[str] = field(default_factory=list)
    _open: Counter[tuple[bool, str | None, int]] = field(default_factory=Counter)

    @contextmanager
    def list(self, block: List, level: int) -> Iterator[int]:
        """The `w:numId` of a list whose items stand on `level` (0-8), while they are written."""
        place = (block.ordered, block.style, level)
        number = self._add(block, level, self._open[place])
        self._open[place] += 1
        try:
            yield number
        finally:
            self._open[place] -= 1

    def _add(self, block: List, level: int, around: int) -> int:
        key = (block.ordered, block.style, around)
        definition = self._definitions.setdefault(key, len(self._definitions) + 1)
        number = len(self._numbers) + 1
        self._numbers.append(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>'
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{block.start}"/>'
            "</w:lvlOverride></w:num>"
        )
        return number

    def __bool__(self) -> bool:
        return bool(self._numbers)

    def xml(self) -> str:
        """The numbering part."""
        definitions = "".join(
            _definition(number, *key) for key, number in self._definitions.items()
        )
        return (
            f"{DECLARATION}<w:numbering {ROOT_ATTRIBUTES}>"
            f"{definitions}{''.join(self._numbers)}</w:numbering>"
        )


def _definition(number: int, ordered: bool, style: str | None, around: int) -> str:
    name = f"{'ordered' if ordered else 'unordered'} {style or 'default'}"
    name += f" {around + 1}" if around else ""
    kind, pattern = _FORMATS[style or ("decimal" if ordered else "disc")]
    # The ideographic comma brings its own space.
    suffix = '<w:suff w:val="nothing"/>' if style == "cjk-ideographic" else ""
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'{suffix}<w:lvlText w:val="{pattern.format(level + 1)}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{(level + 1) * LEVEL_INDENT}" w:hanging="{LEVEL_INDENT}"/></w:pPr>'
        "</w:lvl>"
        for level in range(LEVELS)
    )
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
        f'<w:name w:val="{name}"/>{levels}</w:abstractNum>'
    )
