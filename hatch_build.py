"""Puts the derived bundle into the wheel, so that loading the packaged dataset reads one file.

The records are judged first: a wheel with a faulty record is not built.
"""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BundleHook(BuildHookInterface):  # type: ignore[type-arg]
    """Writes `nsatu_data/data/bundle.json` into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Adds the bundle to a wheel that is built to be installed; an editable one reads the checkout's records."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from nsatu_data.export import to_json
        from nsatu_data.validation.load_dataset import load

        text = to_json.write(load(Path(self.root, "records")))
        self._folder = tempfile.TemporaryDirectory()
        path = Path(self._folder.name, "bundle.json")
        path.write_text(text, encoding="utf-8", newline="\n")
        build_data["force_include"][str(path)] = "nsatu_data/data/bundle.json"
