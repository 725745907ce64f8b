"""What commands need not load when they start."""

from __future__ import annotations

import subprocess
import sys

_STARTED = "import sys; import tablewright.cli; print(*({'numpy', 'openpyxl'} & set(sys.modules)))"


def test_commands_start_without_openpyxl_and_numpy() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _STARTED], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
