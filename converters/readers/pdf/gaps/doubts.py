"""What looks like a table and is none: prose, lists, contents, forms, charts, listings."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence

from ..lines.letters import has_letter
from ..lines.words import Word
from .gridlines import GridLine, Piece, in_columns, is_number
from .gutters import BESIDE
from .rowlines import header_lines, numeric_columns

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
_PAGES = re.compile(r"[^\W\d_].*, \d{1,4}([-–]\d{1,4}|[a-z]?f{1,2}\.?)?$")
"""Words of an index with the pages behind them."""
_TELEPHONE = re.compile(r"\b(Tel|Phone|Telephone|Fax|Tél|E-?mail)\b|@\w", re.IGNORECASE)
_RECORDS = 3
"""Whole rows with texts between them at least."""
_TITLED = 0.3
"""Share of lines with a page number, of two columns, that make contents."""
_FULL = 9
"""Font sizes that lines of ideographs, which are one word, are long at least."""
_BODY = 3
"""Lines below the header whose texts may be aligned without it at least."""
_INDENTS = 4
"""Indents of labels at most."""
_ALONE = 0.2
"""Share of labels at most that start where no other does."""
_SOLID = 1.36
"""Distance of baselines, in font sizes, of lines of one text at most: faces set wide have it."""
_SPACED = 1.7
"""The same with more space between lines."""
_NARROWER = 0.95
"""Share of the distance of rows that lines of one text stand apart at most."""
_LONG = 45
"""Characters of a text that is prose and not a cell, a wide one counted as two."""


def is_table(lines: Sequence[GridLine], columns: int, *, ruled: bool) -> bool:
    """Whether lines on columns are a table; `ruled` when rules stand above and below them."""
    if columns < 2 or len(lines) < 2:
        return False
    cells = [piece for line in lines for piece in line.pieces]
    full = [line for line in lines if len(line.pieces) > 1]
    beside = _beside_each_other(lines) if ruled else 0
    if len(full) + beside < (1 if ruled else 2):
        return False
    if _is_list(full, columns) or _is_equations(full, lines):
        return False
    numeric = numeric_columns(lines)
    if _is_contents(lines, numeric):
        return False
    if any(_is_line_number(lines, column, numeric) for column in range(min(columns - 1, 2))):
        return False  # a margin may stand before the numbers of lines, and no more
    rated = _are_ratings(lines, columns)
    if not rated and _is_any_symbols(lines, columns, numeric):
        return False
    if _are_records(lines, columns):
        return True
    if _is_prose(cells, columns, lines, numeric) or (not rated and _is_drawing(cells)):
        return False
    if _is_listing(cells) and (columns < 3 or not numeric):
        return False
    wide = sum(_crosses(line, columns) for line in lines)
    if wide > max(1, (0.3 if ruled else 0.2) * len(lines)):
        return False
    if ruled:
        return len(full) + beside >= 2 or any(len(line.pieces) > 2 for line in full)
    if columns == 2 and not numeric - {0} and _are_numbered(lines):
        return False
    if not numeric and _is_running_text(lines, range(columns)):
        return False
    if not numeric and (_is_index(cells) or _are_addresses(full)):
        return False
    return _is_regular(lines, full, columns, numeric)


def _beside_each_other(lines: Sequence[GridLine]) -> int:
    """How many lines of one piece stand half a line below one in another column."""
    return sum(
        len(above.pieces) == len(below.pieces) == 1
        and not above.columns & below.columns
        and below.line.baseline - above.line.baseline < BESIDE * below.line.size
        for above, below in itertools.pairwise(lines)
    )


def _are_records(lines: Sequence[GridLine], columns: int) -> bool:
    """Whether each of several whole rows is followed by a text over all columns about it."""
    whole = [line for line in lines if len(line.pieces) == len(line.columns) >= columns - 1]
    if columns < 4 or len(whole) < _RECORDS:
        return False
    rest = [line.pieces for line in lines if len(line.pieces) == 1 and line.pieces[0].first == 0]
    if len(whole) + len(rest) < len(lines) or len(rest) < len(whole) - 1:
        return False
    starts = [[round(p.x0) for line in whole if (p := line.at(c))] for c in range(columns)]
    return all(max(xs) - min(xs) < 3 for xs in starts if xs)


def _is_contents(lines: Sequence[GridLine], numeric: frozenset[int]) -> bool:
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


def _is_list(full: Sequence[GridLine], columns: int) -> bool:
    """Marks and texts beside them."""
    if sum([line.pieces[0].text in _BULLETS for line in full]) > 0.2 * len(full):
        return True
    if columns != 2:
        return False
    starts = [line.pieces[0].text for line in full]
    return sum([bool(_MARK.fullmatch(text)) for text in starts]) >= 0.6 * len(full)


def _are_numbered(lines: Sequence[GridLine]) -> bool:
    """Whether lines are those of numbered sections: 6.4.4 and 6.4.4.1 under each other."""
    starts = [line.pieces[0].text for line in lines if line.pieces[0].first == 0]
    found = [text for text in starts if _SECTION.fullmatch(text)]
    return len(found) > 1 and len({text.split(".")[0] for text in found}) == 1


def _is_equations(full: Sequence[GridLine], lines: Sequence[GridLine]) -> bool:
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


def _is_line_number(lines: Sequence[GridLine], column: int, numeric: frozenset[int]) -> bool:
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
    return typed > 0.6 * max(len(beside), 1) or _is_running_text(lines, [column + 1])


def _first_two(line: GridLine, column: int) -> tuple[Word, Word] | None:
    """The first word from a column on and the one after it."""
    words = [word for piece in line.pieces if piece.first >= column for word in piece.words]
    return (words[0], words[1]) if len(words) > 1 else None


def _is_listing(cells: Sequence[Piece]) -> bool:
    """Whether most texts are set in a typewriter face: program text.

    Ideographs are as wide as each other in all faces.
    """
    if not sum([word.monospaced for piece in cells for word in piece.words]):
        return False
    words = [word for piece in cells for word in piece.words if _length(word.text[0]) == 1]
    return bool(words) and sum(word.monospaced for word in words) > 0.7 * len(words)


def _is_drawing(cells: Sequence[Piece]) -> bool:
    """Whether many texts are lines and arrows made of characters."""
    return sum(bool(_STROKES.fullmatch(piece.text)) for piece in cells) > max(2, 0.15 * len(cells))


def _crosses(line: GridLine, columns: int) -> bool:
    """Whether a line is one long text over most columns."""
    piece = line.pieces[0]
    whole = len(line.pieces) == 1 and piece.last - piece.first + 1 > 0.5 * columns
    return whole and _length(piece.text) > _LONG


def _is_any_symbols(lines: Sequence[GridLine], columns: int, numeric: frozenset[int]) -> bool:
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


def _are_ratings(lines: Sequence[GridLine], columns: int) -> bool:
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


def _is_prose(
    cells: Sequence[Piece], columns: int, lines: Sequence[GridLine], numeric: frozenset[int]
) -> bool:
    """Whether most columns hold long lines."""
    long = {column: [0, 0] for column in range(columns)}
    for piece in cells:
        if piece.first == piece.last:
            long[piece.first][0] += _is_long(piece.text)
            long[piece.first][1] += 1
    wordy = sum(count and many > 0.5 * count for many, count in long.values())
    crossing = sum(
        len(line.pieces) == 1 and _length(line.pieces[0].text) > 1.5 * _LONG for line in lines
    )
    return (wordy > 0.5 * columns and not numeric) or crossing > 0.4 * len(lines)


def _is_index(cells: Sequence[Piece]) -> bool:
    """Whether most texts end with numbers of pages behind a comma, in all columns."""
    return sum(bool(_PAGES.search(piece.text)) for piece in cells) > 0.7 * len(cells)


def _are_addresses(full: Sequence[GridLine]) -> bool:
    """Whether texts side by side are addresses: each has its telephone on one line."""
    return sum(all(_TELEPHONE.search(p.text) for p in line.pieces) for line in full) > 1


def _is_running_text(lines: Sequence[GridLine], columns: Sequence[int]) -> bool:
    """Whether each column is text that runs on: the next line's first word has no room on a line.

    Texts of cells end where they end, and most leave more room than that.
    """
    pairs = ends = 0
    for column in columns:
        pieces = [p for line in lines if (p := line.at(column)) is not None and p.first == p.last]
        size = pieces[0].words[0].size if pieces else 0.0
        words = sum(len(piece.words) for piece in pieces)
        wide = sum(piece.x1 - piece.x0 for piece in pieces) > _FULL * size * len(pieces)
        if len(pieces) < 3 or (words < 2.5 * len(pieces) and not wide):
            return False
        side = max(piece.x1 for piece in pieces)
        for above, below in itertools.pairwise(pieces):
            first = below.words[0]
            needed = min(first.x1 - first.x0, 6 * size) + 0.2 * size
            pairs += 1
            ends += side - above.x1 > (size if _length(first.text) > len(first.text) else needed)
    return ends <= max(1, 0.12 * pairs)


def _is_long(text: str) -> bool:
    """Whether a text is one of prose and not of a cell; most are far too short."""
    return 2 * len(text) > _LONG and _length(text) > _LONG


def _length(text: str) -> int:
    if text.isascii():
        return len(text)
    return len(text) + sum([char > "\u2e7f" for char in text])


def _is_regular(
    lines: Sequence[GridLine], full: Sequence[GridLine], columns: int, numeric: frozenset[int]
) -> bool:
    """Without rules: enough rows, aligned columns, and something that only tables have."""
    if len(full) < 3:
        return False
    if len(full) < 0.45 * len(lines):  # else there is no need to count what is wrapped
        wrapped = _wrapped(lines, on=len(numeric - {0}) > 1)
        if len(full) < 0.45 * (len(lines) - wrapped):
            return False
    if columns == 2 and not (numeric and len(full) >= 3) and not _short_pairs(full):
        return False
    if columns > 2 and not numeric and (len(full) < 4 or _is_patchy(lines, columns)):
        return False
    aligned = [
        _are_aligned(cells, column) for column, cells in enumerate(in_columns(lines, columns))
    ]
    if sum(aligned) >= 0.7 * columns:
        return True
    body = lines[header_lines(lines, numeric) :]
    if len(body) < _BODY:
        return False
    below = in_columns(body, columns)
    return (
        sum(whole or _are_aligned(below[column], column) for column, whole in enumerate(aligned))
        >= 0.7 * columns
    )


def _wrapped(lines: Sequence[GridLine], *, on: bool) -> int:
    """Lines of one piece close to a fuller line: wrapped text of its row.

    Its further lines are such too where texts may go `on` below them.
    """
    wrapped: list[bool] = []
    within = _line_distance(lines)
    for number, line in enumerate(lines):
        near = [*lines[max(number - 1, 0) : number], *lines[number + 1 : number + 2]]
        alone = len(line.pieces) == 1 and line.pieces[0].first == line.pieces[0].last
        beside = [other for other in near if _is_close(other, line, within)]
        below = on and number > 0 and wrapped[-1] and lines[number - 1].columns == line.columns
        wrapped.append(
            alone
            and (
                any(len(other.pieces) > 1 for other in beside)
                or (below and _is_close(lines[number - 1], line, within))
            )
        )
    return sum(wrapped)


def _line_distance(lines: Sequence[GridLine]) -> float:
    """Distance of baselines, in font sizes, of the lines of one text at most.

    Where lines that fill most columns all stand further apart from each other, a text may be set
    with more space between its lines.
    """
    most = max(len(line.pieces) for line in lines) / 2
    rows = [
        (below.line.baseline - above.line.baseline) / max(below.line.size, 1.0)
        for above, below in itertools.pairwise(lines)
        if min(len(above.pieces), len(below.pieces)) > most
    ]
    return max(_SOLID, min(_SPACED, _NARROWER * min(rows, default=0.0)))


def _is_close(one: GridLine, other: GridLine, within: float) -> bool:
    return abs(one.line.baseline - other.line.baseline) < within * other.line.size


def _is_patchy(lines: Sequence[GridLine], columns: int) -> bool:
    """Whether many places are empty or reached over: lists set side by side."""
    pieces = [piece for line in lines for piece in line.pieces]
    over = sum(piece.first != piece.last for piece in pieces)
    return len(pieces) < 0.55 * columns * len(lines) or over > 0.08 * len(pieces)


def _short_pairs(full: Sequence[GridLine]) -> bool:
    """Two columns of short texts, as in a glossary with a head."""
    texts = [piece.text for line in full for piece in line.pieces]
    colons = sum(line.pieces[0].text.endswith((":", "：")) for line in full)
    return (
        len(full) >= 5 and colons < 0.3 * len(full) and all(_length(text) <= 30 for text in texts)
    )


def _are_aligned(cells: Sequence[Piece], column: int) -> bool:
    """Whether most texts of a column share a left side, a right side or a middle."""
    if len(cells) < 2:
        return True
    near = max(2.5, 0.35 * cells[0].words[0].size)
    least = 0.55 * len(cells)
    places = (
        sorted([cell.x0 for cell in cells]),
        sorted([cell.x1 for cell in cells]),
        sorted([(cell.x0 + cell.x1) / 2 for cell in cells]),
    )
    for sides in sorted(places, key=_extent):  # what differs least tells soonest
        if any(
            bisect_right(sides, a + near) - bisect_left(sides, a - near / 2) >= least for a in sides
        ):
            return True
    return column == 0 and _are_indented(cells)


def _extent(sides: Sequence[float]) -> float:
    return sides[-1] - sides[0]


def _are_indented(cells: Sequence[Piece]) -> bool:
    """Whether labels start at a few places, most of them at one where others do."""
    starts = Counter(round(cell.x0) for cell in cells)
    alone = sum(count == 1 for count in starts.values())
    return len(starts) <= _INDENTS and alone <= _ALONE * len(cells)


def is_justified(lines: Sequence[GridLine], last: int) -> bool:
    """Whether words of the last column end at one side and start anywhere: spread prose."""
    cells = [piece for line in lines for piece in line.pieces if piece.first == piece.last == last]
    if len(cells) < 3 or numeric_columns(lines):
        return False
    size = cells[0].words[0].size
    starts, ends = sorted(cell.x0 for cell in cells), sorted(cell.x1 for cell in cells)
    flush = sum(ends[-1] - x < 0.1 * size for x in ends)
    level = max(sum(0 <= x - a < 0.2 * size for x in starts) for a in starts)
    return flush > 0.6 * len(cells) > level
