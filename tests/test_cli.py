from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tablewright import cli
from tablewright.cli import app
from tablewright.converters.batch import Job, Outcome, run_job

PAGE = """<!DOCTYPE html><html lang="en"><title>Plots</title><body><h1>Plots</h1>
<table><tr><th>Plot<th>Let<tr><td>A<td>14</table></body></html>"""


def _run(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "plots.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "command",
    ["convert", "tables", "facts", "check", "formats", "templates", "schema", "doctor", "debug"],
)
def test_the_help_of_every_command_ends_in_an_example_before_the_exit_codes(command: str) -> None:
    result = _run(command, "--help")
    assert result.exit_code == 0
    assert f"Example: tablewright {command}" in result.stdout


@pytest.mark.parametrize("suffix", ["html", "md", "docx", "json"])
def test_the_format_follows_the_suffix_of_the_output(page: Path, suffix: str) -> None:
    out = page.with_name(f"out.{suffix}")
    assert _run("convert", page, "-o", out, "--verify").exit_code == 0
    starts = {"html": b"<!DOCTYPE html>", "md": b"---\n", "docx": b"PK", "json": b"{"}
    assert out.read_bytes().startswith(starts[suffix])


def test_only_the_result_goes_to_standard_output(page: Path) -> None:
    result = _run("convert", page, "--to", "json", "-v")
    assert json.loads(result.stdout)["schema_version"] == "1.0"


def test_standard_input_is_read_for_a_dash() -> None:
    result = _run("convert", "-", "--to", "md", stdin=PAGE)
    assert result.exit_code == 0
    assert "# Plots" in result.stdout


def test_many_sources_go_to_a_folder_and_a_bad_one_costs_no_other(
    page: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.docx"
    bad.write_bytes(b"no zip")
    other = tmp_path / "other.txt"
    other.write_text("Just one line of text.\n", encoding="utf-8")
    out = tmp_path / "out"
    result = _run("convert", page, bad, other, "-o", out, "--to", "md")
    assert result.exit_code == 3
    assert sorted(path.name for path in out.iterdir()) == ["other.md", "plots.md"]
    assert "bad.docx is not a DOCX file" in result.stderr
    assert "1 of 3 sources failed" in result.stderr


def test_a_folder_stands_for_its_readable_files_and_keeps_its_shape(
    page: Path, tmp_path: Path
) -> None:
    inner = tmp_path / "in" / "deeper"
    inner.mkdir(parents=True)
    page.rename(inner / "plots.html")
    (tmp_path / "in" / "picture.bin").write_bytes(b"x")
    result = _run("convert", tmp_path / "in", "-o", tmp_path / "out", "--to", "html")
    assert result.exit_code == 0, result.stderr
    assert [str(p.relative_to(tmp_path / "out")) for p in (tmp_path / "out").rglob("*.*")] == [
        "deeper/plots.html"
    ]
    assert "files of other kinds were passed over: .bin (1)." in result.stderr
    quiet = _run("convert", tmp_path / "in", "-o", tmp_path / "out", "--to", "html", "--quiet")
    assert (quiet.exit_code, quiet.stderr) == (0, "")


def test_a_fault_of_ours_in_one_file_costs_no_other(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Just one line of text.\n", encoding="utf-8")

    def fails(job: Job, *arguments: Any, **options: Any) -> Outcome:
        if job.name == page.name:
            raise IndexError("tuple")
        return run_job(job, *arguments, **options)

    monkeypatch.setattr(cli, "run_job", fails)
    result = _run("convert", page, other, "-o", tmp_path / "out", "--to", "md")
    assert result.exit_code == 3
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["other.md"]
    assert "plots.html was not converted: IndexError in test_cli.py:" in result.stderr


def test_sources_of_one_name_keep_their_suffix(page: Path, tmp_path: Path) -> None:
    (tmp_path / "plots.txt").write_text("Plots\n", encoding="utf-8")
    result = _run("convert", page, tmp_path / "plots.txt", "-o", tmp_path / "out", "--to", "md")
    assert result.exit_code == 0, result.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "plots.html.md",
        "plots.txt.md",
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["convert", "missing.html"], 3, "missing.html does not exist"),
        (["convert", "PAGE", "-o", "x.xyz"], 2, "names no format"),
        (["convert", "PAGE", "PAGE", "-o", "one.md"], 2, "one.md names a file"),
        (["tables", "PAGE", "PAGE", "-o", "one.csv"], 2, "one.csv names a file"),
        (["convert", "PAGE", "PAGE"], 2, "need a folder"),
        (["convert", "PAGE", "--pages", "3-1"], 2, "not a range of pages"),
        (["convert", "PAGE", "--pages", "two"], 2, "not a list of pages"),
        (["convert", "PAGE", "--template", "nope"], 2, "no html template named 'nope'"),
        (["convert", "PAGE", "--from", "nope"], 4, "no reader named 'nope'"),
        (["convert", "PAGE", "--to", "pdf"], 4, "no scan"),
        (["convert", "PAGE", "--to", "odt"], 2, "odt"),
        (["templates", "html"], 2, "not KIND/NAME"),
    ],
)
def test_wrong_usage_is_one_sentence_and_a_code(
    page: Path, arguments: list[str], code: int, words: str
) -> None:
    result = _run(*(str(page) if part == "PAGE" else part for part in arguments))
    assert result.exit_code == code
    assert words in result.stderr
    assert "Traceback" not in result.stderr


