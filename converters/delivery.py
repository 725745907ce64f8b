"""Put finished bytes where they go: a file at once and whole, a device, or standard output."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

from .errors import UsageError


def deliver(target: Path | None, data: bytes, stdout: BinaryIO) -> None:
    """Write `data` to the file `target`, its folders made, or to `stdout` when that is None.

    Raises UsageError when it cannot be written, except that a BrokenPipeError of `stdout` passes:
    whoever reads there has had enough.
    """
    try:
        if target is None:
            stdout.write(data)
            stdout.flush()
        else:
            _write_file(target, data)
    except BrokenPipeError:
        raise
    except OSError as error:
        place = "Standard output" if target is None else str(target)
        raise UsageError(f"{place} cannot be written: {error.strerror}.") from error


def _write_file(target: Path, data: bytes) -> None:
    """Write beside the file and move it there, so that nobody sees half of it.

    A link stays a link, and what is no ordinary file (a pipe, `/dev/stdout`) is written to.
    """
    if os.path.exists(target) and not os.path.isfile(target):
        target.write_bytes(data)
        return
    place = Path(os.path.realpath(target))
    place.parent.mkdir(parents=True, exist_ok=True)
    unfinished = place.with_name(f".tablewright-{os.getpid()}.unfinished")
    try:
        unfinished.write_bytes(data)
        os.replace(unfinished, place)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise


def refuse_overwriting(source: str, target: Path | None) -> None:
    """Raise UsageError when `target` is the file `source`; `-` and None are no files."""
    if target is not None and source != "-" and _same_file(source, target):
        raise UsageError(f"{target} would overwrite its own source.")


def _same_file(first: str | Path, second: str | Path) -> bool:
    try:
        return os.path.samefile(first, second)
    except OSError:
        return False
