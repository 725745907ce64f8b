"""Let the sums decide what labels and place left open, and compute what only one value fits.

A printed value is never changed. Of several alignments the one that satisfies the sums is taken
when it is the only one; otherwise the cells stay empty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain, product

from .align import Alignment, narrow_by_place
from .equations import Equation, within_report
from .gap import Ambiguity
from .layout import Address
from .numbers import Number
from .places import Place
from .surplus import narrow_by_surplus
from .tokens import Token

Read = Callable[[Token | None, Place], Number | None]
"""The number that a token means on a place, or None."""
Values = dict[Address, Number | None]


@dataclass(slots=True)
class Resolution:
    """The numbers of the cells, and how they were come by."""

    values: Values
    derived: dict[Address, tuple[str, ...]] = field(default_factory=dict)
    """Computed cells with the ids of the rules that give them."""
    unresolved: list[Ambiguity] = field(default_factory=list)
    chosen: list[tuple[tuple[Address, ...], tuple[str, ...]]] = field(default_factory=list)
    """Cells that the sums placed, with the ids of the rules that decided."""


def resolve(alignment: Alignment, sums: Iterable[Equation], read: Read) -> Resolution:
    """Settle `alignment` by the sums; its values are completed in place."""
    return _Resolver(alignment, within_report(sums), read).run()


MAX_JOINT = 600
"""Alignments of several groups together that are tried."""


def _product(groups: list[Ambiguity]) -> Ambiguity:
    places = tuple(place for group in groups for place in group.places)
    candidates = tuple(
        tuple(chain.from_iterable(parts))
        for parts in product(*(group.candidates for group in groups))
    )
    return Ambiguity(places, candidates)


def _has_number(token: Token | None) -> bool:
    return token is not None and token.printed is not None


@dataclass(slots=True)
class _Verdict:
    satisfied: set[int] = field(default_factory=set)
    """Sums that hold, those left out by which a cell was computed."""
    broken: set[int] = field(default_factory=set)
    completed: Values = field(default_factory=dict)


class _Resolver:
    def __init__(self, alignment: Alignment, sums: list[Equation], read: Read) -> None:
        self.alignment = alignment
        self.places = alignment.sequence.places
        self.sums = sums
        self.read = read
        self.signs = [equation.signs() for equation in sums]
        self.of_cell: dict[Address, list[int]] = {}
        for index, equation in enumerate(sums):
            for address in equation.addresses:
                self.of_cell.setdefault(address, []).append(index)
        self.values: Values = {
            place.address: None for place in self.places if place.address is not None
        }
        self.counts = {
            place.address
            for place in self.places
            if place.address is not None and place.type.type == "integer"
        }
        """Cells that hold a count, which is never negative."""
        self._read_values()
        self.trusted: set[int] = set()

    def _address(self, place: int) -> Address:
        address = self.places[place].address
        assert address is not None
        return address

    def run(self) -> Resolution:
        """Groups first, as long as any can be settled, then single cells."""
        result = Resolution(self.values)
        self._settle_all(result)
        while narrow_by_place(self.alignment) or narrow_by_surplus(self.alignment, self._is_open):
            self._read_values()
            self._settle_all(result)
        open_groups = self.alignment.ambiguous
        for group in open_groups:
            self._agreed(group)
        self._derive(result, open_groups)
        result.unresolved = open_groups
        return result

    def _is_open(self, group: Ambiguity) -> bool:
        """Whether no sum that may decide stands over a cell of the group."""
        cells = [self._address(place) for place in group.places]
        return not any(self.trusted.intersection(self.of_cell.get(cell, ())) for cell in cells)

    def _settle_all(self, result: Resolution) -> None:
        settled = True
        while settled:
            self._weigh_sums()
            before = len(self.alignment.ambiguous)
            left = [g for g in self.alignment.ambiguous if not self._settle(g, result)]
            self.alignment.ambiguous = left
            settled = len(left) < before or self._settle_together(result)

    def _settle_together(self, result: Resolution) -> bool:
        """Settle groups that only help each other, as rows with a gap in the same columns do."""
        groups = [group for group in self.alignment.ambiguous if group.candidates]
        groups.sort(key=lambda group: len(group.candidates))
        joint: list[Ambiguity] = []
        size = 1
        for group in groups:
            if size * len(group.candidates) <= MAX_JOINT:
                joint.append(group)
                size *= len(group.candidates)
        if len(joint) < 2 or not self._settle(_product(joint), result):
            return False
        taken = {id(group) for group in joint}
        self.alignment.ambiguous = [g for g in self.alignment.ambiguous if id(g) not in taken]
        return True

    def _weigh_sums(self) -> None:
        """Find the sums that may decide: not those of a rule that fails in most of its places."""
        held: dict[str, Counter[bool]] = {}
        for index, equation in enumerate(self.sums):
            left = self._imbalance(index, self.values)
            if left is not None:
                held.setdefault(equation.rule.id, Counter())[left == 0] += 1
        every = sum(held.values(), Counter())
        self.trusted = {
            index
            for index, equation in enumerate(self.sums)
            if (found := held.get(equation.rule.id, every))[True] >= found[False]
        }

    def _read_values(self) -> None:
        for index, token in self.alignment.values.items():
            self.values[self._address(index)] = self.read(token, self.places[index])

    def _settle(self, group: Ambiguity, result: Resolution) -> bool:
        if not group.candidates:
            return False
        verdicts = [self._judge(group, candidate) for candidate in group.candidates]
        # A sum that fails whichever way the row is read is wrong for another reason.
        everywhere = set.intersection(*(verdict.broken for verdict in verdicts))
        possible = [i for i, verdict in enumerate(verdicts) if not verdict.broken - everywhere]
        # Sums hold as well when a row is left out and computed; one that needs no computing wins.
        placed = [sum(_has_number(token) for token in c) for c in group.candidates]
        most = max((placed[i] for i in possible), default=0)
        fullest = [i for i in possible if placed[i] == most]
        if len({tuple(verdicts[i].completed.values()) for i in fullest}) != 1:
            return False
        best = fullest[0]
        chosen = group.candidates[best]
        if not self._covered(group, chosen, verdicts[best].satisfied):
            return False
        self._take(group, chosen)
        rules = {self.sums[index].rule.id for index in verdicts[best].satisfied}
        cells = tuple(self._address(place) for place in group.places)
        result.chosen.append((cells, tuple(sorted(rules))))
        return True

    def _covered(
        self, group: Ambiguity, candidate: tuple[Token | None, ...], satisfied: set[int]
    ) -> bool:
        """Whether each number of an alignment stands in a sum that holds without computing."""
        return bool(satisfied) and all(
            satisfied.intersection(self.of_cell.get(self._address(place), ()))
            for place, token in zip(group.places, candidate, strict=True)
            if _has_number(token)
        )

    def _take(self, group: Ambiguity, candidate: tuple[Token | None, ...]) -> None:
        for place, token in zip(group.places, candidate, strict=True):
            self.alignment.values[place] = token
            self.values[self._address(place)] = self.read(token, self.places[place])

    def _judge(self, group: Ambiguity, candidate: tuple[Token | None, ...]) -> _Verdict:
        """Which sums hold when the group is read as `candidate`, gaps computed where they can."""
        verdict = _Verdict()
        trial = dict(self.values)
        cells = [self._address(place) for place in group.places]
        for place, token, address in zip(group.places, candidate, cells, strict=True):
            trial[address] = self.read(token, self.places[place])
        touched = sorted(
            {index for address in cells for index in self.of_cell.get(address, ())} & self.trusted
        )
        used: set[int] = set()
        while (index := self._complete(touched, trial, verdict)) is not None:
            used.add(index)
        for index in touched:
            left = self._imbalance(index, trial)
            if left is not None and index not in used:
                (verdict.broken if left else verdict.satisfied).add(index)
        verdict.completed = {address: trial[address] for address in cells}
        return verdict

    def _complete(self, touched: list[int], trial: Values, verdict: _Verdict) -> int | None:
        """Compute one cell that a sum gives; returns the sum, or None when there is none."""
        for index in touched:
            unknown = [(a, sign) for a, sign in self.signs[index] if trial[a] is None]
            if len(unknown) != 1:
                continue
            address, sign = unknown[0]
            value = self._solved(index, address, sign, trial)
            if value is None:
                verdict.broken.add(index)
                continue
            trial[address] = value
            return index
        return None

    def _solved(self, index: int, cell: Address, sign: int, values: Values) -> Number | None:
        """The value of the only unknown cell of a sum; None when it cannot be."""
        rest: Number = 0
        for address, factor in self.signs[index]:
            if address != cell:
                value = values[address]
                assert value is not None
                rest += factor * value
        value = -rest * sign
        return value if value >= 0 or cell not in self.counts else None

    def _imbalance(self, index: int, values: Mapping[Address, Number | None]) -> Number | None:
        result: Number = 0
        for address, sign in self.signs[index]:
            value = values[address]
            if value is None:
                return None
            result += sign * value
        return result

    def _agreed(self, group: Ambiguity) -> None:
        """Fill the places that all alignments which break no sum fill with the same value.

        Where sums ruled an alignment out, none may be right: then each number has to stand in
        a sum that holds.
        """
        if not group.candidates:
            return
        verdicts = [self._judge(group, candidate) for candidate in group.candidates]
        everywhere = set.intersection(*(verdict.broken for verdict in verdicts))
        judged = list(zip(group.candidates, verdicts, strict=True))
        rest = [pair for pair in judged if not pair[1].broken - everywhere] or judged
        held = set.intersection(*(verdict.satisfied for _, verdict in rest))
        for position, place in enumerate(group.places):
            address = self._address(place)
            tokens = [candidate[position] for candidate, _ in rest]
            numbers = {self.read(token, self.places[place]) for token in tokens}
            if len(numbers) != 1 or None in numbers:
                continue
            if len(rest) == len(judged) or held.intersection(self.of_cell.get(address, ())):
                self.alignment.values[place] = tokens[0]
                self.values[address] = numbers.pop()

    def _derive(self, result: Resolution, open_groups: list[Ambiguity]) -> None:
        """Compute cells as long as a sum leaves exactly one value for one."""
        known = dict(self.values)
        found: dict[Address, set[str]] = {}
        worded = self._worded()
        self._weigh_sums()
        changed = True
        while changed:
            changed = False
            for index, equation in enumerate(self.sums):
                if index not in self.trusted:
                    continue
                unknown = [(a, sign) for a, sign in self.signs[index] if known[a] is None]
                for address, value in self._forced(index, unknown, known):
                    if address in worded:
                        continue
                    known[address] = value
                    found.setdefault(address, set()).add(equation.rule.id)
                    changed = True
        doubtful = self._doubtful(found, known)
        doubtful |= self._contradicting(known, found, open_groups)
        for address, rules in found.items():
            if address not in doubtful:
                self.values[address] = known[address]
                confirming = {
                    self.sums[index].rule.id
                    for index in self.of_cell[address]
                    if self._imbalance(index, known) == 0
                }
                result.derived[address] = tuple(sorted(rules | confirming))

    def _worded(self) -> set[Address]:
        """Cells in which the source says something else than a number; that is left standing."""
        return {
            self._address(place)
            for place, token in self.alignment.values.items()
            if token is not None and token.printed is None and token.text
        }

    def _forced(
        self, index: int, unknown: list[tuple[Address, int]], known: Values
    ) -> list[tuple[Address, Number]]:
        if len(unknown) == 1:
            address, sign = unknown[0]
            value = self._solved(index, address, sign, known)
            return [] if value is None else [(address, value)]
        if len({sign for _, sign in unknown}) != 1:
            return []
        open_cells = {address for address, _ in unknown}
        if not open_cells <= self.counts:
            return []
        rest: Number = 0
        for address, sign in self.signs[index]:
            value = known[address]
            if address not in open_cells:
                assert value is not None
                rest += sign * value
        # Counts that add up to nothing are all zero.
        return [(address, 0) for address, _ in unknown] if rest == 0 else []

    def _doubtful(self, found: Mapping[Address, set[str]], known: Values) -> set[Address]:
        """Computed cells that some sum contradicts, and those computed from them."""
        broken = {i for i in range(len(self.sums)) if self._imbalance(i, known) not in (None, 0)}
        doubtful = {address for address in found if any(i in broken for i in self.of_cell[address])}
        grown = True
        while grown:
            grown = False
            for address in set(found) - doubtful:
                sources = {
                    other
                    for index in self.of_cell[address]
                    if self.sums[index].rule.id in found[address]
                    for other in self.sums[index].addresses
                }
                if sources & doubtful:
                    doubtful.add(address)
                    grown = True
        return doubtful

    def _contradicting(
        self, known: Values, found: Mapping[Address, set[str]], open_groups: list[Ambiguity]
    ) -> set[Address]:
        """Computed cells of groups in which no alignment has the values computed."""
        out: set[Address] = set()
        for group in open_groups:
            cells = [self._address(place) for place in group.places]
            fits = not group.candidates or any(
                all(
                    (number := self.read(token, self.places[place])) is None
                    or known[address] is None
                    or number == known[address]
                    for token, place, address in zip(candidate, group.places, cells, strict=True)
                )
                for candidate in group.candidates
            )
            if not fits:
                out |= {address for address in cells if address in found}
        return out
