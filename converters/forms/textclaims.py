"""Numbers told in the narrative, against the sums of cells they should equal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .narrative import fold
from .numbers import Number
from .schema import Claim, TextRule

_SENTENCE = re.compile("[^。;!?]+")


@dataclass(frozen=True, slots=True)
class ToldNumber:
    """A number of the narrative beside the table."""

    cells: tuple[str, ...]
    told: int | None
    """None where a guard says that it counts something else."""
    cells_total: Number | None
    other_total: Number | None
    """Another sum that is right as well."""
    sentence: str


def text_results(
    rule: TextRule, lines: list[str], cells: Mapping[str, Number | None]
) -> Iterator[ToldNumber]:
    """What the narrative tells of each claim, in reading order."""
    guards = [re.compile(guard) for guard in rule.guards]
    for claim in rule.claims:
        names = expand(claim.cells, cells)
        if not names:
            continue
        right = _total(names, cells)
        other = _total(expand(claim.or_cells, cells), cells) if claim.or_cells else None
        for told, sentence, guarded in _told(claim, lines, guards):
            number = None if guarded else told
            yield ToldNumber(names, number, right, other, sentence)


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


def _told(
    claim: Claim, lines: list[str], guards: list[re.Pattern[str]]
) -> Iterator[tuple[int, str, bool]]:
    for line in lines:
        folded = fold(line)
        for match in _SENTENCE.finditer(folded.text):
            sentence = match[0]
            for number, end in _numbers(claim, sentence):
                # What follows the number in its clause may still narrow it.
                clause_end = re.compile("[,:]|$").search(sentence, end)
                until = clause_end.start() if clause_end else len(sentence)
                guarded = any(guard.search(sentence, 0, until) for guard in guards)
                yield number, folded.original(*match.span()).strip(), guarded


def _numbers(claim: Claim, sentence: str) -> list[tuple[int, int]]:
    """Numbers that a sentence tells with where they end, each once."""
    found: dict[int, int] = {}
    for pattern in claim.patterns:
        for match in re.finditer(pattern, sentence):
            found.setdefault(match.end(), int(match["n"]))
    if not found:
        for pattern in claim.zero:
            zero = re.search(pattern, sentence)
            if zero is not None:
                found.setdefault(zero.end(), 0)
                break
    return [(number, end) for end, number in sorted(found.items())]
