"""Print CPU time per DOCX beside mammoth, docling, pandoc and markitdown on the same files.

    python benchmarks/docx.py [--peers PYTHON]... [FILE or FOLDER...]

Without files, documents of its own are made: reports with tables, notes, lists and pictures in
several sizes. `--peers` names an interpreter in which mammoth, docling-slim or markitdown are
installed (`pip install mammoth markitdown[docx] docling-slim`); pandoc is taken where it is found,
a process for each file, start included. Every figure is the least of a few runs in one process,
imports apart. `ratio` is the peer's median beside ours for the same work: a document to HTML, for
markitdown to Markdown. Then: lists of a megabyte of XML, time per cell of growing tables, and
memory beside the size of the XML. Nothing is asserted: machines differ.
"""

from __future__ import annotations

import argparse
import io
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from tablewright.converters import read, render

RUNS = 3
PEERS = ("mammoth", "docling", "markitdown")
WORKER = """
import importlib.util, io, json, sys, time
from pathlib import Path

def mammoth():
    import mammoth
    return lambda data: mammoth.convert_to_html(io.BytesIO(data))

def markitdown():
    from markitdown import MarkItDown, StreamInfo
    converter = MarkItDown(enable_plugins=False)
    info = StreamInfo(extension=".docx")
    return lambda data: converter.convert_stream(io.BytesIO(data), stream_info=info)

def docling():
    from docling.backend.msword_backend import MsWordDocumentBackend as Backend
    from docling.datamodel.base_models import InputFormat
    from docling.datamodel.document import InputDocument
    def work(data):
        stream = io.BytesIO(data)
        source = InputDocument(path_or_stream=stream, format=InputFormat.DOCX, backend=Backend,
                               filename="a.docx")
        return Backend(source, io.BytesIO(data)).convert().export_to_html()
    return work

name, runs, limit, *files = sys.argv[1:]
if importlib.util.find_spec(name) is None:
    sys.exit(3)
work = globals()[name]()
for number, file in enumerate(files):
    data = Path(file).read_bytes()
    if number == 0:
        work(data)
    figures = []
    try:
        for _ in range(int(runs)):
            began = time.process_time()
            work(data)
            figures.append(time.process_time() - began)
            if figures[-1] > float(limit):
                break
        print(json.dumps([file, min(figures) * 1000]), flush=True)
    except Exception as error:
        print(json.dumps([file, None]), flush=True)
"""
Figures = dict[str, float]
"""Milliseconds by file."""


def ours(data: bytes) -> object:
    return render(read(data, name="a.docx"), "html")


def pandoc(data: bytes) -> object:
    command = ["pandoc", "-f", "docx", "-t", "html"]
    return subprocess.run(command, input=data, capture_output=True, check=True)


def used() -> float:
    """CPU seconds of this process and of finished children."""
    own, children = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def timed(work: Callable[[bytes], object], files: list[Path]) -> Figures:
    """Least milliseconds for each file that the program could convert."""
    figures: Figures = {}
    work(files[0].read_bytes())  # imports and caches are not a document's cost
    for path in files:
        data = path.read_bytes()
        runs: list[float] = []
        try:
            for _ in range(RUNS):
                began = used()
                work(data)
                runs.append((used() - began) * 1000)
        except Exception as error:
            print(f"  {path.name}: {type(error).__name__}", file=sys.stderr)
            continue
        figures[str(path)] = min(runs)
    return figures


def timed_elsewhere(python: str, peer: str, files: list[Path]) -> Figures:
    """The same for a peer in another interpreter; empty when it is not installed there."""
    command = [python, "-c", WORKER, peer, str(RUNS), "5", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("[")]
    return {file: figure for file, figure in lines if figure is not None}


def compare(files: list[Path], interpreters: list[str]) -> None:
    print(f"{len(files)} documents; CPU milliseconds each, least of {RUNS} runs")
    print(f"{'':<14}{'median':>9}{'p90':>9}{'ratio':>8}{'faster':>8}{'files':>7}")
    own = timed(ours, files)
    line("tablewright", own, own)
    if shutil.which("pandoc"):
        line("pandoc", timed(pandoc, files), own)
    for python in interpreters:
        for peer in PEERS:
            figures = timed_elsewhere(python, peer, files)
            if figures:
                line(peer, figures, own)


