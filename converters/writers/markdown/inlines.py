"""Inlines -> Markdown: escaped text, emphasis, links, pictures, notes, formulas, HTML tags."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal, TypeGuard, assert_never

from ...model import (
    Anchor,
    Heading,
    Image,
    Inline,
    InlineEquation,
    LineBreak,
    Link,
    NoteReference,
    Ruby,
    Text,
)
from ...model.addresses import is_safe_address
from .annotations import annotation
from .emphasis import Close, Mark, Open, Piece, Raw, join_pieces
from .escape import (
    destination,
    escape_attribute,
    escape_block,
    escape_ends,
    escape_heading,
    escape_text,
    link_title,
)
from .references import References

Place = Literal["block", "line", "cell"]
"""Where inlines stand: in a paragraph, on a single line (a heading), or in a cell of pipes."""

_MARKS: tuple[Mark, ...] = ("bold", "italic", "strike")
_TAGS = (("underline", "u"), ("sub", "sub"), ("sup", "sup"))
_AUTOLINK = re.compile(r"(?:https?|ftp)://[\w.~/?=&%#:;,+@!()-]+", re.ASCII)
_MATHS_SAFE = re.compile(r"(?!\s)[^$\n]*[^$\s\\]")


@dataclass(frozen=True, slots=True)
class InlineWriter:
    """Renders inlines; holds the names of notes and pictures of one document."""

    references: References = field(default_factory=References)

    def block(self, inlines: Sequence[Inline], label: str | None = None) -> str:
        """Markdown of a paragraph, with its computed label in front."""
        return escape_block(self._join(inlines, label, "block"))

    def heading(self, heading: Heading) -> str:
        """Markdown of a heading on one line, behind its `#`; an `<a id>` in front is its id."""
        content = heading.content
        front = ""
        if heading.id is not None:
            front = _anchor(heading.id)
        elif heading.label is None and content and isinstance(content[0], Anchor):
            # A span, for an `<a id>` in this place would be the heading's own id.
            front = f'<span class="anchor" id="{escape_attribute(content[0].id)}"></span>'
            content = content[1:]
        return escape_heading(front + self._join(content, heading.label, "line"))

    def term(self, inlines: Sequence[Inline]) -> str:
        """Markdown on one line that starts a block, for terms of a definition list."""
        return escape_block(self._join(inlines, None, "line"))

    def cell(self, inlines: Sequence[Inline], label: str | None = None) -> str:
        """Markdown on one line between pipes."""
        markdown = self._join(inlines, label, "cell").replace("\n", " ")
        # GFM splits at unescaped pipes before it reads anything else, code included.
        return escape_ends(markdown).replace("|", "\\|")

    def _join(self, inlines: Sequence[Inline], label: str | None, place: Place) -> str:
        if label is None and len(inlines) == 1 and _is_plain(inlines[0]):
            return escape_text(inlines[0].text)  # most cells of large tables
        pieces: list[Piece] = []
        if label is not None:
            pieces.append(Raw(label_span(label)))
        pieces.extend(self._pieces(inlines, place))
        return join_pieces(pieces)

    def _pieces(self, inlines: Sequence[Inline], place: Place) -> Iterable[Piece]:
        for is_text, group in groupby(enumerate(inlines), lambda pair: isinstance(pair[1], Text)):
            run = list(group)
            if is_text:
                texts = [inline for _, inline in run if isinstance(inline, Text) and inline.text]
                yield from _marked(texts, _MARKS)
                continue
            for index, inline in run:
                if isinstance(inline, LineBreak):
                    yield Raw(_line_break(inlines, index, place))
                else:
                    yield from self._special(inline, place)

    def _special(self, inline: Inline, place: Place) -> Iterable[Piece]:
        if isinstance(inline, Link):
            yield from self._link(inline, place)
        elif isinstance(inline, Anchor):
            yield Raw(_anchor(inline.id))
        elif isinstance(inline, NoteReference):
            yield Raw(f"[^{self.references.note_label(inline.note)}]")
        elif isinstance(inline, Image):
            yield Raw(self._image(inline))
        elif isinstance(inline, InlineEquation):
            yield Raw(_maths(inline.latex))
        elif isinstance(inline, Ruby):
            yield Raw("<ruby>")
            yield from self._pieces(inline.base, "line")
            yield Raw(f"<rt>{escape_text(inline.annotation)}</rt></ruby>")
        elif isinstance(inline, Text | LineBreak):  # handled by _pieces
            return
        else:
            assert_never(inline)

    def _link(self, link: Link, place: Place) -> Iterable[Piece]:
        if (
            link.title is None
            and link.content == (Text(link.href),)
            and _AUTOLINK.fullmatch(link.href)
        ):
            yield Raw(f"<{link.href}>")
            return
        if not is_safe_address(link.href):
            yield from self._pieces(link.content, place)
            return
        yield Raw("[")
        yield from self._pieces(_without_links(link.content), place)
        yield Raw(f"]({destination(link.href)}{link_title(link.title)})")

    def _image(self, image: Image) -> str:
        alt = escape_text(image.alt).replace("\n", "&#10;")
        name = self.references.picture_name(image)
        if name is not None:
            markdown = f"![{alt}][{name}]"
        else:
            address = image.href if image.href and is_safe_address(image.href) else ""
            markdown = f"![{alt}]({destination(address)}{link_title(image.title)})"
        size = {
            key: f"{points:g}"
            for key, points in (("width", image.width_pt), ("height", image.height_pt))
            if points is not None
        }
        return markdown + (annotation("image", **size) if size else "")


def _without_links(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """Inlines with the content of links in their place: Markdown has no link in a link."""
    return tuple(
        inner
        for inline in inlines
        for inner in (_without_links(inline.content) if isinstance(inline, Link) else (inline,))
    )


def _anchor(name: str) -> str:
    return f'<a id="{escape_attribute(name)}"></a>'


def _is_plain(inline: Inline) -> TypeGuard[Text]:
    return isinstance(inline, Text) and inline == Text(inline.text)


def _line_break(inlines: Sequence[Inline], index: int, place: Place) -> str:
    """A backslash at the line's end where text stands on both sides, else a tag."""
    inside = 0 < index < len(inlines) - 1
    if place != "block" or not inside or isinstance(inlines[index - 1], LineBreak):
        return "<br>"
    return "<br>" if isinstance(inlines[index + 1], LineBreak) else "\\\n"


