"""Text and structure of files by other programs, judged by the text oracle: nothing lost or added.

`benchmarks/docx_corpus.py` prints the same figures for a folder of files that are not ours.
"""

from __future__ import annotations

import io
import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from tests.readers.docx.builder import Docx, num, numbering, p, r, read_bytes, style, tbl, tc, tr
from tests.readers.docx.scores import Score, compare
from tests.readers.docx.test_text import END, SEPARATE, begin, code
from tests.readers.docx.text_oracle import oracle_facts

WORDS = ("公开", "信息", "report", "政府", "apply", "letter", "123", "4,567", "naïve", "coöp")


def assert_whole(score: Score, *names: str) -> None:
    """Everything that was looked for was found, and the named things were looked for."""
    short = {name: score.share(name) for name in score.wanted if score.share(name) < 1}
    assert (short, score.misses) == ({}, [])
    assert [name for name in names if not score.wanted[name]] == []


def markdown(seed: int) -> str:
    """A page with headings, lists in lists, links, notes, formulas, tables and quotes."""
    chance = random.Random(seed)
    notes: list[str] = []

    def words(count: int = 4) -> str:
        return " ".join(chance.choice(WORDS) for _ in range(count))

    def line() -> str:
        notes.append(words())
        return chance.choice(
            (
                f"{words()} **{words()}** `code`",
                f"[{words()}](https://example.org/{chance.randint(1, 99)}) {words()}",
                f"{words()}[^{len(notes)}] {words()}",
                f"{words()} $x_{{{chance.randint(1, 9)}}}^2+\\frac{{a}}{{b}}$",
            )
        )

    def items(depth: int = 0) -> Iterator[str]:
        sign = chance.choice(("1.", "-"))
        for _ in range(chance.randint(1, 4)):
            yield "    " * depth + f"{sign} {line()}"
            if depth < 3 and chance.random() < 0.4:
                yield from items(depth + 1)

    parts = [f"# {words(3)}"]
    for _ in range(30):
        kind = chance.randint(0, 5)
        table = f"| {words()} | {words()} |\n|---|---|\n| {words()} | {words()} |"
        parts += (
            [f"{'#' * chance.randint(1, 5)} {words(3)}"],
            [line()],
            ["\n".join(items()), "<!-- -->"],
            [table],
            [f"> {line()}"],
            [f"$$\\sqrt{{{chance.randint(1, 99)}}}$$"],
        )[kind]
    parts += [f"[^{number}]: {note}" for number, note in enumerate(notes, 1)]
    return "\n\n".join(parts)


@pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not installed")
def test_files_of_pandoc_are_read_whole(tmp_path: Path) -> None:
    source, target = tmp_path / "a.md", tmp_path / "a.docx"
    source.write_text("\n\n".join(map(markdown, range(1))), encoding="utf-8")
    subprocess.run(["pandoc", source, "-o", target], check=True)
    data = target.read_bytes()
    wanted = ("recall", "math", "footnote", "headings F1", "items with depth", "links", "tables")
    assert_whole(compare(read_bytes(data), data), *wanted)


FLAT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:body><office:text>
<text:tracked-changes><text:changed-region text:id="c"><text:insertion><office:change-info>
<dc:creator>A</dc:creator><dc:date>2024-01-01T00:00:00</dc:date></office:change-info>
</text:insertion></text:changed-region></text:tracked-changes>
<text:user-field-decls><text:user-field-decl office:value-type="string" text:name="u"
 office:string-value="value of a field"/></text:user-field-decls>
<text:h text:outline-level="2">总体情况</text:h>
<text:p>a <text:change-start text:change-id="c"/>inserted later<text:change-end
 text:change-id="c"/> b<text:note text:id="f" text:note-class="footnote"><text:note-citation>1
