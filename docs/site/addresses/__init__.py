"""The pages and files that addresses in the data lead to."""


def files() -> dict[str, bytes]:
    """The bytes of each file, by its path in the site."""
    return {}