def test_strict_refuses_a_page_with_hidden_text(tmp_path: Path) -> None:
    path = tmp_path / "hidden.html"
    path.write_text(
        "<p>seen text of the page</p><p style='display:none'>hidden</p>", encoding="utf-8"
    )
    assert _run("convert", path, "-o", tmp_path / "out.md").exit_code == 0
    result = _run("convert", path, "-o", tmp_path / "strict.md", "--strict")
    assert result.exit_code == 8
    assert "6 characters were left out (hidden)" in result.stderr
    assert not (tmp_path / "strict.md").exists()


@pytest.mark.parametrize("to", ["html", "md", "csv", "json"])
def test_tables_writes_one_file_for_each_table_into_a_folder(
    page: Path, tmp_path: Path, to: str
) -> None:
    result = _run("tables", page, "-o", tmp_path / "tables", "--to", to)
    assert result.exit_code == 0, result.stderr
    assert [path.name for path in (tmp_path / "tables").iterdir()] == [f"plots-1.{to}"]


def test_tables_writes_one_workbook(page: Path, tmp_path: Path) -> None:
    out = tmp_path / "plots.xlsx"
    assert _run("tables", page, "-o", out).exit_code == 0
    assert out.read_bytes().startswith(b"PK")


def test_tables_as_csv_on_standard_output(page: Path) -> None:
    result = _run("tables", page, "--to", "csv")
    assert result.stdout.splitlines()[-2:] == ["Plot,Let", "A,14"]


def test_templates_lists_and_copies_one_that_convert_then_uses(page: Path, tmp_path: Path) -> None:
    listed = _run("templates").stdout
    assert "html/standard" in listed
    folder = tmp_path / "mine"
    assert _run("templates", "html/standard", "-o", folder).exit_code == 0
    out = tmp_path / "out.html"
    result = _run("convert", page, "-o", out, "--template", folder)
    assert result.exit_code == 0, result.stderr
    assert "Plots" in out.read_text(encoding="utf-8")


def test_schema_is_json() -> None:
    assert json.loads(_run("schema").stdout)["title"] == "tablewright document 1.0"


def test_doctor_and_formats_name_what_there_is() -> None:
    assert "lxml" in _run("doctor").stdout
    assert "Word documents (DOCX)" in _run("formats").stdout


SAMPLES = Path(__file__).resolve().parent.parent / "samples"


def test_facts_prints_the_values_of_a_known_form() -> None:
    result = _run("facts", SAMPLES / "report-one-cell-per-line.txt")
    assert result.exit_code == 0, result.stderr
    facts = json.loads(result.stdout)
    assert (facts["form"], facts["year"]) == ("gkbg-2021", 2023)
    assert facts["organisation"] == "云泽市青禾街道办事处"
    cell = facts["tables"]["applications"]["new_received"]["commercial"]
    assert (cell["value"], cell["text"], cell["status"]) == (19, "19", "source")


def test_facts_of_a_document_without_a_form_is_exit_4(page: Path) -> None:
    result = _run("facts", page)
    assert result.exit_code == 4
    assert "follows none of the known forms" in result.stderr


def test_check_passes_a_report_that_adds_up() -> None:
    result = _run("check", SAMPLES / "report-one-cell-per-line.txt")
    assert result.exit_code == 0
    assert "gkbg-2021: 57 passed, 0 failed" in result.stdout


def test_check_names_the_rule_and_the_cell_of_a_wrong_sum(tmp_path: Path) -> None:
    text = (SAMPLES / "report-one-cell-per-line.txt").read_text(encoding="utf-8")
    wrong = tmp_path / "wrong.txt"
    wrong.write_text(text.replace("\n120 |", "\n121 |", 1), encoding="utf-8")
    result = _run("check", wrong)
    assert result.exit_code == 1
    assert "error: A3" in result.stdout
    assert "applications.new_received.total" in result.stdout
    listed = json.loads(_run("check", wrong, "--json").stdout)
    assert {r["rule"] for r in listed["results"] if r["outcome"] == "fail"} >= {"A1", "A3"}


