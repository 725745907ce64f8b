"""Facsimiles of pages to one PDF: the picture of each page, and its text in rendering mode 3.

The text stands where the picture shows it and in reading order. The rules of tables are drawn
below the picture: nobody sees them, and programs that look for tables find them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Final

from ... import version
from ...model.facsimile import Facsimile, PagePixels, PlacedText
from .font import FULL, HALF, empty_font
from .objects import ObjectWriter

_RULE_WIDTH: Final = 0.5
_BLOCK: Final = 100
"""Entries of one block of a CMap (ISO 32000-1, 9.10.3)."""
_MOST_CODES: Final = 0xFFFF


@dataclass(slots=True)
class _Codes:
    """Codes of the characters of one file, in the order in which they came."""

    of: dict[str, int] = field(default_factory=dict)

    def show(self, text: str) -> str:
        """The text as a string of two-byte codes, in hexadecimal."""
        return "".join(f"{self._code(char):04X}" for char in text)

    def _code(self, char: str) -> int:
        if char not in self.of and len(self.of) >= _MOST_CODES:
            char = "\ufffd"
        return self.of.setdefault(char, min(len(self.of) + 1, _MOST_CODES))


def write_searchable(pages: Iterable[Facsimile], out: BinaryIO, *, title: str = "") -> None:
    """Write a PDF of `pages` to `out`; a page is no longer needed once it is written."""
    writer = ObjectWriter(out)
    catalog, tree, font = writer.reserve(), writer.reserve(), writer.reserve()
    codes = _Codes()
    kids = [_page(writer, page, codes, tree, font) for page in pages]
    references = " ".join(f"{kid} 0 R" for kid in kids)
    writer.add(f"<< /Type /Pages /Count {len(kids)} /Kids [{references}] >>", tree)
    _font(writer, codes, font)
    writer.add(f"<< /Type /Catalog /Pages {tree} 0 R >>", catalog)
    named = f"/Title {_hex_text(title)} " if title else ""
    info = writer.add(f"<< {named}/Producer {_hex_text(version.GENERATOR)} >>")
    writer.finish(catalog, info)


def _page(writer: ObjectWriter, page: Facsimile, codes: _Codes, tree: int, font: int) -> int:
    image = _image(writer, page.pixels)
    content = "\n".join(_content(page, codes)).encode("ascii")
    stream = writer.add_stream("", content)
    return writer.add(
        f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {_n(page.width)} {_n(page.height)}] "
        f"/Resources << /XObject << /P {image} 0 R >> /Font << /T {font} 0 R >> >> "
        f"/Contents {stream} 0 R >>"
    )


def _image(writer: ObjectWriter, pixels: PagePixels) -> int:
    space = "/DeviceGray" if pixels.channels == 1 else "/DeviceRGB"
    entries = (
        f"/Type /XObject /Subtype /Image /Width {pixels.width} /Height {pixels.height} "
        f"/ColorSpace {space} /BitsPerComponent {pixels.bits} "
    )
    if pixels.coding == "jpeg":
        return writer.add_stream(entries + "/Filter /DCTDecode", pixels.data, packed=True)
    entries += (
        f"/Filter /FlateDecode /DecodeParms << /Predictor 15 /Colors {pixels.channels} "
        f"/BitsPerComponent {pixels.bits} /Columns {pixels.width} >>"
    )
    return writer.add_stream(entries, pixels.data, packed=True)


def _content(page: Facsimile, codes: _Codes) -> Iterator[str]:
    """The operators of a page: rules, the picture over them, the text."""
    if page.rules:
        yield f"{_RULE_WIDTH} w"
        for x0, y0, x1, y1 in page.rules:
            yield (f"{_n(x0)} {_n(page.height - y0)} m {_n(x1)} {_n(page.height - y1)} l S")
    yield f"q {' '.join(map(_n, page.matrix))} cm /P Do Q"
    yield "BT 3 Tr"
    for text in page.texts:
        yield _text(text, page.height, codes)
    yield "ET"


def _text(text: PlacedText, height: float, codes: _Codes) -> str:
    left, _, right, _ = text.box
    natural = sum(map(_width, text.text)) / 1000 * text.size
    stretch = (right - left) / natural * 100 if natural else 100.0
    return (
        f"/T {_n(text.size)} Tf {_n(max(stretch, 1.0))} Tz "
        f"1 0 0 1 {_n(left)} {_n(height - text.baseline)} Tm <{codes.show(text.text)}> Tj"
    )


def _width(char: str) -> int:
    """Advance of a character in thousandths of the em."""
    return 1000 if unicodedata.east_asian_width(char) in "WF" else 500


def _font(writer: ObjectWriter, codes: _Codes, number: int) -> None:
    """The font with all characters that the pages used (ISO 32000-1, 9.7)."""
    program = empty_font()
    file = writer.add_stream(f"/Length1 {len(program)}", program)
    descriptor = writer.add(
        "<< /Type /FontDescriptor /FontName /Glyphless /Flags 4 /FontBBox [0 -200 1000 800] "
        "/ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 800 /StemV 80 "
        f"/FontFile2 {file} 0 R >>"
    )
    widths = " ".join(
        f"{codes.of[char]} [{_width(char)}]" for char in codes.of if _width(char) != 1000
    )
    numbers = (FULL if _width(char) == 1000 else HALF for char in codes.of)
    glyphs = writer.add_stream("", b"".join(bytes((0, glyph)) for glyph in (0, *numbers)))
    descendant = writer.add(
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Glyphless "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        f"/FontDescriptor {descriptor} 0 R /DW 1000 /W [{widths}] /CIDToGIDMap {glyphs} 0 R >>"
    )
    unicode = writer.add_stream("", _to_unicode(codes).encode("ascii"))
    writer.add(
        "<< /Type /Font /Subtype /Type0 /BaseFont /Glyphless /Encoding /Identity-H "
        f"/DescendantFonts [{descendant} 0 R] /ToUnicode {unicode} 0 R >>",
        number,
    )


def _to_unicode(codes: _Codes) -> str:
    """The CMap that says which character each code is (ISO 32000-1, 9.10.3)."""
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    entries = list(codes.of.items())
    for start in range(0, len(entries), _BLOCK):
        block = entries[start : start + _BLOCK]
        lines.append(f"{len(block)} beginbfchar")
        lines += [f"<{code:04X}> <{_utf16(char)}>" for char, code in block]
        lines.append("endbfchar")
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines)


def _utf16(text: str) -> str:
    return text.encode("utf-16-be", "replace").hex().upper()


def _hex_text(text: str) -> str:
    return f"<FEFF{_utf16(text)}>"


def _n(value: float) -> str:
    """A number with three decimals at most and no exponent."""
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"
