"""Confidences as shares of right cells."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tablewright.converters.readers.scan.calibration import calibrated
from tablewright.converters.readers.scan.doubts import SURE

shares = st.floats(0, 1)


@given(shares, shares, st.booleans())
def test_what_the_model_is_surer_of_is_no_less_sure(one: float, two: float, disputed: bool) -> None:
    low, high = sorted((one, two))
    assert calibrated(low, disputed=disputed) <= calibrated(high, disputed=disputed) <= high


@given(shares)
def test_a_disputed_cell_is_always_for_review(raw: float) -> None:
    assert calibrated(raw, disputed=True) < SURE
