"""CPU seconds for a scanned page, beside other programs on the same pages, and peak memory.

    python benchmarks/scan_speed.py [--pages N] [--dpi 200] [--wear mild] [--peers PYTHON]
    python benchmarks/scan_speed.py --memory 100

The pages are those of `scans.py`. `RapidOCR()` runs with its defaults in this environment,
tesseract where it is installed (`chi_sim+eng`, `--psm 6`), img2table in the environment of
`--peers`, without and with tesseract to read the cells. Models are loaded and warmed before the
clock starts. `--memory` converts that many pages as one TIFF and prints the most that all processes
of the conversion had at one time (Linux).
"""

from __future__ import annotations

import argparse
import contextlib
import io
import logging
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import get_args

import numpy as np
from PIL import Image
from scans import ReadOptions, Source, picture, read_scan

from tablewright.converters.errors import UnsupportedFormat
from tablewright.converters.readers.base import OcrEngine

_IMG2TABLE = """
import os, sys
from img2table.document import Image
ocr = None
if sys.argv[1] == "tesseract":
    from img2table.ocr import TesseractOCR
    ocr = TesseractOCR(n_threads=1, lang="chi_sim+eng", psm=11)
Image(sys.argv[2]).extract_tables()
began = sum(os.times()[:4])
for name in sys.argv[2:]:
    Image(name).extract_tables(ocr=ocr)
print(sum(os.times()[:4]) - began)
"""


def cpu(work: Callable[[bytes], object], pages: Sequence[bytes]) -> float:
    """CPU seconds of this process for each page, after one to warm up."""
    work(pages[0])
    began = time.process_time()
    for page in pages:
        work(page)
    return (time.process_time() - began) / len(pages)


def ours(engine: OcrEngine) -> Callable[[bytes], object]:
    options = ReadOptions(ocr_engine=engine)
    return lambda page: read_scan(Source("page.png", page), options)


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


def memory(count: int, dpi: int, wear: str, engine: OcrEngine) -> None:
    """Peak memory of a conversion of `count` pages; twelve different pages take turns."""
    sheets = [picture(seed, dpi, wear) for seed in range(min(count, 12))]
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "pages.tiff"
        _as_tiff([sheets[number % len(sheets)] for number in range(count)], file, dpi)
        size = file.stat().st_size / 2**20
        out = str(Path(name) / "out.html")
        command = [sys.executable, "-m", "tablewright.cli", "convert", str(file), "-o", out]
        command += ["--ocr-engine", engine]
        process = subprocess.Popen(command, start_new_session=True)
        peak, parts = 0.0, []
        while process.poll() is None:
            now = [_proportional(pid) for pid in _descent(process.pid)]
            if sum(now) > peak:
                peak, parts = sum(now), now
            time.sleep(0.2)
    if process.returncode:
        raise SystemExit(f"the conversion failed with {process.returncode}")
    shown = " + ".join(f"{part:.0f}" for part in parts)
    print(f"{count} pages, a TIFF of {size:.0f} MB: peak of all processes {peak:.0f} MB ({shown})")


def _as_tiff(pages: Sequence[bytes], file: Path, dpi: int) -> None:
    first, *rest = (Image.open(io.BytesIO(page)).convert("L") for page in pages)
    options = {"save_all": True, "dpi": (dpi, dpi), "compression": "jpeg", "quality": 60}
    first.save(file, "TIFF", append_images=rest, **options)


def _descent(pid: int) -> list[int]:
    """A process and all that it started, the oldest first."""
    found = [pid]
    for one in found:
        for listed in Path(f"/proc/{one}/task").glob("*/children"):
            with contextlib.suppress(OSError):
                found += [int(child) for child in listed.read_text().split()]
    return found


def _proportional(pid: int) -> float:
    """Memory of a process in MB; what it shares with others is divided among them (Linux)."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=5)
    parser.add_argument("--dpi", type=int, default=200)
    parser.add_argument("--wear", default="mild")
    parser.add_argument("--peers", help="Python of an environment with img2table")
    parser.add_argument("--memory", type=int, metavar="N", help="measure memory over N pages")
    parser.add_argument("--engine", choices=get_args(OcrEngine), default="accurate")
    asked = parser.parse_args()
    if asked.memory:
        memory(asked.memory, asked.dpi, asked.wear, asked.engine)
        return
    pages = [picture(seed, asked.dpi, asked.wear) for seed in range(asked.pages)]
    print(f"{'scanned page':<20} {'CPU s':>8} {'ratio':>7}")
    own = cpu(ours("accurate"), pages)
    row("tablewright", own, own)
    with contextlib.suppress(UnsupportedFormat):
        row("tablewright, fast", cpu(ours("fast"), pages), own)
    row("RapidOCR()", cpu(rapidocr(), pages), own)
    with tempfile.TemporaryDirectory() as folder:
        names = files(pages, Path(folder))
        if shutil.which("tesseract"):
            options = ["-l", "chi_sim+eng", "--psm", "6"]
            spent = [child_cpu(["tesseract", name, "-", *options]) for name in names]
            known = [seconds for seconds in spent if seconds is not None]
            row("tesseract", sum(known) / len(known) if known else None, own)
        if asked.peers:
            for label, ocr in (("img2table, no text", "none"), ("img2table", "tesseract")):
                command = [asked.peers, "-c", _IMG2TABLE, ocr, *names]
                done = subprocess.run(command, capture_output=True, check=False, text=True)
                seconds = (
                    float(done.stdout.split()[-1]) / len(names) if done.returncode == 0 else None
                )
                row(label, seconds, own)


if __name__ == "__main__":
    main()
