"""What each deviation from the printed form costs in one gap.

The costs say how likely each kind of damage is; they are the only judgement of the alignment.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .labels import Labels
from .places import Place
from .tokens import Token

NEVER = 1e9


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
    word_on_value: float = 0.1
    """A text among the values of a row that is no label: 若干, 不详."""
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


class Weights:
    """The costs of a gap: of each token on each place, and of leaving either out."""

    def __init__(self, tokens: Sequence[Token], places: Sequence[Place], labels: Labels) -> None:
        """The costs for the tokens between two anchors on the places between them."""
        self.tokens = tokens
        self.places = places
        self.labels = labels
        self.costs = self._choose_costs()
        self.words = self._words()
        self.foreign = self._foreign_tokens()
        self.holed = beside_blanks(tokens)
        self.claimed = self._claimed_places()
        self.jumps = self._jumps()
        """From each place the places that one may go on from, with the cost of the way."""
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

    def _words(self) -> set[int]:
        """Indexes of the texts that stand among the values of a row and are like no label."""
        names = [place.label for place in self.places if place.label is not None]
        rows: dict[int, list[int]] = {}
        for index, token in enumerate(self.tokens):
            if token.strict and token.kind != "blank":
                rows.setdefault(token.row, []).append(index)
        found: set[int] = set()
        for row in rows.values():
            texts = [index for index in row if self.tokens[index].kind == "label"]
            if not texts or len(texts) == len(row):
                continue
            begun = not self.tokens[row[0]].first or self._is_bare(row, texts)
            for index in row:
                text = self.tokens[index].text
                if index not in texts or self.labels.matches(text):
                    begun = True
                elif begun and all(self.labels.likeness(text, name) < 0.6 for name in names):
                    found.add(index)
        return found

    def _is_bare(self, row: list[int], texts: list[int]) -> bool:
        """Whether a row of the source may be one that the form prints without a label."""
        values = Counter(place.row for place in self.places if place.address is not None)
        bare = {place.row for place in self.places if place.first and place.address is not None}
        numbers = len(row) - len(texts)
        return any(len(row) == values[printed] or numbers * 2 > values[printed] for printed in bare)

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
            if token.kind == "label" and index not in self.words:
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
        if token.kind == "label" and index not in self.words:
            return costs.label_over if self.labels.matches(token.text) else costs.text_over
        if index in self.foreign:
            return costs.foreign_over
        if self.costs is STRICT and not token.strict:
            return costs.stray_over
        if index in self.words or (token.kind == "mark" and token.strict):
            # It stands in a cell, as a number does.
            return costs.number_over_beside_blank if index in self.holed else costs.number_over
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
        if index in self.words:
            return costs.word_on_value
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


def beside_blanks(tokens: Sequence[Token]) -> set[int]:
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
