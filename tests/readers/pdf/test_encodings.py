"""What fonts and files do to characters: CMaps, ligatures, hyphens, fake bold, damaged tables."""

from __future__ import annotations

import struct
from io import BytesIO

import pytest

from tablewright.converters.model import Paragraph, Text
from tablewright.converters.model.text import block_text
from tablewright.converters.readers import Source
from tablewright.converters.readers.pdf.objects.fonts import bold_by_name
from tablewright.converters.readers.pdf.objects.page import read_page
from tablewright.converters.readers.pdf.workers.worker import open_pdf
from tests.readers.pdf.drawn import FONT_RESOURCES, FONTS, Page, drawn, stream
from tests.readers.pdf.shown import read_here, shown

RESOURCES = FONT_RESOURCES.replace(">>", "/X 9 0 R >>")
LATIN, CHINESE = FONTS[0], FONTS[2]


def seen(page: Page, *extra: bytes) -> str:
    return block_text(read_here(drawn(page, extra=extra)).blocks)


@pytest.mark.parametrize(
    ("encoding", "ordering", "codec", "text"),
    [
        ("UniGB-UCS2-H", "GB1", "utf-16-be", "本机关2023年报告"),
        ("GBK-EUC-H", "GB1", "gbk", "本机关2023年报告"),
        ("ETen-B5-H", "CNS1", "big5", "臺北市政府"),
        ("90ms-RKSJ-H", "Japan1", "shift_jis", "日本の報告"),
        ("KSCms-UHC-H", "Korea1", "cp949", "한국 보고서"),
    ],
)
def test_fonts_that_are_not_embedded_are_read_by_their_cmap(
    encoding: str, ordering: str, codec: str, text: str
) -> None:
    font = CHINESE.replace("UniGB-UCS2-H", encoding).replace("GB1", ordering)
    page = Page(resources=RESOURCES)
    page.content.append(f"BT /X 12 Tf 1 0 0 1 72 700 Tm <{text.encode(codec).hex()}> Tj ET")
    assert seen(page, font.encode()) == text


def downwards(
    page: Page, x: float, y: float, text: str, *, matrix: str = "1 0 0 1", size: int = 10
) -> None:
    codes = text.encode("utf-16-be").hex()
    page.content.append(f"BT /X {size} Tf {matrix} {x} {842 - y} Tm <{codes}> Tj ET")


VERTICAL = CHINESE.replace("UniGB-UCS2-H", "UniGB-UCS2-V").encode()


@pytest.mark.parametrize(("matrix", "size"), [("1 0 0 1", 10), ("10 0 0 10", 1)])
def test_lines_in_vertical_writing_are_read_from_the_right(matrix: str, size: int) -> None:
    page = Page(resources=RESOURCES)
    for x, text in (
        (500, "本机关依法履行政府信息公开职责并按照要求编制"),
        (485, "年度报告现予公布。"),
    ):
        downwards(page, x, 100, text, matrix=matrix, size=size)
    assert seen(page, VERTICAL).replace("\n", "") == (
        "本机关依法履行政府信息公开职责并按照要求编制年度报告现予公布。"
    )


def test_a_label_in_vertical_writing_heads_its_rows() -> None:
    page = Page(resources=RESOURCES).line(72, 200, 292, 200).line(72, 280, 292, 280)
    for y in (220, 240, 260):
        page.line(92, y, 292, y)
    for x in (72, 92, 192, 292):
        page.line(x, 200, x, 280)
    downwards(page, 82, 210, "处理结果类型")
    rows = (("甲", "1"), ("乙", "2"), ("丙", "3"), ("丁", "4"))
    page.texts((96, 196), (213, 233, 253, 273), rows)
    assert seen(page, VERTICAL).split() == ["处理结果类型", *(x for row in rows for x in row)]


def mapped(meanings: dict[int, str]) -> tuple[bytes, bytes]:
    """A font whose codes mean ASCII and `meanings`, with its map to Unicode (9.10.3)."""
    codes = {code: chr(code) for code in range(32, 127)} | meanings
    pairs = " ".join(
        f"<{code:02x}> <{text.encode('utf-16-be', 'surrogatepass').hex()}>"
        for code, text in codes.items()
    )
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
        f"1 begincodespacerange <00> <FF> endcodespacerange {len(codes)} beginbfchar {pairs} "
        "endbfchar endcmap end end"
    )
    font = LATIN.replace("/Encoding", "/ToUnicode 10 0 R /Encoding")
    return font.encode(), stream(cmap.encode())


def test_a_ligature_is_its_letters() -> None:
    page = Page(resources=RESOURCES)
    page.content.append("BT /X 10 Tf 1 0 0 1 72 700 Tm (The o~ce |nds it) Tj ET")
    assert seen(page, *mapped({0x7E: "ffi", 0x7C: "fi"})) == "The office finds it"