def line(name: str, figures: Figures, own: Figures) -> None:
    """`faster`: share of the files that we convert in less time."""
    both = sorted(set(figures) & set(own))
    values = sorted(figures[file] for file in both)
    median = statistics.median(values)
    ratio = median / statistics.median(own[file] for file in both)
    faster = 100 * sum(own[file] < figures[file] for file in both) / len(both)
    p90 = values[int(0.9 * (len(values) - 1))]
    shown = ("", "") if figures is own else (f"{ratio:.2f}", f"{faster:.0f} %")
    print(f"{name:<14}{median:>9.1f}{p90:>9.1f}{shown[0]:>8}{shown[1]:>8}{len(both):>7}")


def report_page(tables: int, paragraphs: int) -> bytes:
    """A report as HTML, which is written as DOCX without our marks of roles."""
    rows = "".join(f"<tr><th>指标 {n}<td>{n}<td>{n * 7}<td>{n / 4:.2f}" for n in range(12))
    table = (
        "<table><thead><tr><th rowspan=2>项目<th colspan=3>数量<tr><th>一<th>二<th>三</thead>"
        f"{rows}<tr><td colspan=4>合计</table>"
    )
    text = "<p>为了让办理情况<b>清楚</b>可查，现将<i>全年</i>情况公布如下 <a href=b.html>见此</a>。"
    items = "<ol>" + "<li>第一项<ul><li>细目<li>细目</ul>" * 4 + "</ol>"
    body = (f"<h2>一、总体情况</h2>{text * paragraphs}{items}" + table) * tables
    return f"<!DOCTYPE html><meta charset=utf-8><title>报告</title><h1>报告</h1>{body}".encode()


def foreign(data: bytes) -> bytes:
    """A DOCX of ours as if another program had written it, so that nothing is read literally."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/app.xml":
                content = content.replace(b"tablewright", b"another")
            new.writestr(name, content)
    return out.getvalue()


def own_documents(folder: Path) -> list[Path]:
    """Reports of one to thirty pages."""
    paths: list[Path] = []
    for tables in (1, 2, 4, 8, 16):
        for paragraphs in (2, 10, 30):
            document = read(report_page(tables, paragraphs), name="a.html")
            path = folder / f"report-{tables}-{paragraphs}.docx"
            path.write_bytes(foreign(render(document, "docx")))
            paths.append(path)
    return paths


def lists(size: int) -> bytes:
    """Nested lists until the XML has `size` bytes."""
    item = "<li>item with <b>some</b> words<ol><li>inner<ul><li>innermost</ul></ol>"
    data = b""
    count = size // 700
    while len(xml_of(data)) < size:
        count += count // 8 + 1
        page = f"<!DOCTYPE html><meta charset=utf-8><ol>{item * count}</ol>"
        data = foreign(render(read(page.encode(), name="a.html"), "docx"))
    return data


def xml_of(data: bytes) -> bytes:
    """The main part."""
    if not data:
        return b""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml")


def plain_table(cells: int) -> bytes:
    """A table of ten columns as other programs write it."""
    return table(cells, lambda n: f"<w:tc><w:tcPr/>{paragraph(f'12{n % 10}')}</w:tc>")


def paragraph(text: str) -> str:
    """The shortest XML of a paragraph."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def table(cells: int, cell: Callable[[int], str]) -> bytes:
    """A table of ten columns; `cell` makes the XML of each by its number."""
    rows = ("".join(map(cell, range(first, first + 10))) for first in range(0, cells, 10))
    return package("<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>")


def package(body: str) -> bytes:
    """A DOCX of nothing but a body."""
    ns = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = f'<w:document xmlns:w="{ns}"><w:body>{body}</w:body>'
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
        'Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/></Types>'
    )
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/officeDocument"/></Relationships>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", rels)
        archive.writestr("word/document.xml", xml + "</w:document>")
    return out.getvalue()


