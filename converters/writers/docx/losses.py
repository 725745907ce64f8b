"""What DOCX cannot show of a document, as diagnostics for the caller."""

from __future__ import annotations

from ...diagnostics import diagnostic
from ...model import Diagnostic, Document, Image, Link, Table
from ...model.addresses import is_safe_address
from ...model.walk import iter_document_blocks, iter_inlines
from .pictures import PictureStore
from .tables import MAX_COLUMNS


def find_losses(document: Document) -> tuple[Diagnostic, ...]:
    """What `write_docx` shows in another way than the document has it, in reading order."""
    found: list[Diagnostic] = []
    pictures = PictureStore({asset.sha256: asset for asset in document.assets})
    for blocks in (document.blocks, *(note.blocks for note in document.notes)):
        for inline in iter_inlines(blocks):
            if isinstance(inline, Image) and not _is_shown(inline, pictures):
                name = inline.alt or inline.href or "without a name"
                found.append(
                    _loss(f"Word cannot show the picture {name!r}; its name stands there.")
                )
            elif isinstance(inline, Link) and not is_safe_address(inline.href):
                found.append(_loss(f"The link to {inline.href[:80]!r} is unsafe; its text stays."))
    for block in iter_document_blocks(document):
        if isinstance(block, Table) and block.columns > MAX_COLUMNS:
            found.append(
                _loss(
                    f"A table of {block.columns} columns was cut into tables of at most "
                    f"{MAX_COLUMNS}, as many as Word allows."
                )
            )
    return tuple(found)


def _is_shown(image: Image, pictures: PictureStore) -> bool:
    return image.asset is not None and pictures.natural_size(image.asset) is not None


def _loss(message: str) -> Diagnostic:
    return diagnostic("not-carried", message)
