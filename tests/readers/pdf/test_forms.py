"""Filled form fields and texts of annotations (ISO 32000-1, 12.5.6.6 and 12.7)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import pdfplumber
import pytest

from tablewright.converters.model import Document
from tablewright.converters.model.text import block_text
from tablewright.converters.readers import ReadOptions, Source
from tablewright.converters.readers.pdf.document.assemble import assemble
from tablewright.converters.readers.pdf.objects import pdfium
from tablewright.converters.readers.pdf.objects.page import read_page
from tablewright.converters.readers.pdf.objects.textlayer import judge
from tablewright.converters.readers.pdf.workers.worker import open_pdf
from tests.readers.pdf.drawn import Page, drawn, stream
from tests.readers.pdf.shown import _shown, read_here

TEXT, RADIO, CHECK = "/FT /Tx", "/FT /Btn /Ff 49152", "/FT /Btn"


@dataclass
class Field:
    """A form field, or another annotation, in page space."""

    box: tuple[float, float, float, float]
    entries: str
    look: str | None = None
    """Its appearance, in points from its lower left corner; None for none."""
    subtype: str = "Widget"


def look(text: str) -> str:
    """The appearance of a field with one line of text."""
    return f"/Tx BMC q BT /L1 10 Tf 2 4 Td ({text}) Tj ET Q EMC"


def tick(box: tuple[float, float, float, float], *, on: bool, kind: str = CHECK) -> Field:
    """A check box or radio button."""
    state = "Yes" if on else "Off"
    return Field(box, f"{kind} /V /{state} /AS /{state}", "0 0 9 9 re S")


def filled(page: Page, *fields: Field, catalogue: str = "", extra: Sequence[bytes] = ()) -> bytes:
    """A page with form fields; `extra` objects are numbered from 9."""
    objects = list(extra)
    numbers: list[int] = []
    for field in fields:
        left, top, right, bottom = field.box
        rect = f"[{left} {page.height - bottom} {right} {page.height - top}]"
        entries = f"/Type /Annot /Subtype /{field.subtype} /F 4 /Rect {rect} {field.entries}"
        if field.look is not None:
            form = f"/Subtype /Form /BBox [0 0 {right - left} {bottom - top}] "
            form += "/Resources << /Font << /L1 3 0 R >> >>"
            objects.append(stream(field.look.encode(), form))
            number = 8 + len(objects)
            states = f"<< /Yes {number} 0 R /Off {number} 0 R >>"
            entries += f" /AP << /N {states if '/AS' in field.entries else f'{number} 0 R'} >>"
        objects.append(f"<< {entries} /T (f{len(numbers)}) >>".encode())
        numbers.append(8 + len(objects))
    names = " ".join(f"{number} 0 R" for number in numbers)
    page.entries += f" /Annots [{names}]"
    return drawn(page, extra=objects, catalogue=f"/AcroForm << /Fields [{names}] >> {catalogue}")


def text_of(document: Document) -> str:
    """The blocks of a document as `shown` prints them."""
    return "\n\n".join(map(_shown, document.blocks))


def codes(document: Document) -> list[str]:
    """The codes of its diagnostics about fields."""
    known = {"table-headers-inferred", "heading-inferred"}
    return [d.code for d in document.diagnostics if d.code not in known]


def test_a_value_stands_in_the_cell_of_its_field() -> None:
    page = Page().table(
        (72, 200, 330), [80, 100, 120, 140], [("Item", "Sum"), ("Rent", ""), ("Heat", "")]
    )
    rent = Field((202, 102, 328, 118), f"{TEXT} /V (1,204.50)", look("1,204.50"))
    heat = Field((202, 122, 328, 138), f"{TEXT} /V (377.00)")
    document = read_here(filled(page, rent, heat))
    assert text_of(document) == "Item | Sum\nRent | 1,204.50\nHeat | 377.00"
    assert codes(document) == ["fields-without-look"]


def test_a_value_goes_on_in_its_paragraph() -> None:
    page = Page().text(72, 100, "The office of").text(262, 100, "was heard on the matter.")
    office = Field((140, 88, 258, 104), f"{TEXT} /V (Harbour Board North)")
    assert text_of(read_here(filled(page, office))) == (
        "The office of Harbour Board North was heard on the matter."
    )


def test_what_a_field_shows_is_read_and_reported_where_its_value_is_another() -> None:
    page = Page().text(72, 100, "Sum:")
    field = Field((110, 88, 200, 104), f"{TEXT} /V (999)", look("1,204"))
    document = read_here(filled(page, field))
    assert text_of(document) == "Sum: 1,204"
    assert codes(document) == ["fields-show-other"]


@pytest.mark.parametrize("flags", [2, 32])
def test_hidden_fields_stay_out(flags: int) -> None:
    page = Page().text(72, 100, "Sum:")
    entries = f"{TEXT} /V (999) /F {flags}"
    field = Field((110, 88, 200, 104), entries, look("999"))
    data = filled(page, field).replace(b"/F 4 ", b"    ")
    assert text_of(read_here(data)) == "Sum:"


@pytest.mark.parametrize("kind", [CHECK, RADIO])
def test_boxes_to_tick_become_a_sign(kind: str) -> None:
    page = Page().text(86, 100, "urgent").text(186, 100, "usual")
    on, off = (tick((x, 92, x + 9, 101), on=x == 74, kind=kind) for x in (74, 174))
    document = read_here(filled(page, on, off))
    assert "☑" in block_text(document.blocks) or document.blocks[0].items[0].checked  # type: ignore[union-attr]
    assert "☐ usual" in block_text(document.blocks)


def test_the_box_that_the_page_prints_below_a_field_is_not_read_twice() -> None:
    page = Page().text(72, 100, "Approved").text(140, 100, "□").text(156, 100, "by the board")
    document = read_here(filled(page, tick((141, 91, 150, 101), on=True)))
    assert text_of(document) == "Approved ☑ by the board"
    assert document.accounting is not None
    assert [(entry.reason, entry.text) for entry in document.accounting.left_out] == [
        ("filled-in", "□")
    ]


def test_a_combination_shows_the_label_of_its_option_and_a_list_those_chosen() -> None:
    page = Page().text(72, 100, "Region:").text(72, 140, "Offices:")
    options = "/Opt [[(e) (East)] [(s) (South)] [(w) (West)]]"
    combo = Field((120, 88, 220, 104), f"/FT /Ch /Ff 131072 {options} /V (s)")
    many = Field(
        (120, 128, 220, 170), f"/FT /Ch /Ff 2097152 {options} /V [(e) (w)] /I [0 2]", look("East")
    )
    document = read_here(filled(page, combo, many))
    assert block_text(document.blocks).split() == ["Region:", "South", "Offices:", "East", "West"]
    assert "controls-left-out" in codes(document)


def test_a_value_with_a_box_for_each_letter_is_one_word() -> None:
    page = Page().text(72, 100, "Number:")
    letters = " ".join(f"({c}) Tj 20 0 Td" for c in "40721")
    comb = f"/Tx BMC BT /L1 10 Tf 7 4 Td {letters} ET EMC"
    field = Field((120, 88, 220, 104), f"{TEXT} /Ff 16777216 /MaxLen 5 /V (40721)", comb)
    assert text_of(read_here(filled(page, field))) == "Number: 40721"


def test_a_value_that_the_page_prints_itself_is_not_read_twice() -> None:
    page = Page().text(72, 100, "Sum: 1,204")
    field = Field((95, 88, 200, 104), f"{TEXT} /V (1,204)", look("1,204"))
    assert text_of(read_here(filled(page, field))) == "Sum: 1,204"


def test_a_long_value_is_read_whole_though_its_field_cuts_it_off() -> None:
    page = Page().text(72, 100, "Remark:").text(260, 100, "Sum: 12")
    words = "counted twice by both of the offices"
    field = Field((120, 88, 220, 104), f"{TEXT} /V ({words})", look(words))
    assert text_of(read_here(filled(page, field))) == f"Remark: {words} Sum: 12"


def test_lines_of_a_value_are_one_paragraph() -> None:
    page = Page().text(72, 100, "Remarks")
    words = "The counts were taken twice by the office and the second one of these is given here."
    field = Field((72, 110, 250, 170), f"{TEXT} /Ff 4096 /V ({words})")
    assert text_of(read_here(filled(page, field))).endswith(f"Remarks\n\n{words}")


def test_texts_laid_over_a_page_are_read() -> None:
    page = Page().text(72, 100, "The motion was put to the vote of the board.")
    note = Field((72, 120, 240, 136), "/DA (/L1 10 Tf)", look("Carried by 9 to 2."), "FreeText")
    stamp = Field((300, 300, 380, 316), "", look("RECEIVED"), "Stamp")
    bare = Field((72, 160, 240, 176), "/Contents (See item 12.)", None, "FreeText")
    document = read_here(filled(page, note, stamp, bare))
    assert text_of(document).split("\n\n")[1:] == [
        "Carried by 9 to 2.",
        "See item 12.",
        "RECEIVED",
    ]


def test_links_and_comments_are_as_they_were() -> None:
    page = Page().text(72, 100, "See the register.")
    link = Field((88, 90, 150, 104), "/A << /S /URI /URI (https://example.org/) >>", None, "Link")
    comment = Field((400, 90, 420, 104), "/Contents (Is this right?)", look("N"), "Text")
    field = Field((72, 120, 140, 136), f"{TEXT} /V (Seen)", look("Seen"))
    pdf = open_pdf(Source("made.pdf", filled(page, link, comment, field)), None)
    for _ in range(2):  # a page may be read again
        objects = read_page(pdf, 0)
        assert [link.href for link in objects.links] == ["https://example.org/"]
        assert objects.characters.text == "Seetheregister.Seen"
        assert objects.added == 4


def test_labels_of_buttons_are_left_out_with_a_reason() -> None:
    page = Page().text(72, 100, "Send this to the office.")
    button = Field((72, 120, 140, 136), "/FT /Btn /Ff 65536 /MK << /CA (Reset) >>", look("Reset"))
    document = read_here(filled(page, button))
    assert text_of(document) == "Send this to the office."
    assert codes(document) == ["controls-left-out"]


def test_frames_of_fields_are_no_cells() -> None:
    page = Page().table(
        (72, 200, 330), [80, 104, 128, 152], [("Item", "Sum"), ("Rent", ""), ("Heat", "")]
    )
    fields = [Field((204, y, 320, y + 16), f"{TEXT} /V (1{y})") for y in (108, 132)]
    for y in (108, 132):
        page.box(202, y - 2, 322, y + 18)
    assert text_of(read_here(filled(page, *fields))) == "Item | Sum\nRent | 1108\nHeat | 1132"


def test_cells_that_are_fields_keep_their_lines() -> None:
    page = Page().table(
        (72, 200, 330), [80, 100, 120, 140], [("Item", "Sum"), ("Rent", ""), ("Heat", "")]
    )
    fields = [Field((200, y, 330, y + 20), f"{TEXT} /V (1{y})") for y in (100, 120)]
    assert text_of(read_here(filled(page, *fields))) == "Item | Sum\nRent | 1100\nHeat | 1120"


def test_boxes_to_tick_above_each_other_are_no_table() -> None:
    page, fields = Page(), []
    for n in range(4):
        page.box(72, 100 + 12 * n, 84, 112 + 12 * n).text(88, 110 + 12 * n, f"Office {n}")
        fields.append(tick((73, 101 + 12 * n, 83, 111 + 12 * n), on=n == 1))
    shown = text_of(read_here(filled(page, *fields)))
    assert shown == "\n".join(f"- Office {n}" for n in range(4))


def test_pdfplumber_reads_fields_too() -> None:
    page = Page().text(72, 100, "Sum:")
    data = filled(page, Field((110, 88, 200, 104), f"{TEXT} /V (1,204)", look("1,204")))
    source = Source("made.pdf", data)
    pdf = open_pdf(source, None)
    document = assemble(pdf, source, ReadOptions(engine="pdfplumber"))
    assert text_of(document) == "Sum: 1,204"
    ours = read_page(pdf, 0).to_pdfplumber(pdfplumber.open(io.BytesIO(data)).pages[0])
    assert ours.extract_text() == "Sum: 1,204"


def test_the_hidden_layer_of_a_scan_is_read_with_what_was_filled_in() -> None:
    page = Page().text(72, 100, "The sum was", mode=3)
    data = filled(page, Field((140, 88, 200, 104), f"{TEXT} /V (1,204)", look("1,204")))
    assert text_of(read_here(data)) == "The sum was 1,204"
    assert judge(read_page(open_pdf(Source("made.pdf", data), None), 0)).state == "invisible"


def test_pages_without_fields_are_not_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> None:
        raise AssertionError

    monkeypatch.setattr(pdfium, "new_document", refused)
    page = Page().text(72, 100, "Sum:")
    link = Field((88, 90, 150, 104), "/A << /S /URI /URI (https://example.org/) >>", None, "Link")
    empty = Field((110, 88, 200, 104), TEXT, "/Tx BMC EMC")
    assert text_of(read_here(filled(page, link, empty))) == "Sum:"


def test_forms_that_viewers_make_from_xml_are_reported() -> None:
    data = drawn(
        Page().text(72, 100, "Please wait"),
        extra=[stream(b"<xdp/>")],
        catalogue="/NeedsRendering true /AcroForm << /Fields [] /XFA 9 0 R >>",
    )
    assert "form-unread" in codes(read_here(data))


def test_a_value_typed_on_a_printed_line_is_not_mixed_with_it() -> None:
    page = Page().text(72, 100, "valid from " + "_" * 24 + " to " + "_" * 24)
    page.text(150, 99, "10/22/2019").text(290, 99, "08/22/2020")
    document = read_here(drawn(page))
    text = text_of(document).replace("_", "")
    assert text.split() == ["valid", "from", "10/22/2019", "to", "08/22/2020"]
    assert document.accounting is not None
    assert [entry.reason for entry in document.accounting.left_out] == ["filled-in"]
