"""Put the tokens of a document on the places of its form.

Labels that are sure split the document into gaps; each gap is placed by `gap`. What stays
ambiguous is for the sums (`resolve`), and after them for the place that the same value column has
in the other rows of its source table.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise

from .gap import Ambiguity, Placement, place_gap
from .labels import Labels
from .places import Place, PreparedForms, Sequence, section_label
from .recognise import Choice
from .schema import Section
from .tokens import Token

RELIABLE = 0.8
"""Share of sure cells that a rule about the place has to fit before it decides anything."""


@dataclass(slots=True)
class Alignment:
    """Which token stands on which place of the form."""

    sequence: Sequence
    source: list[Token]
    values: dict[int, Token | None] = field(default_factory=dict)
    """Value places that are certain; None where the source has no cell."""
    labels: dict[int, Token] = field(default_factory=dict)
    ambiguous: list[Ambiguity] = field(default_factory=list)

    def sections(self) -> dict[str, Token]:
        """The heading found for each section."""
        return {
            place.section: self.labels[index]
            for index, place in enumerate(self.sequence.places)
            if place.section is not None and index in self.labels
        }

    def tokens(self) -> set[int]:
        """`id` of every token that stands on a place other than a section heading."""
        places = self.sequence.places
        used = {id(token) for token in self.values.values() if token is not None}
        used |= {id(t) for index, t in self.labels.items() if places[index].section is None}
        for group in self.ambiguous:
            for candidate in group.candidates:
                used |= {id(token) for token in candidate if token is not None}
        return used


def split_labels(tokens: list[Token], labels: Labels) -> list[Token]:
    """Tokens with those that hold several labels split into one for each."""
    out: list[Token] = []
    for token in tokens:
        parts = (
            labels.split(token.text)
            if token.kind == "label" and not labels.matches(token.text)
            else ()
        )
        if not parts:
            out.append(token)
            continue
        for number, part in enumerate(parts):
            out.append(replace(token, text=part, first=token.first and number == 0))
    return out


def align(tokens: list[Token], choice: Choice, forms: PreparedForms) -> Alignment:
    """The tokens on the places of the chosen layouts."""
    sequence = choice.sequence
    alignment = Alignment(sequence, tokens)
    anchors = _anchors(tokens, sequence, forms)
    bounds = [(-1, -1), *anchors, (len(tokens), len(sequence.places))]
    for (token, place), (next_token, next_place) in pairwise(bounds):
        if place >= 0:
            alignment.labels[place] = tokens[token]
        first = place + 1
        if first < next_place:
            _add_gap(
                alignment,
                first,
                place_gap(
                    tokens[token + 1 : next_token], sequence.places[first:next_place], forms.labels
                ),
            )
    return alignment


def _add_gap(alignment: Alignment, first: int, placement: Placement) -> None:
    for index, token in placement.sure.items():
        alignment.values[first + index] = token
    for index, token in placement.labels.items():
        alignment.labels[first + index] = token
    for group in placement.ambiguous:
        places = tuple(first + index for index in group.places)
        alignment.ambiguous.append(Ambiguity(places, group.candidates))


Pair = tuple[int, int]


def _anchors(tokens: list[Token], sequence: Sequence, forms: PreparedForms) -> list[Pair]:
    """Pairs of token and place that are sure: labels that both sides hold once, in order."""
    by_token: dict[str, list[int]] = {}
    for index, token in enumerate(tokens):
        if token.kind != "label":
            continue
        for label in forms.labels.matches(token.text):
            by_token.setdefault(label, []).append(index)
    pairs: list[Pair] = []
    doubled: list[Pair] = []
    for label, places in sequence.by_label.items():
        found = by_token.get(label, [])
        if sequence.places[places[0]].section is not None:
            continue
        if len(places) == 1 and len(found) == 1:
            if len(_printed(tokens[found[0]], sequence, forms)) == 1:
                pairs.append((found[0], places[0]))
        else:
            doubled += [(token, place) for token in found for place in places]
    if len(pairs) * 4 < len(sequence.by_label):
        # A report that prints everything twice has no label once; any order is better than none.
        pairs += doubled[:4000]
    headings = _section_anchors(tokens, sequence, forms)
    chain = _longest_chain(pairs)
    return _longest_chain([*headings, *chain]) if headings else chain


def _printed(token: Token, sequence: Sequence, forms: PreparedForms) -> list[int]:
    """The places that a text can be the label of."""
    return [
        place
        for label in forms.labels.matches(token.text)
        for place in sequence.by_label.get(label, ())
    ]


def _longest_chain(pairs: list[Pair]) -> list[Pair]:
    """The most pairs that follow each other on both sides."""
    ordered = sorted(set(pairs), key=lambda pair: (pair[0], -pair[1]))
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = [-1] * len(ordered)
    for index, (_, place) in enumerate(ordered):
        at = bisect_left(ends, place)
        before[index] = last[at - 1] if at else -1
        if at == len(ends):
            ends.append(place)
            last.append(index)
        else:
            ends[at] = place
            last[at] = index
    chain: list[Pair] = []
    index = last[-1] if last else -1
    while index >= 0:
        chain.append(ordered[index])
        index = before[index]
    return chain[::-1]


def _section_anchors(tokens: list[Token], sequence: Sequence, forms: PreparedForms) -> list[Pair]:
    """Section headings in order: known wordings, and other wordings under the right number."""
    known = {section.key: section for form in forms.forms for section in form.sections}
    exact: list[Pair] = []
    alike: list[Pair] = []
    for place, printed in enumerate(sequence.places):
        if printed.section is None:
            continue
        section = known[printed.section]
        label = section_label(section)
        for index, token in enumerate(tokens):
            if token.kind != "label" or token.strict:
                continue
            if label in forms.labels.matches(token.text):
                exact.append((index, place))
            elif _is_alike(token.text, section, forms.labels):
                alike.append((index, place))
    chain = _longest_chain(exact)
    found = {place for _, place in chain}
    return _longest_chain(chain + [pair for pair in alike if pair[1] not in found])


def _is_alike(text: str, section: Section, labels: Labels) -> bool:
    if not section.ordinal or not text.lstrip(" #*\u3000").startswith(section.ordinal):
        return False
    return labels.likeness(text, section_label(section)) >= 0.6


def narrow_by_place(alignment: Alignment) -> bool:
    """Settle groups in which one alignment alone keeps to the places of the other rows.

    Returns whether there was one. The sums are asked first: a cell that is missing altogether
    moves the cells behind it, and the padding of the row then looks like a blank cell.
    """
    places = alignment.sequence.places
    by_table: dict[int, list[tuple[Token, Place]]] = {}
    for index, token in alignment.values.items():
        if token is not None and token.strict and token.placed and token.kind == "number":
            by_table.setdefault(token.table, []).append((token, places[index]))
    rules = {table: _PlaceRules(pairs) for table, pairs in by_table.items()}
    left: list[Ambiguity] = []
    for group in alignment.ambiguous:
        numbers = {
            id(t) for c in group.candidates for t in c if t is not None and t.kind == "number"
        }
        kept = [
            candidate
            for candidate in group.candidates
            if _complete(candidate, numbers) and _fits(candidate, group.places, places, rules)
        ]
        if len(kept) == 1:
            alignment.values.update(zip(group.places, kept[0], strict=True))
        else:
            left.append(group)
    settled = len(left) < len(alignment.ambiguous)
    alignment.ambiguous = left
    return settled


def _complete(candidate: tuple[Token | None, ...], numbers: set[int]) -> bool:
    """Whether an alignment uses every number of its group, and has a cell for every place.

    Where a cell was added or dropped the cells behind it moved, and their place says nothing.
    """
    return None not in candidate and numbers <= {id(token) for token in candidate}


class _PlaceRules:
    """Where the values of a source table stand, learned from its sure cells."""

    def __init__(self, pairs: list[tuple[Token, Place]]) -> None:
        flattened = sum(token.index == place.ordinal for token, place in pairs)
        self.flattened = flattened >= RELIABLE * len(pairs)
        printed = sum(token.column == place.column for token, place in pairs)
        self.printed = printed >= RELIABLE * len(pairs) and any(
            token.column != token.index for token, _ in pairs
        )
        """Whether the spans of the form are there, so that no row is padded."""
        seen: dict[tuple[str, int], Counter[int]] = {}
        for token, place in pairs:
            seen.setdefault(_column(place), Counter())[token.column] += 1
        usual = {key: counts.most_common(1)[0] for key, counts in seen.items()}
        fitting = sum(count for _, count in usual.values())
        enough = len(pairs) >= 2 * len(usual)
        self.columns = (
            {key: column for key, (column, _) in usual.items()}
            if enough and fitting >= max(RELIABLE * len(pairs), flattened)
            else {}
        )

    def fits(self, token: Token, place: Place) -> bool:
        """Whether a cell stands where the table's other rows say."""
        if self.flattened and token.index != place.ordinal:
            return False
        usual = self.columns.get(_column(place))
        if token.kind == "blank" and not token.inner and not (token.own or self.printed):
            # What follows the last number of a row is as likely padding as a cell.
            return False
        return self.flattened if usual is None else usual == token.column


def _column(place: Place) -> tuple[str, int]:
    return (place.table, place.column)


def _fits(
    candidate: tuple[Token | None, ...],
    where: tuple[int, ...],
    places: tuple[Place, ...],
    rules: dict[int, _PlaceRules],
) -> bool:
    for token, index in zip(candidate, where, strict=True):
        if token is None or not token.placed:
            continue
        if token.table not in rules or not rules[token.table].fits(token, places[index]):
            return False
    return True
