"""The edits that help texts propose, made as a reader would make them.

`WAYS` pairs the wording of a help, or of a part of it, with a function that makes the edit. A help that offers several
ways has one entry for each.
"""

import json
import re
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from nsatu_data.authoring import format_files
from nsatu_data.cli import main
from nsatu_data.diagnostics import Diagnostic, Span

Found = re.Match[str]


class Site:
    """The file with the finding, and edits to it. The working directory is the dataset."""

    def __init__(self, finding: Diagnostic, texts: dict[str, Path]) -> None:
        self.finding = finding
        self.texts = texts
        self.file = Path(finding.file)
        self.is_bundle = self.file.suffix == ".json"

    @property
    def span(self) -> Span:
        assert self.finding.span is not None
        return self.finding.span

    def text(self) -> str:
        return self.file.read_bytes().decode("utf-8", "surrogateescape")

    def write(self, text: str) -> None:
        self.file.write_bytes(text.encode("utf-8", "surrogateescape"))

    def offsets(self) -> tuple[int, int]:
        """The offsets in the text at which the marked span begins and ends."""
        starts = [0, *(found.end() for found in re.finditer("\r\n|[\n\r]", self.text()))]
        span = self.span
        return starts[span.line - 1] + span.column - 1, starts[span.end_line - 1] + span.end_column - 1

    def marked(self) -> str:
        start, end = self.offsets()
        return self.text()[start:end]

    def splice(self, words: str) -> None:
        """Replace the marked span with `words`."""
        start, end = self.offsets()
        text = self.text()
        self.write(text[:start] + words + text[end:])

    def replace_line(self, change: Callable[[str], str]) -> None:
        lines = self.text().split("\n")
        lines[self.span.line - 1] = change(lines[self.span.line - 1])
        self.write("\n".join(lines))

    def remove_line(self) -> None:
        lines = self.text().split("\n")
        del lines[self.span.line - 1]
        self.write("\n".join(lines))

    def remove_block(self) -> None:
        """Remove the field or item that begins on the line, with all deeper lines."""
        lines = self.text().split("\n")
        start = self.span.line - 1
        depth = _depth(lines[start])
        end = start + 1
        while end < len(lines) and lines[end].strip() and _depth(lines[end]) > depth:
            end += 1
        del lines[start:end]
        self.write("\n".join(lines))

    def remove_from_list(self) -> None:
        """Remove the marked item from a list on one line, and the whole field if the list becomes empty."""
        self.splice("\x00")
        left = re.sub("\x00, |, \x00|\x00", "", self.text())
        self.write(re.sub(r"^ *\w+: \[\]\n", "", left, flags=re.MULTILINE))

    def value(self) -> tuple[Any, Any, str | int]:
        """A bundle, the container in it that holds the value of the finding, and the key or index of the value."""
        whole = json.loads(self.text())
        assert self.finding.pointer is not None
        *path, last = [part.replace("~1", "/").replace("~0", "~") for part in self.finding.pointer.split("/")[1:]]
        inner = whole if path[:1] and path[0] in whole else _record(whole, self.finding.record)
        for part in path:
            inner = inner[int(part) if isinstance(inner, list) else part]
        return whole, inner, int(last) if isinstance(inner, list) else last


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _record(bundle: dict[str, Any], identifier: str | None) -> Any:
    records = [one for value in bundle.values() if isinstance(value, list) for one in value]
    return next(one for one in records if isinstance(one, dict) and one.get("id") == identifier)


def _write_word(site: Site, found: Found) -> None:
    word = found["word"]
    if site.is_bundle and site.marked().startswith('"') and not word.startswith('"'):
        word = word if word == "null" else json.dumps(word)
    site.splice(word)


def _quote(site: Site, _: Found) -> None:
    marked = site.marked()
    site.splice(json.dumps(marked[1:-1].replace("''", "'") if marked.startswith("'") else marked, ensure_ascii=False))


def _remove(site: Site, _: Found) -> None:
    if not site.is_bundle:
        return site.remove_block()
    whole, container, key = site.value()
    del container[key]
    return site.write(json.dumps(whole, indent=2, ensure_ascii=False))


def _remove_marked(site: Site, _: Found) -> None:
    site.splice("")


def _remove_tag(site: Site, _: Found) -> None:
    start, end = site.offsets()
    text = site.text()
    site.write(text[:start] + text[end:].removeprefix(" "))


def _format(*_: object) -> None:
    """Run `nsatu-data format`, which makes the edit that the help describes."""
    format_files.write(format_files.formatting_of([Path()]).changes)


