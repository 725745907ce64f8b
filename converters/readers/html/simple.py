"""Handlers of single elements: headings, rules, breaks, links, quotes, code, figures, ruby."""

from __future__ import annotations

import re

from msgspec.structs import replace

from ...model import (
    Anchor,
    Block,
    Code,
    Figure,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    PageBreak,
    Paragraph,
    Quote,
    Ruby,
    Rule,
    Table,
)
from .flow import Flow, alignment_of, beside, breaks_page, join_lines
from .inlines import BOLD, CODE, Target, apply_style
from .notes import read_note_mark
from .office import list_level, outline_level, read_list_paragraphs, take_label
from .style import Style
from .tree import Node, origin
from .words import words

_LANGUAGE = re.compile(
    r"(?:^|\s)(?:language-|lang-|brush:\s*|highlight-source-|sourceCode )([-+#\w]+)"
)
_NOT_CODE = words("table img ul ol dl h1 h2 h3 h4 h5 h6 p div blockquote figure math")


def read_heading(flow: Flow, node: Node, style: Style) -> bool:
    """`h1`-`h6`, and `role=heading` with its `aria-level`."""
    level = int(node.tag[1]) if node.tag[1:].isdecimal() else _aria_level(node)
    return _read_heading(flow, node, style, level)


def _read_heading(flow: Flow, node: Node, style: Style, level: int) -> bool:
    if flow.too_deep(node):
        return False
    flow.flush()
    label = take_label(flow, node) if "mso-list" in style else None
    name = flow.anchors.pop() if flow.anchors else None
    content, rest = join_lines(_heading_blocks(flow, node, style))
    if name is None and content and isinstance(content[0], Anchor):
        name, content = content[0].id, content[1:]
    if content:
        own = alignment_of(node, style)
        align = beside(own, flow.state.align) if own else flow.state.align
        flow.blocks.append(Heading(level, content, name, label, align, origin(node)))
    elif name is not None:
        flow.anchors.append(name)
    flow.blocks.extend(rest)
    return True


def _heading_blocks(flow: Flow, node: Node, style: Style) -> tuple[Block, ...]:
    # The weight that a sheet gives headings is their usual look, not emphasis.
    shape = {key: value for key, value in style.items() if key != "font-weight"}
    inner = flow.branch(node, shape)
    inner.state.flags &= ~BOLD
    inner.read(node.children)
    blocks = inner.finish()
    flow.anchors = inner.anchors
    return blocks


def _aria_level(node: Node) -> int:
    text = node.attrs.get("aria-level", "")
    return min(max(int(text), 1), 9) if text.isdecimal() else 2


def read_role(flow: Flow, node: Node, style: Style) -> bool:
    """Elements that only their role makes headings."""
    if node.attrs.get("role") == "heading":
        return read_heading(flow, node, style)
    return False


def read_paragraph(flow: Flow, node: Node, style: Style) -> bool:
    """`p`: a plain one, or one that Word means as a list item or heading."""
    if not node.attrs:
        return False
    if node.attrs.get("role") == "heading":
        return read_heading(flow, node, style)
    if "mso-list" in style and list_level(flow, node) is not None and not flow.too_deep(node):
        return read_list_paragraphs(flow, node)
    if "Mso" in node.attrs.get("class", "") or "mso-outline-level" in style:
        level = outline_level(flow, node)
        if level is not None:
            return _read_heading(flow, node, style, level)
    return False


def read_break(flow: Flow, node: Node, style: Style) -> bool:
    """`br`; Word writes page breaks as a `br` with a style."""
    if breaks_page(style, "before"):
        flow.flush()
        flow.blocks.append(PageBreak(origin=origin(node)))
    elif flow.page.literal:
        flow.run.add(LineBreak(), flow.state.target)
    else:
        flow.line_break()
    return True


def read_rule(flow: Flow, node: Node, style: Style) -> bool:
    """`hr`."""
    flow.flush()
    if breaks_page(style, "before") or breaks_page(style, "after"):
        flow.blocks.append(PageBreak(origin=origin(node)))
    else:
        flow.blocks.append(Rule(origin=origin(node)))
    return True


def read_link(flow: Flow, node: Node, style: Style) -> bool:
    """`a`; blocks inside keep the link on their text."""
    href = node.attrs.get("href")
    if flow.page.note_marks and read_note_mark(flow, node, style):
        return True
    target = flow.page.link_target(href) if href is not None else None
    state = flow.state.copy()
    is_block = False
    if style:
        # An underline is the usual look of a link.
        shape = {key: value for key, value in style.items() if "decoration" not in key}
        state.flags = apply_style(state.flags, shape)
        is_block = style.get("display") in ("block", "flex", "list-item")
    if target is not None:
        state.target = Target(target, node.attrs.get("title") or None)
    flow.enter(node, state, block=is_block)
    return True


