"""Older files read through LibreOffice, and what happens without it."""

from __future__ import annotations

import base64
import http.server
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tablewright.cli import app
from tablewright.converters.errors import (
    LimitExceeded,
    PasswordNeeded,
    UnreadableSource,
    UnsupportedFormat,
)
from tablewright.converters.model import Document, Image, Table
from tablewright.converters.model.text import block_text, cell_text
from tablewright.converters.model.walk import iter_inlines, iter_tables
from tablewright.converters.readers import ReadOptions, Source, confine, office, read_source
from tests.readers.docx.builder import Docx, p, tbl, tc, tr
from tests.readers.test_legacy import ole2

RTF = rb"{\rtf1\ansi First\par\trowd\cellx2000\cellx4000\intbl a\cell b\cell\row\pard Last\par}"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands in")


def read(name: str, data: bytes) -> Document:
    return read_source(Source(name, data), ReadOptions())


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in the place of LibreOffice; its text is to be written by the test."""
    program = tmp_path / "program" / "soffice"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(office, "find_office", lambda: str(program))
    return program


def test_without_libreoffice_one_sentence_names_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(office, "find_office", lambda: None)
    with pytest.raises(UnsupportedFormat) as caught:
        read("a.doc", RTF)
    assert str(caught.value) == (
        "a.doc is an RTF document, which is read through LibreOffice: install it "
        "(libreoffice.org, or the package libreoffice-writer), or save the file as .docx."
    )


def test_an_encrypted_file_needs_a_password() -> None:
    with pytest.raises(PasswordNeeded, match=r"a\.doc is encrypted"):
        read("a.doc", ole2("WordDocument", flags=1))


@POSIX
def test_what_libreoffice_cannot_open_is_unreadable(stand_in: Path) -> None:
    with pytest.raises(UnreadableSource, match="cannot open this file as an RTF document"):
        read("a.rtf", RTF)


@POSIX
def test_a_conversion_that_takes_too_long_is_stopped_with_all_its_children(
    stand_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The child's id is told by its own folder, the only one that may be written.
    stand_in.write_text('#!/bin/sh\nsleep 60 &\necho $! > "$HOME/child"\nsleep 60\n')
    monkeypatch.setattr(office, "MAX_SECONDS", 2)
    kept: list[str] = []
    kill = office._kill_group

    def watched(process: subprocess.Popen[bytes]) -> None:
        home = Path(str(process.args[4]))  # type: ignore[index]  # a list
        kept.append((home / "child").read_text())
        kill(process)

    monkeypatch.setattr(office, "_kill_group", watched)
    with pytest.raises(LimitExceeded, match="took more than 2 seconds and was stopped"):
        read("a.rtf", RTF)
    for _attempt in range(50):
        if not _runs(int(kept[0])):
            break
        time.sleep(0.05)
    assert not _runs(int(kept[0]))


def _runs(process: int) -> bool:
    state = Path(f"/proc/{process}/stat")
    if state.parent.parent.is_dir() and Path("/proc/self/stat").exists():
        return state.exists() and ") Z " not in state.read_text()
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@POSIX
def test_what_is_converted_keeps_the_name_and_sum_of_the_original(stand_in: Path) -> None:
    made = stand_in.parent / "made.docx"
    made.write_bytes(Docx(body=p("text")).build())
    stand_in.write_text(
        f'#!/bin/sh\nmkdir -p "$HOME/out"\n/bin/cp {made} "$HOME/out/source.docx"\n'
    )
    document = read("a.wps", RTF)
    assert block_text(document.blocks) == "text"
    assert document.source == Source("a.wps", RTF).info("application/rtf")
    assert [finding.code for finding in document.diagnostics] == ["converted-by-office"]


@pytest.mark.skipif(confine.interface() < 1, reason="this system has no Landlock")
def test_a_confined_program_reads_no_files_of_the_user(tmp_path: Path) -> None:
    secret, folder = tmp_path / "secret", tmp_path / "folder"
    secret.write_text("secret")
    folder.mkdir()
    script = f'cat {secret}; echo kept > "{folder}/a"; cat "{folder}/a"; echo no > {tmp_path}/b'
    command = [sys.executable, "-I", "-S", confine.__file__, str(folder), "1000000000", "1000000"]
    done = subprocess.run(
        [*command, "/bin/sh", "-c", script], capture_output=True, text=True, check=False
    )
    assert done.stdout == "kept\n"
    assert not (tmp_path / "b").exists()


def test_without_landlock_the_fields_that_bring_in_files_lose_their_name() -> None:
    assert office._without_file_fields(b"x INCLUDEPICTURE y") == b"x erutcipedulcni y"


def test_doctor_says_what_libreoffice_is_for() -> None:
    done = CliRunner().invoke(app, ["doctor"])
    assert "needed to read .doc .dot .wps" in done.stdout


# --- with LibreOffice -------------------------------------------------------------------------


@pytest.mark.office
@pytest.mark.slow
def test_rtf_is_read_with_its_tables_and_nothing_outside_is_opened(tmp_path: Path) -> None:
    pixel = base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    )
    (tmp_path / "local.png").write_bytes(pixel)
    asked: list[str] = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_GET  # noqa: N815 - names of the protocol

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    pictures = "".join(
        rf'{{\field{{\*\fldinst INCLUDEPICTURE "{address}" \\d}}{{\fldrslt }}}}'
        for address in (
            f"http://127.0.0.1:{server.server_port}/a.png",
            (tmp_path / "local.png").as_uri(),
        )
    )
    document = read("a.rtf", RTF[:-1] + pictures.encode() + b"end}")
    server.shutdown()
    server.server_close()
    (table,) = iter_tables(document.blocks)
    assert [cell_text(cell) for cell in table.cells] == ["a", "b"]
    assert block_text(document.blocks).startswith("First\na\nb\nLast")
    assert (asked, document.assets) == ([], ())
    assert [i for i in iter_inlines(document.blocks) if isinstance(i, Image) and i.asset] == []
    assert document.source.media_type == "application/rtf"


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["doc", "odt"])
def test_word_and_opendocument_files_keep_text_and_spans(tmp_path: Path, suffix: str) -> None:
    table = tbl(tr(tc("wide", span=2)), tr("a", "b"), grid=(900, 900))
    source = tmp_path / "a.docx"
    source.write_bytes(Docx(body=p("总体情况") + table + p("end")).build())
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            suffix,
            "--outdir",
            tmp_path,
            source,
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    data = (tmp_path / f"a.{suffix}").read_bytes()
    document = read(f"b.{suffix}", data)
    assert document == read(f"b.{suffix}", data)
    assert block_text(document.blocks) == "总体情况\nwide\na\nb\nend"
    (found,) = (block for block in document.blocks if isinstance(block, Table))
    assert [(cell.row_span, cell.column_span) for cell in found.cells] == [(1, 2), (1, 1), (1, 1)]
    assert document.accounting is not None
    assert document.accounting.unplaced == 0


@pytest.mark.office
@pytest.mark.slow
def test_rtf_inside_a_word_document_stands_in_its_place() -> None:
    document = Docx(
        body=p("a") + '<w:altChunk r:id="x"/>' + p("b"),
        relations=(("x", "aFChunk", "x.rtf"),),
        parts={"word/x.rtf": RTF},
    ).read()
    assert block_text(document.blocks) == "a\nFirst\na\nb\nLast\nb"
    assert document.accounting is not None
    assert document.accounting.unplaced == 0
