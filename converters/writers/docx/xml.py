"""Small pieces of WordprocessingML as text.

The body is built from strings: a table of 200,000 cells is linear in time and needs no tree.
"""

from __future__ import annotations

import re
from typing import Final

from ...model.text import clean_text

NAMESPACES: Final[dict[str, str]] = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
ROOT_ATTRIBUTES: Final = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
"""What the root element of every part with blocks carries."""
DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def escape(text: str) -> str:
    """`text` as element content; what XML refuses becomes U+FFFD."""
    text = clean_text(text)
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if "\r" in text:
        text = text.replace("\r", "&#13;")
    return text


def attribute(text: str) -> str:
    """`text` as an attribute value between double quotes; line ends and tabs stay."""
    text = escape(text).replace('"', "&quot;")
    return text.replace("\n", "&#10;").replace("\t", "&#9;")


def text_element(text: str) -> str:
    """`w:t` that keeps its white space."""
    space = ' xml:space="preserve"' if text != text.strip() or "  " in text else ""
    return f"<w:t{space}>{escape(text)}</w:t>"


def styled_run(style: str, content: str) -> str:
    """A run of a character style; `content` is markup."""
    return f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr>{content}</w:r>'


_JC: Final = {"left": "left", "center": "center", "right": "right", "justify": "both"}


def jc(alignment: str | None) -> str:
    """`w:jc` of an alignment, empty for None."""
    return f'<w:jc w:val="{_JC[alignment]}"/>' if alignment else ""


_RIGHT_TO_LEFT: Final = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_STRONG: Final = re.compile(f"[^\\W\\d_{_RIGHT_TO_LEFT}]|([{_RIGHT_TO_LEFT}])")
_NO_LATIN: Final = re.compile(f"[^A-Za-z]*[{_RIGHT_TO_LEFT}][^A-Za-z]*")


def runs_leftward(text: str) -> bool:
    """Whether Word must be told that a run is Hebrew, Arabic or the like (17.3.2.30)."""
    return not text.isascii() and bool(_NO_LATIN.fullmatch(text))


def begins_leftward(text: str) -> bool | None:
    """Whether the first letter of a text is of a script from right to left; None without any."""
    letter = _STRONG.search(text)
    return None if letter is None else letter[1] is not None


TABLE_GAP: Final = '<w:p><w:pPr><w:pStyle w:val="TableGap"/></w:pPr></w:p>'
"""An empty line of one point: Word would join two tables that touch."""
