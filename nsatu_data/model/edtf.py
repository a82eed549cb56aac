"""Check that the days in EDTF level 1 dates (ISO 8601-2:2019) exist in the proleptic Gregorian calendar."""

import re
from datetime import date
from typing import Final

# The pattern leaves out the year. Python finds a pattern that starts with a hyphen many times faster than a pattern
# that starts with any digit.
_MONTH_AND_DAY: Final = re.compile("-([01][0-9])-([0-3][0-9])")
_YEAR: Final = re.compile("-?[0-9]{4}$")


def invalid_day(text: str) -> str | None:
    """The first full day in `text` that does not exist, such as `2023-02-29`, or None. `text` need not be a date."""
    for match in _MONTH_AND_DAY.finditer(text):
        year = _YEAR.search(text[max(0, match.start() - 5) : match.start()])
        if year is None:
            continue
        # `date` has no years below 1. The calendar repeats every 400 years, so each year is replaced by one from 400 to
        # 799.
        try:
            date(int(year[0]) % 400 + 400, int(match[1]), int(match[2]))
        except ValueError:
            return year[0] + match[0]
    return None
