"""A parse as plain objects: what spaCy's ``Doc``, ``Span`` and ``Token`` say, under the same names, and much quicker.

The attributes of spaCy's tokens are computed anew whenever they are asked for (a string from its hash, the children
from the edges, a slice with its checks), which costs more than all that is done with them. Here every token is looked
at once. Only what the readers use is there, each with spaCy's meaning: https://spacy.io/api/token. Tests may hand the
readers spaCy's own objects. Nothing here imports spaCy, so that a parse that was kept can be read without it.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Self, overload

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FLAGS = (
    "whitespace_", "is_alpha", "is_lower", "is_upper", "is_digit", "is_punct", "is_space", "is_quote", "is_currency",
    "like_num", "like_url",
)  # fmt: skip
"""What is true or false of a token, in the order of the bits."""
_COLUMNS = 10
_IOB = ("", "I", "O", "B")


@dataclass(frozen=True, slots=True, eq=False)
class Parse:
    """What a model says of a text, in columns: a row of ``columns`` (int32) for each, with a number for each token.

    The first five are numbers of ``strings``: lemma, part of speech, tag, dependency, type of entity. Then come the
    length in code points, the way to the head in tokens, whether a sentence starts (1) or does not (-1), spaCy's number
    for IOB, and the bits of ``FLAGS``.
    """

    text: str
    strings: tuple[str, ...]
    columns: NDArray[np.int32]

    def to_bytes(self) -> bytes:
        """All but the text, which ``from_bytes`` wants again."""
        strings = json.dumps(self.strings).encode()
        return zlib.compress(b"%d:" % len(strings) + strings + self.columns.tobytes(), 1)

    @classmethod
    def from_bytes(cls, data: bytes, text: str) -> Self:
        """The parse of ``text`` that ``data`` was made of."""
        import numpy as np

        length, _, rest = zlib.decompress(data).partition(b":")
        strings, columns = rest[: int(length)], rest[int(length) :]
        return cls(text, tuple(json.loads(strings)), np.frombuffer(columns, "<i4").reshape(_COLUMNS, -1))


class Token:
    """One token. Two are equal if they are the same one."""

    __slots__ = (
        "children", "dep_", "doc", "ent_iob_", "ent_type_", "head", "i", "idx", "is_alpha", "is_currency", "is_digit",
        "is_lower", "is_punct", "is_quote", "is_sent_start", "is_space", "is_upper", "lefts", "lemma_", "like_num",
        "like_url", "lower_", "pos_", "rights", "tag_", "text", "whitespace_",
    )  # fmt: skip

    doc: Doc
    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    ent_type_: str
    ent_iob_: str
    whitespace_: str
    head: Token
    lefts: Sequence[Token]
    rights: Sequence[Token]
    children: Sequence[Token]
    is_sent_start: bool | None
    is_alpha: bool
    is_lower: bool
    is_upper: bool
    is_digit: bool
    is_punct: bool
    is_space: bool
    is_quote: bool
    is_currency: bool
    like_num: bool
    like_url: bool

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return self.text

    def __lt__(self, other: Token) -> bool:
        return self.i < other.i

    @property
    def sent(self) -> Span:
        return self.doc.sentence_of(self.i)

    @property
    def is_sent_end(self) -> bool | None:
        return self.i + 1 == len(self.doc) or self.doc[self.i + 1].is_sent_start

    @property
    def left_edge(self) -> Token:
        return self.doc[self.doc.edges[0][self.i]]

    @property
    def right_edge(self) -> Token:
        return self.doc[self.doc.edges[1][self.i]]

    @property
    def n_rights(self) -> int:
        return len(self.rights)

    @property
    def subtree(self) -> Iterator[Token]:
        for token in self.lefts:
            yield from token.subtree
        yield self
        for token in self.rights:
            yield from token.subtree

    @property
    def ancestors(self) -> Iterator[Token]:
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        start = self
        while start.head is not start and start.dep_ == "conj":
            start = start.head
        found = [start]
        for token in found:
            found += [child for child in token.rights if child.dep_ == "conj"]
        return tuple(token for token in found if token is not self)

    def is_ancestor(self, other: Token) -> bool:
        return any(token is self for token in other.ancestors)

    def nbor(self, distance: int = 1) -> Token:
        """The token ``distance`` further on; at the ends of the text, where there is none, the token itself."""
        at = self.i + distance
        return self.doc[at] if 0 <= at < len(self.doc) else self


class Span:
    """Tokens that follow each other."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: Doc, start: int, end: int, label: str = "") -> None:
        self.doc = doc
        self.start = start
        self.end = end
        self.label_ = label

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    def __repr__(self) -> str:
        return self.text

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Span)
            and (self.doc, self.start, self.end, self.label_) == (other.doc, other.start, other.end, other.label_)
        )  # fmt: skip

    def __hash__(self) -> int:
        return hash((self.start, self.end, self.label_))

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Span: ...
    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, slice):
            start, end = _bounds(at, len(self))
            return Span(self.doc, self.start + start, self.start + end)
        inner = at + self.end if at < 0 else at + self.start
        if not self.start <= inner < self.end:
            raise IndexError(at)
        return self.doc.tokens[inner]

    @property
    def text(self) -> str:
        if self.start >= self.end:
            return ""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def start_char(self) -> int:
        return self.doc.tokens[self.start].idx

    @property
    def end_char(self) -> int:
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def sent(self) -> Span:
        return self.doc.sentence_of(self.start)

    @property
    def ents(self) -> list[Span]:
        return [entity for entity in self.doc.ents if self.start <= entity.start and entity.end <= self.end]

    @property
    def root(self) -> Token:
        """The token with the shortest way to the root of its sentence among those whose head is outside."""
        tokens = self.doc.tokens
        if self.end - self.start == 1:
            return tokens[self.start]
        for token in tokens[self.start : self.end]:
            if token.head is token:
                return token
        best, root = len(tokens), tokens[self.start]
        for token in tokens[self.start : self.end]:
            if not self.start <= token.head.i < self.end:
                steps = sum(1 for _ in token.ancestors)
                if steps < best:
                    best, root = steps, token
        return root


