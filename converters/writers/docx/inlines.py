"""Inlines as runs (ECMA-376 Part 1, 17.3.2, 17.16, 17.11)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

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
from ...model.addresses import is_safe_address
from ...model.text import clean_text, inline_text
from .equations import inline_math
from .links import cleaned, is_clean
from .pictures import EMU_PER_POINT, drawing, fitted_size
from .session import Place, Session
from .xml import attribute, begins_leftward, runs_leftward, styled_run, text_element

_BREAK = "<w:r><w:br/></w:r>"
_RUBY_PROPERTIES = (
    '<w:rubyPr><w:rubyAlign w:val="distributeSpace"/><w:hps w:val="10"/><w:hpsRaise w:val="18"/>'
    '<w:hpsBaseText w:val="21"/><w:lid w:val="zh-CN"/></w:rubyPr>'
)


def write_inlines(inlines: Iterable[Inline], session: Session, place: Place) -> str:
    """The runs of a paragraph."""
    return "".join([_inline(inline, session, place) for inline in inlines])


def _inline(inline: Inline, session: Session, place: Place) -> str:
    if isinstance(inline, Text):
        return _text(inline, session, place)
    if isinstance(inline, LineBreak):
        return _BREAK
    if isinstance(inline, Link):
        return _link(inline, session, place)
    if isinstance(inline, Anchor):
        return "".join(session.bookmarks.open(inline.id))
    if isinstance(inline, NoteReference):
        return _note_reference(inline, session, place)
    if isinstance(inline, Image):
        return _image(inline, session, place)
    if isinstance(inline, InlineEquation):
        return _marked(inline, inline_math(inline.latex), session)
    if isinstance(inline, Ruby):
        return _ruby(inline, session)
    assert_never(inline)


def _marked(inline: Inline, shown: str, session: Session) -> str:
    """What is shown for an inline that only its JSON tells exactly."""
    return session.bookmarks.mark("inline", shown or "<w:r/>", inline)


def _text(text: Text, session: Session, place: Place) -> str:
    run = text_run(text, size=place.size)
    return _marked(text, run, session) if text.sub and text.sup else run


def direction(inlines: Iterable[Inline], alignment: str | None) -> str:
    """`w:bidi` for a paragraph whose first letter runs from right to left.

    Word exchanges left and right in such paragraphs, so one with either of them stays as it is.
    """
    if alignment in ("left", "right"):
        return ""
    for inline in inlines:
        if isinstance(inline, Text) and (leftward := begins_leftward(inline.text)) is not None:
            return "<w:bidi/>" if leftward else ""
    return ""


def text_run(text: Text, *, link: bool = False, size: str = "") -> str:
    """A run with the format of `text`, in link colours when it stands in a link."""
    properties = _run_properties(text, link, size, runs_leftward(text.text))
    return f"<w:r>{properties}{text_element(text.text)}</w:r>"


def _run_properties(text: Text, link: bool, size: str, leftward: bool) -> str:
    parts: list[str] = []
    if text.code or link:
        parts.append(f'<w:rStyle w:val="{"InlineCode" if text.code else "Hyperlink"}"/>')
    if text.bold:
        parts.append("<w:b/><w:bCs/>" if leftward else "<w:b/>")
    if text.italic:
        parts.append("<w:i/><w:iCs/>" if leftward else "<w:i/>")
    if text.strike:
        parts.append("<w:strike/>")
    if size:
        parts.append(size)
    if text.underline:
        parts.append('<w:u w:val="single"/>')
    if text.sub or text.sup:
        parts.append(f'<w:vertAlign w:val="{"superscript" if text.sup else "subscript"}"/>')
    if leftward:
        parts.append("<w:rtl/>")
    return f"<w:rPr>{''.join(parts)}</w:rPr>" if parts else ""


def _link(link: Link, session: Session, place: Place) -> str:
    if not is_safe_address(link.href):
        return write_inlines(link.content, session, place)
    anchor = session.bookmarks.target(link.href[1:]) if link.href.startswith("#") else None
    nested = any(isinstance(inline, Link) for inline in link.content)
    if nested or (anchor is None and not is_clean(link.href)):
        return _marked(link, _shown_link(link, anchor, place), session)
    content = "".join(
        text_run(inline, link=True, size=place.size)
        if isinstance(inline, Text) and not (inline.sub and inline.sup)
        else _inline(inline, session, place)
        for inline in link.content
    )
    return _hyperlink(link, anchor, link.href, content, place)


def _shown_link(link: Link, anchor: str | None, place: Place) -> str:
    content = text_run(Text(inline_text(link.content)), link=True)
    target = cleaned(link.href)
    if anchor is None and target is None:
        return content
    return _hyperlink(link, anchor, target or "", content, place)


def _hyperlink(link: Link, anchor: str | None, target: str, content: str, place: Place) -> str:
    if anchor is not None:
        where = f'w:anchor="{attribute(anchor)}"'
    else:
        where = f'r:id="{place.relations.add("hyperlink", target, external=True)}"'
    title = f' w:tooltip="{attribute(link.title)}"' if link.title is not None else ""
    return f"<w:hyperlink {where}{title}>{content}</w:hyperlink>"


def _note_reference(reference: NoteReference, session: Session, place: Place) -> str:
    book = session.notebook
    note = book.notes.get(reference.note)
    if note is None or reference.note in book.marked or not place.marks:
        label = book.marked.get(reference.note) or (note.label if note else None) or "?"
        return _marked(reference, text_run(Text(label, sup=True)), session)
    book.mark(note)
    return note_mark(reference.note, session)


def note_mark(note_id: str, session: Session) -> str:
    """The run with the mark of a note, which is numbered by Word or has its own label."""
    note = session.notebook.notes[note_id]
    number = session.notebook.numbers[note_id]
    if note.kind == "comment":
        return styled_run("CommentReference", f'<w:commentReference w:id="{number}"/>')
    style = "FootnoteReference" if note.kind == "footnote" else "EndnoteReference"
    if note.label is None:
        return styled_run(style, f'<w:{note.kind}Reference w:id="{number}"/>')
    own = f'<w:{note.kind}Reference w:customMarkFollows="1" w:id="{number}"/>'
    return styled_run(style, own + text_element(note.label))


def _image(image: Image, session: Session, place: Place) -> str:
    natural = session.pictures.natural_size(image.asset) if image.asset else None
    if image.asset is None or natural is None:
        text = clean_text(image.alt or image.title or image.href or "").strip()
        return _marked(image, styled_run("ImagePlaceholder", text_element(f"[{text}]")), session)
    size = fitted_size(image, natural, place.width / 20)
    relation = place.relations.add("image", session.pictures.parts[image.asset])
    session.drawings += 1
    run = drawing(image, relation, session.drawings, size)
    return run if _is_exact(image) and size[0] == image.width_pt else _marked(image, run, session)


def _is_exact(image: Image) -> bool:
    """Whether the drawing alone tells everything that the model holds of the picture."""
    sizes = (image.width_pt, image.height_pt)
    return (
        image.href is None
        and image.alt == clean_text(image.alt)
        and all(
            size is not None and size > 0 and round(size * EMU_PER_POINT) / EMU_PER_POINT == size
            for size in sizes
        )
    )


def _ruby(ruby: Ruby, session: Session) -> str:
    texts = [inline for inline in ruby.base if isinstance(inline, Text)]
    if len(texts) < len(ruby.base) or any(text.sub and text.sup for text in texts):
        shown = f"{inline_text(ruby.base)}({ruby.annotation})"
        return _marked(ruby, text_run(Text(shown)), session)
    base = "".join(text_run(text) for text in texts)
    annotation = f"<w:r>{text_element(ruby.annotation)}</w:r>"
    return (
        f"<w:r><w:ruby>{_RUBY_PROPERTIES}<w:rt>{annotation}</w:rt>"
        f"<w:rubyBase>{base}</w:rubyBase></w:ruby></w:r>"
    )
