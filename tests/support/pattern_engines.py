"""Matches strings with Python's engine and validation's Rust engine, as `interop/javascript/match.mjs` does."""

import json
import re
import sys

from jsonschema_rs import Draft202012Validator


def main() -> None:
    for line in sys.stdin:
        pattern, head, turn, turns, tail = json.loads(line)
        text = head + turn * turns + tail
        judged = Draft202012Validator({"type": "string", "pattern": pattern}).is_valid(text)
        print(json.dumps([re.search(pattern, text) is not None, judged]))


if __name__ == "__main__":
    main()
