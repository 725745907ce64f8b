"""How well scans of known pages are read, and at what price.

    python benchmarks/scans.py [--held-out] [--pages N] [--dpi 150,200,300] [--wear clean,mild,...]
        [--engine fast]

Prints, for groups of wear and resolution: number cells that are right, wrong ones that carry no
mark for review, those that carry one, F1 of cells with their spans, character errors, CPU seconds
per page. Sums choose between readings, as they do for every reader of scans. The pages are made by
`tests/readers/scan/known`; printed PDFs are kept in a folder of the system's temporary directory.
`--out` keeps a line for each page as it is read, `--table` prints the table of such a file.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import get_args

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tablewright.converters.api import settled  # noqa: E402
from tablewright.converters.readers import ReadOptions, Source  # noqa: E402
from tablewright.converters.readers.base import OcrEngine  # noqa: E402
from tablewright.converters.readers.scan.read import read_scan  # noqa: E402
from tests.readers.scan.known.pages import FIRST_HELD_OUT, known_page  # noqa: E402
from tests.readers.scan.known.printing import drawn  # noqa: E402
from tests.readers.scan.known.scoring import Score, score  # noqa: E402
from tests.readers.scan.known.wear import WEAR, worn  # noqa: E402

Job = tuple[int, str, int, OcrEngine]
Group = Callable[[str, int, str], bool]
"""Whether a page of a wear, a resolution and a kind belongs to a group."""

_MILD = ("clean", "mild")
_WORN = ("skew", "blur", "jpeg", "grey")
_WEAK = ("noise", "faded")
_STATUTORY = ("applications", "remedies")
GROUPS: Mapping[str, Group] = {
    "clean, mild 200-300": lambda wear, dpi, kind: wear in _MILD and dpi > 150,
    "clean, mild 150": lambda wear, dpi, kind: wear in _MILD and dpi == 150,
    "skew, blur, JPEG, grey": lambda wear, dpi, kind: wear in _WORN,
    "noise, faded": lambda wear, dpi, kind: wear in _WEAK,
    "shadow, seal, sideways": lambda wear, dpi, kind: wear not in (*_MILD, *_WORN, *_WEAK),
    "statutory, clean and mild": lambda wear, dpi, kind: kind in _STATUTORY and wear in _MILD,
    "statutory, noise and faded": lambda wear, dpi, kind: kind in _STATUTORY and wear in _WEAK,
    "two tables": lambda wear, dpi, kind: kind == "several",
    "all": lambda wear, dpi, kind: True,
}


def picture(seed: int, dpi: int, wear: str) -> bytes:
    """The page as a worn PNG."""
    out = io.BytesIO()
    pixels = worn(drawn(known_page(seed), dpi), wear, seed)
    Image.fromarray(pixels).save(out, "PNG", dpi=(dpi, dpi))
    return out.getvalue()


def run(job: Job) -> tuple[Job, Score, float]:
    """Read one page."""
    seed, wear, dpi, engine = job
    data = picture(seed, dpi, wear)
    began = time.process_time()
    document = settled(read_scan(Source(f"{seed}.png", data), ReadOptions(ocr_engine=engine)))
    spent = time.process_time() - began
    return job, score(known_page(seed), document), spent


def table(lines: Iterable[str]) -> str:
    """The figures of the pages that `--out` kept, as Markdown."""
    pages = [json.loads(line) for line in lines]
    out = ["| Wear and dpi | pages | numbers | right | wrong, unmarked | marked or empty | span F1"]
    out[0] += " | CER | CPU s |"
    out.append("|---|---|---|---|---|---|---|---|---|")
    for name, belongs in GROUPS.items():
        mine = [page for page in pages if belongs(page["wear"], page["dpi"], page["kind"])]
        if not mine:
            continue
        total = {key: sum(page["score"][key] for page in mine) for key in mine[0]["score"]}
        f1 = 2 * total["same"] / max(1, total["cells"] + total["found"])
        out.append(
            f"| {name} | {len(mine)} | {total['numbers']}"
            f" | {total['right'] / max(1, total['numbers']):.2%} | {total['wrong']}"
            f" | {total['marked']} | {f1:.3f} | {total['errors'] / total['characters']:.2%}"
            f" | {sum(page['seconds'] for page in mine) / len(mine):.1f} |"
        )
    return "\n".join(out)


def main() -> None:
    """Read the pages and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held-out", action="store_true", help="pages nothing was tuned on")
    parser.add_argument("--pages", type=int, default=5, help="pages for each wear and resolution")
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--dpi", default="150,200,300")
    parser.add_argument("--wear", default=",".join(WEAR))
    parser.add_argument("--spread", type=int, default=0, help="take the pages from so many seeds")
    parser.add_argument("--engine", default="accurate", choices=get_args(OcrEngine))
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("scans.jsonl"))
    parser.add_argument("--table", type=Path, help="print the table of this file and stop")
    asked = parser.parse_args()
    if asked.table:
        print(table(asked.table.read_text("utf-8").splitlines()))
        return
    first = asked.first + (FIRST_HELD_OUT if asked.held_out else 0)
    kinds = [(wear, int(dpi)) for wear in asked.wear.split(",") for dpi in asked.dpi.split(",")]
    jobs = [
        (
            first + ((group * asked.pages + number) % asked.spread if asked.spread else number),
            *kind,
            asked.engine,
        )
        for number in range(asked.pages)
        for group, kind in enumerate(kinds)
    ]
    with ProcessPoolExecutor(asked.jobs) as pool, asked.out.open("w", encoding="utf-8") as out:
        for (seed, wear, dpi, _), one, spent in pool.map(run, jobs):
            page = known_page(seed)
            known = {"seed": seed, "kind": page.kind, "style": page.style, "engine": page.engine}
            known |= {"font": page.font, "wear": wear, "dpi": dpi, "seconds": round(spent, 2)}
            print(json.dumps(known | {"score": asdict(one)}, ensure_ascii=False), file=out)
            out.flush()
    print(table(asked.out.read_text("utf-8").splitlines()))


if __name__ == "__main__":
    main()
