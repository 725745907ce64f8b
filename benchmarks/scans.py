"""How well scans of known pages are read, and at what price.

    python benchmarks/scans.py [--held-out] [--pages N] [--dpi 150,200,300] [--wear clean,mild,...]

Prints, for each kind of wear and resolution: number cells that are right, wrong ones that carry no
mark for review, those that carry one, F1 of cells with their spans, character errors, CPU seconds
per page. The pages are made by `tests/readers/scan/known`; printed PDFs are kept in a folder of
the system's temporary directory.
"""

from __future__ import annotations

import argparse
import io
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tablewright.converters.readers import ReadOptions, Source  # noqa: E402
from tablewright.converters.readers.scan.read import read_scan  # noqa: E402
from tests.readers.scan.known.pages import FIRST_HELD_OUT, known_page  # noqa: E402
from tests.readers.scan.known.printing import drawn  # noqa: E402
from tests.readers.scan.known.scoring import Score, score  # noqa: E402
from tests.readers.scan.known.wear import WEAR, worn  # noqa: E402

Job = tuple[int, str, int]


def picture(seed: int, dpi: int, wear: str) -> bytes:
    """The page as a worn PNG."""
    out = io.BytesIO()
    pixels = worn(drawn(known_page(seed), dpi), wear, seed)
    Image.fromarray(pixels).save(out, "PNG", dpi=(dpi, dpi))
    return out.getvalue()


def run(job: Job) -> tuple[Job, Score, float]:
    """Read one page."""
    seed, wear, dpi = job
    data = picture(seed, dpi, wear)
    began = time.process_time()
    document = read_scan(Source(f"{seed}.png", data), ReadOptions())
    spent = time.process_time() - began
    return job, score(known_page(seed), document), spent


def main() -> None:
    """Read the pages and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held-out", action="store_true", help="pages nothing was tuned on")
    parser.add_argument("--pages", type=int, default=5, help="pages for each wear and resolution")
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--dpi", default="150,200,300")
    parser.add_argument("--wear", default=",".join(WEAR))
    parser.add_argument("--spread", type=int, default=0, help="take the pages from so many seeds")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--verbose", action="store_true")
    asked = parser.parse_args()
    first = asked.first + (FIRST_HELD_OUT if asked.held_out else 0)
    kinds = [(wear, int(dpi)) for wear in asked.wear.split(",") for dpi in asked.dpi.split(",")]
    jobs = [
        (first + ((group * asked.pages + number) % asked.spread if asked.spread else number), *kind)
        for number in range(asked.pages)
        for group, kind in enumerate(kinds)
    ]
    groups: dict[tuple[str, int], list[tuple[Score, float]]] = {}
    with ProcessPoolExecutor(asked.jobs) as pool:
        for (seed, wear, dpi), one, spent in pool.map(run, jobs):
            groups.setdefault((wear, dpi), []).append((one, spent))
            if asked.verbose:
                page = known_page(seed)
                print(f"  {seed} {page.kind} {page.style} {page.engine} {page.font}", end=" ")
                print(f"{wear} {dpi}: {one} {spent:.2f}", flush=True)
    print("wear      dpi  numbers    right %  unmarked wrong  marked  span F1   CER %  CPU s")
    for (wear, dpi), results in groups.items():
        counts = [result for result, _ in results]
        total = max(1, sum(c.numbers for c in counts))
        f1 = 2 * sum(c.same for c in counts) / max(1, sum(c.cells + c.found for c in counts))
        errors = sum(c.errors for c in counts) / sum(c.characters for c in counts)
        print(
            f"{wear:<9} {dpi}  {total:>7}  {sum(c.right for c in counts) / total:>9.2%}"
            f"  {sum(c.wrong for c in counts):>14}  {sum(c.marked for c in counts):>6}"
            f"  {f1:>7.3f}  {errors:>6.2%}  {sum(s for _, s in results) / len(results):>5.2f}"
        )


if __name__ == "__main__":
    main()
