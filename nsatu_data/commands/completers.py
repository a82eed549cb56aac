"""Answers the shell that asks how an unfinished command line goes on.

The scripts that `nsatu-data completion` prints run the command with the variable `_ARGCOMPLETE`. The library
argcomplete then reads the line, and asks the functions below about the argument at the cursor. They read no record.
"""

import argparse
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from nsatu_data.commands.options import chosen
from nsatu_data.model.vocabulary import Kind

if TYPE_CHECKING:
    from pathlib import Path

    from nsatu_data.model.field_shape import FieldShape

Words = Mapping[str, str]
"""Completions with their descriptions, which may be empty."""
Completer = Callable[..., Words]

_ENTITIES: Final = ("source", "actor", "place")


def answer(parser: argparse.ArgumentParser) -> None:
    """Write the completions for the shell, and exit. The environment has the command line."""
    from argcomplete.finders import CompletionFinder

    class Finder(CompletionFinder):
        """Completes `--sort -cert` too. By itself, argcomplete takes every word after a hyphen for an option."""

        def collect_completions(
            self, active_parsers: list[argparse.ArgumentParser], parsed_args: argparse.Namespace, cword_prefix: str
        ) -> list[str]:
            unfinished: list[argparse.Action] = vars(active_parsers[-1])["active_actions"]
            if cword_prefix[:1] == "-" and any(action.option_strings == ["--sort"] for action in unfinished):
                words = _orders(cword_prefix, parsed_args)
                self._display_completions = dict(words)
                return [word for word in words if word.startswith(cword_prefix)]
            return super().collect_completions(active_parsers, parsed_args, cword_prefix)

    attach(parser)
    Finder()(parser, always_complete_options=False)


def attach(parser: argparse.ArgumentParser) -> None:
    """Give a completer to each argument of a parser and its commands that does not have a list of choices."""
    for action in parser._actions:  # noqa: SLF001
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for command in action.choices.values():
                attach(command)
        elif action.choices is None and action.nargs != 0:
            vars(action)["completer"] = completer_of(action)


def completer_of(action: argparse.Action) -> Completer:
    """The completer of an argument, by its destination, or else by its placeholder. Raises KeyError for others."""
    return _BY_DESTINATION.get(action.dest) or _BY_PLACEHOLDER[str(action.metavar)]


def _nothing(**_: Any) -> Words:
    return {}


def _files(prefix: str, **_: Any) -> Words:
    from argcomplete.completers import FilesCompleter

    return dict.fromkeys(FilesCompleter()(prefix), "")


def _folders(prefix: str, **_: Any) -> Words:
    from argcomplete.completers import DirectoriesCompleter

    return dict.fromkeys(DirectoriesCompleter()(prefix), "")


def _ids(parsed_args: argparse.Namespace, **_: Any) -> Words:
    return _ids_of(parsed_args, None)


def _sources(parsed_args: argparse.Namespace, **_: Any) -> Words:
    return _ids_of(parsed_args, ["source"])


def _claims(parsed_args: argparse.Namespace, **_: Any) -> Words:
    return _ids_of(parsed_args, [str(kind) for kind in Kind if kind not in _ENTITIES])


def _ids_of(options: argparse.Namespace, kinds: Iterable[str] | None) -> Words:
    """The ids of records of these kinds, or of any kind."""
    from nsatu_data.model.identifiers import kind_of
    from nsatu_data.storage.record_ids import record_ids

    path: Path | None = chosen(options)
    wanted = None if kinds is None else set(kinds)
    return {one: "" for one in record_ids(path) if wanted is None or kind_of(one) in wanted}


def _texts(prefix: str, parsed_args: argparse.Namespace, **_: Any) -> Words:
    """Sources, each with an equals sign, and files; after the equals sign, files."""
    source, equals, file = prefix.partition("=")
    if equals:
        return {f"{source}={name}": "" for name in _files(file)}
    return {**{f"{name}=": "" for name in _sources(parsed_args)}, **_files(prefix)}


def _explained(**_: Any) -> Words:
    from nsatu_data.manuals import codes, manual
    from nsatu_data.model import glossary

    return {**{code: manual(code).summary for code in codes()}, **glossary.words()}


def _field_names(prefix: str, parsed_args: argparse.Namespace, **_: Any) -> Words:
    """Fields separated by commas: the last one is completed, and those before it are not offered again."""
    before, comma, _last = prefix.rpartition(",")
    named = before.split(",")
    return {
        f"{before}{comma}{name}": shapes[0].description
        for name, shapes in _fields(parsed_args).items()
        if name not in named
    }


def _orders(prefix: str, parsed_args: argparse.Namespace, **_: Any) -> Words:
    """Fields separated by commas, and after a hyphen the same fields, for descending order."""
    before, comma, last = prefix.rpartition(",")
    hyphen = last[:1] if last.startswith("-") else ""
    named = {name.removeprefix("-") for name in before.split(",")}
    return {
        f"{before}{comma}{hyphen}{name}": shapes[0].description
        for name, shapes in _fields(parsed_args).items()
        if name not in named
    }


def _conditions(prefix: str, parsed_args: argparse.Namespace, **_: Any) -> Words:
    """Fields, each with an equals sign; after the equals sign, the terms or ids that the field can have."""
    fields = _fields(parsed_args)
    name, equals, _value = prefix.partition("=")
    if not equals:
        return {f"{one}=": shapes[0].description for one, shapes in fields.items()}
    values: dict[str, str] = {}
    for shape in fields.get(name, ()):
        values.update(_values(shape, parsed_args))
    return {f"{name}={value}": description for value, description in values.items()}


def _fields(options: argparse.Namespace) -> "dict[str, list[FieldShape]]":
    """The fields of the kind on the command line, or of all kinds, by name."""
    from nsatu_data.model.field_table import FIELDS

    kind = str(getattr(options, "kind", None))
    found: dict[str, list[FieldShape]] = {}
    for one in [kind] if kind in FIELDS else map(str, Kind):
        for name, shape in FIELDS[one].items():
            found.setdefault(name, []).append(shape)
    return found


def _values(shape: "FieldShape", options: argparse.Namespace) -> Words:
    from nsatu_data.model.string_forms import FORMS

    null = {"null": "without a value"} if shape.nullable or not shape.required else {}
    if shape.constant is not None:
        return {shape.constant: ""}
    if shape.vocabulary is not None:
        return {**{str(term): term.definition for term in shape.vocabulary}, **null}
    alias = "SourceId" if shape.part == "Evidence" else shape.alias
    kinds = FORMS[alias].kinds if alias is not None else ()
    return {**(_ids_of(options, map(str, kinds)) if kinds else {}), **null}


_BY_DESTINATION: Final[dict[str, Completer]] = {"about": _claims, "sort": _orders, "source": _sources}
_BY_PLACEHOLDER: Final[dict[str, Completer]] = {
    "DIR": _folders,
    "FIELD=VALUE": _conditions,
    "FIELDS": _field_names,
    "FILE": _files,
    "ID": _ids,
    "N": _nothing,
    "NEW": _files,
    "OLD": _files,
    "PATH": _files,
    "SLUG": _nothing,
    "SOURCE": _sources,
    "TEXT": _nothing,
    "WORD": _explained,
    "QUERY": _nothing,
    "WORDS": _nothing,
    "[SOURCE_ID=]FILE": _texts,
}
