"""Frame sets: a workbook saved as web pages keeps its sheets in files beside the page."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import unquote

from ..base import Ledger
from ..encoding import decode
from ..saved_page import SavedPage
from .declared import declared_encoding
from .tree import Node, Tree, origin, parse_page

MAX_FRAMES: Final = 50
MAX_FRAME_BYTES: Final = 32 * 1024 * 1024
_SUFFIXES: Final = (".htm", ".html", ".xhtml")


def graft_frames(tree: Tree, folder: Path | None, saved: SavedPage | None, ledger: Ledger) -> None:
    """Put the pages of a frame set, one after the other, into a body of the tree.

    Only files in the folder of the source are opened, or those saved with the page.
    """
    root = tree.root
    frameset = next((child for child in root.elements() if child.tag == "frameset"), None)
    if frameset is None:
        return
    frames = [node for node in frameset.walk() if node.tag == "frame"][:MAX_FRAMES]
    body = Node("body", {}, root)
    for frame in frames:
        name = unquote(frame.attrs.get("src", "")).split("#")[0]
        if "tabstrip" in name:  # the names of the sheets, as links
            continue
        data = _file(folder, name) if saved is None else saved.part(name)
        if data is None:
            ledger.report("external-ignored", f"The frame {name!r} was not opened.", origin(frame))
            continue
        text, _encoding = decode(data, ledger, declared=declared_encoding(data))
        page = parse_page(text)
        tree.text += page.text
        for tag, nodes in page.by_tag.items():
            tree.by_tag.setdefault(tag, []).extend(nodes)
        _graft(root, body, page.root, str(PurePosixPath(name).parent))
    if not body.children:
        return
    root.children = [child for child in root.children if child is not frameset]
    root.children.append(body)
    ledger.leave_out("fallback", frameset.text(), origin(frameset))


def _file(folder: Path | None, name: str) -> bytes | None:
    parts = PurePosixPath(name).parts
    if folder is None or not parts or name.startswith("/") or ".." in parts or "\0" in name:
        return None
    target = folder
    try:
        for part in parts:
            target = target / part
            if target.is_symlink():
                return None
        if target.suffix.lower() not in _SUFFIXES or not target.is_file():
            return None
        return target.read_bytes() if target.stat().st_size <= MAX_FRAME_BYTES else None
    except (OSError, ValueError):
        return None


def _graft(root: Node, body: Node, page: Node, folder: str) -> None:
    """Take over styles and content; addresses of pictures start from the frame's folder."""
    section = Node("section", {}, body)
    for part in page.elements():
        for child in part.children:
            if part.tag == "body":
                section.children.append(child)
                if isinstance(child, Node):
                    child.parent = section
            elif isinstance(child, Node) and child.tag == "style":
                child.parent = root
                root.children.insert(0, child)
    for node in section.walk():
        if node.tag == "img" and ":" not in node.attrs.get("src", ":") and folder != ".":
            node.attrs["src"] = f"{folder}/{node.attrs['src']}"
    body.children.append(section)
