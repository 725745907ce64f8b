"""The page on DOCX reading says what the code does."""

from __future__ import annotations

import re

import pytest

from tablewright.converters.model.addresses import SAFE_SCHEMES
from tablewright.converters.readers.docx import archive
from tablewright.converters.readers.docx.numbering import Level
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "docx-reading.md").read_text(encoding="utf-8")
SOURCE = "".join(
    path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "converters" / "readers" / "docx").glob("*.py"))
)
TESTS = "".join(
    path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests/readers/docx").glob("*.py"))
)


def rows() -> list[tuple[str, str, str]]:
    """The coverage table: feature, state, how."""
    table = PAGE.split("## Coverage")[1].split("\n## ")[0]
    found = re.findall(r"^\| (.+?) \| (.+?) \| (.+?) \|$", table, re.MULTILINE)
    return [(feature, state, how) for feature, state, how in found if feature != "feature"]


def test_every_state_is_one_of_three() -> None:
    assert {state for _, state, _ in rows()} == {"supported", "partial", "dropped"}


@pytest.mark.parametrize(
    "reason",
    ["instruction", "comment", "deleted", "inserted", "hidden", "merged", "duplicate"],
)
def test_every_reason_for_leaving_out_is_named_used_and_tested(reason: str) -> None:
    assert f"`{reason}`" in PAGE
    assert f'"{reason}"' in SOURCE
    assert f'"{reason}"' in TESTS


def test_the_limits_are_the_ones_of_the_code() -> None:
    mebibyte = 1024 * 1024
    assert f"{archive.MAX_ENTRIES:,} entries" in PAGE
    assert f"{archive.MAX_XML_BYTES // mebibyte} MiB of one XML part" in PAGE
    assert f"{archive.MAX_PART_BYTES // mebibyte} MiB of another part" in PAGE
    assert f"{archive.MAX_TOTAL_BYTES // mebibyte} MiB in all" in PAGE
    assert f"1:{archive.MAX_RATIO} beyond {archive.RATIO_FLOOR // mebibyte} MiB" in PAGE


def test_the_schemes_of_links_are_the_ones_of_the_code() -> None:
    line = PAGE.split("schemes\n")[1].split(", or none")[0]
    assert set(re.findall(r"[a-z]+", line)) - {"and"} == SAFE_SCHEMES


def test_a_level_says_itself_whether_it_prints_anything() -> None:
    assert Level(format="bullet", text=" ").is_blank
    assert not Level(format="decimal", text="%1.").is_blank
