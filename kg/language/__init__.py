"""Everything that reads English: one article in, one ``Extraction`` out.

``EnglishReader`` is the whole public surface; only this package imports spaCy.
"""

from kg.language.gaps import Gap
from kg.language.reader import EnglishReader
from kg.language.trace import Trace

__all__ = ["EnglishReader", "Gap", "Trace"]