def _give_reason(site: Site, _: Found) -> None:
    field = (site.finding.pointer or "").removeprefix("/")
    lines = site.text().split("\n")
    reason = f'  {field}: "The words say it otherwise."'
    if "against_words:" in lines:
        lines.insert(lines.index("against_words:") + 1, reason)
    else:
        place = next(n for n, line in enumerate(lines) if re.match("about:|occurrence:|evidence:", line))
        lines[place:place] = ["against_words:", reason]
    site.write("\n".join(lines))


def _remove_file(site: Site, _: Found) -> None:
    if site.file.is_dir() and not site.file.is_symlink():
        shutil.rmtree(site.file)
    else:
        site.file.unlink()


def _rename(site: Site, found: Found) -> None:
    target = Path(found["word"] or found["folder"])
    if target.is_dir():
        for file in site.file.iterdir():
            file.rename(target / file.name)
        site.file.rmdir()
    elif not target.exists():
        target.parent.mkdir(exist_ok=True)
        site.file.rename(target)


def _move_to_id(site: Site, _: Found) -> None:
    target = Path(re.findall(r"^id: (\S+)", site.text(), re.MULTILINE)[0] + ".yaml")
    if not target.exists():
        target.parent.mkdir(exist_ok=True)
        site.file.rename(target)


def _move_to_kind(site: Site, _: Found) -> None:
    (kind,) = re.findall(r"^kind: (\S+)", site.text(), re.MULTILINE)
    target = Path(kind, site.file.name)
    text = re.sub("^id: .*", f"id: {target.with_suffix('').as_posix()}", site.text(), flags=re.MULTILINE)
    if not target.exists():
        target.parent.mkdir(exist_ok=True)
        site.file.rename(target)
        target.write_text(text)


def _put_file_itself(site: Site, _: Found) -> None:
    if site.file.is_symlink() and site.file.exists():
        target = site.file.resolve()
        site.file.unlink()
        (shutil.copytree if target.is_dir() else shutil.copyfile)(target, site.file)


def _save_as_utf_8(site: Site, _: Found) -> None:
    data = site.file.read_bytes()
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-16-le" if b"\x00" in data else "latin-1"
    site.file.write_bytes(data.decode(encoding).encode())


def _sort_records(site: Site, _: Found) -> None:
    bundle = json.loads(site.text())
    for value in bundle.values():
        if isinstance(value, list):
            value.sort(key=lambda record: record["id"])
    site.write(json.dumps(bundle, indent=2, ensure_ascii=False))


def _keep_one_record(site: Site, _: Found) -> None:
    bundle = json.loads(site.text())
    for kind, value in bundle.items():
        if isinstance(value, list):
            bundle[kind] = list({record["id"]: record for record in value}.values())
    site.write(json.dumps(bundle, indent=2, ensure_ascii=False))


def _keep_one_key(site: Site, _: Found) -> None:
    if site.is_bundle:
        site.write(json.dumps(json.loads(site.text()), indent=2, ensure_ascii=False))
    elif site.text().split("\n")[site.span.line - 1].lstrip().startswith(site.marked()):
        site.remove_block()


def _remove_item(site: Site, found: Found) -> None:
    line = site.text().split("\n")[site.span.line - 1]
    if site.is_bundle:
        _remove(site, found)
    elif "[" in line:
        site.remove_from_list()
    else:
        # The marked span may be a field of the item.
        while not site.text().split("\n")[site.span.line - 1].lstrip().startswith("- "):
            line_number = site.span.line - 1
            site.finding = site.finding._replace(span=site.span._replace(line=line_number, end_line=line_number))
        site.remove_block()


def _compose(site: Site, _: Found) -> None:
    # The mark in the finding combines with the characters before it.
    site.replace_line(lambda line: unicodedata.normalize("NFC", line))


def _write_character(site: Site, _: Found) -> None:
    site.splice(json.loads(f'"{site.marked()}"') if site.finding.code == "unknown-escape" else "\u00e9")


def _close_quote(site: Site, _: Found) -> None:
    site.replace_line(lambda line: f'{line}"')


def _space_singly(site: Site, _: Found) -> None:
    site.replace_line(lambda line: re.sub(r'(?<=") +| +(?=")', "", re.sub(r"(?<=\S) {2,}(?=\S)", " ", line)))
    site.replace_line(lambda line: re.sub(r'^(\s*\w+:)(?=")', r"\1 ", line))


def _write_on_one_line(site: Site, _: Found) -> None:
    head, *rest = site.text().split("\n" + " " * 2)
    lines = site.text().split("\n")
    start = site.span.line - 1
    end = start + 1
    while end < len(lines) and lines[end].startswith("  "):
        end += 1
    words = " ".join(line.strip() for line in lines[start + 1 : end])
    lines[start:end] = [f"{lines[start].partition(':')[0]}: {json.dumps(words, ensure_ascii=False)}"]
    assert head or rest
    site.write("\n".join(lines))


