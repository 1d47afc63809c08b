"""Everything that reads English: one article in, one ``Extraction`` out.

``EnglishReader`` is the whole public surface; only this package imports spaCy.
"""

from kg.language.reader import EnglishReader

__all__ = ["EnglishReader"]
