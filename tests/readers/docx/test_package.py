"""Packages: limits, damage, other formats, other names, and XML that attacks its reader."""

from __future__ import annotations

import io
import re
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tablewright.converters.errors import (
    LimitExceeded,
    PasswordNeeded,
    TablewrightError,
    UnreadableSource,
    UnsupportedFormat,
)
from tablewright.converters.model import Document
from tablewright.converters.model.text import document_text
from tablewright.converters.readers.docx import archive
from tests.readers.docx.builder import (
    Docx,
    data_with,
    num,
    numbering,
    p,
    part,
    read_bytes,
    style,
    tbl,
    tc,
    tr,
    zipped,
)

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def codes(document: Document) -> list[str]:
    return [finding.code for finding in document.diagnostics]


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (b"", UnreadableSource, "is empty"),
        (b"PK\x03\x04", UnreadableSource, "empty or damaged archive"),
        (b"hello", UnreadableSource, "no zip archive"),
        (zipped({"a.txt": "x"}), UnreadableSource, "zip archive without a Word document"),
        (zipped({"[Content_Types].xml": "<x/>"}), UnreadableSource, "main part"),
        (
            zipped({"mimetype": "application/vnd.oasis.opendocument.text"}),
            UnsupportedFormat,
            "OpenDocument text",
        ),
        (zipped({"mimetype": "application/epub+zip"}), UnsupportedFormat, "EPUB"),
        (OLE2 + "EncryptedPackage".encode("utf-16-le"), PasswordNeeded, "encrypted"),
        (OLE2 + "WordDocument".encode("utf-16-le"), UnsupportedFormat, "Word 97-2003"),
        (OLE2, UnsupportedFormat, "old Office version"),
    ],
)
def test_what_is_no_docx_is_named(data: bytes, error: type[TablewrightError], words: str) -> None:
    with pytest.raises(error, match=words):
        read_bytes(data)


def test_a_spreadsheet_is_named() -> None:
    data = Docx(body=p("x")).build()
    sheet = data_with(data, "[Content_Types].xml", b"wordprocessingml", b"spreadsheetml")
    with pytest.raises(UnsupportedFormat, match="spreadsheet"):
        read_bytes(sheet)


def test_another_main_part_and_other_prefixes_are_read() -> None:
    document = Docx(body=p("x"), main="word/document2.xml").build()
    other = data_with(document, "word/document2.xml", b"w:", b"ns0:")
    other = data_with(other, "word/document2.xml", b"xmlns:w=", b"xmlns:ns0=")
    assert document_text(read_bytes(other)) == "x"


def test_strict_packages_are_read() -> None:
    strict = data_with(
        Docx(body=p("x", props='<w:jc w:val="end"/>')).build(),
        "word/document.xml",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    strict = data_with(
        strict,
        "_rels/.rels",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    )
    document = read_bytes(strict)
    assert document_text(document) == "x"
    assert document.blocks[0].alignment == "right"  # type: ignore[union-attr]  # a paragraph


def test_utf_16_parts_are_read() -> None:
    utf16 = part("document", f"<w:body>{p('表')}</w:body>").replace("UTF-8", "UTF-16")
    parts = {"word/document.xml": utf16.encode("utf-16"), "word/styles.xml": b""}
    document = read_bytes(zipped(parts))
    assert document_text(document) == "表"
    assert codes(document) == ["part-missing"]


def test_malformed_xml_is_read_as_far_as_it_goes() -> None:
    broken = data_with(Docx(body=p("one") + p("two")).build(), "word/document.xml", b"</w:t>", b"")
    document = read_bytes(broken)
    assert "one" in document_text(document)
    assert "part-damaged" in codes(document)


def test_a_missing_picture_is_reported_once() -> None:
    picture = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x"/><a:blip r:embed="i"/>'
        "</wp:inline></w:drawing></w:r>"
    )
    document = Docx(body=p("x", picture, picture), relations=(("i", "image", "no.png"),)).read()
    assert codes(document) == ["part-missing"]


