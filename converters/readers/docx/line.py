"""Collect the inlines of one paragraph, and the blocks that stand in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from lxml.etree import _Element as Element

from ...model import Anchor, Block, Inline, InlineEquation, LineBreak, Link, Text
from .links import Target
from .revisions import Revision

Format = tuple[bool, bool, bool, bool, bool, bool, bool]
"""Bold, italic, underline, strike, sub, sup, code: the fields of Text in their order."""

UPRIGHT: Final[Format] = (False, False, False, False, False, False, False)


@dataclass(slots=True)
class Line:
    """Inlines in order, cut where page breaks stand; text boxes go before or after them."""

    before: list[Block | Element] = field(default_factory=list)
    """Blocks and text boxes anchored before the first visible character."""
    after: list[Block | Element] = field(default_factory=list)
    """Blocks anchored further on."""
    target: Target | None = None
    """Of the hyperlink element that is open."""
    field_target: Target | None = None
    """Of the innermost HYPERLINK field that is open."""
    revision: Revision = ""
    """Of the text that follows: deleted text is struck out, inserted text underlined."""
    seen: bool = False
    """Whether something visible was added."""
    special: bool = False
    """Whether an equation, or a block, was added."""
    _cuts: list[list[Inline]] = field(default_factory=list)
    _inlines: list[Inline] = field(default_factory=list)
    _targets: list[Target | None] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _format: Format = UPRIGHT
    _text_target: Target | None = None

    def text(self, text: str, style: Format) -> None:
        """Add characters; neighbours of one format and link become one text."""
        target = self.target or self.field_target
        if self.revision:
            style = _marked(style, self.revision)
        if self._pieces and (style != self._format or target is not self._text_target):
            self._flush()
        self._format, self._text_target = style, target
        self._pieces.append(text)
        if not self.seen and not text.isspace():
            self.seen = True

    def add(self, inline: Inline) -> None:
        """Add an inline that is not text."""
        self._flush()
        self._inlines.append(inline)
        self._targets.append(self.target or self.field_target)
        if not isinstance(inline, Anchor | LineBreak):
            self.seen = True
            self.special = self.special or isinstance(inline, InlineEquation)

    def float(self, blocks: Iterable[Block | Element]) -> None:
        """Add blocks that stand in the paragraph, or a text box (w:txbxContent) to be read."""
        self.special = True
        (self.after if self.seen else self.before).extend(blocks)

    def break_page(self) -> None:
        """Cut the paragraph: what follows stands on a new page."""
        self.special = True
        self._cuts.append(self._grouped())
        self._inlines, self._targets = [], []

    @property
    def is_plain(self) -> bool:
        """Whether this is text to be seen, perhaps with links, pictures and notes, all inline."""
        return self.seen and not self.special

    def contents(self) -> list[tuple[Inline, ...]]:
        """The inlines between the page breaks; one entry when there is none."""
        last = tuple(self._grouped())
        return [*map(tuple, self._cuts), last] if self._cuts else [last]

    def _flush(self) -> None:
        if self._pieces:
            self._inlines.append(Text("".join(self._pieces), *self._format))
            self._targets.append(self._text_target)
            self._pieces = []

    def _grouped(self) -> list[Inline]:
        """The current inlines with those of one link inside it."""
        self._flush()
        if not any(self._targets):
            return self._inlines
        out: list[Inline] = []
        inside: list[Inline] = []
        current: Target | None = None
        for inline, target in zip(self._inlines, self._targets, strict=True):
            if target is not current:
                _close(out, current, inside)
                current, inside = target, []
            (out if target is None else inside).append(inline)
        _close(out, current, inside)
        return out


def _marked(style: Format, revision: Revision) -> Format:
    bold, italic, underline, strike, sub, sup, code = style
    struck = revision == "deleted"
    return bold, italic, underline or not struck, strike or struck, sub, sup, code


def _close(out: list[Inline], target: Target | None, inside: list[Inline]) -> None:
    if target is not None and inside:
        out.append(Link(target.href, tuple(inside), target.title))


def only_equations(content: tuple[Inline, ...]) -> list[InlineEquation]:
    """The equations of a paragraph that holds nothing else; otherwise none."""
    equations = [inline for inline in content if isinstance(inline, InlineEquation)]
    rest = [inline for inline in content if not isinstance(inline, InlineEquation)]
    blank = all(
        isinstance(inline, LineBreak) or (isinstance(inline, Text) and not inline.text.strip())
        for inline in rest
    )
    return equations if blank else []


__all__ = ["UPRIGHT", "Format", "Line", "only_equations"]
