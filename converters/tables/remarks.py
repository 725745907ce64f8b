"""Lines above and below tables that say how their values are to be read."""

from __future__ import annotations

import re
from typing import Final

UNIT: Final = re.compile(
    r"[（(]?\s*(?:(?:金额|金額|计量|計量|数量|數量)?[单單]\s*位|Units?)\s*[:：]"
    r"\s*[^。；;]{1,40}[)）]?",
    re.IGNORECASE,
)
"""The unit of all values: `单位：万元`."""
REMARK: Final = re.compile(
    r"(?:[备備]?[注註]|[说說]明|[资資]料[来來]源|[数數][据據][来來]源|[来來]源|Notes?|Sources?|Remarks?)"
    r"\s*[0-9]*\s*[:：.]\s*\S.*",
    re.DOTALL,
)
"""A note or the source below a table."""

CAPTION_NUMBER: Final = r"[0-9０-９一二三四五六七八九十A-Z]+(?:[-－–.．][0-9０-９]+)*"
"""Pattern of the number of a table or picture in its caption."""
