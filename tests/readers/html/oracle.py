"""What a page says, read by other means: html5lib's tree and a second forming of tables.

Nothing here uses the reader. Tables are formed after WHATWG HTML 4.9.12 in the words of the
standard: slots in a dictionary, downward-growing cells, row groups.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

import html5lib

Grid = dict[tuple[int, int, int, int], str]
"""Row, column, row span, column span of each cell that holds text; text without white space."""

UNSEEN = {
    "script",
    "style",
    "template",
    "head",
    "title",
    "meta",
    "link",
    "noembed",
    "rp",
    "datalist",
}
FALLBACK = {"video", "audio", "canvas", "iframe", "embed", "noframes"}
LISTS = {"ul", "ol", "menu", "dir", "dl"}
_BLOCK_NAMES = (
    "address article aside blockquote body center dd details dir div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section"
    " summary table tbody td tfoot th thead tr ul br option caption button input select"
)
BLOCKS = frozenset(_BLOCK_NAMES.split())
TOKEN = re.compile(r"[^\W_\u2e80-\u9fff\uac00-\ud7af]+|[\u2e80-\u9fff\uac00-\ud7af]")
SAFE = re.compile(r"(?i)(https?|mailto|ftp|tel):|(?![a-z][a-z0-9.+-]*:)")
Element = Any


@dataclass
class Page:
    """What the oracle saw."""

    tables: list[Grid] = field(default_factory=list)
    tokens: Counter[str] = field(default_factory=Counter)
    headings: Counter[tuple[int, str]] = field(default_factory=Counter)
    items: Counter[str] = field(default_factory=Counter)
    links: Counter[tuple[str, str]] = field(default_factory=Counter)
    hidden: Counter[str] = field(default_factory=Counter)


def tag(node: Element) -> str:
    name = node.tag
    return name.lower() if isinstance(name, str) else "#comment"


def squeeze(text: str) -> str:
    return "".join(text.split())


def read(text: str) -> Page:
    """The page as html5lib and the rules of the standard give it."""
    root = html5lib.parse(text, treebuilder="etree", namespaceHTMLElements=False)
    page = Page()
    body = next((child for child in root if tag(child) in ("body", "frameset")), None)
    if body is None:
        return page
    hiding = hiding_selectors(root)
    prune(body, hiding, page)
    parts: list[str] = []
    walk(body, parts)
    page.tokens = Counter(TOKEN.findall("".join(parts)))
    for node in body.iter():
        name = tag(node)
        if re.fullmatch("h[1-6]", name):
            content = squeeze(text_of(node, skip={"table", *LISTS}))
            if content:
                page.headings[(int(name[1]), content)] += 1
        elif name == "li":
            content = squeeze(text_of(node, skip=LISTS))
            if content:
                page.items[content] += 1
        elif name == "a" and "href" in node.attrib:
            content = squeeze(text_of(node))
            href = unquote(node.attrib["href"].strip())
            if content and href not in ("", "#") and SAFE.match(href):
                page.links[(href, content)] += 1
        elif name == "table" and is_data(node):
            grid = form(node)
            if grid:
                page.tables.append(grid)
    return page


def hiding_selectors(root: Element) -> set[str]:
    """Simple selectors of the page's own sheets that hide, as `.a` or `#a`."""
    found: set[str] = set()
    for node in root.iter():
        if tag(node) == "style" and node.text:
            css = re.sub(r"/\*.*?\*/", "", node.text, flags=re.DOTALL)
            for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", css):
                if re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", body):
                    found |= {s.strip() for s in selectors.split(",")}
    return {selector for selector in found if re.fullmatch(r"\w*[.#][-\w]+", selector)}


def prune(node: Element, hiding: set[str], page: Page) -> None:
    """Remove what is not shown."""
    for child in list(node):
        if is_hidden(child, hiding):
            page.hidden.update(TOKEN.findall(" ".join(child.itertext())))
            drop(node, child)
        elif tag(child) == "#comment" or tag(child) in UNSEEN | FALLBACK:
            drop(node, child)
        elif tag(child) == "select":
            keep_shown_options(child)
        elif tag(child) == "svg":
            text = " ".join(
                "".join(part.itertext()) for part in child.iter() if tag(part) == "text"
            )
            for inner in list(child):
                child.remove(inner)
            child.text = text
        else:
            prune(child, hiding, page)


def drop(parent: Element, child: Element) -> None:
    """Remove an element but not the text behind it."""
    children = list(parent)
    index = children.index(child)
    if child.tail:
        if index:
            children[index - 1].tail = (children[index - 1].tail or "") + child.tail
        else:
            parent.text = (parent.text or "") + child.tail
    parent.remove(child)


def keep_shown_options(select: Element) -> None:
    options = [node for node in select.iter() if tag(node) == "option"]
    shown = [node for node in options if "selected" in node.attrib] or options[:1]
    if "multiple" in select.attrib or select.attrib.get("size", "1") not in ("", "0", "1"):
        shown = options
    text = " ".join("".join(option.itertext()) for option in shown)
    for child in list(select):
        select.remove(child)
    select.text = text


