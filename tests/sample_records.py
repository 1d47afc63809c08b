"""A small corpus made by hand: two articles whose sentences, names and offsets fit each other, and a hostile one.

The people and places are invented. ``EXTRACTIONS`` is what ``language`` would give, ``ASSIGNED`` and ``ACTORS`` what
``resolve`` would, ``ONTOLOGY`` a piece of rules/ontology.yaml.
"""

from __future__ import annotations

from pathlib import Path

from kg.models import (
    KINDS,
    Actor,
    Claim,
    Document,
    Evidence,
    Extraction,
    Kind,
    Mention,
    Rejection,
    RelationType,
    Span,
    Speaker,
    Status,
)
from kg.store import Store


def relation(
    name: str, label: str, inverse: str, family: str = "coercion", plover: str = "none", symmetric: bool = False
) -> RelationType:
    """A relation type that joins any kinds."""
    return RelationType(name, label, inverse, family, plover, symmetric, frozenset(KINDS), frozenset(KINDS))


ONTOLOGY = {
    kind.id: kind
    for kind in (
        relation("detained", "detained", "was detained by", "coercion", "COERCE"),
        relation("accused", "accused", "was accused by", "accusation", "ACCUSE"),
        relation("met_with", "met with", "met with", "diplomacy", "CONSULT", symmetric=True),
        relation("holds_position", "holds a post in", "has as office-holder", "structure"),
        relation("attacked", "attacked", "was attacked by", "force", "ASSAULT"),
        relation("sanctioned", "imposed sanctions on", "was sanctioned by", "coercion", "SANCTION"),
    )
}


def document(
    doc: str, text: str, *, title: str = "", publisher: str = "", url: str = "", date: str = "",
    provenance: tuple[tuple[str, str], ...] = (),
) -> Document:  # fmt: skip
    """A document whose path is its id with ``.txt``."""
    path, sha256 = f"{doc}.txt", f"{len(text):064x}"
    return Document(doc, path, text, title, publisher, url, date, sha256=sha256, provenance=provenance)


def evidence(article: Document, sentence: str) -> Evidence:
    """The first place where ``sentence`` stands in the article."""
    start = article.text.index(sentence)
    return Evidence(article.id, Span(start, start + len(sentence)), sentence)


def mention(article: Document, name: str, kind: Kind, actor: str, after: str = "") -> Mention:
    """The first place where ``name`` stands in the article (after the first ``after``)."""
    start = article.text.index(name, article.text.index(after))
    return Mention(article.id, Span(start, start + len(name)), name, kind, actor)


def claim(
    article: Document,
    source: str,
    relation: str,
    target: str,
    sentence: str,
    status: Status = "asserted",
    *,
    role: str = "",
    date: str = "",
    speaker: Speaker | None = None,
    confidence: float = 0.9,
    rule: str = "",
    words: tuple[str, str, str] | None = None,
) -> Claim:
    """A claim of the article with an empty id, as it leaves ``language``; ``words`` are those of the sentence that name
    the source, the trigger and the target."""
    quoted = evidence(article, sentence)

    def at(word: str) -> Span:
        start = article.text.index(word, quoted.span.start)
        return Span(start, start + len(word))

    source_at, trigger, target_at = map(at, words) if words else (None, None, None)
    return Claim(
        "", article.id, source, relation, target, status, role, date, speaker, confidence, rule or relation, quoted,
        trigger=trigger, source_at=source_at, target_at=target_at,
    )  # fmt: skip


ARREST = "Police of Ardania arrested Zoë Márquez on Monday."
ACCUSATION = "Márquez has accused the Harbour Front of bribery, her lawyer said."
TALKS = "The Harbour Front met envoys of Ardania in May."
MINISTER = "Ivo Tamm is foreign minister of Ardania."
DENIAL = "Tamm denied that Ardania had attacked Belmark."
PLAN = "Belmark will meet Ardania next week."
TALKS_AGAIN = "Ardania met the Harbour Front in June."

