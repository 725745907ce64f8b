"""Footnotes, endnotes and comments as parts (ECMA-376 Part 1, 17.11, 17.13.4)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ...model import Block, Note, NoteKind, Paragraph
from .blocks import write_blocks, write_paragraph
from .inlines import note_mark
from .package import Package, Relations
from .session import Place, Session
from .xml import DECLARATION, ROOT_ATTRIBUTES, attribute, styled_run, text_element

_STYLES: Final = {
    "footnote": "FootnoteText",
    "endnote": "EndnoteText",
    "comment": "CommentText",
}
_MARK_STYLES: Final = {"footnote": "FootnoteReference", "endnote": "EndnoteReference"}
_SEPARATORS: Final = (
    '<w:{kind} w:type="separator" w:id="-1"><w:p><w:pPr><w:spacing w:after="0" w:line="240" '
    'w:lineRule="auto"/></w:pPr><w:r><w:separator/></w:r></w:p></w:{kind}>'
    '<w:{kind} w:type="continuationSeparator" w:id="0"><w:p><w:pPr><w:spacing w:after="0" '
    'w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:continuationSeparator/></w:r></w:p></w:{kind}>'
)
KINDS: Final[tuple[NoteKind, ...]] = ("footnote", "endnote", "comment")
_CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}s+xml"


def write_note_parts(session: Session, package: Package, document: Relations) -> None:
    """Add a part for each kind of note that the document has, and put them on record."""
    for kind in KINDS:
        notes = [note for note in session.notebook.notes.values() if note.kind == kind]
        if notes:
            relations = Relations()
            place = Place(
                relations=relations,
                width=session.look.width,
                style=_STYLES[kind],
                marks=False,
            )
            body = "".join(_note(note, session, place) for note in notes)
            separators = "" if kind == "comment" else _SEPARATORS.format(kind=kind)
            xml = f"<w:{kind}s {ROOT_ATTRIBUTES}>{separators}{body}</w:{kind}s>"
            name = f"word/{kind}s.xml"
            package.add(name, DECLARATION + xml, _CONTENT_TYPE.format(kind), relations)
            document.add(f"{kind}s", name)
    session.side.put("notes", [_record(note, session) for note in session.notebook.notes.values()])


def _record(note: Note, session: Session) -> dict[str, str | int]:
    record: dict[str, str | int] = {"id": note.id}
    if note.kind != "footnote":
        record["kind"] = note.kind
    if note.label is not None:
        record["label"] = note.label
    return {**record, "number": session.notebook.numbers[note.id]}


def _note(note: Note, session: Session, place: Place) -> str:
    number = session.notebook.numbers[note.id]
    content = _note_blocks(note, session, place)
    if note.kind == "comment":
        author = attribute(note.label or "")
        return f'<w:comment w:id="{number}" w:author="{author}">{content}</w:comment>'
    return f'<w:{note.kind} w:id="{number}">{content}</w:{note.kind}>'


def _note_blocks(note: Note, session: Session, place: Place) -> str:
    mark = _own_mark(note)
    first = note.blocks[0] if note.blocks else None
    rest: Iterable[Block] = note.blocks
    if isinstance(first, Paragraph):
        head = write_paragraph(first, session, place, mark=mark)
        rest = note.blocks[1:]
    else:
        head = f'<w:p><w:pPr><w:pStyle w:val="{place.style}"/></w:pPr>{mark}</w:p>'
    return head + write_blocks(rest, session, place)


def _own_mark(note: Note) -> str:
    if note.kind == "comment":
        return styled_run("CommentReference", "<w:annotationRef/>")
    own = f"<w:{note.kind}Ref/>" if note.label is None else text_element(note.label)
    space = styled_run(_MARK_STYLES[note.kind], text_element(" "))
    return styled_run(_MARK_STYLES[note.kind], own) + space


def unused_notes(session: Session) -> str:
    """A paragraph with the marks of notes that nothing in the body refers to, else nothing."""
    unused = [
        note for note in session.notebook.notes.values() if note.id not in session.notebook.marked
    ]
    for note in unused:
        session.notebook.mark(note)
    marks = "".join(note_mark(note.id, session) for note in unused)
    return f'<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr>{marks}</w:p>' if marks else ""
