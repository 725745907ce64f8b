"""Comments in the margin: left out with a reason, or notes with author, date and replies."""

from __future__ import annotations

from tablewright.converters.model import Document, NoteReference, Paragraph, Text
from tablewright.converters.model.text import block_text
from tablewright.converters.readers.base import ReadOptions
from tests.readers.docx.builder import NAMESPACES, Docx, p, r, tbl, tr
from tests.readers.docx.test_text import left_out

W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"


def comment(number: int, author: str, *blocks: str, date: str = "2024-05-06T07:08:09Z") -> str:
    return (
        f'<w:comment w:id="{number}" w:author="{author}" w:date="{date}" w:initials="X">'
        f"{''.join(blocks)}</w:comment>"
    )


def mark(number: int) -> str:
    return (
        f'<w:commentRangeEnd w:id="{number}"/><w:r><w:rPr><w:rStyle w:val="CommentReference"/>'
        f'</w:rPr><w:commentReference w:id="{number}"/></w:r>'
    )


def with_id(paragraph_id: str, text: str) -> str:
    return f'<w:p {W14} w14:paraId="{paragraph_id}">{r(text)}</w:p>'


def read(body: str, comments: str, *, wanted: bool = True, threads: str = "") -> Document:
    extended = f'<w15:commentsEx xmlns:w15="{W15}" {NAMESPACES}>{threads}</w15:commentsEx>'
    return Docx(
        body=body,
        comments=comments,
        relations=(("ex", "commentsExtended", "commentsExtended.xml"),),
        parts={"word/commentsExtended.xml": extended},
    ).read(options=ReadOptions(comments=wanted))


def test_comments_become_notes_marked_where_their_range_ends() -> None:
    document = read(
        p("a ", '<w:commentRangeStart w:id="4"/>', "word", mark(4), " after"),
        comment(4, "李伟", p("Really?"), p("See below."), tbl(tr("x"))),
    )
    (block,) = document.blocks
    assert isinstance(block, Paragraph)
    assert block.content == (Text("a word"), NoteReference("comment-1"), Text(" after"))
    (note,) = document.notes
    assert (note.id, note.kind, note.label) == ("comment-1", "comment", None)
    assert block_text(note.blocks) == "李伟, 2024-05-06 07:08\nReally?\nSee below.\nx"
    assert left_out(document) == []


def test_replies_stand_under_the_comment_that_they_answer() -> None:
    threads = (
        '<w15:commentEx w15:paraId="01" w15:done="0"/>'
        '<w15:commentEx w15:paraId="02" w15:paraIdParent="01"/>'
        '<w15:commentEx w15:paraId="03" w15:paraIdParent="02"/>'
    )
    document = read(
        p("a", mark(1), mark(2), mark(3), mark(9)),
        comment(1, "A", with_id("01", "one"))
        + comment(2, "B", with_id("02", "two"), date="")
        + comment(3, "C", with_id("03", "three"))
        + comment(9, "D", p("apart")),
        threads=threads,
    )
    assert [block_text(note.blocks) for note in document.notes] == [
        "A, 2024-05-06 07:08\none\nB\ntwo\nC, 2024-05-06 07:08\nthree",
        "D, 2024-05-06 07:08\napart",
    ]
    assert left_out(document) == []


def test_replies_that_answer_each_other_are_comments_of_their_own() -> None:
    threads = (
        '<w15:commentEx w15:paraId="01" w15:paraIdParent="02"/>'
        '<w15:commentEx w15:paraId="02" w15:paraIdParent="01"/>'
    )
    comments = comment(1, "A", with_id("01", "one")) + comment(2, "B", with_id("02", "two"))
    document = read(p("a", mark(1), mark(2)), comments, threads=threads)
    assert [block_text(note.blocks).split("\n")[1] for note in document.notes] == ["one", "two"]
    assert left_out(document) == []


def test_comments_are_left_out_unless_asked_for() -> None:
    document = read(p("a", mark(4)), comment(4, "A", p("Really?")), wanted=False)
    assert document.notes == ()
    assert left_out(document) == [("comment", "Really?")]
    assert document.diagnostics == ()


def test_a_comment_without_mark_is_kept_and_one_on_deleted_text_goes_with_it() -> None:
    comments = comment(1, "A", p("no mark")) + comment(2, "B", p("on deleted text"))
    document = read(p("a", f"<w:del>{mark(2)}</w:del>"), comments)
    assert [block_text(note.blocks) for note in document.notes] == ["A, 2024-05-06 07:08\nno mark"]
    assert left_out(document) == [("deleted", "on deleted text")]
