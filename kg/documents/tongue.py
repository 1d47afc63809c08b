"""Which language an article is in: English is read, anything else is named and left alone."""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from unicodedata import normalize

_ENGLISH = frozenset(
    "the of and to that for with as his her he she it on at by this not are but from have they which were their been "
    "has said would who about after when into there than its could an other what before did if our these those being "
    "while how between against under because through says say told year years people first two last monday tuesday "
    "wednesday thursday friday saturday sunday government officials".split()
)
"""Frequent words of English news that hardly any other language writes the same; "a", "no", "me" and "on" are not
among them."""
_LANGUAGES = (
    "ar az be bg bn bs ca cs cy da de el en es et eu fa fi fr ga gl gu he hi hr ht hu hy id is it ja ka kk km "
    "kn ko ku ky lo lt lv mk ml mn mr ms mt ne nl no pa pl ps pt ro ru rw si sk sl sq sr sv sw ta te th tl tr "
    "uk ur uz vi xh zh zu"
).split()
"""What news is written in: a model that may also answer Latin, Volapük or Luxembourgish does so for short texts."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_MARKUP = re.compile(r"<[^<>]{0,200}>|https?://\S+")
_SAMPLE = 40_000
_SURE = 0.12
"""Share of such words from which a text is English whatever a statistical model says; English news has about 0.4, and
Spanish, French, German or Portuguese news 0.02."""
_FEW = 7
"""Words, but names, in Latin letters below which nothing is said of the language."""


def language_of(text: str) -> str:
    """The ISO 639-1 code of the language of most of ``text``; "en" if there is too little to tell."""
    sample = _MARKUP.sub(" ", normalize("NFC", text[:_SAMPLE]))
    words = _WORD.findall(sample.lower() if sample.isupper() else sample)
    latin = [word for word in words if word[0] < "\u0250"]
    if 2 * sum(map(len, latin)) < sum(map(len, words)):
        return str(_model().classify(sample)[0])
    # Names are in no language: a list of them tells nothing, and neither do those in a sentence.
    telling = [word for word in latin if not word[0].isupper()]
    if len(telling) < _FEW or sum(word in _ENGLISH for word in telling) >= _SURE * len(telling):
        return "en"
    return str(_model().classify(" ".join(latin))[0])


@cache
def _model() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    model.set_languages(_LANGUAGES)
    return model
