"""The page of one small document, byte for byte, without its style sheet.

`python -m tests.writers.html.test_golden` writes the golden file anew; look at the difference.
"""

from __future__ import annotations

import re
from pathlib import Path

from tablewright.converters.writers.base import WriteOptions
from tablewright.converters.writers.html import write_html
from tests.writers.html.specimen import DOCUMENT

GOLDEN = Path(__file__).with_name("golden.html")


def page() -> str:
    html = write_html(DOCUMENT, WriteOptions()).decode()
    html = re.sub("<style>.*?</style>", "<style></style>", html, flags=re.DOTALL)
    return re.sub('"tablewright [^"]*"', '"tablewright"', html)


def test_a_small_document_is_written_as_in_the_golden_file() -> None:
    assert page() == GOLDEN.read_text(encoding="utf-8")


if __name__ == "__main__":
    GOLDEN.write_text(page(), encoding="utf-8")
