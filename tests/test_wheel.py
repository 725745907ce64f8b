"""The wheel holds the package and nothing else, and works where nothing else is."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def _run(*command: str | Path, cwd: Path | None = None) -> str:
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _package_files() -> set[str]:
    folders = [*(ROOT / "converters").rglob("*"), *(ROOT / "templates").rglob("*"), ROOT / "cli.py"]
    return {
        f"tablewright/{path.relative_to(ROOT).as_posix()}"
        for path in folders
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.mark.slow
def test_the_wheel_built_through_the_sdist_holds_only_the_package_and_runs(tmp_path: Path) -> None:
    _run(sys.executable, "-m", "build", "--no-isolation", "--outdir", tmp_path, ROOT)
    wheel = next(tmp_path.glob("*.whl"))
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert names == _package_files()

    environment = tmp_path / "fresh"
    _run(sys.executable, "-m", "venv", environment)
    python = environment / "bin" / "python"
    _run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel)
    page = tmp_path / "page.html"
    page.write_text("<table><tr><th>Plot<th>Let<tr><td>A<td>14</table>", encoding="utf-8")
    command = environment / "bin" / "tablewright"
    for suffix in ("html", "md", "docx", "json"):
        out = tmp_path / f"page-out.{suffix}"
        _run(command, "convert", page, "-o", out, "--verify", cwd=tmp_path)
        assert out.stat().st_size > 0
