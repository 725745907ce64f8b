from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from tablewright.converters.model import Document
from tablewright.converters.proof import compare
from tablewright.converters.readers import ReadOptions, Source, read_source
from tablewright.converters.writers import WriteOptions, write
from tests.strategies import documents

relaxed = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    max_examples=150,
)


def written(document: Document) -> bytes:
    return write(document, "md", WriteOptions())


def read_back(data: bytes) -> Document:
    return read_source(Source("a.md", data), ReadOptions(), reader="markdown")


@relaxed
@given(documents(tables=False))
def test_what_is_written_reads_back_as_the_same_document(document: Document) -> None:
    data = written(document)
    found = read_back(data)
    assert [str(difference) for difference in compare(document, found)] == [], data.decode()
