"""Hold the DOCX reader against the oracles of the tests, over the files of a folder.

    python benchmarks/docx_corpus.py FOLDER [-v]

Prints found / wanted for everything that the oracles of `tests/readers/docx` look for; with -v,
what each file lacks. Files that our reader refuses are listed with the reason.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

from lxml import etree

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tablewright.converters.errors import TablewrightError  # noqa: E402
from tablewright.converters.readers.base import ReadOptions, Source  # noqa: E402
from tablewright.converters.readers.docx import read_docx  # noqa: E402
from tests.readers.docx.scores import Score, compare  # noqa: E402


def measure(folder: Path, *, verbose: bool) -> Score:
    """The figures of all .docx files below a folder."""
    total = Score()
    read = unplaced = 0
    for path in sorted(folder.rglob("*.docx")):
        data = path.read_bytes()
        try:
            document = read_docx(Source(path.name, data), ReadOptions())
            score = compare(document, data)
        except TablewrightError as error:
            print(f"refused {path.relative_to(folder)}: {error}")
            continue
        except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, StopIteration) as error:
            print(f"no oracle {path.relative_to(folder)}: {error!r}")
            continue
        read += 1
        unplaced += document.accounting.unplaced if document.accounting else 0
        total.merge(score)
        if verbose and score.misses:
            print(path.relative_to(folder), *score.misses, sep="\n    ")
    print(f"{read} files, {unplaced} unplaced characters")
    return total


def main() -> None:
    """Print the figures."""
    names = [argument for argument in sys.argv[1:] if argument != "-v"]
    if len(names) != 1:
        raise SystemExit(__doc__)
    score = measure(Path(names[0]), verbose="-v" in sys.argv)
    for name, wanted in score.wanted.items():
        print(f"{name:<20}{score.found[name]:>9} of {wanted:>9}{score.share(name):>9.2%}")


if __name__ == "__main__":
    main()
