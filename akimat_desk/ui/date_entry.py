"""How a date is typed: in parts, with any separator, on any keyboard layout."""

import calendar
import re
from datetime import date, timedelta
from typing import Final

# The key that gives "." on a Latin layout gives YU on a Cyrillic one, and its neighbour BE.
_SEPARATORS: Final = "[.,/ \u044e\u042e\u0431\u0411-]+"
_SHAPES: Final = {1: (1,), 2: (2,), 4: (2, 2), 6: (2, 2, 2), 8: (2, 2, 4)}


def read_date(text: str, today: date) -> date | None:
    """Missing month and year are today's: "5", "5.12", "0512", "051226", "05.12.2026".

    None for what is no date.
    """
    parts = [part for part in re.split(_SEPARATORS, text.strip()) if part]
    if len(parts) == 1:
        parts = _cut(parts[0])
    if not 1 <= len(parts) <= 3 or not all(re.fullmatch("[0-9]{1,4}", part) for part in parts):
        return None
    numbers = [int(part) for part in parts]
    day, month, year = (*numbers, *(today.month, today.year)[len(numbers) - 1 :])
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def _cut(digits: str) -> list[str]:
    parts, start = [], 0
    for width in _SHAPES.get(len(digits), ()):
        parts.append(digits[start : start + width])
        start += width
    return parts


def stepped(day: date, *, days: int = 0, months: int = 0) -> date:
    """The last day of a shorter month stands in for one that it lacks."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    last = calendar.monthrange(year, month)[1]
    return day.replace(year=year, month=month, day=min(day.day, last)) + timedelta(days=days)
