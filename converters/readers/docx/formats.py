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
    own = direct_properties(found)
    if own is PLAIN and named is PLAIN and base is PLAIN:
        return UPRIGHT, False, None
    return _shown(own, named, story, in_link)


def _shown(
    own: RunProperties, named: RunProperties, story: Story, in_link: bool
) -> tuple[Format, bool, str | None]:
    base = story.style.run
    is_title = story.is_heading or story.style.is_caption
    look = PLAIN if is_title else base
    vertical = own.vertical or named.vertical or base.vertical
    underline = own.underline
    if underline is None:
        underline = not named.link and bool(named.underline or look.underline)
    style: Format = (
        _toggled(own.bold, named.bold, look.bold),
        _toggled(own.italic, named.italic, look.italic),
        underline and not in_link,
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
