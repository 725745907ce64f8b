"""An independent reading of DOCX files with zipfile and lxml alone, to judge the writer.

It knows nothing of the writer: tables come from `w:gridSpan` and `w:vMerge`, faults from the
rules of ECMA-376.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import Counter
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"

ORDER = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers "
        "pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE "
        "autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "
        "suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle "
        "rPr sectPr pPrChange"
    ),
    "rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
        "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u "
        "effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
    ),
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
        "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
        "tblDescription"
    ),
    "tcPr": (
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText "
        "vAlign hideMark"
    ),
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "sectPr": (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders "
        "lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter "
        "docGrid printerSettings"
    ),
    "lvl": (
        "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr"
    ),
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "num": "abstractNumId lvlOverride",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "style": (
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed "
        "qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr "
        "tblStylePr"
    ),
    "styles": "docDefaults latentStyles style",
    "ruby": "rubyPr rt rubyBase",
    "rubyPr": "rubyAlign hps hpsRaise hpsBaseText lid dirty",
    "tblBorders": "top left start bottom right end insideH insideV",
    "tblCellMar": "top left start bottom right end",
    "pBdr": "top left bottom right between bar",
    "font": (
        "altName panose1 charset family notTrueType pitch sig embedRegular embedBold embedItalic "
        "embedBoldItalic"
    ),
    "settings": (
        "writeProtection view zoom removePersonalInformation mirrorMargins defaultTabStop "
        "evenAndOddHeaders drawingGridHorizontalSpacing drawingGridVerticalSpacing "
        "displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery "
        "characterSpacingControl footnotePr endnotePr compat themeFontLang clrSchemeMapping "
        "decimalSymbol listSeparator"
    ),
}
"""Children in the order of ECMA-376 Part 1, Annex A; what is not named here may not occur."""


_BLOCKS = "p tbl bookmarkStart bookmarkEnd"
_RUNS = "r hyperlink bookmarkStart bookmarkEnd oMath oMathPara"
CONTAINERS = {
    "body": f"{_BLOCKS} sectPr",
    "tc": f"tcPr {_BLOCKS}",
    "footnote": _BLOCKS,
    "endnote": _BLOCKS,
    "comment": _BLOCKS,
    "p": f"pPr {_RUNS}",
    "hyperlink": _RUNS,
    "r": (
        "rPr t br tab drawing ruby footnoteReference endnoteReference commentReference footnoteRef "
        "endnoteRef annotationRef separator continuationSeparator fldChar instrText"
    ),
}
"""Children in any order, but for properties, which come first; no others are ours."""
REQUIRED = {
    "tbl": "tblPr tblGrid tr",
    "tr": "tc",
    "tc": "p",
    "lvlOverride": "startOverride",
    "num": "abstractNumId",
    "style": "name",
    "sectPr": "pgSz pgMar",
    "ruby": "rubyPr rt rubyBase",
}
REPEATED = {
    *("bookmarkStart", "bookmarkEnd", "tr", "tc", "headerReference", "footerReference"),
    *("lvl", "lvlOverride", "abstractNum", "num", "style", "tblStylePr", "rt"),
}
_WITH_TEXT = {"t", "instrText", "delText"}


@dataclass(frozen=True)
class Part:
    name: str
    root: etree._Element
    relations: dict[str, tuple[str, str, bool]]
    """Type (last word), target, external; by id."""


def parts(data: bytes) -> dict[str, Part]:
    """All XML parts with their relationships."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    found: dict[str, Part] = {}
    for name, content in files.items():
        if not name.endswith((".xml", ".rels")):
            continue
        root = etree.fromstring(content)
        folder, base = posixpath.split(name)
        rels = files.get(f"{folder}/_rels/{base}.rels")
        found[name] = Part(name, root, _relations(rels, folder))
    return found


def _relations(rels: bytes | None, folder: str) -> dict[str, tuple[str, str, bool]]:
    if rels is None:
        return {}
    result = {}
    for entry in etree.fromstring(rels).iter(f"{_RELS}Relationship"):
        external = entry.get("TargetMode") == "External"
        target = entry.get("Target", "")
        if not external:
            target = posixpath.normpath(posixpath.join(folder, target))
        kind = entry.get("Type", "").rpartition("/")[2]
        result[entry.get("Id", "")] = (kind, target, external)
    return result


# --- faults ---------------------------------------------------------------------------------


