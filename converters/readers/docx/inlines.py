"""Read what stands inside a paragraph: runs and what wraps them (ECMA-376 Part 1, 17.3, 17.16)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Final

from lxml.etree import _Element as Element

from ...model import Anchor, InlineEquation, LineBreak, NoteReference, Ruby
from ...model.addresses import is_safe_address
from ...model.text import inline_text
from ..symbols import mapped_symbols, symbol
from . import drawing
from .fields import Field, equation_text, form_text
from .formats import run_format
from .line import UPRIGHT, Format, Line
from .links import Target, field_arguments, hyperlink_field
from .math import latex
from .names import (
    ALTERNATE,
    ID,
    MATH,
    MATH_PARAGRAPH,
    R_ID,
    RUN,
    SDT,
    T,
    W,
    text_of,
    visible_text,
)
from .revisions import Revision
from .story import MAX_INLINE_DEPTH, Story
from .styles import is_on_attribute

Handler = Callable[[Story, Line, Element, str], None]

_SOFT_HYPHEN: Final = "\u00ad"
_NO_BREAK_HYPHEN: Final = "\u2011"


def read_inlines(story: Story, line: Line, container: Element, path: str) -> None:
    """Add everything inside a paragraph, or inside a wrapper in it, to `line`."""
    handlers = HANDLERS
    for child in container:
        handler = handlers.get(child.tag, _wrapper)
        if handler is not None:
            handler(story, line, child, path)


def read_inline(story: Story, line: Line, element: Element, path: str) -> None:
    """Add one element of a paragraph to `line`."""
    handler = HANDLERS.get(element.tag, _wrapper)
    if handler is not None:
        handler(story, line, element, path)


def _wrapper(story: Story, line: Line, element: Element, path: str) -> None:
    """Smart tags, custom XML, inserted text, unknown elements: what is inside counts."""
    if not isinstance(element.tag, str) or not len(element):
        return
    if story.inline_depth >= MAX_INLINE_DEPTH:
        story.shared.ledger.report(
            "nesting-limit", "Wrappers nested too deeply were read as text.", story.origin(path)
        )
        line.text(visible_text(element), UPRIGHT)
        return
    story.inline_depth += 1
    read_inlines(story, line, element, path)
    story.inline_depth -= 1


def _run(story: Story, line: Line, run: Element, path: str) -> None:
    style, hidden, font = run_format(story, run, bool(line.target or line.field_target))
    if hidden:
        story.skip(run, "hidden", path)
        return
    for child in run:
        tag = child.tag
        if tag == T:
            _text(story, line, child, style, font, path)
        elif tag in _SIGNS:
            if not story.fields.hides:
                line.text(_SIGNS[tag], style)
        elif tag == _SYMBOL:
            if not story.fields.hides:
                line.text(symbol(child.get(W + "font"), child.get(W + "char")), style)
        elif tag in _NOTE_MARKS and is_on_attribute(child, "customMarkFollows"):
            # The mark prints the rest of its run instead of a number (17.11.3).
            _note_mark(story, line, child, _label_after(child))
            story.shared.ledger.convert(_label_after(child))
            return
        else:
            handler = RUN_HANDLERS.get(tag)
            if handler is not None:
                handler(story, line, child, path)


_SYMBOL: Final = W + "sym"
_SIGNS: Final[Mapping[str, str]] = {
    W + "tab": " ",
    W + "ptab": " ",
    W + "noBreakHyphen": _NO_BREAK_HYPHEN,
    W + "softHyphen": _SOFT_HYPHEN,
}


def _text(
    story: Story, line: Line, element: Element, style: Format, font: str | None, path: str
) -> None:
    text = text_of(element)
    if story.fields.hides:
        story.shared.ledger.leave_out("instruction", text, story.origin(path))
        return
    if font is not None and not text.isascii():
        mapped = mapped_symbols(text, font)
        if mapped != text:
            story.shared.ledger.convert(
                "".join(old for old, new in zip(text, mapped, strict=False) if old != new)
            )
            text = mapped
    line.text(text, style)


def _break(story: Story, line: Line, element: Element, path: str) -> None:
    if story.fields.hides:
        return
    if element.get(W + "type") == "page":
        line.break_page()
    else:
        line.add(LineBreak())


def _deleted(story: Story, line: Line, element: Element, path: str) -> None:
    if story.shared.shows_all:
        _revised(story, line, element, path, "deleted")
    else:
        story.skip(element, story.shared.removed, path)


def _inserted(story: Story, line: Line, element: Element, path: str) -> None:
    if story.shared.shows_all:
        _revised(story, line, element, path, "inserted")
    else:
        _wrapper(story, line, element, path)


def _revised(story: Story, line: Line, element: Element, path: str, revision: Revision) -> None:
    """Show text with the mark of its change; deletion inside an insertion is what counts."""
    outer = line.revision
    line.revision = "deleted" if "deleted" in (outer, revision) else revision
    _wrapper(story, line, element, path)
    line.revision = outer


# --- links, bookmarks, notes ----------------------------------------------------------------


def _hyperlink(story: Story, line: Line, element: Element, path: str) -> None:
    outer = line.target
    line.target = _link_target(story, element, path) or outer
    _wrapper(story, line, element, path)
    line.target = outer


def _link_target(story: Story, element: Element, path: str) -> Target | None:
    """Target of w:hyperlink (17.16.22); None (reported) for an unsafe or missing one."""
    relation = story.part.relations.get(element.get(R_ID, ""))
    address = "" if relation is None else relation.target
    anchor = element.get(W + "anchor") or element.get(W + "docLocation") or ""
    href = f"{address}#{anchor.lstrip('#')}" if anchor and "#" not in address else address
    if not href:
        return None
    return _safe(story, Target(href, element.get(W + "tooltip") or None), path)


def _safe(story: Story, target: Target, path: str) -> Target | None:
    if is_safe_address(target.href):
        return target
    story.shared.ledger.report(
        "link-unsafe", f"The link to {target.href[:80]!r} was dropped.", story.origin(path)
    )
    return None


def _bookmark(story: Story, line: Line, element: Element, path: str) -> None:
    name = element.get(W + "name", "")
    if name in story.shared.linked:
        line.add(Anchor(name))


def _label_after(mark: Element) -> str:
    return "".join(text_of(after) for after in mark.itersiblings(T))


def _note(story: Story, line: Line, element: Element, path: str) -> None:
    _note_mark(story, line, element, None)


def _note_mark(story: Story, line: Line, element: Element, label: str | None) -> None:
    kind = _NOTE_MARKS[element.tag]
    note = story.shared.notes.refer(kind, element.get(ID, ""), label or None)
    if note is not None:
        line.add(NoteReference(note))


_NOTE_MARKS: Final[Mapping[str, str]] = {
    W + "footnoteReference": "footnote",
    W + "endnoteReference": "endnote",
    W + "commentReference": "comment",
}

# --- fields ---------------------------------------------------------------------------------


def _field_mark(story: Story, line: Line, element: Element, path: str) -> None:
    finished = story.fields.mark(element)
    line.field_target = story.fields.target
    if finished is not None and not story.fields.hides:
        _show_field(line, finished)


def _show_field(line: Line, finished: Field) -> None:
    """Show what a field without a result stands for."""
    shown = form_text(finished.form) or equation_text("".join(finished.instruction))
    if shown:
        line.text(shown, UPRIGHT)


def _instruction(story: Story, line: Line, element: Element, path: str) -> None:
    story.fields.instruct(text_of(element))


def _simple_field(story: Story, line: Line, element: Element, path: str) -> None:
    arguments = field_arguments(element.get(W + "instr", ""))
    outer = line.target
    if arguments and arguments[0].upper() == "HYPERLINK":
        target = hyperlink_field(arguments)
        line.target = (target and _safe(story, target, path)) or outer
    _wrapper(story, line, element, path)
    line.target = outer


# --- formulas, ruby, content controls, alternatives -------------------------------------------


def _math(story: Story, line: Line, element: Element, path: str) -> None:
    ledger = story.shared.ledger
    removed = "".join(map(visible_text, element.iter(W + "del", W + "moveFrom")))
    ledger.leave_out(story.shared.removed, removed, story.origin(path))
    shown = Counter(visible_text(element))
    shown.subtract(removed)
    ledger.convert("".join(shown.elements()))
    formula = latex(element)
    if formula:
        line.add(InlineEquation(formula))


def _math_paragraph(story: Story, line: Line, element: Element, path: str) -> None:
    for child in element.iterchildren(MATH):
        _math(story, line, child, path)


def _ruby(story: Story, line: Line, element: Element, path: str) -> None:
    """Phonetic guide (17.3.3.25): the base with its reading, which holds no structure."""
    base, reading = Line(), Line()
    for part, inner in ((W + "rubyBase", base), (W + "rt", reading)):
        found = element.find(part)
        if found is not None:
            read_inlines(story, inner, found, path)
    annotation = inline_text(reading.contents()[0]).strip()
    content = base.contents()[0]
    if content and annotation:
        line.add(Ruby(content, annotation))
    else:
        line.text(inline_text(content) + annotation, UPRIGHT)


def _content_control(story: Story, line: Line, element: Element, path: str) -> None:
    content = element.find(W + "sdtContent")
    if content is not None:
        _wrapper(story, line, content, path)


def _alternate(story: Story, line: Line, element: Element, path: str) -> None:
    chosen, others = drawing.alternatives(element)
    if chosen is not None:
        _in_run(story, line, chosen, path)
    for other in others:
        story.shared.ledger.leave_out("duplicate", visible_text(other), story.origin(path))


def _in_run(story: Story, line: Line, container: Element, path: str) -> None:
    """Alternatives stand inside runs or around them."""
    for child in container:
        if child.tag == T:
            _text(story, line, child, UPRIGHT, None, path)
        else:
            handler = RUN_HANDLERS.get(child.tag) or HANDLERS.get(child.tag, _wrapper)
            if handler is not None:
                handler(story, line, child, path)


def _drawing(story: Story, line: Line, element: Element, path: str) -> None:
    if story.fields.hides:
        story.skip(element, "instruction", path)
    else:
        drawing.read_drawing(story, line, element, path)


def _loose_text(story: Story, line: Line, element: Element, path: str) -> None:
    """Text directly in a paragraph, which the schema forbids and some programs write."""
    _text(story, line, element, UPRIGHT, None, path)


RUN_HANDLERS: Final[Mapping[str, Handler]] = {
    W + "br": _break,
    W + "cr": _break,
    W + "drawing": _drawing,
    W + "pict": _drawing,
    W + "object": _drawing,
    W + "fldChar": _field_mark,
    W + "instrText": _instruction,
    W + "delInstrText": _instruction,
    W + "delText": _deleted,
    W + "footnoteReference": _note,
    W + "endnoteReference": _note,
    W + "commentReference": _note,
    W + "ruby": _ruby,
    ALTERNATE: _alternate,
    MATH: _math,
    MATH_PARAGRAPH: _math_paragraph,
    RUN: _run,
}
"""Children of runs; text and single signs are read in place, others hold nothing to show."""

HANDLERS: Final[Mapping[str, Handler | None]] = {
    RUN: _run,
    W + "pPr": None,
    W + "del": _deleted,
    W + "moveFrom": _deleted,
    W + "ins": _inserted,
    W + "moveTo": _inserted,
    W + "hyperlink": _hyperlink,
    W + "bookmarkStart": _bookmark,
    W + "fldSimple": _simple_field,
    SDT: _content_control,
    ALTERNATE: _alternate,
    MATH: _math,
    MATH_PARAGRAPH: _math_paragraph,
    T: _loose_text,
    W + "smartTagPr": None,
    W + "customXmlPr": None,
}
"""Children of paragraphs; those not named are wrappers."""

__all__ = ["read_inline", "read_inlines"]
