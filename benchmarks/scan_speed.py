"""CPU seconds for a scanned page, beside other programs on the same pages, and peak memory.

    python benchmarks/scan_speed.py [--pages N] [--dpi 200] [--wear mild] [--peers PYTHON]
    python benchmarks/scan_speed.py --memory 100

The pages are those of `scans.py`. `RapidOCR()` runs with its defaults in this environment,
tesseract where it is installed (`chi_sim+eng`, `--psm 6`), img2table in the environment of
`--peers`. Models are loaded and warmed before the clock starts. `--memory` reads that many pages
as one TIFF in the worker and prints the peak of one process.
"""

from __future__ import annotations

import argparse
import io
import logging
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from PIL import Image
from scans import ReadOptions, Source, picture, read_scan

from tablewright.converters import read

_IMG2TABLE = """
import sys, time
from img2table.document import Image
Image(sys.argv[1]).extract_tables()
began = time.process_time()
for name in sys.argv[1:]:
    Image(name).extract_tables()
print(time.process_time() - began)
"""


def cpu(work: Callable[[bytes], object], pages: Sequence[bytes]) -> float:
    """CPU seconds of this process for each page, after one to warm up."""
    work(pages[0])
    began = time.process_time()
    for page in pages:
        work(page)
    return (time.process_time() - began) / len(pages)


def ours(page: bytes) -> object:
    return read_scan(Source("page.png", page), ReadOptions())


def rapidocr() -> Callable[[bytes], object]:
    from rapidocr import RapidOCR

    logging.disable(logging.INFO)  # it tells of every model that it opens
    engine = RapidOCR()
    return lambda page: engine(np.asarray(Image.open(io.BytesIO(page)).convert("RGB")))


def child_cpu(command: list[str]) -> float | None:
    """CPU seconds of a program, its start included; None when it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return None if done.returncode else used


def files(pages: Sequence[bytes], folder: Path) -> list[str]:
    names = []
    for number, page in enumerate(pages):
        names.append(str(folder / f"{number}.png"))
        Path(names[-1]).write_bytes(page)
    return names


def row(name: str, seconds: float | None, own: float) -> None:
    shown = "-" if seconds is None else f"{seconds:.2f}"
    ratio = "-" if seconds is None else f"{seconds / own:.1f}"
    print(f"{name:<20} {shown:>8} {ratio:>7}", flush=True)


def memory(count: int, dpi: int, wear: str) -> None:
    """Peak memory over `count` pages; twelve different pages take turns."""
    sheets = [
        Image.open(io.BytesIO(picture(seed, dpi, wear))).convert("L")
        for seed in range(min(count, 12))
    ]
    rest = [sheets[number % len(sheets)] for number in range(1, count)]
    out = io.BytesIO()
    sheets[0].save(
        out, "TIFF", save_all=True, append_images=rest, dpi=(dpi, dpi), compression="tiff_lzw"
    )
    read(out.getvalue(), name="pages.tiff")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"peak memory of one process over {count} pages: {peak:.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=5)
    parser.add_argument("--dpi", type=int, default=200)
    parser.add_argument("--wear", default="mild")
    parser.add_argument("--peers", help="Python of an environment with img2table")
    parser.add_argument("--memory", type=int, metavar="N", help="measure memory over N pages")
    asked = parser.parse_args()
    if asked.memory:
        memory(asked.memory, asked.dpi, asked.wear)
        return
    pages = [picture(seed, asked.dpi, asked.wear) for seed in range(asked.pages)]
    print(f"{'scanned page':<20} {'CPU s':>8} {'ratio':>7}")
    own = cpu(ours, pages)
    row("tablewright", own, own)
    row("RapidOCR()", cpu(rapidocr(), pages), own)
    with tempfile.TemporaryDirectory() as folder:
        names = files(pages, Path(folder))
        if shutil.which("tesseract"):
            options = ["-l", "chi_sim+eng", "--psm", "6"]
            spent = [child_cpu(["tesseract", name, "-", *options]) for name in names]
            known = [seconds for seconds in spent if seconds is not None]
            row("tesseract", sum(known) / len(known) if known else None, own)
        if asked.peers:
            command = [asked.peers, "-c", _IMG2TABLE, *names]
            done = subprocess.run(command, capture_output=True, check=False, text=True)
            seconds = float(done.stdout) / len(names) if done.returncode == 0 else None
            row("img2table", seconds, own)


if __name__ == "__main__":
    main()
