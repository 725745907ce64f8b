"""What openxml-audit, which checks by the schemas of Microsoft's SDK, finds wrong with a file."""

from __future__ import annotations

from pathlib import Path

import pytest


def findings(data: bytes, folder: Path) -> list[str]:
    """One line for each finding; skips the test where openxml-audit is not installed."""
    path = folder / "audited.docx"
    path.write_bytes(data)
    # A validator that is used again mixes up the notes of its files now and then.
    errors = pytest.importorskip("openxml_audit").OpenXmlValidator().validate(path).errors
    return [f"{error.part_uri}: {error.description}" for error in errors]
