"""Tables as islands of HTML inside Markdown.

The HTML writer's own markup (docs/html-markup.md), without what only a page needs, and without
blank lines, which would end the island (CommonMark 4.6).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...model import Block, Document, Table
from ...model.walk import iter_document_blocks
from ..html.blocks import block_views
from ..html.page import open_page
from ..templating import builtin_folder, render_template
from .blocks import Island
from .tables import fits_pipes

_ENTRY = "fragment.html.j2"
_SEPARATOR = "\x00"  # never in escaped text
_TAG = re.compile(r"(<[^<>]*>)")
_ATTRIBUTE = re.compile(r' ([a-z-]+)(?:="([^"]*)")?')
# Screen readers and styles of a page use these; typed values are read from the text again.
_PAGE_ATTRIBUTES = frozenset({"headers", "data-value", "data-type", "data-unit", "data-scale"})
_PAGE_CLASSES = re.compile(r"table|table-notes|math|equation|label|check|marked|h\d|language-.*")
_OWN_LINE = ("<table", "</tr", "</caption", "</colgroup", "<thead", "</thead", "<tbody", "</tbody")


def island_writer(document: Document) -> Island:
    """What renders a table of `document` as HTML without blank lines.

    All islands are rendered at the first call, since starting the templates takes a while.
    """
    islands: dict[int, str] = {}

    def island(table: Table) -> str:
        if not islands:
            islands.update(_render(document))
        return islands[id(table)]

    return island


def _render(document: Document) -> Iterator[tuple[int, str]]:
    """HTML by the identity of its table."""
    tables = [
        block
        for block in iter_document_blocks(document)
        if isinstance(block, Table) and not fits_pipes(block)
    ]
    page = open_page(document, origins=False)
    blocks: tuple[Block, ...] = tuple(tables)
    values = {"views": block_views(blocks, page), "separator": _SEPARATOR}
    html = render_template(builtin_folder("html", "standard"), _ENTRY, values, {}, autoescape=True)
    for table, text in zip(tables, html.split(_SEPARATOR), strict=False):
        yield id(table), compact(text)


def compact(html: str) -> str:
    """`html` with a line for each table row and none that is blank."""
    return "".join(_compact(_TAG.split(html))).strip("\n")


def _compact(pieces: Iterable[str]) -> Iterator[str]:
    depth = 0
    exact = False
    for piece in pieces:
        if not piece.startswith("<"):
            if exact:
                yield piece.replace("\n", "&#10;")
            elif piece.strip() or "\n" not in piece:
                yield piece.replace("\n", " ")
            continue
        yield _plain_tag(piece)
        depth += piece.startswith("<table") - piece.startswith("</table")
        if piece.startswith(("<pre", "</pre")):
            exact = piece.startswith("<pre")
        if depth == 1 and piece.startswith(_OWN_LINE):
            yield "\n"


def _plain_tag(tag: str) -> str:
    if tag.startswith("</"):
        return tag
    name = re.match(r"<[a-z0-9]+", tag)
    assert name is not None
    return name[0] + _ATTRIBUTE.sub(_kept, tag[name.end() :])


def _kept(found: re.Match[str]) -> str:
    name, value = found[1], found[2] or ""
    of_page = (
        name in _PAGE_ATTRIBUTES
        or (name == "id" and value.startswith("tw-"))
        or (name == "href" and value.startswith("#tw-"))
        or (name == "class" and _PAGE_CLASSES.fullmatch(value) is not None)
    )
    return "" if of_page else found[0].replace("\n", "&#10;")


__all__ = ["compact", "island_writer"]
