"""`make rehearsal`: builds a release, publishes it to registries on this machine, and uses it from there.

Exit status: 1 if a step fails. No server runs on after that, and nothing is left but the files in `dist/`.
"""

import argparse
import signal
import tempfile
from pathlib import Path

from tests.rehearsal import limits, node_user, published_npm, published_python, versions
from tests.rehearsal.steps import Steps
from tests.support import npm_packages, release_twice
from tests.support.folders import ROOT


def rehearse(folder: Path, temporary: Path, text: Path | None, steps: Steps) -> None:
    """Run every step. One that fails ends only the steps that need it."""
    if steps.run("build twice", lambda: f"{release_twice.make(folder)} files, with the same bytes"):
        published_python.rehearse(folder, temporary / "python", text, steps)
        published_npm.rehearse(folder, temporary / "npm", steps)


def unrehearsed() -> str:
    """What the rehearsal does not show: the list in the document, and the versions that this machine lacks."""
    lacking = versions.not_run(versions.pythons_here(), node_user.nodes_here())
    return f"{limits.listed()}\nNot run here: {', '.join(lacking) or 'no version'}.\n"


def main() -> None:
    parser = argparse.ArgumentParser(description="Rehearses a release on this machine.")
    parser.add_argument("--text", type=Path, help="the article, for the commands of the README that need it")
    text = parser.parse_args().text
    if text is not None and not text.is_file():
        parser.error(f"{text} is no file")
    if reason := npm_packages.missing():
        raise SystemExit(reason)
    # Whatever stops the rehearsal ends the servers too: this exception is one that no step takes for a failure.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    steps = Steps()
    try:
        with tempfile.TemporaryDirectory() as temporary:
            rehearse(ROOT / "dist", Path(temporary), text and text.resolve(), steps)
    except KeyboardInterrupt:
        raise SystemExit("the rehearsal was stopped") from None
    print(f"\nNot rehearsed, because it needs accounts:\n\n{unrehearsed()}")
    if steps.failures:
        raise SystemExit(f"{steps.failures} of {len(steps.done)} steps failed")
    print(f"{len(steps.done)} steps, and none failed")


if __name__ == "__main__":
    main()
