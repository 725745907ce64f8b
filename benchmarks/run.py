"""Print CPU milliseconds for each sample and step, beside named peers where they are installed.

    python benchmarks/run.py [FILE...]

Each figure is the median of several runs in one process; peers that are programs are timed as a
whole process, start included. Ratios are peer / tablewright for the same work in the same run.
Nothing is asserted: machines differ.
"""

from __future__ import annotations

import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tablewright.converters import read, render

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5
PANDOC_FROM = {".html": "html", ".docx": "docx", ".md": "markdown"}


def cpu_ms(work: Callable[[], object]) -> float:
    """Median CPU milliseconds of `work` in this process, after one warm-up."""
    work()
    figures = []
    for _ in range(RUNS):
        began = time.process_time()
        work()
        figures.append((time.process_time() - began) * 1000)
    return statistics.median(figures)


def process_cpu_ms(command: list[str], data: bytes) -> float | None:
    """Median CPU milliseconds of a whole process, or None when it fails."""
    figures = []
    for _ in range(RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(command, input=data, capture_output=True, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode:
            return None
        used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        figures.append(used * 1000)
    return statistics.median(figures)


def wide_page(rows: int, columns: int) -> bytes:
    """A page with one table of `rows` x `columns` numbers."""
    line = "<tr>" + "".join(f"<td>{column}" for column in range(columns))
    return ("<!DOCTYPE html><meta charset=utf-8><table>" + line * rows + "</table>").encode()


def row(*cells: object) -> None:
    print("  ".join(f"{cell:>9}" if i else f"{cell:<34}" for i, cell in enumerate(cells)))


def samples(paths: list[Path]) -> None:
    pandoc = shutil.which("pandoc")
    row("file", "read", "html", "md", "docx", "pandoc", "ratio")
    for path in paths:
        document = read(path)
        steps = [cpu_ms(lambda path=path: read(path))]
        steps += [
            cpu_ms(lambda to=to, document=document: render(document, to))
            for to in ("html", "md", "docx")
        ]
        peer: float | None = None
        if pandoc and path.suffix in PANDOC_FROM:
            command = [pandoc, "-f", PANDOC_FROM[path.suffix], "-t", "html"]
            peer = process_cpu_ms(command, path.read_bytes())
        ours = steps[0] + steps[1]
        shown = (f"{peer:.1f}", f"{peer / ours:.1f}") if peer else ("-", "-")
        row(path.name, *(f"{step:.1f}" for step in steps), *shown)


def growth() -> None:
    """Time for tables of growing size: linear when the last column stays flat."""
    row("cells", "read", "html", "docx", "us/cell")
    for rows in (200, 2_000, 20_000):
        data = wide_page(rows, 10)
        began = time.process_time()
        document = read(data, name="wide.html")
        figures = [time.process_time() - began]
        for to in ("html", "docx"):
            began = time.process_time()
            render(document, to)
            figures.append(time.process_time() - began)
        per_cell = sum(figures) / (rows * 10) * 1e6
        row(rows * 10, *(f"{figure * 1000:.0f}" for figure in figures), f"{per_cell:.1f}")


def main() -> None:
    paths = [Path(argument) for argument in sys.argv[1:]]
    folder = sorted((ROOT / "samples").iterdir())
    samples(paths or [p for p in folder if p.is_file() and p.name != "README.md"])
    print()
    growth()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npeak memory {peak:.0f} MB; CPU milliseconds, median of {RUNS} runs")


if __name__ == "__main__":
    main()
