import pytest
from lxml import etree

from tablewright.converters.writers.docx.equations import display_math, inline_math
from tablewright.converters.writers.docx.latex import Unsupported, office_math
from tablewright.converters.writers.docx.xml import ROOT_ATTRIBUTES

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


def shape(latex: str) -> str:
    """The Office Math of a formula with names instead of markup: `f(num(a)den(b))`."""
    return _shape(etree.fromstring(f"<m:oMath {ROOT_ATTRIBUTES}>{office_math(latex)}</m:oMath>"))


def _shape(element: etree._Element) -> str:
    name = etree.QName(element).localname
    if name.endswith("Pr"):
        values = [inner.get(f"{M}val") for inner in element.iter()]
        return "".join(f"[{value}]" for value in values if value is not None)
    if name == "t":
        return element.text or ""
    inner = "".join(_shape(child) for child in element)
    return inner if name in ("r", "oMath") else f"{name}({inner})"


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("x^2", "sSup(e(x)sup(2))"),
        ("a_1", "sSub(e(a)sub(1))"),
        ("a^n_i", "sSubSup(e(a)sub(i)sup(n))"),
        (r"\frac{a}{b}", "f(num(a)den(b))"),
        (r"\sqrt{x}", "rad([1]deg()e(x))"),
        (r"\sqrt[3]{x}", "rad(deg(3)e(x))"),
        (r"\sum_{i=1}^n i", "nary([∑][undOvr]sub(i=1)sup(n)e(i))"),
        (r"\int f", "nary([∫][subSup][1][1]sub()sup()e(f))"),
        (r"\left(x\right]", "d([(][]]e(x))"),
        (r"\alpha \le \pi", "α≤π"),
        (r"\text{a b}", "[p]a b"),
        (r"\lim_{x} y", "limLow(e([p]lim)lim(x))y"),
        (r"\overline{ab}", "bar([top]e(ab))"),
        (r"\begin{matrix}a&b\\c\end{matrix}", "m([2][center]mr(e(a)e(b))mr(e(c)e(\u200b)))"),
        ("a-b", "a−b"),
        ("x'", "x′"),
        (r"\binom{n}{k}", "d([(][)]e(f([noBar]num(n)den(k))))"),
    ],
)
def test_common_latex_becomes_office_math(latex: str, expected: str) -> None:
    assert shape(latex) == expected


@pytest.mark.parametrize(
    "latex",
    ["{", "}", r"\frac", "x_", "a&b", r"\nosuch{x}", r"\left(x", r"\begin{odd}x\end{odd}", "#",
     r"\begin{matrix}a", "x^a^b", "{" * 5000, r"\text{a", r"\text", "\\"],
)  # fmt: skip
def test_latex_that_is_not_known_is_refused(latex: str) -> None:
    with pytest.raises(Unsupported):
        office_math(latex)


def test_a_formula_that_is_not_known_is_shown_as_its_latex() -> None:
    expected = '<w:r><w:rPr><w:rStyle w:val="MathText"/></w:rPr><w:t>\\nosuch</w:t></w:r>'
    assert inline_math(r"\nosuch") == expected
    assert display_math(r"\nosuch", alone=True) == expected


def test_a_formula_alone_on_its_line_is_a_math_paragraph() -> None:
    assert display_math("x", alone=True) == f"<m:oMathPara>{inline_math('x')}</m:oMathPara>"
    assert display_math("x", alone=False) == inline_math("x")
