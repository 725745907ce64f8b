"""What the parts of the reader share while one source is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from markdown_it.token import Token

from ...model import Note, TextOrigin
from ..base import Ledger
from ..html.page import Page
from .addresses import data_asset
from .parser import Environment


@dataclass(slots=True)
class Session:
    """One source: its ledger, its pictures and notes, the places of its lines."""

    ledger: Ledger
    literal: bool
    """Whether tablewright wrote the file."""
    offset: int
    """Characters before the first line that the parser saw."""
    first_line: int
    """Number of that line, from 1."""
    line_starts: list[int]
    env: Environment
    """The parser's own notes: inline footnotes stand there."""
    page: Page
    """What pieces of HTML share; its pictures are those of the source."""
    inline_notes: list[Note] = field(default_factory=list)
    """Notes that stand in the text, `^[text]`."""
    note_ids: dict[str, str] = field(default_factory=dict)
    """Id of each note by its label in the file."""

    def origin(self, token: Token) -> TextOrigin | None:
        """Where the lines of a block stand."""
        if token.map is None or not self.line_starts:
            return None
        last = len(self.line_starts) - 1
        first, end = (min(line, last) for line in token.map)
        stop = self.line_starts[end] if end > first else self.line_starts[last]
        return TextOrigin(
            self.offset + self.line_starts[first], self.offset + stop, self.first_line + first
        )

    def line_origin(self, line: int) -> TextOrigin | None:
        """Where one line stands, counted from 0 among those that the parser saw."""
        if line + 1 >= len(self.line_starts):
            return None
        start, end = self.line_starts[line : line + 2]
        return TextOrigin(self.offset + start, self.offset + end, self.first_line + line)

    def data_picture(self, address: str) -> str | None:
        """Hash of the asset in a `data:` address, or None for another address."""
        asset = data_asset(address)
        if asset is None:
            return None
        self.page.assets.setdefault(asset.sha256, asset)
        return asset.sha256


def line_starts(text: str) -> list[int]:
    """Offsets of the lines of `text`, and one past its end."""
    starts = [0]
    position = text.find("\n")
    while position >= 0:
        starts.append(position + 1)
        position = text.find("\n", position + 1)
    if starts[-1] != len(text):
        starts.append(len(text))
    return starts