def _name_existing(site: Site, found: Found) -> None:
    kind = found["kind"]
    files = sorted(Path(kind).glob("*.yaml"))
    if files and not site.is_bundle:
        site.splice(f"{kind}/{files[0].stem}")


def _run_realign(site: Site, found: Found) -> None:
    source = found["source"]
    # If another pointer is lost or ambiguous, the command writes nothing and says what to do first.
    main(["cite", source, "--text", str(site.texts[source]), "--realign", "--write", "--dataset", "."])


def _bring_down(site: Site, _: Found) -> None:
    """Move what follows the quotes into them, without the comment sign."""
    site.replace_line(lambda line: re.sub(r'"(\s*)(\S.*)$', r'\1\2"', line))


def _end_line(site: Site, _: Found) -> None:
    site.write(site.text().rstrip("\n ") + "\n")


def _write_null_for_number(site: Site, _: Found) -> None:
    start, _end = site.offsets()
    text = site.text()
    site.write(text[:start] + re.sub("^[-+\\w.]+", "null", text[start:]))


def _rename_key(site: Site, _: Found) -> None:
    site.replace_line(lambda line: re.sub(r"^([ -]*)(.*?) *:", lambda key: f"{key[1]}{_lower(key[2])}:", line, count=1))


def _make_one_main(*_: object) -> None:
    file = min(Path("event").iterdir())
    file.write_text(file.read_text().replace("prominence: other", "prominence: main"))


def _give_reason_to_skip(site: Site, _: Found) -> None:
    depth = " " * (site.span.column - 1)
    site.replace_line(lambda line: f'{line}\n{depth}skip: "It repeats the sentence before it."')


def _choose_slug(site: Site, _: Found) -> None:
    identifier = site.marked()
    site.splice(f"{identifier}-again")
    site.file.rename(f"{identifier}-again.yaml")


def _name_dataset(site: Site, _: Found) -> None:
    if re.fullmatch(r'"?[a-z0-9-]+"?', site.marked()):
        site.splice(re.sub(r"[a-z0-9-]+", "another-name", site.marked()))
    elif site.text().startswith("{"):
        site.replace_line(lambda line: line.replace('{"dataset": {', '{"dataset": {"id": "another-name", ', 1))
    else:
        site.write(f"id: another-name\n{site.text()}")


def _write_real_day(site: Site, _: Found) -> None:
    site.splice(re.sub(r"(\d{4}-\d\d)-\d\d", r"\1-01", site.marked()))


def _name_cited_source(site: Site, _: Found) -> None:
    (source, *_others) = re.findall(r"source: (\S+)", site.text())
    site.splice(source)


def _lower(key: str) -> str:
    return re.sub("[^a-z0-9]+", "_", key.strip("\"'").lower()).strip("_0123456789") or "key"


def _write_key_and_value(site: Site, _: Found) -> None:
    lines = site.text().split("\n")
    at = site.span.line - 1
    if at == 0:
        # The line is prose: which keys to write depends on what the author means.
        return
    if re.match(r" *[a-z_]+ \S", lines[at]) and not lines[at - 1].endswith((":", '"')) and _depth(lines[at]) == 0:
        lines[at] = lines[at].replace(" ", ": ", 1)
    else:
        lines[at - 1 : at + 1] = [f"{lines[at - 1].rstrip()} {lines[at].strip()}"]
    site.write("\n".join(lines))


def _write_spaces(site: Site, _: Found) -> None:
    site.splice(" " * 2)


def _write_type(example: str) -> Callable[[Site, Found], None]:
    return lambda site, _: site.splice(example)


_ONE = r'(?P<word>"[^"]*"|[a-zA-Z0-9-]+)'

