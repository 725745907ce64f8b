"""Lists as numbering definitions (ECMA-376 Part 1, 17.9)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from ...model import List
from .xml import DECLARATION, ROOT_ATTRIBUTES

LEVELS: Final = 9
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
    """Numbers (`w:num`), one for each list, over shared definitions."""

    _definitions: dict[tuple[bool, str | None], int] = field(default_factory=dict)
    _numbers: list[str] = field(default_factory=list)

    def add(self, block: List, level: int) -> int:
        """The `w:numId` of a list whose items stand on `level` (0-8)."""
        key = (block.ordered, block.style)
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
            _definition(number, ordered, style)
            for (ordered, style), number in self._definitions.items()
        )
        return (
            f"{DECLARATION}<w:numbering {ROOT_ATTRIBUTES}>"
            f"{definitions}{''.join(self._numbers)}</w:numbering>"
        )


def _definition(number: int, ordered: bool, style: str | None) -> str:
    name = f"{'ordered' if ordered else 'unordered'} {style or 'default'}"
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
