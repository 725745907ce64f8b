"""Document -> Markdown: CommonMark with the tables, footnotes and formulas of GFM and Pandoc.

What is written and read back is described in docs/markdown.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from ...model import Document, Note
from ...model.text import clean_text
from ..base import WriteOptions
from ..templating import render_template, template_folder
from .annotations import annotation
from .blocks import (
    definition_views,
    equation_view,
    fence,
    heading_annotation,
    info_string,
    table_view,
)
from .escape import escape_attribute
from .front_matter import front_matter
from .inlines import InlineWriter
from .islands import island_writer
from .references import collect_references
from .sequence import list_view, parts

ENTRY = "document.md.j2"


def write_markdown(document: Document, options: WriteOptions) -> bytes:
    """`document` as UTF-8 Markdown, by the template that `options` name.

    Raises TemplateError for a template that is missing or broken.
    """
    folder = template_folder("markdown", options.template)
    references = collect_references(document)
    write = InlineWriter(references)
    values: Mapping[str, Any] = {
        "document": document,
        "front_matter": front_matter(document),
        "references": references,
    }
    filters = _filters(document, write, options)
    text = render_template(folder, ENTRY, values, filters, autoescape=False)
    return (clean_text(text).strip("\n") + "\n").encode("utf-8")


def _filters(
    document: Document, write: InlineWriter, options: WriteOptions
) -> dict[str, Callable[..., Any]]:
    island = island_writer(document)
    return {
        "parts": parts,
        "block": write.block,
        "heading_content": write.heading,
        "heading_annotation": heading_annotation,
        "annotate": annotation,
        "list_view": list_view,
        "definition_views": lambda block: definition_views(block, write),
        "table_view": lambda block: table_view(block, write, options.spans, island),
        "equation_view": equation_view,
        "fence": fence,
        "info_string": info_string,
        "note_label": lambda note: write.references.note_label(note.id),
        "note_annotation": lambda note: _note_annotation(note, write),
        "indented": indented,
        "quoted": quoted,
        "attribute": escape_attribute,
    }


def _note_annotation(note: Note, write: InlineWriter) -> str:
    told: dict[str, str] = {}
    if write.references.note_label(note.id) != note.id:
        told["id"] = note.id
    if note.kind != "footnote":
        told["kind"] = note.kind
    if note.label is not None:
        told["label"] = note.label
    return annotation("note", **told) + "\n\n" if told else ""


def indented(text: str, width: int) -> str:
    """`text` with all lines but the first and blank ones moved right by `width` spaces."""
    return re.sub(r"\n(?!\n|$)", "\n" + " " * width, text)


def quoted(text: str) -> str:
    """`text` with `>` before every line."""
    return "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))
