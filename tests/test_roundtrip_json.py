"""Laws of the JSON format: everything is carried, and errors name the place."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from tablewright.converters.errors import UnreadableSource
from tablewright.converters.model import Document
from tablewright.converters.readers import ReadOptions, Source, read_source
from tablewright.converters.writers import WriteOptions, write
from tests.strategies import documents

relaxed = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    max_examples=25,
)


def read(data: bytes) -> Document:
    return read_source(Source("a.json", data), ReadOptions(), reader="json")


@relaxed
@given(documents(full=True))
def test_json_reads_back_as_the_very_same_document(document: Document) -> None:
    data = write(document, "json", WriteOptions())
    assert read(data) == document
    assert write(read(data), "json", WriteOptions()) == data


def test_a_byte_order_mark_is_skipped() -> None:
    data = b'{"schema_version": "1.0", "document": {"source": {"name": "a", "media_type": "b"}}}'
    assert read(b"\xef\xbb\xbf" + data) == read(data)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"{}", "schema_version"),
        (b"{", "damaged"),
        (b'{"schema_version": "2.0", "document": {}}', "2.0"),
        (b'{"schema_version": "1.0", "document": {"source": 1}}', r"\$.document.source"),
        (b"\xff", "damaged|UTF-8"),
        (b"[" * 5_000, "schema_version|deep"),
    ],
)
def test_what_is_no_document_is_refused_with_the_place(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableSource, match=message) as caught:
        read(data)
    assert str(caught.value).startswith("a.json: ")
