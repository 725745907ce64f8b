"""A small writer of PDF pages for fixtures: text at places, lines, boxes, tables.

Coordinates are page space: points from the top left corner, y downwards. Fonts are not embedded;
ASCII is half an em wide, everything else (Adobe-GB1) a whole em.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595.0, 842.0


def advance(text: str, size: float) -> float:
    """Width of a text in points."""
    return sum(0.5 if ord(char) < 0x100 else 1.0 for char in text) * size


@dataclass
class Page:
    """A page under construction."""

    width: float = WIDTH
    height: float = HEIGHT
    content: list[str] = field(default_factory=list)
    entries: str = ""
    """Further entries of the page dictionary."""
    resources: str = ""
    """Further entries of the resource dictionary."""

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 10.0,
        bold: bool = False,
        mode: int = 0,
        matrix: str | None = None,
    ) -> Page:
        """Text whose baseline is at `y`."""
        place = matrix or f"1 0 0 1 {x:.2f} {self.height - y:.2f}"
        shows = [
            _show(run, size, bold=bold) for run in re.findall("[\x00-\x7f]+|[^\x00-\x7f]+", text)
        ]
        self.content.append(f"BT {mode} Tr {place} Tm {' '.join(shows)} ET")
        return self

    def ending(
        self, ends: Sequence[float], y: float, texts: Sequence[str], *, size: float = 10.0
    ) -> Page:
        """Texts on one baseline, each of which ends at one of `ends`; empty ones are not drawn."""
        for end, text in zip(ends, texts, strict=True):
            if text:
                self.text(end - advance(text, size), y, text, size=size)
        return self

    def centred(self, middle: float, y: float, text: str, *, size: float = 10.0) -> Page:
        """Text whose middle is at `middle`."""
        return self.text(middle - advance(text, size) / 2, y, text, size=size)

    def lines(self, x: float, y: float, *texts: str, size: float = 10.0, pitch: float = 14) -> Page:
        """Texts under each other, the first baseline at `y`."""
        for number, text in enumerate(texts):
            self.text(x, y + number * pitch, text, size=size)
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float, *, width: float = 0.5) -> Page:
        """A stroked line."""
        high = self.height
        self.content.append(f"{width} w {x0:.2f} {high - y0:.2f} m {x1:.2f} {high - y1:.2f} l S")
        return self

    def box(self, x0: float, y0: float, x1: float, y1: float, *, grey: float | None = None) -> Page:
        """A stroked box, or a filled one of a grey from 0 (black) to 1 (white)."""
        place = f"{x0:.2f} {self.height - y1:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re"
        self.content.append(f"0.5 w {place} S" if grey is None else f"{grey} g {place} f 0 g")
        return self

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> Page:
        """All lines of a grid."""
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        return self

    def table(
        self, xs: Sequence[float], ys: Sequence[float], rows: Sequence[Sequence[str]]
    ) -> Page:
        """A full grid with one line of text in each cell."""
        self.grid(xs, ys)
        return self.texts([x + 4 for x in xs[:-1]], [y + 13 for y in ys[:-1]], rows)

    def texts(
        self, xs: Sequence[float], ys: Sequence[float], rows: Sequence[Sequence[str]]
    ) -> Page:
        """Texts at the crossings of `xs` and baselines `ys`; empty ones are not drawn."""
        for y, row in zip(ys, rows, strict=False):
            for x, text in zip(xs, row, strict=False):
                if text:
                    self.text(x, y, text)
        return self


def _show(text: str, size: float, *, bold: bool) -> str:
    if text.isascii():
        escaped = re.sub(r"([\\()])", r"\\\1", text)
        return f"/{'L2' if bold else 'L1'} {size} Tf ({escaped}) Tj"
    return f"/{'C2' if bold else 'C1'} {size} Tf <{text.encode('utf-16-be').hex()}> Tj"


def _latin(base: str) -> str:
    return (
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{base} /Encoding /WinAnsiEncoding "
        f"/FirstChar 32 /LastChar 126 /Widths [{'500 ' * 94}600] >>"
    )


def _chinese(base: str) -> str:
    return (
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{base} /Encoding /UniGB-UCS2-H "
        f"/DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /{base} /DW 1000 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> "
        f"/FontDescriptor << /Type /FontDescriptor /FontName /{base} /Flags 4 "
        "/FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 "
        "/CapHeight 700 /StemV 80 >> >>] >>"
    )


FONTS = (
    _latin("Helvetica"),
    _latin("Helvetica-Bold"),
    _chinese("STSong-Light"),
    _chinese("STHeiti-Bold"),
)
FONT_RESOURCES = "/Font << /L1 3 0 R /L2 4 0 R /C1 5 0 R /C2 6 0 R >>"


def stream(data: bytes, entries: str = "", *, compress: bool = False) -> bytes:
    """A stream object."""
    if compress:
        data, entries = zlib.compress(data), entries + " /Filter /FlateDecode"
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries.encode(), data)


def assembled(objects: Sequence[bytes], trailer: str = "") -> bytes:
    """A file of numbered objects, the first of which is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, data in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, data)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer.encode(),
        start,
    )
    return bytes(out)


def drawn(
    *pages: Page, extra: Sequence[bytes] = (), catalogue: str = "", trailer: str = ""
) -> bytes:
    """A PDF of pages; `extra` objects are numbered from 7 + 2 * len(pages)."""
    first = 7
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(pages)))
    objects: list[bytes] = [
        f"<< /Type /Catalog /Pages 2 0 R {catalogue} >>".encode(),
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
        *(font.encode() for font in FONTS),
    ]
    for number, page in enumerate(pages):
        content = first + 2 * number + 1
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.width} {page.height}] "
            f"/Contents {content} 0 R /Resources << {FONT_RESOURCES} "
            f"{page.resources} >> {page.entries} >>".encode()
        )
        objects.append(stream("\n".join(page.content).encode(), compress=True))
    return assembled([*objects, *extra], trailer)
