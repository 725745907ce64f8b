"""Inline tokens -> inlines: text with formats, links, pictures, notes, formulas, HTML tags.

HTML tags open and close frames on one stack with the frames of Markdown; a closing tag without
its opening one is ignored, and what is still open at the end of the paragraph is closed there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from markdown_it.token import Token

from ...model import (
    Anchor,
    Image,
    Inline,
    InlineEquation,
    LineBreak,
    Link,
    Note,
    NoteReference,
    Paragraph,
    Ruby,
    Text,
)
from ...model.addresses import is_safe_address
from ...model.text import inline_text
from .annotations import parse_annotation
from .islands import read_picture
from .session import Session
from .tags import FORMATS, HIDDEN, Tag, parse_tag

_MARKDOWN_FORMATS: Final[Mapping[str, str]] = {"strong": "bold", "em": "italic", "s": "strike"}


@dataclass(slots=True)
class _Frame:
    """An open element: a format, or something that takes what stands inside it."""

    name: str
    """Tag, or token type of Markdown."""
    close: Callable[[list[Inline]], Sequence[Inline]] | None = None
    """Turns the content into inlines; None for a format."""
    formats: tuple[str, ...] = ()
    content: list[Inline] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Line:
    """The inlines of one block, and what its marks say of the block."""

    content: tuple[Inline, ...]
    label: str | None = None
    """Computed number of the heading or paragraph."""
    item_label: str | None = None
    """Label of the list item that the block starts."""
    name: str | None = None
    """Id of an `<a id>` that stands in front of everything else."""
    terms: tuple[tuple[Inline, ...], ...] = ()
    """The content cut at annotations between terms; empty when there are none."""


class InlineReader:
    """Reads the children of one inline token."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._stack: list[_Frame] = [_Frame("")]
        self._formats: dict[str, int] = {}
        self._label: str | None = None
        self._item_label: str | None = None
        self._terms: list[tuple[Inline, ...]] = []
        self._named = False
        """Whether an `<a id>` stands in front of everything else."""

    def read(self, tokens: Sequence[Token], name_first: bool = False) -> Line:
        """The inlines of `tokens`; `name_first` takes a leading `<a id>` as the block's id."""
        for token, following in zip(tokens, [*tokens[1:], None], strict=False):
            self._token(token, following)
        while len(self._stack) > 1:
            self._close_top()
        content = tuple(self._stack[0].content)
        name = None
        if name_first and self._named and content and isinstance(content[0], Anchor):
            name, content = content[0].id, content[1:]
        terms = (*self._terms, content) if self._terms else ()
        return Line(content, self._label, self._item_label, name, terms)

    def _token(self, token: Token, following: Token | None) -> None:
        kind = token.type
        if kind in ("text", "text_special"):
            self._text(token.content)
        elif kind == "softbreak":
            self._soft_break(following)
        elif kind == "hardbreak":
            self._add(LineBreak())
        elif kind == "code_inline":
            self._text(token.content, code=True)
        elif kind == "html_inline":
            self._html(token.content)
        elif kind == "link_open":
            self._open_link("link", str(token.attrGet("href") or ""), token.attrGet("title"))
        elif kind == "link_close":
            self._close("link")
        elif kind == "image":
            self._image(token)
        elif kind == "math_inline":
            self.session.ledger.source(token.content)
            self._add(InlineEquation(token.content))
        elif kind == "footnote_ref":
            self._note(token)
        else:
            name, _, side = kind.rpartition("_")
            if name in _MARKDOWN_FORMATS and side == "open":
                self._open_format(name, (_MARKDOWN_FORMATS[name],))
            elif name in _MARKDOWN_FORMATS:
                self._close(name)
            else:
                self._text(token.content)

    # --- content ----------------------------------------------------------------------------

    def _text(self, text: str, *, code: bool = False) -> None:
        if not text:
            return
        self.session.ledger.source(text)
        formats = {name: True for name, depth in self._formats.items() if depth}
        if code:
            formats["code"] = True
        self._add(Text(text, **formats))

    def _add(self, inline: Inline) -> None:
        self._stack[-1].content.append(inline)

    def _soft_break(self, following: Token | None) -> None:
        """A line end of the source: white space, but nothing between two wide characters.

        Chinese and Japanese are written without spaces; CSS Text 3 (4.1.3) drops such line ends.
        """
        content = self._stack[-1].content
        before = content[-1].text[-1:] if content and isinstance(content[-1], Text) else ""
        after = following.content[:1] if following is not None else ""
        if not (_is_wide(before) and _is_wide(after)):
            self._text(" ")

    def _image(self, token: Token) -> None:
        alt = "".join(_alt_text(token.children or ()))
        title = token.attrGet("title")
        source = str(token.attrGet("src") or "")
        self._add(self._picture(source, alt, str(title) if title else None))

    def _picture(self, source: str, alt: str, title: str | None) -> Image:
        asset, href = read_picture(source, self.session)
        return Image(asset, href, alt, title)

    def _note(self, token: Token) -> None:
        label = token.meta.get("label")
        if label is None:
            self._add(NoteReference(self._inline_note(token.meta["id"])))
        else:
            self._add(NoteReference(self.session.note_ids.get(label, label)))

    def _inline_note(self, number: int) -> str:
        """Id of the note that stands in the text itself, `^[text]`."""
        name = f"inline-{len(self.session.inline_notes) + 1}"
        while name in self.session.note_ids:
            name += "-"
        entry = self.session.env["footnotes"]["list"][number]
        content = InlineReader(self.session).read(entry.get("tokens", ())).content
        self.session.inline_notes.append(Note(name, (Paragraph(content),) if content else ()))
        return name

    # --- frames -----------------------------------------------------------------------------

    def _open_format(self, name: str, formats: tuple[str, ...]) -> None:
        for entry in formats:
            self._formats[entry] = self._formats.get(entry, 0) + 1
        self._stack.append(_Frame(name, formats=formats))

    def _open(self, name: str, close: Callable[[list[Inline]], Sequence[Inline]]) -> None:
        self._stack.append(_Frame(name, close))

    def _open_link(self, name: str, href: str, title: str | int | float | None) -> None:
        def close(content: list[Inline]) -> Sequence[Inline]:
            if any(frame.name in ("link", "a") and frame.close for frame in self._stack):
                return content  # no link in a link
            if is_safe_address(href):
                return (Link(href, tuple(content), str(title) if title else None),)
            self.session.ledger.report("link-unsafe", f"The link to {href[:40]!r} was dropped.")
            return content

        self._open(name, close)

    def _close(self, name: str) -> None:
        if any(frame.name == name for frame in self._stack[1:]):
            while self._close_top() != name:
                pass

    def _close_top(self) -> str:
        frame = self._stack.pop()
        for entry in frame.formats:
            self._formats[entry] -= 1
        inlines = frame.content if frame.close is None else frame.close(frame.content)
        self._stack[-1].content.extend(inlines)
        return frame.name

    # --- HTML -------------------------------------------------------------------------------

    def _html(self, source: str) -> None:
        if source.startswith("<!--"):
            self._comment(source)
            return
        tag = parse_tag(source)
        if tag is None:
            return
        if tag.closing:
            self._close(tag.name)
        elif tag.name == "br":
            self._add(LineBreak())
        elif tag.name == "img":
            self._add(
                _sized(self._tag_picture(tag), tag.attrs.get("width"), tag.attrs.get("height"))
            )
        elif not tag.void:
            self._open_tag(tag)

    def _open_tag(self, tag: Tag) -> None:
        if tag.name in FORMATS:
            self._open_format(tag.name, (FORMATS[tag.name],))
        elif tag.name == "a" and "href" in tag.attrs:
            self._open_link("a", tag.attrs["href"], tag.attrs.get("title"))
        elif tag.name in ("ruby", "rt", "rp", "span") or tag.name in HIDDEN:
            self._open(tag.name, self._closer(tag))
        name = tag.attrs.get("id") or (tag.attrs.get("name") if tag.name == "a" else None)
        if name:
            in_front = len(self._stack) == 1 and not self._stack[0].content and self._label is None
            self._named = self._named or (in_front and tag.name == "a")
            self._add(Anchor(name))

    def _closer(self, tag: Tag) -> Callable[[list[Inline]], Sequence[Inline]]:
        if tag.name in HIDDEN:
            return lambda content: self._leave_out(tag.name, content)
        if tag.name == "rp":
            return lambda content: self._leave_out("ruby parenthesis", content)
        if tag.name == "rt":
            return self._annotate
        if tag.name == "ruby":
            return _finish_ruby
        if self.session.literal and "data-label" in tag.attrs:
            return lambda content: self._take_label(tag, content)
        if self.session.literal and "data-latex" in tag.attrs:
            return lambda content: self._take_formula(tag, content)
        return lambda content: content

    def _leave_out(self, reason: str, content: list[Inline]) -> Sequence[Inline]:
        self.session.ledger.leave_out(reason, inline_text(content))
        return ()

    def _annotate(self, content: list[Inline]) -> Sequence[Inline]:
        """The end of `rt`: what stands in its `ruby` so far is the base text."""
        ruby = self._stack[-1]
        if ruby.name != "ruby" or not content:
            return content
        start = max((i + 1 for i, x in enumerate(ruby.content) if isinstance(x, Ruby)), default=0)
        base = tuple(ruby.content[start:])
        if not base:
            return content
        del ruby.content[start:]
        return (Ruby(base, inline_text(content)),)

    def _take_formula(self, tag: Tag, content: list[Inline]) -> Sequence[Inline]:
        self.session.ledger.convert(inline_text(content))
        return (InlineEquation(tag.attrs["data-latex"]),)

    def _take_label(self, tag: Tag, content: list[Inline]) -> Sequence[Inline]:
        self.session.ledger.convert(inline_text(content))
        if "data-item" in tag.attrs:
            self._item_label = tag.attrs["data-label"]
        else:
            self._label = tag.attrs["data-label"]
        return ()

    def _tag_picture(self, tag: Tag) -> Image:
        return self._picture(
            tag.attrs.get("src", ""), tag.attrs.get("alt", ""), tag.attrs.get("title") or None
        )

    def _comment(self, source: str) -> None:
        annotation = parse_annotation(source) if self.session.literal else None
        content = self._stack[-1].content
        if annotation is None:
            return
        if annotation.kind == "image" and content and isinstance(content[-1], Image):
            content[-1] = _with_points(content[-1], annotation.values)
        elif annotation.kind == "term":
            if content and isinstance(content[-1], LineBreak):
                content.pop()
            self._terms.append(tuple(content))
            content.clear()


def _finish_ruby(content: list[Inline]) -> Sequence[Inline]:
    return content


def _alt_text(tokens: Sequence[Token]) -> list[str]:
    parts: list[str] = []
    for token in tokens:
        if token.type == "image":
            parts.extend(_alt_text(token.children or ()))
        elif token.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif token.type != "html_inline":
            parts.append(token.content)
    return parts


def _with_points(image: Image, values: Mapping[str, str]) -> Image:
    width, height = (_number(values.get(key)) for key in ("width", "height"))
    return Image(image.asset, image.href, image.alt, image.title, width, height)


def _sized(image: Image, width: str | None, height: str | None) -> Image:
    """The picture with sizes in pixels, 96 to the inch, turned into points."""
    points = [None if (n := _number(text)) is None else n * 0.75 for text in (width, height)]
    return Image(image.asset, image.href, image.alt, image.title, *points)


def _number(text: str | None) -> float | None:
    try:
        number = float((text or "").removesuffix("px"))
    except ValueError:
        return None
    return number if 0 < number < 1e6 else None


def _is_wide(char: str) -> bool:
    return bool(char) and unicodedata.east_asian_width(char) in "WF" and not char.isspace()
