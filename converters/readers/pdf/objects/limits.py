"""Limits of memory for the processes that read one PDF."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

MEMORY_BYTES = 1_500_000_000
"""Address space of all processes that read one file."""
RECOGNITION_BYTES = 4_000_000_000
"""The same where pages are read from their pictures: the models are mapped into each process."""


def limit_memory(size: int = MEMORY_BYTES) -> None:
    """Let this process have no more than `size` bytes, where the system can see to it."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (size, most))


@contextlib.contextmanager
def address_space(*, parts: int) -> Iterator[None]:
    """Share the memory among `parts` processes, those forked inside it too."""
    import resource

    before, most = resource.getrlimit(resource.RLIMIT_AS)
    if before == resource.RLIM_INFINITY:
        yield
        return
    limit_memory(before // parts)
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (before, most))
