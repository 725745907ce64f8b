"""Proof: an output read back by our own readers says what its document says."""

from .compare import Difference, compare
from .readback import verify_output

__all__ = ["Difference", "compare", "verify_output"]
