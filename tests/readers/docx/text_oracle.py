"""What a DOCX says, read with lxml alone: text by kind, headings, list items, links, pictures.

A second opinion that shares no code with the reader, by ECMA-376 Part 1. Tracked changes are
taken as accepted. Text is a count of tokens: words, and single characters of Chinese, Japanese
and Korean.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from dataclasses import dataclass, field

from lxml import etree

from tests.readers.docx.style_oracle import Styles

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
V = "{urn:schemas-microsoft-com:vml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
_TOKEN = re.compile(f"[{_CJK}]|[^\\W_{_CJK}]+")
_SAFE = re.compile(r"(?:https?|mailto|tel|ftp):", re.IGNORECASE)
_GONE = {W + "del", W + "moveFrom", W + "rPr", W + "pPr", W + "instrText", W + "delText"}
_SPACES = {W + "tab", W + "br", W + "cr", W + "ptab", W + "sym", W + "noBreakHyphen"}
_SHOWN = (W + "t", W + "drawing", A + "blip", V + "imagedata", W + "txbxContent", A + "t")


def tokens(text: str) -> Counter[str]:
    """The words of a text and its single East Asian characters."""
    return Counter(_TOKEN.findall(text))


@dataclass
class Facts:
    """What was found in one document."""

    required: Counter[str] = field(default_factory=Counter)
    """Text that everybody sees."""
    allowed: Counter[str] = field(default_factory=Counter)
    """Text that may be shown or not: hidden, under a merged cell, in a chart."""
    kinds: dict[str, Counter[str]] = field(default_factory=dict)
    """Tokens by where they stand: textbox, field, footnote, endnote, sdt, ins, math."""
    headings: list[tuple[int, str]] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    items: list[tuple[int, str]] = field(default_factory=list)
    """Depth from 0, text."""
    links: list[tuple[str, str]] = field(default_factory=list)
    pictures: int = 0
    notes: int = 0
    imports: int = 0
    """Documents of other formats inside this one, which the oracle does not read."""


class Reading:
    """One pass over the main part and the notes it refers to."""

    def __init__(self, data: bytes) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self.facts = Facts()
        self._names = set(self._zip.namelist())
        self._main = self._target("_rels/.rels", "/officeDocument", "") or "word/document.xml"
        self._styles = Styles(self._related("styles"), self._related("numbering"))
        self._fields: list[list[str]] = []
        """Of each open field: its instruction, then `=` once its result has begun."""
        self._kinds: list[str] = []
        self._texts: dict[str, str] = {}
        self._buffer = ""
        self._carried = ""
        self._neutral = 0
        self._stack: list[int] = []
        self._list: str | None = None

    # --- parts ---

    def _tree(self, name: str) -> etree._Element | None:
        if name not in self._names:
            return None
        xml = self._zip.read(name)
        for strict in (b"wordprocessingml", b"officeDocument", b"drawingml"):
            xml = xml.replace(
                b"http://purl.oclc.org/ooxml/" + strict + b"/",
                b"http://schemas.openxmlformats.org/" + strict + b"/2006/",
            )
        parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
        return etree.fromstring(xml, parser)

    def _relations(self, part: str) -> dict[str, tuple[str, str, bool]]:
        folder, base = posixpath.split(part)
        root = self._tree(posixpath.join(folder, "_rels", base + ".rels"))
        return {
            rel.get("Id", ""): (
                rel.get("Type", "").rpartition("/")[2],
                rel.get("Target", ""),
                rel.get("TargetMode") == "External",
            )
            for rel in (() if root is None else root)
        }

    def _target(self, rels: str, ending: str, folder: str) -> str | None:
        root = self._tree(rels)
        for rel in () if root is None else root:
            if rel.get("Type", "").endswith(ending) and rel.get("TargetMode") != "External":
                target = rel.get("Target", "")
                joined = target if target.startswith("/") else posixpath.join("/", folder, target)
                return posixpath.normpath(joined).lstrip("/")
        return None

    def _related(self, kind: str) -> etree._Element | None:
        folder, base = posixpath.split(self._main)
        rels = posixpath.join(folder, "_rels", base + ".rels")
        target = self._target(rels, "/" + kind, folder)
        return None if target is None else self._tree(target)

    def read(self) -> Facts:
        """Everything the document says."""
        root = self._tree(self._main)
        body = None if root is None else root.find(W + "body")
        if root is None or body is None:
            return self.facts
        self._outside = self._relations(self._main)
        self._children(body)
        self._flush(None)
        self._drawings()
        for kind in ("footnote", "endnote"):
            self._notes(root, kind)
        for kind, text in self._texts.items():
            self.facts.kinds[kind] = tokens(text)
        return self.facts

    def _drawings(self) -> None:
        """What charts and diagrams remember; how it is arranged is not for this oracle."""
        for name in sorted(self._names):
            if re.search(r"/(?:charts/chart|charts/chartEx|diagrams/data)[^/]*\.xml$", name):
                root = self._tree(name)
                for element in () if root is None else root.iter("{*}v", "{*}t", "{*}pt"):
                    self.facts.allowed += tokens(element.text or "")

    def _notes(self, root: etree._Element, kind: str) -> None:
        part = self._related(kind + "s")
        wanted = {
            mark.get(W + "id")
            for mark in root.iter(f"{W}{kind}Reference")
            if not any(parent.tag in (W + "del", W + "moveFrom") for parent in mark.iterancestors())
        }
        for note in () if part is None else part:
            if note.get(W + "id") in wanted and note.get(W + "type", "normal") == "normal":
                self.facts.notes += 1
                self._kinds.append(kind)
                self._fields = []
                self._children(note)
                self._flush(None)
                self._kinds.pop()

    # --- walking ---

    def _children(self, element: etree._Element) -> None:
        for child in element:
            self._visit(child)

    def _inside(self, kind: str, element: etree._Element) -> None:
        self._kinds.append(kind)
        self._children(element)
        self._kinds.pop()

    def _visit(self, element: etree._Element) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _GONE:
            return
        if tag == W + "p":
            self._paragraph(element)
        elif tag == W + "r":
            self._run(element)
        elif tag == W + "t":
            self._text(element.text or "")
        elif tag in _SPACES:
            self._text(" ")
        elif tag == W + "fldChar":
            self._field_mark(element.get(W + "fldCharType"))
        elif tag in (M + "oMath", M + "oMathPara"):
            self._formula(element)
        elif tag == MC + "AlternateContent":
            self._alternate(element)
        elif tag in (A + "blip", V + "imagedata"):
            self._picture(element)
        elif tag == A + "t":
            self.facts.allowed += tokens(element.text or "")
        elif tag == W + "txbxContent":
            self._box(element)
        elif tag in (W + "tr", W + "tc"):
            self._row_or_cell(element)
        elif tag == W + "altChunk":
            self.facts.imports += 1
        elif tag == W + "hyperlink":
            self._hyperlink(element)
        elif tag in (W + "ins", W + "moveTo"):
            self._inside("ins", element)
        elif tag == W + "sdt":
            for content in element.iterchildren(W + "sdtContent"):
                self._inside("sdt", content)
        elif tag == W + "ruby":
            for name in ("rubyBase", "rt"):
                for child in element.iterchildren(W + name):
                    self._children(child)
        elif tag == W + "fldSimple":
            self._simple_field(element)
        else:
            self._children(element)

    def _text(self, text: str) -> None:
        if any("=" not in opened for opened in self._fields):
            self.facts.allowed += tokens(text)  # inside an instruction
            return
        self._buffer += text
        counted = tokens(text)
        if self._neutral:
            self.facts.allowed += counted
            return
        kinds = {*self._kinds, *(["field"] if self._fields else [])}
        for kind in {*kinds, *self._texts}:
            # Runs cut words: what follows directly belongs to the same word.
            self._texts[kind] = self._texts.get(kind, "") + (text if kind in kinds else " ")

    def _run(self, run: etree._Element) -> None:
        properties = run.find(W + "rPr")
        for mark in run.iterchildren(W + "instrText"):
            if self._fields and "=" not in self._fields[-1]:
                self._fields[-1].append(mark.text or "")
        if self._styles.hides(properties):
            self.facts.allowed += tokens("".join(t.text or "" for t in run.iter(W + "t")))
            for mark in run.iterchildren(W + "fldChar"):
                self._field_mark(mark.get(W + "fldCharType"))
            return
        self._children(run)

    def _field_mark(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append([])
        elif kind == "separate" and self._fields:
            self._fields[-1].append("=")
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _simple_field(self, element: etree._Element) -> None:
        before = len(self._buffer)
        self._inside("field", element)
        words = (element.get(W + "instr") or "").split()
        if words[:1] == ["HYPERLINK"] and len(words) > 1 and _SAFE.match(words[1].strip('"')):
            self.facts.links.append((words[1].strip('"'), self._buffer[before:].strip()))

    def _hyperlink(self, element: etree._Element) -> None:
        _kind, target, _external = self._outside.get(element.get(R + "id", ""), ("", "", False))
        anchor = element.get(W + "anchor")
        href = f"{target}#{anchor}" if anchor and "#" not in target else target
        before = len(self._buffer)
        self._children(element)
        shown = " ".join(self._buffer[before:].split())
        inside = any(kind in ("footnote", "endnote", "box") for kind in self._kinds)
        if shown and not inside and (_SAFE.match(href) or href.startswith("#")):
            self.facts.links.append((href, shown))

    def _formula(self, element: etree._Element) -> None:
        text = "".join(part.text or "" for part in element.iter(M + "t"))
        self.facts.kinds.setdefault("math", Counter()).update(re.findall(r"[A-Za-z0-9]", text))
        self._buffer += " "

    def _alternate(self, element: etree._Element) -> None:
        branches = list(element)
        shown = [branch for branch in branches if next(branch.iter(*_SHOWN), None) is not None]
        for branch in shown[:1] or branches[:1]:
            self._children(branch)

    def _picture(self, element: etree._Element) -> None:
        names = (R + "embed", R + "link", R + "id", R + "href")
        if any(element.get(name) in self._outside for name in names):
            self.facts.pictures += 1

    def _box(self, element: etree._Element) -> None:
        kept = (self._buffer, self._carried, self._fields, self._stack)
        self._buffer, self._carried, self._fields, self._stack = "", "", [], []
        self._kinds += ["textbox", "box"]
        self._children(element)
        del self._kinds[-2:]
        self._buffer, self._carried, self._fields, self._stack = kept

    def _row_or_cell(self, element: etree._Element) -> None:
        row = element.tag == W + "tr"
        if row and element.find(f"{W}trPr/{W}del") is not None:
            return
        if element.find(f"{W}tcPr/{W}cellDel") is not None:
            return
        merge = element.find(f"{W}tcPr/{W}vMerge")
        covered = not row and merge is not None and merge.get(W + "val") != "restart"
        kept, self._stack = self._stack, []
        self._neutral += covered
        self._children(element)
        self._neutral -= covered
        self._stack = kept

    # --- paragraphs ---

    def _paragraph(self, element: etree._Element) -> None:
        outer = self._buffer
        self._buffer = self._carried
        self._carried = ""
        self._children(element)
        marks = element.find(f"{W}pPr/{W}rPr")
        gone = marks is not None and any(
            marks.find(W + name) is not None for name in ("del", "moveFrom")
        )
        if gone:
            self._carried, self._buffer = self._buffer, outer
            return
        self._flush(element)
        self._buffer = outer

    def _flush(self, element: etree._Element | None) -> None:
        """Count the text of a finished paragraph, and say what the paragraph is."""
        text = " ".join((self._carried + self._buffer).split())
        if element is None:
            self._carried = ""
        self._buffer = ""
        self._texts = {kind: shown + " " for kind, shown in self._texts.items()}
        if not self._neutral:
            self.facts.required += tokens(text)
        if element is None or "box" in self._kinds or self._neutral:
            return
        self._classify(element, text)

    def _classify(self, element: etree._Element, text: str) -> None:
        level, title = self._styles.heading(element)
        number = self._styles.number(element)
        if title and text:
            self.facts.titles.append(text)
        elif level and text:
            self.facts.headings.append((level, text))
        if number is None or level or title:
            if text:
                self._stack = []
            return
        while self._stack and self._stack[-1] > number:
            self._stack.pop()
        if not self._stack or self._stack[-1] < number:
            self._stack.append(number)
        if text and not {"footnote", "endnote"}.intersection(self._kinds):
            self.facts.items.append((len(self._stack) - 1, text))


def oracle_facts(data: bytes) -> Facts:
    """What the document in these bytes says."""
    return Reading(data).read()
