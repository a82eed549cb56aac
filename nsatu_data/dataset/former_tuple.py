"""What `dataset.claims` could do in version 1.1, when it was a tuple. It still works, with a DeprecationWarning."""

from typing import TYPE_CHECKING, Any


class FormerTuple:
    """The methods of a tuple that a collection of records lacks. Type checkers do not see them."""

    if not TYPE_CHECKING:

        def __getitem__(self, key: Any) -> Any:
            if isinstance(key, int | slice):
                _warn("a position in a collection of claims", "use list(dataset.claims)[...]")
                return tuple(self)[key]
            return super().__getitem__(key)

        def __eq__(self, other: object) -> bool:
            if isinstance(other, tuple):
                _warn("comparing a collection of claims with a tuple", "compare tuple(dataset.claims)")
                return tuple(self) == other
            return super().__eq__(other)

        def __hash__(self) -> int:
            return super().__hash__()

        def __add__(self, other: Any) -> Any:
            _warn("adding to a collection of claims", "add to tuple(dataset.claims)")
            return tuple(self) + tuple(other)

        def __radd__(self, other: Any) -> Any:
            _warn("adding to a collection of claims", "add to tuple(dataset.claims)")
            return tuple(other) + tuple(self)

        def index(self, claim: object, *limits: int) -> int:
            """The position of a claim."""
            _warn("index", "use list(dataset.claims).index(...)")
            return tuple(self).index(claim, *limits)

        def count(self, claim: object) -> int:
            """How often a claim occurs."""
            _warn("count", "use claim in dataset.claims")
            return tuple(self).count(claim)


def _warn(what: str, instead: str) -> None:
    # Imported late, because almost no program needs them.
    from warnings import warn

    from nsatu_data.moved import REMOVED_IN

    warn(f"{what} will be removed in nsatu_data {REMOVED_IN}; {instead}", DeprecationWarning, stacklevel=3)
