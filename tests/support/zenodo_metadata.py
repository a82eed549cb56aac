"""A JSON Schema for `.zenodo.json`, written from what Zenodo documents of deposit metadata.

The attributes are those of "Deposit metadata" in https://developers.zenodo.org, as far as they concern an open dataset.
Zenodo ignores a name that it does not know, so this schema refuses each. Zenodo's own JSON Schema, `legacyrecord.json`,
is older: it lacks `version`, `language` and `method`.
"""

from typing import Any, Final

from nsatu_data.model.string_forms import FORMS

_TEXT: Final = {"type": "string", "minLength": 1}
_DAY: Final = {"type": "string", "format": "date", "pattern": FORMS["Day"].pattern.found}
_RELATIONS: Final = (
    *("isCitedBy", "cites", "isSupplementTo", "isSupplementedBy", "isContinuedBy", "continues", "isDescribedBy"),
    *("describes", "hasMetadata", "isMetadataFor", "isNewVersionOf", "isPreviousVersionOf", "isPartOf", "hasPart"),
    *("isReferencedBy", "references", "isDocumentedBy", "documents", "isCompiledBy", "compiles", "isVariantFormOf"),
    *("isOriginalFormof", "isIdenticalTo", "isAlternateIdentifier", "isReviewedBy", "reviews", "isDerivedFrom"),
    *("isSourceOf", "requires", "isRequiredBy", "isObsoletedBy", "obsoletes"),
)


def _list_of(items: Any) -> dict[str, Any]:
    return {"type": "array", "items": items, "minItems": 1, "uniqueItems": True}


def _closed(required: list[str], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


SCHEMA: Final[dict[str, Any]] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    **_closed(
        ["upload_type", "title", "creators", "description", "access_right", "license"],
        upload_type={"const": "dataset"},
        publication_date=_DAY,
        title=_TEXT,
        # Zenodo divides a name with one comma into the names of a person.
        creators=_list_of(_closed(["name"], name=_TEXT | {"not": {"pattern": "^[^,]*,[^,]*$"}})),
        description=_TEXT,
        access_right={"const": "open"},
        # The identifiers of SPDX, in lower case.
        license={"type": "string", "pattern": "^[a-z0-9.+-]+$"},
        keywords=_list_of(_TEXT),
        notes=_TEXT,
        related_identifiers=_list_of(
            _closed(
                ["identifier", "relation"], identifier={"pattern": "^https://"}, relation={"enum": list(_RELATIONS)}
            )
        ),
        version=_TEXT,
        language={"type": "string", "pattern": "^[a-z]{3}$"},
        method=_TEXT,
    ),
}
