"""kg: who did what to whom, read from a folder of news articles into a sourced graph.

    from pathlib import Path
    import kg

    report = kg.build(kg.Settings(inputs=(Path("articles"),), out=Path("out")))

Importing ``kg`` costs nothing: spaCy and the exporters are loaded at the first use of a name below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.pipeline import Report, Settings, build, check, export

__all__ = ["Report", "Settings", "build", "check", "export"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name in __all__:
        from kg import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
