"""A template folder as the parts of a package that are not content."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from lxml import etree
from markupsafe import Markup

from ...errors import TemplateError
from ...model import Block, Document, Heading
from ...model.text import clean_text, iter_block_texts
from ..templating import builtin_folder, render_template
from .package import Package, Relations
from .session import Look
from .xml import NAMESPACES, ROOT_ATTRIBUTES

_W: Final = f"{{{NAMESPACES['w']}}}"
_BODY: Final = "\ue000body\ue000"
"""Stands for the body while the template is rendered; a private-use character keeps it unique."""
_TYPES: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_THEME_TYPE: Final = "application/vnd.openxmlformats-officedocument.theme+xml"
WORD_FILE: Final = "template.docx"
"""A template styled in Word, instead of XML parts."""
_OPTIONAL: Final = ("theme", "settings", "fontTable")
_MEDIA_TYPES: Final = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "bmp": "image/bmp",
}
_DRAWING: Final = re.compile(r'<wp:docPr\b[^>]*\bid="(\d{1,9})"')
_SECTION: Final = re.compile(r"<w:sectPr\b.*?</w:sectPr>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Template:
    """A rendered template, but for the body."""

    head: str
    """`word/document.xml` before the body."""
    section: str
    """The last `w:sectPr` as markup."""
    tail: str
    """What follows the section."""
    between: str
    """What stands between the body and the section."""
    parts: dict[str, str]
    """Other parts by stem: `styles`, `settings`, `header1`, …"""
    media: dict[str, bytes]
    """Pictures of the template by file name."""
    look: Look

    @property
    def markup(self) -> str:
        """All parts of the template, for what must be unique in a file."""
        return "".join([self.head, self.between, *self.parts.values()])

    @property
    def drawings(self) -> int:
        """The highest number of a drawing of the template."""
        return max(map(int, _DRAWING.findall(self.markup)), default=0)

    @property
    def adds_blocks(self) -> bool:
        """Whether the template has blocks of its own around the body."""
        return any(
            tag in self.head + self.between for tag in ("<w:p>", "<w:p ", "<w:p/>", "<w:tbl")
        )

    def document_xml(self, body: str, section: str) -> str:
        """The main part."""
        return f"{self.head}{body}{self.between}{section}{self.tail}"


def load_template(folder: Path, document: Document) -> Template:
    """The template in `folder`, rendered for `document`.

    Raises TemplateError, naming the file, for parts that are missing, wrong or not well-formed.
    """
    if (folder / WORD_FILE).is_file() and not (folder / "document.xml.j2").is_file():
        return _load_word_template(folder / WORD_FILE, document)
    return _load_parts(folder, document)


def _load_word_template(file: Path, document: Document) -> Template:
    # python-docx takes a while to import, and most templates do not need it.
    from .word_template import add_missing_styles, place_in_word, style_ids, unpack_word_template

    standard = _load_parts(builtin_folder("docx", "standard"), document)
    with TemporaryDirectory() as name:
        unpack_word_template(file, Path(name), style_ids(standard.parts["styles"]))
        try:
            template = _load_parts(Path(name), document)
        except TemplateError as error:
            raise TemplateError(place_in_word(str(error), Path(name), file)) from error
    styles = add_missing_styles(template.parts["styles"], standard.parts["styles"])
    parts = {"settings": standard.parts["settings"], **template.parts, "styles": styles}
    tree = _parse(styles)
    look = replace(template.look, letter=_letter_width(tree), fills=_fills(tree))
    return replace(template, parts=parts, look=look)


def _load_parts(folder: Path, document: Document) -> Template:
    values = _values(document)
    main = _render(folder, "document", values)
    before, marker, after = main.partition(_BODY)
    if not marker:
        raise TemplateError(f"{folder / 'document.xml.j2'} has no {{{{ body }}}}.")
    if _BODY in after:
        raise TemplateError(f"{folder / 'document.xml.j2'} has {{{{ body }}}} more than once.")
    section = _SECTION.search(after)
    if section is None:
        raise TemplateError(f"{folder / 'document.xml.j2'} has no w:sectPr after {{{{ body }}}}.")
    parts = {"styles": _render(folder, "styles", values)}
    for name in _OPTIONAL:
        if (folder / f"{name}.xml.j2").is_file():
            parts[name] = _render(folder, name, values)
    for path in sorted([*folder.glob("header*.xml.j2"), *folder.glob("footer*.xml.j2")]):
        name = path.name.removesuffix(".xml.j2")
        parts[name] = _render(folder, name, values)
    return Template(
        head=before,
        section=section[0],
        between=after[: section.start()],
        tail=after[section.end() :],
        parts=parts,
        media=_media(folder),
        look=_look(folder, main, parts["styles"]),
    )


def _values(document: Document) -> dict[str, Any]:
    language = document.metadata.language or ""
    return {
        "document": document,
        "metadata": document.metadata,
        "title": clean_text(document.metadata.title or ""),
        "language": language,
        "east_asian": language[:2].lower() in ("zh", "ja", "ko") or _has_han(document),
        "titled": sum(_is_first_level(block) for block in document.blocks) < 2,
        "body": Markup(_BODY),  # noqa: S704 - a constant of ours
        "namespaces": Markup(ROOT_ATTRIBUTES),  # noqa: S704 - a constant of ours
    }


def _is_first_level(block: Block) -> bool:
    return isinstance(block, Heading) and block.level == 1


_HAN = re.compile("[\u3400-\u9fff]")


def _has_han(document: Document) -> bool:
    """Whether a document without a language looks Chinese, by its first texts."""
    if document.metadata.language:
        return False
    sample = "".join(islice(iter_block_texts(document.blocks), 50))[:2000]
    return len(_HAN.findall(sample)) * 5 > len(sample)


def _render(folder: Path, stem: str, values: Mapping[str, Any]) -> str:
    entry = f"{stem}.xml.j2"
    text = render_template(folder, entry, values, {}, autoescape=True)
    text = clean_text(text)
    try:
        _parse(text)
    except etree.XMLSyntaxError as error:
        raise TemplateError(
            f"{folder / entry} does not give well-formed XML: {error.msg}."
        ) from error
    return text


def _parse(text: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(text.encode(), parser)


def _media(folder: Path) -> dict[str, bytes]:
    if not (folder / "media").is_dir():
        return {}
    return {
        path.name: path.read_bytes()
        for path in sorted((folder / "media").iterdir())
        if path.suffix.lower().lstrip(".") in _MEDIA_TYPES
    }


def _look(folder: Path, main: str, styles: str) -> Look:
    sections = _parse(main).findall(f".//{_W}sectPr")
    size, margins = sections[-1].find(f"{_W}pgSz"), sections[-1].find(f"{_W}pgMar")
    if size is None or margins is None:
        raise TemplateError(f"{folder / 'document.xml.j2'}: w:sectPr lacks w:pgSz or w:pgMar.")
    try:
        sides = sum(int(margins.get(f"{_W}{side}", "0")) for side in ("left", "right", "gutter"))
        width, height = int(size.get(f"{_W}w", "0")), int(size.get(f"{_W}h", "0"))
    except ValueError as error:
        raise TemplateError(
            f"{folder / 'document.xml.j2'}: page sizes are whole numbers of twips: {error}."
        ) from error
    if width - sides < 1000 or height - sides < 1000:
        raise TemplateError(f"{folder / 'document.xml.j2'}: the margins leave no room for text.")
    return Look(
        width=width - sides,
        landscape_width=max(width, height) - sides,
        letter=_letter_width(_parse(styles)),
        fills=_fills(_parse(styles)),
    )


def _letter_width(styles: etree._Element) -> int:
    """Half the font size of the style of cells; 10 points where it names none."""
    for style in styles.iter(f"{_W}style"):
        size = style.find(f"{_W}rPr/{_W}sz")
        if style.get(f"{_W}styleId") == "TableContents" and size is not None:
            half_points = size.get(f"{_W}val", "")
            return max(int(half_points) * 5, 20) if half_points.isdecimal() else 100
    return 100


def _fills(styles: etree._Element) -> dict[str, str]:
    """Backgrounds that the styles of cells name; the writer gives them to the cells."""
    fills: dict[str, str] = {}
    for style in styles.iter(f"{_W}style"):
        shade = style.find(f"{_W}pPr/{_W}shd")
        if shade is not None and re.fullmatch("[0-9A-Fa-f]{6}", shade.get(f"{_W}fill", "")):
            fills[style.get(f"{_W}styleId", "")] = shade.get(f"{_W}fill", "")
    return fills


def add_template_parts(template: Template, package: Package, document: Relations) -> None:
    """Add styles, settings, headers and footers, with the pictures that they use."""
    for name, xml in template.parts.items():
        kind = "header" if name.startswith("header") else name
        kind = "footer" if name.startswith("footer") else kind
        relations = Relations()
        _use_media(template, xml, relations)
        part = "word/theme/theme1.xml" if kind == "theme" else f"word/{name}.xml"
        package.add(
            part, xml, _THEME_TYPE if kind == "theme" else f"{_TYPES}.{kind}+xml", relations
        )
        document.add(kind, part, name=name)
    for name, data in template.media.items():
        suffix = name.rpartition(".")[2].lower()
        package.add_media(f"word/media/{name}", data, _MEDIA_TYPES[suffix])
    _use_media(template, template.head + template.between, document)


def _use_media(template: Template, xml: str, relations: Relations) -> None:
    for name in template.media:
        relation = f"media-{name.rpartition('.')[0]}"
        if f'"{relation}"' in xml:
            relations.add("image", f"word/media/{name}", name=relation)
