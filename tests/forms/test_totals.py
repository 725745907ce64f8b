"""General arithmetic over many random tables: planted errors found, nothing else."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from tablewright.converters.forms import arithmetic

from .totals import NO_TOTALS, Summed, percent_table, summed, table_of


def drawn(seed: int) -> Summed:
    return percent_table(seed) if seed % 8 == 0 else summed(seed)


def test_totals_of_clean_tables_are_all_found_and_hold() -> None:
    for seed in range(200):
        case = drawn(seed)
        results = arithmetic(case.table())
        assert (seed, {r.outcome for r in results}) == (seed, {"pass"})
        assert {(r.direction, r.total): r.addends for r in results} == case.sums


def test_one_changed_number_is_reported_in_a_sum_that_it_stands_in() -> None:
    for seed in range(200):
        case = drawn(seed)
        rng = random.Random(seed)
        places = {place for key, parts in case.sums.items() for place in (key[1], *parts)}
        changed = rng.choice(sorted(places))
        _change(case, changed, rng)

        failed = [r for r in arithmetic(case.table()) if r.outcome == "fail"]

        # A subtotal that is wrong alone may leave the total right: that of all its rows.
        allowed = {key for key, parts in case.sums.items() if changed in (key[1], *parts)}
        assert failed, seed
        assert {(r.direction, r.total) for r in failed} <= allowed, seed
        assert all(changed in (r.total, *r.addends) for r in failed), seed
        assert all(r.left is not None and r.left != r.right for r in failed), seed


def _change(case: Summed, place: tuple[int, int], rng: random.Random) -> None:
    row, column = place
    text = case.texts[row][column]
    share = text.endswith("%")
    number = Decimal(text.rstrip("%").replace(",", ""))
    unit = Decimal(1).scaleb(int(number.as_tuple().exponent))
    # Shares are rounded, so that a change of their last digit is none.
    change = unit * (rng.choice((10, 35, 60)) if share else rng.choice((-1, 1, 7, 100)))
    case.texts[row][column] = f"{number + change}{'%' if share else ''}"


@pytest.mark.parametrize("lines", NO_TOTALS, ids=lambda lines: lines[-1])
def test_lines_that_only_sound_like_totals_raise_no_alarm(lines: list[str]) -> None:
    found = arithmetic(table_of([line.split("|") for line in lines]))
    assert [result for result in found if result.outcome == "fail"] == []
