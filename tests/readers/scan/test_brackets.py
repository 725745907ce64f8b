"""Brackets of one pair in one width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tablewright.converters.readers.scan.brackets import paired


@pytest.mark.parametrize(
    ("read", "stands"),
    [
        ("(二）部分公开", "（二）部分公开"),
        ("人数（a)", "人数（a）"),
        ("f(x）", "f(x)"),
        ("(甲(乙）)", "(甲（乙）)"),
        ("(三)其他", "(三)其他"),  # a pair of one width may be printed so
        ("区分处理的）", "区分处理的）"),
        ("[二］条)", "［二］条)"),
        ("(一］", "(一］"),
    ],
)
def test_a_pair_of_two_widths_gets_one(read: str, stands: str) -> None:
    assert "".join(paired(read)) == stands


@given(st.text(alphabet="()（）[]［］甲a1 "))
def test_nothing_but_widths_of_brackets_changes(text: str) -> None:
    once = "".join(paired(text))
    narrow = str.maketrans("（）［］", "()[]")
    assert once.translate(narrow) == text.translate(narrow)
    assert "".join(paired(once)) == once
