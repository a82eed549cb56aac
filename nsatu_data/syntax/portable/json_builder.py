"""Builds JSON text of collections that are opened and closed as lines are read, with the place of every value."""

from nsatu_data.diagnostics import Place


class Collection:
    """A collection that is open.

    `keys` holds the line and offset of each key of a mapping; a list has None. `meant` is the indent that it should
    have had, `line` the number of the line that it begins with.
    """

    __slots__ = ("indent", "keys", "length", "line", "meant", "pointer")

    def __init__(
        self, indent: int, pointer: str, keys: dict[str, tuple[int, int]] | None, meant: int, line: int
    ) -> None:
        self.indent = indent
        self.pointer = pointer
        self.keys = keys
        self.meant = meant
        self.line = line
        self.length = 0

    @property
    def closer(self) -> str:
        """The bracket that ends it."""
        return "]" if self.keys is None else "}"


class JsonBuilder:
    """JSON text in the making.

    `refused` holds what nothing more is to be said of: the pointers of values that null stands for; with `#` behind it
    (as relative JSON pointers have it), that of a value whose key has a fault already; with `/-` behind it (in JSON
    Pointer the member that is not there), that of a collection that may have more members than were read.

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
        self.close_above(None)
        return "".join(self._out)

    def open(self, collection: Collection) -> None:
        """Opens a collection as the value that is next."""
        self._out.append("[" if collection.keys is None else "{")
        self.stack.append(collection)

    def close_above(self, collection: Collection | None) -> None:
        """Closes every collection that lies in this one; without one, all of them."""
        while self.stack and self.stack[-1] is not collection:
            self._out.append(self.stack.pop().closer)

    def item(self) -> str:
        """Goes on to the next item of the list that is open; gives its pointer."""
        here = self.stack[-1]
        pointer = f"{here.pointer}/{here.length}"
        if here.length:
            self._out.append(",")
        here.length += 1
        return pointer

    def key(self, name: str, line: int, start: int) -> tuple[str, tuple[int, int] | None]:
        """Goes on to a key of the mapping that is open; gives its pointer, and where it was given before."""
        here = self.stack[-1]
        assert here.keys is not None
        place = (line, start)
        first = here.keys.setdefault(name, place)
        self._out.append(f',"{name}":' if here.length else f'"{name}":')
        here.length += 1
        pointer = f"{here.pointer}/{name}"
        if first is place:
            return pointer, None
        self.refused.add(pointer)
        return pointer, first

    def value(self, pointer: str, json: str) -> None:
        """Writes a scalar or a list on one line as the value that is next."""
        self.latest = pointer
        self._out.append(json)

    def refuse(self, pointer: str) -> None:
        """Writes null in place of a value that is refused."""
        self.refused.add(pointer)
        self.value(pointer, "null")

    def keep(self, pointer: str, place: Place) -> None:
        """Keeps a place, where places are wanted."""
        if self.places is not None:
            self.places[pointer] = place
