"""Writes numbers for people, in the form that the page uses: `1,865 records`, `98%`."""


def counted(number: int, noun: str) -> str:
    """A number with a noun: `1 record`, `1,865 records`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def percent(share: float) -> str:
    """A fraction as a whole per cent; a half is rounded up."""
    return f"{int(100 * share + 0.5)}%"
