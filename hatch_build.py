"""Build hook that adds the bundle to the wheel, so that loading the packaged dataset reads one file.

The hook checks the records first. If a record is faulty, the build fails.
"""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BundleHook(BuildHookInterface):  # type: ignore[type-arg]
    """Add `nsatu_data/data/bundle.json` to the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the bundle, except to an editable wheel, which reads the records in the checkout."""
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
