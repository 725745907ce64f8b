"""Processes kept for many files: each file is read as if it were the only one."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from tablewright.converters.errors import LimitExceeded, UnreadableSource
from tablewright.converters.model import Document
from tablewright.converters.readers import ReadOptions, Source
from tablewright.converters.readers.pdf.workers import isolate, processes
from tablewright.converters.readers.pdf.workers.isolate import read_isolated
from tests.readers.pdf.drawn import Page, drawn

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are kept on Linux alone")

ONE, OTHER = drawn(Page().text(72, 100, "one")), drawn(Page().text(72, 100, "another"))


def read_alone(data: bytes) -> Document:
    return read_isolated(Source("a.pdf", data), ReadOptions())


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[processes.Worker]]:
    """The processes that were started; processes are kept."""
    found: list[processes.Worker] = []
    start = processes.Worker.__init__

    def noting(self: processes.Worker, *, kept: bool) -> None:
        found.append(self)
        start(self, kept=kept)

    monkeypatch.setattr(processes.Worker, "__init__", noting)
    with processes.kept_workers():
        yield found


def test_one_process_reads_many_files(started: list[processes.Worker]) -> None:
    kept = [read_alone(data) for data in (ONE, OTHER, ONE)]
    assert len(started) == 1
    with_own = [document.blocks for document in kept]
    assert with_own[0] == with_own[2] != with_own[1]


def test_kept_processes_read_as_others_do() -> None:
    alone = [read_alone(data) for data in (ONE, OTHER)]
    with processes.kept_workers():
        assert [read_alone(data) for data in (ONE, OTHER)] == alone


def test_a_damaged_file_does_not_end_the_process(started: list[processes.Worker]) -> None:
    with pytest.raises(UnreadableSource):
        read_alone(b"%PDF-1.7 nothing")
    assert read_alone(ONE).blocks
    assert len(started) == 1


def test_a_process_that_takes_too_long_is_replaced(
    started: list[processes.Worker], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(isolate, "OPEN_SECONDS", 0.0)
        patch.setattr(isolate, "PAGE_SECONDS", 0.0)
        with pytest.raises(LimitExceeded):
            read_alone(ONE)
    assert read_alone(ONE).blocks
    assert [worker.alive for worker in started] == [False, True]


def test_a_process_that_died_is_replaced(started: list[processes.Worker]) -> None:
    read_alone(ONE)
    started[0].end()
    assert read_alone(OTHER).blocks
    assert len(started) == 2


def test_they_are_kept_until_the_outermost_end(started: list[processes.Worker]) -> None:
    with processes.kept_workers():
        read_alone(ONE)
    assert [worker.alive for worker in started] == [True]


def test_processes_end_with_the_files() -> None:
    with processes.kept_workers():
        read_alone(ONE)
        assert processes._idle is not None
        worker = processes._idle[0]
    assert not worker.alive
