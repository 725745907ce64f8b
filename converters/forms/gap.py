"""Tokens between two sure labels put on the places between them, at least cost.

What each deviation costs is said in `weighing`. What is returned is not one alignment but all
that are nearly as good as the best: a place whose value is the same in all of them is certain,
the others are left to the sums.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .labels import Labels
from .places import Place
from .tokens import Token
from .weighing import NEVER, Weights, beside_blanks

NEARLY = 1.0
"""Alignments that cost this much more than the best one are still considered."""

MAX_CELLS = 60_000
"""Tokens times places of one gap; a larger one is left empty."""
MAX_STATES = 12_000
"""Steps when alignments are listed; beyond it the places concerned are left empty."""


@dataclass(slots=True)
class Ambiguity:
    """Places that several alignments fill differently."""

    places: tuple[int, ...]
    candidates: tuple[tuple[Token | None, ...], ...]
    """For each alignment the token on each place; empty when there are too many."""


@dataclass(slots=True)
class Placement:
    """What a gap came to; places are counted from the start of the gap."""

    sure: dict[int, Token | None] = field(default_factory=dict)
    """Value places with their token, or None where the source has no cell for them."""
    labels: dict[int, Token] = field(default_factory=dict)
    ambiguous: list[Ambiguity] = field(default_factory=list)


def place_gap(tokens: Sequence[Token], places: Sequence[Place], labels: Labels) -> Placement:
    """The tokens of a gap on its places."""
    values = [index for index, place in enumerate(places) if place.address is not None]
    if not values:
        return _only_labels(tokens, places, labels)
    numbers = [token for token in tokens if token.kind == "number"]
    if len(values) == len(places) == len(numbers) and _plain(tokens, places):
        return Placement(dict(zip(values, numbers, strict=True)))
    if len(tokens) * len(places) > MAX_CELLS:
        return Placement(ambiguous=[Ambiguity(tuple(values), ())])
    return _Gap(tokens, places, labels).solve()


def _plain(tokens: Sequence[Token], places: Sequence[Place]) -> bool:
    """Whether the numbers can only stand in the order of the places."""
    if any(place.optional for place in places):
        return False
    kinds = {token.kind for token in tokens}
    if kinds - {"number", "blank", "prose"}:
        return False
    if len({token.row for token in tokens if token.kind == "number"}) > 1:
        return False
    return not beside_blanks(tokens)


def _only_labels(tokens: Sequence[Token], places: Sequence[Place], labels: Labels) -> Placement:
    """Labels matched in order where no value depends on it."""
    found: dict[int, Token] = {}
    start = 0
    for token in tokens:
        if token.kind != "label":
            continue
        matches = labels.matches(token.text)
        for index in range(start, len(places)):
            if places[index].label in matches:
                found[index] = token
                start = index + 1
                break
    return Placement(labels=found)


class _Gap:
    def __init__(self, tokens: Sequence[Token], places: Sequence[Place], labels: Labels) -> None:
        weights = Weights(tokens, places, labels)
        self.tokens, self.places = tokens, places
        self.skip_token, self.skip_place = weights.skip_token, weights.skip_place
        self.match, self.jumps = weights.match, weights.jumps

    def solve(self) -> Placement:
        """Least costs from both ends, then what all nearly best alignments agree on."""
        self.ahead = self._forward()
        self.behind = self._backward()
        self.best = self.behind[0][0]
        placement = Placement()
        pairs = self._sure_pairs(placement)
        bounds = [(-1, -1), *pairs, (len(self.tokens), len(self.places))]
        for (i, j), (k, m) in pairwise(bounds):
            self._between(i + 1, j + 1, k, m, placement)
        return placement

    def _forward(self) -> list[list[float]]:
        n, m = len(self.tokens), len(self.places)
        table = [[NEVER] * (m + 1) for _ in range(n + 1)]
        table[0][0] = 0.0
        for i in range(n + 1):
            row = table[i]
            below = table[i + 1] if i < n else None
            for j in range(m + 1):
                here = row[j]
                if here >= NEVER:
                    continue
                if j < m:
                    cost = here + self.skip_place[j]
                    if cost < row[j + 1]:
                        row[j + 1] = cost
                    for end, extra in self.jumps[j]:
                        if here + extra < row[end]:
                            row[end] = here + extra
                if below is not None:
                    cost = here + self.skip_token[i]
                    if cost < below[j]:
                        below[j] = cost
                    if j < m:
                        cost = here + self.match[i][j]
                        if cost < below[j + 1]:
                            below[j + 1] = cost
        return table

    def _backward(self) -> list[list[float]]:
        n, m = len(self.tokens), len(self.places)
        table = [[NEVER] * (m + 1) for _ in range(n + 1)]
        for i in range(n, -1, -1):
            row = table[i]
            below = table[i + 1] if i < n else None
            if below is None:
                row[m] = 0.0
            else:
                row[m] = self.skip_token[i] + below[m]
                skip, match = self.skip_token[i], self.match[i]
            for j in range(m - 1, -1, -1):
                best = self.skip_place[j] + row[j + 1]
                for end, extra in self.jumps[j]:
                    if extra + row[end] < best:
                        best = extra + row[end]
                if below is not None:
                    if skip + below[j] < best:
                        best = skip + below[j]
                    if match[j] + below[j + 1] < best:
                        best = match[j] + below[j + 1]
                row[j] = best
        return table

    def _steps(self, i: int, j: int) -> list[tuple[int, int, float]]:
        """Where one can go from (i, j): token, place, cost."""
        steps: list[tuple[int, int, float]] = []
        if i < len(self.tokens):
            if j < len(self.places) and self.match[i][j] < NEVER:
                steps.append((i + 1, j + 1, self.match[i][j]))
            steps.append((i + 1, j, self.skip_token[i]))
        if j < len(self.places):
            steps.append((i, j + 1, self.skip_place[j]))
            steps += [(i, end, cost) for end, cost in self.jumps[j]]
        return steps

    def _sure_pairs(self, placement: Placement) -> list[tuple[int, int]]:
        """Token and place of every match that all nearly best alignments share."""
        limit = self.best + NEARLY
        pairs: list[tuple[int, int]] = []
        passed_over = self._passed_over(limit)
        for j in range(len(self.places)):
            options = [
                i
                for i in range(len(self.tokens))
                if self.ahead[i][j] + self.match[i][j] + self.behind[i + 1][j + 1] <= limit
            ]
            if len(options) == 1 and j not in passed_over:
                pairs.append((options[0], j))
                token = self.tokens[options[0]]
                if self.places[j].address is not None:
                    placement.sure[j] = token
                else:
                    placement.labels[j] = token
        return pairs

    def _passed_over(self, limit: float) -> set[int]:
        """The places that some nearly best alignment leaves without a token."""
        found: set[int] = set()
        jumps = [(start, end, cost) for start, ways in enumerate(self.jumps) for end, cost in ways]
        for ahead, behind in zip(self.ahead, self.behind, strict=True):
            for j, cost in enumerate(self.skip_place):
                if ahead[j] + cost + behind[j + 1] <= limit:
                    found.add(j)
            for start, end, cost in jumps:
                if ahead[start] + cost + behind[end] <= limit:
                    found.update(range(start, end))
        return found

    def _between(self, i: int, j: int, end_i: int, end_j: int, placement: Placement) -> None:
        """List the alignments of a stretch without sure pairs."""
        values = [k for k in range(j, end_j) if self.places[k].address is not None]
        if not values:
            return
        candidates = self._list(i, j, end_i, end_j, values)
        if candidates is None:
            placement.ambiguous.append(Ambiguity(tuple(values), ()))
            return
        distinct: dict[tuple[object, ...], tuple[Token | None, ...]] = {}
        for candidate in candidates:
            distinct.setdefault(tuple(_meaning(token) for token in candidate), candidate)
        kept = list(distinct.values())
        unsure: list[int] = []
        for position, place in enumerate(values):
            if len({_meaning(candidate[position]) for candidate in kept}) == 1:
                placement.sure[place] = kept[0][position]
            else:
                unsure.append(position)
        if unsure:
            # Whole rows stay together, so that the sums see every alignment complete.
            placement.ambiguous.append(
                Ambiguity(
                    tuple(values[position] for position in unsure),
                    tuple(tuple(candidate[p] for p in unsure) for candidate in kept),
                )
            )

    def _list(
        self, i: int, j: int, end_i: int, end_j: int, values: list[int]
    ) -> list[tuple[Token | None, ...]] | None:
        """All nearly best alignments from (i, j) to (end_i, end_j), best first; None: too many."""
        rest = self.behind[end_i][end_j]
        limit = self.behind[i][j] - rest + NEARLY + 1e-9
        position = {place: index for index, place in enumerate(values)}
        found: dict[tuple[Token | None, ...], float] = {}
        start: tuple[Token | None, ...] = (None,) * len(values)
        stack = [(i, j, 0.0, start)]
        seen: dict[tuple[int, int, tuple[Token | None, ...]], float] = {}
        while stack:
            at, place, cost, filled = stack.pop()
            if at > end_i or place > end_j or cost + self.behind[at][place] - rest > limit:
                continue
            key = (at, place, filled)
            if seen.get(key, NEVER) <= cost:
                continue
            seen[key] = cost
            if len(seen) > MAX_STATES:
                return None
            if (at, place) == (end_i, end_j):
                found[filled] = min(cost, found.get(filled, NEVER))
                continue
            for next_at, next_place, extra in self._steps(at, place):
                now = filled
                if next_at == at + 1 and next_place == place + 1 and place in position:
                    index = position[place]
                    now = (*filled[:index], self.tokens[at], *filled[index + 1 :])
                stack.append((next_at, next_place, cost + extra, now))
        # Of blanks that may stand for the same value the first one is taken.
        return sorted(found, key=lambda filled: (found[filled], sum(t.index for t in filled if t)))


def _meaning(token: Token | None) -> object:
    """What two tokens must share to be the same value."""
    if token is None:
        return None
    if token.printed is not None:
        return (token.printed, "number")
    return (token.text.strip(), token.kind)
