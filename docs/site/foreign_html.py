"""Changes HTML that another part of the project, or a library, writes."""


class ChangedHtml(Exception):
    """HTML does not have what used to be in it, so that it cannot be changed."""


def replaced(path: str, text: str, mark: str, by: str) -> str:
    """The page at a path of the site, with `by` for the first `mark`. Raises ChangedHtml if there is none."""
    if mark not in text:
        raise ChangedHtml(f"{path} has no {mark.strip()} any more")
    return text.replace(mark, by, 1)
