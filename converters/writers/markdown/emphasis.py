"""Choose delimiters for bold, italic and struck text that CommonMark really parses.

`**一是加强。**政务` does not close: the run after `。` stands before a letter and so is not
right-flanking (CommonMark 6.2). Such text gets HTML tags, which need no rule. The two readings of
"punctuation" in use, with and without symbols, must both allow a delimiter.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from string import digits, punctuation
from typing import Literal

Mark = Literal["bold", "italic", "bold-italic", "strike"]

DELIMITERS: dict[Mark, str] = {
    "bold": "**",
    "italic": "*",
    "bold-italic": "***",
    "strike": "~~",
}
_TAGS: dict[Mark, tuple[str, str]] = {
    "bold": ("<b>", "</b>"),
    "italic": ("<i>", "</i>"),
    "bold-italic": ("<b><i>", "</i></b>"),
    "strike": ("<s>", "</s>"),
}


@dataclass(slots=True)
class Raw:
    """Finished inline Markdown."""

    markdown: str
    text: bool = False
    """Whether it is escaped text of the document, not markup."""


@dataclass(slots=True)
class Open:
    """Where marked text starts."""

    mark: Mark


@dataclass(slots=True)
class Close:
    """Where marked text ends; belongs to the nearest open start."""

    mark: Mark


Piece = Raw | Open | Close


def join_pieces(pieces: Sequence[Piece]) -> str:
    """The Markdown of `pieces`, with delimiters where they parse and tags elsewhere."""
    out: list[str] = []
    starts: list[tuple[int, int]] = []  # index of the piece, index in `out`
    for index, piece in enumerate(pieces):
        if isinstance(piece, Open):
            starts.append((index, len(out)))
            out.append("")
        elif isinstance(piece, Close):
            opened, place = starts.pop()
            before, after = _marks(pieces, opened, index, piece.mark)
            out[place] = before
            out.append(after)
        else:
            out.append(_apart(out[-1] if out else "", piece))
    return "".join(out)


def _apart(before: str, piece: Raw) -> str:
    """The Markdown of a piece, kept apart from markup before it that it would change."""
    if piece.text and piece.markdown[:1] in ("(", ":") and before.endswith("]"):
        return "\\" + piece.markdown  # else a link, or the definition of a note
    if piece.text and piece.markdown[:1] in digits and before.endswith("$"):
        return f"&#{ord(piece.markdown[0])};{piece.markdown[1:]}"  # else the dollar is no end
    return piece.markdown


def _marks(pieces: Sequence[Piece], opened: int, closed: int, mark: Mark) -> tuple[str, str]:
    before, after = _neighbour(pieces, opened - 1, -1), _neighbour(pieces, closed + 1, 0)
    first, last = _neighbour(pieces, opened + 1, 0), _neighbour(pieces, closed - 1, -1)
    # Next to another mark the two runs of delimiters would become one.
    crowded = _is_mark(pieces, opened - 1) or (
        closed + 1 < len(pieces) and isinstance(pieces[closed + 1], Close)
    )
    if crowded or not (_flanks(first, before) and _flanks(last, after)):
        return _TAGS[mark]
    return DELIMITERS[mark], DELIMITERS[mark]


def _is_mark(pieces: Sequence[Piece], index: int) -> bool:
    return index >= 0 and not isinstance(pieces[index], Raw)


def _neighbour(pieces: Sequence[Piece], index: int, side: int) -> str:
    """The character at the near side of a piece; marks next to a mark are always tags."""
    if not 0 <= index < len(pieces):
        return "\n"
    piece = pieces[index]
    return piece.markdown[side] if isinstance(piece, Raw) else "<"


def _flanks(inner: str, outer: str) -> bool:
    """Whether a run of delimiters between the two characters belongs to the inner one."""
    if _is_space(inner):
        return False
    if unicodedata.category(inner)[0] in "PS":
        # ASCII symbols such as < are punctuation in both readings (CommonMark 2.1).
        return _is_space(outer) or unicodedata.category(outer)[0] == "P" or outer in punctuation
    return True


def _is_space(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) == "Zs"
