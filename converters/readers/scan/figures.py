"""Pictures inside documents read on request: portals publish tables as pictures of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from ...diagnostics import diagnostic
from ...errors import TablewrightError
from ...model import Block, Diagnostic, Document, Image, Paragraph, Table
from ...model.text import block_text
from ...model.walk import iter_inlines, map_block_lists
from ..base import ReadOptions, Source
from .read import read_scan

_FEWEST = 12
"""Characters below which a picture is no text: logos and icons have a word at most."""
_SMALLEST = 2_000
"""Bytes below which a picture is an icon."""


def with_pictures_read(document: Document, options: ReadOptions) -> Document:
    """The document with the text and tables of each embedded picture below it.

    The pictures stay. What was read counts as added, for the source does not hold it as text.
    """
    reader = _PictureReader(document, options)
    blocks = map_block_lists(document.blocks, reader.extended)
    account = document.accounting
    if account is not None:
        account = replace(account, added=account.added + reader.characters)
    return replace(
        document,
        blocks=blocks,
        accounting=account,
        diagnostics=(*document.diagnostics, *reader.diagnostics),
    )


class _PictureReader:
    def __init__(self, document: Document, options: ReadOptions) -> None:
        self.options = options
        self.assets: Mapping[str, bytes] = {
            asset.sha256: asset.data
            for asset in document.assets
            if len(asset.data) >= _SMALLEST and asset.media_type != "image/svg+xml"
        }
        self.read: dict[str, tuple[Block, ...]] = {}
        self.diagnostics: list[Diagnostic] = []
        self.characters = 0

    def extended(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """The blocks, each followed by what its pictures say."""
        return tuple(found for block in blocks for found in (block, *self._said(block)))

    def _said(self, block: Block) -> Iterator[Block]:
        if not isinstance(block, Paragraph):
            return  # figures and others hold their pictures in paragraphs, which come first
        for inline in iter_inlines((block,)):
            if isinstance(inline, Image) and inline.asset and inline.asset in self.assets:
                found = self._read(inline.asset)
                self.characters += len("".join(block_text(found).split()))
                yield from (replace(entry, origin=block.origin) for entry in found)

    def _read(self, asset: str) -> tuple[Block, ...]:
        if asset not in self.read:
            self.read[asset] = self._recognised(asset)
        return self.read[asset]

    def _recognised(self, asset: str) -> tuple[Block, ...]:
        try:
            picture = read_scan(Source("a picture", self.assets[asset]), self.options)
        except TablewrightError as error:
            self.diagnostics.append(diagnostic("asset-unreadable", str(error)))
            return ()
        if len(block_text(picture.blocks)) < _FEWEST:
            return ()
        self.diagnostics.append(
            diagnostic("picture-recognised", "The text of a picture was read and stands below it.")
        )
        return tuple(map(_placeless, picture.blocks))


def _placeless(block: Block) -> Block:
    """A block without places on the picture, which would be taken for places in the document."""
    if not isinstance(block, Table):
        return block
    cells = tuple(replace(cell, origins=()) for cell in block.cells)
    fragments = tuple(replace(fragment, origin=None) for fragment in block.fragments)
    return replace(block, cells=cells, fragments=fragments)
