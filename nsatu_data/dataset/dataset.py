"""A dataset as typed, immutable, linked records.

Records are ordered by kind, in the order of `Kind`, then by id. References can be followed in both directions.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar, overload

from nsatu_data.dataset.collection import no_such_record, record_with
from nsatu_data.dataset.conversions import Conversions
from nsatu_data.dataset.kind_collections import Collections, MixedRecords
from nsatu_data.model.numbers import counted
from nsatu_data.model.record_models import RECORDS, AnyRecord, Bundle, Evidence, Manifest
from nsatu_data.model.vocabulary import Kind

if TYPE_CHECKING:
    from nsatu_data.dataset.source_texts import SourceText
    from nsatu_data.linking.references import Reference

D = TypeVar("D")


class Dataset(Collections, Conversions):
    """An immutable dataset: its manifest, and its records by kind and by id."""

    _manifest: Manifest
    _texts: Mapping[str, str]

    def __init__(self, manifest: Manifest, records: Iterable[AnyRecord]) -> None:
        by_kind: dict[str, list[Any]] = {kind: [] for kind in RECORDS}
        for record in sorted(records, key=lambda record: record.id):
            by_kind[record.kind].append(record)
        by_id = {record.id: record for kind in by_kind.values() for record in kind}
        # `__setattr__` raises, so attributes are set here directly, as `cached_property` does later.
        self.__dict__.update(_manifest=manifest, _kinds=by_kind, _by_id=by_id, _texts={})

    @classmethod
    def from_bundle(cls, bundle: Bundle) -> "Dataset":
        """Make a dataset from a bundle. References are not checked; `nsatu_data.check` does that."""
        kinds = [getattr(bundle, f"{kind}s") for kind in RECORDS]
        return cls(bundle.dataset, (record for kind in kinds for record in kind))

    @property
    def manifest(self) -> Manifest:
        """The manifest, which describes the dataset as a whole."""
        return self._manifest

    def __getitem__(self, identifier: str) -> AnyRecord:
        """The record with this id. Raises KeyError, with a suggestion, if there is none."""
        return record_with(identifier, self._by_id, "record")

    @overload
    def get(self, identifier: str) -> AnyRecord | None: ...
    @overload
    def get(self, identifier: str, default: D) -> AnyRecord | D: ...
    def get(self, identifier: str, default: Any = None) -> Any:
        """The record with this id, or `default` if there is none."""
        return self._by_id.get(identifier, default)

    def __contains__(self, item: object) -> bool:
        """Whether a record, or a record with this id, is in the dataset."""
        return item in self._by_id if isinstance(item, str) else item in self._by_id.values()

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a dataset is immutable: cannot set {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a dataset is immutable: cannot delete {name}")

    def __reduce__(self) -> tuple[Any, ...]:
        state = ({"_texts": self._texts},) if self._texts else ()
        return type(self), (self._manifest, tuple(self)), *state

    def __iter__(self) -> Iterator[AnyRecord]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Dataset):
            return NotImplemented
        return self._manifest == other._manifest and self._by_id == other._by_id

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        lines = [
            f"<Dataset {self._manifest.title!r} {self._manifest.version}: {counted(len(self), 'record')}>",
            f"  {', '.join(f'{kind}s {len(records)}' for kind, records in self._kinds.items())}",
        ]
        if self._texts:
            lines.append(f"  with the text of {', '.join(self._texts)}")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        """The title, the version, and the number of records of each kind, for notebooks."""
        from nsatu_data.model import html_tables

        caption = f"{self._manifest.title}, version {self._manifest.version}: {counted(len(self), 'record')}"
        rows = [(f"{kind}s", str(len(self._kinds[kind])), kind.definition) for kind in Kind]
        rows.append(("claims", str(len(self.claims)), f"all {', '.join(f'{kind}s' for kind in self.claims.kinds)}"))
        return html_tables.texts(caption, ("collection", "records", "a record is"), rows)

    def _ipython_key_completions_(self) -> list[str]:
        """What the Tab key offers after `[` in IPython and in notebooks."""
        return list(self._by_id)

    def referred_from(self, identifier: str) -> Mapping[str, tuple[AnyRecord, ...]]:
        """The records that a record refers to, by the referring field. Raises KeyError if there is no such record."""
        targets: dict[str, dict[str, AnyRecord]] = defaultdict(dict)
        for reference in _references(self[identifier]):
            if reference.target in self._by_id:
                targets[reference.field][reference.target] = self._by_id[reference.target]
        return MappingProxyType({field: tuple(records.values()) for field, records in targets.items()})

    def referring_to(self, identifier: str) -> Mapping[str, tuple[AnyRecord, ...]]:
        """The records that refer to a record, by the referring field. Raises KeyError if there is no such record."""
        if identifier not in self._by_id:
            raise no_such_record("record", identifier, self._by_id)
        return self._referrers.get(identifier, MappingProxyType({}))

    def neighbours(self, record: str | AnyRecord, depth: int = 1) -> MixedRecords:
        """The records that references connect to a record, in either direction, in at most `depth` steps.

        The nearest come first. No path leads through a source, because nearly every record refers to its source.
        Raises KeyError if there is no such record, and ValueError if `depth` is negative.
        """
        from nsatu_data.dataset.neighbours import levels

        if depth < 0:
            raise ValueError(f"depth is {depth}, but a number of steps cannot be negative")
        start = self[record if isinstance(record, str) else record.id].id
        found = [
            self._by_id[one] for level in levels(start, depth, self._linked) for one in self._by_id if one in level
        ]
        return MixedRecords(found, self._by_id)

    def _linked(self, identifier: str) -> set[str]:
        """The ids of the records that are one reference away."""
        linked = (*self.referred_from(identifier).values(), *self.referring_to(identifier).values())
        return {record.id for records in linked for record in records}

    def search(self, words: str) -> MixedRecords:
        """The records that have all the words in their labels, names, aliases and statements together.

        A word is found at the beginning of a word, without regard to case and accents. Records that have all the words
        in their label or names come first. Raises ValueError if `words` has no letter or digit.
        """
        from nsatu_data.dataset import search

        wanted = search.folded_words([words])
        if not wanted:
            raise ValueError(search.NO_WORD)
        return MixedRecords(search.search(self, wanted), self._by_id)

    def with_texts(self, texts: "Mapping[str, SourceText]") -> "Dataset":
        """The same dataset with texts of its sources, so that `words` can show what evidence points to.

        `texts` maps the id of a source to the file with its text, or to the bytes of that file. The id may be empty if
        there is only one source. Raises InvalidDataset if a text is not the one that the source's record describes,
        KeyError for an unknown source, and CannotRun for a file that cannot be read.
        """
        from nsatu_data.dataset.source_texts import verified

        made = type(self)(self._manifest, self)
        made.__dict__["_texts"] = {**self._texts, **verified(self.sources, texts)}
        return made

    def words(self, evidence: Evidence) -> str:
        """The words that evidence points to, if `with_texts` was given the text.

        Raises ValueError if it was not, or if the words are not those of the evidence's digest.
        """
        from nsatu_data.dataset.source_texts import words

        return words(evidence, self._texts)

    @cached_property
    def _referrers(self) -> dict[str, Mapping[str, tuple[AnyRecord, ...]]]:
        referrers: dict[str, dict[str, dict[str, AnyRecord]]] = defaultdict(lambda: defaultdict(dict))
        for record in self:
            for reference in _references(record):
                referrers[reference.target][reference.field][record.id] = record
        return {
            target: MappingProxyType({field: tuple(records.values()) for field, records in fields.items()})
            for target, fields in referrers.items()
        }


def _references(record: AnyRecord) -> Iterator["Reference"]:
    # Imported late: loading and lookup do not need it.
    from nsatu_data.linking.references import references

    return references(record)
