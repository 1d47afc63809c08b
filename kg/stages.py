"""What each stage of a build makes its results from, as fingerprints: what has not changed need not be done again.

A stage's fingerprint covers its code, the libraries and the files it reads, and the stages before it. An article's
result has one of its own, of its bytes, too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from kg import fingerprint
from kg.documents import Limits
from kg.fingerprint import digest
from kg.language.model import LIBRARIES as PARSING
from kg.language.model import model_fingerprint

_READING = (
    "spacy", "pyyaml", "rigour", "countryinfo", "trafilatura", "lxml", "pypdf", "python-docx", "charset-normalizer",
    "ftfy", "py3langid", "numpy",
)  # fmt: skip
_NAMING = ("aliases.yaml", "lexicon")
"""Of the rules, what names are found by."""
_NAMED = ("pyyaml", "rigour", "countryinfo")
_EXPORTING = ("numpy", "networkx", "pyvis", "pyarrow", "rigour")
"""Libraries whose versions may make a difference."""


@dataclass(frozen=True, slots=True)
class Stages:
    """The fingerprints of parsing, of finding names, of reading an article, of settling who is who, and of
    exporting."""

    parsing: str
    naming: str
    reading: str
    settling: str
    exporting: str

    @classmethod
    def of(cls, rules: Path, model: str | None, limits: Limits) -> Self:
        """The fingerprints with this folder of rules, this model and these limits. ModelMissing if there is none."""
        files = list(rules.rglob("*.yaml"))
        rule_files = fingerprint.of_files(files, rules)
        decisions = fingerprint.of_files((path for path in files if path.name == "judgements.yaml"), rules)
        ontology = fingerprint.of_files((path for path in files if path.name == "ontology.yaml"), rules)
        code, libraries = fingerprint.of_code, fingerprint.of_libraries
        parsing = digest(model_fingerprint(model), code("language.parse"), libraries(*PARSING))
        named = fingerprint.of_files((path for path in files if path.relative_to(rules).parts[0] in _NAMING), rules)
        naming = digest(parsing, named, code("language.kept", "language.mentions", "language.voices", "rules"),
                        libraries(*_NAMED))  # fmt: skip
        reading = digest(
            parsing,
            repr(limits),
            rule_files,
            code("documents", "language.reader", "rules", "store"),
            libraries(*_READING),
        )
        settling = digest(decisions, code("resolve", "judgements", "origins", "store"))
        exporting = digest(ontology, code("export", "graph", "ontology"), libraries(*_EXPORTING))
        return cls(parsing, naming, reading, settling, exporting)

    def of_article(self, ident: str, path: str, content: str) -> str:
        """What is read of an article is made from this: its id, its path and the digest of its bytes."""
        return digest(self.reading, ident, path, content)

    def of_exports(self, made_from: Iterable[tuple[str, str]], settled_from: str) -> str:
        """What an export is made from this: what each document of the store, and its settling, was made from."""
        return digest(self.exporting, settled_from, *(part for pair in made_from for part in pair))
