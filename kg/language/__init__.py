"""Everything that reads English: one article in, one ``Extraction`` out.

``EnglishReader`` is the whole public surface, beside ``kg.language.model``. Its modules are imported when one of its
names is asked for, and spaCy when a text is to be parsed: a build that has nothing to do does without either.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.language.gaps import Gap
    from kg.language.reader import EnglishReader
    from kg.language.trace import Trace

__all__ = ["EnglishReader", "Gap", "Trace"]


def __getattr__(name: str) -> Any:
    home = {"EnglishReader": "reader", "Gap": "gaps", "Trace": "trace"}.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)
