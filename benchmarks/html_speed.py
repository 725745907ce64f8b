"""Print CPU time per HTML page and megabytes per second, beside peers that are installed.

    python benchmarks/html_speed.py [FOLDER or FILE...]

Without arguments the HTML samples are taken. tablewright is measured twice: reading alone, and
reading and writing Markdown, which is what the peers do. Peers: pandoc (a process for each page,
start included), docling, markdownify, html-to-markdown; those that are not installed are left
out (`pip install docling-slim markdownify html-to-markdown`). `ratio` is the peer's median
beside ours for the same work.
"""

from __future__ import annotations

import importlib.util
import io
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tablewright.converters import ReadOptions, read, render
from tablewright.converters.readers import Source
from tablewright.converters.readers.base import Ledger
from tablewright.converters.readers.encoding import decode

SAMPLES = Path(__file__).parents[1] / "samples"
RUNS = 3
ALL = ReadOptions(content="all")
Work = Callable[[bytes], object]


def cpu_seconds(work: Work, data: bytes) -> float:
    """Least CPU seconds of a few runs, those of child processes included."""
    figures = []
    for _ in range(RUNS):
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        began = time.process_time()
        work(data)
        used = time.process_time() - began
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used += after.ru_utime + after.ru_stime - children.ru_utime - children.ru_stime
        figures.append(used)
    return min(figures)


def text_of(data: bytes) -> str:
    """The page decoded, for peers that take text only."""
    return decode(data, Ledger(), declared=None)[0]


def ours_read(data: bytes) -> object:
    return read(Source("page.html", data), reader="html", options=ALL)


def ours_markdown(data: bytes) -> object:
    return render(read(Source("page.html", data), reader="html", options=ALL), "md")


def pandoc(data: bytes) -> object:
    return subprocess.run(
        ["pandoc", "-f", "html", "-t", "gfm"],
        input=text_of(data).encode(),
        capture_output=True,
        check=False,
    )


def markdownify(data: bytes) -> object:
    from markdownify import markdownify as convert

    return convert(text_of(data))


def html_to_markdown(data: bytes) -> object:
    from html_to_markdown import convert

    return convert(text_of(data))


def docling(data: bytes) -> object:
    from docling.backend.html_backend import HTMLDocumentBackend
    from docling.datamodel.base_models import InputFormat
    from docling.datamodel.document import InputDocument

    stream = io.BytesIO(data)
    source = InputDocument(
        path_or_stream=stream,
        format=InputFormat.HTML,
        backend=HTMLDocumentBackend,
        filename="page.html",
    )
    backend = HTMLDocumentBackend(source, io.BytesIO(data))
    return backend.convert().export_to_markdown()


def peers() -> dict[str, Work]:
    found: dict[str, Work] = {"read": ours_read, "read + md": ours_markdown}
    if shutil.which("pandoc"):
        found["pandoc"] = pandoc
    for module, work in (
        ("docling", docling),
        ("markdownify", markdownify),
        ("html_to_markdown", html_to_markdown),
    ):
        if importlib.util.find_spec(module):
            found[module] = work
    return found


def pages(arguments: list[str]) -> list[bytes]:
    paths: list[Path] = []
    for argument in arguments or [str(SAMPLES)]:
        path = Path(argument)
        paths += sorted(path.rglob("*.htm*")) if path.is_dir() else [path]
    return [path.read_bytes() for path in paths]


def main() -> None:
    data = pages(sys.argv[1:])
    size = sum(map(len, data))
    print(f"{len(data)} pages, {size / 1e6:.2f} MB; CPU milliseconds, best of {RUNS} runs")
    print(f"{'':<18}{'median':>9}{'p90':>9}{'MB/s':>9}{'ratio':>9}{'failed':>8}")
    base = None
    for name, work in peers().items():
        times, failed = [], 0
        work(data[0])  # imports and caches are not a page's cost
        for page in data:
            try:
                times.append(cpu_seconds(work, page) * 1000)
            except Exception as error:
                failed += 1
                print(f"  {name}: {type(error).__name__}", file=sys.stderr)
        if not times:
            continue
        median = statistics.median(times)
        base = median if name == "read + md" else base
        p90 = sorted(times)[int(0.9 * (len(times) - 1))]
        ratio = f"{median / base:.1f}" if base else ""
        speed = size / 1e6 / (sum(times) / 1000)
        print(f"{name:<18}{median:>9.1f}{p90:>9.1f}{speed:>9.2f}{ratio:>9}{failed:>8}")


if __name__ == "__main__":
    main()
