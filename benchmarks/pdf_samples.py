"""PDFs to measure with, made anew: dense and ruled, without rules, prose, and printed from HTML."""

from __future__ import annotations

import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.readers.pdf.drawn import Page, drawn

WORDS = (
    *("annual", "report", "public", "information", "request", "answer", "office", "budget"),
    *("figure", "table", "region", "quarter", "revenue", "expenditure", "population"),
    *("household", "average", "change", "share", "total"),
)
PAGES = 4


def sentence(dice: random.Random, words: int) -> str:
    return " ".join(dice.choice(WORDS) for _ in range(words))


def rows_of(dice: random.Random, rows: int, columns: int) -> list[list[str]]:
    numbers = [[f"{dice.randrange(100_000):,}" for _ in range(columns - 1)] for _ in range(rows)]
    return [[sentence(dice, 2), *row] for row in numbers]


def ruled(dice: random.Random) -> bytes:
    xs, ys = [40 + 52 * n for n in range(11)], [40 + 18 * n for n in range(42)]
    return drawn(*(Page().table(xs, ys, rows_of(dice, 41, 10)) for _ in range(PAGES)))


def borderless(dice: random.Random) -> bytes:
    xs, ys = [60, 260, 340, 420, 500], [60 + 15 * n for n in range(45)]
    return drawn(*(Page().texts(xs, ys, rows_of(dice, 45, 5)) for _ in range(PAGES)))


def prose(dice: random.Random) -> bytes:
    return drawn(
        *(
            Page().lines(60, 60, *(sentence(dice, 14) for _ in range(48)), size=9)
            for _ in range(PAGES)
        )
    )


HEAD = """<!DOCTYPE html><meta charset=utf-8><style>body{font:10pt serif}table{width:100%;
border-collapse:collapse;margin:8pt 0}td,th{padding:2pt 5pt}.grid td,.grid th{border:1px solid}
.lines{border-top:1px solid;border-bottom:1px solid}.lines th{border-bottom:1px solid}</style>"""


def html(dice: random.Random, script: str) -> str:
    parts = [HEAD]
    for number in range(12):
        text = (
            sentence(dice, 60)
            if script == "latin"
            else "本机关依法公开政府信息并编制年度报告。" * 8
        )
        body = "".join(
            "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>"
            for row in rows_of(dice, 10, 6)
        )
        head = "".join(f"<th>{name}</th>" for name in WORDS[:6])
        kind = "grid" if number % 2 else "lines"
        parts.append(f"<h2>{number}. {sentence(dice, 3)}</h2><p>{text}</p>")
        parts.append(f"<table class={kind}><tr>{head}</tr>{body}</table>")
    return "".join(parts)


def write_samples(folder: Path) -> list[Path]:
    """Write the files; those printed from HTML are left out where WeasyPrint does not run."""
    dice = random.Random(5)
    made = {"ruled": ruled(dice), "borderless": borderless(dice), "prose": prose(dice)}
    try:
        from weasyprint import HTML
    except (ImportError, OSError):
        print("WeasyPrint does not run here: the printed files are left out")
    else:
        for script in ("latin", "han"):
            made[f"printed-{script}"] = bytes(HTML(string=html(dice, script)).write_pdf())
    paths = []
    for name, data in made.items():
        paths.append(folder / f"{name}.pdf")
        paths[-1].write_bytes(data)
    return paths
