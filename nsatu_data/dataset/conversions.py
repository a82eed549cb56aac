"""Methods of a dataset that make data frames and graphs. Each imports its library when it is called."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import networkx as nx
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from nsatu_data.dataset.evidence_rows import EvidenceRow
    from nsatu_data.frames.description import FrameName
    from nsatu_data.model.record_models import AnyRecord, Manifest
    from nsatu_data.model.vocabulary import Kind


class Conversions:
    """A dataset's frames and graph.

    The name of a frame is a kind, such as `risk`; or `claims`, `evidence` or `dataset`. A frame of a kind has a row for
    each record and a column for each field. `claims` has all claims, with labels next to ids. `evidence` has a row for
    each pointer, and `dataset` one row, the manifest. Every method that takes a name raises ValueError for an unknown
    one, and MissingExtra, an ImportError, if its library is not installed.
    """

    if TYPE_CHECKING:
        _by_id: Mapping[str, AnyRecord]

        @property
        def manifest(self) -> Manifest: ...
        def __iter__(self) -> Iterator[AnyRecord]: ...

    @property
    def evidence(self) -> "tuple[EvidenceRow, ...]":
        """All evidence as one flat table: a row for each pointer of each record."""
        from nsatu_data.dataset.evidence_rows import evidence_rows

        return tuple(evidence_rows(self))

    def to_arrow(self, frame: "FrameName | Kind") -> "pa.Table":
        """A frame as an Arrow table. The metadata of each column says what it means."""
        return self._arrow(frame, "to_arrow")

    def to_pandas(self, frame: "FrameName | Kind") -> "pd.DataFrame":
        """A frame in pandas. Terms are ordered categoricals; other columns have Arrow types."""
        from nsatu_data.frames import pandas_frames

        pandas_frames.module()
        return pandas_frames.from_arrow(self._arrow(frame, "to_pandas"))

    def to_polars(self, frame: "FrameName | Kind") -> "pl.DataFrame":
        """A frame in polars. Terms have the type Enum."""
        from nsatu_data.frames import polars_frames

        polars_frames.module()
        return polars_frames.from_arrow(frame, self._arrow(frame, "to_polars"))

    def to_networkx(self, *, evidence: bool = False) -> "nx.MultiDiGraph[str]":
        """A graph: records are nodes with a `kind`, and references are edges, each named by its `field`.

        `evidence` adds an edge to the source for each pointer.
        """
        from nsatu_data.dataset.bundle import values
        from nsatu_data.frames import reference_graph

        return reference_graph.graph((values(record) for record in self), evidence=evidence)

    def _arrow(self, frame: str, method: str) -> "pa.Table":
        from nsatu_data.dataset.bundle import values
        from nsatu_data.frames import arrow_tables, frame_rows

        arrow_tables.arrow(method)
        records = (values(record) for record in self)
        return arrow_tables.table(frame, frame_rows.rows(frame, values(self.manifest), records, self._label))

    def _label(self, identifier: str) -> str | None:
        record = self._by_id.get(identifier)
        return record.label if record is not None else None
