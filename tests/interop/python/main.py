"""Decodes a bundle by the models that datamodel-code-generator makes, as a program in Python would."""

import json
import sys
from importlib import import_module
from pathlib import Path

USAGE = "about\ndecode BUNDLE"


def decode(file: Path) -> str:
    """The text of a bundle as the generated models write what they read; no value of another type is taken."""
    bundle = import_module("bundle").Bundle
    read = bundle.model_validate_json(file.read_bytes(), strict=True)
    text: str = read.model_dump_json(by_alias=True, exclude_unset=True)
    return text


def main(arguments: list[str]) -> int:
    match arguments:
        case ["about"]:
            print(json.dumps({"language": "Python", "parsers": [], "validator": None}))
        case ["decode", file]:
            print(decode(Path(file)))
        case _:
            print(USAGE, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