def test_a_character_of_two_surrogates_is_one_character_with_its_whole_box() -> None:
    page = Page(resources=RESOURCES)
    page.content.append("BT /X 10 Tf 1 0 0 1 72 700 Tm (In ~ and |) Tj ET")
    extra = mapped({0x7E: "\U0001d462", 0x7C: "\U00020bb7"})
    assert seen(page, *extra) == "In \U0001d462 and \U00020bb7"
    found = read_page(open_pdf(Source("x.pdf", drawn(page, extra=extra)), None), 0).characters
    assert found.text == "In\U0001d462and\U00020bb7"
    assert found.damaged == 0
    widths = (found.boxes[:, 2] - found.boxes[:, 0]).tolist()
    assert min(widths) >= 5


@pytest.mark.parametrize("hyphen", ["-", "\ufffe", "\x02", "\xad", "\u2010"])
def test_hyphens_of_all_kinds_are_undone_at_the_end_of_a_line(hyphen: str) -> None:
    page = Page(resources=RESOURCES)
    page.content.append(
        "BT /X 10 Tf 1 0 0 1 72 700 Tm (The office answered every request that reached it within "
        "the legal time, and pub~) Tj 1 0 0 1 72 686 Tm (lished the answers on its own site.) Tj ET"
    )
    assert seen(page, *mapped({0x7E: hyphen})) == (
        "The office answered every request that reached it within the legal time, and published "
        "the answers on its own site."
    )


def test_what_is_drawn_twice_to_look_bold_is_read_once() -> None:
    page = Page().text(72, 100, "看").text(112, 100, "和普通字")
    for across, down in ((0, 0), (0.3, 0), (0, 0.3), (0.3, 0.3)):
        page.text(82 + across, 100 + down, "粗体字")
    assert shown(page) == "看粗体字和普通字"


def test_a_row_that_is_drawn_again_after_its_end_is_read_once() -> None:
    page = Page().text(72, 80, "Name and number", size=8)
    for across, down in ((0.25, 0), (0, 0.25), (0.25, 0.25), (0, 0)):
        for x, number in ((72, "5518639"), (120, "4987841"), (168, "11113")):
            page.text(x + across, 100 + down, number, size=8)
    assert shown(page).split() == ["Name", "and", "number", "5518639", "4987841", "11113"]


def test_filled_and_stroked_text_is_bold() -> None:
    page = Page().text(72, 100, "see").text(90, 100, "heavy words", mode=2).text(150, 100, "here")
    (block,) = read_here(drawn(page)).blocks
    assert isinstance(block, Paragraph)
    assert block.content == (Text("see "), Text("heavy words", bold=True), Text(" here"))


@pytest.mark.parametrize(
    ("name", "bold"),
    [
        ("CMBX10", True),
        ("cmbxti10", True),
        ("CMSSBX10", True),
        ("CMSSDC10", True),
        ("SFBX1200", True),
        ("ecbx1000", True),
        ("LMRoman10-Bold", True),
        ("NimbusRomNo9L-Medi", True),
        ("CMR10", False),
        ("CMSY10", False),
        ("CMTI10", False),
        ("SFRM1000", False),
        ("LMRoman10-Regular", False),
    ],
)
def test_names_of_fonts_tell_bold_ones(name: str, bold: bool) -> None:
    assert bold_by_name(name) is bold


WORDS = drawn(Page().text(72, 100, "some words"))


