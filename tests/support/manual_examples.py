"""Reads the examples in the manuals of codes, and applies them to the example dataset.

A manual's examples follow its prose, the bad ones first:

    Bad, in `actor/arda.yaml`:

        name: 'Arda'

    Good:

        name: "Arda"

- A line that begins with *Bad* or *Good* begins a side. *and in `file`:* continues the side in another file. A side
  that names no file changes the first file of the side before it.
- A fragment is an indented block of an example. It replaces the first top-level key that it shares with its file; the
  other shared keys are removed. A fragment that shares no key is appended. If a fragment begins with a space, it
  replaces the first lines with the same keys.
- *the whole of `file`* means that the fragment is the whole file. So does a fragment for a file that does not exist.
- A fragment that begins with `$` is a command, and its output is the fragment. If the side names no file, its commands
  run in the dataset's folder, the good ones after the bad ones. `nsatu-data validate` then says how to validate the
  dataset.
- In `bundle.json` a fragment is a member of the bundle, and `{"id": "actor/arda", ...}` stands for the whole record
  with this id. The bundle is then validated instead of the dataset.
- `article.txt` holds the text and lies next to the dataset. A fragment replaces its first lines.
- Text that begins with two hyphens, as in ``with `--text source/river-pact=article.txt` ``, is an option of `validate`.
  It also applies to the sides that follow.
"""

import json
import re
import shlex
import subprocess
from pathlib import Path
from typing import Final, NamedTuple

from nsatu_data.model.record_models import RECORDS
from tests.support import river_pact
from tests.support.example_datasets import by_id, write_folder

BUNDLE: Final = "bundle.json"
ARTICLE: Final = "article.txt"

_EXAMPLE: Final = re.compile(
    r"^(?P<side>Bad|Good|and)\b(?P<whole>,? the whole of)?(?:.*? ?`(?P<file>\w[\w./-]*)`)?(?P<rest>.*):\n\n"
    r"(?P<block>(?:(?: {4}.*)?\n)+)",
    re.MULTILINE,
)
_OPTION: Final = re.compile("`(--[^`]+)`")
_KEY: Final = re.compile(r"[\"']?([A-Za-z_]+)[\"']? *:")
_HEAD: Final = re.compile(r"( *(?:- )?[a-z0-9_]+:)")
_ELIDED: Final = re.compile(r'\{"id": "([^"]+)", \.\.\.\}')


class Piece(NamedTuple):
    """A block of an example: its file, empty for commands; its text; and whether the block is the whole file."""

    file: str
    whole: bool
    text: str


class Side(NamedTuple):
    """The bad or the good half of an example, with its options of `validate`."""

    pieces: tuple[Piece, ...]
    options: tuple[str, ...]


def sides(text: str) -> dict[str, list[Side]]:
    """The examples in a manual's text: the sides under *Bad* and those under *Good*."""
    found: dict[str, list[Side]] = {"Bad": [], "Good": []}
    side, file = "", ""
    options: tuple[str, ...] = ()
    for match in _EXAMPLE.finditer(f"{text}\n"):
        is_new = match["side"] != "and"
        file = match["file"] or file
        options = tuple(shlex.split(" ".join(_OPTION.findall(match["rest"])))) or options
        block = "".join(f"{line[4:]}\n" for line in match["block"].rstrip("\n").split("\n"))
        piece = Piece(file, match["whole"] is not None, block)
        side = match["side"] if is_new else side
        before = () if is_new else found[side].pop().pieces
        found[side].append(Side((*before, piece), options))
    return found


def lay_out(folder: Path) -> None:
    """Write the example into an empty folder: the dataset into `records`, and its text."""
    write_folder(folder / "records")
    (folder / ARTICLE).write_bytes(river_pact.TEXT.encode())


def apply(side: Side, folder: Path) -> list[str]:
    """Apply a side to the example in a folder, and return the arguments that validate it."""
    arguments = ["validate", *side.options]
    for piece in side.pieces:
        if not piece.file:
            for command in _commands(piece.text):
                if command.startswith("nsatu-data "):
                    arguments = shlex.split(command)[1:]
                else:
                    subprocess.run(["sh", "-c", command], cwd=folder / "records", check=True)
            continue
        path = folder / piece.file if piece.file in (BUNDLE, ARTICLE) else folder / "records" / piece.file
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(_changed(piece, path))
    is_bundle = any(piece.file == BUNDLE for piece in side.pieces)
    return [*arguments, BUNDLE] if is_bundle else arguments


def _commands(text: str) -> list[str]:
    return [line.removeprefix("$ ") for line in text.splitlines() if line.startswith("$ ")]


def _printed(command: str) -> bytes:
    return subprocess.run(["sh", "-c", command], capture_output=True, check=True).stdout


def _changed(piece: Piece, path: Path) -> bytes:
    fragment = piece.text.encode()
    commands = _commands(piece.text)
    if commands:
        fragment = b"".join(map(_printed, commands))
    if piece.file == BUNDLE:
        return _bundle_with(fragment.decode()).encode()
    if piece.whole or not path.exists():
        return fragment
    lines = path.read_bytes().splitlines(keepends=True)
    new = fragment.splitlines(keepends=True)
    if piece.file == ARTICLE:
        return b"".join([*new, *lines[len(new) :]])
    return b"".join(_nested(lines, new) if fragment.startswith(b" ") else _at_top(lines, new))


def _head(line: bytes) -> str | None:
    found = _HEAD.match(line.decode(errors="replace"))
    return found[1] if found else None


def _nested(lines: list[bytes], new: list[bytes]) -> list[bytes]:
    heads = [_head(line) for line in lines]
    wanted = [_head(line) for line in new]
    at = next(at for at in range(len(lines)) if heads[at : at + len(wanted)] == wanted)
    return [*lines[:at], *new, *lines[at + len(new) :]]


def _at_top(lines: list[bytes], new: list[bytes]) -> list[bytes]:
    keys = {found[1].lower() for line in new if (found := _KEY.match(line.decode(errors="replace")))}
    kept: list[bytes] = []
    at: int | None = None
    goes = False
    for line in lines:
        found = _KEY.match(line.decode())
        goes = found[1] in keys if found else goes
        if goes and at is None:
            at = len(kept)
        if not goes:
            kept.append(line)
    at = len(kept) if at is None else at
    return [*kept[:at], *new, *kept[at:]]


def _bundle_with(fragment: str) -> str:
    records = by_id()
    members = {"dataset": json.dumps(river_pact.manifest())}
    for kind in RECORDS:
        members[f"{kind}s"] = json.dumps([values for values in records.values() if values["kind"] == kind])
    key, _, member = fragment.partition(":")
    members[json.loads(key)] = _ELIDED.sub(lambda found: json.dumps(records[found[1]]), member)
    return "{" + ",".join(f'"{key}":{member}' for key, member in members.items()) + "}\n"