def faults(data: bytes) -> list[str]:
    """Everything that Word could stumble over; empty for a sound file."""
    found = parts(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
    return [
        *_package_faults(names, found),
        *(fault for part in found.values() for fault in _order_faults(part)),
        *(fault for part in found.values() for fault in _content_faults(part)),
        *(fault for part in found.values() for fault in _relation_faults(part, set(names))),
        *_reference_faults(found),
        *(fault for part in found.values() for fault in _table_faults(part)),
    ]


def _package_faults(names: list[str], found: dict[str, Part]) -> list[str]:
    types = found["[Content_Types].xml"].root
    suffixes = {entry.get("Extension") for entry in types.iter(f"{_TYPES}Default")}
    overrides = {entry.get("PartName", "") for entry in types.iter(f"{_TYPES}Override")}
    result = [f"part twice: {name}" for name, count in Counter(names).items() if count > 1]
    for name in names:
        if name.rpartition(".")[2] not in suffixes and f"/{name}" not in overrides:
            result.append(f"no content type: {name}")
        main = not name.endswith(".rels") and name.endswith(".xml") and not name.startswith("[")
        if main and not name.startswith("customXml/item1") and f"/{name}" not in overrides:
            result.append(f"no override: {name}")
    result += [f"override without part: {name}" for name in overrides if name[1:] not in names]
    return result


def _order_faults(part: Part) -> list[str]:
    result = []
    for element in part.root.iter(f"{W}*"):
        local = etree.QName(element).localname
        if local not in ORDER:
            continue
        order = ORDER[local].split()
        names = [etree.QName(child).localname for child in element]
        unknown = [name for name in names if name not in order]
        if unknown:
            result.append(f"{part.name}: {unknown} in {local}")
        elif [order.index(name) for name in names] != sorted(order.index(name) for name in names):
            result.append(f"{part.name}: {local} holds {names}")
        elif local in ("pPr", "rPr", "tcPr", "tblPr") and len(set(names)) < len(names):
            result.append(f"{part.name}: {local} holds something twice: {names}")
    return result


def _content_faults(part: Part) -> list[str]:
    """What must be there, and text where none may stand."""
    result = []
    for element in part.root.iter(f"{W}*"):
        local = etree.QName(element).localname
        names = [etree.QName(child).localname for child in element]
        wanted = REQUIRED.get(local, "").split()
        result += [f"{part.name}: {local} lacks {name}" for name in wanted if name not in names]
        result += [
            f"{part.name}: {local} holds {name} twice"
            for name, count in Counter(names).items()
            if count > 1 and name not in REPEATED and local in ORDER
        ]
        if local in CONTAINERS:
            known = CONTAINERS[local].split()
            result += [f"{part.name}: {name} in {local}" for name in names if name not in known]
            if f"{local}Pr" in names[1:]:
                result.append(f"{part.name}: {local}Pr is not first in {local}")
        if local not in _WITH_TEXT:
            texts = [element.text, *(child.tail for child in element)]
            if any(text and text.strip() for text in texts):
                result.append(f"{part.name}: text in {local}")
    return result


def _relation_faults(part: Part, names: set[str]) -> list[str]:
    result = [
        f"{part.name}: {name} leads to {target}, which is not there"
        for name, (_, target, external) in part.relations.items()
        if not external and target not in names
    ]
    for element in part.root.iter():
        for key, value in element.attrib.items():
            if str(key).startswith(R) and value not in part.relations:
                result.append(f"{part.name}: {element.tag} needs relationship {value!r}")
    return result


def _reference_faults(found: dict[str, Part]) -> list[str]:
    result: list[str] = []
    styles = {e.get(f"{W}styleId") for e in found["word/styles.xml"].root.iter(f"{W}style")}
    numbering = found.get("word/numbering.xml")
    numbers = {e.get(f"{W}numId") for e in numbering.root.iter(f"{W}num")} if numbering else set()
    bookmarks: Counter[str] = Counter()
    drawings: Counter[str] = Counter()
    starts: Counter[str] = Counter()
    ends: Counter[str] = Counter()
    anchors: list[str] = []
    for part in found.values():
        for element in part.root.iter(f"{W}*"):
            local, value = etree.QName(element).localname, element.get(f"{W}val", "")
            if local in ("pStyle", "rStyle", "tblStyle", "basedOn", "next") and value not in styles:
                result.append(f"{part.name}: style {value} is not defined")
            if local == "numId" and value not in numbers:
                result.append(f"{part.name}: number {value} is not defined")
            if local == "bookmarkStart":
                bookmarks[element.get(f"{W}name", "").casefold()] += 1
                starts[element.get(f"{W}id", "")] += 1
            if local == "bookmarkEnd":
                ends[element.get(f"{W}id", "")] += 1
            if local == "hyperlink" and element.get(f"{W}anchor"):
                anchors.append(element.get(f"{W}anchor", "").casefold())
        drawings.update(e.get("id", "") for e in part.root.iter(f"{WP}docPr"))
    result += [f"bookmark twice: {name}" for name, count in bookmarks.items() if count > 1]
    result += [f"bookmark name too long: {name}" for name in bookmarks if len(name) > 40]
    result += [f"drawing twice: {name}" for name, count in drawings.items() if count > 1]
    result += [f"link to no bookmark: {name}" for name in anchors if name not in bookmarks]
    if starts != ends or any(count > 1 for count in starts.values()):
        result.append("bookmark starts and ends do not match")
    return result + _note_faults(found)


def _note_faults(found: dict[str, Part]) -> list[str]:
    result: list[str] = []
    for kind in ("footnote", "endnote", "comment"):
        part = found.get(f"word/{kind}s.xml")
        there = {e.get(f"{W}id") for e in part.root.iter(f"{W}{kind}")} if part else set()
        body = found["word/document.xml"].root
        marks = Counter(e.get(f"{W}id") for e in body.iter(f"{W}{kind}Reference"))
        result += [f"{kind} {name} has no text" for name in marks if name not in there]
        result += [f"{kind} {name} has {count} marks" for name, count in marks.items() if count > 1]
        if part is not None:
            for note in part.root.iter(f"{W}{kind}"):
                inner = {etree.QName(e).localname for e in note.iter(f"{W}*")}
                if inner & {"footnoteReference", "endnoteReference", "commentReference"}:
                    result.append(f"{kind} {note.get(f'{W}id')} holds a mark")
                if note[-1].tag != f"{W}p" and not any(c.tag == f"{W}p" for c in note):
                    result.append(f"{kind} {note.get(f'{W}id')} has no paragraph")
    return result


def _table_faults(part: Part) -> list[str]:
    result: list[str] = []
    for cell in part.root.iter(f"{W}tc"):
        if cell[-1].tag != f"{W}p":
            result.append(f"{part.name}: a cell ends in {cell[-1].tag}")
    for table in part.root.iter(f"{W}tbl"):
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        rows = table.findall(f"{W}tr")
        if not rows:
            result.append(f"{part.name}: a table without rows")
        result += [
            f"{part.name}: a row of {sum(_span(c) for c in row.findall(f'{W}tc'))} in {columns}"
            for row in rows
            if sum(_span(cell) for cell in row.findall(f"{W}tc")) != columns
        ]
        following = table.getnext()
        while following is not None and "bookmark" in str(following.tag):
            following = following.getnext()
        if following is None or following.tag == f"{W}tbl":
            result.append(f"{part.name}: a table touches another or the end")
    return result


# --- content --------------------------------------------------------------------------------

GridCell = tuple[int, int, int, int, str]
"""Row, column, row span, column span, text without white space."""


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return 1 if span is None else int(span.get(f"{W}val", "1"))


def _merge(cell: etree._Element) -> str | None:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return None if merge is None else merge.get(f"{W}val", "continue")


def visible_text(element: etree._Element, *, inner_tables: bool = True) -> str:
    """The characters of `w:t` below an element, without white space."""
    return "".join(
        "".join((node.text or "").split())
        for node in element.iter(f"{W}t")
        if inner_tables or next(node.iterancestors(f"{W}tc")) is element
    )


def grid(table: etree._Element) -> list[GridCell]:
    """The cells of a table on its grid (17.4.17, 17.4.85)."""
    cells: list[GridCell] = []
    open_at: dict[int, int] = {}
    for row, element in enumerate(table.findall(f"{W}tr")):
        column = 0
        for cell in element.findall(f"{W}tc"):
            if _merge(cell) == "continue":
                above = cells[open_at[column]]
                cells[open_at[column]] = (above[0], above[1], above[2] + 1, *above[3:])
            else:
                open_at[column] = len(cells)
                text = visible_text(cell, inner_tables=False)
                cells.append((row, column, 1, _span(cell), text))
            column += _span(cell)
    return cells


def tables(data: bytes) -> list[etree._Element]:
    """The tables of the body in document order, nested ones included."""
    return list(parts(data)["word/document.xml"].root.iter(f"{W}tbl"))


def header_rows(table: etree._Element) -> int:
    """Leading rows that repeat on each page."""
    count = 0
    for row in table.findall(f"{W}tr"):
        if row.find(f"{W}trPr/{W}tblHeader") is None:
            break
        count += 1
    return count
