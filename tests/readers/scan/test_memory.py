"""Memory of the processes that read pictures."""

from __future__ import annotations

import os
import sys
import tempfile

import pytest

from tablewright.converters.readers.pdf.document import sharing

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="two processes read on Linux alone")


def test_what_takes_much_memory_waits_for_the_other_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The child tells when it has entered: not before the parent has left."""
    told, tell = os.pipe()
    with tempfile.TemporaryFile() as file:
        monkeypatch.setattr(sharing, "_both", [file])
        with sharing.alone():
            child = os.fork()
            if child == 0:
                with sharing.alone():
                    os.write(tell, b"child")
                os._exit(0)
            os.write(tell, b"parent ")
        os.waitpid(child, 0)
    assert os.read(told, 99) == b"parent child"
    os.close(told)
    os.close(tell)


def test_one_process_waits_for_nobody() -> None:
    with sharing.alone(), sharing.alone():
        pass
