"""Markdown -> Document: CommonMark with tables, footnotes, definition lists and formulas.

Markup is not text: what counts as a character of the source is the content of the parser's
tokens. Files that tablewright wrote (front matter `generator: tablewright ...`) are read
literally; docs/markdown.md says what they hold.
"""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from ...errors import LimitExceeded
from ...model import Document, Note, NoteKind
from ..base import Ledger, ReadOptions, Source, finish_document
from ..encoding import decode, refuse_binary
from ..html.elements import HANDLERS
from ..html.page import Page
from ..html.style import Sheet
from .annotations import parse_annotation
from .blocks import BlockReader
from .front_matter import read_front_matter
from .parser import parse_markdown
from .session import Session, line_starts
from .tree import Node, build_tree

MEDIA_TYPE = "text/markdown"
MAX_BYTES = 64 * 1024 * 1024
_KINDS: dict[str, NoteKind] = {"endnote": "endnote", "comment": "comment"}


def read_markdown(source: Source, options: ReadOptions) -> Document:
    """The document of a Markdown file.

    Raises UnreadableSource for empty or binary data and LimitExceeded above MAX_BYTES.
    """
    del options
    refuse_binary(source)
    if len(source.data) > MAX_BYTES:
        raise LimitExceeded(
            f"{source.name} is larger than {MAX_BYTES // 2**20} MB, the limit for Markdown."
        )
    ledger = Ledger()
    text, encoding = decode(source.data, ledger, declared=None)
    front = read_front_matter(text)
    body = text[front.length :]
    tokens, env = parse_markdown(body)
    session = Session(
        ledger=ledger,
        literal=front.literal,
        offset=front.length,
        first_line=text.count("\n", 0, front.length) + 1,
        line_starts=line_starts(body),
        env=env,
        page=Page(
            ledger,
            HANDLERS,
            Sheet(),
            folder=source.folder,
            literal=front.literal,
            targets=_targets(tokens),
        ),
    )
    nodes = build_tree(tokens, literal=front.literal)
    reader = BlockReader(session, tokens)
    footnotes = _footnotes(nodes, session)
    blocks = reader.read(nodes)
    notes = _read_notes(footnotes, reader)
    session.page.report_notices()
    return finish_document(
        source.info(MEDIA_TYPE, encoding),
        blocks,
        ledger,
        metadata=front.metadata,
        notes=notes,
        assets=tuple(session.page.assets.values()),
        literal=front.literal,
    )


def _targets(tokens: Sequence[Token]) -> frozenset[str]:
    """Names in the file that its links point to."""
    addresses = (
        str(child.attrGet("href"))
        for token in tokens
        for child in token.children or ()
        if child.type == "link_open"
    )
    return frozenset(href[1:] for href in addresses if href[:1] == "#" and len(href) > 1)


def _footnotes(nodes: Sequence[Node], session: Session) -> dict[str, tuple[Node, dict[str, str]]]:
    """Footnote definitions by id, with what their annotations say."""
    found: dict[str, tuple[Node, dict[str, str]]] = {}
    for node in _walk(nodes):
        if node.kind != "footnote_reference":
            continue
        label = str(node.token.meta["label"])
        first = node.children[0] if node.children else None
        told: dict[str, str] = {}
        if session.literal and first is not None and first.kind == "html_block":
            annotation = parse_annotation(first.token.content.strip())
            told = annotation.values if annotation and annotation.kind == "note" else {}
        name = told.get("id", label)
        session.note_ids[label] = name
        if name not in found:
            found[name] = (node, told)
    return found


def _walk(nodes: Sequence[Node]) -> list[Node]:
    walked: list[Node] = []
    stack = list(reversed(nodes))
    while stack:
        node = stack.pop()
        walked.append(node)
        stack.extend(reversed(node.children))
    return walked


def _read_notes(
    footnotes: dict[str, tuple[Node, dict[str, str]]], reader: BlockReader
) -> tuple[Note, ...]:
    notes = []
    for name, (node, told) in footnotes.items():
        kind = _KINDS.get(told.get("kind", ""), "footnote")
        origin = reader.session.origin(node.token)
        blocks = reader.read(node.children)
        notes.append(Note(name, blocks, kind, told.get("label"), origin))
    return (*notes, *reader.session.inline_notes)
