"""What all tests share."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

# The same examples each time and no deadline, for slow shared runners. HYPOTHESIS_PROFILE=thorough
# draws more and other ones.
_CALM = [HealthCheck.too_slow, HealthCheck.filter_too_much]
settings.register_profile(
    "tablewright",
    deadline=None,
    derandomize=True,
    max_examples=25,
    suppress_health_check=_CALM,
)
settings.register_profile("thorough", deadline=None, max_examples=300, suppress_health_check=_CALM)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "tablewright"))

_PROGRAMS = {"office": "soffice", "browser": "chromium"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that need a program are skipped, with its name, where it is not installed."""
    for item in items:
        for mark, program in _PROGRAMS.items():
            if item.get_closest_marker(mark) and not shutil.which(program):
                item.add_marker(pytest.mark.skip(reason=f"{program} is not installed"))


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of sample documents."""
    return ROOT / "samples"


@pytest.fixture(scope="session")
def reports() -> Path:
    """The folder of real reports beside the checkout; the test is skipped where there is none."""
    folder = ROOT.parent / "shared" / "reports"
    if not folder.is_dir():
        pytest.skip("the real reports are not beside this checkout")
    return folder
