"""What signs tell is no table: lists, contents, equations, listings, drawings of characters."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from ..lines.letters import has_letter
from ..lines.words import Word
from .gridlines import GridLine, Piece, is_number
from .prose import display_width, is_running_text

_MARK = re.compile(
    r"[•·▪●■□◆○‣*–—-]|[(（\[]?([0-9]{1,3}|[a-zA-Z]|[ivxIVX]{1,5}|[一二三四五六七八九十]{1,3})[.)）、．\]:：]|\d+(\.\d+)+\.?"
)
_BULLETS = frozenset("•·▪●■□◆○‣")
_SECTION = re.compile(r"\d{1,2}(\.\d{1,2}){2,}\.?")
_LEADER = re.compile(r"(\.\s?){4,}|…{2,}|·{4,}|_{4,}|‥{2,}|(\.\s){3,}")
_EQUATION_NUMBER = re.compile(r"[(（]\s*[A-Z]?\d+([.\-–]\d+)*[a-z]?\s*[)）]")
_EQUAL = frozenset("=≈≤≥≡∝→⇒≃∼")
_SYMBOLS = re.compile(r"[=:→⇒|<>+#-]|::=|:=|->|=>|//")
_WORDS = re.compile(r"[-+–].*[^\W\d_]{3}.*[^\W\d_]{3}")
"""Labels in words, which may start with a sign: + beam search."""
_STROKES = re.compile(r"[|+\-<>^v/\\_=~*'`., ]*[|+<>^/\\_=~]+[|+\-<>^v/\\_=~*'`., ]*")
_RATING = re.compile(r"[(]?(0|[-+–−±0/≈~][-+–−±0/≈~ ]*)[)]?")
_RATED = 3
"""Rows of ratings at least."""
_TITLED = 0.3
"""Share of lines with a page number, of two columns, that make contents."""


def is_contents(lines: Sequence[GridLine], numeric: frozenset[int]) -> bool:
    """Dot leaders, or titles with page numbers that never fall."""
    leaders = sum([_has_leader(" ".join([p.text for p in line.pieces])) for line in lines])
    if leaders >= 0.3 * len(lines):
        return True
    last = max((line.pieces[-1].last for line in lines), default=0)
    pages = [piece.text for line in lines if (piece := line.at(last)) is not None]
    # Names of authors may stand below each title, which may be wrapped.
    titled = 0.6 if numeric - {last} or last != 1 else _TITLED
    if len(pages) < 4 or len(pages) < titled * len(lines):
        return False
    numbers = [int(page) for page in pages if re.fullmatch(r"\d{1,4}", page)]
    rising = all(a <= b for a, b in itertools.pairwise(numbers))
    others = numeric - {last, 0}
    return len(numbers) == len(pages) and rising and not others and numbers[0] < numbers[-1]


def _has_leader(text: str) -> bool:
    # Most texts have too few dots: no look at each place.
    some = text.count(".") > 2 or not text.isascii() or "____" in text
    return some and _LEADER.search(text) is not None


def is_list(full: Sequence[GridLine], columns: int) -> bool:
    """Marks and texts beside them."""
    if sum([line.pieces[0].text in _BULLETS for line in full]) > 0.2 * len(full):
        return True
    if columns != 2:
        return False
    starts = [line.pieces[0].text for line in full]
    return sum([bool(_MARK.fullmatch(text)) for text in starts]) >= 0.6 * len(full)


def are_numbered(lines: Sequence[GridLine]) -> bool:
    """Whether lines are those of numbered sections: 6.4.4 and 6.4.4.1 under each other."""
    starts = [line.pieces[0].text for line in lines if line.pieces[0].first == 0]
    found = [text for text in starts if _SECTION.fullmatch(text)]
    return len(found) > 1 and len({text.split(".")[0] for text in found}) == 1


def is_equations(full: Sequence[GridLine], lines: Sequence[GridLine]) -> bool:
    """Numbers of equations at the ends of lines, or one beside a sign of equality.

    Fractions and limits make several lines of one equation. Negative numbers stand in brackets
    too, but do not go up all the way.
    """
    ends = [
        line.pieces[-1]
        for line in full
        if _EQUATION_NUMBER.fullmatch(line.pieces[-1].words[-1].text)
    ]
    if not ends:
        return not full
    columns = {piece.last for piece in ends}
    if any(
        p.numeric and p.last in columns and not p.text.endswith((")", "）"))
        for line in full
        for p in line.pieces[1:]
    ):
        return False
    counts = [tuple(map(int, re.findall(r"\d+", p.words[-1].text)))[-2:] for p in ends]
    if any(below <= above for above, below in itertools.pairwise(counts)):
        return False
    if len(ends) >= 0.5 * len(full):
        return True
    right = max(line.line.x1 for line in lines)
    outside = any(piece.x1 > right - 1 for piece in ends)
    equal = any(word.text in _EQUAL for line in lines for word in line.line.words)
    return outside and equal and 5 * len(ends) >= len(lines)


def is_line_number(lines: Sequence[GridLine], column: int, numeric: frozenset[int]) -> bool:
    """Whether a column counts the lines of a listing.

    Its numbers go up by one and are smaller than the text beside them, or that text is typed and
    no table of single signs, or it runs on from line to line.
    """
    if len(numeric - {column}) > 1:
        return False  # the days of a month
    found = [piece for line in lines for piece in line.pieces if piece.first == column]
    counts = [int(p.words[0].text) for p in found if re.fullmatch(r"\d{1,5}", p.words[0].text)]
    if len(counts) < 3 or len(counts) < 0.6 * len(lines):
        return False
    if sum(b - a == 1 for a, b in itertools.pairwise(counts)) < 0.8 * (len(counts) - 1):
        return False
    beside = [pair for line in lines if (pair := _first_two(line, column)) is not None]
    typed = sum(
        (text.monospaced and len(text.text) > 1) or mark.size < 0.97 * text.size
        for mark, text in beside
    )
    return typed > 0.6 * max(len(beside), 1) or is_running_text(lines, [column + 1])


def _first_two(line: GridLine, column: int) -> tuple[Word, Word] | None:
    """The first word from a column on and the one after it."""
    words = [word for piece in line.pieces if piece.first >= column for word in piece.words]
    return (words[0], words[1]) if len(words) > 1 else None


def is_listing(cells: Sequence[Piece]) -> bool:
    """Whether most texts are set in a typewriter face: program text.

    Ideographs are as wide as each other in all faces.
    """
    if not sum([word.monospaced for piece in cells for word in piece.words]):
        return False
    words = [word for piece in cells for word in piece.words if display_width(word.text[0]) == 1]
    return bool(words) and sum(word.monospaced for word in words) > 0.7 * len(words)


def is_drawing(cells: Sequence[Piece]) -> bool:
    """Whether many texts are lines and arrows made of characters."""
    return sum(bool(_STROKES.fullmatch(piece.text)) for piece in cells) > max(2, 0.15 * len(cells))


def is_any_symbols(lines: Sequence[GridLine], columns: int, numeric: frozenset[int]) -> bool:
    """Whether some column holds one sign: equations and grammars set under each other."""
    found: list[list[Piece]] = [[] for _ in range(columns)]
    for line in lines:
        for piece in line.pieces:
            for column in range(piece.first, piece.last + 1):
                found[column].append(piece)
    return any(_are_symbols(its, bool(numeric - {n})) for n, its in enumerate(found))


def _are_symbols(found: Sequence[Piece], among_numbers: bool) -> bool:
    """Whether most texts of a column are signs; beside numbers a dash says that there is none."""
    texts = [piece.text for piece in found if not (among_numbers and piece.blank)]
    # A sign may stand a space before its number; most texts start with none.
    signs = [
        t
        for t in texts
        if not t[0].isalnum()
        and _SYMBOLS.fullmatch(t.split()[0])
        and not is_number(t)
        and not _WORDS.match(t)
    ]
    return len(signs) > 2 and len(signs) > 0.6 * len(texts)


def are_ratings(lines: Sequence[GridLine], columns: int) -> bool:
    """Whether labels stand before columns of ratings, several in each: 0, +, ++, –."""
    if columns < 3:
        return False
    body = [line for line in lines if any(_RATING.fullmatch(p.text) for p in line.pieces)]
    if len(body) < _RATED:
        return False
    labels = [piece.text for line in body if (piece := line.at(0)) is not None]
    if sum(has_letter(text) for text in labels) < len(body):
        return False
    rated = 0
    for column in range(1, columns):
        texts = [piece.text for line in body if (piece := line.at(column)) is not None]
        signs = sum(bool(_RATING.fullmatch(text)) for text in texts)
        rated += signs > 0.8 * len(body) and len(set(texts)) > 1
    return rated > 1
