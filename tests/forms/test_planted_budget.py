"""The sample form under planted numbers: its rules are found to fail as those of built-in forms."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from tablewright.converters import Document, read
from tablewright.converters.forms import check, load_form
from tablewright.converters.readers import Source

FORM = load_form(Path(__file__).parents[2] / "samples" / "forms" / "budget-summary.yaml")

LABELS = {
    "taxes": ("Own revenue", "Taxes"),
    "fees": ("Charges and fees",),
    "own_revenue": ("Subtotal own revenue",),
    "state_grants": ("Transfers", "State grants"),
    "other_grants": ("Other grants",),
    "transfers": ("Subtotal transfers",),
    "total_revenue": ("Total revenue",),
    "total_expenditure": ("Total expenditure",),
}
SUMS = {
    "B1": (("taxes", "fees"), "own_revenue"),
    "B2": (("state_grants", "other_grants"), "transfers"),
    "B3": (("own_revenue", "transfers"), "total_revenue"),
}
WORDINGS = (
    "The revenue came to {n} thousand.",
    "In the end the revenue came to {n} thousand, close to plan.",
    "Last year the revenue came to 31 thousand. This year the revenue came to {n} thousand.",
    "The planned revenue came to 88 thousand. Receipts were good: the revenue came to {n}.",
)

Failure = tuple[str, frozenset[str]]


@dataclass
class Budget:
    numbers: dict[tuple[str, str], Decimal]
    wording: str
    told: Decimal
    remarks: bool = True

    def document(self) -> Document:
        lines = ["Alderbrook Parks Department: Budget Summary 2024", "1 Figures"]
        lines += ["Item | Amount in thousands | | | |", "Planned | Actual | Difference | | |"]
        for row, labels in LABELS.items():
            cells = [f"{self.numbers[row, c]}" for c in ("planned", "actual", "difference")]
            pad = " |" * (5 - len(labels) - len(cells))
            lines.append(" | ".join([*labels, *cells]) + " |" + pad)
        lines += ["2 Remarks"] if self.remarks else []
        lines.append(self.wording.format(n=self.told))
        return read(Source("budget.txt", "\n".join(lines).encode()))

    def expected(self) -> set[Failure]:
        out: set[Failure] = set()
        for rule, (parts, total) in SUMS.items():
            for column in ("planned", "actual", "difference"):
                if sum(self.numbers[part, column] for part in parts) != self.numbers[total, column]:
                    out.add((rule, frozenset(f"budget.{r}.{column}" for r in (*parts, total))))
        for row in LABELS:
            planned, actual, difference = (
                self.numbers[row, column] for column in ("planned", "actual", "difference")
            )
            if actual - planned != difference:
                cells = {f"budget.{row}.{c}" for c in ("planned", "actual", "difference")}
                out.add(("B4", frozenset(cells)))
        spent, received = (
            self.numbers[row, "planned"] for row in ("total_expenditure", "total_revenue")
        )
        if spent > received:
            rows = ("total_expenditure", "total_revenue")
            out.add(("B5", frozenset(f"budget.{row}.planned" for row in rows)))
        if self.told != self.numbers["total_revenue", "actual"]:
            out.add(("B6", frozenset({"budget.total_revenue.actual"})))
        if not self.remarks:
            out.add(("B7", frozenset({"remarks"})))
        return out


def clean(seed: int) -> Budget:
    rng = random.Random(seed)
    numbers: dict[tuple[str, str], Decimal] = {}
    for column in ("planned", "actual"):
        for row in ("taxes", "fees", "state_grants", "other_grants"):
            numbers[row, column] = Decimal(rng.randrange(400, 90_000))
        for parts, total in SUMS.values():
            numbers[total, column] = sum((numbers[p, column] for p in parts), Decimal(0))
        received = numbers["total_revenue", column]
        numbers["total_expenditure", column] = received - rng.randrange(1, 300)
    for row in LABELS:
        numbers[row, "difference"] = numbers[row, "actual"] - numbers[row, "planned"]
    return Budget(numbers, rng.choice(WORDINGS), numbers["total_revenue", "actual"])


def plant(rule: str, seed: int) -> Budget:
    rng = random.Random(f"{rule} {seed}")
    budget = clean(rng.randrange(10**6))
    change = rng.choice((-9, -1, 1, 2, 70))
    if rule in SUMS:
        parts, total = SUMS[rule]
        where = rng.choice((*parts, total)), rng.choice(("planned", "actual", "difference"))
        budget.numbers[where] += change
    elif rule == "B4":
        budget.numbers[rng.choice(list(LABELS)), rng.choice(("actual", "difference"))] += change
    elif rule == "B5":
        budget.numbers["total_expenditure", "planned"] += 400
    elif rule == "B6":
        budget.told += change
    else:
        budget.remarks = False
    return budget


def failures(budget: Budget) -> set[Failure]:
    found = check(budget.document(), form=FORM).failures
    return {(result.rule, frozenset(result.cells)) for result in found}


def test_clean_budgets_have_no_alarm() -> None:
    for seed in range(60):
        assert (seed, failures(clean(seed))) == (seed, set())


@pytest.mark.parametrize("rule", ["B1", "B2", "B3", "B4", "B5", "B6", "B7"])
def test_one_changed_number_is_reported_with_every_rule_it_touches(rule: str) -> None:
    for seed in range(9):
        budget = plant(rule, seed)
        assert rule in {name for name, _ in budget.expected()}
        assert (seed, failures(budget)) == (seed, budget.expected())
