"""The document model as JSON -> Document."""

from __future__ import annotations

from ..errors import UnreadableSource
from ..model import Document
from ..model.codec import decode
from .base import ReadOptions, Source


def read_json(source: Source, options: ReadOptions) -> Document:
    """The document that `write_json` wrote, exactly.

    Raises UnreadableSource, naming the JSON path, for anything else.
    """
    del options
    try:
        return decode(source.data.removeprefix(b"\xef\xbb\xbf"))
    except UnreadableSource as error:
        raise UnreadableSource(f"{source.name}: {error}") from error
