"""Pages without any table that may be taken for one: prose in columns, contents, charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from . import as_odf
from .as_tex import tex
from .known import ENGINES, Maker, fonts_of

KINDS = ("prose", "two-columns", "three-columns", "contents", "bare-contents", "bars", "lines")
"""What stands on a page; the last two are charts."""


@dataclass(frozen=True)
class Blank:
    """What a page without a table holds."""

    seed: int
    engine: str
    kind: str
    font: str
    paragraphs: tuple[str, ...]
    entries: tuple[tuple[str, str], ...]
    """Titles with page numbers, or labels with values for charts."""


def blank_page(seed: int) -> Blank:
    """The page of a seed."""
    maker = Maker(seed)
    pick = maker.random
    maker.script = pick.choice(["en", "zh", "ru"])
    maker.columns = 2
    engine, kind = ENGINES[seed % 4], KINDS[seed // 4 % len(KINDS)]
    if engine == "libreoffice" and kind in ("bars", "lines"):
        kind = "prose"
    count = {"prose": 7, "two-columns": 14, "three-columns": 12}.get(kind, 1)
    if "contents" in kind:
        page, entries = 1, []
        for number in range(pick.randint(8, 24)):
            page += pick.randint(0, 6)
            entries.append((f"{number + 1}. {maker.words(2, 5)}", str(page)))
    else:
        entries = [
            (pick.choice([maker.words(1, 1), str(2010 + n)]), str(pick.randint(5, 95)))
            for n in range(pick.randint(4, 9))
        ]
    font = pick.choice(fonts_of(maker.palette.fonts[maker.script], engine))
    paragraphs = tuple(maker.paragraph(12) for _ in range(count))
    return Blank(seed, engine, kind, font, paragraphs, tuple(entries))


def book(engine: str, pages: Sequence[Blank]) -> str:
    """The source of all pages for one engine."""
    if engine == "libreoffice":
        styles = as_odf.Styles()
        return as_odf.document("".join(_odf(page, styles) for page in pages), styles)
    if engine == "xelatex":
        return _tex_book(pages)
    parts = "".join(
        f"<div style=\"page-break-before:always;font:10pt '{page.font}'\">{_html(page)}</div>"
        for page in pages
    )
    return (
        "<!DOCTYPE html><html><meta charset=utf-8><style>@page{size:A4;margin:20mm}body{margin:0}"
        f"p{{text-align:justify;margin:0 0 6pt}}</style>{parts}"
    )


def _html(page: Blank) -> str:
    prose = "".join(f"<p>{escape(text)}</p>" for text in page.paragraphs)
    if page.kind in ("bars", "lines"):
        return prose + _chart(page) + prose
    if page.kind == "contents":
        return "<h2>Contents</h2>" + "".join(
            f'<div style="width:440pt;white-space:nowrap"><span style="float:right">{number}</span>'
            f"{escape(title)} {'.' * (70 - 2 * len(title) // 2)}</div>"
            for title, number in page.entries
        )
    if page.kind == "bare-contents":
        return "<h2>Contents</h2>" + "".join(
            f'<div style="width:440pt;padding:2pt"><span style="float:right">{number}</span>'
            f"{escape(title)}</div>"
            for title, number in page.entries
        )
    columns = {"two-columns": 2, "three-columns": 3}.get(page.kind, 1)
    return f'<div style="columns:{columns};column-gap:18pt">{prose}</div>'


def _points(page: Blank) -> list[tuple[float, float]]:
    step = 380 / len(page.entries)
    return [(45 + step * n, 190 - 1.7 * int(v)) for n, (_, v) in enumerate(page.entries)]


def _chart(page: Blank) -> str:
    """A chart with axes, grid lines, labels and values."""
    points = _points(page)
    parts = [
        f'<line x1="30" y1="{y}" x2="430" y2="{y}" stroke="#888" stroke-width="0.5"/>'
        f'<text x="8" y="{y + 3}">{round((190 - y) / 1.7)}</text>'
        for y in range(190, 0, -34)
    ]
    if page.kind == "lines":
        path = " ".join(f"{x + 12},{y}" for x, y in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="#136"/>')
    for (x, y), (label, value) in zip(points, page.entries, strict=True):
        if page.kind == "bars":
            parts.append(f'<rect x="{x}" y="{y}" width="24" height="{190 - y}" fill="#69c"/>')
        parts.append(f'<text x="{x + 3}" y="{y - 3}">{value}</text>')
        parts.append(f'<text x="{x - 6}" y="204">{escape(label)}</text>')
    body = "".join(parts)
    return f'<svg width="440" height="215" style="font:7px \'{page.font}\'">{body}</svg>'


def _odf(page: Blank, styles: as_odf.Styles) -> str:
    plain = styles.paragraph(f'fo:font-family="{page.font}" fo:font-size="10pt"')
    first = styles.paragraph('fo:font-size="13pt"', more=' style:master-page-name="portrait"')
    if "contents" in page.kind:
        dots = (
            'style:leader-style="dotted" style:leader-text="."' if page.kind == "contents" else ""
        )
        stop = styles.name(
            "paragraph",
            "<style:paragraph-properties><style:tab-stops><style:tab-stop "
            f'style:position="440pt" style:type="right" {dots}/></style:tab-stops>'
            '</style:paragraph-properties><style:text-properties fo:font-size="10pt"/>',
        )
        body = "".join(
            f'<text:p text:style-name="{stop}">{escape(title)}<text:tab/>{number}</text:p>'
            for title, number in page.entries
        )
        return f'<text:p text:style-name="{first}">Contents</text:p>{body}'
    body = "".join(
        f'<text:p text:style-name="{plain}">{escape(text)}</text:p>' for text in page.paragraphs
    )
    columns = {"two-columns": 2, "three-columns": 3}.get(page.kind, 1)
    section = styles.name(
        "section",
        "<style:section-properties><style:columns "
        f'fo:column-count="{columns}" fo:column-gap="18pt"/></style:section-properties>',
    )
    return (
        f'<text:p text:style-name="{first}">{page.seed}</text:p><text:section '
        f'text:style-name="{section}" text:name="n{page.seed}">{body}</text:section>'
    )


def _tex_book(pages: Sequence[Blank]) -> str:
    fonts = sorted({page.font for page in pages})
    names = {font: chr(97 + number) for number, font in enumerate(fonts)}
    families = "\n".join(f"\\newfontfamily\\face{names[font]}{{{font}}}" for font in fonts)
    body = "\n".join(f"\\clearpage{{\\face{names[page.font]} {_tex(page)}}}" for page in pages)
    return (
        "\\documentclass[10pt]{article}\n\\usepackage[a4paper,margin=20mm]{geometry}\n"
        "\\usepackage{fontspec,multicol}\\pagestyle{empty}\\sloppy\n"
        '\\XeTeXlinebreaklocale "zh"\n\\XeTeXlinebreakskip = 0pt plus 1pt\n'
        f"{families}\n\\begin{{document}}\n{body}\n\\end{{document}}\n"
    )


def _tex(page: Blank) -> str:
    prose = "\\par\n".join(tex(text) for text in page.paragraphs) + "\\par\n"
    if "contents" in page.kind:
        fill = "\\dotfill" if page.kind == "contents" else "\\hfill"
        return "Contents\\par\n" + "".join(
            f"\\noindent\\hbox to 440pt{{{tex(title)}{fill} {number}}}\\par\n"
            for title, number in page.entries
        )
    if page.kind in ("bars", "lines"):
        return f"{prose}{_tex_chart(page)}{prose}"
    columns = {"two-columns": 2, "three-columns": 3}.get(page.kind, 1)
    if columns == 1:
        return prose
    return f"\\begin{{multicols}}{{{columns}}}{prose}\\end{{multicols}}"


def _tex_chart(page: Blank) -> str:
    parts = [f"\\put(30,{y}){{\\line(1,0){{400}}}}\\put(8,{y}){{{y}}}" for y in range(0, 200, 40)]
    for (x, y), (label, value) in zip(_points(page), page.entries, strict=True):
        high = 190 - y
        if page.kind == "bars":
            parts.append(f"\\put({x:.0f},0){{\\rule{{24pt}}{{{high:.0f}pt}}}}")
        parts.append(f"\\put({x + 3:.0f},{high + 3:.0f}){{{value}}}")
        parts.append(f"\\put({x - 6:.0f},-12){{{tex(label)}}}")
    picture = "".join(parts)
    return (
        f"{{\\footnotesize\\setlength{{\\unitlength}}{{1pt}}\\begin{{picture}}(440,215)(0,-20){picture}"
        "\\end{picture}\\par}\n"
    )
