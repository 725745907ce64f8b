"""Text that the detector misses."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("cv2")

from tablewright.converters.readers.scan.leftover import missed_text

FOUND = [(10.0, 10.0, 60.0, 50.0)]
EM = 30.0


def test_ink_in_a_row_with_text_is_text() -> None:
    ink = np.zeros((60, 300), np.uint8)
    ink[20:42, 200:206] = 1
    ink[29:32, 250:262] = 1
    assert [tuple(round(side) for side in box) for box in missed_text(ink, FOUND, EM)] == [
        (196, 20, 210, 42),
        (246, 29, 266, 32),
    ]


def test_a_dash_one_pixel_thick_is_text() -> None:
    ink = np.zeros((60, 300), np.uint8)
    ink[30, 250:262] = 1
    assert len(missed_text(ink, FOUND, EM)) == 1


def test_dust_in_a_row_with_text_is_none() -> None:
    ink = np.zeros((60, 300), np.uint8)
    ink[30, 200] = ink[30:32, 250:252] = 1
    assert missed_text(ink, FOUND, EM) == []


def test_ink_in_no_row_is_none() -> None:
    ink = np.zeros((200, 300), np.uint8)
    ink[150:172, 200:206] = 1
    assert missed_text(ink, FOUND, EM) == []


def test_a_stroke_that_goes_on_with_a_rule_is_none() -> None:
    ink = np.zeros((200, 300), np.uint8)
    ink[20:42, 200:202] = 1
    assert len(missed_text(ink, FOUND, EM)) == 1
    assert missed_text(ink, FOUND, EM, [(201.0, 60.0, 180.0)]) == []
    assert len(missed_text(ink, FOUND, EM, [(215.0, 60.0, 180.0)])) == 1
