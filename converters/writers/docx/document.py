"""Write a Document as a DOCX package.

`docs/docx-markup.md` says how each part of the model is carried and what is not.
"""

from __future__ import annotations

from ...errors import LimitExceeded
from ...model import Document
from ..base import WriteOptions
from ..templating import template_folder
from .body import write_body
from .bookmarks import document_ids
from .notes import write_note_parts
from .package import Package, Relations
from .properties import write_properties
from .session import Place, Session
from .side_part import PROPERTIES, SidePart
from .template import Template, add_template_parts, load_template

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def write_docx(document: Document, options: WriteOptions) -> bytes:
    """`document` as the bytes of a .docx file, the same for the same document and template.

    Raises TemplateError when the template is missing or wrong, and LimitExceeded when blocks are
    nested some hundred levels deep.
    """
    try:
        return _write(document, options)
    except RecursionError as error:
        raise LimitExceeded(
            "The document is nested too deeply for DOCX; write it as JSON instead."
        ) from error


def _write(document: Document, options: WriteOptions) -> bytes:
    template = load_template(template_folder("docx", options.template), document)
    session = Session.of(document, template.look)
    session.drawings = template.drawings
    session.bookmarks.reserve(template.markup)
    session.bookmarks.plan(document_ids(document))
    package = Package()
    package.relations.add("officeDocument", "word/document.xml")
    relations = Relations()
    main = _main_part(template, session, relations)
    package.add("word/document.xml", main, f"{_WORD}.document.main+xml", relations)
    add_template_parts(template, package, relations)
    write_note_parts(session, package, relations)
    if session.numbering:  # after the notes, which have lists too
        relations.add("numbering", "word/numbering.xml")
        package.add("word/numbering.xml", session.numbering.xml(), f"{_WORD}.numbering+xml")
    _add_assets(session, package)
    _add_side_part(session, package, relations)
    write_properties(document.metadata, package)
    return package.data()


def _main_part(template: Template, session: Session, relations: Relations) -> str:
    place = Place(relations=relations, width=template.look.width)
    body, section = write_body(session, place, template.section)
    if template.adds_blocks:
        body = session.bookmarks.mark("body", body or "<w:p/>")
    return template.document_xml(body, section)


def _add_assets(session: Session, package: Package) -> None:
    records: list[dict[str, str]] = []
    for asset in session.pictures.assets.values():
        part = session.pictures.parts[asset.sha256]
        package.add_media(part, asset.data, asset.media_type)
        record = {"sha256": asset.sha256, "media_type": asset.media_type}
        if asset.name is not None:
            record["name"] = asset.name
        records.append({**record, "part": part})
    session.side.put("assets", records)


def _add_side_part(session: Session, package: Package, document: Relations) -> None:
    side: SidePart = session.side
    side.put("metadata", session.document.metadata)
    side.put("furniture", session.document.furniture)
    relations = Relations()
    relations.add("customXmlProps", "customXml/itemProps1.xml")
    package.add("customXml/item1.xml", side.xml(), "application/xml", relations)
    package.add(
        "customXml/itemProps1.xml",
        PROPERTIES,
        "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    )
    document.add("customXml", "customXml/item1.xml")