FIRST = document(
    "2026/arrest",
    f"{ARREST} {ACCUSATION}\n\n{TALKS}\n",
    title="Arrest in Ardania",
    publisher="The Morning Gazette",
    url="https://gazette.example/arrest",
    date="2026-01-05",
    provenance=(("date", "page, time"), ("title", "page, h1")),
)
SECOND = document(
    "2026/denial",
    f"{MINISTER} {DENIAL} {PLAN}\n{TALKS_AGAIN}\n",
    title="Minister denies raid",
    publisher="Belmark Post",
    date="2026-02",
)

EXTRACTIONS = (
    Extraction(
        FIRST,
        mentions=(
            mention(FIRST, "Ardania", "country", "a1"),
            mention(FIRST, "Zoë Márquez", "person", "a2"),
            mention(FIRST, "Márquez", "person", "a2", after="Monday"),
            mention(FIRST, "Harbour Front", "institution", "a3"),
            mention(FIRST, "Harbour Front", "institution", "a3", after="lawyer"),
            mention(FIRST, "Ardania", "country", "a1", after="lawyer"),
        ),
        actors=(
            Actor("a1", "Ardania", "country", (), None, "ardania"),
            Actor("a2", "Zoë Márquez", "person", ("Márquez",), how=("'Márquez' is the surname of 'Zoë Márquez'",)),
            Actor("a3", "Harbour Front", "institution"),
        ),
        claims=(
            claim(
                FIRST,
                "a1",
                "detained",
                "a2",
                ARREST,
                date="2026-01-03",
                words=("Police", "arrested", "Zoë Márquez"),
            ),
            claim(
                FIRST,
                "a2",
                "accused",
                "a3",
                ACCUSATION,
                "alleged",
                confidence=0.75,
                speaker=Speaker("her lawyer", None, False, "The Morning Gazette"),
            ),
            claim(FIRST, "a3", "met_with", "a1", TALKS, date="2025-05"),
            # a second rule reads the same from the same sentence, less firmly
            claim(FIRST, "a3", "met_with", "a1", TALKS, "planned", rule="meet_noun"),
        ),
        rejections=(Rejection(FIRST.id, "wrong kind", "bribe", "a crime is no actor", evidence(FIRST, ACCUSATION)),),
    ),
    Extraction(
        SECOND,
        mentions=(
            mention(SECOND, "Ivo Tamm", "person", "a1"),
            mention(SECOND, "Ardania", "country", "a2"),
            mention(SECOND, "Tamm", "person", "a1", after="Ardania."),
            mention(SECOND, "Ardania", "country", "a2", after="denied"),
            mention(SECOND, "Belmark", "country", "a3"),
            mention(SECOND, "Belmark", "country", "a3", after=" Belmark will"),
            mention(SECOND, "Ardania", "country", "a2", after="will"),
            mention(SECOND, "Ardania", "country", "a2", after="week"),
            mention(SECOND, "Harbour Front", "institution", "a4"),
        ),
        actors=(
            Actor("a1", "Ivo Tamm", "person", ("Tamm",)),
            Actor("a2", "Ardania", "country", (), None, "ardania"),
            Actor("a3", "Belmark", "country"),
            Actor("a4", "Harbour Front", "institution"),
            Actor("a5", "Republic of Ardania", "country"),
        ),
        claims=(
            claim(SECOND, "a1", "holds_position", "a2", MINISTER, role="foreign minister", confidence=1.0),
            claim(
                SECOND,
                "a2",
                "attacked",
                "a3",
                DENIAL,
                "denied",
                confidence=0.6,
                speaker=Speaker("Tamm", "a1", True, None),
            ),
            claim(SECOND, "a3", "met_with", "a2", PLAN, "planned", date="2026-03"),
            claim(SECOND, "a2", "met_with", "a4", TALKS_AGAIN, date="2025-06", confidence=0.95),
            # both ends become Ardania
            claim(SECOND, "a5", "met_with", "a2", PLAN, "hypothetical"),
        ),
    ),
)

