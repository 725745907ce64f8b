"""Comments in the margin: who wrote them, when, and which answer which (17.13.4, [MS-DOCX] 2.7).

A thread is one note: the comment and its replies, each under a line with its author and date.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from lxml.etree import _Element as Element

from ...model import Block, Paragraph, Text
from .names import ID, W14, P, W
from .package import Package, Part

_W15: Final = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_PARAGRAPH_ID: Final = W14 + "paraId"
_DATE: Final = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d))?")


def comment_part(package: Package, main: Part) -> Part | None:
    """The part with the comments, paragraph ids included, which say what answers what."""
    for relation in main.related("comments"):
        root = package.tree(relation.target)
        if root is not None:
            return Part(relation.target, root, package.relations(relation.target))
    return None


def replies(package: Package, main: Part, comments: Part) -> Mapping[str, str]:
    """The id of the comment that begins the thread, by the id of each reply."""
    by_paragraph = {
        paragraph_id: comment.get(ID, "")
        for comment in comments.root.iterchildren(W + "comment")
        for paragraph in comment.iter(P)
        if (paragraph_id := paragraph.get(_PARAGRAPH_ID))
    }
    parents: dict[str, str] = {}
    for relation in main.related("commentsExtended"):
        root = package.tree(relation.target)
        for extension in () if root is None else root.iter(_W15 + "commentEx"):
            reply = by_paragraph.get(extension.get(_W15 + "paraId", ""))
            parent = by_paragraph.get(extension.get(_W15 + "paraIdParent", ""))
            if reply is not None and parent is not None and reply != parent:
                parents[reply] = parent
    first = {reply: _first(reply, parents) for reply in parents}
    return {reply: top for reply, top in first.items() if top not in parents}


def _first(reply: str, parents: Mapping[str, str]) -> str:
    """The comment at the start of a thread; a reply where ids go in circles."""
    seen = {reply}
    current = parents[reply]
    while current in parents and current not in seen:
        seen.add(current)
        current = parents[current]
    return current


def signature(comment: Element) -> tuple[Block, ...]:
    """A line with the author and the date of a comment; none where both are unknown."""
    author = (comment.get(W + "author") or comment.get(W + "initials") or "").strip()
    found = _DATE.match(comment.get(W + "date", ""))
    date = " ".join(filter(None, found.groups())) if found else ""
    words = ", ".join(filter(None, (author, date)))
    return (Paragraph((Text(words, bold=True),)),) if words else ()
