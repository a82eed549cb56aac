"""Builds JSON text of collections that are opened and closed as lines are read, with the place of every value."""

from dataclasses import dataclass

from nsatu_data.diagnostics import Place, Span


@dataclass(slots=True)
class Collection:
    """A collection that is open. `keys` holds the line of each key of a mapping; a list has None."""

    indent: int
    pointer: str
    keys: dict[str, int] | None
    length: int = 0

    @property
    def closer(self) -> str:
        """The bracket that ends it."""
        return "]" if self.keys is None else "}"


class JsonBuilder:
    """JSON text in the making. `refused` holds the pointers of values that null stands for.

    `places`, where it was given, takes the place of each value by JSON pointer (RFC 6901).
    """

    def __init__(self, places: dict[str, Place] | None = None) -> None:
        self.places = places
        self.refused: set[str] = set()
        self.stack: list[Collection] = []
        self.latest = ""
        self._out: list[str] = []

    def text(self) -> str:
        """The whole text; every collection is closed."""
        self.close(-1)
        return "".join(self._out)

    def open(self, indent: int, pointer: str, place: Place, *, mapping: bool) -> Collection:
        """Opens a collection as the value that is next."""
        self._out.append("{" if mapping else "[")
        self.stack.append(Collection(indent, pointer, {} if mapping else None))
        self._keep(pointer, place)
        return self.stack[-1]

    def close(self, indent: int) -> None:
        """Closes every collection that is indented by more than `indent`."""
        while self.stack and self.stack[-1].indent > indent:
            self._out.append(self.stack.pop().closer)

    def item(self) -> str:
        """Goes on to the next item of the list that is open; gives its pointer."""
        here = self.stack[-1]
        pointer = f"{here.pointer}/{here.length}"
        self._comma(here)
        return pointer

    def key(self, name: str, line: int) -> tuple[str, int | None]:
        """Goes on to a key of the mapping that is open; gives its pointer, and the line it was given on before."""
        here = self.stack[-1]
        assert here.keys is not None
        before = here.keys.get(name)
        here.keys.setdefault(name, line)
        self._comma(here)
        self._out.append(f'"{name}":')
        pointer = f"{here.pointer}/{name}"
        if before is not None:
            self.refused.add(pointer)
        return pointer, before

    def value(self, pointer: str, json: str, place: Place) -> None:
        """Writes a scalar or a list on one line as the value that is next."""
        self.latest = pointer
        self._out.append(json)
        self._keep(pointer, place)

    def refuse(self, pointer: str, place: Place | None) -> None:
        """Writes null in place of a value that is refused."""
        self.latest = pointer
        self.refused.add(pointer)
        self._out.append("null")
        if place is not None:
            self._keep(pointer, place)

    def keep_items(self, pointer: str, spans: list[Span]) -> None:
        """Keeps the places of the items of a list on one line."""
        for index, span in enumerate(spans):
            self._keep(f"{pointer}/{index}", Place(span, None))

    def _keep(self, pointer: str, place: Place) -> None:
        if self.places is not None:
            self.places[pointer] = place

    def _comma(self, here: Collection) -> None:
        if here.length:
            self._out.append(",")
        here.length += 1
