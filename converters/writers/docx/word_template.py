"""A styled Word file as a template folder: `template.docx` -> the XML parts of a template.

For people who style in Word. Kept are page size and margins, styles, theme, fonts, headers,
footers, their pictures, and the blocks around a paragraph `{{ body }}`; without such a paragraph
the content of the file is only an example. Tags may stand in any paragraph of these, also when
Word has split them into runs. Notes, links and the numbering of styles are not taken.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.part import Part
from docx.parts.document import DocumentPart
from lxml import etree

from ...errors import TemplateError
from .xml import DECLARATION, NAMESPACES

_W: Final = f"{{{NAMESPACES['w']}}}"
_R: Final = f"{{{NAMESPACES['r']}}}"
_TAG: Final = re.compile(r"(\{\{.*?\}\}|\{%.*?%\})", re.DOTALL)
_STATEMENTS: Final = re.compile(r"(?:\{%(?:(?!%\}).)*%\}\s*)+", re.DOTALL)
_QUOTES: Final = str.maketrans("\u201c\u201d\u2018\u2019", "\"\"''")
"""Word makes typographic quotes of those that are typed in a tag."""
_BODY: Final = re.compile(r"\{\{\s*body\s*\}\}")
_PLACE: Final = "place-of-the-body"
_PARTS: Final = {"theme": "theme", "fontTable": "fontTable"}
_DROPPED: Final = ("footnoteReference", "endnoteReference", "commentReference", "object", "pict")


def unpack_word_template(source: Path, folder: Path, ours: Mapping[str, str]) -> None:
    """Write the template parts of the Word file `source` into the empty `folder`.

    `ours` are the style ids that the writer uses, by name (see `style_ids`).

    Raises TemplateError when it is no Word file.
    """
    try:
        main = docx.Document(str(source)).part
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise TemplateError(f"{source} is not a .docx file that can be opened: {error}.") from error
    (folder / "media").mkdir()
    styles = _tree(main.part_related_by(_relation("styles")))
    ids = _new_ids(styles, ours)
    _write_document(main, folder, ids)
    for number, (_, kind, part) in enumerate(_running(main), start=1):
        root = _prepared(part, folder, f"{kind}{number}", ids)
        _write(folder, f"{kind}{number}", _jinja(root))
    _rename_styles(styles, ids)
    for numbering in list(styles.iter(f"{_W}numPr")):
        _remove(numbering)
    _write(folder, "styles", _text(styles))
    for name in _PARTS:
        for relation in main.rels.values():
            if relation.reltype == _relation(name):
                _write(folder, name, relation.target_part.blob.decode("utf-8-sig"))


def _relation(kind: str) -> str:
    return f"{NAMESPACES['r']}/{kind}"


def _tree(part: Part) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(part.blob, parser)


def _running(main: DocumentPart) -> Iterator[tuple[str, str, Part]]:
    """Relationship id, kind and part of headers and footers, in the order of their ids."""
    for name, relation in sorted(main.rels.items()):
        kind = relation.reltype.rpartition("/")[2]
        if kind in ("header", "footer"):
            yield name, kind, relation.target_part


def _write_document(main: DocumentPart, folder: Path, ids: dict[str, str]) -> None:
    running = {
        name: f"{kind}{number}" for number, (name, kind, _) in enumerate(_running(main), start=1)
    }
    root = _prepared(main, folder, "document", ids)
    body = root.find(f"{_W}body")
    if body is None or body.find(f"{_W}sectPr") is None:
        raise TemplateError("The Word file has no page: its body or its w:sectPr is missing.")
    for reference in [*root.iter(f"{_W}headerReference"), *root.iter(f"{_W}footerReference")]:
        reference.set(f"{_R}id", running.get(reference.get(f"{_R}id", ""), ""))
    _mark_place(body)
    place = f"<{_PLACE}/>"
    _write(folder, "document", _jinja(root).replace(place, "{{ body }}", 1))


def _mark_place(body: etree._Element) -> None:
    """Put a sign where the body goes; without one in the file all content gives way."""
    for paragraph in body.findall(f"{_W}p"):
        text = _joined(paragraph)
        if _BODY.search(text):
            if not _BODY.fullmatch(text.strip()):
                raise TemplateError(
                    f"In the Word file {{{{ body }}}} stands in a paragraph with other text, "
                    f"{text.strip()[:80]!r}; it takes a paragraph of its own."
                )
            body.replace(paragraph, etree.Element(_PLACE))
            return
    for child in list(body)[:-1]:
        body.remove(child)
    body.insert(0, etree.Element(_PLACE))


def _prepared(part: Part, folder: Path, stem: str, ids: dict[str, str]) -> etree._Element:
    """The root of a part with all prefixes, our style ids, whole tags and pictures by name."""
    old = _tree(part)
    root = etree.Element(old.tag, nsmap={**_prefixes(old), **NAMESPACES})
    for key, value in old.attrib.items():
        root.set(key, value)  # among them mc:Ignorable
    root.extend(deepcopy(list(old)))
    _rename_styles(root, ids)
    for name in _DROPPED:
        for element in list(root.iter(f"{_W}{name}")):
            _remove(element)
    for element in root.iter():
        _point_to_media(element, part, folder, stem)
    for paragraph in root.iter(f"{_W}p"):
        _join_tags(paragraph)
    for row in list(root.iter(f"{_W}tr")):
        _give_way(row)
    for paragraph in list(root.iter(f"{_W}p")):
        parent = paragraph.getparent()
        if parent is None or parent.tag != f"{_W}tc" or len(parent.findall(f"{_W}p")) > 1:
            _give_way(paragraph)
    return root


def _give_way(element: etree._Element) -> None:
    """Put the tags of a paragraph or row that holds nothing else in its place.

    So a loop repeats what stands between its two paragraphs or rows, and leaves no empty ones.
    """
    tags = _joined(element).strip()
    parent, before = element.getparent(), element.getprevious()
    if parent is None or not _STATEMENTS.fullmatch(tags):
        return
    if element.find(f".//{_W}sectPr") is not None:
        return
    parent.remove(element)
    if before is None:
        parent.text = (parent.text or "") + tags
    else:
        before.tail = (before.tail or "") + tags


def _prefixes(element: etree._Element) -> dict[str, str]:
    return {prefix: uri for prefix, uri in element.nsmap.items() if prefix is not None}


def _point_to_media(element: etree._Element, part: Part, folder: Path, stem: str) -> None:
    if element.tag in (f"{_W}headerReference", f"{_W}footerReference"):
        return
    for key, value in [(str(key), str(value)) for key, value in element.attrib.items()]:
        if not key.startswith(_R):
            continue
        relation = part.rels.get(value)
        if relation is not None and not relation.is_external and "image" in relation.reltype:
            suffix = str(relation.target_part.partname).rpartition(".")[2].lower()
            (folder / "media" / f"{stem}-{value}.{suffix}").write_bytes(relation.target_part.blob)
            element.set(key, f"media-{stem}-{value}")
        else:
            del element.attrib[key]


def _joined(paragraph: etree._Element) -> str:
    return "".join(node.text or "" for node in paragraph.iter(f"{_W}t"))


def _join_tags(paragraph: etree._Element) -> None:
    """Gather each tag that Word has split in the first of its texts."""
    texts = list(paragraph.iter(f"{_W}t"))
    for match in reversed(list(_TAG.finditer(_joined(paragraph)))):
        at = 0
        first: etree._Element | None = None
        for node in texts:
            text = node.text or ""
            start, end = max(match.start() - at, 0), min(match.end() - at, len(text))
            at += len(text)
            if start >= end:
                continue
            node.text = text[:start] + (match[0] if first is None else "") + text[end:]
            first = node if first is None else first


def style_ids(styles: str) -> dict[str, str]:
    """The id of each style of a styles part by its name, in lower case."""
    return {name: own for own, name in _named(etree.fromstring(styles.encode()))}


def _named(styles: etree._Element) -> Iterator[tuple[str, str]]:
    for style in styles.iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        shown = "" if name is None else name.get(f"{_W}val", "").casefold()
        yield style.get(f"{_W}styleId", ""), shown


def _new_ids(styles: etree._Element, ours: Mapping[str, str]) -> dict[str, str]:
    """Our id for each style of the file that has one of our names.

    The ids in a file depend on Word's language; a style that has our id and another name gives way.
    """
    new: dict[str, str] = {}
    for old, name in _named(styles):
        if name in ours and ours[name] not in new.values():
            new[old] = ours[name]
    taken = set(new.values())
    for old, _ in _named(styles):
        if old not in new and old in taken:
            new[old] = f"{old}-own"
    return {old: own for old, own in new.items() if old != own}


def _rename_styles(root: etree._Element, ids: dict[str, str]) -> None:
    for style in root.iter(f"{_W}style"):
        old = style.get(f"{_W}styleId", "")
        style.set(f"{_W}styleId", ids.get(old, old))
    for name in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"):
        for element in root.iter(f"{_W}{name}"):
            old = element.get(f"{_W}val", "")
            element.set(f"{_W}val", ids.get(old, old))


def add_missing_styles(styles: str, standard: str) -> str:
    """The styles part of a Word file with those of the standard template that it lacks."""
    own, other = etree.fromstring(styles.encode()), etree.fromstring(standard.encode())
    known = {style.get(f"{_W}styleId") for style in own.iter(f"{_W}style")}
    for style in other.iter(f"{_W}style"):
        if style.get(f"{_W}styleId") not in known:
            copy = deepcopy(style)
            copy.attrib.pop(f"{_W}default", "")
            own.append(copy)
    return _text(own)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _text(root: etree._Element) -> str:
    return DECLARATION + etree.tostring(root, encoding="unicode")


def _jinja(root: etree._Element) -> str:
    """The part as text, tags as the author typed them and a line for each paragraph."""
    text = _LINE_START.sub("\n", _text(root))  # so that the line of an error tells a paragraph
    return _TAG.sub(lambda tag: html.unescape(tag[0]).translate(_QUOTES), text)


_LINE_START: Final = re.compile(r"(?=<w:p[ >])")
_FAILED: Final = re.compile(
    r"\S*?(document|(?:header|footer)\d+|styles|settings)\.xml\.j2(?:, line (\d+))?(?:: )?(.*)",
    re.DOTALL,
)
_NAMES: Final = {"document": "the text", "header": "a header", "footer": "a footer"}


def place_in_word(message: str, folder: Path, source: Path) -> str:
    """The message of an error in the unpacked parts, told by what the author sees in Word."""
    match = _FAILED.search(message)
    if match is None:
        return message.replace(str(folder), str(source))
    part, line, reason = match.groups()
    lines = (folder / f"{part}.xml.j2").read_text(encoding="utf-8").split("\n")
    number = int(line) - 1 if line else len(lines)
    markup = lines[number] if number < len(lines) else ""
    text = "".join(re.findall(r"<w:t(?: [^>]*)?>(.*?)</w:t>", markup)).strip()
    where = _NAMES.get(part.rstrip("0123456789"), part)
    paragraph = f", paragraph {html.unescape(text)[:80]!r}" if text else ""
    return f"The template {source} is wrong in {where}{paragraph}: {reason.strip()}"


def _write(folder: Path, stem: str, text: str) -> None:
    (folder / f"{stem}.xml.j2").write_text(text, encoding="utf-8", newline="\n")
