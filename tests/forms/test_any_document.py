"""Whatever stands in the tables: an answer, no exception, and the same one every time."""

from __future__ import annotations

import random

import pytest

from tablewright.converters.forms import (
    check,
    extract_facts,
    facts_json,
    official_document,
    recognise,
)

from .damage import Printed, Report, clean, render

TEXTS = ["", "/", "无", "12", "x", "总计", "（四）无", "0", "1.2.3", "12 13 14", "-5", "500万"]


def mangled(seed: int) -> Report:
    rng = random.Random(seed)
    report = clean(rng.choice(["gkbg-2021", "gkbg-2019"]), seed)
    report.mode = rng.choice(["grid", "flat", "lines", "bare", "separated"])
    for sheet in report.sheets:
        for _ in range(rng.randrange(30)):
            row = rng.choice(sheet.rows)
            at = rng.randrange(len(row))
            match rng.randrange(6):
                case 0 if len(row) > 1:
                    del row[at]
                case 1:
                    row.insert(at, Printed(rng.choice(TEXTS)))
                case 2:
                    row[at].text = rng.choice(TEXTS)
                case 3:
                    row[at].text *= 2
                case 4 if len(sheet.rows) > 3:
                    del sheet.rows[rng.randrange(len(sheet.rows))]
                case _:
                    one, other = rng.randrange(len(sheet.rows)), rng.randrange(len(sheet.rows))
                    sheet.rows[one], sheet.rows[other] = sheet.rows[other], sheet.rows[one]
        sheet.width = max([sheet.width, *(len(row) for row in sheet.rows)])
    return report


@pytest.mark.parametrize("seed", range(12))
def test_a_mangled_report_has_facts_checks_and_a_rendering(seed: int) -> None:
    document = render(mangled(seed))
    if recognise(document) is None:
        return
    facts = extract_facts(document)
    assert facts_json(extract_facts(render(mangled(seed)))) == facts_json(facts)
    assert check(document).form == facts.form
    again = official_document(document, annex=True)
    assert extract_facts(again).form == facts.form
