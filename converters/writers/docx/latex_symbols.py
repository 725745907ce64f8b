"""LaTeX commands that stand for one character or one word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_GREEK = (
    "alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι "
    "kappa κ lambda λ mu μ nu ν xi ξ pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ "
    "upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π "
    "Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω"
)
_OPERATORS = (
    "times × div ÷ pm ± mp ∓ cdot ⋅ ast ∗ star ⋆ circ ∘ bullet • oplus ⊕ ominus ⊖ otimes ⊗ odot ⊙ "
    "wedge ∧ land ∧ vee ∨ lor ∨ cap ∩ cup ∪ setminus ∖ le ≤ leq ≤ leqslant ⩽ ge ≥ geq ≥ "
    "geqslant ⩾ ne ≠ neq ≠ equiv ≡ approx ≈ sim ∼ simeq ≃ cong ≅ propto ∝ ll ≪ gg ≫ in ∈ notin ∉ "
    "ni ∋ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ mid ∣ parallel ∥ perp ⊥ to → rightarrow → "
    "leftarrow ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ implies ⟹ iff ⟺ "
    "mapsto ↦ uparrow ↑ downarrow ↓ longrightarrow ⟶ longleftarrow ⟵ infty ∞ partial ∂ nabla ∇ "
    "forall ∀ exists ∃ neg ¬ lnot ¬ emptyset ∅ varnothing ∅ angle ∠ triangle △ prime ′ hbar ℏ "
    "ell ℓ Re ℜ Im ℑ aleph ℵ ldots … dots … cdots ⋯ vdots ⋮ ddots ⋱ degree ° therefore ∴ "
    "because ∵ langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ lbrace { rbrace } vert | "
    "lvert | rvert | Vert ‖ lVert ‖ rVert ‖ backslash \\ colon : top ⊤ bot ⊥ models ⊨ vdash ⊢"
)
_LARGE = "sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ bigcup ⋃ bigcap ⋂ bigvee ⋁ bigwedge ⋀"
_SPACES: Final = {
    ",": "\u2009",
    ":": "\u2005",
    ">": "\u2005",
    ";": "\u2004",
    " ": " ",
    "!": "",
    "quad": "\u2003",
    "qquad": "\u2003\u2003",
}


def _pairs(words: str) -> dict[str, str]:
    parts = words.split()
    return dict(zip(parts[::2], parts[1::2], strict=True))


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


SYMBOLS: Final[Mapping[str, str]] = {
    **_pairs(_GREEK),
    **_pairs(_OPERATORS),
    **_SPACES,
    **{char: char for char in "{}%$#&_"},
    "|": "‖",
}
LARGE_OPERATORS: Final[Mapping[str, str]] = _pairs(_LARGE)
FUNCTIONS: Final = _words(
    "sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh log ln lg exp det dim ker deg "
    "gcd hom arg Pr"
)
LIMITS: Final = _words("lim max min sup inf limsup liminf argmax argmin")
ACCENTS: Final[Mapping[str, str]] = {
    "hat": "\u0302",
    "widehat": "\u0302",
    "bar": "\u0305",
    "vec": "\u20d7",
    "tilde": "\u0303",
    "widetilde": "\u0303",
    "dot": "\u0307",
    "ddot": "\u0308",
    "check": "\u030c",
    "acute": "\u0301",
    "grave": "\u0300",
}
STYLES: Final[Mapping[str, str]] = {
    "text": "p",
    "textrm": "p",
    "mathrm": "p",
    "operatorname": "p",
    "mathbf": "b",
    "textbf": "b",
    "boldsymbol": "bi",
    "mathit": "i",
    "textit": "i",
    "mbox": "p",
}
FENCES: Final[Mapping[str, tuple[str, str] | None]] = {
    "matrix": None,
    "smallmatrix": None,
    "array": None,
    "pmatrix": ("(", ")"),
    "bmatrix": ("[", "]"),
    "Bmatrix": ("{", "}"),
    "vmatrix": ("|", "|"),
    "Vmatrix": ("‖", "‖"),
    "cases": ("{", ""),
}
ALIGNED: Final = frozenset({"aligned", "align", "align*", "split", "gathered", "gather"})
