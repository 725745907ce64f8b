"""The body: blocks in order, very wide tables on pages turned by a quarter."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ...model import Block, Heading, Table
from .blocks import write_block
from .notes import unused_notes
from .session import Look, Place, Session
from .widths import wants_landscape
from .xml import TABLE_GAP


@dataclass(slots=True)
class _Run:
    """Neighbouring blocks on pages of one orientation."""

    wide: bool
    blocks: list[Block]


def write_body(session: Session, place: Place, section: str) -> tuple[str, str]:
    """The blocks of the document, and the section properties that must close it.

    `section` is the template's `w:sectPr`. A section break is a paragraph of its own (17.6.18).
    """
    runs = _orientations(session.document.blocks, session.look)
    parts: list[str] = []
    for position, run in enumerate(runs):
        width = session.look.landscape_width if run.wide else place.width
        inner = replace(place, width=width)
        for block in run.blocks:
            parts.append(write_block(block, session, inner))
            if isinstance(block, Table):
                parts.append(TABLE_GAP)
        if position < len(runs) - 1:
            own = _section(section, run.wide, first=position == 0)
            parts.append(f'<w:p><w:pPr><w:pStyle w:val="TableGap"/>{own}</w:pPr></w:p>')
    unused = unused_notes(session)
    if unused:
        parts.append(session.bookmarks.mark("unused_notes", unused))
    last_wide = bool(runs) and runs[-1].wide
    return "".join(parts), _section(section, last_wide, first=len(runs) < 2)


def _orientations(blocks: tuple[Block, ...], look: Look) -> list[_Run]:
    runs: list[_Run] = []
    for block in blocks:
        wide = isinstance(block, Table) and wants_landscape(block, look.width, look.letter)
        if runs and runs[-1].wide == wide:
            runs[-1].blocks.append(block)
            continue
        heads = _headings_at_end(runs[-1].blocks) if wide and runs else []
        if heads and not runs[-1].blocks:
            runs.pop()
        if heads and runs and runs[-1].wide:
            runs[-1].blocks += [*heads, block]
        else:
            runs.append(_Run(wide, [*heads, block]))
    return runs


def _headings_at_end(blocks: list[Block]) -> list[Block]:
    """Take the headings at the end away, to put them on the page of the table that follows."""
    taken: list[Block] = []
    while blocks and isinstance(blocks[-1], Heading):
        taken.insert(0, blocks.pop())
    return taken


_SIZE = re.compile(r"<w:pgSz\b[^>]*/>")
_WIDTH = re.compile(r'w:w="(\d+)"')
_HEIGHT = re.compile(r'w:h="(\d+)"')
_START = re.compile(r' w:start="[^"]*"')


def _section(section: str, wide: bool, *, first: bool) -> str:
    """The template's section, turned when `wide`; only the first one restarts page numbers."""
    if not first:
        section = re.sub(r"<w:pgNumType\b[^>]*>", lambda tag: _START.sub("", tag[0]), section)
    return _SIZE.sub(lambda tag: _turned(tag[0]), section) if wide else section


def _turned(size: str) -> str:
    width, height = _WIDTH.search(size), _HEIGHT.search(size)
    if not width or not height or "landscape" in size:
        return size
    return f'<w:pgSz w:w="{height[1]}" w:h="{width[1]}" w:orient="landscape"/>'
