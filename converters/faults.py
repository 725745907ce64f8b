"""Failures of this code itself, told in a sentence that can be reported."""

from __future__ import annotations

import traceback
from pathlib import Path


def fault_of(error: Exception) -> str:
    """What happened and where in this package, as the part of a sentence."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "no known place"
    return f"{type(error).__name__} in {where}, a fault of tablewright, please report it"
