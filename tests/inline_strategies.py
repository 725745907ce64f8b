"""Hypothesis strategies for text and inlines in normal form, and the features they may draw."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace as changed
from functools import cache

from hypothesis import strategies as st

from tablewright.converters.model import (
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
from tablewright.converters.passes.inlines import normalise_inlines


@dataclass(frozen=True, slots=True)
class Allow:
    """Features that a strategy may draw."""

    formats: bool = True
    """Bold, italic and the other formats of text."""
    links: bool = True
    notes: bool = True
    images: bool = True
    equations: bool = True
    ruby: bool = True
    line_breaks: bool = True
    lists: bool = True
    """Lists and definition lists."""
    quotes: bool = True
    figures: bool = True
    code: bool = True
    breaks: bool = True
    """Page breaks and rules."""
    labels: bool = True
    """Computed numbers of headings and paragraphs."""
    alignment: bool = True
    tables: bool = True
    nested: bool = True
    """Blocks other than one paragraph in cells, tables among them."""
    spans: bool = True
    bands: bool = True
    """Header rows and sections in the body of a table."""
    spacers: bool = True
    captions: bool = True
    """Captions and notes of tables."""
    widths: bool = True
    metadata: bool = True
    full: bool = False
    """What output formats do not carry: origins, readings, fragments, accounting, diagnostics."""


EVERYTHING = Allow()
PLAIN = Allow(
    formats=False,
    links=False,
    notes=False,
    images=False,
    equations=False,
    ruby=False,
    line_breaks=False,
)

# --- text -----------------------------------------------------------------------------------

WORDS = (
    *("表", "总计", "（一）予以公开", "１２", "1,234", "3.5%", "减3", "/", "-", "无", "0", "12件"),
    *("“引号”", "《办法》", "a", "Total", "x < y", "A & B", "&amp;", "<b>", "</td>", "]]>"),
    *("|", "*", "**", "_", "`", "``", "#", "# x", "\\", "\\|", "1.", "1)", "- x", "+ y", "> z"),
    *("[x](y)", "![", "<!-- -->", "---", "===", ":---:", "[^1]", "$x$", "=SUM(A1)", "@me", "%"),
    *("~", "~~", "{{ x }}", "a\u00a0b", "\u3000首", "末\u3000", "e\u0301", "𠮷", "😀", "é", "—"),
    *("…", "'", '"', "http://example.org", "www.example.org", "me@example.org", "&nbsp;", "&#65;"),
)
_CHARS = st.characters(
    codec="utf-8",
    categories=("L", "N", "P", "S"),
    include_characters="<>&|*_`#\\[](){}!~$'\"“”‘’，。、：；（）【】％－＋0123456789",
    exclude_characters="\ufffd\ufffe\uffff",
)


@cache
def words() -> st.SearchStrategy[str]:
    """Text without ASCII white space, safe in XML, with a visible character at each end."""
    random = st.text(_CHARS, min_size=1, max_size=6)
    return st.one_of(st.sampled_from(WORDS), random)


@cache
def texts(max_words: int = 4) -> st.SearchStrategy[str]:
    """Text with single spaces between words, none at the ends."""
    return st.lists(words(), min_size=1, max_size=max_words).map(" ".join)


@cache
def cell_texts() -> st.SearchStrategy[str]:
    """What stands in a cell: a number, amount or date as often as words."""
    numbers = st.integers(-9999, 99999).map(str)
    grouped = st.integers(1000, 9_999_999).map("{:,}".format)
    shares = st.integers(0, 1000).map(lambda tenths: f"{tenths / 10}%")
    dates = st.dates().map(str)
    return st.one_of(texts(2), numbers, grouped, shares, dates)


# --- inlines --------------------------------------------------------------------------------

_FORMATS = ("bold", "italic", "underline", "strike", "code", "sub", "sup")
PENDING = "pending"
"""Stands in drawn notes, links and pictures until `documents` settles the references."""


@st.composite
def text_inlines(draw: st.DrawFn, allow: Allow = EVERYTHING) -> Text:
    """One text with a format; never both raised and lowered."""
    text = draw(texts(3))
    if not allow.formats or draw(st.integers(0, 2)):
        return Text(text)
    chosen = set(draw(st.lists(st.sampled_from(_FORMATS), max_size=3)))
    if {"sub", "sup"} <= chosen:
        chosen.discard("sup")
    return Text(text, **dict.fromkeys(sorted(chosen), True))


@cache
def _special_inlines(allow: Allow, inside_link: bool) -> st.SearchStrategy[Inline]:
    kinds: list[st.SearchStrategy[Inline]] = []
    if allow.notes and not inside_link:
        kinds.append(st.just(NoteReference(PENDING)))
    if allow.images:
        kinds.append(images())
    if allow.equations:
        kinds.append(LATEX.map(InlineEquation))
    if allow.ruby:
        kinds.append(st.builds(lambda base, top: Ruby((Text(base),), top), _KANJI, _KANA))
    if allow.links and not inside_link:
        kinds.append(links(allow))
        kinds.append(st.just(Anchor(PENDING)))
    return st.one_of(kinds) if kinds else text_inlines(allow)


LATEX = st.sampled_from(("x^2", r"\frac{a}{b}", "a_1 < b", r"\sum_{i=1}^n i", r"E = mc^2"))
_KANJI = st.sampled_from(("务", "漢字", "x"))
_KANA = st.sampled_from(("wù", "かんじ", "y"))


@st.composite
def images(draw: st.DrawFn) -> Image:
    """A picture: an asset (settled by `documents`) or a remote address."""
    size = st.none() | st.integers(1, 400).map(lambda half: half / 2)
    asset = draw(st.booleans())
    return Image(
        asset=PENDING if asset else None,
        href=None if asset else f"https://example.org/{draw(st.integers(0, 9))}.png",
        alt=draw(st.just("") | texts(2)),
        title=draw(st.none() | texts(1)),
        width_pt=draw(size),
        height_pt=draw(size),
    )


@st.composite
def links(draw: st.DrawFn, allow: Allow = EVERYTHING) -> Link:
    """A link with text; `#pending` is settled by `documents`."""
    addresses = ("https://example.org/a?b=1&c=2", "mailto:me@example.org", "../b.html", "#pending")
    content = draw(inline_contents(changed(allow, line_breaks=False), 2, inside_link=True))
    return Link(draw(st.sampled_from(addresses)), content, draw(st.none() | texts(1)))


@st.composite
def inline_contents(
    draw: st.DrawFn, allow: Allow = EVERYTHING, max_size: int = 4, *, inside_link: bool = False
) -> tuple[Inline, ...]:
    """The content of one paragraph, in normal form, with at least one text."""
    pieces: list[Inline] = [draw(text_inlines(allow))]
    special = _special_inlines(allow, inside_link)
    for _ in range(draw(st.integers(0, max_size - 1))):
        if draw(st.booleans()):
            pieces.append(draw(special))
        elif allow.line_breaks and not draw(st.integers(0, 3)):
            pieces += [LineBreak(), draw(text_inlines(allow))]
        else:
            # The space between two formats becomes the end of the first one or is not there.
            pieces += draw(st.sampled_from(((Text(" "),), ())))
            pieces.append(draw(text_inlines(allow)))
    if draw(st.booleans()):
        pieces.reverse()
    return normalise_inlines(pieces)