def in_streams() -> bytes:
    """The page with its objects in a stream, and a cross-reference stream (7.5.7)."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 1 /Kids [7 0 R] >>",
        *FONTS,
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 8 0 R "
        f"/Resources << {FONT_RESOURCES} >> >>",
    ]
    head, body = "", ""
    for number, text in enumerate(objects, start=1):
        head += f"{number} {len(body)} "
        body += text + " "
    entries = f"/Type /ObjStm /N {len(objects)} /First {len(head)}"
    content = "\n".join(Page().text(72, 100, "some words").content).encode()
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, data in (
        (8, stream(content, compress=True)),
        (9, stream((head + body).encode(), entries, compress=True)),
    ):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, data)
    start = len(out)
    rows = [(0, 0, 65535), *((2, 9, place) for place in range(len(objects)))]
    rows += [(1, place, 0) for place in (*places, start)]
    table = b"".join(struct.pack(">BIH", *row) for row in rows)
    out += b"10 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (
        stream(table, "/Type /XRef /Size 11 /W [1 4 2] /Root 1 0 R", compress=True),
        start,
    )
    return bytes(out)


@pytest.mark.parametrize(
    "data",
    [
        in_streams(),
        in_streams().replace(b"startxref\n", b"startxref\n9"),
        WORDS.replace(b"startxref\n", b"startxref\n9"),
        b"HTTP/1.1 200 OK\r\n\r\n" + WORDS,
    ],
    ids=["streams", "streams misplaced", "misplaced", "junk before"],
)
def test_objects_are_found_wherever_the_file_keeps_them(data: bytes) -> None:
    assert block_text(read_here(data).blocks) == "some words"


def without_ascent() -> bytes:
    """A TrueType font of a digit and a point that says nothing of its ascent."""
    pytest.importorskip("fontTools")
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    def block(width: int, height: int) -> object:
        pen = TTGlyphPen(None)
        pen.moveTo((0, 0))
        for corner in ((0, height), (width, height), (width, 0)):
            pen.lineTo(corner)
        pen.closePath()
        return pen.glyph()

    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder([".notdef", "period", "eight"])
    font.setupCharacterMap({ord("."): "period", ord("8"): "eight"})
    empty = TTGlyphPen(None).glyph()
    font.setupGlyf({".notdef": empty, "period": block(200, 100), "eight": block(450, 700)})
    font.setupHorizontalMetrics({".notdef": (500, 0), "period": (250, 0), "eight": (500, 0)})
    font.setupHorizontalHeader(ascent=0, descent=0)
    font.setupOS2()
    font.setupNameTable({"familyName": "Blocks", "styleName": "Regular"})
    font.setupPost()
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def test_points_of_a_font_that_tells_no_ascent_are_as_wide_as_they_are() -> None:
    # Boxes are as high as the ink then, and a point's ends lower than that of a digit.
    font = (
        "<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+Blocks /Encoding /WinAnsiEncoding "
        "/FirstChar 46 /LastChar 56 /Widths [250 0 0 0 0 0 0 0 0 0 500] /FontDescriptor 10 0 R >>"
    )
    descriptor = (
        "<< /Type /FontDescriptor /FontName /ABCDEF+Blocks /Flags 32 /FontBBox [0 0 500 0] "
        "/ItalicAngle 0 /Ascent 0 /Descent 0 /CapHeight 700 /StemV 80 /FontFile2 11 0 R >>"
    )
    page = Page(resources=RESOURCES)
    page.content.append("BT /X 10 Tf 1 0 0 1 72 700 Tm (888.8) Tj ET")
    data = drawn(page, extra=(font.encode(), descriptor.encode(), stream(without_ascent())))
    boxes = read_page(open_pdf(Source("made.pdf", data), None), 0).characters.boxes
    advances = [right - left for left, _, right, _ in boxes.round(1).tolist()]
    assert advances == pytest.approx([4.5, 4.5, 4.5, 2, 4.5])


def bitmaps(codes: str, *, name: str = "", depth: int = 0) -> list[bytes]:
    """A font of pictures (Type 3) whose glyphs reach `depth` thousandths of an em down."""
    glyph = stream(f"500 0 0 -{depth} 500 500 d1 0 -{depth} 500 {500 + depth} re f".encode())
    names = " ".join(f"/g{ord(code)}" for code in codes)
    procs = " ".join(f"/g{ord(code)} 10 0 R" for code in codes)
    places = " ".join(f"{ord(code)} {n}" for code, n in zip(codes, names.split(), strict=True))
    font = (
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 -2000 1000 1000] "
        f"/FontMatrix [0.001 0 0 0.001 0 0] /Encoding << /Differences [{places}] >> "
        f"/CharProcs << {procs} >> /FirstChar 0 /LastChar 255 /Widths [{'500 ' * 256}] "
        f"/Resources << >> {name} >>"
    )
    return [font.encode(), glyph]


@pytest.mark.parametrize("ligatures", ["\x0c\x0d\x0e", "\x1c\x1d\x1e"])
def test_ligatures_of_nameless_fonts_of_tex_are_letters(ligatures: str) -> None:
    fi, fl, ffi = (ligatures[place] for place in range(3))
    text = f"the {fi}le of the {fl}eet and the o{ffi}ce"
    page = Page(resources=RESOURCES)
    page.content.append(f"BT /X 10 Tf 1 0 0 1 72 700 Tm <{text.encode('latin-1').hex()}> Tj ET")
    letters = "".join(sorted(set(text) - {" "}))
    assert seen(page, *bitmaps(letters)) == "the file of the fleet and the office"


@pytest.mark.parametrize("bullet", ["\x0f", "\x88"])
def test_discs_of_nameless_fonts_of_tex_are_bullets(bullet: str) -> None:
    page = Page(resources=RESOURCES)
    for n, text in enumerate(("the first of them", "the second of them")):
        page.content.append(f"BT /X 10 Tf 1 0 0 1 72 {700 - 20 * n} Tm <{ord(bullet):02x}> Tj ET")
        page.text(84, 142 + 20 * n, text)
    document = read_here(drawn(page, extra=bitmaps(bullet)))
    assert [type(block).__name__ for block in document.blocks] == ["List"]
    assert block_text(document.blocks).split("\n") == ["the first of them", "the second of them"]


def test_large_signs_that_hang_below_their_origin_are_on_the_line_that_they_stand_beside() -> None:
    page = Page(resources=RESOURCES).text(72, 100, "The mean is").text(138, 100, "of the squares.")
    page.text(126, 88, "1").text(96, 120, "This is the line below the root.")
    page.content.append("BT /X 10 Tf 1 0 0 1 130 751.5 Tm (q) Tj ET")
    name = "/BaseFont /CMEX10"
    assert "The mean is √ of the squares." in seen(page, *bitmaps("q", name=name, depth=1760))
