"""ISO dates of any precision, as the days that they name."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import MAXYEAR, date, timedelta

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


def days(iso: str) -> tuple[date, date] | None:
    """The first and the last day of an ISO day, month or year; None for anything else."""
    match = _ISO.fullmatch(iso)
    if match is None:
        return None
    year, month, day = (int(part) if part is not None else None for part in match.groups())
    try:
        assert year is not None
        if day is not None and month is not None:
            return date(year, month, day), date(year, month, day)
        if month is not None:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        return None


def spells(dates: Iterable[str]) -> list[tuple[date, date]]:
    """The (first, last) days that these dates name, in order, those that touch joined; what is no date is left out."""
    joined: list[tuple[date, date]] = []
    for first, last in sorted(filter(None, map(days, dates))):
        if joined and (joined[-1][1].year == MAXYEAR or first <= joined[-1][1] + timedelta(days=1)):
            joined[-1] = joined[-1][0], max(joined[-1][1], last)
        else:
            joined.append((first, last))
    return joined