def test_a_truncated_archive_is_salvaged() -> None:
    data = Docx(body=p("x") * 50, parts={"word/z.bin": bytes(range(256)) * 40}).build()
    document = read_bytes(data[: len(data) * 3 // 4])
    assert document_text(document).count("x") == 50
    assert codes(document)[0] == "part-damaged"


def test_a_wrong_checksum_is_reported_and_the_part_kept() -> None:
    data = bytearray(Docx(body=p("x")).build())
    entry = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/document.xml"))
    data[entry + 16 : entry + 20] = b"\0\0\0\0"
    document = read_bytes(bytes(data))
    assert codes(document) == ["part-damaged"]
    assert document_text(document) == "x"


def test_encrypted_entries_need_a_password() -> None:
    data = bytearray(Docx(body=p("x")).build())
    entry = data.index(b"PK\x01\x02")
    while entry >= 0:
        data[entry + 8] |= 1
        entry = data.find(b"PK\x01\x02", entry + 4)
    with pytest.raises(PasswordNeeded):
        read_bytes(bytes(data))


# --- limits -----------------------------------------------------------------------------------


def test_a_part_over_the_limit_is_refused_before_it_is_inflated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(archive, "MAX_XML_BYTES", 10_000)
    with pytest.raises(LimitExceeded, match=r"word/document\.xml inflates"):
        read_bytes(Docx(body=p("x" * 20_000)).build())


def test_a_part_that_lies_about_its_size_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_XML_BYTES", 100_000)
    data = bytearray(Docx(body=p("x" * 4_000_000)).build())
    entry = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/document.xml"))
    data[entry + 24 : entry + 28] = struct.pack("<I", 500)
    assert isinstance(read_or_error(bytes(data)), LimitExceeded)


def read_or_error(data: bytes) -> Document | TablewrightError:
    try:
        return read_bytes(data)
    except TablewrightError as error:
        return error


def test_a_dense_part_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "RATIO_FLOOR", 1_000_000)
    with pytest.raises(LimitExceeded):
        read_bytes(Docx(body=p("x" * 30_000_000)).build())


def test_too_many_entries_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_ENTRIES", 3)
    with pytest.raises(LimitExceeded, match="more than 3 files"):
        read_bytes(Docx(body=p("x")).build())


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "lol">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)


@pytest.mark.parametrize(
    "doctype",
    [
        LAUGHS,
        '<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    ],
)
def test_entities_are_never_expanded(doctype: str) -> None:
    body = "<w:p><w:r><w:t>a&i;b</w:t></w:r></w:p>"
    xml = part("document", f"<w:body>{body}</w:body>").replace("?>", "?>" + doctype, 1)
    parts = {"word/document.xml": xml}
    document = read_bytes(zipped(parts))
    assert document_text(document) in {"ab", "a"}  # the parser stops at explosive entities
    assert "external-ignored" in codes(document)


def test_entities_in_attributes_do_not_explode() -> None:
    body = '<w:p><w:pPr><w:pStyle w:val="&i;"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>'
    xml = part("document", f"<w:body>{body}</w:body>").replace("?>", "?>" + LAUGHS, 1)
    result = read_or_error(zipped({"word/document.xml": xml}))
    assert isinstance(result, UnreadableSource) or len(document_text(result)) < 10  # type: ignore[arg-type]


def test_deep_nesting_is_flattened_and_reported() -> None:
    inner = p("deep")
    for _ in range(70):
        inner = f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>"
    document = Docx(body=inner).read()
    assert "deep" in document_text(document)
    assert "nesting-limit" in codes(document)


def test_deep_wrappers_are_flattened() -> None:
    inner = "<w:r><w:t>deep</w:t></w:r>"
    body = f"<w:p>{'<w:smartTag>' * 200}{inner}{'</w:smartTag>' * 200}</w:p>"
    document = Docx(body=body).read()
    assert document_text(document) == "deep"


def test_editing_marks_and_looks_do_not_disturb_text_that_looks_like_them() -> None:
    body = (
        '<w:p w:rsidR="00A77427" w:rsidP="00A77427"><w:r w:rsidRPr="00A77427"><w:rPr><w:b/>'
        '<w:sz w:val="24"/></w:rPr><w:t> w:rsidR="00A77427" &lt;w:sz w:val="24"/></w:t></w:r></w:p>'
    )
    document = Docx(body=body).read()
    assert document_text(document) == 'w:rsidR="00A77427" <w:sz w:val="24"/>'


WHOLE = Docx(
    body=p("a", "<w:r><w:footnoteReference w:id='2'/></w:r>")
    + tbl(tr(tc("x", span=2, merge="restart"), "y"), tr(tc(span=2, merge="continue"), "z"))
    + p("one", props=num(1))
    + p("two", props=num(1, 1)),
    numbering=numbering(("chineseCounting", "%1、"), ("decimal", "%1.%2")),
    styles=style("A", "heading 1", based="B") + style("B", "b", based="A"),
    footnotes=f'<w:footnote w:id="2">{p("note")}</w:footnote>',
)


@given(st.data())
def test_damaged_files_give_a_document_or_an_error_of_ours(data: st.DataObject) -> None:
    content = bytearray(WHOLE.build())
    for _ in range(data.draw(st.integers(1, 12))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(1, len(content)))
    read_or_error(bytes(content if data.draw(st.booleans()) else content[:cut]))


@given(st.data())
def test_wrong_xml_gives_a_document_or_an_error_of_ours(data: st.DataObject) -> None:
    name = data.draw(
        st.sampled_from(("document", "numbering", "styles", "footnotes", "_rels/document.xml"))
    )
    path = f"word/{name}.{'rels' if name.startswith('_rels') else 'xml'}"
    tags = re.findall(rb"<[^>]*>", zipfile.ZipFile(io.BytesIO(WHOLE.build())).read(path))
    old, new = data.draw(st.sampled_from(tags)), data.draw(st.sampled_from((b"", *tags)))
    odd = re.sub(rb'"[^"]*"', data.draw(st.sampled_from((b'"-1"', b'"x"', b'""', b'"9e99"'))), new)
    read_or_error(data_with(WHOLE.build(), path, old, data.draw(st.sampled_from((new, odd)))))
