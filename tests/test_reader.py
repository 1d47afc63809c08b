"""One article in, one extraction out: the mistakes of open extractors that must not come back, and the reader's own."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from kg.language import EnglishReader
from kg.models import Document, Extraction
from kg.rules import load_rulebook

type Read = Callable[[str], Extraction]


@pytest.fixture(scope="module")
def reader() -> EnglishReader:
    return EnglishReader(load_rulebook())


@pytest.fixture(scope="module")
def read(reader: EnglishReader) -> Read:
    def read(text: str) -> Extraction:
        return next(iter(reader.read([Document("article", "article.txt", text, date="2026-02-01")])))

    return read


def told(extraction: Extraction) -> set[tuple[str, str, str, str]]:
    names = {actor.id: actor.name for actor in extraction.actors}
    return {(names[c.source], c.relation, names[c.target], c.status) for c in extraction.claims}


@pytest.mark.parametrize(
    "text",
    [
        "In a swipe at Anna Foster, Karl Hale said experience mattered.",
        "Under pressure from Iran, Iraq left.",
        "' Iran said' it left Iraq.",
        "In a thinly veiled attack on Anna Foster, Karl Hale said experience mattered.",
    ],
)
def test_a_word_that_opens_the_text_needs_none_before_it(read: Read, text: str) -> None:
    assert read(text).actors


@pytest.mark.parametrize(
    "text",
    [
        "The weather was fine. Did Russia attack Ukraine on Monday?",
        "Why is Cuba withdrawing its soldiers from Venezuela?",
        "France Accuses Germany\n\nThe weather was fine in Paris on Sunday, and nothing else was to report from there.",
        "Frequently Asked Questions\n\nWhat did Iran demand of Iraq?\n\nNobody knows, and nobody has said so to date.",
        "SEE ALSO:\n\nPeru expels Chile's ambassador",
        "France, Germany and Peru.",
        "France won praise in the year in which Germany lost a railway line.",
        "Maduro was captured on January 3, and France was surprised.",
        "Photo: Vladimir Putin with Xi Jinping / Reuters",
    ],
    ids=["question", "why", "headline", "FAQ", "related", "list", "co-occurrence", "no doer", "caption"],
)
def test_what_states_nothing_makes_no_claim(read: Read, text: str) -> None:
    assert told(read(text)) == set()


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Neither Havana nor Caracas has announced the end of cooperation.", "asserted"),
        ("Russia did not attack Estonia.", "asserted"),
        ("Russia denied that it had attacked Estonia.", "asserted"),
        ("Ukraine hopes that Germany will supply Ukraine with tanks.", "asserted"),
        ("France could sanction Mali.", "asserted"),
        ("The United States demanded that Mexico expel Cuba's ambassador.", "expelled"),
        ("France refused to recognise Kosovo.", "supported"),
        ("Critics accuse China of having attacked Taiwan's parliament.", "asserted attack"),
    ],
)
def test_what_is_not_fact_is_not_told_as_fact(read: Read, text: str, wrong: str) -> None:
    facts = {(relation, status) for _, relation, _, status in told(read(text)) if status == "asserted"}
    if wrong == "asserted":
        assert facts <= {("part_of", "asserted"), ("rejected", "asserted"), ("criticized", "asserted")}
    else:
        assert not {relation for relation, _ in facts} & {"expelled", "supported", "attacked"}


def test_a_question_still_tells_who_somebody_is(read: Read) -> None:
    found = told(read("The weather was fine. Did French President Emmanuel Macron threaten Algeria?"))
    assert found == {("Emmanuel Macron", "holds_position", "France", "asserted")}


def test_a_byline_with_a_post_tells_who_speaks(read: Read) -> None:
    text = "Mary Byrne, Ambassador of Ireland\n\nThe weather was fine on Sunday and nothing was to report from here."
    assert ("Mary Byrne", "holds_position", "Ireland", "asserted") in told(read(text))


def test_what_was_refused_is_kept_with_its_reason(read: Read) -> None:
    found = read("The weather was fine. Did Russia attack Ukraine on Monday?")
    kept = {(r.reason, r.detail) for r in found.rejections}
    assert ("stands in a question", "country/russia attacked country/ukraine") in kept


def test_nobody_deals_with_the_country_that_he_serves_as_with_another(read: Read) -> None:
    found = read(
        "Kenyan Foreign Minister Grace Mutua travelled to Kenya. Former Chadian President Karl Abena visited Chad.\n"
    )
    made = {(c.source, c.relation, c.target) for c in found.claims}
    assert ("person/grace-mutua", "visited", "country/kenya") not in made
    assert ("person/karl-abena", "visited", "country/chad") in made
    (refused,) = (one for one in found.rejections if "with each other" in one.reason)
    assert refused.detail == "person/grace-mutua visited country/kenya"


def test_offsets_count_from_the_start_of_the_file(read: Read) -> None:
    head = "---\ntitle: x\n---\n"
    document = Document("a", "a.md", f"{head}\n  France attacked Germany.  It rained.", body=len(head))
    reader = EnglishReader(load_rulebook())
    (extraction,) = reader.read([document])
    (claim,) = extraction.claims
    assert document.text[claim.evidence.span.start : claim.evidence.span.end] == claim.evidence.text
    assert claim.evidence.text == "France attacked Germany."
    places = (claim.source_at, claim.trigger, claim.target_at)
    assert [document.text[at.start : at.end] for at in places if at] == ["France", "attacked", "Germany"]
    for mention in extraction.mentions:
        assert document.text[mention.span.start : mention.span.end] == mention.text


def test_a_claim_tells_by_which_words_the_sentence_names_its_actors(read: Read) -> None:
    text = "Emmanuel Macron spoke in Paris on Sunday. He criticized US troops."
    extraction = read(text)
    (claim,) = (claim for claim in extraction.claims if claim.relation == "criticized")
    places = (claim.source_at, claim.trigger, claim.target_at)
    assert [text[at.start : at.end] for at in places if at] == ["He", "criticized", "troops"]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Corvid Post left. Peter Brown met Ada Voss.", {("Ada Voss", "met_with", "Peter Brown", "asserted")}),
        ("Ada Voss, a reporter at Corvid Post, left.", {("Ada Voss", "holds_position", "Corvid Post", "asserted")}),
        ("Corvid Post accused Spain of censorship.", {("Corvid Post", "accused", "Spain", "asserted")}),
    ],
)  # fmt: skip
def test_the_publisher_is_an_actor_only_of_what_is_told_of_it(reader: EnglishReader, text: str, claims: object) -> None:
    document = Document("article", "article.txt", text, date="2026-02-01", publisher="The Corvid Post")
    found = next(iter(reader.read([document])))
    assert told(found) == claims
    named = any(actor.name == "Corvid Post" for actor in found.actors)
    assert named == any(mention.text == "Corvid Post" for mention in found.mentions) == ("Corvid Post" in str(claims))


def test_articles_come_back_in_order_and_each_for_itself(read: Read) -> None:
    reader = EnglishReader(load_rulebook())
    texts = ["France attacked Germany.", "", "He attacked Germany.", "France attacked Germany."]
    found = list(reader.read(Document(str(n), "", text) for n, text in enumerate(texts)))
    assert [x.document.id for x in found] == ["0", "1", "2", "3"]
    assert [len(x.claims) for x in found] == [1, 0, 0, 1]


@pytest.mark.parametrize(
    "text",
    [
        "MADURO MET RUBIO IN CARACAS AND " * 2000,
        "Maduro, who met Rubio, who met Castro, who " * 1500 + "left Cuba.",
    ],
    ids=["capitals", "one sentence"],
)
def test_reading_takes_as_long_as_parsing_whatever_the_shape_of_the_text(reader: EnglishReader, text: str) -> None:
    document = Document("article", "article.txt", text)
    ((_, blocks, parse),) = reader._parser.parse([document])
    started = time.process_time()
    reader.extract(document, blocks, parse)
    assert time.process_time() - started < 2.5


def test_a_sentence_that_no_parse_is_right_of_is_kept_as_a_rejection(read: Read) -> None:
    found = read("Maduro met Rubio and " * 250 + "left Cuba. Peru met Chile in Lima.")
    assert [claim[1] for claim in told(found)] == ["met_with"]
    (refused,) = (one for one in found.rejections if "more than 600 words" in one.reason)
    assert refused.evidence.text.startswith("Maduro met Rubio")
    assert len(refused.evidence.text) < 300


def test_a_country_named_by_a_place_alone_is_an_actor_only_as_a_seat() -> None:
    seat, stage = EnglishReader(load_rulebook()).read([
        Document("1", "", "Oxfam, which is based in Vilnius, sent help."),
        Document("2", "", "Oxfam met Anna Foster in Vilnius."),
    ])  # fmt: skip
    assert {(mention.text, mention.actor) for mention in seat.mentions if mention.kind == "country"} == {
        ("Vilnius", "country/lithuania")
    }
    assert [actor.name for actor in stage.actors if actor.kind == "country"] == []
