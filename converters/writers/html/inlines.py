"""Inlines as HTML. Not a template: their white space is text, and a large table has many."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from typing import assert_never

from markupsafe import Markup

from ...model import (
    Anchor,
    Image,
    Inline,
    InlineEquation,
    LineBreak,
    Link,
    NoteReference,
    Ruby,
    Text,
)
from .markup import (
    Attribute,
    attributes,
    encoded_address,
    escape_text,
    finished,
    is_safe_address,
    is_safe_picture,
    number_text,
)
from .mathml import safe_mathml
from .page import Page

_FORMATS = (
    ("bold", "strong"),
    ("italic", "em"),
    ("underline", "u"),
    ("strike", "s"),
    ("sub", "sub"),
    ("sup", "sup"),
    ("code", "code"),
)
NO_PICTURE = "data:,"
"""An address of nothing: HTML requires `src`, and browsers show the alternative text."""

_PICTURE_TYPE = re.compile(r"image/[a-z0-9.+-]+")


def inlines_html(inlines: Iterable[Inline], page: Page) -> Markup:
    """Inlines as HTML, without any white space added."""
    return finished(inlines_text(inlines, page))


def inlines_text(inlines: Iterable[Inline], page: Page) -> str:
    """The same as a plain text, to be put together with other HTML."""
    return _write(inlines, page, linked=False)


def _write(inlines: Iterable[Inline], page: Page, *, linked: bool) -> str:
    return "".join([_inline(inline, page, linked) for inline in inlines])


def _inline(inline: Inline, page: Page, linked: bool) -> str:
    if isinstance(inline, Text):
        return _text(inline)
    if isinstance(inline, Link):
        return _link(inline, page, linked)
    if isinstance(inline, LineBreak):
        return "<br>"
    if isinstance(inline, Anchor):
        names = [("class", "anchor"), *page.id_attributes(inline.id)]
        return f"<span{attributes(names)}></span>"
    if isinstance(inline, NoteReference):
        return _note_reference(inline, page, linked)
    if isinstance(inline, Image):
        return _image(inline, page)
    if isinstance(inline, InlineEquation):
        return f"<span{equation_attributes(inline)}>{equation_html(inline)}</span>"
    if isinstance(inline, Ruby):
        base = _write(inline.base, page, linked=linked)
        return f"<ruby>{base}<rp>(</rp><rt>{escape_text(inline.annotation)}</rt><rp>)</rp></ruby>"
    assert_never(inline)


def _text(inline: Text) -> str:
    html = escape_text(inline.text)
    if not (
        inline.bold
        or inline.italic
        or inline.underline
        or inline.strike
        or inline.sub
        or inline.sup
        or inline.code
    ):
        return html
    for name, tag in reversed(_FORMATS):
        if getattr(inline, name):
            html = f"<{tag}>{html}</{tag}>"
    return html


def _link(inline: Link, page: Page, linked: bool) -> str:
    content = _write(inline.content, page, linked=True)
    if linked or not is_safe_address(inline.href):
        return content
    # A link that shows nothing still needs a name for those who hear the page.
    name = None if content else (inline.href or "#")
    pairs = [*address_attributes("href", inline.href), ("title", inline.title)]
    return f"<a{attributes([*pairs, ('aria-label', name)])}>{content}</a>"


def address_attributes(name: str, address: str) -> Iterable[Attribute]:
    """`href` or `src` as a URL, and `data-href` where the exact address is another."""
    url = encoded_address(address)
    yield name, url
    yield "data-href", None if url == address else address


def _note_reference(inline: NoteReference, page: Page, linked: bool) -> str:
    mark = page.marks.get(inline.note)
    if mark is None or linked:
        name = attributes([("data-note", inline.note)])
        text = "?" if mark is None else escape_text(mark.text)
        return f'<sup class="note-ref"><span{name}>{text}</span></sup>'
    pairs = attributes(
        [
            ("href", f"#{mark.id}"),
            ("id", page.next_reference(mark)),
            ("role", "doc-noteref"),
            ("data-note", inline.note),
        ]
    )
    return f'<sup class="note-ref"><a{pairs}>{escape_text(mark.text)}</a></sup>'


def _image(inline: Image, page: Page) -> str:
    pairs: list[Attribute] = [
        *_picture_source(inline, page),
        ("alt", inline.alt),
        ("title", inline.title),
        ("width", _pixels(inline.width_pt)),
        ("height", _pixels(inline.height_pt)),
        ("data-width", None if inline.width_pt is None else number_text(inline.width_pt)),
        ("data-height", None if inline.height_pt is None else number_text(inline.height_pt)),
    ]
    return f"<img{attributes(pairs)}>"


def _picture_source(inline: Image, page: Page) -> Iterable[Attribute]:
    asset = page.assets.get(inline.asset or "")
    if asset is not None and _PICTURE_TYPE.fullmatch(asset.media_type):
        data = base64.b64encode(asset.data).decode("ascii")
        # A picture in `img` is inert: browsers run no script of an SVG there and load nothing.
        yield "src", f"data:{asset.media_type};base64,{data}"
        yield "data-name", asset.name
        return
    yield "data-image", True
    if inline.href is not None and is_safe_picture(inline.href):
        yield from address_attributes("src", inline.href)
        yield "loading", "lazy"
        yield "referrerpolicy", "no-referrer"
    else:
        yield "src", NO_PICTURE
        yield "data-href", inline.href


def _pixels(points: float | None) -> int | None:
    # 96 CSS pixels to 72 points.
    return None if points is None or points <= 0 else max(1, round(points * 4 / 3))


def equation_attributes(equation: InlineEquation, css: str = "math") -> Markup:
    """The attributes that carry a formula exactly."""
    return attributes(
        [("class", css), ("data-latex", equation.latex), ("data-mathml", equation.mathml)]
    )


def equation_html(equation: InlineEquation, *, display: bool = False) -> Markup:
    """The formula to be shown: its MathML where that is sound, else its LaTeX."""
    shown = None if equation.mathml is None else safe_mathml(equation.mathml, display=display)
    if shown is not None:
        return shown
    return finished(f"<code>{escape_text(equation.latex)}</code>")


def label_html(label: str | None) -> Markup:
    """A computed label as visible text that is not text of the document; empty for None."""
    if label is None:
        return Markup("")
    # Full-width labels such as `一、` bring their own space.
    gap = " " if label[-1:].isascii() else ""
    pairs = attributes([("class", "label"), ("data-label", label)])
    return finished(f"<span{pairs}>{escape_text(label)}{gap}</span>")