def read_inline_quote(flow: Flow, node: Node, style: Style) -> bool:
    """`q`: browsers show quotation marks around it."""
    flow.add_text("“")
    flow.enter_children([*node.children, "”"])
    return True


def read_quote(flow: Flow, node: Node, style: Style) -> bool:
    """`blockquote`."""
    if flow.too_deep(node):
        return False
    flow.flush()
    blocks = flow.inner(node, style)
    if blocks:
        flow.blocks.append(Quote(blocks, origin=origin(node)))
    return True


def read_code(flow: Flow, node: Node, style: Style) -> bool:
    """`pre`: code when it holds text only, else paragraphs that keep their lines and spaces."""
    flow.flush()
    if not any(_is_no_code(inner) for inner in node.walk()) or _language(node):
        text = _code_text(node)
        if text.strip():
            flow.blocks.append(Code(text, _language(node), origin=origin(node)))
        return True
    state = flow.state.copy()
    state.keep_lines = True
    state.flags |= CODE
    flow.enter(node, state, block=True)
    return True


def _is_no_code(node: Node) -> bool:
    """Whether an element would be lost in code: pictures, tables, links that lead somewhere."""
    if node.tag == "a":
        return bool(node.attrs.get("href", "").strip("# ")) and bool(node.text().strip())
    return node.tag in _NOT_CODE


def _code_text(node: Node) -> str:
    parts: list[str] = []
    stack: list[Node | str] = [node]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            parts.append(item)
        elif item.tag == "br":
            parts.append("\n")
        else:
            stack.extend(reversed(item.children))
    return "".join(parts).rstrip("\n")


def _language(node: Node) -> str | None:
    for inner in (node, *list(node.elements())[:1]):
        match = _LANGUAGE.search(inner.attrs.get("class", ""))
        if match:
            return match[1].lower()
    return None


def read_figure(flow: Flow, node: Node, style: Style) -> bool:
    """`figure` with its `figcaption`; the caption of a lone table becomes the table's."""
    if flow.too_deep(node):
        return False
    flow.flush()
    captions = [child for child in node.elements() if child.tag == "figcaption"]
    body = flow.branch(node, style)
    body.read([child for child in node.children if child not in captions])
    blocks = body.finish()
    caption: tuple[Inline, ...] = ()
    rest: tuple[Block, ...] = ()
    for element in captions:
        line, more = join_lines(flow.inner(element))
        caption = (*caption, LineBreak(), *line) if caption and line else caption or line
        rest = (*rest, *more)
    flow.anchors = body.anchors
    flow.blocks.extend(_figure(flow, node, (*blocks, *rest), caption))
    return True


def _figure(
    flow: Flow, node: Node, blocks: tuple[Block, ...], caption: tuple[Inline, ...]
) -> tuple[Block, ...]:
    if len(blocks) == 1 and isinstance(blocks[0], Table):
        table = blocks[0]
        if caption and not table.caption:
            return (replace(table, caption=caption),)
        return (table, Paragraph(caption)) if caption else (table,)
    if caption or _shows_picture(blocks) or flow.page.literal:
        if not blocks and not caption:
            return ()
        return (Figure(blocks, caption, origin=origin(node)),)
    return blocks


def _shows_picture(blocks: tuple[Block, ...]) -> bool:
    return any(
        isinstance(block, Paragraph)
        and any(
            isinstance(inline, Image)
            or (isinstance(inline, Link) and any(isinstance(x, Image) for x in inline.content))
            for inline in block.content
        )
        for block in blocks
    )


def read_ruby(flow: Flow, node: Node, style: Style) -> bool:
    """`ruby`: pairs of base text and `rt`."""
    base: list[Node | str] = []
    for child in node.children:
        if isinstance(child, Node) and child.tag in ("rt", "rtc"):
            _add_ruby(flow, node, base, child.text())
            base = []
        elif isinstance(child, Node) and child.tag == "rb":
            base.extend(child.children)
        else:
            base.append(child)
    if base:
        flow.enter_children(base)
    return True


def _add_ruby(flow: Flow, node: Node, base: list[Node | str], annotation: str) -> None:
    inner = flow.branch(node)
    inner.state.target = None
    inner.read(base)
    line, _rest = join_lines(inner.finish())
    annotation = " ".join(annotation.split())
    if line and annotation:
        flow.add(Ruby(line, annotation))
    elif line:
        for inline in line:
            flow.add(inline)
    elif annotation:
        flow.add_text(annotation)


def skip(flow: Flow, node: Node, style: Style) -> bool:
    """An element without text for the document."""
    return True
