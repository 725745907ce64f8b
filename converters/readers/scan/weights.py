"""The models: where the `ocr` extra puts them, and sessions that run them.

The weights are PP-OCRv6 small (Apache-2.0). They lie inside the wheel of `rapidocr`; its own
pipeline is not used, because a thin runner needs a third of the processor time (see docs/scans.md).
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ...errors import UnsupportedFormat
from .denormals import can_be_switched, denormals_as_zero

if TYPE_CHECKING:
    import onnxruntime

INSTALL = "install the extra: pip install 'tablewright[ocr]'"
_MODULES = {
    "onnxruntime": "onnxruntime",
    "opencv-python-headless": "cv2",
    "rapidocr": "rapidocr",
}
OCR_PACKAGES = tuple(_MODULES)
"""Packages of the extra `ocr`, as pip knows them."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Files of the models."""

    detector: Path
    recogniser: Path


def missing_packages() -> tuple[str, ...]:
    """Packages of the `ocr` extra that are not installed."""
    return tuple(
        package for package, name in _MODULES.items() if importlib.util.find_spec(name) is None
    )


@cache
def find_weights() -> Weights:
    """The files of the models, looked up in the installed wheel.

    Raises UnsupportedFormat, with the command to run, when the extra is not installed or its
    wheel holds other models.
    """
    missing = missing_packages()
    if missing:
        raise UnsupportedFormat(f"Reading scans needs {', '.join(missing)}; {INSTALL}.")
    spec = importlib.util.find_spec("rapidocr")
    folder = Path(next(iter(spec.submodule_search_locations or ()))) if spec else Path()
    weights = Weights(
        folder / "models" / "PP-OCRv6_det_small.onnx", folder / "models" / "PP-OCRv6_rec_small.onnx"
    )
    if not (weights.detector.is_file() and weights.recogniser.is_file()):
        raise UnsupportedFormat(f"The installed rapidocr carries other models; {INSTALL}.")
    return weights


@cache
def open_session(file: Path) -> onnxruntime.InferenceSession:
    """A session on one thread, opened once: pages are read in parallel by processes."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 4
    options.enable_cpu_mem_arena = False  # widths differ from call to call: an arena only grows
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


def run_model(file: Path, values: NDArray[np.float32]) -> NDArray[np.float32]:
    """What a model with one input and one output makes of `values`."""
    session = open_session(file)
    with denormals_as_zero():
        made: NDArray[np.float32] = session.run(None, {session.get_inputs()[0].name: values})[0]
    return made
