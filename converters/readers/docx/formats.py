"""The format of a run from its own properties and its styles (ECMA-376 Part 1, 17.3.2, 17.7.3)."""

from __future__ import annotations

from typing import Final

from lxml.etree import _Element as Element

from .line import UPRIGHT, Format
from .names import RPR, VAL, W, by_tag, child
from .story import Story
from .styles import PLAIN, RunProperties, direct_properties

_STYLE: Final = W + "rStyle"


def run_format(story: Story, run: Element, in_link: bool) -> tuple[Format, bool, str | None]:
    """Format of a run, whether it is hidden, and its font if it names one.

    Toggle properties of the paragraph style and of the character style cancel each other; what
    stands on the run itself decides (17.7.3). What the style of a heading or caption sets is its
    look, not emphasis; the underline of a link likewise.
    """
    properties = child(run, RPR)
    base = story.style.run
    if properties is None or not len(properties):
        return (UPRIGHT, False, None) if base is PLAIN else _shown(PLAIN, PLAIN, story, in_link)
    found = by_tag(properties)
    style = found.get(_STYLE)
    named = PLAIN if style is None else story.shared.styles.run(style.get(VAL, ""))
    return _shown(direct_properties(found), named, story, in_link)


def _shown(
    own: RunProperties, named: RunProperties, story: Story, in_link: bool
) -> tuple[Format, bool, str | None]:
    base = story.style.run
    bold = _toggled(own.bold, named.bold, base.bold)
    italic = _toggled(own.italic, named.italic, base.italic)
    if story.is_heading or story.style.is_caption:
        bold, italic = bold and not base.bold, italic and not base.italic
    vertical = own.vertical or named.vertical or base.vertical
    underline = own.underline
    if underline is None:
        underline = False if named.link else bool(named.underline or base.underline)
    style: Format = (
        bold,
        italic,
        underline and not in_link and not story.is_heading,
        _toggled(own.strike, named.strike, base.strike),
        vertical == "subscript",
        vertical == "superscript",
        named.code,
    )
    hidden = _toggled(own.hidden, named.hidden, base.hidden)
    return style, hidden, own.font or named.font or base.font


def _toggled(own: bool | None, named: bool | None, base: bool | None) -> bool:
    return bool(named) != bool(base) if own is None else own


__all__ = ["run_format"]
