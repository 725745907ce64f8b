from __future__ import annotations

import pytest

from tablewright.converters import read
from tablewright.converters.model import Heading, Table
from tablewright.converters.model.text import document_text
from tablewright.converters.model.walk import iter_blocks
from tablewright.converters.readers import ReadOptions
from tablewright.converters.readers.html.bounded import bounded

PAD = "<i>x</i>" * 4100
"""Makes a page long enough to be scanned."""
DRAWING = "<svg>" + '<path d="M0,0"/>' * 1100 + "</svg>"
LOOSE_DRAWING = "<svg>" + '<path d="M0,0">' * 1100 + "</svg>"
SCRIPT = "<script>" + "if(a<b){}" * 1100 + "</script>"
TAIL = "<div>Visible</div><h2>Head</h2><table><tr><th>Pier<th>Let<tr><td>North<td>10</table>"


@pytest.mark.parametrize(
    "before",
    [
        f'<div style="display:none">{DRAWING}</div>',
        f"<div>{DRAWING}</div>",
        f"<div>{LOOSE_DRAWING}</div>",
        f'{SCRIPT}<div style="display:none">h</div>',
        "</div>" * 3000,
        "<div><b></b>" * 20 + "</div>" * 20,
    ],
)
def test_a_long_page_keeps_what_comes_after_drawings_scripts_and_stray_tags(before: str) -> None:
    page = (PAD + before + TAIL).encode()
    document = read(page, name="a.html", options=ReadOptions(content="all"))
    kinds = [type(block) for block in iter_blocks(document.blocks)]
    assert "Visible" in document_text(document)
    assert Heading in kinds
    assert Table in kinds


def test_tags_deeper_than_the_limit_are_taken_out_with_their_end_tags() -> None:
    assert bounded("<div><div><div>x</div></div>y</div>", 2) == ("<div><div>x</div>y</div>", True)


def test_formatting_outlives_the_elements_around_it() -> None:
    # After `</div>` the parser opens the two again: the third is too deep.
    assert bounded("<div><b><u></div><s>x</s>", 2) == ("<div><b></div><s>x</s>", True)


def test_a_page_within_the_limit_stays_as_it_is() -> None:
    assert bounded(TAIL, 50) == (TAIL, False)


def test_a_link_closes_the_one_left_open_before_it() -> None:
    page = '<p><a name="x">text' * 200 + '<p><a href="b.html">link</a>'
    assert bounded(page, 1024) == (page, False)