WAYS: Final[tuple[tuple[str, Callable[[Site, Found], None]], ...]] = (
    # Replacements for the marked span.
    (r"did you mean (?P<word>[a-z0-9/_-]+)\?", _write_word),
    (r"did you mean `(?P<word>[a-z0-9_]+)`\?", _write_word),
    (r"write one of (?P<word>[a-z0-9_]+)(?:, .*)?", _write_word),
    (r"write (?P<word>[a-z0-9/-]+), cite other words, or .*", _write_word),
    (r"write (?P<word>[a-z0-9/-]+), or (?:move|keep) .*", _write_word),
    (r"write (?P<word>actual|certain|null)(?: or .*)?", _write_word),
    (r"write (?:.* or )?(?P<word>prospective|probable|possible)(?: or .*)?", _write_word),
    (r'write (?P<word>"(?:[^"\\]|\\.)*")(?:; or .*| if it is text.*)?', _write_word),
    (r"write .*; or (?P<word>\".*\") if the quotes belong to the text", _write_word),
    (r"write .* if it is text, or (?P<word>\S+) (?:if it is a number|if the source is silent)", _write_word),
    (r"write a number of at (?:least|most) (?P<word>[0-9]+)", _write_word),
    (r"write `prominence: other` in one of the two events", _write_type("other")),
    (r"write null if there is no number", _write_null_for_number),
    (r"write a value, or null: .*", lambda site, _: site.replace_line(lambda line: f"{line} null")),
    (r"update the records to schema version (?P<version>.*)", lambda site, found: site.splice(f'"{found["version"]}"')),
    *((rf"write an? [^:]+: (?:[^ ]+, ){{{number}}}(?P<word>[^ ,]+)(?:, .*)?", _write_word) for number in range(5)),
    (r"write a SHA-256 digest: .*", _write_type(json.dumps("0" * 64))),
    (r"write a list", lambda site, _: site.splice("[]" if site.marked() == "null" else f"[{site.marked()}]")),
    (r"write the id of a speaker: a (?P<kind>source) or an actor", _name_existing),
    (r"write `prominence: main` in one of its events", _make_one_main),
    (r"encode what it says, or give a reason not to under `skip`", _give_reason_to_skip),
    (r"end the line with a line feed", _write_type("\n")),
    (r"choose another slug", _choose_slug),
    (r"write a short name as `id`, such as `id: river-pact`; .*", _name_dataset),
    (r"give each dataset an id of its own, or .*", _name_dataset),
    (r"write a day that exists", _write_real_day),
    (r"name the source that the evidence is from", _name_cited_source),
    (r"rename the key, and write it without quotes", _rename_key),
    (r"write a whole number", _write_type("1")),
    (r"write a string(?:, or .*)?", _write_type('"Words"')),
    (r"write an address that begins with http:// or https://", _write_type('"https://example.org/"')),
    (r"write the words that the source uses", _write_type('"Arda"')),
    (r"write the id of a record under (?P<kind>\w+)/, or .*", _name_existing),
    (r"write the id of an? (?P<kind>\w+)", _name_existing),
    # Quotes.
    (r'put it in quotes if it is text.*|put it in "double quotes"|use double quotes', _quote),
    # Removals.
    (r"remove the line|.*; or remove the key", lambda site, _: site.remove_line()),
    (r".*, or leave the (?:field|code) out|leave headquarters out|remove the field; .*|remove the exception", _remove),
    (r"remove `skip` or the evidence", _remove),
    (r"remove it from `mentions`|list it once|remove one of (?:these references|the two)", _remove_item),
    (r"(?:encode what the text says now|cite .*), or remove the evidence(?: if .*)?", _remove_item),
    (r"keep one of them", _keep_one_key),
    (r"keep one of the records", _keep_one_record),
    (r"remove the character|remove the tag latin .*|save the file without it", _remove_marked),
    (r"remove it", _remove_marked),
    (r"remove the tag", _remove_tag),
    (r".*or give a reason under `against_words`", _give_reason),
    # Files.
    (r".*(?:or remove (?:it|the file)|or out of the dataset)", _remove_file),
    (
        r"remove it(?: when no other run|; nsatu-data did not).*|write .*, or keep one of the two records.*",
        _remove_file,
    ),
    (r"did you mean `(?P<word>[a-z-]+/|[a-z0-9/-]+\.yaml)`\?|move its files to `(?P<folder>\w+/)`", _rename),
    (r"write \S+, or move the record", _move_to_id),
    (r"write \S+, or move the file to the folder of its kind", _move_to_kind),
    (r"put the file itself here", _put_file_itself),
    (r"save the file as UTF-8.*", _save_as_utf_8),
    (r"sort the records of a kind by id", _sort_records),
    # Characters and lines.
    (r"write the composed form of the character", _compose),
    (r"write the character(?: itself; .*)?", _write_character),
    (r"close the quotes; .*", _close_quote),
    (r"write single spaces, between words only", _space_singly),
    (r"write it on one line", _write_on_one_line),
    (r"write spaces", _write_spaces),
    (r"write `key: value`; a value stays on the line of its key", _write_key_and_value),
    (r"put all of it between the quotes", _bring_down),
    (r"end the file with exactly one line feed", _end_line),
    # Commands, and edits that `nsatu-data format` makes exactly.
    (r".*run nsatu-data cite (?P<source>\S+) --text FILE --realign --write", _run_realign),
    (r".*`nsatu-data format` does that", _format),
    (r"write the value out.*|write the keys out|indent .*|begin an item with .*", _format),
    (
        r"write `(?:key: value|- item)`|write each `key: value` on its own line, .*|separate items by a comma .*",
        _format,
    ),
    (r"write a quoted string on one line, or .*|write `\|` or `\|-`|write the text below the key, .*", _format),
)
"""Wordings of helps with the edit for each."""
