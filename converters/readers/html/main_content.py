"""Find the main content of a page and take out the menus, footers and link farms around it.

The way: from the body down, go into the child that holds most of the running text, as long as one
does. What stands beside that way is judged piece by piece; what reads like content stays. Inside
the main node only pieces that name themselves chrome go. A page without any chrome therefore comes
out whole, and a data table is never taken out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Final

from .chrome import (
    RELATED_TITLE,
    chrome_reason,
    count_footer_words,
    is_calendar,
    is_chrome_line,
    is_footer_text,
    is_page_head,
)
from .tree import Node
from .words import words

DOMINANT: Final = 0.7
"""Share of the running text that a child must hold for the way to go on into it."""
SENTENCE_WEIGHT: Final = 8
"""Characters that a sentence mark counts for: menus have none."""
MAX_FOOT: Final = 600
"""Characters of the foot of a site, at most."""
MENU_WORD: Final = 8
"""Characters of a menu item on average, at most."""
LONG_LINK: Final = 9
"""Characters of a link text that reads like a headline, not like a menu item."""

_SENTENCE_MARKS = re.compile("[，。；！？、：,;!?]|[.:](?=\\s|$)")
_CONTAINERS = words(
    "body div section article main center form td tr tbody table font span fieldset th blockquote"
)
_HEADINGS = frozenset(("h1", "h2", "h3"))
_CONTROLS = frozenset(("select", "button", "option", "input", "textarea", "label"))
_NO_TEXT = frozenset(("script", "style"))

Leave = Callable[[str, Node, str], None]


class Stats:
    """What stands below an element."""

    __slots__ = ("chars", "headings", "headlines", "link_chars", "marks", "mass", "tables")

    def __init__(self) -> None:
        self.chars = 0
        self.link_chars = 0
        self.marks = 0
        """Sentence marks outside links."""
        self.mass = 0
        """Weight of the running text."""
        self.headlines = 0
        """Characters of long link texts."""
        self.tables = 0
        """Data tables."""
        self.headings = 0

    def add(self, other: Stats) -> None:
        """Add what a child holds."""
        self.chars += other.chars
        self.link_chars += other.link_chars
        self.marks += other.marks
        self.mass += other.mass
        self.headlines += other.headlines
        self.tables += other.tables
        self.headings += other.headings

    @property
    def link_share(self) -> float:
        """Share of the text that is links."""
        return self.link_chars / self.chars if self.chars else 0.0


def trim_to_main(root: Node, leave: Leave) -> None:
    """Remove what is not main content; `leave` gets text, element and reason of each piece."""
    body = next((child for child in root.elements() if child.tag == "body"), None)
    if body is None:
        return
    finder = _Finder(body)
    if finder.stats[body].chars == 0:
        return
    drops = finder.find_drops()
    for node, reason in drops:
        assert node.parent is not None
        leave(node.text(), node, reason)
        node.parent.children = [child for child in node.parent.children if child is not node]


class _Finder:
    def __init__(self, body: Node) -> None:
        self.body = body
        self.stats: dict[Node, Stats] = {}
        self._measure()
        total = self.stats[body]
        self.is_list = total.mass < 0.5 * total.headlines
        """Whether the page is mainly a list of headlines."""
        self.total = max(self._weight(body), 1)

    def _weight(self, node: Node) -> int:
        stats = self.stats[node]
        return stats.mass + (stats.headlines if self.is_list else 0)

    def _measure(self) -> None:
        """Fill `stats`, children before parents."""
        order: list[tuple[Node, bool, bool]] = []
        stack = [(self.body, False, False)]
        while stack:
            entry = stack.pop()
            order.append(entry)
            node, in_link, in_control = entry
            for child in node.elements():
                if child.tag not in _NO_TEXT:
                    stack.append(
                        (child, in_link or _is_link(child), in_control or child.tag in _CONTROLS)
                    )
        for node, in_link, in_control in reversed(order):
            self.stats[node] = self._own(node, in_link, in_control)

    def _own(self, node: Node, in_link: bool, in_control: bool) -> Stats:
        stats = Stats()
        for child in node.children:
            if isinstance(child, Node):
                below = self.stats.get(child)
                if below is not None:
                    stats.add(below)
                continue
            text = child.strip()
            if not text:
                continue
            length = len(text)
            stats.chars += length
            if in_link:
                stats.link_chars += length
                stats.headlines += length if length >= LONG_LINK else 0
            elif not in_control:
                marks = len(_SENTENCE_MARKS.findall(text))
                stats.marks += marks
                stats.mass += length + SENTENCE_WEIGHT * marks
        if node.tag in _HEADINGS and stats.chars:
            stats.headings += 1
        if node.tag == "table" and not stats.tables and self._is_data(node, stats):
            stats.tables = 1
        return stats

    def _is_data(self, table: Node, stats: Stats) -> bool:
        """Whether a table without tables inside relates data."""
        if stats.link_share > 0.6 or is_calendar(table):
            return False
        below = list(table.walk())
        if any(node.tag == "table" for node in below[1:]):
            return False
        rows = [row for row in below if row.tag == "tr"]
        filled = [
            sum(cell.tag in ("td", "th") and bool(cell.text().strip()) for cell in row.elements())
            for row in rows
        ]
        return sum(count >= 2 for count in filled) >= 2

    def find_drops(self) -> list[tuple[Node, str]]:
        """The elements to take out, with reasons."""
        way = self._way()
        drops: list[tuple[Node, str]] = []
        for depth, (node, next_node) in enumerate(pairwise(way)):
            near = len(way) - 2 - depth
            before = True
            for child in node.elements():
                if child is next_node:
                    before = False
                    continue
                reason = self._beside(child, before=before, near=near)
                if reason is not None:
                    drops.append((child, reason))
        drops += self._inside(way[-1])
        return drops if self._leaves_enough(drops) else []

    def _way(self) -> list[Node]:
        """From the body down to the main node."""
        way = [self.body]
        while True:
            node = way[-1]
            children = [
                child
                for child in node.elements()
                if child in self.stats and not self._is_small_chrome(child)
            ]
            best = max(children, key=self._weight, default=None)
            weight = sum(map(self._weight, children))
            if best is None or best.tag not in _CONTAINERS or not self._weight(best):
                return way
            if self._weight(best) < DOMINANT * max(weight, 1) or self._is_table(best):
                return way
            way.append(best)

    def _is_table(self, node: Node) -> bool:
        """Whether the way must not go on into an element: a data table."""
        return (
            node.tag == "table"
            and self.stats[node].tables == 1
            and not any(inner.tag == "table" for inner in node.walk() if inner is not node)
        )

    def _is_small_chrome(self, node: Node) -> bool:
        if chrome_reason(node) is not None:
            return self._weight(node) < 0.4 * self.total
        return self._is_foot(node)

    def _is_foot(self, node: Node) -> bool:
        """Whether an element reads like the foot of a site, whatever its name."""
        stats = self.stats[node]
        if not 0 < stats.chars < MAX_FOOT or stats.tables or stats.headings:
            return False
        if self._weight(node) > 0.85 * self.total:
            return False  # it holds the whole page
        return count_footer_words(node.text()) >= 2

    def _is_menu(self, node: Node) -> bool:
        """Whether an element is nothing but short links to other pages."""
        stats = self.stats[node]
        if stats.link_share < 0.85 or stats.headlines or stats.headings or stats.marks > 1:
            return False
        links = sum(_is_link(inner) for inner in node.walk())
        return links >= 4 and stats.link_chars <= links * MENU_WORD and not _is_contents(node)

    def _beside(self, node: Node, *, before: bool, near: int) -> str | None:
        """Why a piece beside the way goes; None when it stays."""
        stats = self.stats.get(node)
        if stats is None or self._holds_data(node):
            return None
        reason = chrome_reason(node) if self._is_small_chrome(node) else None
        if reason is not None:
            return self._unless_title(node, reason, before)
        if before and stats.mass < 60 and not stats.headings and is_page_head(node):
            return "navigation"
        if stats.chars == 0:
            return "boilerplate" if near > 0 else None
        text = " ".join(node.text().split())
        if is_chrome_line(text) and len(text) < 200:
            return "navigation"
        if not before and (self._is_foot(node) or (len(text) < 200 and is_footer_text(text))):
            return "footer"
        if stats.marks >= 3 and stats.link_share < 0.3:
            return None
        if self._is_list_piece(stats):
            return None
        if near == 0 and node.tag in ("p", "pre", "dl", "blockquote") and stats.marks:
            return None
        if near <= 1 and stats.headings and not _has_related_title(node):
            return None
        if stats.link_share > 0.5 and stats.chars > 4:
            return self._unless_title(node, "navigation", before)
        if stats.headings or near <= 1:
            return None
        return "boilerplate" if len(text) < 100 else None

    def _is_list_piece(self, stats: Stats) -> bool:
        """On a page of headlines: whether most of a piece is headlines."""
        return self.is_list and stats.headlines > 0.8 * stats.link_chars and stats.headlines > 60

    def _unless_title(self, node: Node, reason: str, before: bool) -> str | None:
        """A page header that holds the main title and no menu stays."""
        stats = self.stats[node]
        if before and node.tag == "header" and stats.headings and stats.link_share < 0.3:
            return None
        return reason

    def _holds_data(self, node: Node) -> bool:
        return self.stats[node].tables > 0 and node.tag not in ("nav", "footer")

    def _inside(self, main: Node) -> list[tuple[Node, str]]:
        """Pieces of the main node that name themselves chrome."""
        drops = self._edges(main)
        gone = {node for node, _reason in drops}
        stack = [main]
        limit = max(0.3 * self._weight(main), 1)
        while stack:
            node = stack.pop()
            previous: Node | None = None
            for child in node.elements():
                stats = self.stats.get(child)
                if stats is None or not stats.chars or child in gone:
                    continue
                reason = self._inner_reason(child, stats, previous, limit)
                if reason is None:
                    if child.tag != "table" or not stats.tables:
                        stack.append(child)
                else:
                    drops.append((child, reason))
                    if reason == "related" and previous is not None and _is_related(previous):
                        drops.append((previous, "related"))
                previous = child
        return drops

    def _edges(self, main: Node) -> list[tuple[Node, str]]:
        """Menus before and feet after the content, where the page has no container for it."""
        drops: list[tuple[Node, str]] = []
        children = [child for child in main.elements() if self._has_text(child)]
        for child in children:
            if not self._is_menu(child):
                break
            drops.append((child, "navigation"))
        for child in reversed(children[len(drops) :]):
            if not self._is_foot(child):
                break
            drops.append((child, "footer"))
        return drops

    def _has_text(self, node: Node) -> bool:
        stats = self.stats.get(node)
        return stats is not None and stats.chars > 0

    def _inner_reason(
        self, node: Node, stats: Stats, previous: Node | None, limit: float
    ) -> str | None:
        if stats.tables or self._weight(node) >= limit:
            return None
        reason = self._named_reason(node, stats, previous)
        return None if reason is not None and _is_contents(node) else reason

    def _named_reason(self, node: Node, stats: Stats, previous: Node | None) -> str | None:
        reason = chrome_reason(node)
        if node.tag == "aside" and stats.link_share < 0.5:
            return None
        if reason is not None and (stats.link_share > 0.3 or stats.marks < 6):
            return None if stats.headings and stats.link_share < 0.5 else reason
        if stats.chars < 120 and is_chrome_line(node.text()):
            return "navigation"
        if previous is not None and stats.link_share > 0.6 and _is_related(previous):
            return "related"
        return None

    def _leaves_enough(self, drops: list[tuple[Node, str]]) -> bool:
        """Whether what stays is a page: at least a tenth of the running text."""
        gone = sum(self._weight(node) for node, _reason in drops)
        return gone <= 0.9 * self.total


def _is_link(node: Node) -> bool:
    """Whether an element is a link; pages written as XHTML leave named anchors open."""
    return node.tag == "a" and "href" in node.attrs


def _has_related_title(node: Node) -> bool:
    return any(inner.tag in _HEADINGS and _is_related(inner) for inner in node.walk())


def _is_related(node: Node) -> bool:
    text = node.text()
    return len(text) < 60 and bool(RELATED_TITLE.match(" ".join(text.split())))


def _is_contents(node: Node) -> bool:
    """Whether all links of an element lead into the page: a table of contents."""
    links = [inner.attrs.get("href", "") for inner in node.walk() if inner.tag == "a"]
    return len(links) > 1 and all(link.startswith("#") and len(link) > 1 for link in links)
