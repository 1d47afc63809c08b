"""CSV: three tables for spreadsheets, pandas, R and whatever else reads rows. RFC 4180, UTF-8.

A cell that begins like a formula (https://owasp.org/www-community/attacks/CSV_Injection) gets an apostrophe before it,
so that no article's text runs in a spreadsheet. ``write_for_excel`` adds what Excel needs to open the file by a double
click: the byte order mark that tells it the encoding, an apostrophe before ids that it would turn into numbers, and
no cell longer than it can hold.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kg.export.files import whole_file
from kg.export.markup import legal
from kg.export.tables import ACTORS, CLAIMS, EDGES, Columns, Row, fill
from kg.graph import Network

_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
# Excel reads "12345678901234e5" as a number and 1234567890123456 with its first fifteen digits.
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?(?:e[+-]?\d+)?", re.IGNORECASE | re.ASCII)
_DATE = re.compile(r"\d{4}", re.ASCII)
_LONGEST = 32_767  # characters in a cell of Excel


def write(network: Network, out: Path) -> None:
    """Write actors.csv, edges.csv and claims.csv into the folder csv of ``out``.

    Raises:
        ExportError: a file cannot be written.
    """
    _write(network, out / "csv", excel=False)


def write_for_excel(network: Network, out: Path) -> None:
    """Write the same tables into the folder excel of ``out``, for a double click.

    Raises:
        ExportError: a file cannot be written.
    """
    _write(network, out / "excel", excel=True)


def _write(network: Network, folder: Path, *, excel: bool) -> None:
    with (
        _table(folder / "actors.csv", ACTORS, excel) as actors,
        _table(folder / "edges.csv", EDGES, excel) as edges,
        _table(folder / "claims.csv", CLAIMS, excel) as claims,
    ):
        fill(network, actors, edges, claims)


@contextmanager
def _table(path: Path, columns: Columns, excel: bool) -> Iterator[Any]:
    """Something that writes a row."""
    cell = _excel_cell if excel else _cell
    with whole_file(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8-sig" if excel else "utf-8", newline="", write_through=False)
        writer = csv.writer(text)
        writer.writerow(columns)

        def write_row(row: Row) -> None:
            writer.writerow(map(cell, row))

        yield write_row
        text.detach()  # flushes, and leaves the file to whole_file


def _cell(value: Any) -> Any:
    if isinstance(value, tuple):
        value = "; ".join(value)
    if not isinstance(value, str):
        return str(value).lower() if isinstance(value, bool) else value
    value = legal(value)
    return f"'{value}" if _FORMULA.match(value) else value


def _excel_cell(value: Any) -> Any:
    cell = _cell(value)
    if not isinstance(cell, str) or isinstance(value, bool):
        return cell
    if _NUMBER.fullmatch(cell) and not _DATE.fullmatch(cell):
        return f"'{cell}"
    cell = cell.replace("\r\n", "\n").replace("\r", "\n")
    return cell if len(cell) <= _LONGEST else cell[: _LONGEST - 1] + "…"