def growth() -> None:
    """Linear when the last column stays flat."""
    print(f"\n{'cells':<14}{'read':>9}{'write':>9}{'us/cell read':>14}{'us/cell write':>14}")
    for cells in (25_000, 50_000, 100_000, 200_000):
        data = plain_table(cells)
        began = used()
        document = read(data, name="a.docx")
        middle = used()
        render(document, "docx")
        reading, writing = middle - began, used() - middle
        each = "".join(f"{1e6 * seconds / cells:>14.1f}" for seconds in (reading, writing))
        print(f"{cells:<14}{reading * 1000:>9.0f}{writing * 1000:>9.0f}{each}")


MEMORY = """
import re, sys
from pathlib import Path
from tablewright.converters import read
from tablewright.converters.readers.base import ReadOptions, Source
from tablewright.converters.readers.docx import read_docx
def peak():
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
data, small = (Path(name).read_bytes() for name in sys.argv[1:3])
changes = sys.argv[3]
read(small, name="a.docx")
before = peak()
read_docx(Source("a.docx", data), ReadOptions(changes=changes))
print(peak() - before)
"""


def memory(name: str, data: bytes, folder: Path, changes: str = "accepted") -> None:
    """Peak memory of reading above that of the program itself, in a process of its own.

    Linux alone tells it: `ru_maxrss` of a child begins with what its parent had.
    """
    path, small = folder / "memory.docx", folder / "small.docx"
    path.write_bytes(data)
    small.write_bytes(plain_table(10))
    command = [sys.executable, "-c", MEMORY, str(path), str(small), changes]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    peak, size = int(done.stdout) / 1024, len(xml_of(data)) / 1024 / 1024
    print(f"{name:<32}XML {size:>6.1f} MB, peak {peak:>6.0f} MB, {peak / size:>5.1f} times")


def memories(folder: Path) -> None:
    """Memory for what takes the most beside its XML: much structure, few characters."""
    count = 200_000
    bare = table(count, lambda n: f"<w:tc>{paragraph(str(n))}</w:tc>")
    memory("cells, different numbers", bare, folder)
    narrow = "".join(f"<w:tr><w:tc>{paragraph(str(n))}</w:tc></w:tr>" for n in range(count))
    memory("the same, one column", package(f"<w:tbl>{narrow}</w:tbl>"), folder)
    memory("cells, one number", table(count, lambda n: f"<w:tc>{paragraph('12')}</w:tc>"), folder)
    memory("cells, empty", table(count, lambda n: "<w:tc><w:p/></w:tc>"), folder)
    width = '<w:tcPr><w:tcW w:type="dxa" w:w="864"/></w:tcPr>'
    usual = table(count, lambda n: f"<w:tc>{width}{paragraph(str(n))}</w:tc>")
    memory("cells, different, with widths", usual, folder)
    memory("the same, original", usual, folder, "original")
    memory("the same, all changes", usual, folder, "all")
    memory("paragraphs", package("".join(paragraph(str(n)) for n in range(count))), folder)
    memory("lists", lists(4_000_000), folder)
    own = render(read(plain_table(count // 2), name="a.docx"), "docx")
    memory("cells as our writer has them", foreign(own), folder)
    memory("the same, read literally", own, folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--peers", action="append", default=[], metavar="PYTHON")
    parser.add_argument("files", nargs="*", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = [
            file
            for path in arguments.files
            for file in (sorted(path.rglob("*.docx")) if path.is_dir() else [path])
        ]
        compare(files or own_documents(folder), arguments.peers)
        heavy = folder / "lists.docx"
        heavy.write_bytes(lists(1_000_000))
        print(f"\nlists, {len(xml_of(heavy.read_bytes())) / 1e6:.2f} MB of XML:")
        compare([heavy], arguments.peers)
        growth()
        print()
        memories(folder)


if __name__ == "__main__":
    main()