def is_hidden(node: Element, hiding: set[str]) -> bool:
    if not isinstance(node.tag, str):
        return False
    attrs = node.attrib
    if "hidden" in attrs or (tag(node) == "dialog" and "open" not in attrs):
        return True
    style = attrs.get("style", "").lower().replace(" ", "")
    if re.search(r"(^|;)(display:none|visibility:hidden|font-size:0(px|pt)?(;|$))", style):
        return True
    names = ["." + name for name in attrs.get("class", "").split()] + ["#" + attrs.get("id", "")]
    return any(name in hiding or tag(node) + name in hiding for name in names)


def walk(node: Element, parts: list[str]) -> None:
    """Visible text with gaps where blocks end."""
    name = tag(node)
    gap = " " if name in BLOCKS else ""
    parts.append(gap)
    if name == "math":
        return
    parts.append(node.text or "")
    for child in node:
        if isinstance(child.tag, str):
            walk(child, parts)
        parts.append(child.tail or "")
    parts.append(gap)


def text_of(node: Element, skip: set[str] | None = None) -> str:
    parts: list[str] = [node.text or ""]
    for child in node:
        if isinstance(child.tag, str) and tag(child) not in (skip or ()) and tag(child) != "math":
            parts.append(text_of(child, skip))
        parts.append(child.tail or "")
    return "".join(parts)


def is_data(table: Element) -> bool:
    return not any(tag(node) == "table" for node in table.iter() if node is not table)


# --- forming a table (4.9.12.1) -----------------------------------------------------------------


class Forming:
    """The algorithm with its own variables, names as in the standard."""

    def __init__(self) -> None:
        self.x_width = 0
        self.y_height = 0
        self.y_current = 0
        self.slots: dict[tuple[int, int], int] = {}
        self.cells: list[list[Any]] = []
        self.growing: list[list[int]] = []

    def grow(self) -> None:
        for cell, x, width in self.growing:
            for column in range(x, x + width):
                self.slots.setdefault((column, self.y_current), cell)
            self.cells[cell][3] = self.y_current - self.cells[cell][1] + 1

    def end_group(self) -> None:
        while self.y_current < self.y_height:
            self.y_current += 1
            if self.y_current < self.y_height:
                self.grow()
        self.growing = []

    def group(self, group: Element) -> None:
        for child in group:
            if tag(child) == "tr":
                self.row(child)
        self.end_group()

    def row(self, row: Element) -> None:
        if self.y_height == self.y_current:
            self.y_height += 1
        x = 0
        self.grow()
        for cell in row:
            if tag(cell) not in ("td", "th"):
                continue
            while x < self.x_width and (x, self.y_current) in self.slots:
                x += 1
            if x == self.x_width:
                self.x_width += 1
            colspan = min(number(cell.attrib.get("colspan"), 1) or 1, 1000)
            rowspan = min(number(cell.attrib.get("rowspan"), 1), 65534)
            grows = rowspan == 0
            rowspan = rowspan or 1
            # Where a cell would lie over another (an error of the table model) it ends before it.
            taken = [c for c in range(x, x + colspan) if (c, self.y_current) in self.slots]
            colspan = (taken[0] - x) if taken else colspan
            self.x_width = max(self.x_width, x + colspan)
            self.y_height = max(self.y_height, self.y_current + min(rowspan, 3000))
            index = len(self.cells)
            self.cells.append([x, self.y_current, colspan, rowspan, cell])
            for column in range(x, x + colspan):
                for line in range(self.y_current, self.y_current + min(rowspan, 3000)):
                    self.slots.setdefault((column, line), index)
            if grows:
                self.growing.append([index, x, colspan])
            x += colspan
        self.y_current += 1


def number(value: str | None, default: int) -> int:
    match = re.match(r"[ \t\n\f\r]*\+?(\d+)", value or "")
    return int(match[1][:9]) if match else default


def form(table: Element) -> Grid:
    """The canonical grid: only rows and columns in which a cell starts, only cells with text."""
    forming = Forming()
    feet: list[Element] = []
    for child in table:
        name = tag(child)
        if name == "tr":
            forming.row(child)
        elif name in ("thead", "tbody", "tfoot"):
            forming.end_group()
            if name == "tfoot":
                feet.append(child)
            else:
                forming.group(child)
    forming.end_group()
    for foot in feet:
        forming.group(foot)
    return canonical(
        (y, x, height, width, squeeze(text_of(cell))) for x, y, width, height, cell in forming.cells
    )


def canonical(cells: Any) -> Grid:
    """Cells (row, column, row span, column span, text) on the rows and columns that count."""
    cells = list(cells)
    rows = {row: index for index, row in enumerate(sorted({cell[0] for cell in cells}))}
    columns = {column: index for index, column in enumerate(sorted({cell[1] for cell in cells}))}
    if len(rows) < 2 or len(columns) < 2:
        return {}
    grid: Grid = {}
    for row, column, height, width, text in cells:
        if not text:
            continue
        tall = sum(row <= start < row + height for start in rows)
        wide = sum(column <= start < column + width for start in columns)
        grid[(rows[row], columns[column], tall, wide)] = text
    return grid
