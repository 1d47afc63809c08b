"""How an article goes through the model, or comes back from an earlier parse."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import batched
from typing import TYPE_CHECKING, Protocol

from kg.language.model import model_folder
from kg.language.structure import Block, blocks
from kg.language.tokens import Doc, Parse
from kg.models import Document

if TYPE_CHECKING:
    from spacy.language import Language


class Parses(Protocol):
    """Parses of an earlier time, by the text that was parsed. What it holds was made by the same model and code."""

    def get(self, text: str) -> bytes | None: ...

    def put(self, text: str, parse: bytes) -> None: ...


_ALIKE: dict[int, str] = dict(zip(
    map(ord, "АВЕЅІЈКМНОРСТУХаеѕіјорсухԛԝһΑΒΕΖΗΙΚΜΝΟΡΤΥΧοѵ"),
    "ABESIJKMHOPCTYXaesijopcyxqwhABEZHIKMNOPTYXov",
    strict=True,
))  # fmt: skip
"""Cyrillic and Greek letters -> the Latin ones that nobody can tell them from."""
_MIXED = re.compile(r"\b(?=\w*[A-Za-z\u00c0-\u024f])(?=\w*[\u0370-\u03ff\u0400-\u052f])\w+")


def in_one_script(text: str) -> str:
    """``text``, as long as before, in which no word mixes Latin letters with others that look the same: written so, a
    name would be somebody else's, whom no reader could tell apart from its bearer."""
    if text.isascii():
        return text
    return _MIXED.sub(lambda word: str(word[0]).translate(_ALIKE), text)


_SPACED_HYPHEN = re.compile(r"(?<=[^\W\d]|[^\w\s-]) - (?=[^\s-])|(?<=\d) - (?=[^\W\d])")
_APOSTROPHE = re.compile(r"(?<=[^\W\d])[´`′ʼ‘](?=(?:s|t|re|ll|ve|d|m)\b)|(?<=[^\W\d]s)[´`′ʼ](?= )")
_HYPHENS = str.maketrans("\u2010\u2011", "--")


def in_plain_marks(text: str) -> str:
    """``text``, as long as before, with the marks that the model has learned: a dash for a hyphen between spaces ("X -
    the mayor - left", which it takes for the one in "left-handed"; "won 2 - 1" stays), an apostrophe for whatever
    stands in its place ("X´s"), and the plain hyphen."""
    text = _SPACED_HYPHEN.sub(" – ", text)
    return text if text.isascii() else _APOSTROPHE.sub("’", text.translate(_HYPHENS))


_AT_ONCE = 64
"""Articles in memory."""


class Parser:
    """Parses articles with one model, which is loaded when the first text comes that has no earlier parse."""

    def __init__(self, model: Language | str | None = None) -> None:
        """ModelMissing is raised here, or by ``parse`` where a model is found but is broken."""
        self._name = model if isinstance(model, str) else None
        self._model = None if isinstance(model, str) else model
        if self._model is None:
            model_folder(self._name)

    def parse(
        self, documents: Iterable[Document], parses: Parses | None = None
    ) -> Iterator[tuple[Document, tuple[Block, ...], Doc]]:
        """Each document with its blocks and its parse. The parse covers ``document.text[document.body:]``; block spans
        count from there too, so a token's place in the document is ``document.body + token.idx``.

        Parses that ``parses`` has are taken from there, new ones are put into it.
        """
        for some in batched(documents, _AT_ONCE):
            yield from self._parse(some, parses)

    def _parse(
        self, documents: Sequence[Document], parses: Parses | None
    ) -> Iterator[tuple[Document, tuple[Block, ...], Doc]]:
        bodies = [document.text[document.body :] for document in documents]
        texts = [(in_plain_marks(in_one_script(body)), blocks(body)) for body in bodies]
        earlier = [parses.get(body) if parses is not None else None for body in bodies]
        anew = self._anew([text for text, known in zip(texts, earlier, strict=True) if known is None])
        for document, body, (text, found), known in zip(documents, bodies, texts, earlier, strict=True):
            if known is not None:
                yield document, found, Doc(Parse.from_bytes(known, text))
                continue
            parse = next(anew)
            if parses is not None:
                parses.put(body, parse.to_bytes())
            yield document, found, Doc(parse)

    def _anew(self, texts: list[tuple[str, tuple[Block, ...]]]) -> Iterator[Parse]:
        if not texts:
            return
        from kg.language.english import load_model, parsed  # and with them spaCy

        if self._model is None:
            self._model = load_model(self._name)
        yield from parsed(self._model, texts)
