"""What the documentation says is what the program does."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tablewright.cli import app
from tablewright.converters.diagnostics import CATALOGUE

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = sorted(
    command.name or command.callback.__name__
    for command in app.registered_commands
    if command.callback is not None
)


def test_the_example_of_the_readme_prints_what_the_readme_says(tmp_path: Path) -> None:
    match = re.search(
        r"<!-- example -->\n```python\n(.*?)```\n<!-- output -->\n```text\n(.*?)```", README, re.S
    )
    assert match is not None
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    done = subprocess.run(
        [sys.executable, "-c", match[1]], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout == match[2]
    assert len(match[1].strip().splitlines()) <= 11


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"tablewright {command}" in README


def test_every_file_that_the_documentation_links_to_exists() -> None:
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]
    missing = [
        f"{page.name}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#:\s]+)\)", page.read_text(encoding="utf-8"))
        if not target.startswith("<") and not (page.parent / target).exists()
    ]
    assert missing == []


def test_every_sample_is_described() -> None:
    table = (ROOT / "samples" / "README.md").read_text(encoding="utf-8")
    files = [path.name for path in (ROOT / "samples").iterdir() if path.name != "README.md"]
    assert [name for name in files if f"`{name}" not in table] == []


def test_every_diagnostic_code_that_is_reported_is_in_the_catalogue() -> None:
    reported: set[str] = set()
    for path in (ROOT / "converters").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        reported |= set(re.findall(r"""(?:report|diagnostic)\(\s*"([a-z]+-[a-z-]+)",""", text))
    assert reported <= set(CATALOGUE)
    assert len(reported) > 5