</text:note-citation><text:note-body><text:p>under the page</text:p></text:note-body></text:note>
<text:note text:id="e" text:note-class="endnote"><text:note-citation>i</text:note-citation>
<text:note-body><text:p>at the end</text:p></text:note-body></text:note></text:p>
<text:p>c <text:user-field-get text:name="u">value of a field</text:user-field-get>
<draw:frame text:anchor-type="char" svg:width="6cm" svg:height="2cm"><draw:text-box>
<text:p>in the box</text:p></draw:text-box></draw:frame> d
<loext:content-control>under control</loext:content-control></text:p>
<text:list><text:list-item><text:p>one</text:p><text:list><text:list-item><text:p>inner</text:p>
</text:list-item></text:list></text:list-item></text:list>
<table:table table:name="T"><table:table-column table:number-columns-repeated="2"/>
<table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>wide</text:p>
</table:table-cell><table:covered-table-cell/></table:table-row><table:table-row>
<table:table-cell><text:p>x</text:p></table:table-cell><table:table-cell><text:p>
<text:a xlink:type="simple" xlink:href="https://example.org/y">y</text:a></text:p>
</table:table-cell></table:table-row></table:table>
</office:text></office:body></office:document>"""


@pytest.mark.office
@pytest.mark.slow
def test_files_of_libreoffice_are_read_whole(tmp_path: Path) -> None:
    (tmp_path / "a.fodt").write_text(FLAT, encoding="utf-8")
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to"]
    command += ["docx:MS Word 2007 XML", "--outdir", str(tmp_path), str(tmp_path / "a.fodt")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    data = (tmp_path / "a.docx").read_bytes()
    wanted = ("textbox", "field", "footnote", "endnote", "sdt", "ins", "headings F1", "links")
    structure = ("items with depth", "tables with spans", "notes")
    assert_whole(compare(read_bytes(data), data), *wanted, *structure)


def test_files_of_python_docx_are_read_whole() -> None:
    made = docx.Document()
    made.add_heading("Title", 0)
    for seed in range(12):
        chance = random.Random(seed)
        made.add_heading(" ".join(chance.sample(WORDS, 3)), chance.randint(1, 4))
        made.add_paragraph(" ".join(chance.sample(WORDS, 5)))
        for depth in ("", " 2", " 3"):
            made.add_paragraph(" ".join(chance.sample(WORDS, 2)), style=f"List Bullet{depth}")
        table = made.add_table(2, 3)
        table.cell(0, 0).merge(table.cell(0, 1)).text = chance.choice(WORDS)
    stream = io.BytesIO()
    made.save(stream)
    data = stream.getvalue()
    wanted = ("headings F1", "items", "tables with spans")
    assert_whole(compare(read_bytes(data), data), *wanted)


def test_the_oracle_reads_what_a_person_would_read() -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    box = "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape>"
    body = (
        p("Head", style="H")
        + p("a ", "<w:ins>" + r("b") + "</w:ins>", "<w:del>" + r("never") + "</w:del>", mark)
        + p(begin(), code(" MERGEFIELD x "), SEPARATE, "result", END)
        + p("item", props=num(1))
        + p("deep", props=num(1, 1))
        + p("c", box.format(p("boxed")) + "</w:pict></w:r>", r("unseen", "<w:vanish/>"))
        + tbl(tr(tc("up", merge="restart")), tr(tc("covered", merge="continue")))
    )
    facts = oracle_facts(
        Docx(
            body=body,
            styles=style("H", "heading 3"),
            numbering=numbering(("decimal", "%1."), ("bullet", "•")),
            footnotes=f'<w:footnote w:id="2">{p("note")}</w:footnote>',
        ).build()
    )
    assert " ".join(sorted(facts.required)) == "Head a b boxed c deep item note result up"
    assert sorted(facts.allowed) == ["covered", "unseen"]
    assert {kind: " ".join(counted) for kind, counted in facts.kinds.items()} == {
        "ins": "b",
        "field": "result",
        "textbox": "boxed",
        "box": "boxed",
        "footnote": "note",
    }
    assert (facts.headings, facts.items, facts.notes) == (
        [(3, "Head")],
        [(0, "item"), (1, "deep")],
        1,
    )
