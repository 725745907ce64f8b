"""Dates of metadata as ISO 8601."""

from __future__ import annotations

import datetime
import re

_DAY = re.compile(
    r"(?P<year>(?:19|20)\d{2})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*日?"
    r"(?:[\sT]*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?"
    r"(?:\.\d+)?(?P<zone>Z|[+-]\d{2}:?\d{2})?)?"
)
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)")


def iso_date(text: str | None) -> str | None:
    """The first date in `text`, with the time where one is given; None when there is none."""
    if not text:
        return None
    match = _DAY.search(text)
    if match is None:
        compact = _COMPACT.search(text)
        return _checked(*compact.groups()) if compact else None
    day = _checked(match["year"], match["month"], match["day"])
    if day is None or match["hour"] is None or int(match["hour"]) > 23:
        return day
    time = f"{int(match['hour']):02d}:{match['minute']}:{match['second'] or '00'}"
    if time == "00:00:00" and not match["zone"]:
        return day
    return f"{day}T{time}{match['zone'] or ''}"


def _checked(year: str, month: str, day: str) -> str | None:
    try:
        return datetime.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
