"""Shows the fields of a record, or of the manifest, in HTML: each value with links to what it refers to.

Each part of a record has the anchor that the fragment of its identifier names, such as `#evidence-1-selector`.
"""

import html
from collections.abc import Iterator, Mapping
from typing import Any

from docs.site.addresses.parts import facts, items
from docs.site.addresses.places import anchor, to
from docs.site.navigation import link
from nsatu_data.model.field_shape import FieldShape
from nsatu_data.model.field_table import FIELDS
from nsatu_data.rdf.mapping import Property, class_of, properties
from nsatu_data.rdf.namespaces import TERMS, escaped, scheme

Values = Mapping[str, Any]


class Shown:
    """Shows the values of one record, or of the manifest, on the page at a path."""

    def __init__(self, path: str, base: str, labels: Mapping[str, str]) -> None:
        """`base` is the start of the identifiers of the dataset, and `labels` has the label of each record."""
        self._path, self._base, self._labels = path, base, labels

    def of(self, owner: str, values: Values, fragment: str = "") -> str:
        """The values of a model, or of a part whose identifier ends in this fragment."""
        return facts(self._rows(owner, values, fragment))

    def _rows(self, owner: str, values: Values, fragment: str) -> Iterator[tuple[str, str]]:
        known = properties(owner)
        for name, shape in FIELDS[owner].items():
            if name not in values:
                continue
            field = known.get(name)
            # A field with one value, such as the kind, is the class of the record.
            iri = field.iri if field is not None else class_of(str(values[name]))
            inner = f"{fragment}-{name}" if fragment else name
            is_unnamed = name == "voice" and values[name] is None
            shown = "nobody named (null)" if is_unnamed else self._value(shape, field, values[name], inner)
            yield self._name(owner, name, iri), shown

    def _name(self, owner: str, name: str, iri: str) -> str:
        """The name of a field with a link: to the page of a property of ours, or else to the schema reference."""
        if iri.startswith(TERMS):
            return anchor(self._path, iri, name)
        return to(link(self._path, f"schema/README.html#{owner.lower()}"), name)

    def _value(self, shape: FieldShape, field: Property | None, value: Any, fragment: str) -> str:
        if value is None:
            return "the source does not say (null)"
        if shape.part is not None:
            several = list(enumerate(value, 1)) if shape.many else [(0, value)]
            return items([self._part(shape.part, one, f"{fragment}-{at}" if at else fragment) for at, one in several])
        if shape.many:
            return items([self._one(shape, field, one) for one in value])
        return self._one(shape, field, value)

    def _part(self, name: str, values: Values, fragment: str) -> str:
        steps = _steps(name, values, fragment)
        return f'<div id="{html.escape(fragment)}">{steps}{self.of(name, values, fragment)}</div>'

    def _one(self, shape: FieldShape, field: Property | None, value: Any) -> str:
        text = str(value)
        if shape.vocabulary is not None and field is not None:
            definition = next(term.definition for term in shape.vocabulary if term == text)
            return f"{anchor(self._path, f'{scheme(shape.vocabulary)}/{text}', text)}: {html.escape(definition)}"
        if shape.is_reference:
            label = self._labels.get(text)
            return anchor(self._path, self._base + text, text) + (f": {html.escape(label)}" if label else "")
        if field is not None and field.encoding == "code":
            start, end = field.frame
            return anchor(self._path, f"{start}{escaped(text)}{end}", text)
        if shape.alias == "Url":
            return anchor(self._path, escaped(text), text)
        return html.escape(text)


def _steps(name: str, values: Values, fragment: str) -> str:
    """The anchors of the nodes that lead from a part to the values of its fields."""
    fields = (field for field_name, field in properties(name).items() if field_name in values)
    steps = dict.fromkeys(step.name for field in fields for step in field.steps)
    return "".join(f'<span id="{html.escape(fragment)}-{step}"></span>' for step in steps)
