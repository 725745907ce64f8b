"""Tesseract as the engine, where it is installed: a program that is run, no library.

Its own layout joins the cells of a row and reads rules as letters, so lines are found by their ink
and each is read alone (`--psm 7`), all of a page in one run. It tells words; their characters are
taken to be equally wide. How its confidences compare with the truth was not measured, so none is
taken for certain: every number that it reads asks for a review.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

import numpy as np
from PIL import Image

from ...errors import LimitExceeded, UnsupportedFormat
from .blots import Mask, blots
from .darkness import inked
from .detector import Gray, PixelBox
from .recogniser import ReadCharacter, ReadLine

SECONDS = 100.0
"""Time for the lines of one page."""
_LANGUAGES = ("chi_sim", "chi_tra", "eng")
_MOST_SURE = 0.9
"""Confidence of a word at most."""
_LEAST_STEP = 1e-3
"""Between middles of neighbouring characters, as a share of the line."""
_MARGIN = 10
"""Pixels around a line, which Tesseract needs."""
_RULE = 25
"""Share of the page's width, one part in so many, from which a straight run of ink is a rule."""
_SMALLEST, _TALLEST = 6, 90
"""Heights in pixels between which blots of ink may be glyphs."""
_GAP, _FLAT = 0.8, 0.3
"""Blanks between glyphs of one line, and the least height of a line, in heights of glyphs."""


def tesseract_label() -> str:
    """Its name, version and languages.

    Raises UnsupportedFormat when it is not installed or has no language.
    """
    return f"Tesseract {_version()} ({_languages()})"


@cache
def _version() -> str:
    first = _run(["--version"], b"").decode("utf-8", "replace").split("\n")[0]
    return first.removeprefix("tesseract").strip()


@cache
def _languages() -> str:
    """Chinese and English where they are installed, else all there are."""
    lines = _run(["--list-langs"], b"").decode("utf-8", "replace").split("\n")[1:]
    found = [name.strip() for name in lines if name.strip() and name.strip() != "osd"]
    chosen = [name for name in _LANGUAGES if name in found] or sorted(found)
    if not chosen:
        raise UnsupportedFormat("Tesseract has no language; install tesseract-ocr-chi-sim.")
    return "+".join(chosen)


def _run(arguments: Sequence[str], data: bytes) -> bytes:
    """What the program writes.

    Raises UnsupportedFormat when it is not installed or fails, and LimitExceeded when it does not
    end.
    """
    program = shutil.which("tesseract")
    if program is None:
        raise UnsupportedFormat(
            "The OCR engine 'tesseract' is not installed; install Tesseract (the packages "
            "tesseract-ocr and tesseract-ocr-chi-sim), or leave out --ocr-engine."
        )
    try:
        done = subprocess.run(  # noqa: S603  a program of the system, arguments of our own
            [program, *arguments],
            input=data,
            capture_output=True,
            check=True,
            timeout=SECONDS,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise LimitExceeded(f"Tesseract did not end within {SECONDS:.0f} seconds.") from error
    except (OSError, subprocess.CalledProcessError) as error:
        raise UnsupportedFormat("Tesseract failed; leave out --ocr-engine.") from error
    return done.stdout


def find_lines(gray: Gray) -> list[PixelBox]:
    """Boxes of stretches of text, by their ink; the page is upright."""
    import cv2

    ink = inked(gray)
    ink &= 1 - _rules(ink)
    em = _glyph_height(ink)
    if em is None:
        return []
    gap = max(3, round(em * _GAP))
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((max(3, gap // 4), gap), np.uint8))
    height, width = gray.shape
    beside = round(em * 0.3)
    return [
        (
            float(max(0, x - beside)),
            float(max(0, y - beside)),
            float(min(width, x + w + beside)),
            float(min(height, y + h + beside)),
        )
        for x, y, w, h, _ in blots(np.asarray(joined, np.uint8)).tolist()
        if h >= _FLAT * em and w >= _FLAT * em and h < 4 * em
    ]


def _rules(ink: Mask) -> Mask:
    """1 on and around straight runs of ink much longer than glyphs."""
    import cv2

    long = max(40, ink.shape[1] // _RULE)
    found = np.zeros_like(ink)
    for shape in ((1, long), (long, 1)):
        found |= np.asarray(cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(shape, np.uint8)))
    return np.asarray(cv2.dilate(found, np.ones((3, 3), np.uint8)), np.uint8)


def _glyph_height(ink: Mask) -> float | None:
    """That of the larger ones among the page's blots of ink; None where there is none."""
    heights = [h for h in blots(ink)[:, 3].tolist() if _SMALLEST <= h <= _TALLEST]
    return float(np.percentile(heights, 70)) if heights else None


def read_words(pictures: Sequence[Gray]) -> list[ReadLine]:
    """The text of each picture of a line."""
    if not pictures:
        return []
    pages = [Image.fromarray(np.pad(picture, _MARGIN, mode="edge")) for picture in pictures]
    out = io.BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:], dpi=(200, 200))
    table = _run(["-", "-", "-l", _languages(), "--psm", "7", "tsv"], out.getvalue())
    found: list[list[ReadCharacter]] = [[] for _ in pictures]
    for row in table.decode("utf-8", "replace").split("\n")[1:]:
        fields = row.split("\t")
        if len(fields) == 12 and fields[0] == "5" and fields[11].strip():
            place = int(fields[1]) - 1
            width = pictures[place].shape[1]
            left, wide = (int(fields[6]) - _MARGIN) / width, int(fields[8]) / width
            found[place] += _characters(fields[11].strip(), left, wide, float(fields[10]) / 100)
    return [ReadLine(tuple(_in_order(characters))) for characters in found]


def _in_order(characters: Sequence[ReadCharacter]) -> Iterator[ReadCharacter]:
    """The characters, none left of one before it: boxes of Chinese words often overlap."""
    last = 0.0
    for character in characters:
        last = max(last + _LEAST_STEP, character.middle)
        yield replace(character, middle=min(1.0, last))


def _characters(word: str, left: float, wide: float, sure: float) -> list[ReadCharacter]:
    """The characters of a word that begins at `left`, as shares of the picture's width."""
    step = wide / len(word)
    return [
        ReadCharacter(
            text=char,
            confidence=max(0.0, min(sure, _MOST_SURE)),
            middle=min(1.0, max(0.0, left + (place + 0.5) * step)),
        )
        for place, char in enumerate(word)
    ]
