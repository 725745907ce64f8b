"""What the parts of the reader share while one page is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urljoin

from ...model import Asset, Furniture
from ..base import Ledger
from ..saved_page import SavedPage
from .style import Sheet
from .tree import Node, Tree, origin

if TYPE_CHECKING:
    from .flow import Flow
    from .style import Style

    Handler = Callable[[Flow, Node, Style], bool]
    """Reads an element; False leaves it to be read as a plain container."""

SAFE_SCHEMES: Final = frozenset(("http", "https", "mailto", "tel", "ftp"))
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*):")
_DROPPED_BY_URLS = re.compile("[\t\n\r\x00-\x1f]")

_MESSAGES: Final = {
    "link-unsafe": "{n} links with unsafe schemes lost them, not their text; first: {first}.",
    "part-missing": "{n} pictures that the page names are not beside it; first: {first}.",
    "external-ignored": "{n} files outside the page were named and not opened; first: {first}.",
    "asset-unreadable": "{n} embedded pictures could not be read; first: {first}.",
    "feature-dropped": "{n} things that the document does not hold were dropped; first: {first}.",
    "nesting-limit": "{n} elements nested deeper than the limit were flattened; first: {first}.",
    "layout-table-unfolded": "{n} layout tables were replaced by their content; first: {first}.",
}


@dataclass(slots=True)
class Page:
    """One page: its styles, its link targets, what was found, and the ledger."""

    ledger: Ledger
    handlers: Mapping[str, Handler]
    """By tag: what reads the elements that are no plain containers."""
    sheet: Sheet
    folder: Path | None = None
    base: str | None = None
    saved: SavedPage | None = None
    """The file that the page was saved in with its pictures."""
    literal: bool = False
    """Whether tablewright wrote the page: nothing is guessed."""
    targets: frozenset[str] = frozenset()
    """Ids that links of the page point to."""
    used_ids: set[str] = field(default_factory=set)
    assets: dict[str, Asset] = field(default_factory=dict)
    asset_bytes: int = 0
    note_marks: dict[int, str] = field(default_factory=dict)
    """By identity of the `a` element: the note that it marks."""
    furniture: list[Furniture] = field(default_factory=list)
    _left_out: dict[str, int] = field(default_factory=dict)
    """By reason: characters left out."""
    _found: dict[str, list[str]] = field(default_factory=dict)
    _places: dict[str, Node] = field(default_factory=dict)

    def notice(self, code: str, sample: str, node: Node | None = None) -> None:
        """Count something that is reported once for the page."""
        self._found.setdefault(code, []).append(sample)
        if node is not None:
            self._places.setdefault(code, node)

    def report_notices(self) -> None:
        """Turn what was counted into one diagnostic for each kind."""
        for code in sorted(self._found):
            samples = self._found[code]
            first = " ".join(samples[0].split())[:80]
            message = _MESSAGES[code].format(n=len(samples), first=first)
            place = self._places.get(code)
            self.ledger.report(code, message, origin(place) if place else None)
        if self._left_out:
            counts = ", ".join(
                f"{reason} {self._left_out[reason]}" for reason in sorted(self._left_out)
            )
            self.ledger.report(
                "content-left-out", f"Characters left out: {counts}; see the accounting."
            )

    def leave_out(self, reason: str, text: str, node: Node) -> None:
        """Account for text of the page that the document does not hold."""
        if text.strip():
            self.ledger.leave_out(reason, text, origin(node))
            count = len("".join(text.split()))
            self._left_out[reason] = self._left_out.get(reason, 0) + count

    def claim_id(self, node: Node) -> str | None:
        """The element's id or name when a link points to it and nothing has taken it yet."""
        for attribute in ("id", "name"):
            name = node.attrs.get(attribute)
            if name and name in self.targets and name not in self.used_ids:
                if attribute == "name" and node.tag not in ("a", "img", "map"):
                    continue
                self.used_ids.add(name)
                return name
        return None

    def link_target(self, href: str) -> str | None:
        """The address of a link as the document holds it, or None for one that is dropped."""
        href = _DROPPED_BY_URLS.sub("", href).strip(" ")
        if not href:
            return None
        if href.startswith("#"):
            return "#" + unquote(href[1:]) if len(href) > 1 else None
        scheme = _SCHEME.match(href)
        if scheme is not None and scheme[1].lower() not in SAFE_SCHEMES:
            self.notice("link-unsafe", href)
            return None
        return self._resolved(href) if self.base and scheme is None else href

    def _resolved(self, href: str) -> str:
        assert self.base is not None
        try:
            return urljoin(self.base, href)
        except ValueError:  # brackets that are no IPv6 address
            return href


def find_targets(tree: Tree, marks: Container[int]) -> frozenset[str]:
    """All ids that links of the page point to; `marks` are the links that mark notes."""
    names: set[str] = set()
    for node in tree.tagged("a", "area"):
        href = node.attrs.get("href", "").strip()
        if href.startswith("#") and id(node) not in marks:
            names.update((href[1:], unquote(href[1:])))
    names.discard("")
    return frozenset(names)


def find_base(tree: Tree) -> str | None:
    """The absolute address that relative links start from; None without a usable `base`."""
    for node in tree.tagged("base"):
        href = node.attrs.get("href", "").strip()
        if href:
            return href if re.match("https?://", href, re.IGNORECASE) else None
    return None
