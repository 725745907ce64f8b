"""Tokens between two sure labels put on the places between them, at least cost.

The costs say how likely each kind of damage is; they are the only judgement in here. What is
returned is not one alignment but all that are nearly as good as the best: a place whose value
is the same in all of them is certain, the others are left to the sums.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .labels import Labels
from .places import Place
from .tokens import Token

NEARLY = 1.0
"""Alignments that cost this much more than the best one are still considered."""

NEVER = 1e9
MAX_CELLS = 60_000
"""Tokens times places of one gap; a larger one is left empty."""
MAX_STATES = 12_000
"""Steps when alignments are listed; beyond it the places concerned are left empty."""


@dataclass(frozen=True, slots=True)
class Costs:
    """What each deviation from the printed form costs."""

    blank_value: float = 0.4
    """A value left blank, with its cell in place."""
    blank_label: float = 0.2
    number_on_label: float = 1.0
    """A stub overwritten by a value."""
    number_on_claimed: float = 3.0
    """The same where a text nearby is that stub."""
    numbers_on_label: float = 0.8
    numbers_on_value: float = 2.0
    mark_on_value: float = 0.1
    text_on_value: float = 2.0
    number_on_foreign: float = 0.6
    """A value of a row whose stub is no label of the form."""
    label_lost: float = 3.0
    value_lost: float = 1.2
    """Nearly as likely as a blank at the end of a row, which may be padding."""
    row_lost: float = 4.0
    """A printed row, or all values of one, that is missing."""
    heading_lost: float = 0.3
    number_over: float = 3.0
    """A number with no place."""
    foreign_over: float = 0.3
    """A cell of a row that the form does not have."""
    number_over_beside_blank: float = 0.9
    """A number with no place in a row that has a blank among its numbers, where one value may be
    missing and another one too many."""
    stray_over: float = 0.2
    """A number in running text between tables."""
    text_over: float = 0.8
    label_over: float = 2.0
    """A label of the form where it does not belong."""
    inner_blank_over: float = 0.3
    outer_blank_over: float = 0.0
    not_first: float = 0.6
    """The first cell of a source row is not the first of its printed row."""
    broken_row: float = 1.5
    """A later cell of a source row is the first of a printed row."""


STRICT = Costs()
LOOSE = Costs(number_on_label=1.5, label_lost=2.0, value_lost=2.5)
"""Where rows are not known, a label is easily lost."""
OVERWRITTEN = Costs(number_on_label=0.5, value_lost=2.5)
"""Where more numbers than values stand, stubs were overwritten."""


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
    return not _beside_blanks(tokens)


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
        self.tokens = tokens
        self.places = places
        self.labels = labels
        self.costs = self._choose_costs()
        self.foreign = self._foreign_tokens()
        self.holed = _beside_blanks(tokens)
        self.claimed = self._claimed_places()
        self.jumps = self._jumps()
        self.skip_token = [self._token_over(i, token) for i, token in enumerate(tokens)]
        self.skip_place = [self._place_lost(place) for place in places]
        self.match = [
            [self._match(i, token, j) for j in range(len(places))] for i, token in enumerate(tokens)
        ]

    def _choose_costs(self) -> Costs:
        strict = any(token.strict and token.kind == "number" for token in self.tokens)
        if strict:
            return STRICT
        numbers = sum(token.kind in ("number", "numbers") for token in self.tokens)
        values = sum(place.address is not None for place in self.places)
        return OVERWRITTEN if numbers > values else LOOSE

    def _foreign_tokens(self) -> set[int]:
        """Indexes of the numbers of rows whose texts are no labels of this gap."""
        found: set[int] = set()
        names = [place.label for place in self.places if place.label is not None]
        foreign = False
        row = -1
        for index, token in enumerate(self.tokens):
            if token.row != row or not token.strict:
                if token.strict or token.kind == "label":
                    foreign = False
                row = token.row
            if token.kind == "label":
                likes = [self.labels.likeness(token.text, name) for name in names]
                known = bool(self.labels.matches(token.text)) or max(likes, default=0.0) >= 0.6
                foreign = not known and (foreign or not self._row_known(index, names))
            elif foreign and token.kind in ("number", "numbers", "mark"):
                found.add(index)
        return found

    def _row_known(self, index: int, names: list[str]) -> bool:
        """Whether another text of the token's row is a label."""
        token = self.tokens[index]
        if not token.strict:
            return False
        return any(
            other.row == token.row
            and other.kind == "label"
            and (
                bool(self.labels.matches(other.text))
                or any(self.labels.likeness(other.text, name) >= 0.6 for name in names)
            )
            for other in self.tokens
        )

    def _jumps(self) -> list[list[tuple[int, float]]]:
        """From each place, where one may go on when a row, or its values, are missing."""
        count = len(self.places)
        out: list[list[tuple[int, float]]] = [[] for _ in range(count + 1)]
        for start, place in enumerate(self.places):
            first_value = place.address is not None and (
                start == 0 or self.places[start - 1].address is None
            )
            if not (place.first or first_value or start == 0):
                continue
            end = start
            while end < count and self.places[end].row == place.row:
                end += 1
            if end > start + 1:
                out[start].append((end, 0.0 if place.optional else self.costs.row_lost))
        return out

    def _token_over(self, index: int, token: Token) -> float:
        costs = self.costs
        if token.kind == "blank":
            return costs.inner_blank_over if token.inner and token.strict else 0.0
        if token.kind == "prose":
            return 0.0
        if token.kind == "label":
            return costs.label_over if self.labels.matches(token.text) else costs.text_over
        if index in self.foreign:
            return costs.foreign_over
        if self.costs is STRICT and not token.strict:
            return costs.stray_over
        if token.kind in ("mark", "numbers"):
            return 1.0
        return costs.number_over_beside_blank if index in self.holed else costs.number_over

    def _place_lost(self, place: Place) -> float:
        if place.optional:
            # A local row is there with its label, or it is passed over whole.
            return 0.0 if place.address is not None else NEVER
        if place.section is not None:
            return self.costs.heading_lost
        return self.costs.value_lost if place.address is not None else self.costs.label_lost

    def _claimed_places(self) -> set[int]:
        """Label places that some text of the gap is most like."""
        found: set[int] = set()
        names = [(j, place.label) for j, place in enumerate(self.places) if place.label]
        for token in self.tokens:
            if token.kind == "label" and names:
                like, place = max((self.labels.likeness(token.text, n), -j) for j, n in names)
                if like >= 0.6:
                    found.add(-place)
        return found

    def _match(self, index: int, token: Token, at: int) -> float:
        place = self.places[at]
        cost = (
            self._on_value(index, token)
            if place.address is not None
            else self._on_label(token, place, at in self.claimed)
        )
        if cost < NEVER and token.strict and token.kind != "blank":
            if token.first and not place.first:
                cost += self.costs.not_first
            elif place.first and not token.first:
                cost += self.costs.broken_row
        return cost

    def _on_value(self, index: int, token: Token) -> float:
        costs = self.costs
        if token.kind == "number":
            foreign = index in self.foreign
            return costs.number_on_foreign if foreign else 0.0
        if token.kind == "blank":
            return costs.blank_value
        if token.kind == "mark":
            return costs.mark_on_value
        if token.kind == "numbers":
            return costs.numbers_on_value
        if token.kind == "label" and token.strict and not self.labels.matches(token.text):
            return costs.text_on_value
        return NEVER

    def _on_label(self, token: Token, place: Place, claimed: bool) -> float:
        costs = self.costs
        if token.kind == "label":
            return self._label_cost(token, place)
        if place.section is not None or place.optional:
            return NEVER
        if token.kind == "blank":
            return costs.blank_label
        if token.kind in ("number", "mark"):
            return costs.number_on_claimed if claimed else costs.number_on_label
        return costs.numbers_on_label if token.kind == "numbers" else NEVER

    def _label_cost(self, token: Token, place: Place) -> float:
        assert place.label is not None
        matches = self.labels.matches(token.text)
        if place.label in matches:
            return 0.0
        if place.section is not None and token.strict:
            return NEVER
        likeness = self.labels.likeness(token.text, place.label)
        if matches and likeness < 0.85:
            return NEVER
        if likeness >= 0.85:
            return 0.3
        if likeness >= 0.6:
            return 0.8
        least = 0.6 if place.section is not None or place.optional else 0.4
        return 1.5 if likeness >= least else NEVER

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
        return sorted(found, key=lambda filled: found[filled])


def _beside_blanks(tokens: Sequence[Token]) -> set[int]:
    """Indexes of the numbers of rows that have a blank between two numbers."""
    rows: dict[int, list[int]] = {}
    for index, token in enumerate(tokens):
        if token.strict and token.kind in ("number", "blank"):
            rows.setdefault(token.row, []).append(index)
    found: set[int] = set()
    for row in rows.values():
        numbers = [index for index in row if tokens[index].kind == "number"]
        if any(
            tokens[index].kind == "blank" and numbers[0] < index < numbers[-1]
            for index in row
            if numbers
        ):
            found.update(numbers)
    return found


def _meaning(token: Token | None) -> object:
    """What two tokens must share to be the same value."""
    if token is None:
        return None
    if token.printed is not None:
        return (token.printed, "number")
    return (token.text.strip(), token.kind)
