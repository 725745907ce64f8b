"""An HTML page to a document: decode, parse, prune, read the blocks, account for the rest."""

from __future__ import annotations

from functools import partial

from ...errors import LimitExceeded, UnreadableSource
from ...model import Block, Document, Furniture, FurnitureKind, SourceInfo
from ..base import MAX_SOURCE_BYTES, Ledger, ReadOptions, Source, finish_document
from ..encoding import decode, refuse_binary
from ..saved_page import SavedPage, is_saved_page, unpack
from .declared import declared_encoding
from .drawn_tables import make_tables
from .elements import HANDLERS
from .flow import Flow, State
from .frames import graft_frames
from .headed_tables import join_headers
from .hidden import prune_hidden
from .literal import DamagedPage, is_literal, read_literal
from .literal.document import LiteralPage
from .main_content import trim_to_main
from .metadata import read_metadata
from .notes import find_notes, read_notes
from .page import Page, find_base, find_targets
from .style import read_sheets
from .tree import Node, origin, parse_page

MEDIA_TYPE = "text/html"


def read_html(source: Source, options: ReadOptions) -> Document:
    """The document of an HTML page.

    Raises UnreadableSource for empty or binary sources and LimitExceeded for far too large ones.
    """
    if len(source.data) > MAX_SOURCE_BYTES:
        raise LimitExceeded(f"{source.name} is larger than {MAX_SOURCE_BYTES:,} bytes.")
    saved = _unpacked(source)
    data = source.data if saved is None else saved.page
    refuse_binary(Source(source.name, data))
    ledger = Ledger()
    declared = declared_encoding(data) or (saved.declared if saved is not None else None)
    text, encoding = decode(data, ledger, declared=declared)
    if not text.strip():
        raise UnreadableSource(f"{source.name} is empty; there is nothing to read.")
    kind = MEDIA_TYPE if saved is None else saved.media_type
    tree = parse_page(text)
    root = tree.root
    if is_literal(root):
        try:
            return _literal_document(source.info(kind, encoding), ledger, read_literal(root))
        except DamagedPage as error:
            ledger.report(
                "part-damaged",
                f"The page is not quite as tablewright writes it ({error}); "
                "it was read as any other page.",
            )
    graft_frames(tree, source.folder, saved, ledger)
    ledger.source(tree.text)
    page = Page(
        ledger,
        HANDLERS,
        read_sheets(tree),
        folder=source.folder,
        base=find_base(tree),
        saved=saved,
    )
    if tree.flattened:
        page.notice("nesting-limit", "the page", root)
    body = next((child for child in root.elements() if child.tag == "body"), None)
    prune_hidden(root, page.sheet, lambda text, node: page.leave_out("hidden", text, node))
    make_tables(root, page.sheet)
    if options.stitch:
        _join_headers(page, root)
    metadata = read_metadata(tree, body, tree.text)
    definitions = find_notes(page, tree)
    page.targets = find_targets(tree, page.note_marks)
    blocks = _read_body(page, root, options)
    notes = read_notes(page, definitions)
    page.report_notices()
    return finish_document(
        source.info(kind, encoding),
        blocks,
        ledger,
        metadata=metadata,
        notes=tuple(notes),
        furniture=tuple(page.furniture),
        assets=tuple(page.assets.values()),
        literal=page.literal,
    )


def _unpacked(source: Source) -> SavedPage | None:
    if not is_saved_page(source.data):
        return None
    saved = unpack(source.data)
    if saved is None:
        raise UnreadableSource(f"{source.name} holds no page; save it again.")
    return saved


def _literal_document(info: SourceInfo, ledger: Ledger, page: LiteralPage) -> Document:
    ledger.source(page.text)
    return finish_document(
        info,
        page.blocks,
        ledger,
        metadata=page.metadata,
        notes=page.notes,
        assets=page.assets,
        literal=True,
    )


def _join_headers(page: Page, root: Node) -> None:
    leave = partial(page.leave_out, "repeated-header")
    for table in join_headers(root, leave):
        message = "A header in a table of its own was joined with the table below it."
        page.ledger.report("table-stitched", message, origin(table))


def _read_body(page: Page, root: Node, options: ReadOptions) -> tuple[Block, ...]:
    if options.content == "main":
        trim_to_main(root, lambda text, node, reason: page.leave_out(reason, text, node))
    _furnish(page, root)
    flow = Flow(page, 0, State())
    for child in root.elements():
        if child.tag in ("body", "frameset"):
            flow.read([child])
    return flow.finish()


def _furnish(page: Page, root: Node) -> None:
    """Running heads that LibreOffice writes at the start and end of the body."""
    for body in root.elements():
        for node in list(body.elements()) if body.tag == "body" else ():
            title = node.attrs.get("title")
            if node.tag != "div" or title not in ("header", "footer"):
                continue
            kind: FurnitureKind = "header" if title == "header" else "footer"
            body.children = [child for child in body.children if child is not node]
            flow = Flow(page, 0, State())
            flow.read([node])
            page.ledger.furnish(node.text())
            page.furniture.append(Furniture(kind, flow.finish(), origin(node)))
