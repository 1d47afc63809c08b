"""Our tokens beside spaCy's own: every attribute that the readers use is the same, also of a parse that was kept."""

from __future__ import annotations

from typing import cast

import pytest
import spacy
from conftest import ROOT
from spacy.tokens import Doc as SpacyDoc

from kg.language.english import Words, load_model, parse_of
from kg.language.model import model_folder
from kg.language.tokens import FLAGS, Doc, Parse

TEXTS = [
    "",
    "\n\n",
    "Peru’s Foreign Minister Zoë Ruiz — a U.S.-trained lawyer — met “Chile’s” envoy on 3 May.\n\nShe  got $5m\tfor it!",
    "İSTANBUL (AP) 𝒜 😀 e\u0301 said: 'No'.",
    *(path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.md"))[:6]),
]


@pytest.fixture(scope="module")
def parsed() -> list[SpacyDoc]:
    return list(load_model().pipe(TEXTS))


@pytest.mark.parametrize("kept", [False, True])
def test_tokens_sentences_and_entities_say_what_those_of_spacy_say(parsed: list[SpacyDoc], kept: bool) -> None:
    assert sum(map(len, parsed)) > 1000
    for theirs in parsed:
        parse = parse_of(theirs)
        ours = Doc(Parse.from_bytes(parse.to_bytes(), theirs.text) if kept else parse)
        assert ours.text == theirs.text
        assert len(ours) == len(theirs)
        for our, their in zip(ours, theirs, strict=True):
            for name in ("i", "idx", "text", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "ent_iob_"):
                assert (name, getattr(our, name)) == (name, getattr(their, name))
            for name in (*FLAGS, "is_sent_start", "is_sent_end"):
                assert (name, bool(getattr(our, name))) == (name, bool(getattr(their, name)))
            for name in ("lefts", "rights", "children", "subtree", "ancestors", "conjuncts"):
                assert [token.i for token in getattr(our, name)] == [token.i for token in getattr(their, name)]
            for name in ("head", "left_edge", "right_edge"):
                assert getattr(our, name).i == getattr(their, name).i
        for our_spans, their_spans in ((ours.sents, theirs.sents), (ours.ents, theirs.ents)):
            assert [(span.start, span.end, span.text, span.root.i) for span in our_spans] == [
                (span.start, span.end, span.text, span.root.i) for span in their_spans
            ]
        assert [span.label_ for span in ours.ents] == [span.label_ for span in theirs.ents]


def test_words_are_told_as_the_components_of_the_model_tell_them() -> None:
    """As the whole model does without what makes ours quicker, also where a rule of it looks at two tokens."""
    texts = [
        *TEXTS,
        "There's a war. There are talks; we ain't gonna go, we gotta. Let's see, y'all! C'm on.",
        *TEXTS[-2:],
    ]
    model, plain = load_model(), spacy.load(model_folder())
    plain.add_pipe("kg_blocks", first=True)
    plain.tokenizer = model.tokenizer
    assert not {"attribute_ruler", "lemmatizer"} & set(model.pipe_names)
    for ours, theirs in zip(model.pipe(texts), plain.pipe(texts), strict=True):
        for our, their in zip(ours, theirs, strict=True):
            for name in ("lemma_", "pos_", "tag_", "dep_", "ent_type_", "norm_"):
                assert (their.text, name, getattr(our, name)) == (their.text, name, getattr(their, name))


@pytest.mark.parametrize("most", [0, 50_000])
def test_forgotten_words_are_asked_for_again(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr("kg.language.english._MOST_KNOWN", most)
    model = load_model()
    words = cast(Words, model.get_pipe("kg_words"))
    first, _, last = model.pipe(["Peru paid.", "Chile talks.", "Peru paid."])
    assert [token.lemma_ for token in first] == [token.lemma_ for token in last] == ["Peru", "pay", "."]
    assert len(words._known) == (3 if most == 0 else 5)


def test_a_kept_parse_is_small(parsed: list[SpacyDoc]) -> None:
    for doc in parsed:
        assert len(parse_of(doc).to_bytes()) < 2000 + 12 * len(doc)
