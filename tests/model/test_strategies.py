from hypothesis import given

from tablewright.converters.model import Document, Table
from tablewright.converters.passes import normalise
from tests.strategies import documents, tables


@given(documents(full=True))
def test_drawn_documents_are_in_normal_form(document: Document) -> None:
    assert normalise(document) == document


@given(tables())
def test_drawn_tables_have_no_row_or_column_of_spacers_only(table: Table) -> None:
    real = [cell for cell in table.cells if cell.role != "spacer"]
    assert {cell.row for cell in real} == set(range(table.rows))
    assert {cell.column for cell in real} == set(range(table.columns))
