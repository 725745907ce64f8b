"""Print CPU milliseconds of recognition, facts and checks for reports that follow a form.

    python benchmarks/forms.py [FILE...]

Without files the damaged reports among the samples are taken. Reading is not counted. Each figure
is the median of several runs in one process, the first one (loading the forms) left out.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tablewright.converters import Document, read
from tablewright.converters.forms import check, extract_facts, official_document, recognise

SAMPLES = Path(__file__).parents[1] / "samples"
RUNS = 7
STEPS: dict[str, Callable[[Document], object]] = {
    "recognise": recognise,
    "facts": extract_facts,
    "check": check,
    "official": official_document,
}


def milliseconds(step: Callable[[Document], object], document: Document) -> float:
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        step(document)
        times.append(1000 * (time.process_time() - start))
    return statistics.median(times)


def main() -> None:
    files = [Path(name) for name in sys.argv[1:]] or sorted(SAMPLES.glob("report-*.txt"))
    print(f"{'report':34}" + "".join(f"{name:>11}" for name in STEPS))
    for file in files:
        document = read(file)
        if recognise(document) is None:
            print(f"{file.name:34} follows no form")
            continue
        figures = [milliseconds(step, document) for step in STEPS.values()]
        print(f"{file.name:34}" + "".join(f"{figure:11.1f}" for figure in figures))


if __name__ == "__main__":
    main()
