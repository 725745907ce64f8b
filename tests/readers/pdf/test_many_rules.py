"""Pages with tens of thousands of lines, as drawings have them."""

from __future__ import annotations

import time

from tablewright.converters.readers.pdf.gaps.throughs import through


def test_lines_of_a_drawing_are_joined_in_time_that_grows_little_faster_than_they_do() -> None:
    rules = sorted(
        (y + 0.01 * number, 20.0 * number + y % 7 / 100, 20.0 * number + 14)
        for y in range(600)
        for number in range(10)
    )
    start = time.process_time()
    assert len(through(rules)) > 0
    assert time.process_time() - start < 5  # comparing all pairs takes ten times longer
