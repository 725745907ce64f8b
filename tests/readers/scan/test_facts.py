"""A report as a digital PDF and as a scan of it gives the same facts."""

from __future__ import annotations

import io
from typing import Any

import msgspec
import numpy as np
import pypdfium2
import pytest
from PIL import Image

from tests.readers.pdf.specimens.engines import is_there

pytest.importorskip("onnxruntime", reason="needs the extra `ocr`")
pytest.importorskip("cv2", reason="needs the extra `ocr`")

from tablewright.converters.api import read, render, settled
from tablewright.converters.forms import extract_facts, facts_json
from tablewright.converters.model import Document
from tablewright.converters.readers import ReadOptions, Source
from tablewright.converters.readers.scan.read import read_scan
from tests.forms.specimen import REPORTS, consistent, plain_layouts
from tests.readers.scan.known.wear import worn

pytestmark = [
    pytest.mark.ocr,
    pytest.mark.slow,
    pytest.mark.skipif(not is_there("weasyprint"), reason="prints with WeasyPrint"),
]

FORM = "gkbg-2021"
HEADINGS = (
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
)
PUBLISHED = sorted(REPORTS.glob("*.txt"))
"""Reports that are no part of the repository."""
CUT = 3
"""The one whose table a page cuts between the lines of a cell."""


def style(paper: str, padding: str) -> str:
    """Rules and white space of the tables."""
    cells = f"td{{border:0.6pt solid #888;padding:{padding}}}"
    return f"<style>@page{{size:{paper}}} table{{border-collapse:collapse}} {cells}</style>"


def report(seed: int, padding: str) -> str:
    """A report whose sums hold."""
    numbers = consistent(FORM, seed)
    parts = [style("A3 landscape", padding), "<h1>青石镇2023年政府信息公开工作年度报告</h1>"]
    for heading, layout in zip(HEADINGS, plain_layouts(FORM), strict=True):
        parts.append(f"<h2>{heading}</h2><table>")
        for row in range(max(slot.row for slot in layout.slots) + 1):
            parts.append("<tr>")
            for slot in layout.slots:
                if slot.row == row and not slot.optional:
                    text = slot.label if slot.address is None else str(numbers[slot.address])
                    spans = f"rowspan={slot.down} colspan={slot.across}"
                    parts.append(f"<td {spans}>{text or ''}</td>")
            parts.append("</tr>")
        parts.append("</table>")
    return "".join(parts)


def facts(document: Document) -> Any:
    """The tables of the facts, without the places on pages."""
    tables = msgspec.json.decode(facts_json(extract_facts(document)))["tables"]
    return {
        (table, row, column): (fact["value"], fact["status"])
        for table, rows in tables.items()
        for row, columns in rows.items()
        for column, fact in columns.items()
    }


def printed(markup: str) -> bytes:
    """The PDF of a page of HTML."""
    import weasyprint

    return bytes(weasyprint.HTML(string=markup).write_pdf())


def scan(data: bytes, wear: str) -> Source:
    """The pages of a PDF as a scanner gives them."""
    pages = [
        worn(np.asarray(page.render(scale=200 / 72).to_pil().convert("RGB"), np.uint8), wear, 1)
        for page in pypdfium2.PdfDocument(data)
    ]
    first, *rest = [Image.fromarray(page) for page in pages]
    out = io.BytesIO()
    first.save(out, "TIFF", save_all=True, append_images=rest, dpi=(200, 200))
    return Source("report.tiff", out.getvalue())


@pytest.mark.parametrize(
    ("seed", "wear", "padding"),
    [(1, "clean", "3pt"), (2, "mild", "1pt")],
    ids=["roomy", "dense"],
)
def test_a_scan_gives_the_facts_of_the_digital_report(seed: int, wear: str, padding: str) -> None:
    data = printed(report(seed, padding))
    digital = facts(read(data, name="report.pdf"))
    scanned = settled(read_scan(scan(data, wear), ReadOptions()))
    assert len(digital) > 180
    assert facts(scanned) == digital


@pytest.mark.skipif(len(PUBLISHED) <= CUT, reason="needs the published reports")
def test_a_scan_of_a_published_report_gives_the_facts_of_its_pdf() -> None:
    markup = render(read(PUBLISHED[CUT]), "html").decode().replace("</head>", f"{_PAPER}</head>")
    data = printed(markup)
    digital = facts(read(data, name="report.pdf"))
    scanned = settled(read_scan(scan(data, "clean"), ReadOptions()))
    assert len(digital) > 180
    assert facts(scanned) == digital


_PAPER = "<style>@page{size:A3;margin:15mm}</style>"
