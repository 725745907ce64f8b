"""Keep U+3000 and no-break spaces at the start of lines, which markdown-it would strip.

CommonMark (2.1, 4.8) strips ASCII white space only, and Chinese paragraphs start with U+3000.
While the text is parsed noncharacters stand in their place, one for one, so that places stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from markdown_it.token import Token

_INDENT = re.compile("^ {0,3}[\u3000\u00a0]+", re.MULTILINE)
_HIDE = {0x3000: "\ufdd0", 0xA0: "\ufdd1"}
_SHOW = {0xFDD0: "\u3000", 0xFDD1: "\u00a0"}


def keep_indents(text: str) -> str:
    """`text` with stand-ins for wide spaces at line starts; `text` itself when there are none."""
    if _INDENT.search(text) is None:
        return text
    return _INDENT.sub(lambda found: found[0].translate(_HIDE), text)


def restore_indents(tokens: list[Token]) -> list[Token]:
    """The tokens with the wide spaces back in their text."""
    _restore(tokens)
    return tokens


def _restore(tokens: Iterable[Token]) -> None:
    for token in tokens:
        if "\ufdd0" in token.content or "\ufdd1" in token.content:
            token.content = token.content.translate(_SHOW)
        if token.children:
            _restore(token.children)
        pipes = token.meta.get("pipes")
        if pipes is not None:
            for row in pipes.rows:
                row[:] = [cell.translate(_SHOW) for cell in row]
