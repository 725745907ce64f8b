"""Read pages that tablewright wrote: what they say is exact, nothing is guessed.

The markup is the contract of docs/html-markup.md. A page that breaks it, because someone edited it
or a template of a user's wrote it, raises DamagedPage and is read as any other page.
"""

from .attributes import DamagedPage
from .document import is_literal, read_literal

__all__ = ["DamagedPage", "is_literal", "read_literal"]
