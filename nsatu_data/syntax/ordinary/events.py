"""Builds the value of a text from the events of PyYAML's parsers, and reports what portable YAML cannot express.

PyYAML constructs no objects here, and no function calls itself. Collections may be nested as deep as in portable YAML.
An alias is replaced with its value, as long as the result does not exceed the size limit of a file.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any, Final, NamedTuple, NoReturn

from nsatu_data.diagnostics import Fault, Span, escape, span_at
from nsatu_data.finding_limits import FAULT_LIMIT
from nsatu_data.model import characters
from nsatu_data.storage.read_files import FILE_LIMIT
from nsatu_data.syntax.ordinary import plain_scalars
from nsatu_data.syntax.ordinary.comments import Attribution, Comment, OpenCollection
from nsatu_data.syntax.ordinary.tabs import Tabs
from nsatu_data.syntax.portable import typographic_quotes
from nsatu_data.syntax.portable.grammar import DEPTH_LIMIT, KEY
from nsatu_data.syntax.portable.refusals import duplicate_key, in_words, refuse

Event = Any
"""An event of yaml.events. Its type is Any, because the stubs call its marks optional, but parsers always set them."""

_KEY: Final = re.compile(f"{KEY}:")
_DIRECTIVE: Final = re.compile("^%.*", re.MULTILINE)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_STRING: Final = "tag:yaml.org,2002:str"
_NEEDLESS_TAGS: Final = frozenset({None, "!", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"})
"""Tags that can be dropped, because they state the type that the value has without them."""


class _Value(NamedTuple):
    """A complete value.

    `size` counts its characters and members. `height` is how deep its collections are nested. A list of scalars does
    not count, because it can be written on one line.
    """

    value: Any
    size: int = 1
    height: int = 0


class _Collection(OpenCollection):
    """A collection that is being read.

    `key` is the key whose value comes next. `first` holds the place of each key's first occurrence.
    """

    def __init__(self, pointer: str, event: Event, size: int, *, is_list: bool) -> None:
        super().__init__(pointer, is_flow=bool(event.flow_style))
        self.event = event
        self.size_before = size
        self.is_list = is_list
        self.values: Any = [] if is_list else {}
        self.key: str | None = None
        self.first: dict[str, Span] = {}
        self.height = 1


class _Stopped(Exception):
    """Reading stops where the latest fault was found."""


class EventReader:
    """Goes through the events once. After `run`, either `values` is the document's value, or `faults` is not empty."""

    def __init__(self, text: str, loader: Any, found: Iterable[Comment] = ()) -> None:
        self.attribution = Attribution(text, found)
        self.values: Any = None
        self.faults: list[Fault] = []
        self.tabs = Tabs(text)
        self._text = text
        self._loader = loader
        self._stack: list[_Collection] = []
        self._anchors: dict[str, _Value | _Collection] = {}
        self._size = 0
        self._has_begun = False

    def run(self) -> None:
        """Goes through the events. Raises the parser's errors for text that is not YAML."""
        try:
            self._read_events()
        except _Stopped:
            return
        self.attribution.end()
        if self.values is None and not self.faults:
            content = self._text.strip(" \t\n")
            self.faults.append(refuse("no-record" if content else "empty-file", None))

    def _read_events(self) -> None:
        import yaml

        handlers: dict[type, Callable[[Event], None]] = {
            yaml.DocumentStartEvent: self._document,
            yaml.ScalarEvent: self._scalar,
            yaml.AliasEvent: self._alias,
            yaml.MappingStartEvent: self._mapping,
            yaml.SequenceStartEvent: self._list,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
        }
        has_tabs = "\t" in self._text
        events: Iterable[Event] = yaml.parse(self._text.replace("\t", " "), Loader=self._loader)
        for event in events:
            handler = handlers.get(type(event))
            if handler is not None:
                if has_tabs:
                    self._check_tabs(event)
                self.attribution.until(event.start_mark.index, self._stack[-1] if self._stack else None)
                handler(event)
            if len(self.faults) > FAULT_LIMIT:
                raise _Stopped

    def _check_tabs(self, event: Event) -> None:
        import yaml

        self.faults += self.tabs.before(event.start_mark.index)
        if isinstance(event, yaml.ScalarEvent):
            self.faults += self.tabs.scalar(event, self._stack[-1].column if self._stack else -1)
        elif isinstance(event, yaml.CollectionStartEvent):
            self.tabs.opens(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.tabs.closes(event)

    def _add_fault(
        self, code: str, event: Event, pointer: str = "", message: str = "", help: str | None = None
    ) -> None:
        """Adds a fault. Without a message, it gets the message and help of portable YAML for its code."""
        span = _span(event)
        self.faults.append(Fault(code, message, pointer, help, span=span) if message else refuse(code, span, pointer))

    def _stop(self, code: str, event: Event, pointer: str = "", message: str = "", help: str | None = None) -> NoReturn:
        self._add_fault(code, event, pointer, message, help)
        raise _Stopped

    def _document(self, event: Event) -> None:
        if self._has_begun:
            self._stop("document-marker", event)
        directive = _DIRECTIVE.search(self._text, 0, event.end_mark.index)
        if directive:
            span = span_at(self._text, directive.start(), len(directive.group()))
            self.faults.append(refuse("directive", span))
            raise _Stopped
        self._has_begun = True

    def _mapping(self, event: Event) -> None:
        self._open(event, is_list=False)

    def _list(self, event: Event) -> None:
        if not self._stack:
            self._stop("not-a-mapping", event)
        self._open(event, is_list=True)

    def _open(self, event: Event, *, is_list: bool) -> None:
        pointer = self._begin(event, is_block=not event.flow_style)
        # A list may turn out to fit on one line, which adds no depth. Its members check their own depth.
        self._check_depth(0 if is_list else 1, event, pointer)
        if event.tag not in _NEEDLESS_TAGS:
            self._add_fault("tag", event, pointer)
        self._stack.append(_Collection(pointer, event, self._size, is_list=is_list))
        if event.anchor:
            # An alias to this collection inside the collection itself would be circular. `_alias` refuses it,
            # because the anchor has no `_Value` yet.
            self._anchors[event.anchor] = self._stack[-1]

    def _close(self, _: Event) -> None:
        closed = self._stack.pop()
        self.attribution.close(closed)
        if not closed.values:
            message = f"the {'list' if closed.is_list else 'mapping'} is empty"
            self._add_fault("empty-value", closed.event, closed.pointer, message, "leave the field out")
        self._size += 1
        height = 0 if closed.is_list and all(map(_is_short, closed.values)) else closed.height
        value = _Value(closed.values, self._size - closed.size_before, height)
        # An anchor inside the collection may have the same name. Then that one counts.
        if self._anchors.get(closed.event.anchor) is closed:
            self._anchors[closed.event.anchor] = value
        self._add_value(value, closed.event)

    def _scalar(self, event: Event) -> None:
        if not self._stack:
            if event.value or event.style:
                self._stop("text-without-key", event)
            return
        if _SURROGATE.search(event.value):
            # JSON writes a character beyond U+FFFF as two escapes, one for each half of a surrogate pair.
            event.value = event.value.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
        here = self._stack[-1]
        size = len(event.value) + 1
        self._size += size
        if not here.is_list and here.key is None:
            self._key(here, event)
            if event.anchor:
                self._anchors[event.anchor] = _Value(event.value, size)
            return
        pointer = self._begin(event)
        value = _Value(self._value(event, pointer), size)
        if event.anchor:
            self._anchors[event.anchor] = value
        self._add_value(value, event)

    def _alias(self, event: Event) -> None:
        pointer = self._begin(event)
        known = self._anchors.get(event.anchor)
        if not isinstance(known, _Value):
            message = "the alias has no anchor, or its anchor is on a value that contains the alias"
            self._stop("alias", event, pointer, message, "write the value out")
        self._check_depth(known.height, event, pointer)
        self._size += known.size
        if self._size > FILE_LIMIT:
            message = f"with its aliases written out the file has more than {FILE_LIMIT} bytes"
            self._stop("file-too-large", event, pointer, message, "split it")
        self._add_value(known, event)

    def _check_depth(self, height: int, event: Event, pointer: str) -> None:
        if len(self._stack) + height > DEPTH_LIMIT:
            self._stop("too-deep", event, pointer)

    def _begin(self, event: Event, *, is_block: bool = False) -> str:
        """Begins a value, and gives its JSON pointer. `is_block` for a collection without braces or brackets."""
        start = event.start_mark
        if not self._stack:
            self.attribution.root(start.index)
            return ""
        here = self._stack[-1]
        if here.is_list:
            pointer = f"{here.pointer}/{len(here.values)}"
            self.attribution.member(here, pointer, self._column(here, start), has_members=is_block)
            return pointer
        if here.key is None:
            self._stop("malformed-key", event, here.pointer)
        if not is_block:
            self.attribution.value(here)
        return f"{here.pointer}/{escape(here.key)}"

    def _column(self, here: _Collection, start: Any) -> int:
        """The column at which the dashes or keys of a collection begin."""
        if here.column >= 0:
            return here.column
        if not (here.event.anchor or here.event.tag):
            return int(here.event.start_mark.column)
        line = self._text[start.index - start.column : start.index].rstrip(" \t")
        return len(line) - 1 if line.endswith(("-", "?")) and here.is_list == line.endswith("-") else int(start.column)

    def _add_value(self, value: _Value, event: Event) -> None:
        """Adds a complete value to the open collection. `event` is the event that began the value."""
        if not self._stack:
            self.values = value.value
            return
        here = self._stack[-1]
        here.height = max(here.height, value.height + 1)
        if here.is_list:
            if isinstance(value.value, list) and not all(map(_is_short, value.value)):
                self._add_fault("malformed-list", event, f"{here.pointer}/{len(here.values)}")
            here.values.append(value.value)
        else:
            here.values[here.key] = value.value
            here.key = None

    def _key(self, here: _Collection, event: Event) -> None:
        key = here.key = event.value
        pointer = f"{here.pointer}/{escape(key)}"
        self.attribution.member(here, pointer, self._column(here, event.start_mark))
        span = _span(event)
        first = here.first.setdefault(key, span)
        if key == "<<" and not event.style:
            self._add_fault("merge-key", event, pointer)
        elif not _KEY.fullmatch(f"{key}:"):
            self._add_fault("malformed-key", event, pointer)
        elif event.tag not in (*_NEEDLESS_TAGS, _STRING):
            self._add_fault("tag", event, pointer)
        elif first is not span:
            self.faults.append(duplicate_key(key, pointer, span, first))

    def _value(self, event: Event, pointer: str) -> str | int | bool | None:
        """The value of a scalar; None if it is null or faulty."""
        is_plain = not event.style and event.tag is None
        if event.tag not in (None, "!", _STRING):
            self._add_fault("tag", event, pointer)
        elif is_plain and not event.value:
            self._add_fault("missing-value", event, pointer)
        elif wrong := characters.text_fault(event.value):
            self._add_fault(wrong.code, event, pointer, wrong.message, wrong.help)
        elif is_plain and typographic_quotes.encloses(event.value):
            self._add_fault(typographic_quotes.CODE, event, pointer, *typographic_quotes.words(event.value))
        elif "\n" in event.value:
            return self._lines(event, pointer)
        elif is_plain:
            try:
                return plain_scalars.value(event.value)
            except plain_scalars.Undecided as undecided:
                self._add_fault(str(undecided), event, pointer, *in_words(str(undecided), event.value)[1:])
        else:
            return str(event.value)
        return None

    def _lines(self, event: Event, pointer: str) -> str:
        """Checks that a text of several lines can be written as a literal block."""
        text = str(event.value)
        lines = text.removesuffix("\n").split("\n")
        if not lines[0] or lines[0].startswith(" ") or not lines[-1]:
            message = "the text begins or ends with an empty line, or begins with a space"
            self._add_fault("malformed-block", event, pointer, message, "remove the empty lines, or the space")
        elif any(line.endswith(" ") for line in lines):
            self._add_fault("trailing-space", event, pointer, "a line of the text ends with a space", "remove it")
        return text


def _span(event: Event) -> Span:
    start, end = event.start_mark, event.end_mark
    # An event of zero width, such as a missing value, still needs a span of one column.
    end_column = end.column + (1 if start.index == end.index else 0)
    return Span(start.line + 1, start.column + 1, end.line + 1, end_column + 1)


def _is_short(item: Any) -> bool:
    """Whether a value can stand in a list on one line."""
    return not (isinstance(item, dict | list) or (isinstance(item, str) and "\n" in item))
