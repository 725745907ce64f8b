"""Which columns each header over several columns takes, all of one level together."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass

from ..gaps.boxes import Loose
from .headlook import Look
from .labels import Label, is_below
from .repeats import bare, repeated, runs_of

_OVER_ONE = 2.0
"""Cost, in font sizes off the middle, of a header over a single other one."""
_OVER_STUB = 1.5
"""Cost of the first column under a header: it holds what the rows are about."""
_LEFT_OVER = 0.9
"""Cost of a column that no header stands over while there is room for one."""
_BESIDE = 3.0
"""Cost of a column under a header that it stands beside."""
_AS_RULED = 1.0
"""Cost of those at most, wherever over them it stands."""
_NOT_RULED = 6.0
"""Cost of columns other than those over the rule below a header."""
_FIRST = 1
"""The first column behind the labels."""
_BETTER = 1.0
"""Font sizes by which each header stands better over other sides of the columns at least."""
_TWICE = 3.0
"""Cost of a text that stands twice among the lowest headers below one."""


def shared_out(
    look: Look, labels: Sequence[Label], parents: Sequence[Label], start: int, end: int
) -> list[tuple[int, int]]:
    """The first and last column of each parent from `start` to before `end`.

    They are those over whose middles all parents stand best together, or those of the headers
    below that come again under each.
    """
    if not parents:
        return []
    columns = [_under(look, labels, parents, column) for column in range(start, end)]
    single = _over_each(labels, parents, columns, start)
    if single:
        return single
    deeper = any(column.text is None and not column.alone for column in columns)
    texts = [column.text for column in columns]
    runs = _deeper_runs if deeper else _runs
    spans = runs(look, labels, parents, texts, start)
    if spans:
        return spans
    if deeper and len(parents) == 1 and start < _FIRST + 1 and _is_over_all(look, parents[0], end):
        return [(_FIRST, end - 1)]
    again = frozenset[str]() if deeper else repeated([text for text in texts if text])
    least, spans = _least(look, (look.boxes, look.boxes), parents, columns, start, again)
    if len(parents) > 1 and not look.side:
        for boxes in look.others[1:]:
            cost, others = _least(look, boxes, parents, columns, start, again)
            if cost < least - _BETTER * len(parents):
                least, spans = cost, others
    return spans


def _over_each(
    labels: Sequence[Label], parents: Sequence[Label], columns: Sequence[_Column], start: int
) -> list[tuple[int, int]]:
    """The column of each parent where one header stands below each; else none."""
    own = list(range(max(start, _FIRST), start + len(columns)))
    if len(own) != len(parents) or len(own) < 2 or any(columns[n - start].beside for n in own):
        return []
    leaves = [_top_leaf(labels, parents, column) for column in own]
    below = all(
        leaf is not None and is_below(leaf, parent)
        for leaf, parent in zip(leaves, parents, strict=True)
    )
    return [(column, column) for column in own] if below else []


def _is_over_all(look: Look, parent: Label, end: int) -> bool:
    """Whether a header stands over the middle of all columns behind the labels, to before `end`."""
    ruled = id(parent) in look.ruled or id(parent) in look.within
    if ruled or not look.others or look.side or end != len(look.boxes):
        return False
    low, high = ((sides[_FIRST][0] + sides[-1][1]) / 2 for sides in look.others[0])
    near = 0.5 * parent.size
    return low - near < parent.middle < high + near


def _least(
    look: Look,
    boxes: Loose,
    parents: Sequence[Label],
    columns: Sequence[_Column],
    start: int,
    again: Container[str],
) -> tuple[float, list[tuple[int, int]]]:
    """The least cost of sharing out `columns` from `start` on, and the columns of each parent."""
    end = start + len(columns)
    over = [_costs(look, boxes, parent) for parent in parents]
    below = [_costs_below(columns[place:]) for place in range(len(columns))]
    best: dict[tuple[int, int], tuple[float, list[tuple[int, int]]]] = {(start, 0): (0.0, [])}
    for column, done in itertools.product(range(start, end), range(len(parents) + 1)):
        if (column, done) not in best:
            continue
        cost, spans = best[column, done]
        _keep(best, (column + 1, done), cost + _left_over(columns[column - start], again), spans)
        if done == len(parents):
            continue
        left = len(parents) - done - 1  # each of those takes a column at least
        for last in range(column, end - left):
            more = over[done](column, last) + below[column - start][last - column]
            _keep(best, (last + 1, done + 1), cost + more, [*spans, (column, last)])
    if (end, len(parents)) not in best:
        return math.inf, [(parent.first, parent.last) for parent in parents]
    return best[end, len(parents)]


@dataclass(frozen=True, slots=True)
class _Column:
    """What stands in a column below the parents."""

    empty: bool
    """Whether no header does."""
    beside: bool
    """Whether its highest header stands beside the parents."""
    alone: bool
    """Whether no parent need stand over it."""
    text: str | None
    """The text of its header where that may stand below a parent and above no other."""


def _under(look: Look, labels: Sequence[Label], parents: Sequence[Label], column: int) -> _Column:
    leaf = _top_leaf(labels, parents, column)
    if leaf is None:
        return _Column(empty=True, beside=False, alone=True, text=None)
    beside = _is_beside(leaf, parents, labels, centred=look.centred)
    alone = beside or column == 0
    lowest = not any(is_below(other, leaf) for other in labels)
    return _Column(False, beside, alone, bare(leaf.text) if lowest and not alone else None)


def _left_over(column: _Column, again: Container[str]) -> float:
    """The cost of a column under no parent: higher where its header comes again under others."""
    if column.alone:
        return 0.0
    return _TWICE if column.text is not None and column.text in again else _LEFT_OVER


def _costs_below(columns: Sequence[_Column]) -> list[float]:
    """How badly what stands in the first of some columns, the first two and so on fits under one
    parent."""
    costs: list[float] = []
    texts: set[str | None] = set()
    beside = empty = 0
    for count, column in enumerate(columns, start=1):
        beside, empty = beside + column.beside, empty + column.empty
        texts.add(column.text)
        cost = _BESIDE * beside + 0.5 * empty
        costs.append(cost if None in texts else cost + _TWICE * (count - len(texts)))
    return costs


def _keep(
    best: dict[tuple[int, int], tuple[float, list[tuple[int, int]]]],
    state: tuple[int, int],
    cost: float,
    spans: list[tuple[int, int]],
) -> None:
    if state not in best or cost < best[state][0]:
        best[state] = (cost, spans)


def _top_leaf(labels: Sequence[Label], parents: Sequence[Label], column: int) -> Label | None:
    """The highest label of a column that is no parent."""
    mine = [
        label
        for label in labels
        if label.first <= column <= label.last and all(label is not parent for parent in parents)
    ]
    return min(mine, key=lambda label: label.top, default=None)


def _deeper_runs(
    look: Look,
    labels: Sequence[Label],
    parents: Sequence[Label],
    texts: Sequence[str | None],
    start: int,
) -> list[tuple[int, int]]:
    """The same where the headers below parents stand over others: their texts repeat."""
    rest = [label for label in labels if all(label is not parent for parent in parents)]
    heads = [label for label in rest if any(is_below(other, label) for other in rest)]
    heads = sorted(heads, key=lambda head: head.x0)
    runs = runs_of([bare(head.text) for head in heads])
    if len(runs) != len(parents) or any(first == last for first, last in runs):
        return []
    if any(is_below(head, other) for head in heads for other in heads):
        return []
    spans = shared_out(look, rest, heads, start, start + len(texts))
    found = [(spans[first][0], spans[last][1]) for first, last in runs]
    return found if _are_over(look, parents, found) else []


def _runs(
    look: Look,
    labels: Sequence[Label],
    parents: Sequence[Label],
    texts: Sequence[str | None],
    start: int,
) -> list[tuple[int, int]]:
    """The columns of each parent where those below them repeat, one run below each; else none."""
    runs = [(start + first, start + last) for first, last in runs_of(texts)]
    if len(runs) != len(parents) or any(first == last for first, last in runs):
        runs = _from_stub(labels, parents, texts) if start == 0 else []
    return runs if runs and _are_over(look, parents, runs) else []


def _from_stub(
    labels: Sequence[Label], parents: Sequence[Label], texts: Sequence[str | None]
) -> list[tuple[int, int]]:
    """The runs where the header of the first column comes again too: no labels stand there."""
    leaf = _top_leaf(labels, parents, 0)
    if leaf is None or None in texts[1:]:
        return []
    runs = runs_of([bare(leaf.text), *texts[1:]])
    return runs if len(runs) == len(parents) and all(a < b for a, b in runs) else []


def _are_over(look: Look, parents: Sequence[Label], runs: Sequence[tuple[int, int]]) -> bool:
    """Whether the middle of each parent is over the columns of its run."""
    return all(
        look.boxes[first][0] - 0.5 * parent.size
        < parent.middle
        < look.boxes[last][1] + 0.5 * parent.size
        for parent, (first, last) in zip(parents, runs, strict=True)
    )


def _is_beside(
    leaf: Label, parents: Sequence[Label], labels: Sequence[Label], *, centred: bool
) -> bool:
    """Whether a header stands beside those over several columns and not below one of them."""
    level = min(parents, key=lambda parent: abs(parent.middle - leaf.middle)).bottom
    if leaf.top < level - 0.3 * leaf.size:
        return True
    if not centred or any(is_below(other, leaf) for other in labels):
        return False
    # Set in the middle of its height, it is so of the whole height or of that below the parents.
    low = max(label.bottom for label in labels)
    high = min(parent.top for parent in parents)
    middle = (leaf.top + leaf.bottom) / 2
    return abs(middle - (high + low) / 2) < abs(middle - (level + low) / 2)


def _costs(look: Look, boxes: Loose, parent: Label) -> Callable[[int, int], float]:
    """How badly a parent stands over columns from a first to a last one, in font sizes."""
    least, most = boxes
    side, size = look.side, parent.size
    place = (parent.x1 if side > 0 else parent.x0) if side else parent.middle
    ruled, within = look.ruled.get(id(parent)), look.within.get(id(parent))

    def cost_of(first: int, last: int) -> float:
        if side:
            low = high = look.boxes[last][1] if side > 0 else look.boxes[first][0]
        else:
            low = (least[first][0] + least[last][1]) / 2
            high = (most[first][0] + most[last][1]) / 2
        cost = max(low - place, place - high, 0.0) / size
        if ruled is not None:
            cost = min(cost, _AS_RULED) if ruled == (first, last) else cost + _NOT_RULED
        if within is not None and (first < within[0] or within[1] < last):
            cost += _NOT_RULED
        cost += (_OVER_ONE if first == last else 0.0) + (_OVER_STUB if first == 0 else 0.0)
        if not (first <= parent.first and parent.last <= last):
            cost += 4.0
        return cost

    return cost_of
