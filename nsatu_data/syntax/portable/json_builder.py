"""Builds JSON text while lines are read, and records the place of every value."""

from nsatu_data.diagnostics import Place


class Collection:
    """An open list or mapping.

    `keys` holds the line and offset of each key of a mapping; it is None for a list. `meant` is the indent that the
    collection should have had. `line` is the number of its first line.
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
        """The closing bracket in JSON."""
        return "]" if self.keys is None else "}"


class JsonBuilder:
    """JSON text that is being built.

    `refused` tells later checks where faults were reported. It holds JSON pointers (RFC 6901), some with an ending:

    - `/a` is an uncertain value, such as that of a duplicate key. An unread value is null in the text.
    - `/a#` is a value whose key has a fault already (`#` means the key, as in Relative JSON Pointers).
    - `/a/-` is a collection that may have more members than were read (`-` is the member after the last one).

    If `places` is given, it receives the place of each value by JSON pointer.
    """

    def __init__(self, places: dict[str, Place] | None = None) -> None:
        self.places = places
        self.refused: set[str] = set()
        self.stack: list[Collection] = []
        self.latest = ""
        self._out: list[str] = []

    def text(self) -> str:
        """Closes all collections, and gives the whole text."""
        self.close_above(None)
        return "".join(self._out)

    def open(self, collection: Collection) -> None:
        """Opens a collection as the next value."""
        self._out.append("[" if collection.keys is None else "{")
        self.stack.append(collection)

    def close_above(self, collection: Collection | None) -> None:
        """Closes all collections inside the given collection; with None, all open collections."""
        while self.stack and self.stack[-1] is not collection:
            self._out.append(self.stack.pop().closer)

    def item(self) -> str:
        """Begins the next item of the open list, and gives its JSON pointer."""
        here = self.stack[-1]
        pointer = f"{here.pointer}/{here.length}"
        if here.length:
            self._out.append(",")
        here.length += 1
        return pointer

    def key(self, name: str, line: int, start: int) -> tuple[str, tuple[int, int] | None]:
        """Begins a key of the open mapping. Gives its JSON pointer, and the place of an earlier key with this name."""
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
        """Writes a scalar or a one-line list as the next value."""
        self.latest = pointer
        self._out.append(json)

    def refuse(self, pointer: str) -> None:
        """Writes null in place of a value that could not be read."""
        self.refused.add(pointer)
        self.value(pointer, "null")

    def keep(self, pointer: str, place: Place) -> None:
        """Records the place of a value, if places are wanted."""
        if self.places is not None:
            self.places[pointer] = place
