"""Formulas as Office Math where their LaTeX is common, else as its text."""

from __future__ import annotations

from .latex import Unsupported, office_math
from .xml import styled_run, text_element


def inline_math(latex: str) -> str:
    """A formula inside a line."""
    try:
        content = office_math(latex)
    except Unsupported:
        content = ""
    if not content:
        return styled_run("MathText", text_element(latex))
    return f"<m:oMath>{content}</m:oMath>"


def display_math(latex: str, *, alone: bool) -> str:
    """A formula on a line of its own; `alone` when no number stands beside it."""
    formula = inline_math(latex)
    if alone and formula.startswith("<m:oMath>"):
        return f"<m:oMathPara>{formula}</m:oMathPara>"
    return formula
