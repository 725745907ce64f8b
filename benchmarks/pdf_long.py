"""Memory and wall time of reading long PDFs: 250, 500 and 1,000 pages, by one and two processes.

    python benchmarks/pdf_long.py [PAGES...]

Each figure is of a fresh process that reads a file of ruled tables, tables without rules and prose
in turn. `parent` and `workers` are the highest resident sizes of the process that asked and of the
largest one that read; `document` is the size of the result in MessagePack. One process is what
`taskset` to one processor would give: the same file read where PROCESSES is 1. Modules are compiled
before the first run, as those of an installed package are, whatever PYTHONDONTWRITEBYTECODE says.
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec
from pdf_samples import rows_of, sentence

from tablewright.converters.readers import ReadOptions, Source
from tablewright.converters.readers.pdf.workers.isolate import read_isolated
from tests.readers.pdf.drawn import Page, drawn

LENGTHS = (250, 500, 1_000)
RUNS = 3


def write_long(path: Path, pages: int) -> None:
    """A file of `pages` pages."""
    dice = random.Random(9)
    made = []
    for number in range(pages):
        if number % 3 == 0:
            xs, ys = [40 + 52 * n for n in range(11)], [40 + 18 * n for n in range(30)]
            made.append(Page().table(xs, ys, rows_of(dice, 29, 10)))
        elif number % 3 == 1:
            xs, ys = [60, 260, 340, 420, 500], [60 + 15 * n for n in range(40)]
            made.append(Page().texts(xs, ys, rows_of(dice, 40, 5)))
        else:
            lines = (sentence(dice, 14) for _ in range(48))
            made.append(Page().lines(60, 60, *lines, size=9))
    path.write_bytes(drawn(*made))


def figures_of(path: Path) -> dict[str, float]:
    """What reading a file takes, in a process of its own: MB and seconds."""
    began = time.perf_counter()
    document = read_isolated(Source(path.name, path.read_bytes()), ReadOptions())
    seconds = time.perf_counter() - began
    own, others = (
        resource.getrusage(who).ru_maxrss / 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    size = len(msgspec.msgpack.encode(document)) / 2**20
    return {"seconds": seconds, "parent": own, "workers": others, "document": size}


def measured(path: Path, processors: int, compiled: Path) -> dict[str, float]:
    """The figures of a fresh process that may use so many processors; `compiled` holds modules."""
    command = [sys.executable, __file__, "--read", str(path)]
    if processors == 1:
        command = ["taskset", "-c", "0", *command]
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(compiled)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def show(lengths: list[int]) -> None:
    print(f"{'pages':>6}{'processes':>10}" + "".join(f"{h:>10}" for h in HEADS))
    with tempfile.TemporaryDirectory() as folder:
        compiled = Path(folder) / "compiled"
        write_long(Path(folder) / "first.pdf", 2)
        measured(Path(folder) / "first.pdf", 1, compiled)
        for pages in lengths:
            path = Path(folder) / f"{pages}.pdf"
            write_long(path, pages)
            best: dict[int, float] = {}
            for _ in range(RUNS if pages == lengths[-1] else 1):
                for processors in (1, 2):
                    figures = measured(path, processors, compiled)
                    row = "".join(f"{figures[head]:>10.1f}" for head in HEADS)
                    print(f"{pages:>6}{processors:>10}" + row, flush=True)
                    seconds = best.get(processors, figures["seconds"])
                    best[processors] = min(seconds, figures["seconds"])
            print(f"{pages:>6} pages: two processes {best[1] / best[2]:.2f} times as fast")


HEADS = ("seconds", "parent", "workers", "document")

if __name__ == "__main__":
    if sys.argv[1:2] == ["--read"]:
        print(json.dumps(figures_of(Path(sys.argv[2]))))
    else:
        show([int(name) for name in sys.argv[1:]] or list(LENGTHS))
