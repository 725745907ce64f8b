"""A page laid out without its tables where finding them fails.

Such a failure is a fault of this code. It costs the tables of that page and is reported as an
error; the text of the page and all other pages are kept.
"""

from __future__ import annotations

from dataclasses import replace

from ....errors import TablewrightError
from ....faults import fault_of
from ..objects.page import PageObjects
from .layout import Extras, PageLayout, lay_out


def lay_out_at_any_rate(
    objects: PageObjects, dropped: list[str], extras: Extras | None = None
) -> PageLayout:
    """What `lay_out` gives, or the page without tables and with the error as a finding."""
    undone: list[str] = []
    try:
        layout = lay_out(objects, undone, extras)
    except (MemoryError, TablewrightError):
        raise
    except Exception as error:
        undone.clear()
        layout = lay_out(objects, undone, replace(extras or Extras(), plain=True))
        message = (
            f"The tables of page {objects.number} could not be recovered, its text is given "
            f"without them: {fault_of(error)}."
        )
        layout = replace(layout, findings=(*layout.findings, ("page-without-tables", message)))
    dropped += undone
    return layout
