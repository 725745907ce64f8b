"""The standard rendering: official grids, narrative whole and in order, facts unchanged."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from tablewright.cli import app
from tablewright.converters import read, render
from tablewright.converters.forms import Facts, extract_facts, official_document
from tablewright.converters.forms.layout import layouts
from tablewright.converters.model import Document, Table
from tablewright.converters.model.text import block_text, cell_text
from tablewright.converters.model.walk import iter_tables
from tablewright.converters.readers import Source

from .damage import DAMAGE, clean
from .damage import render as render_report
from .specimen import form


def values(facts: Facts) -> dict[str, object]:
    return {
        f"{table}.{row}.{column}": (fact.value, fact.status, fact.unit)
        for table, rows in facts.tables.items()
        for row, columns in rows.items()
        for column, fact in columns.items()
    }


def grid(table: Table) -> list[tuple[int, int, int, int]]:
    return [(c.row, c.column, c.row_span, c.column_span) for c in table.cells]


@pytest.mark.parametrize("form_id", ["gkbg-2021", "gkbg-2019"])
def test_the_tables_are_the_printed_grids_of_the_form(form_id: str) -> None:
    report = clean(form_id, 3)
    report.mode = "lines"
    tables = list(iter_tables(official_document(render_report(report)).blocks))

    printed = [layouts(table)[0] for table in form(form_id).tables]
    assert [grid(table) for table in tables] == [
        [(s.row, s.column, s.down, s.across) for s in layout.slots if not s.optional]
        for layout in printed
    ]
    assert [(t.header_rows, t.stub_columns) for t in tables] == [(2, 1), (3, 3), (3, 0)]


@pytest.mark.parametrize("name", DAMAGE)
def test_the_rendering_states_the_same_facts(name: str) -> None:
    report = clean("gkbg-2021", 4)
    DAMAGE[name](report)
    document = render_report(report)

    again = official_document(document)

    assert values(extract_facts(again)) == values(extract_facts(document))


@pytest.mark.parametrize("target", ["html", "docx"])
def test_what_is_written_reads_back_as_the_same_facts(target: str) -> None:
    report = clean("gkbg-2021", 4)
    DAMAGE["D09-blank"](report)
    document = render_report(report)

    written = render(official_document(document, annex=True), target)
    back = read(Source(f"report.{target}", written))

    before, after = extract_facts(document), extract_facts(back)
    assert values(after) == values(before)
    assert (after.year, after.organisation, after.title, after.period, after.contact) == (
        before.year,
        before.organisation,
        before.title,
        before.period,
        before.contact,
    )


def test_the_narrative_is_kept_whole_and_in_order() -> None:
    report = clean("gkbg-2021", 5)
    report.mode = "bare"
    text = block_text(official_document(render_report(report)).blocks)

    at = -1
    for line in [*report.before, *report.body, *report.after]:
        if isinstance(line, str):
            at = text.index(line, at + 1)


def test_what_has_no_place_is_kept_under_the_table() -> None:
    report = clean("gkbg-2021", 6)
    DAMAGE["D09-surplus"](report)
    sheet = report.sheet("applications")
    surplus = next(row[-1].text for row in sheet.rows if row[-1].address is None and len(row) > 7)

    document = official_document(render_report(report))

    notes = [block_text(table.notes) for table in iter_tables(document.blocks)]
    assert notes == ["", f"原文另有、表式未列：{surplus}", ""]


def test_a_local_row_is_printed_between_the_others() -> None:
    report = clean("gkbg-2021", 2)
    report.rng.seed(1)
    DAMAGE["D07"](report)
    report.sheet("proactive").rows[4][0].text = "其他主动公开文件"

    table = next(iter_tables(official_document(render_report(report)).blocks))

    rows = [[cell_text(cell) for cell in row] for row in table.iter_rows()]
    assert table.rows == 15
    assert rows[4] == [cell.text for cell in report.sheet("proactive").rows[4]]


def test_a_missing_table_is_shown_with_its_values_lost() -> None:
    report = clean("gkbg-2021", 7)
    report.body = [part for part in report.body if part != report.sheet("remedies")]

    table = list(iter_tables(official_document(render_report(report)).blocks))[2]

    assert {cell.status for cell in table.cells if cell.role == "data"} == {"lost"}
    assert block_text(table.notes) == "本表各项数据在原文中缺失。"


def test_a_document_without_a_form_is_the_same_document() -> None:
    document = Document(render_report(clean("gkbg-2021", 1)).source)
    assert official_document(document) is document


def test_the_annex_names_the_cells_of_what_fails() -> None:
    report = clean("gkbg-2021", 8)
    for row in report.sheet("remedies").rows:
        for cell in row:
            if cell.address == ("remedies", "review", "total"):
                cell.text = "1"

    blocks = official_document(render_report(report), annex=True).blocks
    rows = [[cell_text(c) for c in row] for row in list(iter_tables(blocks))[4].iter_rows()]

    found = next(row for row in rows if row[0] == "R1")
    assert found[1] == "行政复议 · 结果维持；…；行政复议 · 总计"
    assert found[3] == "1"


def test_the_command_adds_the_annex_only_when_asked_for_and_only_with_a_form(
    tmp_path: Path,
) -> None:
    source = Path(__file__).parents[2] / "samples" / "report-padded-rows-2019.txt"
    plain, asked = tmp_path / "plain.md", tmp_path / "asked.md"

    def run(*arguments: str) -> int:
        return CliRunner().invoke(app, ["convert", str(source), *arguments]).exit_code

    assert run("--form", "auto", "-o", str(plain)) == 0
    assert run("--form", "auto", "--annex", "-o", str(asked)) == 0
    assert run("--annex", "-o", str(tmp_path / "none.md")) == 2
    assert "附：数据核查结果" not in plain.read_text(encoding="utf-8")
    assert "附：数据核查结果" in asked.read_text(encoding="utf-8")
