"""Numbers told in the narrative, against the sums of cells they should equal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .narrative import Folded, fold
from .numbers import Number
from .numerals import INEXACT, Numerals
from .schema import Claim, Language, TextRule

_CLAUSE_END = re.compile("[,:]")


@dataclass(frozen=True, slots=True)
class ToldNumber:
    """A number of the narrative beside the table."""

    cells: tuple[str, ...]
    told: int | None
    """None where it counts something else, or is not exact."""
    cells_total: Number | None
    other_total: Number | None
    """Another sum that is right as well."""
    sentence: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the narrative as patterns see it."""

    text: str
    """Folded, its numbers as plain digits."""
    context: str
    """What the sentence goes on about: the one before it, or ""."""
    original: str


class Sentences:
    """The narrative cut into sentences, in the words of a language."""

    def __init__(self, lines: list[str], language: Language) -> None:
        """The sentences of `lines`, in reading order."""
        numerals = Numerals(language)
        self._year = re.compile(language.year_mention) if language.year_mention else None
        self.found: list[Sentence] = []
        for line in lines:
            folded = fold(line)
            before = ""
            for start, end in _spans(folded):
                text = numerals.plain(folded.text[start:end])
                context = before if text.startswith(language.continuing) else ""
                original = folded.original(start, end).strip()
                self.found.append(Sentence(text, context, original))
                before = context + text

    def is_of_other_year(self, text: str, year: int | None) -> bool:
        """Whether the last year that `text` names is not `year`."""
        if self._year is None or year is None:
            return False
        named = [int(match["year"]) for match in self._year.finditer(text)]
        return bool(named) and named[-1] != year


def _spans(folded: Folded) -> Iterator[tuple[int, int]]:
    """Where sentences begin and end. A full stop ends one where white space follows it."""
    start = 0
    for index, char in enumerate(folded.text):
        after = folded.source[folded.at[index] + 1 : folded.at[index] + 2]
        if char in "。;!?" or (char == "." and (not after or after.isspace())):
            if index > start:
                yield start, index
            start = index + 1
    if start < len(folded.text):
        yield start, len(folded.text)


def text_results(
    rule: TextRule, sentences: Sentences, cells: Mapping[str, Number | None], year: int | None
) -> Iterator[ToldNumber]:
    """What the narrative of a report for `year` tells of each claim, in reading order."""
    guards = [re.compile(guard) for guard in rule.guards]
    clause_guards = [re.compile(guard) for guard in rule.clause_guards]
    for claim in rule.claims:
        names = expand(claim.cells, cells)
        if not names:
            continue
        right = _total(names, cells)
        other = _total(expand(claim.or_cells, cells), cells) if claim.or_cells else None
        for sentence in sentences.found:
            for told, end in _numbers(claim, sentence.text):
                scope, clause = _scope(sentence, end)
                judged = not (
                    any(guard.search(scope) for guard in guards)
                    or any(guard.search(clause) for guard in clause_guards)
                    or sentences.is_of_other_year(sentence.context + sentence.text[:end], year)
                )
                yield ToldNumber(names, told if judged else None, right, other, sentence.original)


def _scope(sentence: Sentence, end: int) -> tuple[str, str]:
    """What a number that ends at `end` stands in: all up to its clause's end, and the clause."""
    # What follows the number in its clause may still narrow it.
    close = _CLAUSE_END.search(sentence.text, end)
    until = close.start() if close else len(sentence.text)
    start = max(sentence.text.rfind(mark, 0, end) for mark in ",:") + 1
    return sentence.context + sentence.text[:until], sentence.text[start:until]


def expand(written: tuple[str, ...], cells: Mapping[str, object]) -> tuple[str, ...]:
    """Cell names with `*` replaced by what there is; empty when one of them is missing."""
    out: list[str] = []
    for name in written:
        pattern = re.compile(re.escape(name).replace(r"\*", "[^.]*"))
        found = [cell for cell in cells if pattern.fullmatch(cell)]
        if not found:
            return ()
        out.extend(found)
    return tuple(out)


def _total(names: tuple[str, ...], cells: Mapping[str, Number | None]) -> Number | None:
    result: Number = 0
    for name in names:
        value = cells[name]
        if value is None:
            return None
        result += value
    return result


def _numbers(claim: Claim, sentence: str) -> list[tuple[int | None, int]]:
    """Numbers that a sentence tells with where they end, each once; None for inexact ones."""
    found: dict[int, int | None] = {}
    for pattern in claim.patterns:
        for match in re.finditer(pattern, sentence):
            exact = INEXACT not in match["n"]
            found.setdefault(match.end("n"), int(match["n"]) if exact else None)
    if not found:
        for pattern in claim.zero:
            zero = re.search(pattern, sentence)
            if zero is not None:
                found.setdefault(zero.end(), 0)
                break
    return [(number, end) for end, number in sorted(found.items())]
