"""Other YAML parsers, for comparison with the package's own reader.

They share no code, with two exceptions that are named here. PyYAML (YAML 1.1) has a counterpart in C, libyaml. ryaml
has libyaml's syntax in Rust, and its own rules for scalars. The others are saphyr (1.2, Rust), rapidyaml (1.2, C++),
js-yaml in its first version, which is still widely used (1.1), and in its latest (1.2), and yaml with the rules of 1.1
and of 1.2.
"""

import io
import json
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, NamedTuple

import ryaml
import ryml  # type: ignore[import-untyped]
import yaml
import yaml12

from tests.support import javascript_programs


class Reading(NamedTuple):
    """A parser's result: JSON text with keys in the parser's order, or else the reason why the text was refused."""

    json: str | None
    error: str = ""


def as_json(value: Any) -> str:
    """JSON text in which `1`, `1.0` and `true` differ. Raises TypeError for values that JSON cannot express."""
    return json.dumps(_exact(value), ensure_ascii=False)


def _exact(value: Any) -> Any:
    if value is None or type(value) in (str, bool, int):
        return value
    if type(value) is list:
        return [_exact(item) for item in value]
    if type(value) is dict and all(type(key) is str for key in value):
        return {key: _exact(item) for key, item in value.items()}
    raise TypeError(f"JSON has no {type(value).__name__} {value!r}")


def _rapidyaml(text: str) -> Any:
    # rapidyaml leaves types to its users, so its JSON output is read. It makes an array of several documents.
    tree = ryml.parse_in_arena(text.encode())
    if tree.is_stream(tree.root_id()):
        raise ValueError("several documents")
    return json.loads(ryml.emit_json(tree))


def _saphyr(text: str) -> Any:
    (document,) = yaml12.parse_yaml(text, multi=True)
    return document


_PARSERS: Final[dict[str, Callable[[str], Any]]] = {
    "PyYAML": lambda text: yaml.SafeLoader(text).get_single_data(),
    "libyaml": lambda text: yaml.CSafeLoader(text).get_single_data(),
    "rapidyaml": _rapidyaml,
    "ryaml": lambda text: ryaml.load(io.StringIO(text)),
    "saphyr": _saphyr,
}


def _by(parser: Callable[[str], Any], text: str) -> Reading:
    try:
        return Reading(as_json(parser(text)))
    except Exception as error:  # noqa: BLE001 - each parser raises what it likes
        return Reading(None, f"{type(error).__name__}: {error}")


def read_by_all(texts: Iterable[str], *, without: frozenset[str] = frozenset()) -> dict[str, list[Reading]]:
    """Each parser's result for each text, by the parser's name, except for the parsers in `without`."""
    texts = list(texts)
    with ThreadPoolExecutor(1) as elsewhere:
        answers = elsewhere.submit(javascript_programs.run, "parse.mjs", texts)
        readings = {
            name: [_by(parser, text) for text in texts] for name, parser in _PARSERS.items() if name not in without
        }
        for answer in answers.result():
            for name, found in answer.items():
                read = Reading(as_json(found["value"])) if "value" in found else Reading(None, found["error"])
                readings.setdefault(name, []).append(read)
    return readings
