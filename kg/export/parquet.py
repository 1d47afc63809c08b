"""Parquet: the three tables of CSV with types and lists, for DuckDB, pandas, polars, Arrow and Spark."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kg.errors import ExportError
from kg.export.files import whole_file
from kg.export.tables import ACTORS, CLAIMS, EDGES, Columns, Row, fill
from kg.graph import Network

_BATCH = 10_000  # rows of a row group, and thus in memory


def write(network: Network, out: Path) -> None:
    """Write actors.parquet, edges.parquet and claims.parquet into the folder parquet of ``out``.

    Raises:
        ExportError: pyarrow is not installed, or a file cannot be written.
    """
    folder = out / "parquet"
    with (
        _table(folder / "actors.parquet", ACTORS) as actors,
        _table(folder / "edges.parquet", EDGES) as edges,
        _table(folder / "claims.parquet", CLAIMS) as claims,
    ):
        fill(network, actors, edges, claims)


@contextmanager
def _table(path: Path, columns: Columns) -> Iterator[Any]:
    """Something that writes a row."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ModuleNotFoundError as error:
        raise ExportError(f"{path}: needs pyarrow; install it with: pip install 'kg[parquet]'") from error
    types = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), tuple: pa.list_(pa.string())}
    schema = pa.schema([(name, types[kind]) for name, kind in columns.items()])
    rows: list[Row] = []
    with whole_file(path) as file, pq.ParquetWriter(file, schema, compression="zstd") as writer:

        def flush() -> None:
            values = zip(*rows, strict=True) if rows else ([] for _ in columns)
            arrays = [pa.array(column, field.type) for column, field in zip(values, schema, strict=True)]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
            rows.clear()

        def write_row(row: Row) -> None:
            rows.append(row)
            if len(rows) == _BATCH:
                flush()

        yield write_row
        flush()