def _marked(texts: list[Text], marks: tuple[Mark, ...]) -> Iterable[Piece]:
    """Texts with the outermost of `marks` opened once for neighbours that share it."""
    if not marks:
        for text in texts:
            yield from _tagged(text)
        return
    mark, *rest = marks
    for marked, group in groupby(texts, lambda text: bool(getattr(text, mark))):
        run = list(group)
        if not marked:
            yield from _marked(run, tuple(rest))
        elif mark == "bold" and all(text.italic for text in run):
            yield Open("bold-italic")
            yield from _marked(run, ("strike",))
            yield Close("bold-italic")
        else:
            yield Open(mark)
            yield from _marked(run, tuple(rest))
            yield Close(mark)


def _tagged(text: Text) -> Iterable[Piece]:
    tags = [tag for name, tag in _TAGS if getattr(text, name)]
    for tag in tags:
        yield Raw(f"<{tag}>")
    yield Raw(code_span(text.text)) if text.code else Raw(escape_text(text.text), text=True)
    for tag in reversed(tags):
        yield Raw(f"</{tag}>")


def label_span(label: str) -> str:
    """A computed label: visible, but not text of the document."""
    # Full-width labels such as `一、` bring their own space.
    gap = " " if label[-1:].isascii() else ""
    return f'<span data-label="{escape_attribute(label)}">{escape_text(label)}{gap}</span>'


def code_span(text: str) -> str:
    """A code span (CommonMark 6.1) with a fence that does not occur in `text`."""
    runs = {len(run) for run in re.findall("`+", text)}
    fence = "`" * next(length for length in range(1, len(runs) + 2) if length not in runs)
    outer = text[:1] + text[-1:]
    if "`" in outer or (outer == "  " and text.strip(" ")):
        text = f" {text} "
    return f"{fence}{text}{fence}"


def _maths(latex: str) -> str:
    """`$latex$`, or a span where dollars cannot hold it."""
    if _MATHS_SAFE.fullmatch(latex):
        return f"${latex}$"
    return f'<span data-latex="{escape_attribute(latex)}">{escape_text(latex)}</span>'