class Doc(list[Token]):
    """The tokens of an article's body, with its sentences and the entities that the model sees."""

    __hash__ = object.__hash__  # type: ignore[assignment]

    def __init__(self, parse: Parse) -> None:
        self.text: str = parse.text
        strings = parse.strings
        columns = parse.columns.tolist()
        new = Token.__new__
        super().__init__([new(Token) for _ in columns[0]])
        tokens = self.tokens = list(self)  # a list that knows nothing of spans is quicker
        idx = 0
        for i, (token, lemma, pos, tag, dep, entity, length, head, start, iob, flags) in enumerate(
            zip(tokens, *columns, strict=True)
        ):
            token.doc = self
            token.i = i
            token.idx = idx
            end = idx + length
            token.text = text = parse.text[idx:end]
            token.lower_ = text.lower()
            token.lemma_ = strings[lemma]
            token.pos_ = strings[pos]
            token.tag_ = strings[tag]
            token.dep_ = strings[dep]
            token.ent_type_ = strings[entity]
            token.ent_iob_ = _IOB[iob]
            token.head = tokens[i + head]
            token.is_sent_start = None if start == 0 else start == 1
            (
                token.whitespace_, token.is_alpha, token.is_lower, token.is_upper, token.is_digit, token.is_punct,
                token.is_space, token.is_quote, token.is_currency, token.like_num, token.like_url,
            ) = _FLAGS[flags]  # fmt: skip
            token.lefts = token.rights = token.children = ()
            idx = end + len(token.whitespace_)
        lefts: dict[int, list[Token]] = {}
        rights: dict[int, list[Token]] = {}
        for token in tokens:
            head = token.head
            if head is not token:
                (lefts if token.i < head.i else rights).setdefault(head.i, []).append(token)
        for at, found in lefts.items():
            tokens[at].lefts = tokens[at].children = found
        for at, found in rights.items():
            token = tokens[at]
            token.rights = found
            token.children = [*token.lefts, *found] if token.lefts else found
        starts = [token.i for token in tokens if token.is_sent_start or not token.i]
        self._sentences = [Span(self, start, end) for start, end in pairwise((*starts, len(tokens)))]
        self.ents = tuple(_entities(self))
        self._sentence_of: list[Span] = [span for span in self._sentences for _ in range(len(span))]

    def __eq__(self, other: object) -> bool:
        return self is other

    @overload  # type: ignore[override]
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Span: ...
    def __getitem__(self, at: int | slice) -> Token | Span:
        if at.__class__ is int:
            return self.tokens[at]
        return Span(self, *_bounds(at, len(self)))  # type: ignore[arg-type]

    @property
    def sents(self) -> Iterator[Span]:
        return iter(self._sentences)

    def sentence_of(self, at: int) -> Span:
        """The sentence that a token stands in."""
        return self._sentence_of[at]

    @cached_property
    def edges(self) -> tuple[list[int], list[int]]:
        """By token, where what hangs on it begins and which token is the last of it."""
        left, right = list(range(len(self))), list(range(len(self)))
        for token in (*self.tokens, *reversed(self.tokens)):
            i, head = token.i, token.head.i
            if left[i] < left[head]:
                left[head] = left[i]
            if right[i] > right[head]:
                right[head] = right[i]
        return left, right


_FLAGS = [
    (" " if bits & 1 else "", *(bool(bits >> place & 1) for place in range(1, len(FLAGS))))
    for bits in range(1 << len(FLAGS))
]
"""The values of ``FLAGS`` for each number."""


def _entities(doc: Doc) -> Iterator[Span]:
    start: int | None = None
    for token in doc.tokens:
        if start is not None and token.ent_iob_ != "I":
            yield Span(doc, start, token.i, doc.tokens[start].ent_type_)
            start = None
        if token.ent_iob_ == "B":
            start = token.i
    if start is not None:
        yield Span(doc, start, len(doc), doc.tokens[start].ent_type_)


def _bounds(at: slice, length: int) -> tuple[int, int]:
    """As spaCy reads a slice: the end is never before the start."""
    start, end = at.start, at.stop
    if start is not None and end is not None and 0 <= start <= end <= length:
        return start, end
    if start is None:
        start = 0
    elif start < 0:
        start += length
    start = min(length, max(0, start))
    if end is None:
        end = length
    elif end < 0:
        end += length
    return start, min(length, max(start, end))


def is_to_infinitive(verb: Token) -> bool:
    """True of "leave" in "told X to leave"."""
    return any(child.tag_ == "TO" and child.i < verb.i for child in verb.children)


def verb_above(token: Token) -> Token:
    """The verb of the innermost clause that the token stands in, itself if it is one; else the top of its sentence."""
    while token.head != token and token.pos_ not in ("VERB", "AUX"):
        token = token.head
    return token
