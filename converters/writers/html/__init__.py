"""Write a document as one HTML file, through the templates in `templates/html`.

What the markup means is fixed in docs/html-markup.md, so that our own reader gets the same document
back; how it looks is the template's business (docs/templates.md).
"""

from __future__ import annotations

from markupsafe import Markup

from ...errors import LimitExceeded
from ...model import Document, Note
from ..base import WriteOptions
from ..templating import render_template, template_folder
from .blocks import block_views, content_view, paragraph_origin
from .head import generator_name, meta_attributes, page_title
from .markup import Attribute, attributes, escape_text, finished
from .page import NoteMark, Page, open_page
from .views import NotesView, NoteView, PageView

ENTRY = "document.html.j2"

__all__ = ["ENTRY", "page_view", "write_html"]


def write_html(document: Document, options: WriteOptions) -> bytes:
    """`document` as UTF-8 HTML.

    Raises TemplateError when the template is missing or fails, and LimitExceeded when lists, tables
    and quotes are nested too deeply; readers stop at 60 levels.
    """
    folder = template_folder("html", options.template)
    try:
        page = page_view(document, origins=options.origins)
    except RecursionError as error:
        raise LimitExceeded("The document is nested too deeply to be written as HTML.") from error
    values = {"page": page, "document": document}
    return render_template(folder, ENTRY, values, {}, autoescape=True).encode()


def page_view(document: Document, *, origins: bool = True) -> PageView:
    """What the templates are given as `page`."""
    page = open_page(document, origins=origins)
    return PageView(
        language=page.language,
        title=page_title(document, page),
        generator=generator_name(),
        metas=meta_attributes(document),
        blocks=block_views(document.blocks, page),
        notes=tuple(_sections(document.notes, page)),
    )


def _sections(notes: tuple[Note, ...], page: Page) -> list[NotesView]:
    """Runs of notes of one kind, so that the order of the notes is kept."""
    runs: list[list[Note]] = []
    for note in notes:
        if not runs or runs[-1][0].kind != note.kind:
            runs.append([])
        runs[-1].append(note)
    return [_section(run, page) for run in runs]


def _section(run: list[Note], page: Page) -> NotesView:
    kind = run[0].kind
    pairs: list[Attribute] = [
        ("class", "notes"),
        ("data-notes", kind),
        ("aria-label", page.words.notes[kind]),
    ]
    return NotesView(attributes(pairs), tuple(_note(note, page) for note in run))


def _note(note: Note, page: Page) -> NoteView:
    mark = page.marks[note.id]
    pairs: list[Attribute] = [
        ("id", mark.id),
        ("data-note-id", note.id),
        ("data-label", note.label),
        *page.origin_attributes(note.origin),
    ]
    return NoteView(
        attributes(pairs),
        _back_links(mark, page),
        attributes([("class", "note-body"), *paragraph_origin(note.blocks, page)]),
        content_view(note.blocks, page),
    )


def _back_links(mark: NoteMark, page: Page) -> Markup:
    """The note's mark, as links to the places that refer to it."""
    if not mark.references:
        return finished(escape_text(mark.text))
    links = ""
    for place in range(1, mark.references + 1):
        text = mark.text if place == 1 else str(place)
        pairs: list[Attribute] = [
            ("href", f"#{mark.reference_id(place)}"),
            ("role", "doc-backlink"),
            ("aria-label", f"{text} ({page.words.back})"),
        ]
        links += f"<a{attributes(pairs)}>{escape_text(text)}</a>"
    return finished(links)
