"""Models opened and run on one thread: pages are read in parallel by processes."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .denormals import can_be_switched, denormals_as_zero
from .graphs import of_one_plane, product_of_two

if TYPE_CHECKING:
    import onnxruntime


@cache
def open_session(file: Path, *, arena: bool) -> onnxruntime.InferenceSession:
    """The session of a model of grey pictures, opened once."""
    return new_session(of_one_plane(file.read_bytes()), arena=arena)


def new_session(model: bytes, *, arena: bool) -> onnxruntime.InferenceSession:
    """A session of a model. With an `arena` memory is kept from run to run."""
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
        model,
        options,
        providers=["CPUExecutionProvider"],
        # It would multiply with the matrix of all characters once for each picture of a batch.
        disabled_optimizers=["MatmulTransposeFusion"],
    )


def run_session(
    session: onnxruntime.InferenceSession, values: NDArray[np.float32]
) -> NDArray[np.float32]:
    """What a model with one input and one output makes of `values`.

    A model that wants three planes is shown the one of grey pictures three times.
    """
    asked = session.get_inputs()[0]
    if values.ndim == 4 and asked.shape[1] == 3 and values.shape[1] == 1:
        values = np.repeat(values, 3, 1)
    with denormals_as_zero():
        made: NDArray[np.float32] = session.run(None, {asked.name: values})[0]
    return made


@cache
def _multiplier() -> onnxruntime.InferenceSession:
    return new_session(product_of_two(), arena=False)


def multiplied(one: NDArray[np.float32], other: NDArray[np.float32]) -> NDArray[np.float32]:
    """The product of two matrices on this thread alone: numpy would start others."""
    made: NDArray[np.float32] = _multiplier().run(None, {"x": one, "m": other})[0]
    return made
