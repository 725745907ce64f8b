"""Form files: what is accepted, and how errors name the place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tablewright.converters.errors import UsageError
from tablewright.converters.forms import list_forms, load_form
from tablewright.converters.forms.layout import layouts

SMALL = """
schema: tablewright-form/1
id: small
tables:
  - key: t
    width: 2
    printed:
      - [{label: Item}, {label: Number}]
      - [{label: Apples}, {values: apples, columns: [n]}]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "form.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_built_in_forms_have_the_cells_of_the_official_ones() -> None:
    counts = {
        form.id: [len(layouts(table)[0].addresses) for table in form.tables]
        for form in list_forms()
    }
    assert counts == {"gkbg-2021": [10, 175, 15], "gkbg-2019": [22, 161, 15]}


def test_the_built_in_forms_have_the_rules_of_the_official_ones() -> None:
    shared = ["A1", "A2", "A3", "A4", "A5", "R1", "R2", "R3", "R4"]
    text = ["T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9", "T10", "T11", "T12"]
    rules = {form.id: {rule.id for rule in form.rules} for form in list_forms()}
    assert rules["gkbg-2021"] == {*shared, *text, "P1", "P2", "P3", "P4"}
    assert rules["gkbg-2019"] == {*shared, *text, "P1", "P2", "P3", "P4", "P5", "P6"}


def test_a_form_file_of_ones_own_is_loaded(tmp_path: Path) -> None:
    form = load_form(written(tmp_path, SMALL))
    assert (form.id, [table.key for table in form.tables]) == ("small", ["t"])


def test_a_form_may_take_parts_from_another_file(tmp_path: Path) -> None:
    (tmp_path / "part.yaml").write_text(
        "variants: {Apples: [Apple]}\nname: {en: Part}", encoding="utf-8"
    )
    text = SMALL + "include: [part.yaml]\nname: {zh: 表}\nvariants: {Apples: [Pippins]}\n"
    form = load_form(written(tmp_path, text))
    assert form.variants == {"Apples": ("Apple", "Pippins")}
    assert form.name == {"en": "Part", "zh": "表"}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("width: 2", "width: two"), "tables[0].width: Expected `int`, got `str`."),
        (("id: small", "name: {en: x}"), "Object missing required field `id`."),
        (("key: t", "key: t\n    hight: 2"), "tables[0]: Object contains unknown field `hight`."),
        (("width: 2", "width: 3"), "table t: nothing covers row 0, column 2"),
        (("width: 2", "width: 1"), "table t, row 0: the cells are wider than 1"),
        (
            ("columns: [n]", "columns: [n, m]"),
            "table t, row 1: the cells are wider than 2",
        ),
        (
            ("{label: Number}", "{label: Number, values: x}"),
            "table t, row 0: a cell needs a label or values, not both",
        ),
        (("{values: apples, columns: [n]}", "{values: apples}"), "have no columns"),
        (
            ("{label: Number}", "{label: Number, down: 3}"),
            "table t, row 1: the cells overlap a span from a row above, which covers column 1: "
            "they are 2 wide, and 1 of 2 columns are free",
        ),
        (("id: small", "id: [small"), "not valid YAML"),
        (("id: small", "id: small\ninclude: [other.yaml]"), "include: there is no file other.yaml"),
        (("id: small", "id: small\ninclude: [form.yaml]"), "the file includes itself"),
    ],
)
def test_an_error_names_the_file_and_the_place(
    tmp_path: Path, change: tuple[str, str], message: str
) -> None:
    path = written(tmp_path, SMALL.replace(*change))
    with pytest.raises(UsageError) as caught:
        load_form(path)
    assert "form.yaml" in str(caught.value)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("{id: X, kind: sum, table: u, each: row, left: [n], right: [n]}", "there is no table u"),
        ("{id: X, kind: sum, table: t, each: row, left: [n], right: [m]}", "table t has no m"),
        ("{id: X, kind: compare, table: t, each: row, expression: 'n >'}", "is not an expression"),
        (
            "{id: X, kind: compare, table: t, each: row, expression: open(n)}",
            "open(n) is not allowed here",
        ),
        (
            "{id: X, kind: text, claims: [{cells: [t.pears.n], patterns: ['(?P<n>1)']}]}",
            "rule X: there is no cell t.pears.n",
        ),
        (
            "{id: X, kind: text, claims: [{cells: [t.apples.n], patterns: [few]}]}",
            "rule X: patterns: 'few' has no group n",
        ),
        ("{id: X, kind: amount, cells: [t.pears.n]}", "rule X: there is no cell t.pears.n"),
        (
            "{id: X, kind: compare, table: t, each: row, expression: m > 0}",
            "rule X: table t has no m",
        ),
        (
            "{id: X, kind: compare, table: t, each: row, only: [pears], expression: n > 0}",
            "rule X: only: table t has no pears",
        ),
        (
            "{id: X, kind: sum, table: t, each: row, left: [previous.m], right: [n]}",
            "rule X: table t has no previous.m",
        ),
        (
            "{id: X, kind: sum, table: t, each: row, left: [], right: [n]}",
            "rule X: left is empty",
        ),
        ("{id: X, kind: period, start: 13-01, end: 12-31}", "rule X: '13-01' is no day"),
        ("{id: X, kind: sections}\n  - {id: X, kind: year}", "two rules have the key X"),
        ("{id: X, kind: guess}", "Invalid value 'guess'"),
        (
            "{id: X, kind: text, claims: [], guards: ['(']}",
            "rule X: guards: '(' is no regular expression: missing ), unterminated subpattern",
        ),
    ],
)
def test_an_error_in_a_rule_names_the_rule_or_the_place(
    tmp_path: Path, rule: str, message: str
) -> None:
    path = written(tmp_path, SMALL + f"rules:\n  - {rule}\n")
    with pytest.raises(UsageError) as caught:
        load_form(path)
    assert message in str(caught.value)


def test_a_form_that_does_not_exist_is_said_with_those_that_do() -> None:
    with pytest.raises(UsageError, match=r"no form gkbg-2030; give one of gkbg-2021, gkbg-2019"):
        load_form("gkbg-2030")


def _bomb() -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 12)]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "expected a mapping with keys such as id and tables"),
        ("a letter", "expected a mapping with keys such as id and tables"),
        (_bomb(), "line 6: more than 200,000 values, aliases counted"),
        ("a: " + "[" * 100_000, "line 1: nested too deeply to be a form file"),
        ("a: &a [*a]", "line 1: *a stands inside itself"),
        ("PK\x03\x04", "not a YAML file"),
        ("id: a\ntables: [\n", "line 3: not valid YAML"),
        ("id: a\nid: b\n", "line 2: the key id stands there twice"),
        (SMALL.replace("width: 2", "width: 100000000"), "a grid has at most 500 columns"),
        (SMALL.replace("{label: Item}", "{label: Item, down: 0}"), "a span of 0"),
        (SMALL.replace("key: t\n", "key: t\n    section: s\n") + "sections: [{key: r, heading: R}]",
         "table t: there is no section s"),
        (SMALL + "document: {title: ['Report']}", "document.title: 'Report' has no group organis"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_form_is_refused_in_one_sentence(
    tmp_path: Path, text: str, message: str
) -> None:
    path = written(tmp_path, text)
    with pytest.raises(UsageError) as caught:
        load_form(path)
    assert str(caught.value).startswith(str(path))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
