"""Reads the data out of a page that `nsatu-data export html` filled."""

import json
import re
from typing import TYPE_CHECKING, Any

from nsatu_data.export import to_html

if TYPE_CHECKING:
    from nsatu_data.dataset.dataset import Dataset


def payload(dataset: "Dataset") -> dict[str, Any]:
    """The data that the page of a dataset holds, as `payload.ts` declares it."""
    data = re.search('<script type="application/json" id="dataset">(.*?)</script>', to_html.write(dataset))
    assert data is not None
    values: dict[str, Any] = json.loads(data[1])
    return values
