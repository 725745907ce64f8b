"""CPU milliseconds per page of camelot and img2table; run by pdf.py with another interpreter.

    PYTHON benchmarks/pdf_peers.py PAGES FILE.pdf...

Prints one JSON object: for each file the figures of the libraries that are installed there.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
import time
import warnings
from collections.abc import Callable

FAILURES = (
    *(ArithmeticError, AttributeError, LookupError, OSError, RuntimeError, TypeError, ValueError),
)


def peers() -> dict[str, Callable[[str, int], object]]:
    """What can be measured here, by name."""
    found: dict[str, Callable[[str, int], object]] = {}
    with contextlib.suppress(ImportError):
        import camelot

        def lattice(path: str, pages: int) -> object:
            return camelot.read_pdf(path, pages=f"1-{pages}", flavor="lattice")

        def stream(path: str, pages: int) -> object:
            return camelot.read_pdf(path, pages=f"1-{pages}", flavor="stream")

        found |= {"camelot lattice": lattice, "camelot stream": stream}
    with contextlib.suppress(ImportError):
        from img2table.document import PDF

        def img2table(path: str, pages: int) -> object:
            return PDF(path, pages=list(range(pages))).extract_tables(borderless_tables=True)

        found["img2table"] = img2table
    return found


def main() -> None:
    warnings.simplefilter("ignore")
    most, paths = int(sys.argv[1]), sys.argv[2:]
    figures: dict[str, dict[str, float | None]] = {}
    with contextlib.redirect_stdout(io.StringIO()):
        for path in paths:
            figures[path] = {}
            for name, work in peers().items():
                best: float | None = None
                for _ in range(2):
                    began = time.process_time()
                    try:
                        work(path, most)
                    except FAILURES:  # a failure is a result
                        best = None
                        break
                    spent = (time.process_time() - began) * 1000 / most
                    best = spent if best is None else min(best, spent)
                figures[path][name] = best
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
