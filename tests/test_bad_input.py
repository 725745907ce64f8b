"""Bad input gets one clear sentence and the documented exit code, quickly and in little memory."""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

_LIMIT_BYTES = 1_000_000_000


def _convert(path: Path, *options: str, seconds: float = 60) -> subprocess.CompletedProcess[str]:
    def bound_memory() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (2 * _LIMIT_BYTES, 2 * _LIMIT_BYTES))

    command = [sys.executable, "-m", "tablewright.cli", "convert", str(path)]
    return subprocess.run(
        [*command, "-o", str(path.parent / "out.json"), *options],
        capture_output=True,
        text=True,
        timeout=seconds,
        preexec_fn=bound_memory,
        check=False,
    )


def _name(value: object) -> str | None:
    """Readable test ids: the file's name, not its bytes."""
    return value if isinstance(value, str) else ""


def _zip(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name.replace("__", "/"), data)
    return buffer.getvalue()


_TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="rels" '
    b'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Override PartName="/word/document.xml" ContentType="application/'
    b'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONSHIPS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="r1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
    b'officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _docx(document: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", _RELATIONSHIPS)
        package.writestr("word/document.xml", document)
    return buffer.getvalue()


_ENTITY_BOMB = (
    '<!DOCTYPE w:document [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(12))
    + f"]><w:document {_W}><w:body><w:p><w:r><w:t>&m;</w:t></w:r></w:p></w:body></w:document>"
)
_EXTERNAL_ENTITY = (
    '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    f"<w:document {_W}><w:body><w:p><w:r><w:t>seen &x;</w:t></w:r></w:p></w:body></w:document>"
)
_PLAIN = f"<w:document {_W}><w:body><w:p><w:r><w:t>x</w:t></w:r></w:p></w:body></w:document>"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("empty.html", b"", 3),
        ("empty.docx", b"", 3),
        ("blank.txt", b" \n ", 3),
        ("words.docx", b"just words", 3),
        ("truncated.docx", _docx(_PLAIN)[:200], 3),
        ("other.docx", _zip(mimetype=b"application/epub+zip"), 4),
        ("plain-zip.docx", _zip(readme=b"hello"), 3),
        ("report.pdf", b"%PDF-1.4\n", 3),
        ("scan.png", b"\x89PNG\r\n\x1a\n" + bytes(50), 3),
        ("noise.txt", bytes(range(32)) * 400, 3),
        ("noise.html", bytes(range(1, 32)) * 400, 3),
        ("wrong.json", b'{"schema_version": "1.0", "document": {"source": 1}}', 3),
        ("broken.json", b'{"schema_version": ', 3),
        ("deep.json", b'{"schema_version": "1.0", "document": ' + b"[" * 100_000, 3),
    ],
    ids=_name,
)
def test_bad_files_give_one_sentence_and_their_code(
    tmp_path: Path, name: str, data: bytes, code: int
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    done = _convert(path)
    assert done.returncode == code, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert name in done.stderr or "JSON" in done.stderr


@pytest.mark.parametrize(
    ("name", "data", "codes"),
    [
        ("entities.docx", _docx(_ENTITY_BOMB), {0, 3, 6}),
        ("external.docx", _docx(_EXTERNAL_ENTITY), {0, 3}),
        (
            "bomb.docx",
            _docx(f"<w:document {_W}><w:body>" + " " * 600_000_000 + "</w:body></w:document>"),
            {6},
        ),
        ("wide.html", b"<table><tr><td colspan=1000000>a<td>b<tr><td>c</table>", {0}),
        ("tall.html", b"<table><tr><td rowspan=1000000>a<td>b<tr><td>c</table>", {0}),
        ("huge.html", b"<table>" + b"<tr>" + b"<td>1" * 1_000_000 + b"</table>", {6}),
        (
            "sparse.html",
            b"<table>"
            + b"".join(b"<tr>" + b"<td>" * (i % 1000) for i in range(4000))
            + b"</table>",
            {0, 6},
        ),
        ("deep.html", b"<div>" * 200_000 + b"x", {0, 3, 6}),
        ("deep-tables.html", b"<table><tr><td>" * 3000 + b"x", {0, 6}),
        ("nul.html", b"<p>a\x00b<p>c", {0}),
        ("nul.txt", b"one\x00two three four five six", {0}),
        ("surrogate.html", b"<p>a&#xD800;b &#x0; &#1; c", {0}),
        ("binary-in.html", b"<p>start" + bytes(range(256)) * 20 + b"<p>end", {0, 3}),
        ("deep.md", b">" * 50_000 + b" x", {0, 6}),
        ("brackets.md", b"[" * 50_000, {0, 6}),
        ("deep-list.md", b"\n".join(b"  " * i + b"- x" for i in range(400)), {0, 6}),
    ],
    ids=_name,
)
def test_hostile_files_end_in_time_and_memory(
    tmp_path: Path, name: str, data: bytes, codes: set[int]
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    done = _convert(path)
    assert done.returncode in codes, done.stderr
    assert "Traceback" not in done.stderr
    if done.returncode == 0:
        assert b"root:" not in (tmp_path / "out.json").read_bytes()


def test_an_encrypted_docx_asks_for_its_password(tmp_path: Path) -> None:
    path = tmp_path / "locked.docx"
    name = "EncryptedPackage".encode("utf-16-le")
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + name + bytes(1000))
    done = _convert(path)
    assert done.returncode == 5
    assert "Traceback" not in done.stderr
