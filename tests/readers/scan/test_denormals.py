"""Arithmetic without denormals, inside its block alone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from tablewright.converters.readers.scan.denormals import can_be_switched, denormals_as_zero

pytestmark = pytest.mark.skipif(not can_be_switched(), reason="this system has no such switch")

_DENORMAL = np.full(1, 1e-40, np.float32)
_HALF = np.full(1, 0.5, np.float32)


def product() -> float:
    return float((_DENORMAL * _HALF)[0])


def test_denormals_are_zero_inside_and_numbers_again_after() -> None:
    before = product()
    with denormals_as_zero():
        inside = product()
    assert (before > 0, inside, product()) == (True, 0.0, before)


def test_an_error_inside_puts_the_setting_back() -> None:
    with pytest.raises(RuntimeError), denormals_as_zero():
        raise RuntimeError
    assert product() > 0


def test_threads_that_ran_before_calculate_as_ever() -> None:
    with ThreadPoolExecutor(1) as pool:
        before = pool.submit(product).result()
        with denormals_as_zero():
            assert pool.submit(product).result() == before
