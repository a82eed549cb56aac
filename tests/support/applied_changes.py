"""Applies the changes that `nsatu-data diff --format json` writes to the bundle of the old dataset."""

from copy import deepcopy
from typing import Any

from nsatu_data.model.record_models import RECORDS

JSON = dict[str, Any]


def applied(changes: JSON, bundle: JSON) -> JSON:
    """The bundle after the changes. Raises AssertionError if a change does not fit the bundle."""
    made = deepcopy(bundle)
    for change in changes["manifest"]:
        _apply(change, made["dataset"])
    records = {record["id"]: record for kind in RECORDS for record in made[f"{kind}s"]}
    for removed in changes["removed"]:
        assert records.pop(removed["record"]["id"]) == removed["record"]
    for changed in changes["changed"]:
        for change in changed["changes"]:
            _apply(change, records[changed["id"]])
    for added in changes["added"]:
        assert records.setdefault(added["record"]["id"], added["record"]) is added["record"]
    for kind in RECORDS:
        made[f"{kind}s"] = [records[one] for one in sorted(records) if records[one]["kind"] == kind]
    return made


def _apply(change: JSON, record: JSON) -> None:
    *path, name = change["pointer"].split("/")[1:]
    for step in path:
        record = record[step]
    assert record.get(name, "absent") == change.get("before", "absent")
    assert ("before" in change) == (name in record)
    if "items" in change:
        assert _with_items(change["items"], change.get("before", [])) == _sorted(change.get("after", []))
    record.pop(name, None)
    if "after" in change:
        record[name] = change["after"]


def _with_items(items: list[JSON], before: list[Any]) -> list[str]:
    """The list after the changes of its items, in no particular order."""
    made = list(before)
    for item in items:
        # A list of parts without digests is one item.
        whole = isinstance(item.get("before"), list) or isinstance(item.get("after"), list)
        if "before" in item:
            made = [] if whole else made
            if not whole:
                made.remove(item["before"])
        made += item.get("after", []) if whole else [item["after"]] if "after" in item else []
    return _sorted(made)


def _sorted(items: list[Any]) -> list[str]:
    return sorted(map(repr, items))
