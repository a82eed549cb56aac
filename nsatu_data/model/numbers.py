"""Writes numbers for people, in the form that the page uses: `1,865 records`, `98%`."""


def counted(number: int, noun: str) -> str:
    """A number with a noun: `1 record`, `1,865 records`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def percent(share: float) -> str:
    """A fraction as a whole per cent; a half is rounded up. Only a whole is 100%, and only nothing is 0%."""
    if 0 < share < 0.01:
        return "<1%"
    whole = int(100 * share + 0.5)
    return f"{whole if share >= 1 else min(99, whole)}%"
