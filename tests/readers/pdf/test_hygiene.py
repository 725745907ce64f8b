"""Characters mapped back, layers that are no text, lines read leftwards."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tablewright.converters.model import Text
from tablewright.converters.readers import Source
from tablewright.converters.readers.pdf.objects.bidi import in_reading_order
from tablewright.converters.readers.pdf.objects.glyphs import mended
from tablewright.converters.readers.pdf.objects.page import PageObjects, read_page
from tablewright.converters.readers.pdf.objects.textlayer import judge
from tablewright.converters.readers.pdf.workers.worker import open_pdf
from tests.readers.pdf.drawn import Page, drawn


def objects(page: Page) -> PageObjects:
    return read_page(open_pdf(Source("made.pdf", drawn(page)), None), 0)


def page_of(text: str, *, font: str = "Song") -> PageObjects:
    """A page whose characters are those of `text`, all of one font."""
    page = Page()
    for number in range(0, len(text), 40):
        page.text(40, 80 + number, "x" * len(text[number : number + 40]))
    found = objects(page)
    codes = np.array([ord(char) for char in text], np.uint32)
    table = tuple(run._replace(font=font) for run in found.characters.table)
    return replace(found, characters=replace(found.characters, codes=codes, table=table))


def characters_of(page: PageObjects) -> str:
    return "".join(map(chr, page.characters.codes.tolist()))


@pytest.mark.parametrize(
    ("text", "font", "shown", "codes"),
    [
        ("⼈⺠政府", "Song", "人民政府", ["glyphs-mapped"]),
        ("⻚⻓⻅⿓", "Song", "页长见龍", ["glyphs-mapped"]),
        ("\uf0b7item", "Symbol", "•item", ["glyphs-mapped"]),
        ("\uf0a7", "Wingdings-Regular", "▪", ["glyphs-mapped"]),
        ("hx0i", "CMSY10", "⟨§′⟩", ["glyphs-mapped"]),
        ("qXR", "CMEX10", "√∑∫", ["glyphs-mapped"]),
        ("qX0", "CMMI10", "qX0", []),
        ("\ue123item", "Song", "\ue123item", ["glyphs-private"]),
        ("ＡＢ１２，", "Song", "ＡＢ１２，", []),
        ("人民政府", "Song", "人民政府", []),
    ],
)
def test_stand_ins_become_the_characters_that_they_show(
    text: str, font: str, shown: str, codes: list[str]
) -> None:
    page = page_of(text, font=font)
    characters, findings = mended(page.characters)
    assert characters_of(replace(page, characters=characters)) == shown
    assert [code for code, _ in findings] == codes


CHINESE = "本机关依法履行政府信息公开职责并按照要求编制本年度报告现予公布" * 5


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (CHINESE, "usable"),
        ("The office answered every request that reached it in the year.", "usable"),
        ("Überprüfung der Anträge auf Zugang zu amtlichen Daten für Bürger", "usable"),
        ("\ufffd" * 30 + "some words", "garbage"),
        ("\ue001\ue002\ue003" * 20, "garbage"),
        ("(cid:12)(cid:13)(cid:40)(cid:41)" * 3, "garbage"),
        ("ÎÒÃÇµÄ¹¤×÷ÈËÔ±¶¼ÊÇºÜÅ¬Á¦µÄÈË" * 2, "garbage"),
        ("æœ¬æœºå…³ä¾æ³•å±¥è¡Œæ”¿åºœä¿¡æ¯å…¬å¼€", "garbage"),
        ("锟斤拷" * 20, "garbage"),
    ],
)
def test_a_layer_is_judged_by_its_characters(text: str, state: str) -> None:
    assert judge(page_of(text)).state == state


def test_a_page_without_characters_has_no_layer_and_a_hidden_one_is_invisible() -> None:
    assert judge(objects(Page())).state == "missing"
    assert judge(objects(Page().text(72, 100, "words", mode=3))).state == "invisible"


@pytest.mark.parametrize(
    ("seen", "read"),
    [
        ("םלוע םולש", "שלום עולם"),
        ("2023 תנשל חודה", "הדוח לשנת 2023"),
        ("98.5% אוה רועישה", "השיעור הוא 98.5%"),
        ("Word תנכות", "תוכנת Word"),
        ("An English םולש word", "An English שלום word"),
        ("(הנושאר) חודה", "הדוח (ראשונה)"),
        (")הנושאר( חודה", "הדוח (ראשונה)"),
        ("2023 ماع ريرقت", "تقرير عام 2023"),
        ("plain words (1)", "plain words (1)"),
    ],
)
def test_lines_are_read_in_logical_order(seen: str, read: str) -> None:
    assert in_reading_order([Text(seen)])[0] == read
