"""The encoding that an HTML page declares (WHATWG HTML 13.2.3.2, and XML declarations)."""

from __future__ import annotations

import re
from typing import Final

PRESCAN_BYTES: Final = 8192
"""The standard looks at 1,024 bytes; real pages put the declaration behind long scripts."""
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_META = re.compile(rb"<meta[\s/][^>]*?charset\s*=\s*[\"']?\s*([^\s\"'/>;]+)", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']+)")


def declared_encoding(data: bytes) -> str | None:
    """The label in the page's `meta` element or XML declaration; None when there is none."""
    head = data[:PRESCAN_BYTES]
    if b"\0" in head:  # UTF-16 or UTF-32: ASCII without the high bytes
        head = head.replace(b"\0", b"")
    match = _META.search(_COMMENT.sub(b"", head)) or _XML.search(head)
    return match.group(1).decode("ascii", "replace") if match else None
