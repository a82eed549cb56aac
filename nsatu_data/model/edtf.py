"""The calendar behind dates in EDTF level 1 (ISO 8601-2:2019): which days there are, in the proleptic Gregorian one."""

import re
from datetime import date
from typing import Final

# What begins with one certain character is looked for many times faster than what begins with any digit.
_MONTH_AND_DAY: Final = re.compile("-([01][0-9])-([0-3][0-9])")
_YEAR: Final = re.compile("-?[0-9]{4}$")


def invalid_day(text: str) -> str | None:
    """The first full day written in `text`, a date or any other, that the calendar does not have; None without one."""
    for found in _MONTH_AND_DAY.finditer(text):
        year = _YEAR.search(text[max(0, found.start() - 5) : found.start()])
        if year is None:
            continue
        # The calendar repeats every 400 years, which brings years below 1 into the range of `date`.
        try:
            date(int(year[0]) % 400 + 400, int(found[1]), int(found[2]))
        except ValueError:
            return year[0] + found[0]
    return None