def test_check_adds_up_the_totals_of_tables_without_a_form(tmp_path: Path) -> None:
    path = tmp_path / "sums.html"
    row = "<tr><td>{}<td>{}<td>{}"
    rows = row.format("North", 3, 4) + row.format("South", 5, 6) + row.format("Total", 8, 11)
    path.write_text(f"<table><tr><th>Pier<th>Let<th>Free{rows}</table>", encoding="utf-8")
    result = _run("check", path)
    assert result.exit_code == 1
    assert "row 4, column 3 is printed as 11, its parts add up to 10" in result.stdout


def test_convert_writes_a_recognised_report_in_the_official_layout_when_asked(
    tmp_path: Path,
) -> None:
    source = SAMPLES / "report-overwritten-labels.txt"
    plain, official = tmp_path / "plain.md", tmp_path / "official.md"
    assert _run("convert", source, "-o", plain).exit_code == 0
    assert _run("convert", source, "-o", official, "--form", "auto", "--verify").exit_code == 0
    label = "7.属于行政执法案卷"
    assert label not in plain.read_text(encoding="utf-8")
    assert label in official.read_text(encoding="utf-8")


def test_a_form_leaves_other_documents_as_they_are(page: Path) -> None:
    plain = _run("convert", page, "--to", "md").stdout
    assert _run("convert", page, "--to", "md", "--form", "auto").stdout == plain


def test_an_output_never_overwrites_its_own_source(page: Path, tmp_path: Path) -> None:
    (tmp_path / "link.html").symlink_to(page)
    for command, out in (("convert", page), ("convert", tmp_path / "link.html"), ("facts", page)):
        result = _run(command, page, "-o", out)
        assert (result.exit_code, page.read_text(encoding="utf-8")) == (2, PAGE)
    assert "would overwrite its own source" in result.stderr


def test_a_folder_gives_neither_hidden_files_nor_earlier_outputs(page: Path) -> None:
    for name in (".draft.html", "~$plots.docx", ".git/notes.md"):
        hidden = page.parent / name
        hidden.parent.mkdir(exist_ok=True)
        hidden.write_text("x", encoding="utf-8")
    out = page.parent / "out"
    for _ in range(2):
        assert _run("convert", page.parent, "-o", out).exit_code == 0
    assert [path.name for path in out.rglob("*")] == ["plots.html"]


@pytest.mark.parametrize("command", ["convert", "tables", "facts"])
def test_an_output_that_cannot_be_written_is_named(
    page: Path, command: str, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("x", encoding="utf-8")
    report = SAMPLES / "report-hijacked.txt"
    result = _run(command, report, "-o", tmp_path / "taken" / "a.json")
    assert result.exit_code == 2
    assert result.stderr.endswith("a.json cannot be written: File exists.\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("command", ["formats", "templates", "schema", "doctor"])
def test_a_list_that_finds_no_room_ends_in_one_sentence(command: str) -> None:
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            [sys.executable, "-m", "tablewright.cli", command],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    said = b"tablewright: Standard output cannot be written: No space left on device.\n"
    assert (result.returncode, result.stderr) == (2, said)


def test_a_name_of_the_greatest_length_can_be_written(page: Path) -> None:
    long = page.with_name("n" * 250 + ".json")
    assert _run("convert", page, "-o", long).exit_code == 0
    assert long.exists()


def test_a_name_that_is_too_long_or_empty_is_one_sentence(page: Path) -> None:
    result = _run("convert", "n" * 500 + ".html")
    assert result.exit_code == 3
    assert result.stderr.endswith("cannot be opened: File name too long.\n")
    assert _run("convert", "").exit_code == 2


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="no such device")
def test_a_device_is_written_to_and_not_replaced(page: Path) -> None:
    assert _run("convert", page, "-o", "/dev/null").exit_code == 0
    assert not Path("/dev/null").is_file()


def test_a_link_stays_a_link_to_the_new_content(page: Path) -> None:
    link, real = page.with_name("link.json"), page.with_name("real.json")
    link.symlink_to(real)
    assert _run("convert", page, "-o", link).exit_code == 0
    assert link.is_symlink()
    assert real.exists()


def test_a_source_without_tables_says_so(tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("Only words.", encoding="utf-8")
    result = _run("tables", words, "-o", tmp_path / "out", "--to", "csv")
    assert result.exit_code == 0
    assert "There is no table in this source. [no-tables]" in result.stderr
