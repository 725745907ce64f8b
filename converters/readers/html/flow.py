"""Flow content to blocks: paragraphs, anonymous boxes, and what stands between them.

Containers and inline formatting are walked with a stack of our own, so that a page may nest them
as deep as the parser allows; only blocks that nest in the model recurse, up to MAX_NESTING.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Final, Literal

from ...model import (
    Alignment,
    Anchor,
    Block,
    Heading,
    Inline,
    LineBreak,
    PageBreak,
    Paragraph,
)
from ..base import MAX_NESTING
from .inlines import FORMAT_TAGS, Run, Target, apply_style
from .page import Page
from .style import Style
from .tree import Node, origin
from .words import words

BLOCK_TAGS: Final = words(
    "address article aside body center details dd dialog dir div dl dt fieldset figcaption"
    " figure footer form frameset header hgroup html legend li main marquee menu nav noframes"
    " optgroup p search section summary table caption colgroup tbody td tfoot th thead tr ul"
    " ol blockquote pre listing xmp plaintext multicol"
)
_ALIGNMENTS: Final[dict[str, Alignment]] = {
    "left": "left",
    "start": "left",
    "right": "right",
    "end": "right",
    "center": "center",
    "-webkit-center": "center",
    "-moz-center": "center",
    "middle": "center",
    "justify": "justify",
}
_ALIGNED_TAGS: Final = words(
    "p div h1 h2 h3 h4 h5 h6 td th tr thead tbody tfoot caption legend center"
)
_BLOCK_DISPLAYS: Final = words(
    "block flex grid list-item flow-root table table-row table-cell table-caption"
)
_ITEM_DISPLAYS: Final = words("flex inline-flex grid inline-grid")
"""Whose children are boxes of their own, whatever they are."""
_LINES: Final = words("p h1 h2 h3 h4 h5 h6 a span label button dt summary legend caption")
_BOX_DISPLAYS: Final = words("inline-block inline-flex inline-grid inline-table")
_SPACES = re.compile("^ +| {2,}")
_INDENT = re.compile("^[ \t\n]*(?:\u3000{2}|[\xa0\u2002\u2003]{4})")


class State:
    """What a piece of content inherits."""

    __slots__ = ("align", "block", "flags", "items", "keep_lines", "target")

    def __init__(self) -> None:
        self.flags = 0
        self.align: Alignment | None = None
        self.target: Target | None = None
        self.items = False
        """Whether each child is a box of its own (`display: flex` or `grid`)."""
        self.keep_lines = False
        """Whether line ends of the text are line breaks (`white-space: pre`)."""
        self.block: Node | None = None
        """The nearest block element: origin of its paragraphs."""

    def copy(self) -> State:
        """A state to change for the content of one element."""
        new = State()
        new.flags, new.align, new.target = self.flags, self.align, self.target
        new.keep_lines, new.block = self.keep_lines, self.block
        new.items = self.items
        return new


class Flow:
    """Reads the children of one element into blocks."""

    __slots__ = (
        "_boxed",
        "_breaks",
        "_stack",
        "anchors",
        "blocks",
        "depth",
        "page",
        "run",
        "state",
    )

    def __init__(self, page: Page, depth: int, state: State) -> None:
        self.page = page
        self.depth = depth
        """Nesting of lists, tables, quotes and the like, for MAX_NESTING."""
        self.state = state
        self.blocks: list[Block] = []
        self.run = Run()
        self.anchors: list[str] = []
        """Link targets that wait for the next text."""
        self._breaks = 0
        self._boxed = False
        """Whether an inline box began or ended behind the last text."""
        self._stack: list[tuple[Iterator[Node | str], State, bool]] = []

    def read(self, children: list[Node | str]) -> None:
        """Read `children`; may be called again for more."""
        stack = self._stack
        base = len(stack)
        stack.append((iter(children), self.state, False))
        while len(stack) > base:
            iterator, state, is_block = stack[-1]
            self.state = state
            child = next(iterator, None)
            if child is None:
                stack.pop()
                if is_block:
                    self.flush()
                if stack:
                    self.state = stack[-1][1]
            elif isinstance(child, str):
                if child:
                    self.add_text(child)
                else:
                    self._boxed = True
            else:
                self._element(child)

    def enter(self, node: Node, state: State, *, block: bool) -> None:
        """Go on with the children of `node`; a block ends the paragraph before and after."""
        if block:
            self.flush()
            state.block = node
        self._stack.append((iter(node.children), state, block))

    def enter_children(self, children: list[Node | str]) -> None:
        """Go on with `children` as if they stood here."""
        self._stack.append((iter(children), self.state, False))

    def take_while(self, wanted: Callable[[Node], bool]) -> list[Node]:
        """The wanted elements that follow directly, white space between them aside."""
        iterator, state, is_block = self._stack[-1]
        taken: list[Node] = []
        for child in iterator:
            if isinstance(child, Node) and wanted(child):
                taken.append(child)
            elif isinstance(child, Node) or child.strip():
                self._stack[-1] = (chain([child], iterator), state, is_block)
                break
        return taken

    def _element(self, node: Node) -> None:
        handler = self.page.handlers.get(node.tag)
        attrs = node.attrs
        style = self.page.sheet.style(node) if attrs or self.page.sheet.by_tag else {}
        if attrs and ("id" in attrs or "name" in attrs):
            name = self.page.claim_id(node)
            if name is not None:
                self.anchors.append(name)
        if self.state.items:
            self._next_item()
        if handler is not None and handler(self, node, style):
            return
        self.enter_plain(node, style)

    def _next_item(self) -> None:
        """Part the boxes of a row: paragraphs, or words where the row is a line of text."""
        block = self.state.block
        if block is None or block.tag in _LINES:
            self.run.add_text(" ", self.state.flags, None)
        else:
            self.flush()

    def enter_plain(self, node: Node, style: Style) -> None:
        """Read an element as a container or as inline formatting."""
        tag = node.tag
        flag = FORMAT_TAGS.get(tag, 0)
        is_block = tag in BLOCK_TAGS
        display = style.get("display") if style else None
        if display is not None:
            if display in _BLOCK_DISPLAYS:
                is_block = True
            elif display == "inline":
                is_block = False
        state = self.state
        in_row = state.items and state.block is not None and state.block.tag not in _LINES
        is_block = is_block or in_row
        if is_block or flag or style or node.attrs:
            state = state.copy()
            state.items = display in _ITEM_DISPLAYS
            state.flags |= flag
            if style:
                self._apply(state, node, style)
            align = alignment_of(node, style) if tag in _ALIGNED_TAGS or style else None
            if align is not None and is_block:
                state.align = beside(align, state.align)
            if is_block and breaks_page(style, "before"):
                self.flush()
                self.blocks.append(PageBreak())
        self.enter(node, state, block=is_block)
        if not is_block and (display in _BOX_DISPLAYS or style.get("float") in ("left", "right")):
            self._boxed = True
            self._stack[-1] = (chain(node.children, [""]), state, False)

    def _apply(self, state: State, node: Node, style: Style) -> None:
        state.flags = apply_style(state.flags, style)
        space = style.get("white-space")
        if space is not None:
            state.keep_lines = space.startswith(("pre", "break-spaces"))

    def add_text(self, text: str) -> None:
        """Add text of the source to the paragraph."""
        if self._boxed:
            self._boxed = False
            if text[:1].isdecimal() and self.run.last.isdecimal():
                text = f" {text}"  # numbers in two boxes are two numbers
        if self._breaks:
            self._settle_breaks(text)
        if self.anchors and not text.isspace():
            self.flush_anchors()
        state = self.state
        if state.keep_lines:
            self._add_lines(text, state)
            return
        self.run.add_text(text, state.flags, state.target)

    def _add_lines(self, text: str, state: State) -> None:
        """Add preformatted text: no-break spaces hold what would collapse."""
        for index, line in enumerate(text.split("\n")):
            if index:
                self.run.add(LineBreak(), state.target)
            if line:
                kept = _SPACES.sub(lambda run: "\xa0" * len(run[0]), line.expandtabs(8))
                self.run.add_text(kept, state.flags, state.target)

    def add(self, inline: Inline) -> None:
        """Add a picture, formula or mark to the paragraph."""
        if self._breaks:
            self._settle_breaks("x")
        self.flush_anchors()
        self.run.add(inline, self.state.target)

    def line_break(self) -> None:
        """A `br`; two in a row, or one before an indented line, separate paragraphs."""
        if self.run.visible:
            self._breaks += 1

    def _settle_breaks(self, text: str) -> None:
        if text.isspace() and "\u3000" not in text and "\xa0" not in text:
            return
        many = self._breaks > 1 or _INDENT.match(text) is not None
        count, self._breaks = self._breaks, 0
        if many and not self.page.literal:
            self.flush()
        else:
            for _ in range(count):
                self.run.add(LineBreak(), self.state.target)

    def flush_anchors(self) -> None:
        """Put waiting link targets where the next text stands."""
        for name in self.anchors:
            self.run.add(Anchor(name), None)
        self.anchors.clear()

    def flush(self) -> None:
        """End the paragraph."""
        self._breaks = 0
        if self.run.empty:
            return
        content = self.run.take()
        if content:
            state = self.state
            place = origin(state.block) if state.block is not None else None
            self.blocks.append(Paragraph(content, alignment=state.align, origin=place))

    def finish(self) -> tuple[Block, ...]:
        """The blocks read."""
        self.flush()
        return tuple(self.blocks)

    def inner(self, node: Node, style: Style | None = None) -> tuple[Block, ...]:
        """The blocks inside `node`, with what is inherited here."""
        flow = self.branch(node, style)
        flow.read(node.children)
        blocks = flow.finish()
        self.anchors = flow.anchors
        return blocks

    def branch(self, node: Node, style: Style | None = None) -> Flow:
        """A flow for content one level deeper that inherits the state of this one."""
        state = self.state.copy()
        state.block = node
        if style:
            self._apply(state, node, style)
        flow = Flow(self.page, self.depth + 1, state)
        flow.anchors = self.anchors
        return flow

    def too_deep(self, node: Node) -> bool:
        """Whether nested blocks must be flattened here; reported."""
        if self.depth < MAX_NESTING:
            return False
        self.page.notice("nesting-limit", f"a {node.tag} element", node)
        return True


def alignment_of(node: Node, style: Style) -> Alignment | None:
    """Alignment that an element gives its text, by style or by the old attribute."""
    if node.tag == "center":
        return "center"
    value = style.get("text-align") if style else None
    if value is None and node.tag in _ALIGNED_TAGS:
        value = node.attrs.get("align", "").strip().lower()
    return _ALIGNMENTS.get(value) if value else None


def beside(align: Alignment, inherited: Alignment | None) -> Alignment | None:
    """An alignment as the document holds it: left is the usual one and says nothing by itself."""
    return None if align == "left" and inherited in (None, "left") else align


def breaks_page(style: Style, side: Literal["before", "after"]) -> bool:
    """Whether styles ask for a page break."""
    if not style:
        return False
    value = style.get(f"break-{side}") or style.get(f"page-break-{side}")
    return value in ("always", "page", "left", "right")


def join_lines(blocks: tuple[Block, ...]) -> tuple[tuple[Inline, ...], tuple[Block, ...]]:
    """The leading paragraphs as one line of inlines, and the blocks that are none."""
    line: list[Inline] = []
    rest: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph | Heading) and not rest:
            if line:
                line.append(LineBreak())
            line.extend(block.content)
        else:
            rest.append(block)
    return tuple(line), tuple(rest)