ACTORS = (
    Actor("country/belmark", "Belmark", "country"),
    Actor("ardania", "Ardania", "country", ("Republic of Ardania",), "Q999999", "ardania", ("alias table: Ardania",)),
    Actor("institution/harbour-front", "Harbour Front", "institution"),
    Actor("person/ivo-tamm", "Ivo Tamm", "person", ("Tamm",)),
    Actor("person/zoe-marquez", "Zoë Márquez", "person", ("Márquez",)),
)

ASSIGNED = {
    (FIRST.id, "a1"): "ardania",
    (FIRST.id, "a2"): "person/zoe-marquez",
    (FIRST.id, "a3"): "institution/harbour-front",
    (SECOND.id, "a1"): "person/ivo-tamm",
    (SECOND.id, "a2"): "ardania",
    (SECOND.id, "a3"): "country/belmark",
    (SECOND.id, "a4"): "institution/harbour-front",
    (SECOND.id, "a5"): "ardania",
}


RAID = "Ardania attacked Belmark in January, two sources told Harbour Wire."
RAID_AGAIN = "The two sources said that Ardania had attacked Belmark twice."
NO_ARREST = "Ardania did not arrest Zoë Márquez, Ivo Tamm said on Friday."

THIRD = document(
    "2026/dispute",
    f"{RAID} {RAID_AGAIN}\n{NO_ARREST}\n",
    title="Who attacked whom?",
    publisher="the morning  gazette",
    date="2026-02-09",
)

DISPUTE = Extraction(
    THIRD,
    mentions=(mention(THIRD, "Ardania", "country", "a1"), mention(THIRD, "Ivo Tamm", "person", "a3")),
    actors=(
        Actor("a1", "Ardania", "country"),
        Actor("a2", "Belmark", "country"),
        Actor("a3", "Ivo Tamm", "person"),
        Actor("a4", "Zoë Márquez", "person"),
    ),
    claims=(
        claim(THIRD, "a1", "attacked", "a2", RAID, date="2026-01", speaker=Speaker("two sources", via="Harbour Wire")),
        claim(THIRD, "a1", "attacked", "a2", RAID_AGAIN, "alleged", speaker=Speaker("The two sources")),
        claim(
            THIRD, "a1", "detained", "a4", NO_ARREST, "denied", date="2026-02-06", speaker=Speaker("Tamm", "a3", True)
        ),
    ),
)
"""Others than the sample corpus say: the raid that Tamm denies took place, and the arrest did not."""


def sample_store(path: Path, *, disputed: bool = False) -> Store:
    """A settled store of ``EXTRACTIONS``, and of ``DISPUTE`` if asked for, open for reading."""
    ids = ("ardania", "country/belmark", "person/ivo-tamm", "person/zoe-marquez")
    more = {(THIRD.id, f"a{n}"): actor for n, actor in enumerate(ids, 1)} if disputed else {}
    with Store.create(path) as store:
        store.add([*EXTRACTIONS, DISPUTE] if disputed else EXTRACTIONS)
        store.settle(ASSIGNED | more, ACTORS)
    return Store.open(path)


SAMPLE_GOLDEN = Path(__file__).parent / "golden" / "sample"
"""The files that the exporters write for this corpus; ``python tests/sample_records.py`` writes them again."""
GOLDEN_FORMATS = ("graphml", "jsonl", "gexf", "csv", "ftm", "neo4j", "turtle", "jsonld", "plover")


if __name__ == "__main__":
    import tempfile

    from kg.export import EXPORTERS
    from kg.graph import Network

    with tempfile.TemporaryDirectory() as folder, sample_store(Path(folder) / "s.sqlite") as sample:
        for name in GOLDEN_FORMATS:
            EXPORTERS[name].write(Network(sample, ONTOLOGY), SAMPLE_GOLDEN)
