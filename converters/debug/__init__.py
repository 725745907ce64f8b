"""Pictures of what a reader saw on a page and made of it.

Layers over the picture of each page: characters, rulings, grids, cells with rows and columns,
blocks in reading order, furniture, pictures and doubts. They are drawn from the reader's own
results (`readers/pdf/workers/views.py` and the document), not from a second look at the page.

What draws and reads is imported when it is first used: other commands need none of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ..errors import UsageError
from ..model import Document
from ..readers import ReadOptions, Source
from .names import LAYERS

if TYPE_CHECKING:
    from ..readers.pdf.workers.views import PageView

PictureFormat = Literal["html", "svg", "png"]


def read_views(
    source: Source, options: ReadOptions, *, reader: str | None = None
) -> tuple[Document, tuple[PageView, ...]]:
    """The document of a source and views of the pages of `options`, or of all pages.

    Raises UnsupportedFormat for a source without pages, UsageError for a page that is not there,
    UnreadableSource when none of the pages can be shown, and what the readers raise.
    """
    from .read import read_views

    return read_views(source, options, reader)


def draw(
    document: Document,
    views: Sequence[PageView],
    to: PictureFormat,
    layers: Sequence[str] | None = None,
) -> list[tuple[int, bytes]]:
    """Page number and file of each page, from the lowest; HTML is one file, of the first page.

    `layers` are names of LAYERS; None for all.
    """
    from .files import html_file, png_file, svg_file

    names = [name for name in LAYERS if layers is None or name in layers]
    if to == "html":
        return [(views[0].number, html_file(views, document, names, whole=layers is None))]
    one = png_file if to == "png" else svg_file
    return [(view.number, one(view, document, names)) for view in views]


def chosen_layers(text: str | None) -> tuple[str, ...] | None:
    """Names of layers from `rules,cells`; None for None.

    Raises UsageError for a name that is no layer.
    """
    if text is None:
        return None
    names = tuple(name.strip() for name in text.split(","))
    for name in names:
        if name not in LAYERS:
            raise UsageError(f"{name!r} is no layer; there are: {', '.join(LAYERS)}.")
    return names


def page_targets(
    target: Path | None, files: Sequence[tuple[int, bytes]]
) -> list[tuple[Path | None, bytes]]:
    """Where each file of `draw` goes: `page.png`, or of several `page-1.png`, `page-2.png`.

    Raises UsageError when several files would go to standard output.
    """
    if len(files) == 1:
        return [(target, files[0][1])]
    if target is None:
        raise UsageError("Several pages need a file name: add -o OUT, or choose html.")
    return [(target.with_stem(f"{target.stem}-{number}"), data) for number, data in files]


__all__ = ["LAYERS", "PictureFormat", "chosen_layers", "draw", "page_targets", "read_views"]
