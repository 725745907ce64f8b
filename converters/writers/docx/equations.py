"""Formulas as Office Math where the LaTeX is common, else as its text."""

from __future__ import annotations

from .xml import styled_run, text_element


def inline_math(latex: str) -> str:
    """A formula inside a line."""
    return styled_run("MathText", text_element(latex))


def display_math(latex: str) -> str:
    """A formula on a line of its own."""
    return styled_run("MathText", text_element(latex))
